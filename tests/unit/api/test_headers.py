"""Headers of answers: a page read again from the browser's own store keeps the policy it came with."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from portail.api.headers import security_headers


@pytest.fixture
def client(tmp_path: Path) -> httpx.AsyncClient:
    (tmp_path / "__spa-fallback.html").write_text("<script>1</script>", encoding="utf-8")

    async def page(request: Request) -> Response:
        if "if-none-match" in request.headers:
            return Response(status_code=304, headers={"etag": '"a"'})
        return HTMLResponse("<p>", headers={"etag": '"a"'})

    async def kept(_request: Request) -> Response:
        return HTMLResponse("<p>", headers={"cache-control": "public, max-age=60"})

    async def asset(_request: Request) -> Response:
        answer = Response(
            "1",
            headers={
                "etag": '"a"',
                "last-modified": "x",
                "accept-ranges": "bytes",
                "vary": "Accept-Encoding, Origin",
            },
        )
        answer.headers.append("vary", "Origin, Origin")
        return answer

    routes = [Route("/aides", page), Route("/gardee", kept), Route("/assets/a.js", asset)]
    app = security_headers(Starlette(routes=routes), tmp_path)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


async def test_a_page_bears_its_policy_and_what_is_no_page_allows_nothing(client: httpx.AsyncClient) -> None:
    page, nothing = await client.get("/aides"), await client.get("/rien")
    assert "script-src 'self' 'sha256-" in page.headers["content-security-policy"]
    assert nothing.headers["content-security-policy"].startswith("default-src 'none'")


async def test_a_page_not_modified_leaves_its_policy_as_it_is(client: httpx.AsyncClient) -> None:
    answer = await client.get("/aides", headers={"if-none-match": '"a"'})
    assert answer.status_code == 304
    assert "content-security-policy" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("chemin", ["/aides", "/gardee"])
async def test_a_page_that_gives_a_cookie_is_for_one_browser(client: httpx.AsyncClient, chemin: str) -> None:
    first = await client.get(chemin)
    assert "set-cookie" in first.headers
    assert first.headers.get_list("cache-control") == ["private, no-cache"]
    again = await client.get(chemin)
    assert "set-cookie" not in again.headers
    assert "private" not in again.headers["cache-control"]


async def test_what_is_kept_for_good_says_no_more_than_it_must(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/a.js")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers.get_list("vary") == ["Accept-Encoding"]
    assert not {"last-modified", "accept-ranges"} & answer.headers.keys()
    assert answer.headers["etag"] == '"a"'

"""HTTP without a client's manners: smuggled, doubled, forged, and headers no browser sends."""

import socket
from collections.abc import Callable

import pytest

from tests.hostile.monde import unexpected
from tests.live import Server

SMUGGLED = b"0\r\n\r\nGET /api/mes-donnees.zip HTTP/1.1\r\n\r\n"


def say(server: Server, *lines: str, body: bytes = b"", host: str = "Host: localhost:{port}") -> bytes:
    """Send a request as written; the whole answer, until the server closes or says nothing more."""
    first, *headers = lines
    host = host.format(port=server.port)
    head = "\r\n".join([first, *([host] if host else []), *headers, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(head.encode("latin-1") + body)
        answer = b""
        while part := line.recv(65_536):
            answer += part
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "headers",
    [
        ["Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Content-Length: 4", "Content-Length: 5"],
        ["Transfer-Encoding: xchunked"],
        ["Transfer-Encoding : chunked"],
        ["Content-Length: -1"],
        ["Content-Length: 4_0"],
    ],
)
def test_no_request_hides_in_another(server: Server, headers: list[str], log: Callable[[], str]) -> None:
    before = len(log())
    answer = say(server, "POST /api/session HTTP/1.1", f"Origin: {server.url}", *headers, body=SMUGGLED)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert 400 <= status(answer) < 500
    assert unexpected(log()[before:]) == []


@pytest.mark.parametrize(
    "hosts",
    [
        "Host: ailleurs.exemple",
        "Host: ailleurs.exemple\r\nHost: localhost:{port}",
        "Host: localhost:{port}\r\nHost: ailleurs.exemple",
        "Host: localhost:{port}.ailleurs.exemple",
        "Host: localhost",
        "Host: ",
    ],
)
def test_one_known_host_or_nothing(server: Server, hosts: str) -> None:
    assert status(say(server, "GET /logo HTTP/1.1", host=hosts)) == 400


def test_no_header_overrides_the_host_or_the_address(server: Server) -> None:
    """What proxies of others add is not read: neither another host's page, nor another page's."""
    forged = [
        f"{name}: ailleurs.exemple" for name in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Real-IP")
    ]
    answer = say(
        server, "GET / HTTP/1.1", *forged, "X-Original-URL: /courrier", "X-HTTP-Method-Override: DELETE"
    )
    assert status(answer) == 200
    assert b"ailleurs.exemple" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fportail.db",
        "/assets/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../portail.db",
        "//etc/passwd",
        "/assets/..\\..\\portail.db",
        "/assets/%00",
        "/.git/config",
        "/assets/",
        "/aides/%0d%0aX-Forged:%201",
        "/__spa-fallback.html/..%2f..",
    ],
)
def test_no_file_but_the_pages(server: Server, path: str) -> None:
    answer = say(server, f"GET {path} HTTP/1.1")
    assert status(answer) == 404
    assert b"X-Forged" not in answer.split(b"\r\n\r\n")[0]
    assert b"root:" not in answer


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "INVENTED"])
@pytest.mark.parametrize("path", ["/", "/aides", "/api/session", "/logo"])
def test_other_methods_do_nothing(server: Server, method: str, path: str) -> None:
    assert status(say(server, f"{method} {path} HTTP/1.1", f"Origin: {server.url}")) == 405
    assert status(say(server, f"{method} {path} HTTP/1.1")) == 403


def test_another_origin_is_promised_nothing(server: Server) -> None:
    asked = ["Origin: https://ailleurs.exemple", "Access-Control-Request-Method: POST"]
    for method in ("OPTIONS", "GET", "HEAD"):
        answer = say(server, f"{method} /api/mes-donnees.zip HTTP/1.1", *asked).lower()
        assert b"access-control-allow-origin: https://ailleurs" not in answer
        assert b"access-control-allow-origin: *" not in answer


def test_headers_without_end_are_refused(server: Server) -> None:
    for headers in (["X: " + "a" * 1_000_000], [f"X{number}: a" for number in range(20_000)]):
        try:
            answer = say(server, "GET / HTTP/1.1", *headers)
        except ConnectionError:
            continue  # cut while it was still being sent
        assert status(answer) in {400, 431}

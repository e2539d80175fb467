"""HTTP as an attacker speaks it: every route with junk, forged paths, and what the headers hold."""

import itertools
import re
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from sqlmodel import Session

from portail.api.routes import CHEMINS
from portail.comptes.models import Compte
from portail.portail import PAGES
from tests.hostile.monde import SECRETS, Victim, assert_untouched, make_agent, rows, unexpected
from tests.live import Server

JUNK_ARGUMENTS = [
    *(
        "..",
        "../../etc/passwd",
        "%00",
        "' OR 1=1",
        "x" * 3000,
        "é\u202e",
        "0",
        "null",
        "{}",
        "\r\nX-Forged: 1",
    ),
    "00000000-0000-0000-0000-000000000000",
]
JUNK_BODIES = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"NaN",
    b'{"ticket": 3}',
    b'{"ticket": "\\ud800"}',
    b'{"champ": [], "valeur": {}, "n": "x"}',
    b'{"champ": "intitule", "valeur": NaN, "n": 1e400, "compte": null}',
    b'{"champ": "nom", "valeur": "\\u0000\\ud800", "n": 99999999999999999999999}',
    b"\xff\xfe",
    b"{" * 9000,
    b"[" * 100_000,
    b'{"a":' * 5000 + b"1" + b"}" * 5000,
    b'{"n":' + b"1" * 6000 + b"}",
]
JUNK_HEADERS: list[dict[str, str]] = [
    {},
    {"content-encoding": "gzip", "content-type": "application/json"},
    {"tus-resumable": "1.0.0", "upload-length": "10", "upload-metadata": "filename w6k=, empreinte !!,,"},
    {"tus-resumable": "1.0.0", "upload-length": "9" * 30, "upload-offset": "-1"},
    {"tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream"},
    {"cookie": "sid=" + "a" * 5_000 + "; =; ;;; sid=\\"},
    {"if-none-match": "*", "range": "bytes=9-1,,", "accept": "text/html"},
]


@pytest.fixture
def client(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers={"origin": server.url}, timeout=30)


@pytest.mark.parametrize("who", ["stranger", "other", "agent"])
def test_no_route_breaks_leaks_or_changes_anything(
    who: str,
    client: httpx.Client,
    accounts: list[Compte],
    sign_in: Callable[[Compte], str],
    database: Callable[[], Session],
    victim: Victim,
    log: Callable[[], str],
) -> None:
    """Each with junk and with what names the things of somebody else."""
    attacking = {"stranger": None, "other": accounts[1], "agent": make_agent(database, "ailleurs")}[who]
    before, logged = rows(database, attacking), len(log())
    if attacking:
        client.cookies.set("sid", sign_in(attacking))
    named = [*victim.ids, *victim.secrets.values()]
    for chemin in CHEMINS:
        if chemin.path == "/api/session/fin":
            continue  # it would sign the attacker out
        bodies = JUNK_BODIES if chemin.method in {"POST", "PATCH"} else [b""]
        paths = {
            re.sub(r"{\w+(:\w+)?}", quote(one, safe=""), chemin.path) for one in [*JUNK_ARGUMENTS, *named]
        }
        if "{numero}" in chemin.path:
            champ = {"champ": "statuts"}
            paths |= {chemin.path.format(numero=one, **champ) for one in (victim.draft, victim.submitted)}
        for turn, (path, body) in enumerate(itertools.product(sorted(paths), bodies)):
            headers = JUNK_HEADERS[turn % len(JUNK_HEADERS)]
            answer = client.request(chemin.method, path, content=body, headers=headers)
            assert answer.status_code < 500, f"{chemin.method} {path[:80]} {body[:40]!r} {headers}"
            assert "x-forged" not in answer.headers
            assert not [secret for secret in SECRETS if secret in answer.text]
    assert_untouched(before, rows(database, attacking))
    assert unexpected(log()[logged:]) == []


def test_pages_carry_a_strict_policy_and_a_safe_cookie(server: Server) -> None:
    for page in PAGES:
        if "[" in page.route or page.route == "404":
            continue
        answer = httpx.get(server.url + "/" + page.route.strip("/"))
        csp = answer.headers["content-security-policy"]
        assert answer.status_code == 200, page.route
        assert "'unsafe-eval'" not in csp
        assert "script-src 'self' 'sha256-" in csp
        assert "frame-ancestors 'none'" in csp
        assert answer.headers["x-content-type-options"] == "nosniff"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_every_inline_script_of_a_page_is_allowed_and_no_other(server: Server) -> None:
    answer = httpx.get(server.url + "/aides")
    inline = [
        body for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.S) if body
    ]
    assert inline
    assert answer.headers["content-security-policy"].count("'sha256-") == len(set(inline))


def test_an_unchanged_page_keeps_its_policy(server: Server) -> None:
    first = httpx.get(server.url + "/aides")
    again = httpx.get(
        server.url + "/aides",
        headers={"accept": "text/html,*/*;q=0.8", "if-none-match": first.headers["etag"]},
    )
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers
    assert "set-cookie" in again.headers  # the page may be kept longer than the cookie


def test_what_is_not_a_page_may_run_nothing(server: Server) -> None:
    for path in ("/logo", "/theme.css", "/api/sante"):
        assert (
            httpx.get(server.url + path).headers["content-security-policy"].startswith("default-src 'none'")
        )


def test_an_unknown_page_says_so(server: Server) -> None:
    answer = httpx.get(server.url + "/nulle-part")
    assert answer.status_code == 404
    assert "text/html" in answer.headers["content-type"]


def test_the_address_of_an_aid_takes_junk(client: httpx.Client, log: Callable[[], str]) -> None:
    """They are answered before the routes, by a layer of their own."""
    logged = len(log())
    queries = ("", "?q=%00&page=9e9", "?" + "a=b&" * 500, "?q=" + "%F0%9F" * 30)
    for turn, junk in enumerate([*JUNK_ARGUMENTS, "soutien-aux-associations", "a" * 100, "-", "feed.xml"]):
        path = f"/aides/{quote(junk, safe='')}{queries[turn % len(queries)]}"
        answer = client.get(path, headers=JUNK_HEADERS[turn % len(JUNK_HEADERS)])
        assert answer.status_code < 500, path[:80]
        assert "x-forged" not in answer.headers
    for query in ("q=%22%3E%3Cscript%3E", "q=" + "é" * 3000, "page=-1", "lieu=%00", "%FF=%FE"):
        for path in (f"/aides?{query}", f"/aides/liste?{query}"):
            assert client.get(path).status_code in {200, 429}, path[:80]
    assert unexpected(log()[logged:]) == []


@pytest.mark.parametrize(
    "path", ["/_upload", "/_upload/piece.pdf", "/auth-codespace", "/.env", "/../portail.db"]
)
def test_no_framework_door_and_no_file_of_ours(server: Server, path: str) -> None:
    assert httpx.get(server.url + path).status_code == 404


def test_another_host_name_is_refused(server: Server) -> None:
    assert httpx.get(server.url, headers={"host": "ailleurs.exemple"}).status_code == 400


def test_a_page_that_asks_again_gets_no_second_cookie(server: Server) -> None:
    with httpx.Client(base_url=server.url) as client:
        assert "set-cookie" in client.get("/").headers
        assert "set-cookie" not in client.get("/aides").headers


def test_no_secret_is_compiled_into_the_scripts(server: Server, accounts: list[Compte]) -> None:
    home = httpx.get(server.url).text
    scripts = set(re.findall(r"/assets/[\w.-]+\.js", home))
    assert len(scripts) > 5
    everything = "".join(httpx.get(server.url + script).text for script in scripts)
    for account in accounts:
        assert account.mail not in everything
        assert account.mot_de_passe not in everything

"""Who passes, where one may be sent, and what a device is called."""

import uuid

import pytest

from portail.comptes.rules import (
    Acces,
    Acteur,
    Role,
    nommer_appareil,
    peut_passer,
    reseau,
    suite_sure,
)
from portail.comptes.sessions import lire_cookie

SID = "A" * 43


def qui(role: Role) -> Acteur:
    return Acteur(uuid.uuid4(), "Zoé", "Martin", "zoe@exemple.fr", "zoe", role, "", "x")


@pytest.mark.parametrize(
    ("role", "passe"),
    [
        (None, {Acces.PUBLIC}),
        (Role.DEMANDEUR, {Acces.PUBLIC, Acces.CONNECTE}),
        (Role.AGENT, set(Acces)),
        (Role.ADMINISTRATEUR, set(Acces)),
    ],
)
def test_who_passes(role: Role | None, passe: set[Acces]) -> None:
    assert {acces for acces in Acces if peut_passer(qui(role) if role else None, acces)} == passe


@pytest.mark.parametrize(
    "suite",
    ["/", "/aides", "/aides/mobilite?q=a%20b&x=1", "/dossiers/2026-A/etape-1#h1", "/aides?" + "a" * 3_993],
)
def test_a_path_of_the_portal_is_followed(suite: str) -> None:
    assert suite_sure(suite, "/defaut") == suite


@pytest.mark.parametrize(
    "suite",
    [
        "",
        "aides",
        "//ailleurs.exemple",
        "/.//ailleurs.exemple",
        "/aides/..//ailleurs.exemple",
        "/aides//ailleurs.exemple",
        "/%2f%2failleurs.exemple",
        "/%2E%2F/ailleurs.exemple",
        "/%5Cailleurs.exemple",
        "/\\ailleurs.exemple",
        "\\\\ailleurs.exemple",
        "/\t/ailleurs.exemple",
        "/\n/ailleurs.exemple",
        " //ailleurs.exemple",
        "https://ailleurs.exemple",
        "javascript:alert(1)",
        "/é",
        "/" + "a" * 4_000,
        "/aides\n",
        None,
        7,
        ["/aides"],
    ],
)
def test_anything_else_is_not(suite: object) -> None:
    assert suite_sure(suite, "/defaut") == "/defaut"


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "inconnu"),
        ("<script>", "inconnu"),
    ],
)
def test_a_network_is_what_one_subscriber_holds(adresse: str, attendu: str) -> None:
    assert reseau(adresse) == attendu


@pytest.mark.parametrize(
    ("user_agent", "attendu"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox sur Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge sur Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome sur Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari sur iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.0 Safari/605.1.15",
            "Safari sur Mac",
        ),
        ("curl/8.0", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
        ("<script>alert(1)</script> Linux", "Navigateur inconnu sur Linux"),
    ],
)
def test_a_device_in_words(user_agent: str, attendu: str) -> None:
    assert nommer_appareil(user_agent) == attendu


@pytest.mark.parametrize(
    ("entete", "attendu"),
    [
        (f"sid={SID}", SID),
        (f'autre={{"a":1}}; pref="x y"; sid={SID}; fin=1', SID),
        (f"xsid={SID}", ""),
        ("sid=court", ""),
        (f'sid="{SID}"', ""),
        (f"sid={SID}é", ""),
        ("", ""),
        (";;;=", ""),
    ],
)
def test_the_session_is_read_among_any_cookies(entete: str, attendu: str) -> None:
    assert lire_cookie(entete) == attendu

"""Whatever a partner answers, callers get JSON or `PartenaireIndisponible`."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import respx

from portail.core import clock
from portail.partners import http
from portail.partners.http import PartenaireIndisponible, lire_json

JSON = {"Content-Type": "application/json"}
BON = httpx.Response(200, json={"ok": True})


def demander(base_url: str) -> object:
    return lire_json("Le service d’essai", base_url, {"q": "12 rue"})


def raison(base_url: str) -> str:
    with pytest.raises(PartenaireIndisponible) as refus:
        demander(base_url)
    return refus.value.raison


@respx.mock
def test_json_is_read_and_the_portal_says_who_it_is(base_url: str) -> None:
    route = respx.get(base_url, params={"q": "12 rue"}).mock(return_value=BON)
    assert demander(base_url) == {"ok": True}
    entetes = route.calls.last.request.headers
    assert entetes["user-agent"].startswith("portail-des-aides (+http")
    assert entetes["accept-encoding"] == "identity"
    assert "cookie" not in entetes


@respx.mock
@pytest.mark.parametrize(
    "premier",
    [httpx.Response(500), httpx.Response(503), httpx.Response(429),
     httpx.ConnectError("x"), httpx.ReadError("x")],
    ids=["500", "503", "429", "connect", "read"],
)  # fmt: skip
def test_a_passing_failure_is_tried_again_once(base_url: str, premier: Any) -> None:
    route = respx.get(base_url).mock(side_effect=[premier, BON])
    assert demander(base_url) == {"ok": True}
    assert route.call_count == 2


@respx.mock
def test_two_tries_at_most(base_url: str) -> None:
    route = respx.get(base_url).mock(return_value=httpx.Response(502))
    assert raison(base_url) == "statut 502"
    assert route.call_count == 2


@respx.mock
@pytest.mark.parametrize(
    ("mensonge", "attendu"),
    [
        (httpx.Response(302, headers={"Location": "https://ailleurs.exemple.fr/"}), "statut 302"),
        (httpx.Response(204), "statut 204"),
        (httpx.Response(200, html="<h1>Maintenance</h1>"), "réponse qui n’est pas du JSON"),
        (httpx.Response(200, content=b'{"a":1}', headers={}), "réponse qui n’est pas du JSON"),
        (httpx.Response(200, json={"a": "x" * http.TAILLE_MAX}), "réponse trop longue"),
        (httpx.Response(200, content=b"{", headers=JSON), "JSON illisible"),
        (httpx.Response(200, content=b"NaN", headers=JSON), "JSON illisible"),
        (httpx.Response(200, content=b"\xff", headers=JSON), "JSON illisible"),
        (httpx.Response(200, content=b"[" * 200_000, headers=JSON), "JSON illisible"),
    ],
    ids=["redirect", "empty", "html", "no-type", "huge", "cut", "nan", "bytes", "deep"],
)  # fmt: skip
def test_a_lie_is_not_tried_again(base_url: str, mensonge: httpx.Response, attendu: str) -> None:
    route = respx.get(base_url).mock(return_value=mensonge)
    assert raison(base_url) == attendu
    assert route.call_count == 1


@respx.mock
def test_a_compressed_answer_is_refused_unopened(base_url: str) -> None:
    entetes = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    respx.get(base_url).mock(
        side_effect=lambda _: httpx.Response(200, stream=httpx.ByteStream(b"\x1f"), headers=entetes)
    )
    assert raison(base_url) == "réponse compressée sans que ce soit demandé"


@respx.mock
def test_an_unexpected_error_is_a_partner_unavailable_too(base_url: str) -> None:
    respx.get(base_url).mock(side_effect=ZeroDivisionError("défaut"))
    assert raison(base_url) == "ZeroDivisionError: défaut"


@pytest.mark.parametrize(
    "url", ["", "pas une url", "ftp://x", "https://", "http://[", "http://exa mple/\x00"]
)
def test_a_wrong_address_in_the_settings_is_a_partner_unavailable(url: str) -> None:
    raison(url)


def test_the_sentence_says_one_can_go_on_and_nothing_technical() -> None:
    erreur = PartenaireIndisponible("Le service d’essai", "statut 502")
    assert erreur.message == "Le service d’essai ne répond pas pour le moment. Vous pouvez continuer."


@respx.mock
def test_a_dead_partner_is_left_alone_then_tried_again(base_url: str) -> None:
    route = respx.get(base_url).mock(return_value=httpx.Response(500))
    debut = datetime(2030, 1, 1, tzinfo=UTC)
    with clock.fixed(debut):
        raison(base_url)
        raison(base_url)
        appels = route.call_count
        assert raison(base_url) == "laissé au repos après des échecs"
        assert route.call_count == appels
    route.mock(return_value=BON)
    with clock.fixed(debut + timedelta(seconds=21)):
        assert demander(base_url) == {"ok": True}
        assert demander(base_url) == {"ok": True}


@respx.mock
def test_a_refused_question_does_not_stop_the_others(base_url: str) -> None:
    respx.get(base_url).mock(return_value=httpx.Response(400))
    assert [raison(base_url) for _ in range(4)] == ["statut 400"] * 4


@respx.mock
def test_a_partner_that_says_how_long_to_wait_is_obeyed_at_once(base_url: str) -> None:
    route = respx.get(base_url).mock(return_value=httpx.Response(429, headers={"Retry-After": "60"}))
    debut = datetime(2030, 1, 1, tzinfo=UTC)
    with clock.fixed(debut):
        assert raison(base_url) == "statut 429"
    with clock.fixed(debut + timedelta(seconds=59)):
        assert raison(base_url) == "laissé au repos après des échecs"
    assert route.call_count == 1
    route.mock(return_value=BON)
    with clock.fixed(debut + timedelta(seconds=61)):
        assert demander(base_url) == {"ok": True}


@respx.mock
@pytest.mark.parametrize("statut", [200, 404, 500])
def test_nothing_typed_is_written_in_the_log(
    base_url: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], statut: int
) -> None:
    respx.get(base_url).mock(return_value=httpx.Response(statut, json={}))
    with caplog.at_level("INFO"), suppress(PartenaireIndisponible):
        lire_json("Le service d’essai", base_url, {"q": "zyxomme"})
    sorties = capsys.readouterr()
    assert "zyxomme" not in caplog.text + sorties.out + sorties.err

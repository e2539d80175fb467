"""The promises of `lire_json` against real sockets: the deadline, the size, no redirect."""

import socket
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from portail.partners import http
from portail.partners.http import PartenaireIndisponible, lire_json
from portail.settings import settings

Serveur = Callable[[Callable[[BaseHTTPRequestHandler, Event], None]], tuple[str, list[str]]]


def entete(guichet: BaseHTTPRequestHandler, statut: int = 200, **plus: str) -> None:
    guichet.send_response(statut)
    guichet.send_header("Content-Type", "application/json")
    for nom, valeur in plus.items():
        guichet.send_header(nom.replace("_", "-"), valeur)
    guichet.end_headers()


def muet(_guichet: BaseHTTPRequestHandler, fini: Event) -> None:
    fini.wait(30)


def corps_goutte_a_goutte(guichet: BaseHTTPRequestHandler, fini: Event) -> None:
    entete(guichet)
    for _ in range(300):
        guichet.wfile.write(b" ")
        if fini.wait(0.1):
            return


def entetes_goutte_a_goutte(guichet: BaseHTTPRequestHandler, fini: Event) -> None:
    guichet.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lent: ")
    for _ in range(300):
        guichet.wfile.write(b"x")
        if fini.wait(0.1):
            return


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """How long a partner is waited for; long enough by default for a slow machine."""

    def poser(secondes: float) -> None:
        monkeypatch.setattr(
            http, "settings", lambda: settings().model_copy(update={"partner_timeout": secondes})
        )

    poser(10)
    return poser


@pytest.mark.parametrize("conduite", [muet, corps_goutte_a_goutte, entetes_goutte_a_goutte])
def test_a_slow_partner_is_left_at_the_deadline(
    serveur: Serveur,
    conduite: Callable[[BaseHTTPRequestHandler, Event], None],
    patience: Callable[[float], None],
) -> None:
    patience(0.5)
    url, demandes = serveur(conduite)
    with pytest.raises(PartenaireIndisponible) as refus:
        lire_json("L’essai", url, {})
    # Waiting for the end of the drops would give another reason: a cut answer that is not JSON.
    assert "Timeout" in refus.value.raison
    assert len(demandes) <= 2


def test_a_partner_that_hangs_up_the_first_time_is_asked_again(serveur: Serveur) -> None:
    demandes: list[str] = []

    def capricieux(guichet: BaseHTTPRequestHandler, _fini: Event) -> None:
        if len(demandes) == 1:
            guichet.connection.shutdown(socket.SHUT_RDWR)
            return
        entete(guichet)
        guichet.wfile.write(b'{"ok": true}')

    url, demandes = serveur(capricieux)
    assert lire_json("L’essai", url, {}) == {"ok": True}
    assert len(demandes) == 2


def test_a_huge_answer_is_not_read_to_its_end(serveur: Serveur) -> None:
    envoye = 0
    quitte = Event()

    def bavard(guichet: BaseHTTPRequestHandler, _fini: Event) -> None:
        nonlocal envoye
        entete(guichet)
        with suppress(OSError):
            for _ in range(1000):
                guichet.wfile.write(b" " * 100_000)
                envoye += 100_000
        quitte.set()

    url, _ = serveur(bavard)
    with pytest.raises(PartenaireIndisponible) as refus:
        lire_json("L’essai", url, {})
    assert refus.value.raison == "réponse trop longue"
    assert quitte.wait(10)
    assert envoye < 100 * http.TAILLE_MAX / 2


def test_a_redirect_is_not_followed(serveur: Serveur) -> None:
    ailleurs, visites = serveur(lambda guichet, _: entete(guichet))
    url, _ = serveur(lambda guichet, _: entete(guichet, 301, Location=ailleurs))
    with pytest.raises(PartenaireIndisponible) as refus:
        lire_json("L’essai", url, {})
    assert refus.value.raison == "statut 301"
    assert visites == []


def test_nobody_at_the_address() -> None:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{libre.getsockname()[1]}"
        with pytest.raises(PartenaireIndisponible):
            lire_json("L’essai", url, {})


def test_the_connection_is_kept_for_the_next_keystroke(serveur: Serveur) -> None:
    ports: set[int] = set()

    def fidele(guichet: BaseHTTPRequestHandler, _fini: Event) -> None:
        guichet.protocol_version = "HTTP/1.1"
        ports.add(guichet.client_address[1])
        entete(guichet, Content_Length="2", Connection="keep-alive")
        guichet.wfile.write(b"{}")

    url, demandes = serveur(fidele)
    for _ in range(3):
        assert lire_json("L’essai", url, {}) == {}
    assert (len(demandes), len(ports)) == (3, 1)

"""The antivirus: a real clamd, then servers that are slow, dead, or lie."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portail.partners import antivirus
from portail.partners.antivirus import AntivirusIndisponible
from portail.settings import Reglages
from tests.clamd import EICAR, INFECTE, VIRUS, Clamd, clamd

GROS = 3_000_000
Regler = Callable[..., None]


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    """Takes two megabytes at most."""
    with clamd(tmp_path_factory.mktemp("clamd"), flux_max="2M") as made:
        yield made


@pytest.fixture
def regler(monkeypatch: pytest.MonkeyPatch) -> Regler:
    """Choose the antivirus, with a breaker that remembers nothing."""
    antivirus._disjoncteur.cache_clear()

    def choisir(url: str, secondes: float = 20) -> None:
        reglages = Reglages(antivirus_url=url, antivirus_timeout=secondes)
        monkeypatch.setattr(antivirus, "settings", lambda: reglages)

    return choisir


@pytest.mark.parametrize("porte", ["unix", "tcp"])
def test_a_real_clamd_tells_the_sane_from_the_others(reel: Clamd, regler: Regler, porte: str) -> None:
    regler(getattr(reel, porte))
    assert antivirus.analyser(io.BytesIO(b"%PDF-1.7 bonjour")) == ""
    assert antivirus.analyser(io.BytesIO(b"")) == ""
    for contenu in (EICAR, INFECTE, b"0" * 1_000_000 + EICAR + b"0" * 500_000):
        assert antivirus.analyser(io.BytesIO(contenu)) == VIRUS


def test_a_file_over_the_limit_of_clamd_is_not_known_to_be_sane(reel: Clamd, regler: Regler) -> None:
    """And others are still asked: the daemon is well."""
    regler(reel.unix)
    for _ in range(4):
        with pytest.raises(AntivirusIndisponible, match="StreamMaxLength"):
            antivirus.analyser(io.BytesIO(b"0" * GROS + EICAR))
    assert antivirus.analyser(io.BytesIO(EICAR)) == VIRUS


def test_the_file_is_never_whole_in_memory(reel: Clamd, regler: Regler) -> None:
    lus = []

    class Flux(io.BytesIO):
        def read(self, taille: int | None = -1) -> bytes:
            lus.append(taille)
            return super().read(taille)

    regler(reel.unix)
    antivirus.analyser(Flux(b"0" * 1_000_000))
    assert set(lus) == {antivirus.BLOC}


Conduite = Callable[[socket.socket], None]


@contextmanager
def serveur(conduite: Conduite) -> Iterator[tuple[str, list[int]]]:
    """A false clamd that does `conduite` with each caller; its address, and one entry a call."""
    appels: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as porte:

        def accueillir() -> None:
            while True:
                try:
                    appelant, _ = porte.accept()
                except OSError:
                    return
                appels.append(1)
                with appelant:
                    try:
                        conduite(appelant)
                    except OSError:
                        continue

        threading.Thread(target=accueillir, daemon=True).start()
        yield f"tcp://127.0.0.1:{porte.getsockname()[1]}", appels
        porte.shutdown(socket.SHUT_RDWR)


def ecouter(appelant: socket.socket) -> bytes:
    """All that is sent, up to the empty chunk."""
    flux = appelant.makefile("rb")
    assert flux.read(10) == b"zINSTREAM\0"
    contenu = b""
    while taille := struct.unpack("!L", flux.read(4))[0]:
        contenu += flux.read(taille)
    return contenu


def repondre(texte: bytes) -> Conduite:
    def conduite(appelant: socket.socket) -> None:
        ecouter(appelant)
        appelant.sendall(texte)

    return conduite


@pytest.mark.parametrize(
    "texte",
    [
        b"",
        b"\0",
        b"stream: OK",  # cut before its end mark
        b"stream: OKAY\0",
        b"OK\0",
        b"stream: FOUND\0",
        b"stream:  FOUND\0",
        b"stream: Essai FOUND\nstream: OK\0",
        b"stream: Can't allocate memory ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"HTTP/1.1 200 OK\r\n\r\nstream: OK\0",
        b"\xff\xfe\x00\x01",
        b"x" * 5_000_000,
    ],
)
def test_an_answer_that_is_none_makes_nothing_sane(regler: Regler, texte: bytes) -> None:
    with serveur(repondre(texte)) as (url, _):
        regler(url)
        with pytest.raises(AntivirusIndisponible):
            antivirus.analyser(io.BytesIO(b"bonjour"))


def test_the_name_of_a_virus_is_one_bounded_line(regler: Regler) -> None:
    with serveur(repondre(b"stream: " + "Vir\u202eus\tdoux ".encode() + b"v" * 150 + b" FOUND\0")) as (
        url,
        _,
    ):
        regler(url)
        nom = antivirus.analyser(io.BytesIO(b"bonjour"))
    assert len(nom) == 100
    assert nom.isprintable()


def test_a_silent_antivirus_is_given_so_long_in_all(regler: Regler) -> None:
    """One word at a time, it would otherwise be waited for without end."""
    fini = threading.Event()

    def goutte_a_goutte(appelant: socket.socket) -> None:
        ecouter(appelant)
        while not fini.wait(0.05):
            appelant.sendall(b"s")

    with serveur(goutte_a_goutte) as (url, _):
        regler(url, 0.5)
        with pytest.raises(AntivirusIndisponible, match="TimeoutError"):
            antivirus.analyser(io.BytesIO(b"bonjour"))
        fini.set()


def test_an_antivirus_that_does_not_read_is_given_so_long(regler: Regler) -> None:
    fini = threading.Event()

    def sans_lire(_appelant: socket.socket) -> None:
        fini.wait(20)

    with serveur(sans_lire) as (url, _):
        regler(url, 0.5)
        with pytest.raises(AntivirusIndisponible, match="TimeoutError"):
            antivirus.analyser(io.BytesIO(b"0" * 30_000_000))
        fini.set()


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:9", "unix:///nulle/part/clamd.ctl"])
def test_an_antivirus_that_is_not_there_is_left_alone(regler: Regler, url: str) -> None:
    regler(url)
    for _ in range(2):
        with pytest.raises(AntivirusIndisponible, match="pas de réponse"):
            antivirus.analyser(io.BytesIO(b"bonjour"))
    with pytest.raises(AntivirusIndisponible, match="repos"):
        antivirus.analyser(io.BytesIO(b"bonjour"))


def test_an_antivirus_that_dies_on_the_way(tmp_path: Path, regler: Regler) -> None:
    with clamd(tmp_path) as made:
        regler(made.tcp)

        class Flux(io.BytesIO):
            def read(self, taille: int | None = -1) -> bytes:
                made.process.kill()
                made.process.wait()
                return super().read(taille)

        with pytest.raises(AntivirusIndisponible):
            antivirus.analyser(Flux(EICAR))

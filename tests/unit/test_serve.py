"""Building the pages: once, whoever asks at the same time; and what is said when it fails."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from portail import cli, serve
from portail.settings import Reglages


class Chantier:
    """Stands for the compiler, which two may not use at once."""

    def __init__(self) -> None:
        self.fait, self.ensemble, self._occupe = 0, False, threading.Lock()
        self.commence = threading.Event()
        self.suite = threading.Event()

    def compiler(self) -> None:
        """Build, slowly."""
        self.ensemble = not self._occupe.acquire(blocking=False) or self.ensemble
        self.commence.set()
        self.suite.wait(20)
        self.fait += 1
        if self._occupe.locked():
            self._occupe.release()


@pytest.fixture
def chantier(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Chantier:
    made = Chantier()
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    monkeypatch.setattr(serve, "_compile", made.compiler)
    monkeypatch.setattr(serve, "is_stale", lambda: made.fait == 0)
    return made


def ensemble(chantier: Chantier, *travaux: Callable[[], None]) -> None:
    """Begin the first, then the others while it is at work, and wait for all."""
    fils = [threading.Thread(target=travail) for travail in travaux]
    fils[0].start()
    assert chantier.commence.wait(20)
    for fil in fils[1:]:
        fil.start()
    threading.Timer(0.2, chantier.suite.set).start()  # leave the others the time to come in, if they can
    for fil in fils:
        fil.join(20)


def test_two_that_start_at_once_build_once(chantier: Chantier) -> None:
    ensemble(chantier, serve.build_if_stale, serve.build_if_stale)
    assert (chantier.fait, chantier.ensemble) == (1, False)


def test_a_build_that_is_asked_for_waits_for_its_turn(chantier: Chantier) -> None:
    ensemble(chantier, serve.build_if_stale, serve.build)
    assert (chantier.fait, chantier.ensemble) == (2, False)


@pytest.mark.parametrize("commande", ["run", "serve"])
def test_a_port_that_is_taken_is_said_at_once(
    commande: str, chantier: Chantier, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as autre:
        port = autre.getsockname()[1]
        monkeypatch.setattr(serve, "settings", lambda: Reglages(port=port))
        monkeypatch.setattr("sys.argv", ["portail", commande])
        with pytest.raises(SystemExit) as fin:
            cli.main()
    assert fin.value.code == 2
    (ligne,) = capsys.readouterr().err.splitlines()
    assert f"127.0.0.1:{port}" in ligne
    assert "un autre programme s’y trouve" in ligne
    assert chantier.fait == 0


@pytest.mark.parametrize("commande", ["build", "serve"])
def test_a_build_that_fails_is_told_in_its_own_words(
    commande: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def echouer() -> None:
        raise serve.ConstructionImpossible("bun: command not found")

    monkeypatch.setattr(serve, "ROOT", tmp_path)
    monkeypatch.setattr(serve, "_compile", echouer)
    monkeypatch.setattr(serve, "require_address", lambda: None)
    monkeypatch.setattr(serve, "is_stale", lambda: True)
    monkeypatch.setattr("sys.argv", ["portail", commande])
    with pytest.raises(SystemExit) as fin:
        cli.main()
    assert fin.value.code == 1
    assert capsys.readouterr().err.strip() == "bun: command not found"

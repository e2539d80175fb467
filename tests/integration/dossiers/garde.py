"""A dossier whose antivirus one chooses: fixtures and gestures for the tests of files."""

from collections.abc import Callable, Iterator

import pytest

from portail.dossiers import brouillon, depot, etapes, pieces
from portail.dossiers.vues_pieces import PieceVue
from portail.infra import storage
from portail.infra.db import transaction
from portail.jobs import worker
from portail.partners import antivirus
from portail.settings import settings
from tests.clamd import Clamd, clamd
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.test_pieces import joindre

ETEINT, INJOIGNABLE = "", "tcp://127.0.0.1:9"
Regler = Callable[[str], None]


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    with clamd(tmp_path_factory.mktemp("clamd")) as made:
        yield made


@pytest.fixture
def regler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Regler]:
    """Change the antivirus as its operator does."""

    def choisir(url: str) -> None:
        monkeypatch.setenv("PORTAIL_ANTIVIRUS_URL", url)
        settings.cache_clear()
        antivirus._disjoncteur.cache_clear()

    yield choisir
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def envoyer(monde: Monde, numero: str, contenu: bytes = PDF, nom: str = "devis.pdf") -> PieceVue:
    with transaction() as session:
        return joindre(session, monde.zoe, numero, contenu=contenu, nom=nom)


def travailler() -> None:
    while worker.faire_un_tour():
        pass


def vue(monde: Monde, numero: str, agent: bool = False) -> PieceVue:
    """The file of the step, as its owner or the agent sees it."""
    with transaction() as session:
        qui = monde.agent if agent else monde.zoe
        champs = etapes.lire_etape(session, qui, numero, "justificatifs").champs
        return next(champ for champ in champs if champ.id == "devis").pieces[0]


def deposer(monde: Monde, numero: str) -> None:
    with transaction() as session:
        fabrique.repondre(session, monde, numero)
        depot.deposer(session, monde.zoe, numero, True)


def octets(monde: Monde, piece: PieceVue, agent: bool = False) -> bytes:
    with transaction() as session:
        return storage.read_bytes(
            pieces.lire_piece(session, monde.agent if agent else monde.zoe, piece.id).cle
        )

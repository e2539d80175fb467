"""Answers of several people saved at once: to each their own, and no more statements than for one."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from portail.core import clock
from portail.core.errors import Conflit, ErreurMetier, Introuvable, Invalide
from portail.dossiers import brouillon, etapes, saisies
from portail.dossiers.depot import deposer
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.saisies import Saisie
from portail.dossiers.views import Acquittement
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


@pytest.fixture
def autre(monde: Monde) -> str:
    """Somebody else's draft."""
    with transaction() as session:
        return brouillon.ouvrir(session, monde.autre, monde.slug)


@pytest.fixture
def requetes(engine: Engine) -> Iterator[list[str]]:
    """The statements sent, one word each."""
    vues: list[str] = []

    def voir(*arguments: object) -> None:
        vues.append(str(arguments[2]).split()[0])

    event.listen(engine, "before_cursor_execute", voir)
    yield vues
    event.remove(engine, "before_cursor_execute", voir)


def _faits(session: Session, *demandes: Saisie) -> list[Acquittement]:
    faits = saisies.enregistrer(session, demandes)
    assert all(isinstance(fait, Acquittement) for fait in faits), faits
    return faits  # type: ignore[return-value]


def test_each_gets_the_answer_to_what_they_typed(
    session: Session, monde: Monde, numero: str, autre: str
) -> None:
    recus = _faits(
        session,
        Saisie(monde.zoe, numero, "resume", "de Zoé", 10),
        Saisie(monde.autre, autre, "resume", "d’Ali", 5),
        Saisie(monde.zoe, numero, "cout", "beaucoup", 11),
        Saisie(monde.autre, autre, "cofinance", "non", 6),
    )
    assert [(un.champ, un.valeur, un.n) for un in recus] == [
        ("resume", "de Zoé", 10),
        ("resume", "d’Ali", 5),
        ("cout", "beaucoup", 11),
        ("cofinance", "non", 6),
    ]
    assert [bool(un.erreur) for un in recus] == [False, False, True, False]
    lues = [etapes.lire_etape(session, qui, sien, "projet").champs for qui, sien in
            ((monde.zoe, numero), (monde.autre, autre))]  # fmt: skip
    assert [next(c.valeur for c in champs if c.id == "resume") for champs in lues] == ["de Zoé", "d’Ali"]


def test_edits_of_one_field_in_one_group_are_ordered_as_if_they_came_apart(
    session: Session, monde: Monde, numero: str
) -> None:
    premier, tardif, dernier = _faits(
        session,
        Saisie(monde.zoe, numero, "resume", "un", 10),
        Saisie(monde.zoe, numero, "resume", "ancien", 9),
        Saisie(monde.zoe, numero, "resume", "deux", 11),
    )
    assert (tardif.depasse, tardif.valeur, tardif.n) == (True, "un", 10)
    assert [premier.version, dernier.version] == [1, 2]
    assert _garde(session, "resume") == ("deux", 11, 2)


def test_two_pages_that_did_not_know_of_each_other_lose_no_text_in_one_group(
    session: Session, monde: Monde, numero: str
) -> None:
    _, la = _faits(
        session,
        Saisie(monde.zoe, numero, "resume", "de l’ordinateur", 100, 0, "ordinateur"),
        Saisie(monde.zoe, numero, "resume", "du téléphone", 200, 0, "telephone"),
    )
    assert la.ecarts["resume"].autre == "de l’ordinateur"
    assert _garde(session, "resume") == ("du téléphone", 200, 2)


def test_what_is_refused_is_told_alone_and_the_rest_is_saved(
    session: Session, monde: Monde, numero: str, autre: str
) -> None:
    faits = saisies.enregistrer(
        session,
        [
            Saisie(monde.zoe, numero, "resume", "gardé", 10),
            Saisie(monde.zoe, autre, "resume", "pas à elle", 11),
            Saisie(monde.autre, numero, "resume", "pas à lui", 11),
            Saisie(monde.zoe, "2026-ZZZZZZ", "resume", "nulle part", 11),
            Saisie(monde.zoe, numero, "inconnue", "x", 11),
            Saisie(monde.zoe, numero, "resume", "x" * 20_001, 11),
            Saisie(monde.zoe, numero, "resume", "x", "12"),
            Saisie(monde.autre, autre, "resume", "gardé aussi", 10),
        ],
    )
    assert [type(fait) for fait in faits] == [
        *(Acquittement, Introuvable, Introuvable, Introuvable, Introuvable, Invalide, Invalide, Acquittement)
    ]
    assert len({str(fait) for fait in faits[1:4]}) == 1  # what is another's does not exist
    gardees = session.exec(select(Reponse.valeur).where(Reponse.champ == "resume")).all()
    assert sorted(gardees) == ["gardé", "gardé aussi"]


def test_a_submitted_dossier_takes_no_answer_beside_a_draft_that_does(
    session: Session, monde: Monde, numero: str, autre: str
) -> None:
    fabrique.piece(session, session.exec(select(Dossier).where(Dossier.numero == numero)).one())
    fabrique.repondre(session, monde, numero)
    deposer(session, monde.zoe, numero, certifie=True)
    depose, gardee = saisies.enregistrer(
        session,
        [
            Saisie(monde.zoe, numero, "resume", "trop tard", 10**13),
            Saisie(monde.autre, autre, "resume", "à temps", 10),
        ],
    )
    assert isinstance(depose, Conflit)
    assert isinstance(gardee, Acquittement)
    assert "trop tard" not in session.exec(select(Reponse.valeur)).all()


def test_many_answers_take_as_many_statements_as_one(
    session: Session, monde: Monde, numero: str, autre: str, requetes: list[str]
) -> None:
    champs = ["nom", "resume", "cofinance", "mail"]
    une = _compter(requetes, lambda: _faits(session, Saisie(monde.zoe, numero, "resume", "un", 1)))
    toutes = [
        Saisie(qui, sien, champ, "oui", n)
        for n in range(2, 10)
        for qui, sien in ((monde.zoe, numero), (monde.autre, autre))
        for champ in champs
    ]
    assert (
        _compter(requetes, lambda: _faits(session, *toutes))
        == une
        == ["SELECT", "SELECT", "SELECT", "INSERT"]
    )


def _compter(requetes: list[str], travail: Callable[[], object]) -> list[str]:
    requetes.clear()
    travail()
    return [requete for requete in requetes if requete != "BEGIN"]


def test_a_group_dates_and_notes_a_dossier_once(session: Session, monde: Monde, numero: str) -> None:
    plus_tard = clock.now() + saisies.JOURNAL_TOUS_LES
    with clock.fixed(plus_tard):
        _faits(session, *(Saisie(monde.zoe, numero, "resume", f"texte {n}", n) for n in range(5)))
    session.flush()
    faits = session.exec(select(EntreeJournal.action).where(col(EntreeJournal.objet) == numero)).all()
    assert sorted(faits) == ["dossier.modifie", "dossier.ouvert"]
    assert session.exec(select(Dossier.maj_le).where(Dossier.numero == numero)).one() == plus_tard


def test_nothing_to_save_is_no_trouble(session: Session, monde: Monde) -> None:
    (refus,) = saisies.enregistrer(session, [Saisie(monde.zoe, None, None, None, None)])
    assert isinstance(refus, ErreurMetier)


def _garde(session: Session, champ: str) -> tuple[object, int, int]:
    trouvee = session.exec(
        select(Reponse.valeur, Reponse.edition, Reponse.version).where(Reponse.champ == champ)
    ).one()
    return tuple(trouvee)  # type: ignore[return-value]

"""The aids in memory: all of those published, and anew as soon as one changes."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.aides import candidats, edition, pour_moi
from portail.aides.candidats import Candidats
from portail.aides.models import Aide, FenetreDepot
from portail.aides.questions import Reponses
from portail.aides.search import indexer
from portail.aides.workflow import StatutAide
from portail.infra.db import snapshot, transaction
from tests.integration.aides.conftest import JOUR, ajouter


def test_only_published_aids_and_what_decides_who_may_ask(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    catalogue("fermee", [(-9, 9)], conditions={"age_max": 25, "naf": 3}, territoires=["DEP-24"])
    tous = candidats.lire(session).par_slug
    assert "brouillon-velo" not in tous
    assert tous["fermee"].offre.conditions.age_max == 25
    assert tous["fermee"].offre.territoires == ("DEP-24",)
    assert len(tous["fermee"].fenetres) == 1


def test_what_is_not_committed_is_read_and_not_remembered(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("nouvelle", [(-9, 9)])
    assert "nouvelle" in candidats.lire(session).par_slug
    edition.changer_statut(session, aide, StatutAide.RETIREE)
    assert "nouvelle" not in candidats.lire(session).par_slug


def test_open_aids_then_those_to_come_then_those_one_nearly_may_ask_for(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    catalogue("pour-petits", [(-9, 9)], beneficiaires=["entreprise"], conditions={"effectif_max": 9})
    catalogue("pour-landais", [(-9, 9)], beneficiaires=["entreprise"], territoires=["DEP-40"])
    bilan = pour_moi.chercher(session, Reponses(type="entreprise", effectif="10-19", commune="24037"), JOUR)
    assert [une.slug for une in bilan.possibles] == ["apprentis", "renovation-salles"]
    assert [une.slug for une in bilan.bientot] == ["foret-bois"]
    assert [(une.slug, une.raisons) for une in bilan.presque] == [
        ("pour-petits", ("Réservée aux entreprises de moins de 10\u00a0salariés.",))
    ]
    assert bilan.manquent == ()
    catalogue("suivante", [(9, 30)], beneficiaires=["entreprise"], territoires=["DEP-24"])
    attente = pour_moi.chercher(session, Reponses(type="entreprise", effectif="10-19"), JOUR)
    assert [une.slug for une in attente.bientot] == ["suivante", "foret-bois"]
    sans_lieu = pour_moi.chercher(session, Reponses(type="entreprise"), JOUR)
    assert sans_lieu.manquent == ("commune", "effectif")
    assert sans_lieu.possibles[-1].slug in {"pour-petits", "pour-landais"}


def test_what_changed_is_read_and_nothing_else(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction() as session:
        for slug in ("bb", "dd", "ff"):
            ajouter(session, slug, [(-9, 9)], titre=slug)
    with snapshot() as session:
        avant = candidats.lire(session)
    lues: list[str] = []
    faire = candidats._candidat
    monkeypatch.setattr(candidats, "_candidat", lambda une, f: lues.append(une.slug) or faire(une, f))
    with transaction() as session:
        ajouter(session, "aa", [(-9, 9)], titre="cc")
        parmi = {une.slug: une for une in session.exec(select(Aide))}
        edition.changer_statut(session, parmi["bb"], StatutAide.RETIREE)
        parmi["dd"].titre, parmi["dd"].cle_titre = "zz", "zz"
        session.add(FenetreDepot(aide_id=parmi["dd"].id))
        indexer(session, parmi["dd"])
    with snapshot() as session:
        apres = candidats.lire(session)
        assert candidats.lire(session) is apres
        assert apres == Candidats.de(candidats._charger(session))
    assert lues[:2] == ["aa", "dd"]
    assert [un.slug for un in apres.tous] == ["aa", "ff", "dd"]
    assert apres.par_slug["ff"] is avant.par_slug["ff"]
    assert len(apres.par_slug["dd"].fenetres) == 2


def test_many_changes_at_once_are_read_with_all_the_rest(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidats, "AU_PLUS", 1)
    for slugs in (["aa"], ["bb", "cc"]):
        with transaction() as session:
            for slug in slugs:
                ajouter(session, slug, [(-9, 9)], titre=slug)
        with snapshot() as session:
            tous = candidats.lire(session)
    assert [un.slug for un in tous.tous] == ["aa", "bb", "cc"]

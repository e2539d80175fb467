"""The index follows the database: commits of this process and of others, days, bad days."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from portail.aides import catalogue_vivant, search
from portail.aides.catalogue_vivant import VIVANT, CatalogueAbsent, CatalogueVivant
from portail.aides.criteres import Criteres
from portail.aides.models import Aide, TermesAide, VersionCatalogue
from portail.aides.recherche.moteur import rechercher
from portail.aides.workflow import StatutAide
from portail.core import clock
from portail.infra.db import transaction
from tests.integration.aides.conftest import JOUR

Plus = Callable[..., None]


def slugs(vivant: CatalogueVivant, texte: str) -> list[str]:
    return [carte.slug for carte in rechercher(vivant.index(), Criteres(texte), JOUR).cartes]


@pytest.fixture
def suivi() -> CatalogueVivant:
    """Another process: nothing tells it what this one commits, it looks."""
    autre = CatalogueVivant()
    autre.index()
    autre.suivi = True
    return autre


def test_what_is_committed_here_is_found_by_the_next_search(en_ligne: Plus) -> None:
    assert slugs(VIVANT, "licorne") == []
    en_ligne("licorne", [(-1, None)])
    assert slugs(VIVANT, "licorne") == ["licorne"]


def test_what_is_undone_is_not_found(en_ligne: Plus) -> None:
    VIVANT.index()
    with pytest.raises(ZeroDivisionError), transaction() as session:
        aide = session.exec(select(Aide).where(Aide.slug == "apprentis")).one()
        aide.titre = "Licorne"
        search.indexer(session, aide)
        raise ZeroDivisionError
    assert slugs(VIVANT, "licorne") == []


def test_another_process_sees_it_when_it_looks(en_ligne: Plus, suivi: CatalogueVivant) -> None:
    en_ligne("licorne", [(-1, None)])
    assert slugs(suivi, "licorne") == []
    suivi.entretenir()
    assert slugs(suivi, "licorne") == ["licorne"]
    with transaction() as session:
        aide = session.exec(select(Aide).where(Aide.slug == "licorne")).one()
        aide.statut = StatutAide.RETIREE
        search.indexer(session, aide)
    suivi.entretenir()
    assert slugs(suivi, "licorne") == []


def test_a_process_nobody_makes_look_looks_when_it_searches(en_ligne: Plus, monkeypatch: Any) -> None:
    monkeypatch.setattr(catalogue_vivant, "PERIODE", -1.0)
    seul = CatalogueVivant()
    assert slugs(seul, "licorne") == []
    en_ligne("licorne", [(-1, None)])
    assert slugs(seul, "licorne") == ["licorne"]


def test_a_look_at_an_unchanged_catalogue_reads_one_number(
    en_ligne: Plus, suivi: CatalogueVivant, engine: Engine
) -> None:
    ordres: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: ordres.append(a[2]))
    suivi.rafraichir()
    lectures = [ordre for ordre in ordres if ordre != "BEGIN"]
    assert len(lectures) == 1
    assert "version_catalogue" in lectures[0]


def test_more_than_a_few_changes_and_the_index_is_made_again(
    en_ligne: Plus, suivi: CatalogueVivant, monkeypatch: Any
) -> None:
    monkeypatch.setattr(catalogue_vivant, "AU_PLUS", 2)
    for n in range(3):
        en_ligne(f"licorne-{n}", [(-1, None)])
    suivi.rafraichir()
    assert len(slugs(suivi, "licorne")) == 3
    assert suivi.index().ranges == len(suivi.index())


def test_an_aid_erased_from_the_database_is_found_no_more(en_ligne: Plus, suivi: CatalogueVivant) -> None:
    with transaction() as session:
        session.exec(delete(Aide).where(col(Aide.slug) == "foret-bois"))
        search.indexer(session, session.exec(select(Aide).where(Aide.slug == "apprentis")).one())
    suivi.rafraichir()
    assert slugs(suivi, "forêt") == []


def test_aids_nobody_indexed_and_words_cut_by_older_code_are_read(en_ligne: Plus) -> None:
    with transaction() as session:
        session.exec(delete(TermesAide))
    assert slugs(CatalogueVivant(), "forêt") == ["foret-bois"]
    with transaction() as session:
        session.get_one(VersionCatalogue, 1).decoupe = 0
        for ligne in session.exec(select(TermesAide)):
            ligne.titre = "autrement"
    assert slugs(CatalogueVivant(), "forêt") == ["foret-bois"]


def test_while_the_database_is_away_the_index_stays_as_it_was(
    en_ligne: Plus, suivi: CatalogueVivant, monkeypatch: Any, caplog: Any
) -> None:
    def absente() -> None:
        raise OperationalError("SELECT", {}, Exception("absente"))

    en_ligne("licorne", [(-1, None)])
    with monkeypatch.context() as panne:
        panne.setattr(catalogue_vivant, "snapshot", absente)
        suivi.entretenir()
        assert slugs(suivi, "forêt") == ["foret-bois"]
        assert slugs(suivi, "licorne") == []
    suivi.entretenir()
    assert slugs(suivi, "licorne") == ["licorne"]


def test_a_search_never_waits_for_a_database_that_was_never_there(engine: Engine) -> None:
    jamais = CatalogueVivant()
    jamais.suivi = True
    with pytest.raises(CatalogueAbsent):
        jamais.index()
    jamais.entretenir()
    assert len(jamais.index()) == 0


def test_the_next_day_is_ready_before_midnight(en_ligne: Plus, suivi: CatalogueVivant) -> None:
    avant_minuit = datetime(2026, 3, 15, 22, 55, tzinfo=UTC)  # 23 h 55 in Paris
    with clock.fixed(avant_minuit):
        suivi.entretenir()
        assert set(suivi.index()._journees) == {JOUR, JOUR + timedelta(days=1)}
    with clock.fixed(avant_minuit + timedelta(minutes=6)):
        demain = rechercher(suivi.index(), Criteres("œuvres"), clock.today()).cartes[0]
    assert demain.quand == "Ouverte jusqu’au 18\u00a0mars 2026 · 2\u00a0jours"

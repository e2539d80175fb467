"""The editorial life of a sheet: its steps, its day, its title and addresses, its règlements."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from portail.aides import edition, reglement, service
from portail.aides.adresses import Deplacee, publiee, renommer, slug_libre
from portail.aides.models import Aide, AncienneAdresse
from portail.aides.workflow import StatutAide
from portail.core import clock
from portail.core.errors import Conflit, Interdit, Introuvable
from portail.infra.journal import EntreeJournal
from tests.integration.aides.conftest import JOUR

MIDI = datetime(2026, 3, 15, 12, tzinfo=clock.PARIS)
DEMAIN = JOUR + timedelta(days=1)


@pytest.fixture
def brouillon(session: Session, catalogue: Callable[..., Aide]) -> Aide:
    return catalogue("neuve", [(-1, 5)], titre="Aide neuve", statut=StatutAide.BROUILLON)


def valider(session: Session, aide: Aide) -> None:
    for statut in (StatutAide.A_RELIRE, StatutAide.A_VALIDER):
        edition.changer_statut(session, aide, statut)


def test_from_the_authors_draft_to_the_public(session: Session, brouillon: Aide) -> None:
    with pytest.raises(Interdit, match="« Brouillon » ne peut pas devenir « Publiée »"):
        edition.changer_statut(session, brouillon, StatutAide.PUBLIEE)
    valider(session, brouillon)
    with pytest.raises(Introuvable):
        publiee(session, "neuve")
    edition.changer_statut(session, brouillon, StatutAide.PUBLIEE)
    assert publiee(session, "neuve").publiee_le is not None
    faits = session.exec(select(EntreeJournal).where(EntreeJournal.action == "aide.statut")).all()
    assert [fait.detail["vers"] for fait in faits] == ["a_relire", "a_valider", "publiee"]


def test_a_sheet_is_published_by_itself_on_its_day_and_not_before(session: Session, brouillon: Aide) -> None:
    with clock.fixed(MIDI):
        valider(session, brouillon)
        for jour in (None, JOUR):
            with pytest.raises(Interdit, match="demain ou plus tard"):
                edition.changer_statut(session, brouillon, StatutAide.A_PUBLIER, publier_le=jour)
        edition.changer_statut(session, brouillon, StatutAide.A_PUBLIER, publier_le=DEMAIN)
        edition.publier_les_echues(session)
        assert brouillon.statut is StatutAide.A_PUBLIER
    with clock.fixed(MIDI + timedelta(days=3)):  # nobody was at work for two days
        edition.publier_les_echues(session)
    assert publiee(session, "neuve").publier_le is None


def test_a_link_with_the_former_title_still_leads_there(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("aide-au-velo", [(-1, 5)], titre="Aide au vélo")
    renommer(session, aide, "Vélo : l’aide")
    renommer(session, aide, "Bicyclettes")
    assert aide.slug == "bicyclettes"
    for ancienne in ("aide-au-velo", "velo-l-aide"):
        with pytest.raises(Deplacee) as ailleurs:
            service.lire_aide(session, ancienne, JOUR)
        assert ailleurs.value.slug == "bicyclettes"
    renommer(session, aide, "Aide au vélo")  # back to the first: no loop
    assert publiee(session, "aide-au-velo").id == aide.id
    assert set(session.exec(select(AncienneAdresse.slug))) == {"velo-l-aide", "bicyclettes"}


def test_no_aid_takes_the_address_another_has_or_had(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("salles", [], titre="Salles")
    renommer(session, aide, "Théâtres")
    assert slug_libre(session, "Salles") == "salles-2"
    assert slug_libre(session, "Théâtres !") == "theatres-2"
    assert slug_libre(session, "« … »") == "aide"
    assert slug_libre(session, "mot " * 60).count("mot") == 20


def test_the_former_address_of_a_withdrawn_aid_leads_nowhere(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("salles", [], titre="Salles")
    renommer(session, aide, "Théâtres")
    edition.changer_statut(session, aide, StatutAide.RETIREE)
    with pytest.raises(Introuvable) as refus:
        publiee(session, "salles")
    assert not isinstance(refus.value, Deplacee)


def test_each_reglement_applies_until_the_next_one(session: Session, catalogue: Callable[..., Aide]) -> None:
    aide = catalogue("salles", [(-1, 5)])
    for decalage, texte in ((-300, "Premier"), (-10, "Deuxième"), (20, "Troisième")):
        edition.adopter_reglement(session, aide, texte, JOUR + timedelta(days=decalage), "CP 2026-12")
    with pytest.raises(Conflit):
        edition.adopter_reglement(session, aide, "Double", JOUR - timedelta(days=10))
    fiche = service.lire_aide(session, "salles", JOUR)
    assert [(v.quand, v.en_vigueur) for v in fiche.reglements] == [
        ("à partir du 4\u00a0avril 2026", False),
        ("depuis le 5\u00a0mars 2026", True),
        ("du 19\u00a0mai 2025 au 4\u00a0mars 2026", False),
    ]
    assert fiche.reglement == "/api/aides/salles/reglement.pdf?version=2026-03-05"
    with clock.fixed(MIDI):
        assert reglement.lire(session, "salles").corps == "Deuxième"
        assert reglement.lire(session, "salles", JOUR + timedelta(days=20)).corps == "Troisième"
        with pytest.raises(Introuvable):
            reglement.lire(session, "salles", JOUR)


def test_a_reglement_to_come_is_not_the_one_that_applies(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("salles", [(-1, 5)])
    edition.adopter_reglement(session, aide, "Demain", DEMAIN)
    fiche = service.lire_aide(session, "salles", JOUR)
    assert (fiche.reglement, len(fiche.reglements)) == ("", 1)
    with clock.fixed(MIDI), pytest.raises(Introuvable):
        reglement.lire(session, "salles")

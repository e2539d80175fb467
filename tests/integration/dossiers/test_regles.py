"""A form whose expressions decide: which steps show, what must be answered, what contradicts."""

from datetime import date

import pytest
from sqlmodel import Session, select

from portail.aides.models import Aide
from portail.core import clock
from portail.core.errors import Introuvable, Invalide
from portail.dossiers import brouillon, depot, etapes, reponses, service
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.views import Acquittement
from tests.integration.dossiers import regles
from tests.integration.dossiers.monde import Monde
from tests.integration.dossiers.regles import APRES


@pytest.fixture
def numero(session: Session, monde: Monde) -> str:
    regles.publier(session)
    return brouillon.ouvrir(session, monde.zoe, regles.SLUG)


def _repondre(session: Session, monde: Monde, numero: str, champ: str, valeur: object) -> Acquittement:
    return brouillon.enregistrer_reponse(session, monde.zoe, numero, champ, valeur, monde.n())


def _etapes(session: Session, monde: Monde, numero: str) -> list[str]:
    return [etape.id for etape in service.lire_dossier(session, monde.zoe, numero).etapes]


def test_a_step_comes_and_goes_with_an_answer(session: Session, monde: Monde, numero: str) -> None:
    assert _etapes(session, monde, numero) == ["projet", "suite"]
    with pytest.raises(Introuvable):
        etapes.lire_etape(session, monde.zoe, numero, "financeurs")
    place = _repondre(session, monde, numero, "cofinance", "oui").place
    assert (place.rang, place.total, place.titre_suivante) == (1, 3, "Financeurs")
    assert place.suivante == f"/dossiers/{numero}/financeurs"
    vue = etapes.lire_etape(session, monde.zoe, numero, "financeurs")
    assert (vue.place.rang, vue.place.precedente) == (2, f"/dossiers/{numero}/projet")
    _repondre(session, monde, numero, "financeur", "Le Département")
    place = _repondre(session, monde, numero, "cofinance", "non").place
    assert (place.total, place.suivante) == (2, f"/dossiers/{numero}/suite")
    assert _etapes(session, monde, numero) == ["projet", "suite"]
    # Typed in a tab that still shows it: kept, and the way out of the step is told.
    place = _repondre(session, monde, numero, "financeur", "La commune").place
    assert (place.rang, place.total, place.suivante) == (2, 3, f"/dossiers/{numero}/suite")


def test_what_must_be_answered_is_told_at_once(session: Session, monde: Monde, numero: str) -> None:
    assert _repondre(session, monde, numero, "cofinance", "non").facultatifs == ["debut", "fin"]
    assert _repondre(session, monde, numero, "debut", "1/3/2026").facultatifs == ["debut"]
    champs = {champ.id: champ for champ in etapes.lire_etape(session, monde.zoe, numero, "projet").champs}
    assert (champs["debut"].requis, champs["fin"].requis) == (False, True)
    recapitulatif = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert "fin" in recapitulatif.manques
    assert [section.id for section in recapitulatif.sections] == ["projet", "suite"]


def test_an_answer_that_another_makes_wrong_is_told_at_once(
    session: Session, monde: Monde, numero: str
) -> None:
    assert _repondre(session, monde, numero, "fin", "1/2/2026").contredits == {"fin": ""}
    acquit = _repondre(session, monde, numero, "debut", "1/3/2026")
    assert (acquit.erreur, acquit.contredits, acquit.etat_etape) == ("", {"fin": APRES}, "À corriger")
    assert etapes.lire_etape(session, monde.zoe, numero, "projet").contredits == {"fin": APRES}
    assert _repondre(session, monde, numero, "fin", "2/2/2026").erreur == APRES
    acquit = _repondre(session, monde, numero, "fin", "2/3/2026")
    assert (acquit.erreur, acquit.contredits) == ("", {"fin": ""})


def test_the_sheet_the_aid_and_its_window_are_read(session: Session, monde: Monde, numero: str) -> None:
    vue = etapes.lire_etape(session, monde.zoe, numero, "suite")
    assert [champ.id for champ in vue.champs if champ.visible] == ["majeur", "beaucoup", "tot", "exact"]
    session.exec(select(Aide).where(Aide.slug == regles.SLUG)).one().plafond = None
    assert "beaucoup" not in _repondre(session, monde, numero, "exact", True).visibles


def test_what_was_submitted_stays_shown_as_days_go_by(session: Session, monde: Monde, numero: str) -> None:
    for champ in ("majeur", "beaucoup", "tot", "exact"):
        _repondre(session, monde, numero, champ, "oui")
    for champ, valeur in {"cofinance": "non", "financeur": "Caché"}.items():
        _repondre(session, monde, numero, champ, valeur)
    depot.deposer(session, monde.zoe, numero, True)
    dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
    assert not session.exec(
        select(Reponse).where(Reponse.dossier_id == dossier.id, Reponse.champ == "financeur")
    ).all()
    dossier.compte_id = None  # the account may be gone, and the aid have changed
    session.get_one(Aide, dossier.aide_id).plafond = None
    examen = reponses.charger(session, dossier).examen
    assert {"majeur", "beaucoup", "tot"} <= examen.visibles
    assert "financeur" not in examen.visibles
    assert examen.regard.aujourdhui == clock.today()
    assert isinstance(examen.regard.debut_depot, date)


def test_a_contradiction_stands_in_the_way_of_submitting(session: Session, monde: Monde, numero: str) -> None:
    for champ, valeur in {"cofinance": "non", "debut": "1/3/2026", "fin": "1/2/2026", "exact": True}.items():
        _repondre(session, monde, numero, champ, valeur)
    with pytest.raises(Invalide) as refus:
        depot.deposer(session, monde.zoe, numero, True)
    assert refus.value.erreurs["fin"] == APRES

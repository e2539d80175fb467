"""Organisations: checked now, or by the worker when the partner was down."""

import pytest
from sqlmodel import Session, select

from portail.comptes.models import Compte
from portail.demandeurs import organisations, service
from portail.demandeurs.models import Fiche
from portail.demandeurs.views import vue_organisation
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from portail.partners import companies
from portail.partners.http import PartenaireIndisponible
from tests.comptes_de_test import ajouter_compte
from tests.integration.demandeurs.test_fiche import ASSOCIATION
from tests.states.demandeurs.conftest import AMIS_DU_MARAIS, SIRET


def panne(_siret: str) -> None:
    raise PartenaireIndisponible("Le service des entreprises", "essai")


@pytest.fixture
def a_verifier(engine: object, monkeypatch: pytest.MonkeyPatch) -> Compte:
    """An association whose number nobody could check."""
    monkeypatch.setattr(companies, "chercher_siret", panne)
    with transaction() as session:
        made = ajouter_compte(session, prenom="Zoé", mail="zoe@exemple.org")
        reponses = ASSOCIATION | {"siret": SIRET}
        service.creer_fiche(session, made.id, reponses, organisations.interroger_pour("qui", SIRET))
        organisations.prevoir(session, session.get_one(Fiche, made.id))
    return made


def charge() -> dict[str, str]:
    with snapshot() as session:
        return session.exec(select(Envoi)).one().charge


def organisation(compte: Compte) -> dict[str, str]:
    with snapshot() as session:
        return session.get_one(Fiche, compte.id).organisation


def test_the_worker_completes_the_sheet(a_verifier: Compte, monkeypatch: pytest.MonkeyPatch) -> None:
    assert organisation(a_verifier) == {"siret": SIRET, "etat": "a_verifier"}
    with pytest.raises(PartenaireIndisponible):
        organisations.verifier_siret("1", charge())
    monkeypatch.setattr(companies, "chercher_siret", lambda _siret: AMIS_DU_MARAIS)
    organisations.verifier_siret("1", charge())
    assert organisation(a_verifier)["nom"] == "LES AMIS DU MARAIS"
    assert organisation(a_verifier)["etat"] == "verifiee"


def test_a_number_changed_meanwhile_is_left_alone(
    a_verifier: Compte, monkeypatch: pytest.MonkeyPatch
) -> None:
    demande = charge()
    with transaction() as session:
        session.get_one(Fiche, a_verifier.id).siret = "11000001500013"
    monkeypatch.setattr(companies, "chercher_siret", lambda _siret: AMIS_DU_MARAIS)
    organisations.verifier_siret("1", demande)
    assert organisation(a_verifier)["etat"] == "a_verifier"


def test_an_account_gone_meanwhile_is_no_error(a_verifier: Compte) -> None:
    demande = charge()
    with transaction() as session:
        session.delete(session.get_one(Compte, a_verifier.id))
    organisations.verifier_siret("1", demande)


def test_the_partner_is_not_asked_without_end(engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def inconnue(siret: str) -> None:
        questions.append(siret)

    monkeypatch.setattr(companies, "chercher_siret", inconnue)
    etats = [organisations.interroger_pour("curieux", SIRET)["etat"] for _ in range(25)]
    assert len(questions) == 20
    assert (etats[0], etats[-1]) == ("inconnue", "a_verifier")


def test_a_closed_establishment_is_told(session: Session, compte: Compte) -> None:
    service.creer_fiche(
        session,
        compte.id,
        ASSOCIATION | {"siret": SIRET},
        {"siret": SIRET, "etat": "cessee", "nom": "Les Amis"},
    )
    fiche = session.get_one(Fiche, compte.id)
    assert "fermé" in vue_organisation(fiche.organisation, fiche.siret).message

"""An account activated from its mailbox alone keeps nothing that could send its owner's money elsewhere."""

import pytest
from sqlmodel import Session

from portail.comptes import jetons, recuperation
from portail.comptes.jetons import Usage
from portail.core import clock
from portail.demandeurs import service
from portail.demandeurs.models import Fiche
from portail.portail import app
from tests.comptes_de_test import ajouter_compte
from tests.integration.demandeurs.test_fiche import PERSONNE


@pytest.mark.parametrize("active", [False, True])
def test_bank_details_of_an_account_never_activated_are_forgotten(session: Session, active: bool) -> None:
    assert app  # the rooms are joined
    compte = ajouter_compte(session, active_le=clock.now() if active else None)
    service.creer_fiche(session, compte.id, PERSONNE)
    secret = jetons.emettre(session, Usage.MOT_DE_PASSE, compte.id, recuperation.VALIDITE)
    recuperation.definir_mot_de_passe(session, secret, "haché")
    fiche = session.get_one(Fiche, compte.id)
    assert compte.active_le is not None
    assert bool(fiche.iban) is active
    assert (fiche.titulaire, fiche.iban_masque != "") == ("Zoé Martin" if active else "", active)

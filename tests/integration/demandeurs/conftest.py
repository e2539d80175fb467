"""An account to attach sheets to."""

import pytest
from sqlmodel import Session

from portail.comptes.models import Compte
from portail.core import clock
from portail.demandeurs.models import Fiche, Inscription

__all__ = ["Fiche", "Inscription"]


@pytest.fixture
def compte(session: Session) -> Compte:
    made = Compte(
        nom="Martin",
        prenom="Zoé",
        mail="zoe@exemple.org",
        cle_mail="zoe@exemple.org",
        identifiant="zoe",
        cle_identifiant="zoe",
        mot_de_passe="x",
        active_le=clock.now(),
    )
    session.add(made)
    session.flush()
    return made

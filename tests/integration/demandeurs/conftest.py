"""An account to attach sheets to."""

import pytest
from sqlmodel import Session

from portail.comptes.models import Compte
from portail.demandeurs.models import Fiche, Inscription
from tests.comptes_de_test import ajouter_compte

__all__ = ["Fiche", "Inscription"]


@pytest.fixture
def compte(session: Session) -> Compte:
    return ajouter_compte(session, prenom="Zoé", mail="zoe@exemple.org")

"""Whatever a person types while signing up is kept, shown again, and refused in words where it cannot be."""

import json
from dataclasses import asdict

import pytest
from sqlmodel import Session

from portail.demandeurs import inscription
from portail.demandeurs.champs import garder
from portail.demandeurs.rules import CHAMPS, ETAPE_1
from tests.textes import REPERE, TEXTES

NAVIGATEUR = "c" * 64


@pytest.mark.parametrize("texte", TEXTES.values(), ids=TEXTES.keys())
def test_every_field_of_the_sign_up_takes_any_text_or_says_why_not(session: Session, texte: str) -> None:
    for champ in CHAMPS:
        inscription.enregistrer(session, NAVIGATEUR, {champ: texte})
    bilan = inscription.verifier_etape_1(session, NAVIGATEUR, dict.fromkeys(ETAPE_1, texte))
    assert {"mail", "identifiant", "type_demandeur"} <= bilan.erreurs.keys()
    vue = inscription.ouvrir(session, NAVIGATEUR).saisie
    json.dumps(asdict(vue))
    assert vue.valeurs["voie"] == vue.valeurs["representant_nom"] == garder("voie", texte)
    assert REPERE in vue.valeurs["voie"]

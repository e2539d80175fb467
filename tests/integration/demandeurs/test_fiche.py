"""The identity sheet: made from what was typed, read by the other rooms."""

from datetime import date

import pytest
from sqlmodel import Session

from portail.comptes.models import Compte
from portail.core.errors import Invalide
from portail.demandeurs import service
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import TypeDemandeur

PERSONNE = {
    "type_demandeur": "personne_physique",
    "date_naissance": "27/3/1990",
    "civilite": "madame",
    "telephone": "06 12 34 56 78",
    "voie": "12 rue de la Paix",
    "code_postal": "86 000",
    "commune": "Poitiers",
    "code_insee": "86194",
    "titulaire": "Zoé Martin",
    "iban": "FR14 2004 1010 0505 0001 3M02 606",
}
ASSOCIATION = {
    **PERSONNE,
    "type_demandeur": "association",
    "siret": "775 685 019 00587",
    "representant_nom": "Awa Diop",
    "representant_qualite": "présidente",
}
ORGANISATION = {
    "siret": "77568501900587",
    "etat": "verifiee",
    "nom": "Les Amis du Livre",
    "forme_juridique": "Association déclarée",
    "adresse": "1 place du Marché, 86000 Poitiers",
}


def test_a_sheet_is_made_and_read(session: Session, compte: Compte) -> None:
    service.creer_fiche(session, compte.id, PERSONNE)
    session.expire_all()
    fiche = session.get_one(Fiche, compte.id)
    assert fiche.type_demandeur == TypeDemandeur.PERSONNE_PHYSIQUE
    assert fiche.date_naissance == date(1990, 3, 27)
    assert fiche.telephone == "+33612345678"
    assert (fiche.adresse["voie"], fiche.adresse["code_postal"]) == ("12 rue de la Paix", "86000")
    assert fiche.iban_masque == "FR14\u00a0••••\u00a0••••\u00a02606"
    assert (fiche.bic, fiche.civilite) == ("PSSTFRPP", "madame")


def test_the_iban_is_not_in_clear_in_the_table(session: Session, compte: Compte) -> None:
    service.creer_fiche(session, compte.id, PERSONNE)
    fiche = session.get_one(Fiche, compte.id)
    assert "20041010" not in str(vars(fiche))
    assert service.sources_prefill(session, compte.id)["iban"] == "FR1420041010050500013M02606"


def test_what_forms_may_take(session: Session, compte: Compte) -> None:
    service.creer_fiche(session, compte.id, ASSOCIATION, ORGANISATION)
    sources = service.sources_prefill(session, compte.id)
    assert sources["nom_complet"] == "Zoé Martin"
    assert sources["mail"] == "zoe@exemple.org"
    assert sources["siret"] == "77568501900587"
    assert sources["organisation"] == "Les Amis du Livre"
    assert sources["forme_juridique"] == "Association déclarée"
    assert sources["commune"] == {"code": "86194", "nom": "Poitiers", "code_postal": "86000"}
    assert sources["adresse"] == {
        "voie": "12 rue de la Paix",
        "complement": "",
        "code_postal": "86000",
        "commune": "Poitiers",
        "code_insee": "86194",
        "pays": "France",
    }
    assert "date_naissance" not in sources


def test_an_account_without_sheet_still_gives_its_names(session: Session, compte: Compte) -> None:
    assert service.sources_prefill(session, compte.id)["nom"] == "Martin"


def test_an_answer_about_another_number_is_not_believed(session: Session, compte: Compte) -> None:
    service.creer_fiche(session, compte.id, ASSOCIATION, {**ORGANISATION, "siret": "11000001500013"})
    assert "organisation" not in service.sources_prefill(session, compte.id)


def test_an_invalid_sheet_is_refused_field_by_field(session: Session, compte: Compte) -> None:
    with pytest.raises(Invalide) as refus:
        service.creer_fiche(session, compte.id, {**PERSONNE, "date_naissance": "31/2/1990", "telephone": "1"})
    assert set(refus.value.erreurs) == {"date_naissance", "telephone"}

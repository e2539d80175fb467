"""What each field of the sign-up accepts, alone and with the others."""

from datetime import date

import pytest

from portail.demandeurs.champs import (
    SANS_ADRESSE,
    erreur,
    erreur_a_la_saisie,
    erreurs,
    erreurs_liees,
    garder,
    lire,
    lire_ou_rien,
)
from portail.demandeurs.rules import ETAPE_1, ETAPE_2, FICHE, TypeDemandeur, concerne

JOUR = date(2026, 4, 3)
PERSONNE = {
    "nom": "Martin",
    "prenom": "Zoé",
    "mail": "zoe@exemple.org",
    "identifiant": "zoe.martin",
    "type_demandeur": "personne_physique",
    "date_naissance": "27/3/1990",
    "telephone": "06 12 34 56 78",
    "voie": "12 rue de la Paix",
    "code_postal": "86000",
    "commune": "Poitiers",
}
ASSOCIATION = {
    **PERSONNE,
    "type_demandeur": "association",
    "siret": "775 685 019 00587",
    "representant_nom": "Awa Diop",
    "representant_qualite": "présidente",
}
IBAN = "FR14 2004 1010 0505 0001 3M02 606"


def test_a_complete_person_and_a_complete_association_have_no_error() -> None:
    for reponses in (PERSONNE, ASSOCIATION):
        assert erreurs((*ETAPE_1, *ETAPE_2), reponses, JOUR) == {}


@pytest.mark.parametrize("champ", ["nom", "prenom", "mail", "identifiant", "type_demandeur", "telephone"])
def test_what_everybody_gives_is_asked_for(champ: str) -> None:
    assert champ in erreurs((*ETAPE_1, *ETAPE_2), {**ASSOCIATION, champ: "  "}, JOUR)


def test_a_person_gives_a_birth_date_and_an_organisation_a_siret() -> None:
    person = {**PERSONNE, "date_naissance": ""}
    association = {**ASSOCIATION, "siret": "", "representant_nom": "", "date_naissance": ""}
    assert list(erreurs(FICHE, person, JOUR)) == ["date_naissance"]
    assert list(erreurs(FICHE, association, JOUR)) == ["siret", "representant_nom"]
    assert not concerne("siret", {})
    assert not concerne("date_naissance", {"type_demandeur": "n’importe"})


def test_canonical_values() -> None:
    assert lire("siret", ASSOCIATION, JOUR) == "77568501900587"
    assert lire("date_naissance", PERSONNE, JOUR) == "1990-03-27"
    assert lire("telephone", PERSONNE, JOUR) == "+33612345678"
    assert lire("nom", {"nom": "  de\u00a0 La Tour "}, JOUR) == "de La Tour"
    assert lire_ou_rien("siret", PERSONNE | {"siret": ASSOCIATION["siret"]}, JOUR) == ""


def test_nothing_is_scolded_before_it_is_typed() -> None:
    assert erreur("mail", {}, JOUR)
    assert erreur_a_la_saisie("mail", {}, JOUR) == ""
    assert "arobase" in erreur_a_la_saisie("mail", {"mail": "zoe"}, JOUR)


def test_an_identifier_in_the_shape_of_a_mail_follows_the_mail() -> None:
    reponses = {**PERSONNE, "identifiant": "zoe@exemple.org"}
    assert erreurs_liees(["mail"], reponses, JOUR) == {"mail": "", "identifiant": ""}
    liees = erreurs_liees(["mail"], {**reponses, "mail": "autre@exemple.org"}, JOUR)
    assert "votre propre adresse mail" in liees["identifiant"]


@pytest.mark.parametrize("nom", ["123", "…", "x" * 101])
def test_a_name_has_letters_and_an_end(nom: str) -> None:
    assert erreur("nom", {"nom": nom}, JOUR)


def test_a_missing_address_is_told_once_in_its_place() -> None:
    reponses = {**PERSONNE, "voie": "", "code_postal": "", "commune": "", "telephone": ""}
    assert list(erreurs(ETAPE_2, reponses, JOUR).items())[1] == ("adresse", SANS_ADRESSE)
    by_hand = erreurs(ETAPE_2, {**reponses, "adresse_a_la_main": "oui"}, JOUR)
    assert list(by_hand) == ["telephone", "voie", "code_postal", "commune"]


def test_bank_details_are_optional_but_whole() -> None:
    assert erreurs(ETAPE_2, PERSONNE, JOUR) == {}
    assert list(erreurs(ETAPE_2, {**PERSONNE, "titulaire": "Zoé Martin"}, JOUR)) == ["iban"]
    assert list(erreurs(ETAPE_2, {**PERSONNE, "iban": IBAN}, JOUR)) == ["titulaire"]
    whole = {**PERSONNE, "titulaire": "Zoé Martin", "iban": IBAN}
    assert erreurs(ETAPE_2, whole, JOUR) == {}
    assert list(erreurs(ETAPE_2, {**whole, "bic": "DEUTDEFF"}, JOUR)) == ["bic"]
    assert lire("iban", whole, JOUR) == "FR1420041010050500013M02606"


def test_only_listed_choices_pass() -> None:
    assert erreur("civilite", {"civilite": ""}, JOUR) == ""
    assert erreur("civilite", {"civilite": "altesse"}, JOUR)
    assert erreur("type_demandeur", {"type_demandeur": "roi"}, JOUR)
    assert TypeDemandeur.COLLECTIVITE.libelle == "Collectivité territoriale"


def test_what_no_database_holds_is_not_kept() -> None:
    assert garder("nom", "a\x00b\ud800c") == "abc"
    assert (len(garder("nom", "x" * 10_000)), len(garder("suite", "x" * 10_000))) == (500, 4_000)


def test_a_dependant_still_missing_is_left_as_it_is_shown() -> None:
    assert "identifiant" not in erreurs_liees(["mail"], {**PERSONNE, "identifiant": ""}, JOUR)
    assert erreurs_liees(["titulaire"], {**PERSONNE, "titulaire": ""}, JOUR)["iban"] == ""
    assert erreurs_liees(["voie"], PERSONNE, JOUR)["adresse"] == ""

"""The sheet of an aid: what it says of its territory, partners, links, règlements, and in which sections."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.models import Aide
from portail.aides.rules import Fenetre
from portail.aides.territoires import en_mots
from portail.aides.vues_fiche import RUBRIQUES, Contact, FicheAide, Lien, PorteurVu, contacts, fiche, porteurs
from portail.core.liens import adresse_sure

JOUR = date(2026, 3, 15)


def vue(**champs: Any) -> FicheAide:
    aide = Aide(slug="a", titre="A", cle_titre="a", resume="R", **champs)
    return fiche(aide, [Fenetre(JOUR - timedelta(days=3))], JOUR, en_ligne=False)


def test_a_bare_aid_shows_what_it_has_and_no_empty_section() -> None:
    assert vue().presentes == ("periodes", "contact")


def test_every_section_is_there_when_it_has_something_to_say() -> None:
    pleine = vue(
        objectifs="o", description="d", qui="q", eligibilite="e", montant_texte="m", modalites="m",
        depenses=["d"], demarches="d", documents=[{"nom": "n", "obligatoire": True}],
        territoires=["DEP-24", "COM-33063"], documents_informatifs=[{"nom": "n"}], programmes=["p"],
        bases_juridiques=["rgec"], note="n",
    )  # fmt: skip
    assert pleine.presentes == tuple(ou for ou, _, _ in RUBRIQUES)


def test_criteria_a_machine_checks_are_said_in_sentences() -> None:
    aide = vue(
        conditions={"age_max": 25, "effectif_max": 9, "naf": "illisible"},
        beneficiaires=["entreprise", "personne_physique"],
    )
    assert aide.criteres == (
        "Réservée aux personnes de 25\u00a0ans ou moins.",
        "Réservée aux entreprises de moins de 10\u00a0salariés.",
    )


def test_profiles_that_say_no_more_than_the_kind_of_applicant_are_left_out() -> None:
    assert vue(profils=["etudiant", "particulier", "association"]).profils == ("Étudiant",)


def test_a_lump_sum_stands_beside_rate_and_bounds() -> None:
    assert vue(forfait=Decimal("2000"), taux_max=Decimal("12.5")).chiffres == (
        ("Taux maximal", "12,5\u00a0%"),
        ("Forfait", "2\u202f000\u00a0€"),
    )


def test_partners_say_what_they_do() -> None:
    lignes = [
        {"nom": "Région", "siren": None, "roles": ["financeur", "instructeur"]},
        {"nom": "Bpifrance", "roles": ["garant"]},
        {"nom": "Ville"},
        {"nom": None, "roles": ["financeur"]},
    ]
    assert porteurs(lignes) == (
        PorteurVu("Région", "Finance l’aide et examine les demandes"),
        PorteurVu("Bpifrance", "Garant"),
        PorteurVu("Ville", ""),
    )


def test_contacts_are_all_said_or_the_service_at_least() -> None:
    assert contacts([{}, {"mail": "a@exemple.fr"}], "Service") == (Contact(mail="a@exemple.fr"),)
    assert contacts([], "Service") == (Contact("Service"),)
    assert contacts([], "") == ()


@pytest.mark.parametrize(
    ("adresse", "sure"),
    [
        ("https://exemple.fr/a?b=c", "https://exemple.fr/a?b=c"),
        (" http://exemple.fr ", "http://exemple.fr"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt://exemple.fr/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("//exemple.fr", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(adresse: str, sure: str) -> None:
    assert adresse_sure(adresse) == sure
    assert vue(documents_informatifs=[{"nom": "n", "adresse": adresse}]).a_lire == (Lien("n", sure),)
    assert vue(source=adresse).source == sure


@pytest.mark.parametrize(
    ("codes", "exclus", "libelle", "lignes"),
    [
        (["REG-75"], [], "Toute la Nouvelle-Aquitaine", ()),
        (["REG-75"], ["COM-33063"], "Presque toute la région",
         ("Région\u00a0: Nouvelle-Aquitaine", "Sauf\u00a0: Bordeaux")),
        (["DEP-24", "DEP-33", "COM-64102"], [], "",
         ("Départements\u00a0: Dordogne, Gironde", "Commune\u00a0: Bayonne")),
        (["EPCI-243300316"], [], "Métropole", ("Intercommunalité\u00a0: Bordeaux Métropole",)),
        (["DEP-24", "DEP-24", "junk", ""], [], "", ("Département\u00a0: Dordogne",)),
        ([], [], "", ()),
    ],
)  # fmt: skip
def test_a_territory_in_words(codes: list[str], exclus: list[str], libelle: str, lignes: Any) -> None:
    assert en_mots(codes, exclus, libelle) == lignes


@given(st.lists(st.text(max_size=9)), st.lists(st.text(max_size=9)), st.text(max_size=9))
def test_a_territory_made_of_junk_breaks_nothing(codes: Any, exclus: Any, libelle: str) -> None:
    en_mots(codes, exclus, libelle)


def test_what_a_feed_says_twice_is_shown_once() -> None:
    deux = "Sont concernés tous les opérateurs publics et privés."
    aide = vue(description=f"R\n\nUn.\n\n{deux}", eligibilite=f"{deux}\n\nTrois.\n\nTrois.")
    assert (aide.description, aide.eligibilite) == ("Un.", f"{deux}\n\nTrois.")
    assert "detail" not in vue(description="R").presentes


def test_a_source_is_named_by_its_site() -> None:
    assert vue(source="https://www.cre.fr/documents/long").site == "cre.fr"
    assert vue(source="javascript:alert(1)").site == ""
    assert vue(source="").site == ""


def test_titles_are_set_in_french_whoever_typed_them() -> None:
    aide = Aide(slug="a", titre="L'eau : appel", cle_titre="a", resume="Jusqu'à 20 000 €")
    montree = fiche(aide, [], JOUR, en_ligne=False)
    assert montree.titre == "L’eau\u00a0: appel"
    assert montree.resume == "Jusqu’à 20\u202f000\u00a0€"

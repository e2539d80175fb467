"""A row of the national schema: what refuses it, what is only told, what is read."""

from typing import Any

import pytest

from portail.aides.echanges.schema import OBLIGATOIRES, verifier
from tests.lignes_d_aides import ligne


def test_a_right_row_is_read_without_a_word() -> None:
    lue, erreurs, remarques = verifier(ligne())
    assert lue is not None
    assert (erreurs, remarques) == ({}, {})
    assert lue.porteurs == [{"nom": "Région Nouvelle-Aquitaine", "siren": None, "roles": ["instructeur"]}]
    assert lue.cibles == ["associations", "secteur public"]


@pytest.mark.parametrize("colonne", sorted(OBLIGATOIRES))
@pytest.mark.parametrize("vide", ["", "  ", None])
def test_what_the_schema_asks_for_must_be_there(colonne: str, vide: Any) -> None:
    lue, erreurs, _ = verifier(ligne(**{colonne: vide}))
    assert lue is None
    assert list(erreurs) == [colonne]
    assert "remplissez-la" in erreurs[colonne]


def test_a_missing_column_is_an_empty_one() -> None:
    sans = ligne()
    del sans["cibles"]
    assert list(verifier(sans)[1]) == ["cibles"]


@pytest.mark.parametrize(
    ("colonne", "cellule", "dit"),
    [
        ("titre", "<b></b>", "remplissez-la"),
        ("id", "x" * 300, "200 signes"),
        ("cibles", "professionnels|martiens", "« martiens » n’est pas une cible"),
        ("porteurs", "ADEME, BPI", "ce n’est pas du JSON"),
        ("porteurs", '[{"nom": "ADEME", "siren": "12"}]', "neuf chiffres"),
        ("porteurs", "[3]", "un porteur s’écrit"),
        ("url_source", "voir le site", "avec https://"),
        ("eligibilite_geographique", "Corse", "code géographique"),
        ("eligibilite_geographique_exclusions", "DEP-2C", "code géographique"),
        ("date_ouverture", "bientôt", "31/03/2026"),
        ("date_cloture", "30/02/2026", "31/03/2026"),
        ("date_mise_a_jour", "hier", "31/03/2026"),
        ("base_juridique", "décret", "libelle"),
        ("eligibilite_effectif_minimal", "beaucoup", "nombre entier"),
        ("eligibilite_categorie_taille_entreprise", "TPE", "MIC, PME, ETI, GE"),
        ("ciblage_naf", "informatique", "code NAF"),
    ],
)
def test_each_wrong_cell_has_its_own_sentence(colonne: str, cellule: str, dit: str) -> None:
    lue, erreurs, _ = verifier(ligne(**{colonne: cellule}))
    assert lue is None
    assert list(erreurs) == [colonne]
    assert dit in erreurs[colonne]


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    _, erreurs, _ = verifier(ligne(titre="", cibles="x", date_mise_a_jour="y", date_cloture="z"))
    assert set(erreurs) == {"titre", "cibles", "date_mise_a_jour", "date_cloture"}


@pytest.mark.parametrize(
    ("colonne", "cellule", "lu"),
    [
        ("id", "65d5b6c7-102c-4440-ac3b-768f708edc0a", "65d5b6c7-102c-4440-ac3b-768f708edc0a"),
        ("cibles", "Professionnels, Secteur Public", ["professionnels", "secteur public"]),
        ("eligibilite_geographique", "DEP-2A|COM-2A004", ["DEP-2A", "COM-2A004"]),
        ("url_source", "www.exemple.fr/une page", "https://www.exemple.fr/une%20page"),
        ("porteurs", "[]", []),
        (
            "porteurs",
            "[{ nom: 'ADEME', rôles: ['financeur']}]",
            [{"nom": "ADEME", "siren": None, "roles": ["financeur"]}],
        ),
        ("ciblage_naf", "A|55|56.1|10.11z", ["A", "55", "56.1", "10.11Z"]),
        ("eligibilite_effectif_maximal", "249,0", 249),
    ],
)
def test_what_is_right_in_another_dress_is_read(colonne: str, cellule: str, lu: Any) -> None:
    lue, erreurs, _ = verifier(ligne(**{colonne: cellule}))
    assert erreurs == {}
    assert getattr(lue, colonne) == lu


@pytest.mark.parametrize(
    ("cellules", "colonne"),
    [
        ({"promesse": "x" * 181}, "promesse"),
        ({"description": "x" * 5_001}, "description"),
        ({"date_ouverture": "2026-02-01", "date_cloture": "2026-01-01"}, "date_cloture"),
        (
            {"eligibilite_effectif_minimal": "50", "eligibilite_effectif_maximal": "10"},
            "eligibilite_effectif_maximal",
        ),
    ],
)
def test_what_costs_nothing_is_told_and_refuses_nothing(cellules: dict[str, str], colonne: str) -> None:
    lue, erreurs, remarques = verifier(ligne(**cellules))
    assert lue is not None
    assert erreurs == {}
    assert list(remarques) == [colonne]

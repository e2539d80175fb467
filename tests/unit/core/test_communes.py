"""The bundled list of communes: found as people type them."""

import pytest

from portail.core import communes


def noms(texte: str, limite: int = 8) -> list[str]:
    return [commune.nom for commune in communes.chercher(texte, limite)]


def test_a_commune_bears_its_departement_and_region() -> None:
    bordeaux = communes.par_code("33063")
    assert bordeaux is not None
    assert (bordeaux.nom, bordeaux.codes_postaux[0]) == ("Bordeaux", "33000")
    assert (bordeaux.departement.nom, bordeaux.departement.region.nom) == ("Gironde", "Nouvelle-Aquitaine")
    assert bordeaux.population > 200_000


def test_an_unknown_code_is_none() -> None:
    assert communes.par_code("33999") is None
    assert communes.par_code("") is None


@pytest.mark.parametrize(
    ("arrondissement", "ville"),
    [
        ("75101", "Paris"), ("75120", "Paris"), ("69381", "Lyon"), ("69389", "Lyon"),
        ("13201", "Marseille"), ("13216", "Marseille"),
    ],
)  # fmt: skip
def test_arrondissements_lead_to_the_city(arrondissement: str, ville: str) -> None:
    commune = communes.par_code(arrondissement)
    assert commune is not None
    assert commune.nom == ville


@pytest.mark.parametrize("code", ["75100", "75121", "69380", "69390", "13200", "13217", "2A004", "33063"])
def test_other_codes_are_left_alone(code: str) -> None:
    assert communes.code_commune(code) == code


@pytest.mark.parametrize(("code", "ville"), [("75116", "Paris"), ("69003", "Lyon"), ("13016", "Marseille")])
def test_postal_codes_of_arrondissements_lead_to_the_city(code: str, ville: str) -> None:
    assert [commune.nom for commune in communes.par_code_postal(code)] == [ville]


def test_a_postal_code_gives_its_communes_big_towns_first() -> None:
    trouvees = communes.par_code_postal("33800")
    assert [c.nom for c in trouvees] == ["Bordeaux"]
    partagees = communes.par_code_postal("33190")
    assert len(partagees) > 5
    assert partagees[0].nom == "La Réole"
    assert [c.population for c in partagees] == sorted((c.population for c in partagees), reverse=True)


@pytest.mark.parametrize("code", ["33077", "3300", "", "abcde", "330000"])
def test_a_cedex_or_partial_code_has_no_commune(code: str) -> None:
    assert communes.par_code_postal(code) == []


@pytest.mark.parametrize(
    ("texte", "premiere"),
    [
        ("bordeaux", "Bordeaux"),
        ("BORDEAUX", "Bordeaux"),
        ("  bor", "Bordeaux"),
        ("perigueux", "Périgueux"),
        ("pe\u0301rigueux", "Périgueux"),
        ("st medard en j", "Saint-Médard-en-Jalles"),
        ("Saint Médard-en-Jalles", "Saint-Médard-en-Jalles"),
        ("ste-foy-la-gr", "Sainte-Foy-la-Grande"),
        ("villenave d’ornon", "Villenave-d'Ornon"),
        ("villenave d'o", "Villenave-d'Ornon"),
        ("rochelle", "La Rochelle"),
        ("la rochelle", "La Rochelle"),
        ("œuilly", "Œuilly"),
        ("oeuilly", "Œuilly"),
        ("pau", "Pau"),
        ("33 bor", "Bordeaux"),
        ("33000", "Bordeaux"),
    ],
)
def test_what_people_type_finds_the_town(texte: str, premiere: str) -> None:
    assert noms(texte)[0] == premiere


def test_a_small_exact_name_comes_before_bigger_towns() -> None:
    assert noms("ars")[0] == "Ars"
    assert noms("saint")[0] == "Saint-Étienne"


def test_st_alone_may_still_be_strasbourg() -> None:
    assert noms("st")[:2] == ["Strasbourg", "Saint-Étienne"]


def test_a_beginning_of_postal_code_gives_big_towns_of_the_departement() -> None:
    assert noms("33")[:3] == ["Bordeaux", "Mérignac", "Pessac"]
    assert all(c.departement.code == "33" for c in communes.chercher("337", 50))


def test_a_town_with_several_codes_is_given_once() -> None:
    assert noms("75") == ["Paris"]


@pytest.mark.parametrize("texte", ["", "   ", "-", "zzzz", "33 zzz", "%", "\x00", "京都", "a" * 10_000])
def test_nothing_found_is_an_empty_list(texte: str) -> None:
    assert communes.chercher(texte) == []


def test_the_limit_holds() -> None:
    assert len(communes.chercher("saint")) == 8
    assert len(communes.chercher("saint", 3)) == 3


def test_the_list_is_whole() -> None:
    assert len(communes.regions()) == 26
    assert len(communes.departements()) == 109
    assert communes.departements()["2A"].nom == "Corse-du-Sud"
    na = [d.code for d in communes.departements().values() if d.region.nom == "Nouvelle-Aquitaine"]
    assert na == ["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"]


def test_the_dictionaries_given_are_copies() -> None:
    communes.regions().clear()
    assert communes.regions()


def test_a_commune_merged_leads_to_the_new_one() -> None:
    valserhone = communes.par_code("01126")
    assert valserhone is not None
    assert valserhone.nom == "Valserhône"
    assert communes.code_commune("01126") == valserhone.code


@pytest.mark.parametrize("texte", ["coupy", "Bellegarde-sur-Val", "01 lancrans", "01126"])
def test_a_commune_is_found_by_the_name_it_had(texte: str) -> None:
    assert noms(texte) == ["Valserhône"]


def test_former_names_come_after_those_of_today() -> None:
    assert "Lyon" not in noms("saint-rambert", 20)  # one of its parts since 1963
    assert noms("saint rambert l ile barbe") == ["Lyon"]


@pytest.mark.parametrize(
    ("texte", "ville"),
    [
        ("bordaeux", "Bordeaux"),
        ("bordeau", "Bordeaux"),
        ("pperigueux", "Périgueux"),
        ("33 bordaux", "Bordeaux"),
    ],
)
def test_one_mistake_is_forgiven(texte: str, ville: str) -> None:
    assert noms(texte)[0] == ville


def test_only_where_one_looks() -> None:
    de_gironde = communes.chercher("saint", 5, lambda commune: commune.departement.code == "33")
    assert {commune.departement.nom for commune in de_gironde} == {"Gironde"}

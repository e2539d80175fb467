"""Places by their official codes: what holds them, what touches them."""

import pytest

from portail.core import communes, lieux


@pytest.mark.parametrize(
    ("code", "nom"),
    [
        ("COM-24037", "Bergerac"),
        ("COM-2A004", "Ajaccio"),
        ("COM-97411", "Saint-Denis"),
        ("COM-75111", "Paris"),
        ("DEP-2B", "Haute-Corse"),
        ("DEP-974", "La Réunion"),
        ("REG-75", "Nouvelle-Aquitaine"),
        ("PAYS-99100", "France"),
    ],
)
def test_a_known_code_has_a_name(code: str, nom: str) -> None:
    trouve = lieux.lieu(code)
    assert trouve is not None
    assert trouve.nom == nom
    assert lieux.lieu_connu(code)


@pytest.mark.parametrize(
    "code", ["", "24037", "COM-24999", "DEP-20", "REG-1", "EPCI-1", "com-24037", "DEP-24 "]
)
def test_an_unknown_code_is_no_place(code: str) -> None:
    assert not lieux.lieu_connu(code)
    assert lieux.contenants(code) == lieux.voisins(code) == frozenset()


def test_a_commune_is_held_by_its_epci_departement_region_and_france() -> None:
    bergerac = communes.par_code("24037")
    assert bergerac is not None
    assert bergerac.epci is not None
    epci = f"EPCI-{bergerac.epci.code}"
    attendus = {"COM-24037", epci, "DEP-24", "REG-75", "PAYS-99100"}
    assert lieux.contenants("COM-24037") == lieux.voisins("COM-24037") == attendus
    assert lieux.contenants(epci) == {epci, "DEP-24", "REG-75", "PAYS-99100"}
    assert {"COM-24037", "DEP-24", "REG-75"} < lieux.voisins(epci)


def test_a_departement_touches_what_is_inside_it_and_not_its_neighbours() -> None:
    voisins = lieux.voisins("DEP-24")
    assert {"DEP-24", "REG-75", "PAYS-99100", "COM-24037"} < voisins
    assert not {"DEP-33", "COM-33063", "REG-76"} & voisins
    assert lieux.contenants("DEP-24") == {"DEP-24", "REG-75", "PAYS-99100"}


def test_epci_are_found_by_words_of_their_name() -> None:
    noms = [lieu.nom for lieu in lieux.proposer("bergerac") if lieu.code.startswith("EPCI-")]
    assert any("Bergera" in nom for nom in noms)
    assert lieux.proposer("") == lieux.proposer("zzz") == []
    assert lieux.proposer("bordeaux metropole")[0].nom == "Bordeaux Métropole"


@pytest.mark.parametrize(
    ("texte", "codes"),
    [
        ("bergerac", ["COM-24037"]),
        ("24100", ["COM-24037"]),
        ("24", ["DEP-24"]),
        ("2a", ["DEP-2A"]),
        ("dordogne", ["DEP-24"]),
        ("lot et gar", ["DEP-47"]),
        ("nouvelle aq", ["REG-75"]),
        ("grand périgueux", ["EPCI-200040392"]),
    ],
)
def test_a_place_is_offered_for_what_one_types(texte: str, codes: list[str]) -> None:
    assert [trouve.code for trouve in lieux.proposer(texte)][: len(codes)] == codes


def test_places_are_offered_in_words_and_few_at_a_time() -> None:
    assert lieux.proposer("bergerac")[0].libelle == "Bergerac (24100, Dordogne)"
    assert len(lieux.proposer("saint")) == 10
    assert lieux.proposer("  ") == lieux.proposer("\x00") == lieux.proposer("qzx" * 100) == []


def test_the_communes_of_the_region_come_first() -> None:
    region = lieux.region_nommee("Région Nouvelle-Aquitaine")
    assert region == "REG-75"
    assert lieux.proposer("berg", region)[0].nom == "Bergerac"
    assert lieux.proposer("paris", region)[0].code == "DEP-75"
    assert lieux.region_nommee("Collectivité de démonstration") == ""


def test_a_commune_merged_is_the_new_one() -> None:
    assert lieux.lieu("COM-01126") == lieux.lieu("COM-01033")
    assert lieux.contenants("COM-01126") == lieux.contenants("COM-01033") != frozenset()

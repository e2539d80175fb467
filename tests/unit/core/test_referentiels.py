"""The lists of reference: whole, held together, found as people type, read back from what was shown."""

import re

import pytest

from portail.core import communes, referentiels
from portail.core.referentiels import Entree

FORMES = {
    "communes": r"\d[\dAB]\d{3}",
    "epci": r"\d{9}",
    "departements": r"\d{2}|2[AB]|9[78]\d",
    "regions": r"\d{2}|9[78]\d",
    "pays": r"[A-Z]{2}",
    "naf": r"[A-U]|\d\d(\.\d(\d[A-Z]?)?)?",
    "formes_juridiques": r"\d|\d\d|\d{4}",
}
NOMBRES = {
    "communes": 34_969, "epci": 1_255, "departements": 109, "regions": 26, "pays": 250, "naf": 1_728,
    "naf_sections": 21, "naf_divisions": 88, "naf_groupes": 272, "naf_classes": 615, "naf_sous_classes": 732,
    "formes_juridiques": 310, "formes_juridiques_1": 10, "formes_juridiques_2": 39,
    "formes_juridiques_3": 261,
}  # fmt: skip


def codes(nom: str, texte: str, limite: int = 5, dans: str = "") -> list[str]:
    return [e.code for e in referentiels.chercher(nom, texte, limite, dans)]


def une(entree: Entree | None) -> Entree:
    assert entree is not None
    return entree


def test_every_list_is_whole() -> None:
    assert {nom: len(referentiels.lister(nom)) for nom in referentiels.NOMS} == NOMBRES


@pytest.mark.parametrize(("nom", "forme"), FORMES.items())
def test_every_code_is_well_formed_and_every_entry_says_something(nom: str, forme: str) -> None:
    for entree in referentiels.lister(nom):
        assert re.fullmatch(forme, entree.code), entree
        assert entree.libelle.strip() == entree.libelle != ""
        assert not entree.ancienne


@pytest.mark.parametrize("nom", FORMES)
def test_every_parent_exists(nom: str) -> None:
    for entree in referentiels.lister(nom):
        for reference in entree.dans:
            liste, _, code = reference.partition(":")
            assert referentiels.existe(liste, code), (entree, reference)


@pytest.mark.parametrize("nom", FORMES)
def test_what_is_offered_names_one_entry(nom: str) -> None:
    offerts = [e.propose for e in referentiels.lister(nom)]
    assert len(offerts) == len(set(offerts))


def test_every_commune_given_up_has_a_name_and_leads_to_one_of_today() -> None:
    assert len(communes.anciennes()) == 4_240
    for code, parti in communes.anciennes().items():
        assert parti.nom
        assert referentiels.existe("communes", referentiels.actuel("communes", code)), parti


def test_a_code_given_up_is_read_and_never_offered() -> None:
    coupy = une(referentiels.lire("communes", "01126"))
    assert (coupy.libelle, coupy.ancienne) == ("Coupy", True)
    assert not referentiels.existe("communes", "01126")
    assert referentiels.libelle("communes", referentiels.actuel("communes", "01126")) == "Valserhône"
    assert codes("communes", "01126") == [referentiels.actuel("communes", "01126")]
    assert not referentiels.existe("communes", "75111")
    assert referentiels.actuel("communes", "75111") == "75056"


def test_what_no_list_knows_has_no_label() -> None:
    assert referentiels.libelle("naf", "00.00Z") == referentiels.actuel("naf", "00.00Z") == ""
    assert not referentiels.existe("pays", "ZZ")
    with pytest.raises(ValueError, match="Il n’y a pas de liste «\u00a0planetes\u00a0»"):
        referentiels.libelle("planetes", "3")


@pytest.mark.parametrize(
    ("nom", "texte", "premier"),
    [
        ("communes", "bordaeux", "33063"), ("communes", "BERGEARC", "24037"),
        ("communes", "33 bordaux", "33063"),
        ("communes", "33063", "33063"), ("communes", "2a004", "2A004"), ("communes", "75111", "75056"),
        ("communes", "st medar en j", "33449"), ("epci", "bordeaux", "243300316"),
        ("epci", "bordeux metro", "243300316"), ("departements", "33", "33"), ("departements", "2a", "2A"),
        ("departements", "dordgne", "24"), ("regions", "aquitaine", "75"), ("pays", "allemgne", "DE"),
        ("pays", "fr", "FR"), ("pays", "etats unis", "US"), ("naf", "9499z", "94.99Z"),
        ("naf", "94.99Z", "94.99Z"), ("naf_sous_classes", "riz", "01.12Z"),
        ("naf_sous_classes", "94.9", "94.91Z"),
        ("naf_sous_classes", "boulangrie", "10.71B"), ("formes_juridiques_3", "sas", "5710"),
        ("formes_juridiques_3", "sarl", "5499"), ("formes_juridiques_3", "assoc declaree", "9220"),
    ],
)  # fmt: skip
def test_what_people_type_finds_it(nom: str, texte: str, premier: str) -> None:
    assert codes(nom, texte)[0] == premier


@pytest.mark.parametrize("nom", referentiels.NOMS)
@pytest.mark.parametrize("texte", ["", "  ", "-", "zzzzqq", "\x00", "京都", "%", "(", "a" * 10_000, "9" * 50])
def test_nothing_found_is_an_empty_list(nom: str, texte: str) -> None:
    assert codes(nom, texte) == []
    assert referentiels.reconnaitre(nom, texte) is None


def test_a_list_is_narrowed_to_what_holds_it() -> None:
    assert codes("communes", "saint", 1, "departements:33") == ["33449"]
    assert codes("communes", "bordeaux", 5, "epci:243300316") == ["33063"]
    assert codes("communes", "bordeaux", 5, "regions:11") == []
    assert "24" in [e.code for e in referentiels.lister("departements", "regions:75")]
    assert [e.code for e in referentiels.lister("naf_divisions", "naf_sections:A")] == ["01", "02", "03"]
    assert codes("naf_sous_classes", "vigne", 5, "naf:01.2") == ["01.21Z"]
    assert codes("naf_sous_classes", "vigne", 5, "naf:02") == []
    assert "9220" in [e.code for e in referentiels.lister("formes_juridiques_3", "formes_juridiques:9")]
    assert "243300316" in [e.code for e in referentiels.lister("epci", "regions:75")]
    assert [e.code for e in referentiels.lister("pays", "pays:FR")][:2] == ["GP", "GF"]


def test_words_are_looked_for_once_and_the_first_ones_alone() -> None:
    assert codes("naf_sous_classes", "riz riz RIZ culture") == ["01.12Z", "01.11Z"]
    longue = "Société de participations financières de profession libérale, société par actions simplifiée"
    assert codes("formes_juridiques_3", f"{longue} (SPFPL SAS) et d’autres mots") == ["5770"]


@pytest.mark.parametrize("dans", ["33", "departements:", ":", "planetes:3", "departements:33:1"])
def test_what_holds_nothing_leaves_nothing(dans: str) -> None:
    assert codes("communes", "bordeaux", 5, dans) == []
    assert referentiels.lister("departements", dans) == ()
    assert not referentiels.existe("communes", "33063", dans)


def test_a_parent_is_checked_with_the_code() -> None:
    assert referentiels.existe("communes", "33063", "departements:33")
    assert not referentiels.existe("communes", "33063", "departements:24")
    assert referentiels.existe("naf", "01.12Z", "naf:A")


@pytest.mark.parametrize(
    ("nom", "texte", "code"),
    [
        ("communes", "Bordeaux (33100)", "33063"), ("communes", "bordeaux (33063)", "33063"),
        ("communes", "33063", "33063"), ("communes", "Bergerac", "24037"), ("communes", "Saint-Denis", None),
        ("communes", "Bordeaux (24100)", None), ("naf", "Culture du riz (01.12Z)", "01.12Z"),
        ("naf", "culture du riz", None), ("naf_sous_classes", "culture du riz", "01.12Z"),
        ("pays", "belgique", "BE"),
        ("epci", "CC des Quatre Rivières", None),
        ("epci", "CC des Quatre Rivières (Haute-Savoie)", "247400666"),
        ("formes_juridiques", "Association déclarée (9220)", "9220"), ("departements", "2b", "2B"),
    ],
)  # fmt: skip
def test_what_was_shown_is_read_back(nom: str, texte: str, code: str | None) -> None:
    trouvee = referentiels.reconnaitre(nom, texte)
    assert (trouvee.code if trouvee else None) == code


@pytest.mark.parametrize("nom", FORMES)
def test_everything_offered_is_read_back(nom: str) -> None:
    for entree in referentiels.lister(nom)[::97]:
        assert une(referentiels.reconnaitre(nom, entree.propose)).code == entree.code


def test_the_postal_code_typed_is_the_one_shown() -> None:
    offerte = referentiels.proposer("communes", "33100")[0]
    assert offerte == {"valeur": "33063", "libelle": "Bordeaux (33100)"}
    assert referentiels.proposer("communes", "bordeaux", 1) == [
        {"valeur": "33063", "libelle": "Bordeaux (33000)"}
    ]


@pytest.mark.parametrize("junk", [None, 3, [], {}, "planetes", ["communes"]])
def test_junk_from_a_page_is_offered_nothing(junk: object) -> None:
    assert referentiels.proposer(junk, "bor") == []
    assert referentiels.proposer("communes", junk if not isinstance(junk, str) else None) == []


def test_a_legal_form_in_plain_words_and_as_it_is_official() -> None:
    assert referentiels.en_clair("formes_juridiques", "5710") == "Société par actions simplifiée (SAS)"
    assert referentiels.libelle("formes_juridiques", "5710") == "SAS, société par actions simplifiée"
    assert referentiels.en_clair("naf", "94.99Z") == referentiels.libelle("naf", "94.99Z") != ""

"""Other words than those typed: synonyms, corrected typos, places; and the pieces that show them."""

import pytest

from portail.aides.criteres import Criteres
from portail.aides.mots import decouper
from portail.aides.recherche.demande import comprendre
from portail.aides.recherche.index import Index
from portail.aides.recherche.lieux_dits import lieu_dit
from portail.aides.recherche.moteur import rechercher
from portail.aides.recherche.surlignage import Surligneur
from portail.aides.recherche.synonymes import LONGUEUR_MAX, _par_cle, expression, voisines
from tests.aides_en_memoire import JOUR, index, ligne


def dit(dans: Index, texte: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(a.ecrit, a.raison, a.mots) for a in rechercher(dans, Criteres(texte), JOUR).aussi]


def slugs(dans: Index, texte: str) -> list[str]:
    return [carte.slug for carte in rechercher(dans, Criteres(texte), JOUR).cartes]


@pytest.mark.parametrize(
    ("tape", "titre"),
    [
        ("bicyclette", "Vélo"),
        ("boîte", "Entreprise"),
        ("recruter", "Emploi"),
        ("ferme", "Exploitation agricole"),
        ("toit", "Couverture"),
        ("théâtre", "Salle de spectacle"),
        ("salles de spectacles", "Théâtre"),
        ("appli", "Logiciel"),
        ("EnR", "Énergies renouvelables"),
        ("ESS", "Économie sociale et solidaire"),
        ("AAP", "Appel à projets"),
        ("appel à projets", "AAP"),
        ("lycéenne", "Lycée"),
        ("alternance", "Apprenti"),
        ("mairie", "Commune"),
        ("GES", "Décarbonation"),
        ("chaufferie bois", "Bois énergie"),
        ("isolation", "Rénovation énergétique"),
    ],
)
def test_a_synonym_finds_and_is_said(tape: str, titre: str) -> None:
    dans = index(ligne(titre, slug="ici"), ligne("Tout autre chose"))
    assert slugs(dans, tape) == ["ici"]
    ((_, raison, mots),) = dit(dans, tape)
    assert raison == "synonyme"
    assert mots


def test_a_wider_word_goes_one_way_only() -> None:
    dans = index(ligne("Lycée"), ligne("Lycéen"))
    assert slugs(dans, "lycéen") == ["lyceen", "lycee"]
    assert slugs(dans, "épicerie") == []
    commerces = index(ligne("Épicerie"), ligne("Commerce"))
    assert slugs(commerces, "épicerie") == ["epicerie", "commerce"]
    assert slugs(commerces, "commerce") == ["commerce"]


def test_the_word_typed_comes_before_those_that_stand_for_it() -> None:
    dans = index(ligne("Cycle", fenetres=[(-1, 2)]), ligne("Vélo", fenetres=[(5, 9)]))
    assert slugs(dans, "vélo") == ["velo", "cycle"]


def test_every_group_can_be_read() -> None:
    assert len(_par_cle()) > 500
    for cle, autres in _par_cle().items():
        assert 1 <= len(cle) <= LONGUEUR_MAX, cle
        assert all(autre.mots for autre in autres), cle
    assert voisines(expression("licorne").mots) == ()


@pytest.mark.parametrize(
    ("tape", "mots"),
    [
        ("asociation", ("association",)),
        ("associatoin", ("association",)),
        ("assosiasion", ("association",)),
        ("hassociation", ("association",)),
        ("fortet", ("forêt",)),
        ("rennovation", ("rénovation",)),
    ],
)
def test_a_typo_finds_and_is_said(tape: str, mots: tuple[str, ...]) -> None:
    dans = index(ligne("Association"), ligne("Forêt"), ligne("Rénovation"))
    assert len(slugs(dans, tape)) == 1
    assert dit(dans, tape) == [(tape, "orthographe", mots)]


@pytest.mark.parametrize("tape", ["ret", "99214", "asdfgh", "assosyasyon", "prèt9"])
def test_what_is_too_far_too_short_or_a_number_is_not_corrected(tape: str) -> None:
    assert slugs(index(ligne("Association 2021"), ligne("Prêt")), tape) == []


def test_a_right_word_is_never_corrected() -> None:
    dans = index(ligne("Lavoir"), *(ligne(f"Savoir {n}") for n in range(50)))
    assert slugs(dans, "lavoir") == ["lavoir"]
    assert dit(dans, "lavoir") == []


def test_a_typo_of_a_synonym_is_understood() -> None:
    dans = index(ligne("Vélo"))
    assert slugs(dans, "biciclette") == ["velo"]
    assert dit(dans, "biciclette") == [
        ("biciclette", "orthographe", ("bicyclette",)),
        ("bicyclette", "synonyme", ("vélo",)),
    ] or dit(dans, "biciclette") == [("bicyclette", "synonyme", ("vélo",))]


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("vélo à Bergerac", "COM-24037"),
        ("vélo a bergerac", "COM-24037"),
        ("24100", "COM-24037"),
        ("en Lot-et-Garonne", "DEP-47"),
        ("aides Dordogne", "DEP-24"),
        ("dans les Landes", "DEP-40"),
        ("en Creuse", "DEP-23"),
        ("près de La Rochelle", "COM-17300"),
        ("Nouvelle-Aquitaine", "REG-75"),
        ("en Corse-du-Sud", "DEP-2A"),
        ("à Ajaccio", "COM-2A004"),
        ("à la Réunion", "DEP-974"),
        ("au Havre", "COM-76351"),
        ("Bordeaux", "COM-33063"),
        ("Pau", "COM-64445"),
        ("la Rochelle", "COM-17300"),
        ("logement la rochelle", "COM-17300"),
        ("Sarlat la Canéda", "COM-24520"),
        ("festival mont de marsan", "COM-40192"),
        ("piscine Saint-Jean-de-Luz", "COM-64483"),
        ("toiture à Sarlat", "COM-24520"),
        ("vélo à Brive", "COM-19031"),
    ],
)
def test_a_place_is_read(texte: str, code: str) -> None:
    trouve = lieu_dit(decouper(texte), texte, "REG-75")
    assert trouve is not None
    assert trouve.lieu.code == code


@pytest.mark.parametrize(
    "texte",
    [
        *("", "vélo", "en ligne", "en ville", "à vélo", "cours en ligne", "prêt de 10000 €", "10000 euros"),
        *("99999", "rendez-vous à la mairie", "un port de pêche", "creuser un puits", "le nord", "en mer"),
        *("à pied", "lot de terrain", "salles", "le port", "en serres", "serres", "saint", "cognac bio"),
    ],
)
def test_what_is_no_place_is_left_alone(texte: str) -> None:
    assert lieu_dit(decouper(texte), texte, "REG-75") is None


@pytest.mark.parametrize("tape", ["Sarlat", "festival Sarlat", "Périgueux festival"])
def test_a_place_no_aid_speaks_of_needs_no_word_before_it(tape: str) -> None:
    dans = index(ligne("Festival", territoires=("REG-75",)), ligne("Fête", territoires=("COM-33063",)))
    assert slugs(dans, tape) == ["festival"]
    assert [raison for _, raison, _ in dit(dans, tape)] == ["lieu"]


@pytest.mark.parametrize(
    ("tape", "titre"),
    [("agricultrice", "Jeunes agriculteurs"), ("productrices", "Producteur"), ("coiffeuse", "Coiffeurs")],
)
def test_a_womans_trade_finds_what_is_written_of_a_mans(tape: str, titre: str) -> None:
    assert slugs(index(ligne(titre, slug="ici"), ligne("Tout autre chose")), tape) == ["ici"]


def test_a_name_borne_twice_is_that_of_the_region() -> None:
    for region, code in (("REG-04", "COM-97411"), ("REG-11", "COM-93066")):
        saint_denis = lieu_dit(decouper("à Saint-Denis"), "", region)
        assert saint_denis is not None
        assert saint_denis.lieu.code == code


@pytest.mark.parametrize(
    ("tape", "texte", "pieces"),
    [
        ("", "Vélo", ("Vélo",)),
        ("forêt", "Vélo", ("Vélo",)),
        ("vélo", "Un vélo-cargo", ("Un ", "vélo", "-cargo")),
        ("VELOS", "Vélo", ("", "Vélo")),
        ("rénover", "La rénovation d’une salle", ("La ", "rénovation", " d’une salle")),
        ("éner", "L’énergie verte", ("L’", "énergie", " verte")),
        ("vélo électrique", "Un vélo électrique !", ("Un ", "vélo électrique", " !")),
        ("oeuvre", "Des œuvres d’art", ("Des ", "œuvres", " d’art")),
        ("bicyclette", "Un vélo", ("Un ", "vélo")),
        ("associatoin", "Une association", ("Une ", "association")),
    ],
)
def test_what_was_looked_for_is_shown(tape: str, texte: str, pieces: tuple[str, ...]) -> None:
    dans = index(ligne("Vélo"), ligne("Association"), ligne("Énergie"))
    coupees = Surligneur.de(comprendre(dans, tape)).couper(texte)
    assert coupees == pieces
    assert "".join(coupees) == texte

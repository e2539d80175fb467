"""YAML comes as its author meant, each word at its place; what is dangerous or doubtful is refused there."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.formulaires.echanges.lecture import YamlIllisible, decoder, lire_yaml
from portail.formulaires.echanges.noeuds import Objet, Scalaire, donnees


def lu(texte: str) -> object:
    return donnees(lire_yaml(texte).racine)


@pytest.mark.parametrize(
    ("ecrit", "valeur"),
    [
        *[(mot, mot) for mot in ("oui", "non", "on", "off", "yes", "no", "y", "Oui", "NON")],
        *[
            (mot, mot)
            for mot in ("01", "0100", "0x1F", "1_000", "1e5", "12:30", "2026-03-01", "33000-1", ".5")
        ],
        ("23 000", "23 000"),
        ("1,5", "1,5"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1000.50", Decimal("1000.50")),
        ("'12'", "12"),
        ('"true"', "true"),
        ('nature = "association" et cout > 23 000,50 €', 'nature = "association" et cout > 23 000,50 €'),
        ("|\n  un\n    deux\n", "un\n  deux\n"),
        (">-\n  un\n  deux\n", "un deux"),
    ],
)
def test_a_value_comes_as_meant(ecrit: str, valeur: object) -> None:
    assert lu(f"a: {ecrit}\n") == {"a": valeur}
    trouve = lu(f"a: {ecrit}\n")["a"]  # type: ignore[index]
    assert type(trouve) is type(valeur)


def test_names_are_words_whatever_they_look_like() -> None:
    assert lu("on: 1\n2: deux\ntrue: trois") == {"on": 1, "2": "deux", "true": "trois"}


def test_comments_are_left_out() -> None:
    assert lu("# début\na: 1 # un\n# fin\n") == {"a": 1}


@pytest.mark.parametrize(
    ("ecrit", "place", "dit"),
    [
        ("", (1, 1), "vide"),
        ("a: 1\n---\nb: 2", (2, 1), "un seul formulaire"),
        ("libelle: Coût : total", (1, 15), "entre apostrophes"),
        ('a:\n  b: "x" dans liste', (2, 10), "commence par un guillemet"),
        ("a: 'jamais fini\nb: 2\n", (1, 4), "pas refermé"),
        ("a: [1, 2\nb: 3", (2, 2), "[\u00a0»"),
        ("a: 1\n\tb: 2", (2, 1), "tabulation"),
        ("a: *absent", (1, 4), "rien ne nomme"),
        ("a: &moi [*moi]", (1, 10), "se contient"),
        ("a: x\x07", (1, 5), "invisible"),
        ("<<: {a: 1}", (1, 1), "<<"),
        ("? [a, b]\n: 1", (1, 3), "un mot"),
        ("a: % de", (1, 4), "%"),
        ("a: @nom", (1, 4), "@"),
        ("[" * 60, (1, 41), "40 niveaux"),
    ],
)
def test_what_cannot_be_read_says_where(ecrit: str, place: tuple[int, int], dit: str) -> None:
    with pytest.raises(YamlIllisible) as refus:
        lire_yaml(ecrit)
    assert refus.value.faute.lieu[:2] == place
    assert dit in refus.value.faute.phrase


def test_a_name_written_twice_is_told_and_the_first_kept() -> None:
    lecture = lire_yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert donnees(lecture.racine) == {"a": 1, "b": {"c": 1}}
    assert [(f.lieu[:2], f.phrase) for f in lecture.fautes] == [
        ((4, 3), "«\u00a0c\u00a0» est déjà écrit ligne 3"),
        ((5, 1), "«\u00a0a\u00a0» est déjà écrit ligne 1"),
    ]


@pytest.mark.parametrize(
    "etiquette", ["!!python/object/apply:os.system", "!!str", "!moi", "!!python/name:os.system"]
)
def test_a_tag_makes_nothing_and_is_refused(etiquette: str) -> None:
    [faute] = lire_yaml(f"a: {etiquette} [b]").fautes
    assert faute.lieu[:2] == (1, 4)
    assert "étiquette" in faute.phrase


def test_half_a_sign_is_refused_and_harms_nothing() -> None:
    lecture = lire_yaml('a: "\\ud83c"')
    assert donnees(lecture.racine) == {"a": "?"}
    assert [faute.lieu[:2] for faute in lecture.fautes] == [(1, 4)]


def test_what_is_repeated_is_laid_out() -> None:
    assert lu("a: &o [1, 2]\nb: *o") == {"a": [1, 2], "b": [1, 2]}


def test_a_bomb_of_repetitions_is_refused_before_it_takes_room() -> None:
    bombe = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )
    with pytest.raises(YamlIllisible, match=r"50.000 valeurs"):
        lire_yaml(bombe)


def test_a_large_file_is_refused() -> None:
    with pytest.raises(YamlIllisible, match=r"1.000.000 caractères"):
        lire_yaml("a: " + "x" * 1_000_000)
    with pytest.raises(YamlIllisible, match=r"1.000.000 caractères"):
        decoder(b"x" * 4_000_001)


def test_a_file_that_is_not_utf_8_says_where() -> None:
    assert decoder("\ufeffé".encode()) == "é"
    with pytest.raises(YamlIllisible) as refus:
        decoder("a: 1\nb: é".encode("latin-1"))
    assert refus.value.faute.lieu[:2] == (2, 4)


STYLES = """\
e: |
   un = 1
     et deux
f: >-  # une remarque
  aa bb

  cc
g: 'l''été "x" = y'
h: "a\\n\\u00e9 \\"b\\" \\
   cc"
i: simple
  suite  la
j: {k: "dedans", l: nu}
"""


def test_each_character_of_a_text_is_found_in_the_file() -> None:
    racine = lire_yaml(STYLES).racine
    assert isinstance(racine, Objet)
    a_voir = [entree.valeur for entree in racine.entrees.values()]
    vus = 0
    while a_voir:
        noeud = a_voir.pop()
        if isinstance(noeud, Objet):
            a_voir += [entree.valeur for entree in noeud.entrees.values()]
            continue
        assert isinstance(noeud, Scalaire)
        for indice, signe in enumerate(noeud.texte):
            if not signe.isspace():
                lieu = noeud.lieu_de(indice)
                trouve = STYLES.splitlines()[lieu.ligne - 1][lieu.colonne - 1]
                assert trouve in (signe, "\\")
                vus += 1
    assert vus > 50


LIGNES_YAML = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # YAML 1.1, 4.1.4: line breaks


@given(texte=st.text() | st.text("ab:-[]{}'\"|>&*!%# \n\t\\", max_size=60), indice=st.integers(0, 80))
def test_no_text_makes_it_fail_otherwise(texte: str, indice: int) -> None:
    try:
        racine = lire_yaml(texte).racine
    except YamlIllisible:
        return
    a_voir = [racine]
    while a_voir:
        noeud = a_voir.pop()
        if isinstance(noeud, Scalaire):
            assert noeud.lieu_de(indice).ligne <= len(LIGNES_YAML.split(texte))
        elif isinstance(noeud, Objet):
            a_voir += [entree.valeur for entree in noeud.entrees.values()]
        else:
            a_voir += noeud.elements

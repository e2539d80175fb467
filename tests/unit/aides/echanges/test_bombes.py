"""Cells made to keep an import busy for hours, or to break it: each is read, or refused by its own sentence.

Nothing is timed: what these texts used to cost would not end within the time of a test.
"""

import json
from typing import Any

import pytest

from portail.aides.echanges.conversion import convertir, homonyme
from portail.aides.echanges.schema import verifier
from portail.aides.echanges.textes import BALISE, en_ligne, en_markdown
from portail.aides.echanges.titres import distinguer, resume
from portail.aides.echanges.valeurs import Illisible, objets
from tests.lignes_d_aides import ligne

MILLE = 1_000


@pytest.mark.parametrize(
    "texte",
    [
        "<a" * 50 * MILLE + ">" * 50 * MILLE,
        "<!--" * 100 * MILLE,
        "<![a" * 100 * MILLE,
        "</" * 100 * MILLE,
        "<<a>" * 20 * MILLE,
    ],
    ids=lambda texte: texte[:6],
)
def test_tags_inside_tags_end(texte: str) -> None:
    for lire in (en_ligne, en_markdown):
        propre = lire(texte)
        assert not BALISE.search(propre)
        assert lire(propre) == propre


@pytest.mark.parametrize("balise", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"])
def test_tags_deeper_than_the_parser_leave_their_words(balise: str) -> None:
    propre = en_markdown(f"Début {balise * 3_000}des mots{balise} et la fin")
    assert [mot for mot in propre.split() if mot != "-"] == ["Début", "des", "mots", "et", "la", "fin"]
    assert not BALISE.search(propre)


def test_the_first_sentence_is_not_looked_for_in_a_whole_book() -> None:
    assert resume("", "Titre", "A. " * 200 * MILLE, "La Région").startswith("A. A.")
    assert resume("", "Titre", "[" * 400 * MILLE, "La Région") == "Une aide proposée par La Région."


def test_marks_without_end_are_no_json() -> None:
    with pytest.raises(Illisible):
        objets("a" + "\u0301\u0316" * 400 * MILLE)


@pytest.mark.parametrize(
    ("colonne", "valeur"),
    [
        ("titre", "x" * 501),
        ("description", "x" * 50_001),
        ("eligibilite", ["x" * 60_000]),
        ("porteurs", json.dumps([{"nom": "x" * 60_000}])),
        ("types_aides", "a|" * 60_000),
        ("eligibilite_geographique", "COM-24037|" * 110_000),
        ("ciblage_naf", "A," * 60_000),
        ("date_mise_a_jour", "2026-01-01" * 6_000),
    ],
)
def test_a_cell_out_of_all_measure_is_refused_alone(colonne: str, valeur: Any) -> None:
    lue, erreurs, _ = verifier(ligne() | {colonne: valeur})
    assert lue is None
    assert list(erreurs) == [colonne]
    assert erreurs[colonne].startswith("ce texte dépasse")


def test_every_commune_by_its_code_is_not_too_long() -> None:
    codes = "|".join(f"COM-{code:05}" for code in range(1001, 36_000))
    lue, erreurs, _ = verifier(ligne() | {"eligibilite_geographique": codes})
    assert (erreurs, len(lue.eligibilite_geographique) if lue else 0) == ({}, 34_999)


def test_what_is_nested_without_end_is_refused() -> None:
    fond: Any = "fond"
    for _ in range(5_000):
        fond = [fond]
    lue, erreurs, _ = verifier(ligne() | {"porteurs": fond})
    assert lue is None
    assert list(erreurs) == ["porteurs"]


def test_what_tells_titles_apart_stays_a_title() -> None:
    lignes = [
        verifier(ligne() | {"id": str(n), "porteurs": json.dumps([{"nom": f"{n} " + "Organisme " * 900}])})[0]
        for n in (1, 2)
    ]
    lues = [une for une in lignes if une]
    marques = distinguer({une.id: homonyme(une) for une in lues})
    titres = [convertir(une).avec(marques[une.id]).champs["titre"] for une in lues]
    assert len(set(titres)) == len(lues) == 2
    assert max(map(len, titres)) < 1_000

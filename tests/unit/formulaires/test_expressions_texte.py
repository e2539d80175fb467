"""Texts of expressions: what each means, what is refused and where, and back to one text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portail.formulaires.expressions import Expression, ExpressionRefusee
from portail.formulaires.expressions.analyse import LONGUEUR_MAX, PROFONDEUR_MAX, analyser
from portail.formulaires.expressions.arbre import Noeud, Nombre, references
from portail.formulaires.expressions.ecriture import ecrire
from tests.expressions import arbres


@given(arbres)
def test_any_tree_reads_back_from_its_text(arbre: Noeud) -> None:
    assert analyser(ecrire(arbre)) == arbre


_MORCEAUX = [
    *("si", "alors", "sinon", "et", "OU", "non", "parmi", "dans", "contient", "oui", "faux", "champ.si"),
    *(
        "a",
        "b.c",
        "somme(",
        "f(",
        ")",
        "[",
        "]",
        ",",
        ";",
        "=",
        "!=",
        "≠",
        "<=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "€",
    ),
    *(
        "1",
        "1,5",
        "1 000",
        "2026-03-01",
        "31/02/2026",
        '"t"',
        "« t »",
        '"',
        "«",
        "\n",
        "\x00",
        "?",
        "EUR",
        ".",
    ),
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(_MORCEAUX), max_size=25).map(" ".join))
@example("(" * 9_999)
@example("non " * 4_000 + "a")
@example("-" * LONGUEUR_MAX)
@example("a + " * 4_000 + "a")
@example('"' + "\\" * 9_999)
@example("1 " * 9_000)
@example("9" * LONGUEUR_MAX)
@example("9" * 5_000 + ",25 EUR")
@example("9" * 5_000 + ",255 EUR")
@example("0," + "0" * 5_000 + " %")
def test_any_text_is_read_or_refused_with_a_place(texte: str) -> None:
    refus = None
    try:
        lue = Expression.lire(texte)
    except ExpressionRefusee as faute:
        refus = faute
    if refus is None:
        assert Expression.lire(str(lue)) == lue
        return
    assert refus.phrase
    lignes = texte.split("\n")
    assert 1 <= refus.lieu.ligne <= len(lignes)
    assert 1 <= refus.lieu.colonne <= len(lignes[refus.lieu.ligne - 1]) + 1


@pytest.mark.parametrize(
    ("texte", "canonique"),
    [
        (
            'nature = "association" et budget.total > 23 000 EUR',
            'nature = "association" et budget.total > 23000 EUR',
        ),
        ("NON rempli(x)  Ou\n a Parmi [Oui ; non]", "non rempli(x) ou a parmi [oui, non]"),
        ("a ≠ 2 et b ≤ 3 et c ≥ 4", "a != 2 et b <= 3 et c >= 4"),
        ("a - b × 2 ÷ (c + −1)", "a - b * 2 / (c + -1)"),
        ("a = «\u00a0deux mots\u00a0»", 'a = "deux mots"'),
        (r'a = "l’\"autre\"\\"', r'a = "l’\"autre\"\\"'),
        ("(a et b) et (c ou (d ou e))", "a et b et (c ou d ou e)"),
        ("a - (b - c) - d", "a - (b - c) - d"),
        ("si a alors 1 sinon si b alors 2 sinon 3", "si a alors 1 sinon si b alors 2 sinon 3"),
        ('"x" dans objectifs', 'objectifs contient "x"'),
        ("a = vrai et faux", "a = oui et faux"),
        ("champ.si = 01/03/2026", "champ.si = 2026-03-01"),
        ("arrondi(1,5 * a; 2)", "arrondi(1.5 * a, 2)"),
        ("SOMME(depenses.montant) > 50,0 %", "somme(depenses.montant) > 50 %"),
        ("étage > 2", "étage > 2"),
    ],
)
def test_one_text_for_each_meaning(texte: str, canonique: str) -> None:
    assert str(Expression.lire(texte)) == canonique
    assert str(Expression.lire(canonique)) == canonique


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("23 000,50", "23000.50"),
        ("23\u202f000.50", "23000.50"),
        ("1,5", "1.5"),
        ("1.234", "1.234"),
        ("007", "7"),
    ],
)
def test_numbers(texte: str, valeur: str) -> None:
    assert analyser(texte) == Nombre(Decimal(valeur))


def test_what_looks_like_a_date_is_one() -> None:
    assert str(Expression.lire("1/3/2026")) == "2026-03-01"
    assert str(Expression.lire("1 / 3 / 2026")) == "1 / 3 / 2026"
    assert analyser("2026-03-01").valeur == date(2026, 3, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texte", "ligne", "colonne", "phrase"),
    [
        ("", 1, 1, "l’expression s’arrête trop tôt ; on attend une valeur"),
        ("a et", 1, 5, "l’expression s’arrête trop tôt ; on attend une valeur"),
        ("a et\n  = 3", 2, 3, "« = » ne va pas ici ; on attend une valeur"),
        ("(a et b", 1, 8, "l’expression s’arrête trop tôt ; on attend « ) »"),
        ("a < b < c", 1, 7, "« < » ne va pas ici ; on attend « et », « ou » ou la fin"),
        ("a b", 1, 3, "« b » ne va pas ici ; on attend une comparaison, un calcul, « et », « ou » ou la fin"),
        ("a == b", 1, 3, "« == » s’écrit « = »"),
        ("a <> b", 1, 3, "« <> » s’écrit « != »"),
        ("a => b", 1, 3, "« => » s’écrit « >= »"),
        ("a && b", 1, 3, "« && » s’écrit « et »"),
        ("a || b", 1, 3, "« || » s’écrit « ou »"),
        ("!a", 1, 1, "« ! » s’écrit « non »"),
        ("a AND b", 1, 3, "« AND » s’écrit « et »"),
        ("not a", 1, 1, "« not » s’écrit « non »"),
        ("et = 3", 1, 1, "« et » ne va pas ici ; on attend une valeur"),
        ('a = "x', 1, 5, "ce texte n’est pas refermé"),
        ("a = « x", 1, 5, "ce texte n’est pas refermé ; on attend « » »"),
        ("a = “x”", 1, 5, "n’entoure pas un texte"),
        ('a = "\\x"', 1, 5, "ne s’écrit pas dans un texte"),
        ("a ?", 1, 3, "« ? » n’a pas de sens ici"),
        ("a\u200b", 1, 2, "un caractère invisible"),
        ("a = 31/02/2026", 1, 5, "n’est pas une date"),
        ("a = 0000-01-01", 1, 5, "n’est pas une date"),
        ("a > 12,345 €", 1, 5, "deux chiffres au plus"),
        (
            "a parmi [1,5]",
            1,
            10,
            "« 1,5 » se lit de deux façons dans une liste ; on attend « 1.5 » ou « 1",
        ),
        ("min(1 000,5 ; 2)", 1, 5, "se lit de deux façons"),
        ("a parmi []", 1, 10, "« ] » ne va pas ici"),
        ("1 23", 1, 3, "« 23 » ne va pas ici"),
        ("si a alors b", 1, 13, "l’expression s’arrête trop tôt ; on attend « sinon »"),
        ("a" * (LONGUEUR_MAX + 1), 1, 1, "dépasse"),
        ("non " * PROFONDEUR_MAX + "a", 1, 4 * PROFONDEUR_MAX + 1, "niveaux"),
    ],
)
def test_a_refusal_says_what_and_where(texte: str, ligne: int, colonne: int, phrase: str) -> None:
    with pytest.raises(ExpressionRefusee) as refus:
        analyser(texte)
    assert phrase in refus.value.phrase.replace("\u00a0", " ")
    assert refus.value.lieu[:2] == (ligne, colonne)
    assert f"ligne {ligne}, colonne {colonne}" in str(refus.value)


def test_names_that_are_read() -> None:
    lue = Expression.lire("si a alors somme(b.c) sinon -d + min(e, fiche.nom)")
    assert lue.references == references(lue.arbre) == {"a", "b.c", "d", "e", "fiche.nom"}

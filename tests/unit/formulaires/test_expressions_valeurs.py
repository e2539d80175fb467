"""What expressions come to: three values, decimal amounts, and never an exception whatever was typed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core import clock
from portail.formulaires.conditions import Circonstances, Regard, regarder
from portail.formulaires.expressions import Expression, Genre, Lecture, Programme, Valeur, genres
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.schema import Formulaire
from tests.expressions import CHAMPS, PORTEE, conditions, reponses, valeurs

FORMULAIRE = Formulaire.model_validate(
    {"titre": "F", "etapes": [{"id": "une", "titre": "Une", "champs": CHAMPS}]}
)
LE_JOUR = date(2026, 3, 1)
REPONSES: dict[str, object] = {
    "texte": "deux mots",
    "entier": "3",
    "montant": "1 000,50",
    "jour": "1/3/2000",
    "ouinon": "oui",
    "choix": "a",
    "multi": ["a", "b"],
    "decimal": "beaucoup",
}


def _regard(donnees: dict[str, object], nb_pieces: dict[str, int] | None = None) -> Regard:
    dehors: dict[str, Valeur] = {"aide.plafond": Decimal("100.00")}
    ici = Circonstances(LE_JOUR, lambda: date(2026, 2, 1), dehors.get)
    return regarder(FORMULAIRE, donnees, nb_pieces, ici)


def _valeur(texte: str) -> Valeur:
    return Programme(Expression.lire(texte), PORTEE).valeur(_regard(REPONSES, {"pieces": 2}))


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        # Arithmetic, exact; an amount has two digits, rounded once at the end of its chain.
        ("1 + 2 * 3 - 4 / 8", "6.5"),
        ("0,1 + 0,2", "0.3"),
        ("10 EUR / 3", "3.33"),
        ("10 EUR / 3 * 3", "10.00"),
        ("arrondi(10 EUR / 3, 2) * 3", "9.99"),
        ("0,05 EUR * 50 %", "0.03"),
        ("-0,05 EUR * 50 %", "-0.03"),
        ("montant / 2 EUR", "500.25"),
        ("arrondi(montant)", "1001.00"),
        ("min(5 €, montant)", "5.00"),
        ("1 / 3 * 3 + 1 / 7 * 7", "2.0000000000000000000"),
        ("arrondi(10 / 3, 2)", "3.33"),
        ("min(3, -2 * 2) + max(1, 2, 3)", "-1"),
        ("longueur(texte) + pieces", "11"),
        ("age(jour)", "26"),
        ("age(2000-03-02)", "25"),
        ("jours(debut_depot(), aujourdhui())", "28"),
        ("jours(aujourdhui(), debut_depot())", "-28"),
        ("si ouinon alors entier sinon 1 / 0", "3"),
        ("aide.plafond * 50 %", "50.00"),
        # What has no value is unknown.
        ("1 / 0", None),
        ("1 EUR / 0", None),
        ("decimal + 1", None),
        ("si certif alors 1 sinon 1", None),
        ("age(2027-01-01)", None),
        ("autre_montant * 0", None),
        (f"{'9' * 40} EUR / 3", None),
        (" * ".join(["9" * 4000] * 4) + " * 1" * 10, "0e1"),
    ],
)
def test_numbers(texte: str, valeur: str | None) -> None:
    obtenue = _valeur(texte)
    if valeur == "0e1":  # four thousand figures to the fourth: large, and still a number
        assert isinstance(obtenue, Decimal)
        assert obtenue.is_finite()
    else:
        assert (obtenue if obtenue is None else str(obtenue)) == valeur


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("montant = 1000,5 et montant > 1000 EUR et montant >= 1000,50 EUR", True),
        ("ouinon et ouinon = oui et ouinon != non", True),
        ('choix parmi ["a", "b"] et choix != "c"', True),
        ('multi contient "b" et choix dans multi', True),
        ('multi contient "c"', False),
        ('texte = "deux mots"', True),
        ("jour > 2000-02-29 et jour <= 01/03/2000", True),
        ("rempli(texte) et rempli(pieces) et non rempli(certif) et rempli(decimal)", True),
        ("pieces = 2", True),
        # Kleene: one false part is enough for « et », one true part for « ou ».
        ("certif", None),
        ("non certif", None),
        ("certif et faux", False),
        ("faux et certif", False),
        ("certif et vrai", None),
        ("certif ou vrai", True),
        ("certif ou faux", None),
        ("decimal > 3", None),
        ("autre_jour != 2026-01-01", None),
        ("entier parmi [1, decimal]", None),
        ("entier parmi [3, decimal]", True),
        ("entier parmi [1, 2]", False),
        ("rempli(aide.plafond) et non rempli(fiche.nom)", True),
        ('fiche.nom = "x"', None),
    ],
)
def test_conditions(texte: str, valeur: bool | None) -> None:
    assert _valeur(texte) is valeur


class _Bloc(Regard):
    """Three rows: 10 €, nothing, 5 € ; the column of numbers holds one that is wrong."""

    def __init__(self, cachee: bool = False) -> None:
        super().__init__(FORMULAIRE, {}, {}, Circonstances(LE_JOUR))
        self._cachee = cachee

    def colonne(self, nom: str) -> tuple[Valeur, ...] | None:  # type: ignore[override]
        colonnes: dict[str, tuple[Valeur, ...]] = {
            "d.montant": (Decimal("10.00"), Decimal("5.00")),
            "d.nombre": (Decimal(1), None),
        }
        return None if self._cachee else colonnes[nom]

    def rangees(self, bloc: str) -> int | None:  # type: ignore[override]
        return None if self._cachee else 3


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [("somme(d.montant)", "15.00"), ("somme(d.nombre)", None), ("nombre(d)", "3")],
)
def test_blocks(texte: str, valeur: str | None) -> None:
    portee = {
        "d": genres.BLOC,
        "d.montant": genres.colonne(Genre.MONTANT),
        "d.nombre": genres.colonne(Genre.NOMBRE),
    }
    programme = Programme(Expression.lire(texte), portee)
    obtenue = programme.valeur(_Bloc())
    assert (obtenue if obtenue is None else str(obtenue)) == valeur
    assert programme.valeur(_Bloc(cachee=True)) is None


def test_the_day_is_that_of_the_clock_unless_it_is_given() -> None:
    programme = Programme(Expression.lire("aujourdhui()"), {})
    with clock.fixed(datetime(2026, 5, 31, 23, tzinfo=UTC)):  # past midnight in Paris
        assert programme.valeur(regarder(FORMULAIRE, {})) == date(2026, 6, 1)


_UNE_VALEUR = st.sampled_from([Genre.NOMBRE, Genre.MONTANT, Genre.DATE, Genre.TEXTE, Genre.CHOIX]).flatmap(
    valeurs
)


@given(conditions() | _UNE_VALEUR, reponses, st.dictionaries(st.sampled_from(["pieces"]), st.integers(0, 5)))
def test_total_on_any_answers(noeud: Noeud, donnees: dict[str, object], pieces: dict[str, int]) -> None:
    programme = Programme(Expression(noeud), PORTEE)
    _du_bon_genre(programme, programme.valeur(_regard(donnees, pieces)))


def _du_bon_genre(programme: Programme, valeur: Valeur) -> None:
    attendus = {
        Genre.BOOLEEN: bool,
        Genre.NOMBRE: Decimal,
        Genre.MONTANT: Decimal,
        Genre.DATE: date,
        Genre.TEXTE: str,
        Genre.CHOIX: str,
    }
    assert valeur is None or isinstance(valeur, attendus[programme.type.genre])
    if isinstance(valeur, Decimal):
        assert valeur.is_finite()


@given(conditions(rempli=False), reponses, reponses)
def test_what_is_known_stays_known_as_more_is_answered(
    condition: Noeud, donnees: dict[str, object], plus: dict[str, object]
) -> None:
    programme = Programme(Expression(condition), PORTEE)
    avant: Lecture = _regard(donnees)
    inconnues = {nom: valeur for nom, valeur in plus.items() if avant.valeur(nom) is None}
    connu = programme.valeur(avant)
    if connu is not None:
        assert programme.valeur(_regard(donnees | inconnues)) is connu

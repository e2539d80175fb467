"""Types of expressions: what goes with what, and the sentence and the place when it does not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.formulaires.expressions import Expression, ExpressionRefusee, Genre, Programme, genres
from portail.formulaires.expressions.arbre import Noeud
from tests.expressions import PORTEE, arbres, conditions, valeurs

COMPLETE = {
    **PORTEE,
    "depenses": genres.BLOC,
    "depenses.montant": genres.colonne(Genre.MONTANT),
    "depenses.nombre": genres.colonne(Genre.NOMBRE),
    "depenses.objet": genres.colonne(Genre.TEXTE),
    "budget.total": genres.MONTANT,
    "proche": genres.choix("b", "z"),
    "loin": genres.choix("y", "z"),
}


@pytest.mark.parametrize(
    ("texte", "genre"),
    [
        ("entier + decimal * 2", Genre.NOMBRE),
        ("montant - 500", Genre.MONTANT),
        ("500 - montant + 3 EUR", Genre.MONTANT),
        ("montant * 50 %", Genre.MONTANT),
        ("2 * montant / 3", Genre.MONTANT),
        ("montant / autre_montant", Genre.NOMBRE),
        ("min(0, montant, 5 EUR)", Genre.MONTANT),
        ("max(jour, aujourdhui())", Genre.DATE),
        ("arrondi(montant / 3)", Genre.MONTANT),
        ("si ouinon alors 0 sinon montant", Genre.MONTANT),
        ('si ouinon alors "x" sinon texte', Genre.TEXTE),
        ('si ouinon alors choix sinon "a"', Genre.CHOIX),
        ("somme(depenses.montant)", Genre.MONTANT),
        ("somme(depenses.nombre) + nombre(depenses)", Genre.NOMBRE),
        ("age(jour) + jours(jour, debut_depot()) + longueur(texte)", Genre.NOMBRE),
        ("pieces + 1", Genre.NOMBRE),
        ("budget.total > 23000 EUR", Genre.BOOLEEN),
        ("montant > 23000 et montant < -1", Genre.BOOLEEN),
        ("ouinon = oui et certif", Genre.BOOLEEN),
        ("ouinon parmi [oui, non] et pieces >= 2", Genre.BOOLEEN),
        ('choix != "a" et choix parmi ["b", "c"]', Genre.BOOLEEN),
        ('"a" = choix', Genre.BOOLEEN),
        ('multi contient "a" et "b" dans multi et choix dans multi', Genre.BOOLEEN),
        ("choix = proche", Genre.BOOLEEN),
        ("jour >= 2026-03-01", Genre.BOOLEEN),
        ("rempli(iban) ou rempli(fiche.nom)", Genre.BOOLEEN),
        ("Fiche.nom = texte", None),
        ("fiche.nom = texte et aide.plafond > montant", Genre.BOOLEEN),
    ],
)
def test_what_fits(texte: str, genre: Genre | None) -> None:
    if genre is None:
        with pytest.raises(ExpressionRefusee, match=r"vouliez-vous dire «.fiche\.nom.»"):
            Programme(Expression.lire(texte), COMPLETE)
    else:
        assert Programme(Expression.lire(texte), COMPLETE).type.genre is genre


@pytest.mark.parametrize(
    ("texte", "colonne", "phrase"),
    [
        ("rempli(texte) et inconnu = 1", 18, "« inconnu » n’est pas un champ de ce formulaire"),
        ("montan > 3", 1, "vouliez-vous dire « montant » ?"),
        ("some(depenses.montant) > 3", 1, "« some » n’est pas une fonction ; vouliez-vous dire « somme » ?"),
        ("montant", 1, "« montant » est un montant ; on attend oui ou non"),
        ("oui et montant", 8, "« montant » est un montant ; on attend oui ou non"),
        ("non texte", 5, "« texte » est un texte ; on attend oui ou non"),
        ('montant > "beaucoup"', 11, '« "beaucoup" » est un texte ; on attend un montant'),
        ("montant > entier", 11, "« entier » est un nombre ; on attend un montant, comme 23000 EUR"),
        ("montant + entier > 3", 11, "« entier » est un nombre ; on attend un montant"),
        ("montant * autre_montant > 3", 11, "deux montants ne se multiplient pas"),
        ("3 / montant > 3", 5, "il ne divise pas un nombre"),
        ('ouinon = "oui"', 10, '« "oui" » est un texte ; on attend oui ou non, sans guillemets'),
        ("choix = 3", 9, '« 3 » n’est pas une réponse entre guillemets ; on attend "a", "b", "c"'),
        ('choix = "d"', 9, '« "d" » n’est pas une réponse proposée ; on attend "a", "b", "c"'),
        ('choix parmi ["a", "d"]', 19, "n’est pas une réponse proposée"),
        ('multi contient "d"', 16, "n’est pas une réponse proposée"),
        ("choix = loin", 9, "n’ont aucune réponse en commun"),
        ('multi = "a"', 1, "« multi » est une liste de choix ; on attend"),
        ('choix contient "a"', 1, "« choix » est un choix ; on attend une liste de choix"),
        ("choix > 3", 1, "« choix » est un choix ; on attend"),
        ("jour > 2026", 8, "« 2026 » est un nombre ; on attend une date, comme 2026-03-01"),
        ('montant > "x"', 11, '« "x" » est un texte ; on attend un montant, comme 23000 EUR'),
        ("3 < choix", 5, "« choix » est un choix ; on attend un nombre"),
        ("texte < texte", 1, "« texte » est un texte ; on attend"),
        ('iban = "x"', 1, "« iban » est une réponse qu’on ne compare pas"),
        ("depenses.montant > 3", 1, "une colonne d’un bloc : somme(bloc.champ) la compte"),
        ("depenses > 3", 1, "« depenses » est un bloc"),
        ("somme(montant) > 3", 7, "« montant » est un montant ; on attend une colonne d’un bloc"),
        ("somme(depenses.objet) > 3", 7, "ne s’additionne pas"),
        ("nombre(multi) > 3", 8, "on attend un bloc"),
        ("rempli(depenses)", 8, "pour un bloc, nombre(bloc) > 0"),
        ("rempli(montant > 3)", 8, "on attend rempli(champ)"),
        ("age(texte) > 3", 5, "on attend une date"),
        ("jours(jour) > 3", 1, "on attend jours(date, date)"),
        ("min(3) > 3", 1, "on attend min(a, b)"),
        ("arrondi(montant, 7) > 3", 18, "de 0 à 6"),
        ("si montant alors oui sinon non", 1, ""),
        ("si montant alors oui sinon faux", 4, "on attend oui ou non"),
        ("si oui alors montant sinon jour", 28, "« jour » est une date ; on attend un montant"),
    ],
)
def test_what_does_not_fit_is_told_in_words_with_its_place(texte: str, colonne: int, phrase: str) -> None:
    with pytest.raises(ExpressionRefusee) as refus:
        Programme(Expression.lire(texte), COMPLETE, Genre.BOOLEEN)
    assert phrase in refus.value.phrase.replace("\u00a0", " ")
    if phrase:
        assert refus.value.lieu[:2] == (1, colonne)


@given(arbres)
def test_any_tree_is_typed_or_refused(arbre: Noeud) -> None:
    with suppress(ExpressionRefusee):
        assert Programme(Expression(arbre), COMPLETE, Genre.BOOLEEN).type.genre is Genre.BOOLEEN


@given(conditions())
def test_well_typed_conditions_are_accepted_from_their_text_too(condition: Noeud) -> None:
    lue = Expression.lire(str(Expression(condition)))
    assert Programme(lue, PORTEE, Genre.BOOLEEN).type.genre is Genre.BOOLEEN


@given(st.sampled_from([Genre.NOMBRE, Genre.MONTANT, Genre.DATE, Genre.TEXTE, Genre.CHOIX]).flatmap(valeurs))
def test_well_typed_values_are_accepted(valeur: Noeud) -> None:
    Programme(Expression(valeur), PORTEE)


def test_types_are_found_once_however_deep() -> None:
    texte = "si oui alors montant sinon " * 55 + "montant"
    assert Programme(Expression.lire(texte), COMPLETE).type.genre is Genre.MONTANT

"""What the screens say of an aid's state: in words, in French, on the right day."""

from datetime import date, timedelta

import pytest

from portail.aides.rules import Fenetre, situation
from portail.aides.views import delai, pour, quand, quand_et_reste, ton
from portail.aides.vues_dates import periodes

JOUR = date(2026, 3, 15)


def dans(jours: int) -> date:
    return JOUR + timedelta(days=jours)


@pytest.mark.parametrize(
    ("fenetres", "phrase", "couleur"),
    [
        ([Fenetre(dans(-9), dans(17))], "Ouverte jusqu’au 1er\u00a0avril 2026 · 17\u00a0jours", "success"),
        ([Fenetre(dans(-9), dans(15))], "Ouverte jusqu’au 30\u00a0mars 2026 · 15\u00a0jours", "warning"),
        ([Fenetre(dans(-9), dans(1))], "Ouverte jusqu’au 16\u00a0mars 2026 · 1\u00a0jour", "warning"),
        ([Fenetre(dans(-9), dans(0))], "Ouverte jusqu’au 15\u00a0mars 2026 · dernier jour", "warning"),
        ([Fenetre(dans(-9))], "Ouverte en permanence", "success"),
        ([Fenetre(dans(5))], "Ouvre le 20\u00a0mars 2026", "info"),
        ([Fenetre(dans(-9), dans(-5)), Fenetre(dans(5))], "Fermée · rouvre le 20\u00a0mars 2026", "neutral"),
        ([Fenetre(dans(-9), dans(-5))], "Fermée depuis le 10\u00a0mars 2026", "neutral"),
        ([], "Fermée", "neutral"),
    ],
)
def test_the_state_in_a_badge(fenetres: list[Fenetre], phrase: str, couleur: str) -> None:
    vue = situation(fenetres, JOUR)
    assert (quand_et_reste(vue, JOUR), ton(vue)) == (phrase, couleur)
    assert quand(vue, JOUR) == phrase.partition(" · ")[0] if vue.jours is not None else phrase


def test_what_the_state_means_is_always_said_unless_the_days_left_say_it() -> None:
    assert delai(situation([Fenetre(dans(-9), dans(9))], JOUR), JOUR) == ""
    assert "jusqu’à minuit" in delai(situation([Fenetre(dans(-9), dans(0))], JOUR), JOUR)
    assert "à tout moment" in delai(situation([Fenetre(dans(-9))], JOUR), JOUR)
    assert "dans 5\u00a0jours" in delai(situation([Fenetre(dans(5))], JOUR), JOUR)
    assert "Aucune nouvelle période" in delai(situation([Fenetre(dans(-9), dans(-5))], JOUR), JOUR)


def test_periods_are_told_in_order() -> None:
    lignes = periodes(
        [Fenetre(dans(5)), Fenetre(dans(-9), dans(1), "Printemps", dans(30)), Fenetre(dans(-90), dans(-80))],
        JOUR,
    )
    assert [ligne.etat for ligne in lignes] == ["Terminée", "En cours", "À venir"]
    assert lignes[1].dates == "Du 6\u00a0mars 2026 au 16\u00a0mars 2026"
    assert (lignes[1].libelle, lignes[1].commission) == ("Printemps", "14\u00a0avril 2026")
    assert lignes[2].dates == "Dès le 20\u00a0mars 2026"


def test_who_may_ask_in_the_order_of_the_form() -> None:
    assert pour(["entreprise", "personne_physique", "inconnu"]) == "Personne physique, entreprise"
    assert pour([]) == ""

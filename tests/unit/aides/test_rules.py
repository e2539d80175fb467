"""Deposit windows: open on both their first and last day, permanent, to come, closed, reopening."""

from datetime import date, timedelta

import pytest

from portail.aides.rules import Etat, Fenetre, fenetre_ouverte, situation

JOUR = date(2026, 3, 15)


def dans(jours: int) -> date:
    return JOUR + timedelta(days=jours)


@pytest.mark.parametrize(
    ("fenetres", "etat", "jours"),
    [
        ([], Etat.FERMEE, None),
        ([Fenetre(dans(-10), dans(25))], Etat.OUVERTE, 25),
        ([Fenetre(dans(0), dans(0))], Etat.OUVERTE, 0),
        ([Fenetre(dans(-10), dans(-1))], Etat.FERMEE, None),
        ([Fenetre(dans(1), dans(10))], Etat.A_VENIR, None),
        ([Fenetre(dans(-10))], Etat.PERMANENTE, None),
        ([Fenetre(dans(10))], Etat.A_VENIR, None),
        ([Fenetre(dans(-90), dans(-60)), Fenetre(dans(30), dans(60))], Etat.FERMEE, None),
    ],
)
def test_the_state_of_an_aid(fenetres: list[Fenetre], etat: Etat, jours: int | None) -> None:
    vue = situation(fenetres, JOUR)
    assert (vue.etat, vue.jours) == (etat, jours)
    assert vue.etat.depot_possible == (vue.fenetre is not None)


def test_a_closed_aid_says_when_it_closed_and_when_it_reopens() -> None:
    avant, loin = Fenetre(dans(-90), dans(-60)), Fenetre(dans(-200), dans(-150))
    bientot, tard = Fenetre(dans(30), dans(60)), Fenetre(dans(90))
    vue = situation([tard, avant, loin, bientot], JOUR)
    assert (vue.derniere, vue.prochaine, vue.fenetre) == (avant, bientot, None)


def test_of_several_open_windows_the_one_that_leaves_most_time_is_told() -> None:
    court, long = Fenetre(dans(-1), dans(3)), Fenetre(dans(-2), dans(30))
    assert fenetre_ouverte([long, court], JOUR) == long
    sans_fin = Fenetre(dans(-5))
    assert situation([court, sans_fin, long], JOUR).etat is Etat.PERMANENTE

"""How long one waits, in words."""

import pytest

from portail.comptes.freins import compter_echec, compter_essai, duree, oublier_essais
from portail.core.errors import TropDeDemandes


@pytest.mark.parametrize(
    ("secondes", "mots"),
    [
        (1, "une minute"),
        (60, "une minute"),
        (61, "2\u00a0minutes"),
        (900, "15\u00a0minutes"),
        (3541, "une heure"),
        (3600, "une heure"),
        (3601, "2\u00a0heures"),
    ],
)
def test_a_delay_is_rounded_up(secondes: int, mots: str) -> None:
    assert duree(secondes) == mots


ICI = "192.0.2.1"


def refuse(cle: str, reseau: str = ICI, *, connu: bool = False) -> bool:
    """Whether one more try is refused."""
    try:
        compter_essai(cle, reseau, connu=connu)
    except TropDeDemandes:
        return True
    return False


def echouer(cle: str, reseau: str, fois: int) -> None:
    for _ in range(fois):
        if not refuse(cle, reseau):
            compter_echec(reseau)


def test_the_failures_of_a_campus_do_not_stop_its_other_people() -> None:
    for numero in range(200):
        echouer(f"nom{numero}", ICI, 1)
    assert not refuse("zoe")


def test_a_name_tried_from_many_networks_stays_open_to_its_owner() -> None:
    for numero in range(200):
        echouer("zoe", f"203.0.113.{numero}", 1)
    assert not refuse("zoe")


def test_a_flood_of_failures_from_one_network_is_stopped_there_only() -> None:
    for numero in range(1000):
        echouer(f"nom{numero}", ICI, 1)
    assert refuse("zoe")
    assert not refuse("zoe", "198.51.100.9")
    assert not refuse("zoe", connu=True)


def test_a_flood_of_tries_of_one_name_does_not_stop_a_browser_it_knows() -> None:
    for numero in range(500):
        echouer("zoe", f"203.0.{numero // 250}.{numero % 250}", 1)
    assert refuse("zoe")
    assert refuse("zoe", "198.51.100.9")
    assert not refuse("lea")
    assert not refuse("zoe", connu=True)


def test_a_known_browser_is_slowed_by_its_own_failures() -> None:
    for _ in range(5):
        assert not refuse("zoe", connu=True)
    assert refuse("zoe", connu=True)
    oublier_essais("zoe", ICI)
    assert not refuse("zoe", connu=True)

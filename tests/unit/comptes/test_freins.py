"""How long one waits, in words."""

import pytest

from portail.comptes.freins import duree


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

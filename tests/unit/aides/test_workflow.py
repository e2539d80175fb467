"""The editorial states: each leads somewhere, and the public is reached only through a validation."""

import pytest

from portail.aides.workflow import SUITES, StatutAide


def atteints(depart: StatutAide, sans: frozenset[StatutAide] = frozenset()) -> set[StatutAide]:
    vus, reste = {depart}, [depart]
    while reste:
        for suite in SUITES[reste.pop()] - vus - sans:
            vus.add(suite)
            reste.append(suite)
    return vus


@pytest.mark.parametrize("statut", StatutAide)
def test_from_everywhere_one_reaches_every_state(statut: StatutAide) -> None:
    assert atteints(statut) == set(StatutAide)
    assert statut.libelle[0].isupper()


def test_a_draft_is_never_public_without_a_validation() -> None:
    sans_validation = frozenset({StatutAide.A_VALIDER})
    assert StatutAide.PUBLIEE not in atteints(StatutAide.BROUILLON, sans_validation)

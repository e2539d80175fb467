"""Numbers held by many aids at once: added and read like ordinary ones."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from portail.aides.recherche.rangs import Rangs

AJOUTS = st.lists(st.tuples(st.sets(st.integers(0, 40)), st.integers(0, 300)), max_size=12)


@given(AJOUTS, st.sets(st.integers(0, 40)))
def test_the_highest_come_first_with_the_sum_of_what_was_added(
    ajouts: list[tuple[set[int], int]], parmi: set[int]
) -> None:
    rangs, attendus = Rangs(), Counter[int]()
    for numeros, points in ajouts:
        rangs.ajouter(BitMap(numeros), points)
        attendus.update(dict.fromkeys(numeros, points))
    lus = [(points, set(numeros)) for points, numeros in rangs.tranches(BitMap(parmi))]
    assert [points for points, _ in lus] == sorted({attendus[n] for n in parmi}, reverse=True)
    assert all(attendus[n] == points for points, numeros in lus for n in numeros)
    assert set().union(*(numeros for _, numeros in lus)) == parmi

"""Whole numbers that many aids hold at once, as bit planes: added and compared without touching any aid.

`plans[b]` holds the aids whose number has bit `b`. Adding the same points to a hundred thousand aids is a
few operations on compressed bitmaps; reading the highest first goes down the planes and stops when enough
is read.
"""

from collections.abc import Iterator

from pyroaring import BitMap


class Rangs:
    """A number for each aid, 0 at first."""

    def __init__(self) -> None:
        self._plans: list[BitMap] = []

    def ajouter(self, numeros: BitMap, points: int) -> None:
        """Add `points` to these aids."""
        for bit in range(points.bit_length()):
            if points >> bit & 1:
                self._reporter(bit, numeros)

    def _reporter(self, bit: int, numeros: BitMap) -> None:
        while numeros:
            while len(self._plans) <= bit:
                self._plans.append(BitMap())
            avant = self._plans[bit]
            self._plans[bit] = avant ^ numeros
            numeros = avant & numeros
            bit += 1

    def tranches(self, parmi: BitMap) -> Iterator[tuple[int, BitMap]]:
        """These aids by their number, the highest first: each number with those that hold it."""
        return self._descendre(parmi, len(self._plans) - 1, 0)

    def _descendre(self, parmi: BitMap, bit: int, points: int) -> Iterator[tuple[int, BitMap]]:
        if not parmi:
            return
        if bit < 0:
            yield points, parmi
            return
        plan = self._plans[bit]
        yield from self._descendre(parmi & plan, bit - 1, points | 1 << bit)
        yield from self._descendre(parmi - plan, bit - 1, points)

"""Which open tabs show a step of a dossier. In memory, for this process alone: a help, never a proof."""

from collections import OrderedDict

ONGLETS_MAX = 5_000
"""Tabs remembered; those that left are forgotten when newer ones come."""

Lieu = tuple[str, str]
"""A dossier's number and a step."""

_lieux: OrderedDict[str, Lieu] = OrderedDict()
_onglets: dict[Lieu, set[str]] = {}


def arriver(onglet: str, lieu: Lieu) -> None:
    """A tab shows this step from now on, and no other."""
    partir(onglet)
    _lieux[onglet] = lieu
    _onglets.setdefault(lieu, set()).add(onglet)
    if len(_lieux) > ONGLETS_MAX:
        partir(next(iter(_lieux)))


def partir(onglet: str) -> None:
    """A tab shows no step any more."""
    lieu = _lieux.pop(onglet, None)
    if lieu is None:
        return
    _onglets[lieu].discard(onglet)
    if not _onglets[lieu]:
        del _onglets[lieu]


def autres(onglet: str, lieu: Lieu) -> list[str]:
    """The other tabs that show the same step."""
    return [autre for autre in _onglets.get(lieu, ()) if autre != onglet]

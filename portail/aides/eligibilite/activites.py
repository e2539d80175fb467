"""What an organisation does, by INSEE's NAF rév. 2: sections to choose from, divisions to name. Pure.

A code is given with as much as is known of it: a section (« C »), a division (« 10 »), a class (« 10.71C »).
"""

from enum import Enum
from functools import lru_cache

from portail.core import donnees, referentiels


def sections() -> dict[str, str]:
    """The sections, in words people recognise their own activity by."""
    return {e.code: e.clair or e.libelle for e in referentiels.lister("naf_sections")}


class Rapport(Enum):
    """What an activity is to one an aid asks for."""

    MEME = "meme"
    VOISINE = "voisine"  # of the same section
    AUTRE = "autre"
    INDECIS = "indecis"  # what is known of it does not tell


def section(code: str) -> str:
    """The section of a code, itself included; empty when the code is no activity."""
    code = _net(code)
    entree = referentiels.lire("naf", code if len(code) == 1 else code[:2])
    if entree is None:
        return ""
    return entree.dans[0].partition(":")[2] if entree.dans else entree.code


def rapport(code: str, voulu: str) -> Rapport:
    """What the activity `code` is to the one an aid asks for, `voulu`; both as much as is known of them."""
    return _rapport(_net(code), _net(voulu), donnees.version())


@lru_cache(maxsize=50_000)  # a catalogue names the same few activities again and again
def _rapport(code: str, voulu: str, _version: int) -> Rapport:
    mienne, sienne = section(code), section(voulu)
    if not mienne or not sienne:
        return Rapport.INDECIS
    if mienne != sienne:
        return Rapport.AUTRE
    if len(voulu) == 1 or (len(code) > 1 and code.startswith(voulu)):
        return Rapport.MEME
    return Rapport.INDECIS if len(code) == 1 or voulu.startswith(code) else Rapport.VOISINE


def nom(code: str) -> str:
    """The name of an activity, without a capital; empty when the code is none."""
    net = _net(code)
    division = referentiels.lire("naf", net[:2])
    if division is None:
        return ""
    # The divisions that aids ask for have words of their own; another is named by its section.
    titre = division.clair or referentiels.en_clair("naf", section(net))
    return titre[:1].lower() + titre[1:]


def _net(code: str) -> str:
    return code.strip().upper().replace(".", "")

"""What a PDF may hold of a text that anybody typed: the characters our bundled fonts can draw."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from portail.core.saisie import sans_piles

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

SECOURS = Path(__file__).parent / "modeles" / "fonts" / "DejaVuSans-Secours.ttf"
MANQUANT = "\N{WHITE SQUARE}"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # drawn by some fonts, forbidden by PDF/UA


def imprimable(valeur: Json) -> Json:
    """The same JSON with every string made printable.

    PDF/UA-1 forbids a glyph that stands for nothing, and one emoji must not cost an applicant the
    receipt: a character no bundled font draws becomes « □ », and invisible controls are dropped. When
    something was replaced, a top-level dict gains `"remplaces": True`, for the template to say so.
    """
    remplaces = False

    def nettoyer(noeud: Json) -> Json:
        nonlocal remplaces
        match noeud:
            case str():
                propre = "".join(_caractere(c) for c in sans_piles(noeud))
                remplaces |= propre.count(MANQUANT) > noeud.count(MANQUANT)
                return propre
            case list():
                return [nettoyer(element) for element in noeud]
            case dict():
                return {nom: nettoyer(element) for nom, element in noeud.items()}
        return noeud

    resultat = nettoyer(valeur)
    return resultat | {"remplaces": remplaces} if isinstance(resultat, dict) else resultat


def _caractere(caractere: str) -> str:
    if caractere in "\n\t":
        return caractere.replace("\t", " ")
    if unicodedata.category(caractere) in {"Cc", "Cs"} or caractere == BOM:
        return ""
    if ord(caractere) in couverture():
        return caractere
    return "" if unicodedata.category(caractere) in {"Cf", "Mn", "Me"} else MANQUANT


@cache
def couverture() -> frozenset[int]:
    """The code points drawn by the fallback font, which covers all that the main one does.

    Read from the font itself (OpenType `cmap`, format 12), so that it can never disagree with it.
    """
    octets = SECOURS.read_bytes()
    tables = struct.unpack_from(">H", octets, 4)[0]
    positions = {
        octets[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">I", octets, 20 + 16 * n)[0]
        for n in range(tables)
    }
    cmap = positions[b"cmap"]
    codes: set[int] = set()
    for n in range(struct.unpack_from(">H", octets, cmap + 2)[0]):
        debut = cmap + struct.unpack_from(">I", octets, cmap + 8 + 8 * n)[0]
        if struct.unpack_from(">H", octets, debut)[0] != 12:
            continue
        groupes = struct.unpack_from(">I", octets, debut + 12)[0]
        for premier, dernier, _ in struct.iter_unpack(">III", octets[debut + 16 : debut + 16 + 12 * groupes]):
            codes.update(range(premier, dernier + 1))
    return frozenset(codes)

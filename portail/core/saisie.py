"""Text as people type or paste it, made ordinary before it is read."""

import re
import unicodedata

_INVISIBLES = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ESPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c\x85]")
_CONTROLES = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOITIES = re.compile("[\ud800-\udfff]")
# Putting marks in order costs the square of their number: 30 on one letter are enough (Unicode UAX #15 §13).
_MARQUES = "".join(re.escape(chr(c)) for c in range(0x300, 0x1F000) if unicodedata.combining(chr(c)))
_EMPILEES = re.compile(f"([{_MARQUES}]{{30}})[{_MARQUES}]+")
_UNE_MARQUE = re.compile(f"[{_MARQUES}]+")
_SEPARATEURS = re.compile("[\\s.,/_\u2010-\u2015\u2212-]")


def sans_impossible(texte: str) -> str:
    """Remove what no database column can hold: NUL and lone surrogates."""
    return _MOITIES.sub("", texte.replace("\x00", ""))


def sans_piles(texte: str) -> str:
    """At most thirty marks on one letter: more are no writing, and break what reads the text."""
    return _EMPILEES.sub(r"\1", texte)


def sans_marques(texte: str) -> str:
    """A decomposed text without the marks on its letters."""
    return _UNE_MARQUE.sub("", texte)


def nettoyer(texte: str) -> str:
    """Composed (NFC), without invisible or control characters, every kind of space made plain, trimmed."""
    if texte.isascii() and texte.isprintable():  # nearly all that is typed, ten times as fast
        return texte.strip()
    texte = _ESPACES.sub(" ", _INVISIBLES.sub("", texte))
    texte = _CONTROLES.sub("", _MOITIES.sub("", texte.replace("\r\n", "\n").replace("\r", "\n")))
    texte = texte.replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", sans_piles(texte)).strip()


def une_ligne(texte: str) -> str:
    """`nettoyer`, with line breaks and repeated spaces made one space."""
    return " ".join(nettoyer(texte).split())


def compacter(texte: str) -> str:
    """`nettoyer`, without the spaces, dots, dashes and slashes people group figures with."""
    return _SEPARATEURS.sub("", nettoyer(texte))


def sans_accents(texte: str) -> str:
    """Lower case without accents, to compare words the way people mean them."""
    return sans_marques(unicodedata.normalize("NFD", sans_piles(texte.casefold())))


def chiffres_ordinaires(texte: str) -> bool:
    """Whether there is at least one character and all are the figures 0 to 9 (not full-width or Arabic)."""
    return texte.isascii() and texte.isdigit()

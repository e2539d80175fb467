"""Names made from labels, and texts cut where a form takes no more."""

import re
from collections.abc import Iterator

from portail.core.saisie import sans_accents
from portail.formulaires.vocabulaire import ETAPES_RESERVEES

LIBELLE_MAX = 200
INTRO_MAX = 5_000
EXPLICATION_MAX = 20_000
_NOM_MAX = 40
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def en_mots(texte: str) -> list[str]:
    """The words of a text, of letters and figures without accents."""
    return re.findall("[a-z0-9]+", sans_accents(texte).translate(_LIGATURES))


class Noms:
    """Names, each given once: the same labels in the same order make the same names."""

    def __init__(self, lien: str, defaut: str, pris: frozenset[str] = frozenset()) -> None:
        self._lien, self._defaut, self._pris = lien, defaut, set(pris)

    def prendre(self, texte: str) -> str:
        """A name for this text, which no other has."""
        mots = en_mots(texte)
        nom = ""
        for mot in mots:
            suivant = f"{nom}{self._lien}{mot}" if nom else mot[:_NOM_MAX]
            if len(suivant) > _NOM_MAX:
                break
            nom = suivant
        nom = nom or self._defaut
        if self._lien == "_" and not nom[0].isalpha():
            nom = f"{self._defaut}_{nom}"
        libre, rang = nom, 1
        while libre in self._pris:
            rang += 1
            libre = f"{nom}{self._lien}{rang}"
        self._pris.add(libre)
        return libre


def noms_de_champs() -> Noms:
    """Of fields, « montant_demande »."""
    return Noms("_", "champ")


def noms_d_etapes() -> Noms:
    """Of steps, « votre-projet »."""
    return Noms("-", "etape", ETAPES_RESERVEES)


def noms_d_options(*pris: str) -> Noms:
    """Of the answers of one list."""
    return Noms("-", "reponse", frozenset(pris))


def couper(texte: str, longueur: int = LIBELLE_MAX) -> tuple[str, str]:
    """A text cut between two words, its beginning no longer than said; the rest, empty when it all fits."""
    if len(texte) <= longueur:
        return texte, ""
    ici = max(texte.rfind(" ", 0, longueur - 1), texte.rfind("\n", 0, longueur - 1))
    ici = ici if ici > longueur // 2 else longueur - 2
    return f"{texte[:ici].rstrip()} …", f"… {texte[ici:].lstrip()}"


def morceaux(texte: str) -> Iterator[str]:
    """A text in as many pieces as explanations need to hold it."""
    while texte:
        debut, texte = couper(texte, EXPLICATION_MAX)
        yield debut


def paragraphes(*textes: str) -> str:
    """Those that say something, one after the other."""
    return "\n\n".join(texte for texte in textes if texte)

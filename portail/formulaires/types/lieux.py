"""A postal address and a commune of the official list."""

import re
from typing import ClassVar, Literal

from portail.core import communes
from portail.core.adresse import LONGUEUR_MAX, PARTIES, erreurs_adresse, lire_adresse
from portail.core.saisie import une_ligne
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import FORME_INCONNUE, Question, Valeur, texte_brut
from portail.formulaires.types.parties import parties
from portail.formulaires.vocabulaire import Source


class _Lieu(Question):
    noms: ClassVar[tuple[str, ...]]
    """Of the parts its value is made of."""

    @property
    def genre(self) -> genres.Type:
        return genres.OPAQUE

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return None

    def brut(self, valeur: object) -> Valeur:
        if valeur is None or valeur == "":
            return dict.fromkeys(self.noms, "")
        if not isinstance(valeur, dict) or not valeur.keys() <= set(self.noms):
            raise ValueError(FORME_INCONNUE)
        # Twice the limit is kept, so that a line too long can be explained rather than lost.
        return {nom: texte_brut(valeur.get(nom), maximum=2 * LONGUEUR_MAX) for nom in self.noms}

    def vide(self, brut: Valeur) -> bool:
        return not any(une_ligne(texte) for nom, texte in parties(brut).items() if nom != "pays")

    def montrer_brut(self, brut: Valeur) -> str:
        return "\n".join(ligne for texte in parties(brut).values() if (ligne := une_ligne(texte)))


class Adresse(_Lieu):
    """voie, complement, code_postal, commune, code_insee, pays; all six are in the canonical value."""

    manque: ClassVar[str] = "Saisissez une adresse."
    noms: ClassVar[tuple[str, ...]] = PARTIES
    secondes: ClassVar[int] = 40
    sources: ClassVar[frozenset[Source]] = frozenset({Source.ADRESSE})

    type: Literal["adresse"]

    @property
    def parties(self) -> tuple[str, ...]:
        return PARTIES

    def compare(self, partie: str) -> bool:
        return partie != "code_insee"

    def suites(self, partie: str) -> tuple[str, ...]:
        """The code of the commune was that of the former place."""
        return ("code_insee",) if partie in ("code_postal", "commune") else ()

    def fautes(self, brut: Valeur) -> dict[str, str]:
        return {} if self.vide(brut) else erreurs_adresse(parties(brut))

    def lire(self, brut: Valeur) -> Valeur:
        return lire_adresse(parties(brut)).parties()

    def montrer(self, valeur: Valeur) -> str:
        return "\n".join(lire_adresse(parties(valeur)).lignes())


class Commune(_Lieu):
    """code (INSEE), nom, code_postal: the name is the official one of the code."""

    manque: ClassVar[str] = "Choisissez une commune dans la liste."
    noms: ClassVar[tuple[str, ...]] = ("code", "nom", "code_postal")
    sources: ClassVar[frozenset[Source]] = frozenset({Source.COMMUNE})

    type: Literal["commune"]

    def compare(self, partie: str) -> bool:
        return False  # chosen again faster than compared

    def brut(self, valeur: object) -> Valeur:
        """The three parts, or the input’s text: « Bordeaux (33000) » as the list offers it, or a name."""
        if not isinstance(valeur, str) or not valeur:
            return super().brut(valeur)
        texte = texte_brut(valeur, maximum=2 * LONGUEUR_MAX)
        return _commune_ecrite(texte) or {"code": "", "nom": texte, "code_postal": ""}

    def lire(self, brut: Valeur) -> Valeur:
        donnees = parties(brut)
        commune = communes.par_code(une_ligne(donnees.get("code", "")).upper())
        if commune is None:
            raise ValueError(self.manque)
        code_postal = une_ligne(donnees.get("code_postal", ""))
        if code_postal not in commune.codes_postaux:
            code_postal = next(iter(commune.codes_postaux), "")
        return {"code": commune.code, "nom": commune.nom, "code_postal": code_postal}

    def dans_la_boite(self, brut: Valeur) -> Valeur:
        try:
            return self.montrer(self.lire(brut))
        except ValueError:
            return self.montrer_brut(brut)

    def montrer(self, valeur: Valeur) -> str:
        donnees = parties(valeur)
        return f"{donnees['nom']} ({donnees['code_postal'] or donnees['code']})"


_ECRITE = re.compile(r"(?P<nom>[^()]+?)\s*\((?P<code>[0-9][0-9AB][0-9]{3})\)")


def _commune_ecrite(texte: str) -> dict[str, str] | None:
    """The one commune this text names; None when there is none, or several."""
    ligne = une_ligne(texte)
    lue = _ECRITE.fullmatch(ligne)
    nom, code = (lue["nom"], lue["code"]) if lue else (ligne, "")
    trouvees = [
        commune
        for commune in communes.de_nom(nom)
        if not code or code == commune.code or code in commune.codes_postaux
    ]
    if len(trouvees) != 1:
        return None
    (commune,) = trouvees
    code_postal = code if code in commune.codes_postaux else next(iter(commune.codes_postaux), "")
    return {"code": commune.code, "nom": commune.nom, "code_postal": code_postal}

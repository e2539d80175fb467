"""A postal address and a commune of the official list."""

import re

from portail.core import communes
from portail.core.adresse import LONGUEUR_MAX, PARTIES, lire_adresse
from portail.core.saisie import une_ligne
from portail.formulaires.schema import Champ
from portail.formulaires.types.base import FORME_INCONNUE, TypeDeChamp, Valeur, texte_brut


class _Parties(TypeDeChamp):
    parties: tuple[str, ...] = ()

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        if valeur is None or valeur == "":
            return dict.fromkeys(self.parties, "")
        if not isinstance(valeur, dict) or not valeur.keys() <= set(self.parties):
            raise ValueError(FORME_INCONNUE)
        # Twice the limit is kept, so that a line too long can be explained rather than lost.
        return {nom: texte_brut(valeur.get(nom), maximum=2 * LONGUEUR_MAX) for nom in self.parties}

    def vide(self, brut: Valeur) -> bool:
        return not any(une_ligne(texte) for nom, texte in parties(brut).items() if nom != "pays")

    def montrer_brut(self, champ: Champ, brut: Valeur) -> str:
        return "\n".join(ligne for texte in parties(brut).values() if (ligne := une_ligne(texte)))


def parties(brut: Valeur) -> dict[str, str]:
    """The named parts of a value, none if it has no parts."""
    return brut if isinstance(brut, dict) else {}


class AdressePostale(_Parties):
    """voie, complement, code_postal, commune, code_insee, pays; all six are in the canonical value."""

    manque = "Saisissez une adresse."
    parties = PARTIES

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return lire_adresse(parties(brut)).parties()

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return "\n".join(lire_adresse(parties(valeur)).lignes())


class CommuneChoisie(_Parties):
    """code (INSEE), nom, code_postal: the name is the official one of the code."""

    manque = "Choisissez une commune dans la liste."
    parties = ("code", "nom", "code_postal")

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        """The three parts, or the input’s text: « Bordeaux (33000) » as the list offers it, or a name."""
        if not isinstance(valeur, str) or not valeur:
            return super().brut(champ, valeur)
        texte = texte_brut(valeur, maximum=2 * LONGUEUR_MAX)
        return _commune_ecrite(texte) or {"code": "", "nom": texte, "code_postal": ""}

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        donnees = parties(brut)
        commune = communes.par_code(une_ligne(donnees.get("code", "")).upper())
        if commune is None:
            raise ValueError(self.manque)
        code_postal = une_ligne(donnees.get("code_postal", ""))
        if code_postal not in commune.codes_postaux:
            code_postal = next(iter(commune.codes_postaux), "")
        return {"code": commune.code, "nom": commune.nom, "code_postal": code_postal}

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
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

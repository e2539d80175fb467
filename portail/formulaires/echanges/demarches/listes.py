"""The lists of answers of demarches-simplifiees: of one level, of two, with « Autre »."""

import re
from collections.abc import Sequence
from typing import Any

from portail.core.formats import nombre, pluriel
from portail.core.saisie import sans_accents, une_ligne
from portail.formulaires.echanges.demarches.fichier import Descripteur
from portail.formulaires.echanges.demarches.rapport import Rapport
from portail.formulaires.echanges.demarches.textes import LIBELLE_MAX, couper, noms_d_options
from portail.formulaires.echanges.lecture import NOEUDS_MAX

_OPTIONS_MAX = 5_000
_PAR_OPTION, _PAR_CHAMP, _A_PART = 7, 16, 1_000
"""How many values of a file each takes, at most."""
_INTERTITRE = re.compile("--(.*)--")
_AUTRE = "autre"

Champ = dict[str, Any]


class Listes:
    """Makes the fields that offer answers."""

    def __init__(self, rapport: Rapport, combien: int) -> None:
        """For a form of so many fields: what its file has room for is shared by all its lists."""
        reste = (NOEUDS_MAX - _A_PART - combien * _PAR_CHAMP) // _PAR_OPTION
        self._rapport, self._place = rapport, min(_OPTIONS_MAX, reste)

    def choix(self, un: Descripteur) -> Champ:
        """One answer of a list."""
        libelles, autre = self._simples(un), un.donnees.get("otherOption") is True
        if autre:
            libelles = [libelle for libelle in libelles if sans_accents(libelle) != _AUTRE]
        if len(libelles) > 1:
            options = _options(libelles, *([_AUTRE] if autre else []))
            return {"type": "choix", "options": options, **({"autre": True} if autre else {})}
        if libelles and not autre:
            self._rapport.adapter(un, "une seule réponse est proposée : c’est une case à cocher")
            return {"type": "choix_multiples", "options": _options(libelles)}
        return self._en_texte(un, libelles)

    def choix_multiples(self, un: Descripteur) -> Champ:
        """Several answers of a list."""
        libelles = self._simples(un)
        if not libelles:
            return self._en_texte(un, libelles)
        if un.donnees.get("otherOption") is True:
            self._rapport.adapter(un, "« Autre » n’y est plus proposé")
        return {"type": "choix_multiples", "options": _options(libelles)}

    def choix_lies(self, un: Descripteur, libelle: str) -> Champ:
        """One answer, then one of those that go with it."""
        branches: list[Champ] = []
        noms, dessous = noms_d_options(), noms_d_options()
        for dite in self._dites(un):
            premier = _INTERTITRE.fullmatch(dite)
            nom = (premier[1].strip() or "…") if premier else dite
            if premier or not branches:
                if not premier:
                    self._rapport.adapter(un, f"« {nom[:60]} » n’était sous aucune réponse de premier niveau")
                branches.append({"valeur": noms.prendre(nom), "libelle": nom, "branches": []})
                dessous = noms_d_options()
            else:
                branches[-1]["branches"].append({"valeur": dessous.prendre(nom), "libelle": nom})
        if any(branche["branches"] for branche in branches):
            niveaux = [couper(libelle, LIBELLE_MAX - 2)[0], "Précisez"]
            return {"type": "choix_lies", "niveaux": niveaux, "branches": branches}
        if not branches:
            return self._en_texte(un, [])
        self._rapport.adapter(un, "aucune réponse n’a de second niveau : c’est une liste simple")
        options = [{"valeur": une["valeur"], "libelle": une["libelle"]} for une in branches]
        return {"type": "choix" if len(options) > 1 else "choix_multiples", "options": options}

    def _simples(self, un: Descripteur) -> list[str]:
        """The answers of one level, each once."""
        dites = self._dites(un)
        offertes = [dite for dite in dites if not _INTERTITRE.fullmatch(dite)]
        if len(offertes) < len(dites):
            retires = pluriel(len(dites) - len(offertes), "intertitre")
            self._rapport.adapter(un, f"sa liste perd {retires}, qu’on ne pouvait pas choisir")
        libelles = list(dict.fromkeys(offertes))
        if len(libelles) < len(offertes):
            self._rapport.adapter(un, "des réponses étaient écrites deux fois")
        return libelles

    def _dites(self, un: Descripteur) -> list[str]:
        brutes = un.donnees.get("options")
        if not isinstance(brutes, list):
            return []
        dites = [une_ligne(brute) for brute in brutes if isinstance(brute, str)]
        dites = [dite for dite in dites if dite]
        if len(dites) < len(brutes):
            self._rapport.adapter(un, "des réponses de sa liste étaient vides ou n’étaient pas du texte")
        if len(dites) > self._place:
            trop = f"ses {nombre(len(dites))} réponses sont trop pour un formulaire"
            self._rapport.adapter(un, f"{trop} : sa liste n’est pas reprise")
            return []
        self._place -= len(dites)
        return [self._libelle(un, dite) for dite in dites]

    def _libelle(self, un: Descripteur, dite: str) -> str:
        debut, suite = couper(dite, 2 * LIBELLE_MAX)
        if suite:
            self._rapport.adapter(un, f"une réponse est coupée, il manque « {suite[:200]} »")
        return debut

    def _en_texte(self, un: Descripteur, libelles: Sequence[str]) -> Champ:
        self._rapport.adapter(un, "sa liste n’offre pas assez de réponses : on écrit la sienne")
        proposee = f"Par exemple : {libelles[0]}" if libelles else ""
        return {"type": "texte", "aide": proposee}


def _options(libelles: Sequence[str], *pris: str) -> list[Champ]:
    noms = noms_d_options(*pris)
    return [{"valeur": noms.prendre(libelle), "libelle": libelle} for libelle in libelles]

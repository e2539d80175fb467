"""Yes or no, one choice, several choices, and the box that certifies."""

from portail.core.formats import pluriel
from portail.core.saisie import sans_impossible
from portail.formulaires.schema import Champ
from portail.formulaires.types.base import FORME_INCONNUE, TypeDeChamp, Valeur, texte_brut

_HORS_LISTE = "Choisissez parmi les réponses proposées."
_CASES_MAX = 100


class OuiNon(TypeDeChamp):
    """« oui » or « non »; booleans of JSON are let in."""

    manque = "Répondez par oui ou par non."

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        return texte_brut(valeur, maximum=64)

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        if brut not in ("oui", "non"):
            raise ValueError(self.manque)
        return brut

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return str(valeur).capitalize()


class Certification(OuiNon):
    """« oui » when the box is checked; unchecked is an empty answer."""

    manque = "Cochez cette case pour continuer."

    def vide(self, brut: Valeur) -> bool:
        return brut in ("", "non")


class Choix(TypeDeChamp):
    """The value of one option."""

    manque = "Choisissez une réponse."

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=64)

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        if brut not in [option.valeur for option in champ.options]:
            raise ValueError(_HORS_LISTE)
        return brut

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return next(option.libelle for option in champ.options if option.valeur == valeur)


class ChoixMultiples(TypeDeChamp):
    """The values of the options checked, in the order of the form, each once."""

    manque = "Choisissez au moins une réponse."

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        if valeur is None or valeur == "":
            return []
        if not isinstance(valeur, list) or len(valeur) > _CASES_MAX:
            raise ValueError(FORME_INCONNUE)
        return [texte_brut(element, maximum=64) for element in valeur]

    def vide(self, brut: Valeur) -> bool:
        return not brut

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        cochees = set(brut) if isinstance(brut, list) else set()
        lues = [option.valeur for option in champ.options if option.valeur in cochees]
        if cochees - set(lues):
            raise ValueError(_HORS_LISTE)
        if champ.nombre_min and len(lues) < champ.nombre_min:
            raise ValueError(f"Choisissez au moins {pluriel(champ.nombre_min, 'réponse')}.")
        if champ.nombre_max and len(lues) > champ.nombre_max:
            raise ValueError(f"Choisissez au plus {pluriel(champ.nombre_max, 'réponse')}.")
        return lues

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return "\n".join(option.libelle for option in champ.options if option.valeur in valeur)  # type: ignore[operator]

    def montrer_brut(self, champ: Champ, brut: Valeur) -> str:
        return "\n".join(sans_impossible(str(v)) for v in brut) if isinstance(brut, list) else ""

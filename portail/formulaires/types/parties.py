"""What questions in several parts share: each part is typed, saved and corrected by itself."""

from abc import abstractmethod
from collections.abc import Mapping

from portail.core.saisie import une_ligne
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.types.base import FORME_INCONNUE, Partie, Question, Valeur, texte_brut

PARTIE_MAX = 500


def parties(brut: Valeur) -> dict[str, str]:
    """The named parts of a value, none if it has no parts."""
    return brut if isinstance(brut, dict) else {}


class EnParties(Question):
    """A question in several parts, all of them in its canonical value: a base, of no type by itself."""

    @property
    @abstractmethod
    def morceaux(self) -> tuple[Partie, ...]:
        """Its boxes when nothing is answered yet."""

    @abstractmethod
    def lire_parties(self, brut: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The parts as they are kept, and a sentence for each that is wrong, in the order of the boxes."""

    def boites(self, brut: Mapping[str, str]) -> tuple[Partie, ...]:
        """Its boxes, given what they hold."""
        return self.morceaux

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(morceau.nom for morceau in self.morceaux)

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return None

    def brut(self, valeur: object) -> Valeur:
        if valeur is None or valeur == "":
            return dict.fromkeys(self.parties, "")
        if not isinstance(valeur, dict) or not valeur.keys() <= set(self.parties):
            raise ValueError(FORME_INCONNUE)
        return {nom: texte_brut(valeur.get(nom), maximum=PARTIE_MAX) for nom in self.parties}

    def vide(self, brut: Valeur) -> bool:
        return not any(une_ligne(texte) for texte in parties(brut).values())

    def fautes(self, brut: Valeur) -> dict[str, str]:
        return {} if self.vide(brut) else self.lire_parties(parties(brut))[1]

    def lire(self, brut: Valeur) -> Valeur:
        lues, fautes = self.lire_parties(parties(brut))
        if fautes:
            raise ValueError(next(iter(fautes.values())))
        return lues

    def montrer_brut(self, brut: Valeur) -> str:
        return "\n".join(ligne for texte in parties(brut).values() if (ligne := une_ligne(texte)))

"""A signature: one's name, typed."""

from typing import ClassVar, Literal

from portail.core.saisie import une_ligne
from portail.formulaires.types.base import Textuelle, Valeur, texte_brut

_LONGUEUR_MAX = 250


class Signature(Textuelle):
    """The name typed in full. It is compared with nothing: when it was typed is what is shown with it."""

    datee: ClassVar[bool] = True
    engage: ClassVar[bool] = True
    manque: ClassVar[str] = "Signez : saisissez votre prénom et votre nom."

    type: Literal["signature"]

    @property
    def precision(self) -> str:
        return "Saisissez votre prénom et votre nom : ils valent signature."

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=2 * _LONGUEUR_MAX)

    def lire(self, brut: Valeur) -> Valeur:
        nom = une_ligne(str(brut))
        if not any(lettre.isalpha() for lettre in nom):
            raise ValueError("Signez avec votre nom, en lettres.")
        if len(nom) > _LONGUEUR_MAX:
            raise ValueError(f"Ce nom est trop long : {_LONGUEUR_MAX} caractères au plus.")
        return nom

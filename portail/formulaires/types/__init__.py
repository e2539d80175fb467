"""The types of field: one class each, and the functions that find the right one."""

from portail.formulaires.schema import Champ
from portail.formulaires.types.base import TypeDeChamp, Valeur
from portail.formulaires.types.choix import Certification, Choix, ChoixMultiples, OuiNon
from portail.formulaires.types.lieux import AdressePostale, CommuneChoisie
from portail.formulaires.types.nombres import DateSaisie, DecimalSaisi, Entier, Montant
from portail.formulaires.types.textes import IbanSaisi, Mail, Siret, Telephone, Texte, TexteLong
from portail.formulaires.vocabulaire import TypeChamp

__all__ = ["SansReponse", "Valeur", "afficher", "est_vide", "lire", "normaliser_brut", "phrase_manque"]


class SansReponse(ValueError):
    """There is nothing to read."""


_TYPES: dict[TypeChamp, TypeDeChamp] = {
    TypeChamp.TEXTE: Texte(),
    TypeChamp.TEXTE_LONG: TexteLong(),
    TypeChamp.ENTIER: Entier(),
    TypeChamp.DECIMAL: DecimalSaisi(),
    TypeChamp.MONTANT: Montant(),
    TypeChamp.DATE: DateSaisie(),
    TypeChamp.OUI_NON: OuiNon(),
    TypeChamp.CHOIX: Choix(),
    TypeChamp.CHOIX_MULTIPLES: ChoixMultiples(),
    TypeChamp.MAIL: Mail(),
    TypeChamp.TELEPHONE: Telephone(),
    TypeChamp.SIRET: Siret(),
    TypeChamp.IBAN: IbanSaisi(),
    TypeChamp.ADRESSE: AdressePostale(),
    TypeChamp.COMMUNE: CommuneChoisie(),
    TypeChamp.CERTIFICATION: Certification(),
}


def _type(champ: Champ) -> TypeDeChamp:
    if not champ.repond:
        raise ValueError("Ce champ ne reçoit pas de réponse.")
    return _TYPES[champ.type]


def normaliser_brut(champ: Champ, valeur: object) -> Valeur:
    """What may be kept of a value as typed, bounded in type and size, NUL removed; it may still be wrong.

    Raises `ValueError` when the value can never be one of this field (a list for a text, 20 001 characters).
    """
    return _type(champ).brut(champ, valeur)


def est_vide(champ: Champ, valeur: object) -> bool:
    """Whether this raw value answers nothing (an unchecked box, spaces, an address with its country only)."""
    genre = _type(champ)
    try:
        return genre.vide(genre.brut(champ, valeur))
    except ValueError:
        return False


def lire(champ: Champ, valeur: object) -> Valeur:
    """The canonical value, ready for JSON.

    Raises:
        SansReponse: it answers nothing.
        ValueError: it is wrong; both with a French sentence.
    """
    genre = _type(champ)
    brut = genre.brut(champ, valeur)
    if genre.vide(brut):
        raise SansReponse(genre.manque)
    return genre.lire(champ, brut)


def afficher(champ: Champ, valeur: object) -> str:
    """How the récapitulatif shows a raw value: lines parted by a line break, empty when nothing was answered.

    A value that cannot be read is shown as typed, so that the person recognises it.
    """
    genre = _type(champ)
    try:
        brut = genre.brut(champ, valeur)
    except ValueError:
        return ""
    if genre.vide(brut):
        return ""
    try:
        return genre.montrer(champ, genre.lire(champ, brut))
    except ValueError:
        return genre.montrer_brut(champ, brut)


def phrase_manque(champ: Champ) -> str:
    """What to do when the field is empty and required."""
    if champ.type is TypeChamp.PIECES:
        return "Joignez au moins un fichier."
    return _type(champ).manque

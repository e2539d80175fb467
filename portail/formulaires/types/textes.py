"""Short and long text, and what is typed in one box: mail, telephone, SIRET, IBAN."""

from portail.core.formats import nombre
from portail.core.identifiers import (
    formater_siret,
    formater_telephone,
    lire_iban,
    lire_mail,
    lire_siret,
    lire_telephone,
)
from portail.core.saisie import nettoyer, une_ligne
from portail.formulaires.schema import Champ
from portail.formulaires.types.base import TypeDeChamp, Valeur

LONGUEUR_TEXTE = 250
LONGUEUR_TEXTE_LONG = 5_000


def longueur_max(champ: Champ, defaut: int) -> int:
    """How many characters the answer may have: the field's own limit, or the type's."""
    return champ.longueur_max or defaut


def _dans_la_limite(champ: Champ, texte: str, defaut: int) -> str:
    limite = longueur_max(champ, defaut)
    if len(texte) > limite:
        raise ValueError(
            f"Votre réponse compte {nombre(len(texte))} caractères ; la limite est {nombre(limite)}."
        )
    return texte


class Texte(TypeDeChamp):
    """One line: line breaks and repeated spaces become one space."""

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return _dans_la_limite(champ, une_ligne(str(brut)), LONGUEUR_TEXTE)


class TexteLong(TypeDeChamp):
    """Several lines, kept."""

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return _dans_la_limite(champ, nettoyer(str(brut)), LONGUEUR_TEXTE_LONG)


class Mail(TypeDeChamp):
    """A mail address."""

    manque = "Saisissez une adresse mail."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return lire_mail(str(brut))


class Telephone(TypeDeChamp):
    """A telephone number, E.164."""

    manque = "Saisissez un numéro de téléphone."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return lire_telephone(str(brut))

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return formater_telephone(str(valeur))


class Siret(TypeDeChamp):
    """A SIRET, 14 figures."""

    manque = "Saisissez un numéro SIRET."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return lire_siret(str(brut))

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return formater_siret(str(valeur))


class IbanSaisi(TypeDeChamp):
    """An IBAN, compact; shown masked."""

    manque = "Saisissez un IBAN."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        return lire_iban(str(brut)).compact

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return lire_iban(str(valeur)).masque

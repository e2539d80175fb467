"""Short and long text, and what is typed in one box: mail, telephone, site, SIRET, RNA, IBAN."""

from typing import ClassVar, Literal

from pydantic import Field

from portail.core.formats import nombre, pluriel
from portail.core.identifiers import (
    formater_siret,
    formater_telephone,
    lire_iban,
    lire_mail,
    lire_rna,
    lire_siret,
    lire_telephone,
    lire_url,
)
from portail.core.saisie import nettoyer, une_ligne
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import TEXTE_MAX, Textuelle, Valeur
from portail.formulaires.vocabulaire import Source

_NON_ECRITES = {Source.DATE_NAISSANCE, Source.ADRESSE, Source.COMMUNE, Source.SIRET, Source.IBAN}
_D_UNE_LIGNE = {Source.CIVILITE, Source.MAIL, Source.TELEPHONE}


class _Libre(Textuelle):
    longueur: ClassVar[int]

    longueur_max: int | None = Field(default=None, ge=1, le=TEXTE_MAX)

    def _dans_la_limite(self, texte: str) -> str:
        limite = self.longueur_max or self.longueur
        if len(texte) > limite:
            raise ValueError(
                f"Votre réponse compte {nombre(len(texte))} caractères ; la limite est {nombre(limite)}."
            )
        return texte


class TexteCourt(_Libre):
    """One line: line breaks and repeated spaces become one space."""

    sources: ClassVar[frozenset[Source]] = frozenset(Source) - _NON_ECRITES
    longueur: ClassVar[int] = 250

    type: Literal["texte"]

    def lire(self, brut: Valeur) -> Valeur:
        return self._dans_la_limite(une_ligne(str(brut)))


class TexteLong(_Libre):
    """Several lines, kept."""

    sources: ClassVar[frozenset[Source]] = frozenset(Source) - _NON_ECRITES - _D_UNE_LIGNE
    longueur: ClassVar[int] = 5_000
    secondes: ClassVar[int] = 240

    type: Literal["texte_long"]

    @property
    def precision(self) -> str:
        return f"{pluriel(self.longueur_max, 'caractère')} au plus." if self.longueur_max else ""

    def lire(self, brut: Valeur) -> Valeur:
        return self._dans_la_limite(nettoyer(str(brut)))


class Mail(Textuelle):
    """A mail address."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.MAIL})
    manque: ClassVar[str] = "Saisissez une adresse mail."
    saisie: ClassVar[str] = "email"
    clavier: ClassVar[str] = "email"

    type: Literal["mail"]

    def lire(self, brut: Valeur) -> Valeur:
        return lire_mail(str(brut))


class Telephone(Textuelle):
    """A telephone number, E.164."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.TELEPHONE})
    manque: ClassVar[str] = "Saisissez un numéro de téléphone."
    saisie: ClassVar[str] = "tel"
    clavier: ClassVar[str] = "tel"
    largeur: ClassVar[str] = "medium"

    type: Literal["telephone"]

    def lire(self, brut: Valeur) -> Valeur:
        return lire_telephone(str(brut))

    def montrer(self, valeur: Valeur) -> str:
        return formater_telephone(str(valeur))

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return self.montrer(valeur)


class Siret(Textuelle):
    """A SIRET, 14 figures."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.SIRET})
    manque: ClassVar[str] = "Saisissez un numéro SIRET."
    clavier: ClassVar[str] = "numeric"
    largeur: ClassVar[str] = "medium"

    type: Literal["siret"]

    def lire(self, brut: Valeur) -> Valeur:
        return lire_siret(str(brut))

    def montrer(self, valeur: Valeur) -> str:
        return formater_siret(str(valeur))

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return self.montrer(valeur)


class Rna(Textuelle):
    """The number of an association, « W » and nine figures."""

    manque: ClassVar[str] = "Saisissez un numéro RNA."
    largeur: ClassVar[str] = "medium"

    type: Literal["rna"]

    def lire(self, brut: Valeur) -> Valeur:
        return lire_rna(str(brut))


class Url(Textuelle):
    """The address of a site; « https:// » is added when it was left out."""

    manque: ClassVar[str] = "Saisissez l’adresse d’un site."
    saisie: ClassVar[str] = "url"
    clavier: ClassVar[str] = "url"

    type: Literal["url"]

    def lire(self, brut: Valeur) -> Valeur:
        return lire_url(str(brut))

    def lien(self, valeur: Valeur) -> str:
        return str(valeur)


class Iban(Textuelle):
    """An IBAN, compact; shown masked. Expressions do not compare it: it is a secret."""

    sensible: ClassVar[bool] = True
    sources: ClassVar[frozenset[Source]] = frozenset({Source.IBAN})
    manque: ClassVar[str] = "Saisissez un IBAN."
    secondes: ClassVar[int] = 60

    type: Literal["iban"]

    @property
    def genre(self) -> genres.Type:
        return genres.OPAQUE

    def compare(self, partie: str) -> bool:
        return False

    def lire(self, brut: Valeur) -> Valeur:
        return lire_iban(str(brut)).compact

    def montrer(self, valeur: Valeur) -> str:
        return lire_iban(str(valeur)).masque

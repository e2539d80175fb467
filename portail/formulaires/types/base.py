"""What every element of a form has, and what every question knows how to do."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from portail.core.formats import nombre
from portail.core.saisie import nettoyer, sans_impossible
from portail.formulaires.expressions import LONGUEUR_MAX, Expression, genres
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.vocabulaire import Source

Texte = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Cle = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]

Valeur: TypeAlias = "str | int | list[str] | dict[str, str] | list[dict[str, Any]]"
"""A value ready for JSON. Raw values, as kept while typing, have the same shapes."""

TEXTE_MAX = 20_000
FORME_INCONNUE = "Cette réponse n’a pas la forme attendue : saisissez-la de nouveau."


def _lire_expression(valeur: object) -> Expression:
    if isinstance(valeur, Expression):
        return valeur
    if isinstance(valeur, str):
        return Expression.lire(valeur)
    raise ValueError('une expression s’écrit en texte, par exemple : nature = "association"')


Formule = Annotated[
    Expression,
    PlainValidator(_lire_expression),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "maxLength": LONGUEUR_MAX}),
]
"""An expression, written as its text (`formulaires.expressions`)."""


class Gele(BaseModel):
    """Base of the schema: immutable, and nothing unforeseen is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Gele):
    """One answer offered: `valeur` is stored, `libelle` is read."""

    valeur: Slug
    libelle: Texte = Field(min_length=1)


@dataclass(frozen=True)
class Partie:
    """One box of a question: a list when it has options, else one line.

    `lot` tells a list from another that stands in the same box.
    """

    nom: str
    libelle: str
    offertes: tuple[Option, ...] = ()
    largeur: str = ""
    lot: str = ""


def texte_brut(valeur: object, maximum: int = TEXTE_MAX) -> str:
    """Text that may be kept as typed: None is empty. Raises `ValueError`."""
    if valeur is None:
        return ""
    if not isinstance(valeur, str):
        raise ValueError(FORME_INCONNUE)
    if len(valeur) > maximum:
        raise ValueError(f"Ce texte est trop long : {nombre(maximum)} caractères au plus.")
    return sans_impossible(valeur)


class Element(Gele):
    """What stands in a step: a question, a heading, an explanation.

    `type` is narrowed by each class to its own name; those that narrow it to nothing are bases.
    """

    demande: ClassVar[bool] = False
    """Whether it asks for something: an answer or files."""
    repond: ClassVar[bool] = False
    """Whether it has a value in the answers; files are counted apart."""
    sensible: ClassVar[bool] = False
    """Whether the answer must be encrypted where it is stored and masked where it is shown."""
    id: Cle
    type: str
    libelle: Texte = ""
    afficher_si: Formule | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """The parts typed and saved each by itself, named « question.partie »."""
        return ()


class Question(Element):
    """What asks for an answer. `brut` comes first: the other methods get what it returned."""

    demande: ClassVar[bool] = True
    repond: ClassVar[bool] = True
    datee: ClassVar[bool] = False
    """Whether the day it was answered is shown with the answer."""
    sources: ClassVar[frozenset[Source]] = frozenset()
    """What of the applicant's sheet may prefill it."""
    manque: ClassVar[str] = "Répondez à cette question."
    saisie: ClassVar[str] = "text"
    """What a one-line box is to a browser (HTML Living Standard, `input` types)."""
    clavier: ClassVar[str] = ""
    """The keyboard of a phone, where the text one is not the right one (`inputmode`)."""
    largeur: ClassVar[str] = ""
    """How long an answer is expected: « short », « medium », as wide as the page otherwise."""
    unite: ClassVar[str] = ""
    """What stands after the box: « € »."""
    secondes: ClassVar[int] = 20
    """How long it takes to answer, for the time a whole form is said to take."""
    engage: ClassVar[bool] = False
    """Whether to answer is to commit oneself: no link and no earlier dossier answers it."""

    aide: Texte = ""
    requis: StrictBool | Formule = True
    valide_si: Formule | None = None
    """What a right answer makes true, told by `message_invalide` when it is false."""
    message_invalide: Texte = ""
    avertir_si: Formule | None = None
    """What deserves a look, told by `avertissement` when it is true; one may go on."""
    avertissement: Texte = ""
    prefill: Source | None = None

    @model_validator(mode="after")
    def _coherente(self) -> Self:
        if not self.libelle:
            raise ValueError(f"« {self.id} » : le libellé manque")
        for regle, phrase in (("valide_si", "message_invalide"), ("avertir_si", "avertissement")):
            if bool(getattr(self, phrase)) is not bool(getattr(self, regle)):
                raise ValueError(f"« {self.id} » : « {regle} » et « {phrase} » vont ensemble")
        if self.prefill and self.prefill not in self.sources:
            raise ValueError(
                f"« {self.id} » : « {self.prefill} » ne peut pas remplir le type « {self.type} »"
            )
        return self

    @property
    @abstractmethod
    def genre(self) -> genres.Type:
        """What its answer is to expressions."""

    def valeur_lue(self, canonique: Valeur) -> Lue:
        """What a canonical answer is worth to expressions."""
        return canonique if isinstance(canonique, str) else None

    @property
    def offertes(self) -> tuple[Option, ...]:
        """The answers offered, none when any may be given."""
        return ()

    @property
    def precision(self) -> str:
        """What one should know of the form of the answer, said under the question."""
        return ""

    def compare(self, partie: str) -> bool:
        """Whether two texts typed at the same time are shown side by side, for one to be chosen.

        `partie` is empty for a question in one piece.
        """
        return True

    def boites(self, brut: Mapping[str, str]) -> tuple[Partie, ...]:
        """The boxes of a question in several parts, given what they hold."""
        return ()

    def suites(self, partie: str) -> tuple[str, ...]:
        """The parts that mean nothing any more once this one has changed."""
        return ()

    def fautes(self, brut: Valeur) -> dict[str, str]:
        """By part, what is wrong with it; nothing while nothing was answered."""
        return {}

    def brut(self, valeur: object) -> Valeur:
        """What may be kept of a value as typed, even wrong. Raises `ValueError` if it can never be one."""
        return texte_brut(valeur)

    def vide(self, brut: Valeur) -> bool:
        """Whether nothing was answered."""
        return not nettoyer(str(brut))

    @abstractmethod
    def lire(self, brut: Valeur) -> Valeur:
        """The canonical value of a raw one that is not empty. Raises `ValueError` with a French sentence."""

    def montrer(self, valeur: Valeur) -> str:
        """A canonical value as the récapitulatif shows it."""
        return str(valeur)

    def lien(self, valeur: Valeur) -> str:
        """Where a canonical value leads, an address of http or https; empty when it is no address."""
        return ""

    def afficher(self, valeur: object) -> str:
        """A raw value as the récapitulatif shows it: as it is read, or as it was typed when it is wrong."""
        try:
            brut = self.brut(valeur)
        except ValueError:
            return ""
        if self.vide(brut):
            return ""
        try:
            return self.montrer(self.lire(brut))
        except ValueError:
            return self.montrer_brut(brut)

    def dans_la_boite(self, brut: Valeur) -> Valeur:
        """What the one box of this question shows of a raw value."""
        return brut

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        """A canonical value as the person would have typed it."""
        return valeur

    def montrer_brut(self, brut: Valeur) -> str:
        """A raw value that cannot be read, as the person typed it."""
        return nettoyer(str(brut))


class Textuelle(Question):
    """A question whose answer is one text."""

    @property
    def genre(self) -> genres.Type:
        return genres.TEXTE


def dans_l_ordre(champ: Element, bas: object, haut: object) -> None:
    """Refuse limits that leave no right answer, said for the author of the form. Raises `ValueError`."""
    if bas is not None and haut is not None and bas > haut:  # type: ignore[operator]  # same kind by pair
        raise ValueError(f"« {champ.id} » : la limite basse dépasse la limite haute")

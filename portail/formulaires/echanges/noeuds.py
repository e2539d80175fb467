"""What a YAML file holds, as a tree whose every part knows its line and its column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from portail.formulaires.expressions.arbre import Lieu

_BLANCS = " \t\r\n\x85\u2028\u2029"
_ECHAPPES_BLANCS = "tnrNLP \t"
_LONGUEURS = {"x": 2, "u": 4, "U": 8}
_ENTIER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\.[0-9]{1,30}")
_CONSTANTES: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}

Donnee: TypeAlias = "str | int | Decimal | bool | list[Donnee] | dict[str, Donnee] | None"


@dataclass(frozen=True)
class Scalaire:
    """A text, a number, yes or no, or nothing. `style` is the sign that opens it, empty when none does.

    `source` is how the file writes it, signs included.
    """

    texte: str
    lieu: Lieu
    style: str = ""
    source: str = field(default="", repr=False)

    @property
    def donnee(self) -> Donnee:
        """What it says. Only `true`, `false`, `null` and plain numbers are no texts.

        « oui », « 01 », dates and hours come as they are written.
        """
        if self.style:
            return self.texte
        if (constante := self.texte.lower()) in _CONSTANTES:
            return _CONSTANTES[constante]
        if _ENTIER.fullmatch(self.texte):
            return int(self.texte)
        return Decimal(self.texte) if _DECIMAL.fullmatch(self.texte) else self.texte

    def lieu_de(self, indice: int) -> Lieu:
        """Where the character of that index of the text stands in the file."""
        avant = sum(caractere not in _BLANCS for caractere in self.texte[:indice])
        places = list(_signes(self.source, self.style))
        if not places:
            return self.lieu
        la = places[avant] if avant < len(places) else places[-1] + 1
        debut = self.source.rfind("\n", 0, la) + 1
        colonne = la - debut + 1 if debut else self.lieu.colonne + la
        return Lieu(self.lieu.ligne + self.source.count("\n", 0, la), colonne, self.lieu.indice + la)


@dataclass(frozen=True)
class Liste:
    """Some of them, in order."""

    elements: list["Noeud"]
    lieu: Lieu


@dataclass(frozen=True)
class Entree:
    """A value, and where its name stands."""

    lieu: Lieu
    valeur: "Noeud"


@dataclass(frozen=True)
class Objet:
    """Named ones, in the order of the file."""

    entrees: dict[str, Entree]
    lieu: Lieu

    def texte(self, nom: str) -> str:
        """The text of that name; empty when there is none."""
        entree = self.entrees.get(nom)
        return entree.valeur.texte if entree and isinstance(entree.valeur, Scalaire) else ""


Noeud: TypeAlias = Scalaire | Liste | Objet


def donnees(noeud: Noeud) -> Donnee:
    """What a tree says, without its places."""
    match noeud:
        case Scalaire():
            return noeud.donnee
        case Liste(elements=elements):
            return [donnees(element) for element in elements]
        case Objet(entrees=entrees):
            return {nom: donnees(entree.valeur) for nom, entree in entrees.items()}


def _signes(source: str, style: str) -> Iterator[int]:
    """Where each character of a scalar that is no white space stands in its source."""
    if style in ("|", ">"):
        ici, fin = source.find("\n") + 1, len(source)  # after « |- », « > # a comment »
    elif style:
        ici, fin = 1, len(source) - 1
    else:
        ici, fin = 0, len(source)
    while ici < fin:
        signe = source[ici]
        if style == '"' and signe == "\\":
            large, blanc = _echappe(source, ici)
            if not blanc:
                yield ici
            ici += large
            continue
        if signe not in _BLANCS:
            yield ici
        ici += 2 if style == "'" and signe == "'" else 1


def _echappe(source: str, ici: int) -> tuple[int, bool]:
    """How long an escape is, and whether it stands for white space."""
    lettre = source[ici + 1]
    if lettre in _LONGUEURS:
        large = 2 + _LONGUEURS[lettre]
        return large, chr(int(source[ici + 2 : ici + large], 16)) in _BLANCS
    return 2, lettre in _ECHAPPES_BLANCS or lettre in _BLANCS

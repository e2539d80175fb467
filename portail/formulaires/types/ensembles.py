"""What holds other elements: a section of a step, and a block asked as many times as it takes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from portail.core.formats import pluriel
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import FORME_INCONNUE, Element, Question, Texte, Valeur, dans_l_ordre
from portail.formulaires.types.pieces import Pieces

if TYPE_CHECKING:
    UnElement = Element

RANGEES_MAX = 200
CLE = "_"
"""Under which a row holds its name, which no question can have."""
_NOM = re.compile(r"[a-z0-9]{4,16}")


class Section(Element):
    """A part of a step, under its heading; hidden, it hides all that it holds."""

    type: Literal["section"]
    intro: Texte = ""
    champs: tuple["UnElement", ...] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _simple(self) -> Self:
        if not self.libelle:
            raise ValueError(f"« {self.id} » : le libellé manque")
        if any(isinstance(champ, Section) for champ in self.champs):
            raise ValueError(f"« {self.id} » : une section ne contient pas de section")
        return self


class Bloc(Question):
    """The same questions, asked once for each row; a row keeps its name whatever its place.

    Its value is the list of its rows, each an object of the answers by question and, under « _ », its name.
    """

    manque: ClassVar[str] = "Ajoutez au moins une ligne."

    type: Literal["bloc"]
    nom_rangee: Texte = Field(default="Ligne", min_length=1, max_length=60)
    """What one row is, as its heading says with its number: « Dépense »."""
    nombre_min: int | None = Field(default=None, ge=1, le=RANGEES_MAX)
    nombre_max: int | None = Field(default=None, ge=1, le=RANGEES_MAX)
    champs: tuple["UnElement", ...] = Field(min_length=1, max_length=30)

    @model_validator(mode="after")
    def _simple(self) -> Self:
        dans_l_ordre(self, self.nombre_min, self.nombre_max)
        if any(isinstance(champ, Section | Bloc | Pieces) for champ in self.champs):
            raise ValueError(f"« {self.id} » : un bloc ne contient ni section, ni bloc, ni fichiers")
        noms = [champ.id for champ in self.champs]
        if len(set(noms)) != len(noms):
            raise ValueError(f"« {self.id} » : deux questions du bloc ont le même identifiant")
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.BLOC

    @property
    def colonnes(self) -> Iterator[Question]:
        """The questions of each row."""
        return (champ for champ in self.champs if isinstance(champ, Question))

    def colonne(self, nom: str) -> Question | None:
        """The question of that name in each row, if any."""
        return next((colonne for colonne in self.colonnes if colonne.id == nom), None)

    def verifier(self, nombre: int, *, exiger: bool, requis: bool) -> str | None:
        """The sentence that explains what is wrong in the number of rows, or None."""
        if nombre > self.maximum:
            return f"Gardez au plus {pluriel(self.maximum, 'ligne')} : vous en avez {nombre}."
        attendu = self.nombre_min or 1
        if not exiger or nombre >= attendu or (nombre == 0 and not requis):
            return None
        return self.manque if attendu == 1 else f"Ajoutez au moins {pluriel(attendu, 'ligne')}."

    @property
    def plein(self) -> str:
        """The sentence that says that no row can be added."""
        return f"Il y a déjà {pluriel(self.maximum, 'ligne')} : c’est le plus qu’on puisse en demander ici."

    @property
    def maximum(self) -> int:
        """How many rows it may have."""
        return self.nombre_max or RANGEES_MAX

    def rangees(self, valeur: object) -> list[tuple[str, dict[str, Any]]]:
        """The rows of a raw value: the name and the raw answers of each. None when it can be no block."""
        try:
            return [(rangee[CLE], rangee) for rangee in self._lignes(valeur)]
        except ValueError:
            return []

    def _lignes(self, valeur: object) -> list[dict[str, Any]]:
        if valeur is None or valeur == "":
            return []
        if not isinstance(valeur, list) or len(valeur) > RANGEES_MAX:
            raise ValueError(FORME_INCONNUE)
        lues: dict[str, dict[str, Any]] = {}
        for rangee in valeur:
            nom = rangee.get(CLE) if isinstance(rangee, dict) else None
            if not isinstance(nom, str) or not _NOM.fullmatch(nom) or nom in lues:
                raise ValueError(FORME_INCONNUE)
            lues[nom] = rangee
        return [*lues.values()]

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return None

    def brut(self, valeur: object) -> Valeur:
        return [self._brute(rangee) for rangee in self._lignes(valeur)]

    def _brute(self, rangee: dict[str, Any]) -> dict[str, Any]:
        if not rangee.keys() <= {CLE, *(champ.id for champ in self.champs)}:
            raise ValueError(FORME_INCONNUE)
        cellules = {c.id: c.brut(rangee[c.id]) for c in self.colonnes if rangee.get(c.id) is not None}
        return {CLE: rangee[CLE], **cellules}

    def vide(self, brut: Valeur) -> bool:
        return not brut

    def lire(self, brut: Valeur) -> Valeur:
        return [{CLE: nom, **dict(self._cellules(rangee))} for nom, rangee in self.rangees(brut)]

    def _cellules(self, rangee: dict[str, Any]) -> Iterator[tuple[str, Valeur]]:
        for colonne in self.colonnes:
            cellule = colonne.brut(rangee.get(colonne.id))
            if not colonne.vide(cellule):
                yield colonne.id, colonne.lire(cellule)

    def montrer(self, valeur: Valeur) -> str:
        return self.montrer_brut(valeur)

    def montrer_brut(self, brut: Valeur) -> str:
        """One line a row, its answers as they are read, or as they were typed."""
        return "\n".join(
            " · ".join(f"{colonne.libelle} : {dit}" for colonne, dit in self._dits(rangee))
            for _, rangee in self.rangees(brut)
        )

    def _dits(self, rangee: dict[str, Any]) -> Iterator[tuple[Question, str]]:
        for colonne in self.colonnes:
            if dit := colonne.afficher(rangee.get(colonne.id)):
                yield colonne, dit.replace("\n", ", ")

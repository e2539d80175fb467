"""Files to join. They are kept and counted apart from the answers."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from portail.core.formats import pluriel
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import FORME_INCONNUE, Question, Valeur, dans_l_ordre
from portail.formulaires.vocabulaire import TAILLE_MAX, FamilleFichier


class Pieces(Question):
    """One file or several."""

    repond: ClassVar[bool] = False
    manque: ClassVar[str] = "Joignez au moins un fichier."

    type: Literal["pieces"]
    nombre_min: int | None = Field(default=None, ge=1, le=100)
    nombre_max: int | None = Field(default=None, ge=1, le=100)
    familles: tuple[FamilleFichier, ...] = tuple(FamilleFichier)
    taille_max: int = Field(default=TAILLE_MAX, ge=1, le=200_000_000)
    """Bytes each file may weigh."""

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.nombre_min, self.nombre_max)
        if not self.familles:
            raise ValueError(f"« {self.id} » : il faut au moins une famille de fichiers")
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.FICHIERS

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return None

    def lire(self, brut: Valeur) -> Valeur:
        raise ValueError(FORME_INCONNUE)

    def verifier(self, nombre: int, *, exiger: bool, requis: bool) -> str | None:
        """The sentence that explains what is wrong in the number of files joined, or None."""
        if self.nombre_max is not None and nombre > self.nombre_max:
            return f"Gardez au plus {pluriel(self.nombre_max, 'fichier')} : vous en avez joint {nombre}."
        attendu = self.nombre_min or 1
        if not exiger or nombre >= attendu or (nombre == 0 and not requis):
            return None
        if attendu == 1:
            return self.manque
        return f"Joignez au moins {pluriel(attendu, 'fichier')}."

"""Files to join. They are kept and counted apart from the answers."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from portail.core.clock import today
from portail.core.formats import date_longue, pluriel
from portail.core.identifiers import il_y_a, lire_url
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import FORME_INCONNUE, Gele, Question, Texte, Valeur, dans_l_ordre
from portail.formulaires.vocabulaire import TAILLE_MAX, FamilleFichier


class Modele(Gele):
    """A file to download, fill and send back, where the Région keeps it on the web."""

    nom: Texte = Field(min_length=1)
    adresse: Annotated[str, AfterValidator(lire_url)]


class Pieces(Question):
    """One file or several."""

    repond: ClassVar[bool] = False
    manque: ClassVar[str] = "Joignez au moins un fichier."
    secondes: ClassVar[int] = 120

    type: Literal["pieces"]
    nombre_min: int | None = Field(default=None, ge=1, le=100)
    nombre_max: int | None = Field(default=None, ge=1, le=100)
    familles: tuple[FamilleFichier, ...] = tuple(FamilleFichier)
    taille_max: int = Field(default=TAILLE_MAX, ge=1, le=200_000_000)
    """Bytes each file may weigh."""
    moins_de_mois: int | None = Field(default=None, ge=1, le=60)
    """How recent the document must be: said to who sends it, checked by who reads it."""
    modele: Modele | None = None

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.nombre_min, self.nombre_max)
        if not self.familles:
            raise ValueError(f"« {self.id} » : il faut au moins une famille de fichiers")
        return self

    @property
    def precision(self) -> str:
        if self.moins_de_mois is None:
            return ""
        depuis = date_longue(il_y_a(self.moins_de_mois, today()))
        return f"De moins de {self.moins_de_mois} mois\u00a0: daté du {depuis} au plus tôt."

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

"""The invented catalogue: aids in TOML, one file per thématique, checked whole when they are read.

Deposit windows are in days relative to the day of seeding, so that the demonstration never ages.
"""

import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

DOSSIER = Path(__file__).parent / "aides"

Beneficiaire = Literal[
    "personne_physique", "association", "entreprise", "collectivite", "etablissement_public", "autre"
]
Nature = Literal["subvention", "prêt", "garantie", "avance remboursable", "bourse", "accompagnement"]
Thematique = Literal[
    "Vie associative",
    "Économie et entreprises",
    "Formation et enseignement supérieur",
    "Culture et patrimoine",
    "Environnement et énergie",
    "Agriculture et alimentation",
    "Mobilités",
    "Sport",
    "Santé",
    "Aménagement du territoire",
]

Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
CodeCog = Annotated[str, StringConstraints(pattern=r"^(REG-\d{2}|DEP-(\d{2}|2[AB])|COM-(\d{5}|2[AB]\d{3}))$")]
# Numbers the regulator keeps for fiction, so that nobody's phone rings.
Telephone = Annotated[str, StringConstraints(pattern=r"^05 36 49 \d{2} \d{2}$")]
Mail = Annotated[str, StringConstraints(pattern=r"^[a-z-]+@exemple\.fr$")]


class _Fige(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class FenetreDatee(_Fige):
    """A deposit window with real dates, both included; no `ferme_le` when it is permanent."""

    ouvre_le: date
    ferme_le: date | None
    commission_le: date | None
    libelle: str


class Fenetre(_Fige):
    """A deposit window in days from the day of seeding (0 is that day, negative before)."""

    ouvre: int
    ferme: int | None = None
    commission: int | None = None
    libelle: str = ""

    @model_validator(mode="after")
    def _dans_l_ordre(self) -> Self:
        if self.ferme is not None and self.ferme <= self.ouvre:
            raise ValueError("une fenêtre ferme après avoir ouvert")
        if self.commission is not None and self.commission <= (
            self.ouvre if self.ferme is None else self.ferme
        ):
            raise ValueError("la commission se réunit après la fermeture")
        return self

    def ouverte(self, jour: int = 0) -> bool:
        """Whether one may deposit on that day."""
        return self.ouvre <= jour and (self.ferme is None or jour <= self.ferme)

    def datee(self, jour: date) -> FenetreDatee:
        """The same window when `jour` is day 0."""

        def le(decalage: int | None) -> date | None:
            return None if decalage is None else jour + timedelta(days=decalage)

        return FenetreDatee(
            ouvre_le=jour + timedelta(days=self.ouvre),
            ferme_le=le(self.ferme),
            commission_le=le(self.commission),
            libelle=self.libelle,
        )


class DocumentDemande(_Fige):
    """A document to join to the request."""

    nom: Texte
    obligatoire: bool


class Contact(_Fige):
    """Whom to ask."""

    service: Texte
    telephone: Telephone
    mail: Mail


class AideDemo(_Fige):
    """One invented aid. Amounts in whole euros, `taux_max` in percent; Markdown where said."""

    slug: Slug
    formulaire: Slug | None = None
    titre: Annotated[Texte, Field(max_length=120)]
    resume: Annotated[Texte, Field(max_length=200)]
    description: Texte  # Markdown
    beneficiaires: tuple[Beneficiaire, ...] = Field(min_length=1)
    qui: Texte
    eligibilite: Texte  # Markdown, a list
    territoire: tuple[CodeCog, ...] = Field(min_length=1)
    territoire_libelle: Texte
    thematiques: tuple[Thematique, ...] = Field(min_length=1, max_length=2)
    nature: Nature
    montant_texte: Texte
    taux_max: int | None = Field(None, ge=1, le=100)
    plafond: int | None = Field(None, gt=0)
    plancher: int | None = Field(None, gt=0)
    depenses: tuple[Texte, ...] = ()
    documents: tuple[DocumentDemande, ...] = Field(min_length=1)
    service_instructeur: Texte
    contact: Contact
    source: HttpUrl
    fenetres: tuple[Fenetre, ...] = Field(min_length=1)
    reglement: str | None = None  # Markdown, with {calendrier}, {pieces} and {contact} to fill in

    @model_validator(mode="after")
    def _coherente(self) -> Self:
        if self.plancher is not None and (self.plafond is None or self.plancher > self.plafond):
            raise ValueError("un plancher demande un plafond, plus haut que lui")
        for champ in (self.beneficiaires, self.territoire, self.thematiques, self.documents):
            if len(set(champ)) != len(champ):
                raise ValueError("une valeur est répétée")
        for avant, apres in zip(self.fenetres, self.fenetres[1:], strict=False):
            if avant.ferme is None or apres.ouvre <= avant.ferme:
                raise ValueError("les fenêtres se suivent sans se chevaucher")
        if (self.formulaire is None) != (self.reglement is None):
            raise ValueError("une aide avec formulaire a son règlement écrit, et elle seule")
        return self


def charger() -> list[AideDemo]:
    """Every aid, file by file in alphabetical order, in the order of each file.

    Raises `pydantic.ValidationError` on a wrong field, `ValueError` on a slug or a title used twice.
    """
    aides = [
        AideDemo.model_validate(table)
        for fichier in sorted(DOSSIER.glob("*.toml"))
        for table in tomllib.loads(fichier.read_text(encoding="utf-8"))["aide"]
    ]
    for nom, valeurs in (("slug", [a.slug for a in aides]), ("titre", [a.titre for a in aides])):
        doubles = [valeur for valeur, fois in Counter(valeurs).items() if fois > 1]
        if doubles:
            raise ValueError(f"{nom} en double : {', '.join(doubles)}")
    return aides

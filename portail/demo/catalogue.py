"""The invented catalogue: aids in TOML, one file per thématique, checked whole when they are read.

Deposit windows are in days relative to the day of seeding, so that the demonstration never ages.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from portail.aides.eligibilite.conditions import AUCUNE, Conditions
from portail.aides.vocabulaire import BASES_JURIDIQUES, FONDS_EUROPEENS, PROFILS, SOUS_THEMATIQUES

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
CodeCog = Annotated[
    str, StringConstraints(pattern=r"^(REG-\d{2}|DEP-(\d{2}|2[AB])|EPCI-\d{9}|COM-(\d{5}|2[AB]\d{3}))$")
]
# Numbers the regulator keeps for fiction, so that nobody's phone rings.
Telephone = Annotated[str, StringConstraints(pattern=r"^05 36 49 \d{2} \d{2}$")]
Mail = Annotated[str, StringConstraints(pattern=r"^[a-z-]+@exemple\.fr$")]


def _connu(liste: Iterable[str]) -> AfterValidator:
    """One of a closed list of codes.

    Raises:
        ValueError: it is not.
    """
    codes = frozenset(liste)

    def verifier(code: str) -> str:
        if code not in codes:
            raise ValueError(f"« {code} » n’est pas dans la liste")
        return code

    return AfterValidator(verifier)


SousThematique = Annotated[str, _connu(code for codes in SOUS_THEMATIQUES.values() for code in codes)]
Profil = Annotated[str, _connu(PROFILS)]
Fonds = Annotated[str, _connu(FONDS_EUROPEENS)]
BaseJuridique = Annotated[str, _connu(BASES_JURIDIQUES)]


class _Fige(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class FenetreDatee(_Fige):
    """A deposit window with real dates, both included; no `ferme_le` when it is permanent.

    Without `ouvre_le` it is announced, its dates are not known.
    """

    ouvre_le: date | None
    ferme_le: date | None
    commission_le: date | None
    commission_texte: str
    libelle: str


class Fenetre(_Fige):
    """A deposit window in days from the day of seeding (0 is that day, negative before)."""

    ouvre: int | None = None
    ferme: int | None = None
    commission: int | None = None
    commission_texte: str = ""
    libelle: str = ""

    @model_validator(mode="after")
    def _dans_l_ordre(self) -> Self:
        if self.ouvre is None:
            if self.ferme is not None or self.commission is not None or not self.libelle:
                raise ValueError("une fenêtre annoncée n’a qu’un libellé")
            return self
        if self.ferme is not None and self.ferme <= self.ouvre:
            raise ValueError("une fenêtre ferme après avoir ouvert")
        if self.commission is not None and self.commission <= (
            self.ouvre if self.ferme is None else self.ferme
        ):
            raise ValueError("la commission se réunit après la fermeture")
        return self

    def ouverte(self, jour: int = 0) -> bool:
        """Whether one may deposit on that day."""
        return self.ouvre is not None and self.ouvre <= jour and (self.ferme is None or jour <= self.ferme)

    def datee(self, jour: date) -> FenetreDatee:
        """The same window when `jour` is day 0."""

        def le(decalage: int | None) -> date | None:
            return None if decalage is None else jour + timedelta(days=decalage)

        return FenetreDatee(
            ouvre_le=le(self.ouvre),
            ferme_le=le(self.ferme),
            commission_le=le(self.commission),
            commission_texte=self.commission_texte,
            libelle=self.libelle,
        )


class DocumentInformatif(_Fige):
    """A document to read."""

    nom: Texte
    adresse: HttpUrl


class Porteur(_Fige):
    """Who carries, pays or examines the aid."""

    nom: Texte
    siren: Annotated[str, StringConstraints(pattern=r"^\d{9}$")] | None = None
    roles: tuple[Literal["financeur", "instructeur", "diffuseur"], ...] = Field(min_length=1)


class AncienneVersion(_Fige):
    """A former règlement, in days from the day of seeding, and the deliberation that adopted it."""

    depuis: int = Field(lt=0)
    acte: Texte


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
    en_bref: Annotated[Texte, Field(max_length=400)]
    alerte: Annotated[str, Field(max_length=160)] = ""
    objectifs: str = ""  # Markdown
    description: Texte  # Markdown
    beneficiaires: tuple[Beneficiaire, ...] = Field(min_length=1)
    qui: Texte
    eligibilite: Texte  # Markdown, a list
    conditions: Conditions = AUCUNE
    profils: tuple[Profil, ...] = ()
    modalites: str = ""  # Markdown
    demarches: str = ""  # Markdown, a numbered list; made of the facts when it is empty
    territoire: tuple[CodeCog, ...] = Field(min_length=1)
    territoire_exclu: tuple[CodeCog, ...] = ()
    territoire_libelle: Texte
    thematiques: tuple[Thematique, ...] = Field(min_length=1, max_length=2)
    sous_thematiques: tuple[SousThematique, ...] = Field(min_length=1)
    mots_cles: tuple[Texte, ...] = Field(min_length=1)
    nature: Nature
    montant_texte: Texte
    taux_max: int | None = Field(None, ge=1, le=100)
    plafond: int | None = Field(None, gt=0)
    plancher: int | None = Field(None, gt=0)
    forfait: int | None = Field(None, gt=0)
    depenses: tuple[Texte, ...] = ()
    documents: tuple[DocumentDemande, ...] = Field(min_length=1)
    service_instructeur: Texte
    documents_informatifs: tuple[DocumentInformatif, ...] = ()
    programmes: tuple[Texte, ...] = ()
    porteurs: tuple[Porteur, ...] = ()
    fonds_europeens: tuple[Fonds, ...] = ()
    bases_juridiques: tuple[BaseJuridique, ...] = ()
    acte: str = ""
    contact: Contact
    autres_contacts: tuple[Contact, ...] = ()
    publiee: int = Field(-200, le=0)
    source: HttpUrl
    fenetres: tuple[Fenetre, ...] = Field(min_length=1)
    reglement: str | None = None  # Markdown, with {calendrier}, {pieces} and {contact} to fill in
    anciens_reglements: tuple[AncienneVersion, ...] = ()

    @model_validator(mode="after")
    def _coherente(self) -> Self:
        if self.plancher is not None and (self.plafond is None or self.plancher > self.plafond):
            raise ValueError("un plancher demande un plafond, plus haut que lui")
        for champ in (
            *(self.beneficiaires, self.territoire, self.thematiques, self.documents),
            *(self.sous_thematiques, self.profils, self.fenetres),
        ):
            if len(set(champ)) != len(champ):
                raise ValueError("une valeur est répétée")
        for avant, apres in zip(self.fenetres, self.fenetres[1:], strict=False):
            if avant.ouvre is None or (apres.ouvre is not None and apres.ouvre < avant.ouvre):
                raise ValueError("les fenêtres se suivent par date d’ouverture, les annoncées à la fin")
        if self.reglement is not None and self.formulaire is None:
            raise ValueError("un règlement écrit va avec un formulaire")
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

"""What the sheet of an aid shows: frozen, plain values, written out in French; long texts stay Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from portail.aides.eligibilite.conditions import Conditions, en_phrases
from portail.aides.models import Aide, VersionReglement
from portail.aides.rules import Fenetre, situation
from portail.aides.territoires import en_mots
from portail.aides.views import delai, libelles, pour, quand, ton
from portail.aides.vocabulaire import (
    BASES_EXPLIQUEES,
    BASES_JURIDIQUES,
    FONDS_EUROPEENS,
    NATURES,
    PROFILS,
    PROFILS_DE,
    ROLES,
    SOUS_THEMATIQUES,
    THEMATIQUES,
)
from portail.aides.vues_dates import Periode, VersionVue, periodes, versions_vues
from portail.core.formats import nombre
from portail.core.liens import adresse_sure, site
from portail.core.typographie import francais


@dataclass(frozen=True)
class Document:
    """A document to join."""

    nom: str
    facultatif: bool


@dataclass(frozen=True)
class Lien:
    """A document to read, and where it is; without a safe address its name stands alone."""

    nom: str
    adresse: str


@dataclass(frozen=True)
class PorteurVu:
    """Who carries the aid, and what they do for it: « Finance et examine les demandes »."""

    nom: str
    roles: str


@dataclass(frozen=True)
class Base:
    """A rule of State aid law, and what it means in one sentence."""

    nom: str
    sens: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask; what is empty is not shown."""

    service: str = ""
    telephone: str = ""
    mail: str = ""
    adresse: str = ""


@dataclass(frozen=True)
class FicheAide:
    """The sheet of an aid; what is empty is not shown. From `en_bref` to `note`, long texts are Markdown."""

    slug: str = ""
    titre: str = ""
    resume: str = ""
    alerte: str = ""
    quand: str = ""
    ton: str = "neutral"
    jours: str = ""  # « 25 »
    jours_libelle: str = ""  # « jours pour déposer votre demande »
    delai: str = ""
    depot_possible: bool = False
    en_ligne: bool = False
    reglement: str = ""  # the address of the one that applies
    reglements: tuple[VersionVue, ...] = ()
    en_bref: str = ""
    objectifs: str = ""
    description: str = ""
    qui: str = ""
    eligibilite: str = ""
    modalites: str = ""
    demarches: str = ""
    note: str = ""
    pour: str = ""
    profils: tuple[str, ...] = ()
    criteres: tuple[str, ...] = ()  # those a machine checks, each in a sentence
    territoire: str = ""
    territoires: tuple[str, ...] = ()  # « Départements : Dordogne, Gironde »
    thematiques: str = ""
    nature: str = ""
    montant: str = ""
    chiffres: tuple[tuple[str, str], ...] = ()  # (« Taux maximal », « 20 % »)
    depenses: tuple[str, ...] = ()
    periodes: tuple[Periode, ...] = ()
    documents: tuple[Document, ...] = ()
    a_lire: tuple[Lien, ...] = ()
    programmes: tuple[str, ...] = ()
    porteurs: tuple[PorteurVu, ...] = ()
    fonds: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    reference: str = ""
    contacts: tuple[Contact, ...] = ()
    joignable: bool = False  # by telephone or by mail
    source: str = ""
    site: str = ""  # where the source is: « ademe.fr »

    @property
    def presentes(self) -> tuple[str, ...]:
        """The sections that have something to say, by their ids, in the order of the page."""
        return tuple(ou for ou, _, champs in RUBRIQUES if any(getattr(self, champ) for champ in champs))


RUBRIQUES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("objectifs", "Objectifs", ("objectifs",)),
    ("detail", "L’aide en détail", ("description",)),
    ("qui", "Qui peut demander cette aide", ("qui", "profils")),
    ("conditions", "Conditions à remplir", ("eligibilite", "criteres")),
    ("montant", "Montant et taux", ("montant", "chiffres")),
    ("modalites", "Modalités de versement", ("modalites",)),
    ("depenses", "Dépenses prises en compte", ("depenses",)),
    ("periodes", "Périodes de dépôt", ("periodes",)),
    ("demarches", "Comment demander cette aide", ("demarches",)),
    ("documents", "Documents à préparer", ("documents",)),
    ("territoire", "Territoire", ("territoires",)),
    ("a-lire", "Règlement et documents à lire", ("reglements", "a_lire")),
    ("porteurs", "Qui porte et finance cette aide", ("porteurs", "programmes", "fonds")),
    ("cadre", "Cadre juridique", ("bases", "reference")),
    ("note", "À noter", ("note",)),
    ("contact", "Contact", ("slug",)),
)
"""Each section of the sheet: its id, its title, and the fields of which one at least must say something."""
GENERIQUES = {generique for generique, _ in PROFILS_DE.values()}
"""Profiles that say no more than the kind of applicant."""

MARKDOWN = ("en_bref", "objectifs", "description", "qui", "eligibilite", "modalites", "demarches", "note")
"""The texts of the sheet that the Région writes in Markdown."""
DETAILS = ("qui", "eligibilite", "modalites", "demarches")
"""Those whose paragraphs the presentation does not say again."""
REDITE_MIN = 30
"""Letters from which a paragraph that stands twice was copied."""


def fiche(
    aide: Aide,
    fenetres: Sequence[Fenetre],
    jour: date,
    *,
    en_ligne: bool,
    reglements: Sequence[VersionReglement] = (),
) -> FicheAide:
    """The sheet of an aid on a day."""
    vue, toutes = situation(fenetres, jour), versions_vues(aide.slug, reglements, jour)
    return replace(
        _ecrite(aide),
        quand=quand(vue, jour),
        ton=ton(vue),
        jours=nombre(vue.jours) if vue.jours else "",
        jours_libelle=f"jour{'s' if (vue.jours or 0) > 1 else ''} pour déposer votre demande",
        delai=delai(vue, jour),
        depot_possible=vue.etat.depot_possible,
        en_ligne=en_ligne,
        reglement=next((v.adresse for v in toutes if v.en_vigueur), ""),
        reglements=toutes,
        periodes=periodes(fenetres, jour),
    )


def _ecrite(aide: Aide) -> FicheAide:
    """What the sheet says on any day."""
    joindre = contacts(aide.contacts, aide.service_instructeur)
    textes: dict[str, Any] = {nom: getattr(aide, nom) for nom in MARKDOWN}
    return FicheAide(
        slug=aide.slug,
        titre=francais(aide.titre),
        resume=francais(aide.resume),
        alerte=aide.alerte,
        pour=pour(aide.beneficiaires),
        profils=libelles(set(aide.profils) - GENERIQUES, PROFILS),
        criteres=en_phrases(Conditions.lire(aide.conditions), aide.beneficiaires),
        territoire=aide.territoire_libelle,
        territoires=en_mots(aide.territoires, aide.territoires_exclus, aide.territoire_libelle),
        thematiques=", ".join(libelles(aide.thematiques, THEMATIQUES) + _sous_thematiques(aide)),
        nature=NATURES.get(aide.nature, aide.nature),
        montant=francais(aide.montant_texte),
        chiffres=chiffres(aide),
        depenses=tuple(map(francais, aide.depenses)),
        documents=tuple(Document(francais(d["nom"]), not d["obligatoire"]) for d in aide.documents),
        a_lire=tuple(
            Lien(francais(d["nom"]), adresse_sure(d.get("adresse", ""))) for d in aide.documents_informatifs
        ),
        programmes=tuple(aide.programmes),
        porteurs=porteurs(aide.porteurs),
        fonds=libelles(aide.fonds_europeens, FONDS_EUROPEENS),
        bases=_bases(aide.bases_juridiques),
        reference=" · ".join(filter(None, (aide.acte, aide.reference_administrative))),
        contacts=joindre,
        joignable=any(un.telephone or un.mail for un in joindre),
        source=adresse_sure(aide.source),
        site=site(aide.source),
        **_sans_redites(aide.resume, textes),
    )


def _sans_redites(resume: str, textes: dict[str, Any]) -> dict[str, Any]:
    """The texts without paragraphs said twice, as feeds often do: the presentation yields to the others."""
    uniques = {nom: list(dict.fromkeys(_blocs(textes[nom]))) for nom in (*DETAILS, "description")}
    dites = {resume.strip(), *(bloc for nom in DETAILS for bloc in uniques[nom] if len(bloc) >= REDITE_MIN)}
    uniques["description"] = [bloc for bloc in uniques["description"] if bloc not in dites]
    return textes | {nom: "\n\n".join(blocs) for nom, blocs in uniques.items()}


def _blocs(texte: str) -> list[str]:
    return [bloc for bloc in texte.split("\n\n") if bloc.strip()]


def _bases(codes: Sequence[str]) -> tuple[Base, ...]:
    return tuple(
        Base(nom, BASES_EXPLIQUEES.get(code, "")) for code, nom in BASES_JURIDIQUES.items() if code in codes
    )


def _sous_thematiques(aide: Aide) -> tuple[str, ...]:
    listes = [SOUS_THEMATIQUES.get(code, {}) for code in THEMATIQUES]
    return libelles(aide.sous_thematiques, {code: nom for liste in listes for code, nom in liste.items()})


def porteurs(lignes: Sequence[dict[str, Any]]) -> tuple[PorteurVu, ...]:
    """Who carries and pays the aid, with their roles in words."""
    vus = []
    for ligne in lignes:
        roles = [ROLES.get(role, role) for role in ligne.get("roles") or ()]
        dits = " et ".join(filter(None, (", ".join(roles[:-1]), *roles[-1:])))
        vus.append(PorteurVu(francais(str(ligne.get("nom") or "")), dits[:1].upper() + dits[1:]))
    return tuple(vu for vu in vus if vu.nom)


def contacts(lignes: Sequence[dict[str, str]], service: str) -> tuple[Contact, ...]:
    """Whom to ask, the main one first; the service that examines requests when nobody is named."""
    champs = ("service", "telephone", "mail", "adresse")
    lus = [Contact(**{champ: ligne.get(champ) or "" for champ in champs}) for ligne in lignes]
    return tuple(lu for lu in lus if lu != Contact()) or ((Contact(service),) if service else ())


def chiffres(aide: Aide) -> tuple[tuple[str, str], ...]:
    """The amounts and the rate of an aid that are known, with their names."""
    lignes: tuple[tuple[str, Decimal | None, str], ...] = (
        ("Taux maximal", aide.taux_max, "%"),
        ("Forfait", aide.forfait, "€"),
        ("Montant minimal", aide.plancher, "€"),
        ("Montant maximal", aide.plafond, "€"),
    )
    return tuple((nom, f"{nombre(_simple(n))}\u00a0{unite}") for nom, n, unite in lignes if n is not None)


def _simple(n: Decimal) -> Decimal | int:
    return int(n) if n == n.to_integral_value() else n

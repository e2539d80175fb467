"""The demonstration on an empty database: aids with their windows and règlements, forms, accounts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from portail.aides.models import Aide, FenetreDepot, VersionReglement
from portail.aides.mots import cle_de_tri
from portail.aides.search import indexer
from portail.aides.vocabulaire import NATURES, THEMATIQUES
from portail.comptes import mots_de_passe
from portail.comptes.models import Compte
from portail.comptes.sessions import acteur_de
from portail.core import clock
from portail.core.identifiers import cle_identifiant, cle_mail
from portail.demandeurs.service import creer_fiche
from portail.demo.catalogue import AideDemo, charger
from portail.demo.comptes import COMPTES, MOT_DE_PASSE, CompteDemo
from portail.demo.reglement import demarches, reglement
from portail.dossiers import brouillon
from portail.formulaires.echanges.controle import lire_formulaire
from portail.formulaires.service import publier_version

FORMULAIRES = Path(__file__).parent / "formulaires"
_CODES = {libelle: code for code, libelle in THEMATIQUES.items()}
_NATURES = {libelle.lower(): code for code, libelle in NATURES.items()}
_TEXTES = (
    *("titre", "resume", "en_bref", "alerte", "objectifs", "description", "qui", "eligibilite", "modalites"),
    *("territoire_libelle", "montant_texte", "service_instructeur", "acte"),
)
_LISTES = (
    *("beneficiaires", "profils", "sous_thematiques", "mots_cles", "depenses", "programmes"),
    *("fonds_europeens", "bases_juridiques"),
)
_DOCUMENTS = ("documents", "documents_informatifs")
"""The fields an invented aid and an aid have under the same name."""


def deja_semee(session: Session) -> bool:
    """Whether the database holds an aid or an account: the demonstration is then left out."""
    return any(session.exec(select(table.id).limit(1)).first() for table in (Aide, Compte))


def semer(session: Session) -> None:
    """Fill an empty database; do nothing to another."""
    if deja_semee(session):
        return
    aides = semer_aides(session, charger(), clock.today())
    for slug, aide in aides.items():
        if (fichier := FORMULAIRES / f"{slug}.yaml").exists():
            publier_version(session, None, aide.id, lire_formulaire(fichier.read_bytes()))
    for compte in COMPTES:
        _semer_compte(session, compte)


def semer_aides(session: Session, aides: Iterable[AideDemo], jour: date) -> dict[str, Aide]:
    """Add these aids, their windows counted from `jour`, and make them findable; by form, or else by slug."""
    semees = {}
    for demo in aides:
        aide = _aide(demo, jour)
        session.add(aide)
        session.flush()
        session.add_all(
            FenetreDepot(aide_id=aide.id, **fenetre.datee(jour).model_dump()) for fenetre in demo.fenetres
        )
        session.add_all(_reglements(aide, demo, jour))
        indexer(session, aide)
        semees[demo.formulaire or demo.slug] = aide
    return semees


def _aide(demo: AideDemo, jour: date) -> Aide:
    publiee = datetime.combine(jour + timedelta(days=demo.publiee), time(12), UTC)
    memes: dict[str, Any] = {nom: getattr(demo, nom) for nom in _TEXTES}
    memes |= {nom: list(getattr(demo, nom)) for nom in _LISTES}
    memes |= {nom: [un.model_dump(mode="json") for un in getattr(demo, nom)] for nom in _DOCUMENTS}
    return Aide(
        slug=demo.slug,
        publiee_le=publiee,
        cle_titre=cle_de_tri(demo.titre),
        thematiques=[_CODES[thematique] for thematique in demo.thematiques],
        nature=_NATURES[demo.nature],
        territoires=list(demo.territoire),
        territoires_exclus=list(demo.territoire_exclu),
        conditions=demo.conditions.model_dump(mode="json", exclude_defaults=True),
        taux_max=_decimal(demo.taux_max),
        plafond=_decimal(demo.plafond),
        plancher=_decimal(demo.plancher),
        forfait=_decimal(demo.forfait),
        contacts=[contact.model_dump() for contact in (demo.contact, *demo.autres_contacts)],
        porteurs=[porteur.model_dump(mode="json") for porteur in demo.porteurs],
        types_aides=["accompagnement" if demo.nature == "accompagnement" else "financement"],
        demarches=demarches(demo),
        source=str(demo.source),
        **memes,
    )


def _reglements(aide: Aide, demo: AideDemo, jour: date) -> list[VersionReglement]:
    """The règlement in force, and those it took the place of."""
    ouvertures = [ouvre for fenetre in demo.fenetres if (ouvre := fenetre.datee(jour).ouvre_le)]
    depuis = min((ouverture for ouverture in ouvertures if ouverture <= jour), default=jour)
    texte = reglement(demo, jour)
    versions = [VersionReglement(aide_id=aide.id, applicable_le=depuis, texte=texte, acte=demo.acte)]
    for ancienne in demo.anciens_reglements:
        du = jour + timedelta(days=ancienne.depuis)
        entete = f"*Version adoptée par la {ancienne.acte[:1].lower()}{ancienne.acte[1:]}.*"
        versions.append(
            VersionReglement(
                aide_id=aide.id, applicable_le=du, texte=f"{entete}\n\n{texte}", acte=ancienne.acte
            )
        )
    return versions


def _decimal(nombre: int | None) -> Decimal | None:
    return None if nombre is None else Decimal(nombre)


def _semer_compte(session: Session, demo: CompteDemo) -> None:
    proches = [demo.nom, demo.prenom, demo.mail, demo.identifiant]
    compte = Compte(
        nom=demo.nom,
        prenom=demo.prenom,
        mail=demo.mail,
        cle_mail=cle_mail(demo.mail),
        identifiant=demo.identifiant,
        cle_identifiant=cle_identifiant(demo.identifiant),
        mot_de_passe=mots_de_passe.choisir(MOT_DE_PASSE, MOT_DE_PASSE, proches),
        active_le=clock.now(),
    )
    session.add(compte)
    session.flush()
    creer_fiche(session, compte.id, demo.fiche, demo.organisation)
    if demo.brouillon:
        _semer_brouillon(session, compte, *demo.brouillon)


def _semer_brouillon(session: Session, compte: Compte, slug: str, reponses: dict[str, object]) -> None:
    acteur = acteur_de(compte)
    numero = brouillon.ouvrir(session, acteur, slug)
    for champ, valeur in reponses.items():
        brouillon.enregistrer_reponse(session, acteur, numero, champ, valeur, 1)

"""The demonstration on an empty database: aids with their windows and règlements, forms, accounts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

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
from portail.demo.reglement import reglement
from portail.dossiers import brouillon
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version

FORMULAIRES = Path(__file__).parent / "formulaires"
_CODES = {libelle: code for code, libelle in THEMATIQUES.items()}
_NATURES = {libelle.lower(): code for code, libelle in NATURES.items()}


def deja_semee(session: Session) -> bool:
    """Whether the database holds an aid or an account: the demonstration is then left out."""
    return any(session.exec(select(table.id).limit(1)).first() for table in (Aide, Compte))


def semer(session: Session) -> None:
    """Fill an empty database; do nothing to another."""
    if deja_semee(session):
        return
    aides = semer_aides(session, charger(), clock.today())
    for slug, aide in aides.items():
        if (fichier := FORMULAIRES / f"{slug}.json").exists():
            publier_version(session, None, aide.id, Formulaire.model_validate_json(fichier.read_bytes()))
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
        session.add(_reglement(aide, demo, jour))
        indexer(session, aide)
        semees[demo.formulaire or demo.slug] = aide
    return semees


def _aide(demo: AideDemo, jour: date) -> Aide:
    return Aide(
        slug=demo.slug,
        titre=demo.titre,
        cle_titre=cle_de_tri(demo.titre),
        resume=demo.resume,
        description=demo.description,
        qui=demo.qui,
        eligibilite=demo.eligibilite,
        territoires=list(demo.territoire),
        territoire_libelle=demo.territoire_libelle,
        thematiques=[_CODES[thematique] for thematique in demo.thematiques],
        beneficiaires=list(demo.beneficiaires),
        nature=_NATURES[demo.nature],
        montant_texte=demo.montant_texte,
        taux_max=_decimal(demo.taux_max),
        plafond=_decimal(demo.plafond),
        plancher=_decimal(demo.plancher),
        depenses=list(demo.depenses),
        documents=[document.model_dump() for document in demo.documents],
        service_instructeur=demo.service_instructeur,
        contacts=[demo.contact.model_dump()],
        source=str(demo.source),
    )


def _reglement(aide: Aide, demo: AideDemo, jour: date) -> VersionReglement:
    ouvertures = [fenetre.datee(jour).ouvre_le for fenetre in demo.fenetres]
    depuis = min((ouverture for ouverture in ouvertures if ouverture <= jour), default=jour)
    return VersionReglement(aide_id=aide.id, applicable_le=depuis, texte=reglement(demo, jour))


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

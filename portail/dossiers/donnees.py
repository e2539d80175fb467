"""The rights of a person over their dossiers: a copy of everything, and erasure.

RGPD, articles 15, 17 and 20. What was submitted is kept by the collectivité for its public task
(article 17, 3, b) and loses its tie to the account.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from portail.aides.models import Aide
from portail.dossiers import ecarts, reponses, televersements
from portail.dossiers.accuse import nom_du_fichier
from portail.dossiers.brouillon import effacer_brouillon
from portail.dossiers.lignes import lignes_de
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.workflow import ANALYSES, STATUTS, Analyse, Statut
from portail.infra.journal import consigner


@dataclass(frozen=True)
class Fichier:
    """A file of the copy: its path inside the archive, safe and unique, and the key of its bytes."""

    chemin: str
    cle: str
    taille: int


@dataclass(frozen=True)
class Donnees:
    """Everything about one person's dossiers, ready for JSON, and their files."""

    dossiers: list[dict[str, Any]]
    fichiers: list[Fichier]


def donnees_de(session: Session, compte_id: uuid.UUID) -> Donnees:
    """The dossiers of an account: facts, answers in clear (they are the person's own), files."""
    query = select(Dossier, Aide).join(Aide, col(Aide.id) == Dossier.aide_id)
    query = query.where(Dossier.compte_id == compte_id).order_by(col(Dossier.cree_le))
    dossiers, fichiers = [], []
    for dossier, aide in session.exec(query).all():
        siens = _fichiers(session, dossier)
        dossiers.append(_dossier(session, dossier, aide, siens))
        fichiers += [sien.fichier for sien in siens if sien.fichier]
    return Donnees(dossiers, fichiers)


@dataclass(frozen=True)
class _Liste:
    """A file of a dossier as the copy lists it; what the antivirus refused has no bytes to copy."""

    nom: str
    antivirus: str
    virus: str
    fichier: Fichier | None

    def en_json(self) -> dict[str, str | None]:
        chemin = self.fichier.chemin if self.fichier else None
        return {"nom": self.nom, "chemin": chemin, "antivirus": self.antivirus, "virus": self.virus or None}


def _dossier(session: Session, dossier: Dossier, aide: Aide, fichiers: list[_Liste]) -> dict[str, Any]:
    contenu = reponses.charger(session, dossier)
    return {
        "numero": dossier.numero,
        "aide": aide.titre,
        "statut": STATUTS[dossier.statut].libelle,
        "cree_le": dossier.cree_le.isoformat(),
        "modifie_le": dossier.maj_le.isoformat(),
        "depose_le": dossier.depose_le.isoformat() if dossier.depose_le else None,
        "reponses": [
            {"question": champ.libelle, "champ": champ.id, "reponse": contenu.valeurs[champ.id]}
            for _, champ in contenu.schema.champs()
            if champ.id in contenu.valeurs
        ],
        "lignes_retirees": [
            {"champ": cle, "reponse": reponse}
            for cle, reponse in reponses.retirees(contenu.schema, _gardees(session, dossier)).items()
        ],
        "textes_ecartes": [
            {"champ": un.champ, "texte": un.valeur, "ecrit_le": un.ecrit_le.isoformat()}
            for un in ecarts.en_attente(session, dossier.id).values()
        ],
        "fichiers": [fichier.en_json() for fichier in fichiers],
    }


def _gardees(session: Session, dossier: Dossier) -> dict[str, object]:
    return {cle: ligne.valeur for cle, ligne in lignes_de(session, dossier).items()}


def _fichiers(session: Session, dossier: Dossier) -> list[_Liste]:
    query = select(Piece).where(Piece.dossier_id == dossier.id)
    pieces = session.exec(query.order_by(col(Piece.ajoutee_le), col(Piece.id))).all()
    trouves = []
    for rang, piece in enumerate(pieces, start=1):
        fichier = Fichier(f"dossiers/{dossier.numero}/{rang:02}-{piece.nom}", piece.cle, piece.taille)
        garde = None if piece.analyse is Analyse.REFUSEE else fichier
        trouves.append(_Liste(piece.nom, ANALYSES[piece.analyse].agent, piece.virus, garde))
    depot = session.get(Depot, dossier.id)
    if depot and depot.accuse_cle:
        nom = nom_du_fichier(dossier.numero)
        fichier = Fichier(f"dossiers/{dossier.numero}/{nom}", depot.accuse_cle, depot.accuse_taille)
        trouves.append(_Liste(nom, "Fait par le portail", "", fichier))
    return trouves


def effacer_ou_detacher(session: Session, compte_id: uuid.UUID) -> None:
    """Before an account is deleted: its drafts go, files included; what was submitted stays, untied."""
    brouillons = session.exec(
        select(Dossier)
        .where(Dossier.compte_id == compte_id, Dossier.statut == Statut.BROUILLON)
        .with_for_update()
    ).all()
    for dossier in brouillons:
        effacer_brouillon(session, dossier)
    televersements.oublier_du_compte(session, compte_id)
    gardes = session.exec(
        update(Dossier).where(col(Dossier.compte_id) == compte_id).values(compte_id=None)
    ).rowcount
    consigner(session, "dossiers.detaches", compte_id, effaces=len(brouillons), detaches=gardes)

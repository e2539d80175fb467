"""The « accusé d'enregistrement »: its PDF, its mail, and what happens when the worker dies in between.

Articles L112-11 and R112-11-1 of the code des relations entre le public et l'administration.
"""

import uuid

from sqlmodel import Session, col, select

from portail.aides.models import Aide
from portail.comptes import mails
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Introuvable
from portail.core.formats import date_heure
from portail.dossiers import reponses
from portail.dossiers.acces import lisible
from portail.dossiers.cles import Place, places
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.pieces import Lisible, oublier_fichiers
from portail.formulaires.schema import Etape
from portail.formulaires.types.declaration import Declaration
from portail.formulaires.types.pieces import Pieces
from portail.infra import outbox
from portail.partners.mail import echapper
from portail.partners.pdf import DonneesAccuse, EtapePdf, PiecePdf, ServicePdf
from portail.settings import settings

ABSENT = "L’accusé d’enregistrement est en préparation : revenez dans une minute."


def rassembler(session: Session, dossier_id: uuid.UUID) -> DonneesAccuse | None:
    """What the PDF shows, read in one view of the database; None when it is made already."""
    dossier = session.get_one(Dossier, dossier_id)
    depot = session.get_one(Depot, dossier_id)
    if depot.accuse_cle:
        return None
    aide = session.get_one(Aide, dossier.aide_id)
    contenu = reponses.charger(session, dossier)
    query = select(Piece).where(Piece.dossier_id == dossier.id)
    pieces = session.exec(query.order_by(col(Piece.ajoutee_le), col(Piece.id))).all()
    libelles = {champ.id: champ.libelle for _, champ in contenu.schema.champs()}
    return DonneesAccuse(
        collectivite=settings().collectivite,
        numero=dossier.numero,
        aide=aide.titre,
        depose_le=depot.depose_le,
        demandeur=list(depot.demandeur),
        service=_service(aide),
        etapes=[etape for e in contenu.schema.etapes if (etape := _etape(e, contenu))["reponses"]],
        pieces=[
            PiecePdf(libelle=libelles.get(p.champ, ""), nom=p.nom, octets=p.taille, sha256=p.sha256)
            for p in pieces
        ],
        accent=settings().accent,
    )


def _service(aide: Aide) -> ServicePdf:
    reglages = settings()
    return ServicePdf(
        nom=aide.contact.get("service") or aide.service_instructeur or reglages.collectivite,
        telephone=aide.contact.get("telephone") or reglages.telephone,
        mail=aide.contact.get("mail") or reglages.contact_mail,
        adresse=reglages.contact_adresse,
    )


def _etape(etape: Etape, contenu: reponses.Contenu) -> EtapePdf:
    return EtapePdf(
        titre=etape.titre,
        reponses=[
            {"libelle": une.libelle, "valeur": _valeur(une, contenu)}
            for une in places(etape, contenu.examen)
            if une.se_relit and not isinstance(une.element, Pieces)
        ],
    )


def _valeur(une: Place, contenu: reponses.Contenu) -> str:
    """An answer as one reads it; of a declaration, all that was accepted."""
    if isinstance(une.element, Declaration) and une.lecture:
        return une.element.en_entier()
    return contenu.lecture(une)


def ranger(session: Session, dossier_id: uuid.UUID, cle: str, taille: int) -> None:
    """Tie the PDF to the receipt and ask for the mail; a second PDF of the same receipt is thrown away."""
    dossier = session.exec(select(Dossier).where(Dossier.id == dossier_id).with_for_update()).one()
    depot = session.get_one(Depot, dossier_id, populate_existing=True)
    if depot.accuse_cle:
        oublier_fichiers(session, [cle])
        return
    depot.accuse_cle, depot.accuse_taille, depot.accuse_le = cle, taille, clock.now()
    session.flush()
    outbox.publier(
        session, mails.GENRE, f"{mails.GENRE}:accuse:{dossier.numero}", _courriel(session, dossier, depot)
    )


def _courriel(session: Session, dossier: Dossier, depot: Depot) -> dict[str, object]:
    reglages = settings()
    aide = session.get_one(Aide, dossier.aide_id)
    corps = (
        "Bonjour,",
        f"Nous avons bien enregistré votre demande pour l’aide « {echapper(aide.titre)} ».",
        f"Numéro de votre dossier : **{echapper(dossier.numero)}**  \n"
        f"Déposé **{date_heure(depot.depose_le)}**, heure de Paris.",
        "L’accusé d’enregistrement est joint à ce message : conservez-le. Il prouve la date de votre envoi ; "
        "il ne dit pas si votre dossier est complet et n’annonce aucune décision.",
        "Pour suivre votre dossier :",
        f"<{reglages.origin}/dossiers/{dossier.numero}>",
        f"L’équipe du portail des aides  \n{echapper(reglages.collectivite)}",
    )
    return {
        "destinataire": depot.mail,
        "sujet": f"[{reglages.collectivite}] Accusé d’enregistrement de votre dossier {dossier.numero}",
        "corps_markdown": "\n\n".join(corps),
        "pieces_jointes": [
            {"nom": nom_du_fichier(dossier.numero), "type_mime": "application/pdf", "cle": depot.accuse_cle}
        ],
    }


def nom_du_fichier(numero: str) -> str:
    """« accuse-2026-7K3F9Q.pdf »."""
    return f"accuse-{numero}.pdf"


def lire_accuse(session: Session, acteur: Acteur, numero: str) -> Lisible:
    """The PDF of a receipt, for its owner and the agents in charge.

    Raises:
        Introuvable: unknown, not for this person, not submitted, or not made yet.
    """
    dossier, _ = lisible(session, acteur, numero)
    depot = session.get(Depot, dossier.id)
    if depot is None or not depot.accuse_cle:
        raise Introuvable(ABSENT)
    return Lisible(depot.accuse_cle, nom_du_fichier(dossier.numero), "application/pdf", depot.accuse_taille)

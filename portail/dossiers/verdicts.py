"""What the antivirus answers of a file: it is opened to everybody, or destroyed and said so."""

import uuid

from sqlmodel import Session, select

from portail.aides.models import Aide
from portail.comptes import mails
from portail.core import clock
from portail.dossiers import vignettes
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.pieces import oublier_fichiers
from portail.dossiers.presence import Lieu
from portail.dossiers.rules import motif_du_refus
from portail.dossiers.workflow import Analyse
from portail.infra import outbox
from portail.infra.journal import consigner
from portail.partners.mail import echapper
from portail.settings import settings


def a_analyser(session: Session, piece_id: uuid.UUID) -> str | None:
    """The key of a file that waits for the antivirus; None when it does not any more."""
    piece = session.get(Piece, piece_id)
    return piece.cle if piece and piece.analyse is Analyse.EN_ANALYSE else None


def conclure(session: Session, piece_id: uuid.UUID, virus: str | None) -> Lieu | None:
    """Write what was found: a virus by its name, none when empty; None when there is no antivirus any more.

    Where the file is shown is returned; None when nobody waits for this answer any more.
    """
    siens = select(Piece.dossier_id).where(Piece.id == piece_id).scalar_subquery()
    dossier = session.exec(select(Dossier).where(Dossier.id == siens).with_for_update()).first()
    piece = session.get(Piece, piece_id, populate_existing=True)  # as it is now that nobody else changes it
    if dossier is None or piece is None or piece.analyse is not Analyse.EN_ANALYSE:
        return None
    if virus:
        _refuser(session, dossier, piece, virus)
        return vignettes.lieu_de(session, dossier, piece)
    piece.analyse = Analyse.NON_ANALYSEE if virus is None else Analyse.SAINE
    piece.analysee_le = None if virus is None else clock.now()
    vignettes.demander(session, piece)
    session.flush()
    return vignettes.lieu_de(session, dossier, piece)


def _refuser(session: Session, dossier: Dossier, piece: Piece, virus: str) -> None:
    piece.analyse, piece.analysee_le, piece.virus = Analyse.REFUSEE, clock.now(), virus
    oublier_fichiers(session, [piece.cle])
    consigner(session, "piece.refusee", dossier.numero, piece=str(piece.id), virus=virus)
    depot = session.get(Depot, dossier.id)
    if depot is not None:  # a draft says it where it is mended; once submitted, nobody looks at the page
        cle = f"{mails.GENRE}:refus:{piece.id}"
        outbox.publier(session, mails.GENRE, cle, _courriel(session, dossier, depot, piece))


def _courriel(session: Session, dossier: Dossier, depot: Depot, piece: Piece) -> dict[str, object]:
    reglages = settings()
    aide = session.get_one(Aide, dossier.aide_id)
    telephone = aide.contact.get("telephone") or reglages.telephone
    adresse = aide.contact.get("mail") or reglages.contact_mail
    corps = (
        "Bonjour,",
        f"Vous avez joint le fichier « {echapper(piece.nom)} » à votre dossier **{dossier.numero}** "
        f"(« {echapper(aide.titre)} »). Notre antivirus l’a examiné après le dépôt et l’a refusé : "
        f"{echapper(motif_du_refus(piece.virus))}.",
        "Nous l’avons effacé. Le reste de votre dossier n’a pas changé : il est toujours déposé, à la même "
        "date.",
        "**Que faire ?** Vérifiez avec un antivirus l’appareil d’où vient ce fichier, puis contactez-nous "
        f"pour nous envoyer un fichier sain à la place : {echapper(telephone)} ou <{adresse}>.",
        "Pour voir votre dossier :",
        f"<{reglages.origin}/dossiers/{dossier.numero}>",
        f"L’équipe du portail des aides  \n{echapper(reglages.collectivite)}",
    )
    return {
        "destinataire": depot.mail,
        "sujet": f"[{reglages.collectivite}] Un fichier de votre dossier {dossier.numero} a été refusé",
        "corps_markdown": "\n\n".join(corps),
    }

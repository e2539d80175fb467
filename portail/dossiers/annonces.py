"""What may be joined to a field, said before the bytes come: whose, how heavy, how many, of what kinds."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, select

from portail.core import fichiers
from portail.core.errors import Conflit, ErreurMetier, Introuvable
from portail.core.fichiers import Genre, Refus, nom_annonce
from portail.core.formats import pluriel, taille
from portail.dossiers import reponses, rules
from portail.dossiers.models import Dossier, Piece
from portail.formulaires.types.pieces import Pieces
from portail.formulaires.vocabulaire import FamilleFichier
from portail.settings import settings


class TropVolumineux(ErreurMetier):
    """The file is heavier than its field takes."""


class TypeRefuse(ErreurMetier):
    """The file is not of a kind its field takes."""


@dataclass(frozen=True)
class Attendu:
    """What a field takes: bytes one file may weigh, and which families."""

    taille_max: int
    familles: tuple[FamilleFichier, ...]


@dataclass(frozen=True)
class Reserve:
    """What is on its way and not joined yet: how many files to the field, how many bytes to the dossier."""

    nombre: int = 0
    octets: int = 0


RIEN = Reserve()


def attendu(question: Pieces) -> Attendu:
    """What a field of files takes."""
    return Attendu(rules.taille_max(question, settings().piece_max_mo), question.familles)


def attendre(
    session: Session, dossier: Dossier, question: Pieces, annonce: int, reserve: Reserve = RIEN
) -> None:
    """Make sure that a file of `annonce` bytes may come now, before any is read, beside those on their way.

    Raises:
        Conflit: the field or the dossier is full.
        TropVolumineux: the size told is over the limit.
        TypeRefuse: there is nothing in it.
    """
    limite = attendu(question).taille_max
    if annonce > limite:
        raise TropVolumineux(rules.trop_gros(annonce, limite))
    if annonce < 1:
        raise TypeRefuse("Ce fichier est vide : vérifiez-le, puis joignez-le de nouveau.")
    place(session, dossier, question, annonce, reserve)


def nommer(nom: str, familles: Iterable[FamilleFichier]) -> str:
    """A safe name for a file that is only announced.

    Raises:
        TypeRefuse: its ending is not of a kind taken here.
    """
    familles = tuple(familles)
    try:
        return nom_annonce(nom, rules.genres_acceptes(familles))
    except Refus as refus:
        joindre = f"joignez un fichier {rules.noms_des_formats(familles)}."
        raise TypeRefuse(f"{str(refus).removesuffix('.')} : {joindre}") from None


def pressentir(tete: bytes, familles: Iterable[FamilleFichier]) -> None:
    """Judge the first bytes of a file, as soon as they are there.

    Raises:
        TypeRefuse: no kind taken here begins so.
    """
    familles = tuple(familles)
    try:
        genre = fichiers.pressentir(tete)
        admettre(genre, familles)
    except Refus as refus:
        raise TypeRefuse(str(refus)) from None


def admettre(genre: Genre | None, familles: tuple[FamilleFichier, ...]) -> None:
    """Take a kind only where it is asked for; None is not known yet.

    Raises:
        Refus: it is not.
    """
    if genre is not None and genre not in rules.genres_acceptes(familles):
        raise Refus(
            f"Les fichiers {genre.nom} ne sont pas acceptés ici : joignez un fichier"
            f" {rules.noms_des_formats(familles)}."
        )


def question_de(session: Session, dossier: Dossier, champ: object) -> Pieces:
    """The field of files a client names, when the answers make it visible.

    Raises:
        Introuvable: there is none.
    """
    contenu = reponses.charger(session, dossier)
    question = contenu.schema.champ(champ) if isinstance(champ, str) else None
    if not isinstance(question, Pieces) or question.id not in contenu.examen.visibles:
        raise Introuvable("Cette question n’attend pas de fichier : rechargez la page.")
    return question


def place(session: Session, dossier: Dossier, question: Pieces, octets: int, reserve: Reserve = RIEN) -> None:
    """Make sure one more file of `octets` finds room in the field and in the dossier.

    Raises:
        Conflit: it does not.
    """
    nombre = rules.nombre_max(question)
    jointes = session.exec(
        select(func.count()).where(Piece.dossier_id == dossier.id, Piece.champ == question.id)
    ).one()
    if jointes >= nombre:
        raise Conflit(
            f"Vous avez déjà joint {pluriel(nombre, 'fichier')} ici : retirez-en un pour le remplacer."
        )
    if jointes + reserve.nombre >= nombre:
        raise Conflit(
            f"{pluriel(nombre, 'fichier')} au plus ici, et un envoi n’est pas terminé :"
            " reprenez-le ou abandonnez-le."
        )
    total = session.exec(
        select(func.coalesce(func.sum(Piece.taille), 0)).where(Piece.dossier_id == dossier.id)
    ).one()
    if int(total) + reserve.octets + octets > rules.OCTETS_PAR_DOSSIER:
        raise Conflit(f"Les fichiers de ce dossier dépassent {taille(rules.OCTETS_PAR_DOSSIER)} en tout.")

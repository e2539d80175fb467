"""Pièces: joined once their content is checked, kept private."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable
from portail.core.fichiers import Genre, Refus, nom_sur, reconnaitre
from portail.dossiers import analyses, rules, vignettes
from portail.dossiers.acces import lisible_par_id, mon_brouillon
from portail.dossiers.annonces import (
    TropVolumineux,
    TypeRefuse,
    admettre,
    place,
    question_de,
)
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.vues_pieces import PieceVue, vue_piece
from portail.dossiers.workflow import DESSINEES, Analyse
from portail.formulaires.types.pieces import Pieces
from portail.formulaires.vocabulaire import FamilleFichier
from portail.infra import outbox, storage
from portail.infra.journal import consigner
from portail.settings import settings

DOSSIER = "jointes"
"""The folder of the store where joined files are."""
EFFACER = "effacer_fichiers"
BALAYER = "balayer_fichiers"
ORPHELIN_APRES = timedelta(hours=24)
ABSENTE = "Ce fichier n’existe pas ou ne vous est pas accessible."
EN_QUARANTAINE = "L’antivirus n’a pas encore vérifié ce fichier : revenez dans quelques minutes."


@dataclass(frozen=True)
class Recu:
    """Bytes already kept, once their kind and their name are known."""

    cle: str
    nom: str
    genre: Genre
    taille: int
    sha256: str


@dataclass(frozen=True)
class Lisible:
    """A file somebody may read: where its bytes are, how to give them, whether a browser may show them."""

    cle: str
    nom: str
    type_mime: str
    taille: int
    montrable: bool = True


def identifier(fichier: storage.Stored, nom: str, familles: Iterable[FamilleFichier]) -> Recu:
    """Look at the bytes, without the database: their kind, and a safe name that agrees with it.

    Raises:
        TypeRefuse: unknown kind, kind not taken here, or a name that says otherwise.
    """
    familles = tuple(familles)
    try:
        genre = reconnaitre(fichier.head, fichier.tail, lambda: storage.open_file(fichier.key))
        admettre(genre, familles)
        return Recu(fichier.key, nom_sur(nom, genre), genre, fichier.size, fichier.sha256)
    except Refus as refus:
        raise TypeRefuse(str(refus)) from None


def ajouter(session: Session, acteur: Acteur, numero: str, champ: str, recu: Recu) -> PieceVue:
    """Join a kept file to a field. The same file under the same name, sent again, is joined once.

    When this raises, the caller deletes the bytes.

    Raises:
        Introuvable, Conflit, TropVolumineux: as `attendre`; things may have changed while the bytes came.
        TypeRefuse: the field does not take this kind.
    """
    dossier = mon_brouillon(session, acteur, numero)
    question = question_de(session, dossier, champ)
    deja = _deja_jointe(session, dossier, question, recu)
    if deja is not None:
        oublier_fichiers(session, [recu.cle])
        return vue_piece(deja)
    _convient(question, recu)
    place(session, dossier, question, recu.taille)
    piece = Piece(
        dossier_id=dossier.id,
        champ=question.id,
        nom=recu.nom,
        taille=recu.taille,
        type_mime=recu.genre.type_mime,
        sha256=recu.sha256,
        cle=recu.cle,
    )
    session.add(piece)
    analyses.demander(session, piece)
    dossier.maj_le = piece.ajoutee_le
    consigner(session, "piece.ajoutee", dossier.numero, acteur_id=acteur.id, piece=str(piece.id))
    session.flush()
    return vue_piece(piece)


def _deja_jointe(session: Session, dossier: Dossier, question: Pieces, recu: Recu) -> Piece | None:
    query = select(Piece).where(Piece.dossier_id == dossier.id, Piece.champ == question.id)
    return session.exec(query.where(Piece.sha256 == recu.sha256, Piece.nom == recu.nom)).first()


def _convient(question: Pieces, recu: Recu) -> None:
    limite = rules.taille_max(question, settings().piece_max_mo)
    if recu.taille > limite:
        raise TropVolumineux(rules.trop_gros(recu.taille, limite))
    if recu.genre not in rules.genres_acceptes(question.familles):
        raise TypeRefuse("Ce type de fichier n’est pas accepté ici.")


def retirer(session: Session, acteur: Acteur, numero: str, piece_id: str) -> None:
    """Take a file back from a draft; its bytes are deleted soon after.

    Raises:
        Introuvable: not a draft of this person, or not a file of it.
        Conflit: it is submitted.
    """
    dossier = mon_brouillon(session, acteur, numero)
    piece = session.get(Piece, lire_uuid(piece_id))
    if piece is None or piece.dossier_id != dossier.id:
        raise Introuvable(ABSENTE)
    effacer(session, [piece])
    consigner(session, "piece.retiree", dossier.numero, acteur_id=acteur.id, piece=str(piece.id))


def effacer(session: Session, pieces: Iterable[Piece]) -> None:
    """Delete rows now, and ask for their bytes to be deleted."""
    pieces = list(pieces)
    oublier_fichiers(session, [piece.cle for piece in pieces])
    for piece in pieces:
        session.delete(piece)
    session.flush()


def oublier_fichiers(session: Session, cles: list[str]) -> None:
    """Ask for bytes to be deleted, once the transaction that no longer needs them is committed."""
    if cles:
        outbox.publier(session, EFFACER, f"{EFFACER}:{uuid.uuid4()}", {"cles": cles})


def effacer_octets(cle: str) -> None:
    """Delete what is under a key now, and the thumbnail beside it."""
    storage.delete(cle)
    storage.delete(vignettes.cle_de(cle))


def balayer(session: Session) -> int:
    """Delete joined bytes that no row names a day after they came: the server died between the two.

    Those of refused files too: they should be gone already.

    How many were deleted is returned.
    """
    effaces, limite = 0, clock.now() - ORPHELIN_APRES
    storage.forget_halves(DOSSIER, limite)
    for lot in storage.older_than(DOSSIER, limite):
        sources = {cle: cle.removesuffix(vignettes.SUFFIXE) for cle in lot}
        gardees = select(Piece.cle).where(col(Piece.analyse) != Analyse.REFUSEE)
        connues = set(session.exec(gardees.where(col(Piece.cle).in_(sources.values()))))
        for cle in (cle for cle, source in sources.items() if source not in connues):
            storage.delete(cle)
            effaces += 1
    return effaces


def lire_piece(session: Session, acteur: Acteur, piece_id: str) -> Lisible:
    """A file its owner, or an agent in charge of the submitted dossier, may read.

    Raises:
        Introuvable: unknown, or not for this person.
        Conflit: the antivirus refused it, or has not answered yet and this is not who sent it.
    """
    piece, dossier = _lisible(session, acteur, piece_id)
    antivirus, proprietaire = settings().antivirus, dossier.compte_id == acteur.id
    if not rules.octets_donnes(piece.analyse, proprietaire=proprietaire, antivirus=antivirus):
        refus = f"Ce fichier est effacé : {rules.motif_du_refus(piece.virus)}." if piece.virus else ""
        raise Conflit(refus or EN_QUARANTAINE)
    montrable = rules.montrable(piece.analyse, antivirus=antivirus)
    return Lisible(piece.cle, piece.nom, piece.type_mime, piece.taille, montrable)


def lire_vignette(session: Session, acteur: Acteur, piece_id: str) -> Lisible:
    """The thumbnail of a file, for whoever may read it, once it may be shown.

    Raises:
        Introuvable: unknown, not for this person, or there is none.
    """
    piece, _ = _lisible(session, acteur, piece_id)
    montrable = rules.montrable(piece.analyse, antivirus=settings().antivirus)
    if piece.vignette not in DESSINEES or not montrable:
        raise Introuvable(ABSENTE)
    return Lisible(vignettes.cle_de(piece.cle), "vignette.webp", vignettes.TYPE_MIME, 0)


def _lisible(session: Session, acteur: Acteur, piece_id: str) -> tuple[Piece, Dossier]:
    piece = session.get(Piece, lire_uuid(piece_id))
    if piece is None:
        raise Introuvable(ABSENTE)
    try:
        dossier, _ = lisible_par_id(session, acteur, piece.dossier_id)
    except Introuvable:
        raise Introuvable(ABSENTE) from None
    return piece, dossier


def lire_uuid(texte: object) -> uuid.UUID:
    """An identifier from outside; one that cannot exist becomes one that does not."""
    try:
        return uuid.UUID(texte if isinstance(texte, str) else "")
    except ValueError:
        return uuid.UUID(int=0)

"""Files on their way: announced before any byte comes, resumed within a day, joined once when whole."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, ErreurMetier, Introuvable
from portail.dossiers import annonces, pieces
from portail.dossiers.acces import mon_brouillon
from portail.dossiers.models import Dossier, Televersement
from portail.dossiers.vues_pieces import EnvoiVue, vue_envoi
from portail.infra import halves, outbox, storage

DUREE = timedelta(hours=24)
PAR_PERSONNE = 30
EFFACER = "effacer_envois"
ABSENT = "Cet envoi n’existe pas ou n’est plus attendu : choisissez de nouveau le fichier."
_EMPREINTE = re.compile(r"[0-9a-f]{64}|bouts-[0-9a-f]{8}")


class Altere(ErreurMetier):
    """What came is not what was sent."""

    def __init__(self) -> None:
        super().__init__("Le fichier reçu n’est pas identique à celui que vous avez envoyé : recommencez.")


@dataclass(frozen=True)
class EnCours:
    """A file on its way, for whoever receives its bytes. `fini`: it is joined, nothing more is needed."""

    id: uuid.UUID
    numero: str
    champ: str
    nom: str
    taille: int
    sha256: str  # as the browser counted it; empty when it could not
    expire_le: datetime
    fini: bool
    attendu: annonces.Attendu


_RIEN = annonces.Attendu(0, ())


def ouvrir(
    session: Session, acteur: Acteur, numero: str, champ: str, *, nom: str, taille: int, empreinte: str
) -> EnCours:
    """Announce a file. The same one, announced again before its end, is the same upload: it goes on.

    Raises:
        Introuvable, Conflit, TropVolumineux, TypeRefuse: not a draft of theirs, no field of
            files, or as `annonces.attendre` and `nommer`; too many are unfinished.
        EcritureImpossible: no room on the disk for all that is announced.
    """
    dossier = mon_brouillon(session, acteur, numero)
    question = annonces.question_de(session, dossier, champ)
    attendu = annonces.attendu(question)
    nom = annonces.nommer(nom, attendu.familles)
    empreinte = empreinte if _EMPREINTE.fullmatch(empreinte) else ""
    session.exec(select(Compte.id).where(Compte.id == acteur.id).with_for_update())  # others of theirs wait
    siens = session.exec(_en_cours().where(Televersement.compte_id == acteur.id)).all()
    du_dossier = [un for un in siens if un.dossier_id == dossier.id]
    for un in du_dossier:
        if empreinte and (un.champ, un.nom, un.taille, un.empreinte) == (champ, nom, taille, empreinte):
            return _vu(un, dossier, attendu)
    ici = sum(un.champ == champ for un in du_dossier)
    reserve = annonces.Reserve(ici, sum(un.taille for un in du_dossier))
    annonces.attendre(session, dossier, question, taille, reserve)
    if len(siens) >= PAR_PERSONNE:
        raise Conflit(f"{PAR_PERSONNE} envois ne sont pas terminés : terminez-les ou abandonnez-les.")
    storage.require_space(_reste_a_venir(session) + taille)
    ouvert = Televersement(
        compte_id=acteur.id, dossier_id=dossier.id, champ=champ, nom=nom, taille=taille, empreinte=empreinte
    )
    session.add(ouvert)
    session.flush()
    return _vu(ouvert, dossier, attendu)


def _en_cours() -> SelectOfScalar[Televersement]:
    return select(Televersement).where(
        col(Televersement.fini_le).is_(None), col(Televersement.cree_le) > clock.now() - DUREE
    )


def _reste_a_venir(session: Session) -> int:
    """The bytes announced by everybody that have not come yet."""
    venus = halves.sizes()
    return sum(max(0, un.taille - venus.get(un.id, 0)) for un in session.exec(_en_cours()))


def _vu(un: Televersement, dossier: Dossier, attendu: annonces.Attendu) -> EnCours:
    return EnCours(
        id=un.id,
        numero=dossier.numero,
        champ=un.champ,
        nom=un.nom,
        taille=un.taille,
        sha256=un.empreinte if len(un.empreinte) == 64 else "",
        expire_le=un.cree_le + DUREE,
        fini=un.fini_le is not None,
        attendu=attendu,
    )


def trouver(session: Session, acteur: Acteur, envoi_id: object) -> EnCours:
    """An upload of this very person, whose field still waits for it, or that is joined already.

    Raises:
        Introuvable: unknown, somebody else's, a day old, or its question is no longer asked.
        Conflit: its dossier is submitted.
    """
    un, dossier = _le_sien(session, acteur, envoi_id)
    if un.fini_le is not None:
        return _vu(un, dossier, _RIEN)
    question = annonces.question_de(session, mon_brouillon(session, acteur, dossier.numero), un.champ)
    return _vu(un, dossier, annonces.attendu(question))


def _le_sien(session: Session, acteur: Acteur, envoi_id: object) -> tuple[Televersement, Dossier]:
    un = session.get(Televersement, pieces.lire_uuid(envoi_id), populate_existing=True)
    if un is None or un.compte_id != acteur.id or un.cree_le + DUREE <= clock.now():
        raise Introuvable(ABSENT)
    return un, session.get_one(Dossier, un.dossier_id)


def terminer(session: Session, acteur: Acteur, envoi_id: object, recu: pieces.Recu) -> None:
    """Join a file that is whole; once, however often its end is told.

    Raises:
        Introuvable, Conflit, TropVolumineux, TypeRefuse: as `pieces.ajouter`.
    """
    un, dossier = _le_sien(session, acteur, envoi_id)
    if un.fini_le is None:
        mon_brouillon(session, acteur, dossier.numero)  # held: what was read before may be old
        un, dossier = _le_sien(session, acteur, envoi_id)
    if un.fini_le is not None:
        pieces.oublier_fichiers(session, [recu.cle])
        return
    pieces.ajouter(session, acteur, dossier.numero, un.champ, recu)
    un.fini_le = clock.now()
    session.flush()


def le_sien(session: Session, acteur: Acteur, envoi_id: object) -> uuid.UUID:
    """An upload of this very person, whatever became of its dossier.

    Raises:
        Introuvable: unknown, or somebody else's.
    """
    return _le_sien(session, acteur, envoi_id)[0].id


def abandonner(session: Session, acteur: Acteur, envoi_id: object) -> None:
    """Give up an upload; one that is joined stays joined.

    Raises:
        Introuvable: unknown, or somebody else's.
    """
    un, _ = _le_sien(session, acteur, envoi_id)
    if un.fini_le is None:
        _oublier(session, [un])


def oublier_du_dossier(session: Session, dossier: Dossier) -> None:
    """Nothing comes to this dossier any more."""
    query = select(Televersement).where(Televersement.dossier_id == dossier.id)
    _oublier(session, session.exec(query.where(col(Televersement.fini_le).is_(None))))


def oublier_du_compte(session: Session, compte_id: uuid.UUID) -> None:
    """Nothing comes from this account any more."""
    _oublier(session, session.exec(select(Televersement).where(Televersement.compte_id == compte_id)))


def purger(session: Session) -> None:
    """Forget what was begun more than a day ago."""
    limite = clock.now() - DUREE
    _oublier(session, session.exec(select(Televersement).where(col(Televersement.cree_le) <= limite)))


def _oublier(session: Session, eux: Iterable[Televersement]) -> None:
    eux = list(eux)
    if eux:
        ids = [str(un.id) for un in eux]
        outbox.publier(session, EFFACER, f"{EFFACER}:{uuid.uuid4()}", {"ids": ids})
    for un in eux:
        session.delete(un)
    session.flush()


def effacer_moities(ids: Iterable[str]) -> None:
    """Delete what had come, once the rows are gone."""
    for un in ids:
        halves.delete(uuid.UUID(un))


def balayer(session: Session) -> None:
    """Delete the half files that no row names a day after their last byte."""
    vieilles: set[uuid.UUID] = set(halves.older_than(clock.now() - DUREE))
    query = select(Televersement.id).where(
        col(Televersement.id).in_(vieilles), col(Televersement.fini_le).is_(None)
    )
    attendues = set(session.exec(query))
    for perdue in vieilles - attendues:
        halves.delete(perdue)


def par_champ(session: Session, dossier: Dossier) -> dict[str, list[EnvoiVue]]:
    """The unfinished uploads of a dossier by field, oldest first."""
    trouves: dict[str, list[EnvoiVue]] = defaultdict(list)
    query = _en_cours().where(Televersement.dossier_id == dossier.id)
    for un in session.exec(query.order_by(col(Televersement.cree_le))):
        trouves[un.champ].append(vue_envoi(un, min(halves.size(un.id), un.taille)))
    return trouves


def manques(session: Session, dossier: Dossier, visibles: Iterable[str]) -> dict[str, str]:
    """What stands in the way of submitting, by field: nobody submits without a file they think they sent."""
    par = par_champ(session, dossier)
    return {
        champ: f"L’envoi de « {par[champ][0].nom} » n’est pas terminé : reprenez-le ou abandonnez-le."
        for champ in visibles
        if champ in par
    }

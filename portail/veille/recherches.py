"""Saved searches: save, rename, tell how often to write, delete and take back."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, func, select

from portail.aides.criteres import Criteres
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.veille.lecture import tenir
from portail.veille.models import RechercheGardee
from portail.veille.rules import Frequence, lire_nom

RECHERCHES_MAX = 50
PLEIN = f"Vous avez déjà {RECHERCHES_MAX} recherches enregistrées : supprimez-en une d’abord."


@dataclass(frozen=True)
class Effacee:
    """A saved search that was just deleted, so that it can be taken back."""

    id: uuid.UUID
    nom: str
    adresse: str
    frequence: Frequence
    depuis: datetime
    cree_le: datetime


def lire_frequence(texte: object) -> Frequence:
    """How often to write. Raises `Invalide`."""
    try:
        return Frequence(texte)  # type: ignore[arg-type]  # anything: what is no frequency is refused
    except ValueError:
        raise Invalide({"frequence": "Choisissez quand vous voulez recevoir un mail."}) from None


def enregistrer(session: Session, acteur: Acteur, nom: str, adresse: str, frequence: object) -> None:
    """Save a search. The same one saved again takes its new name and frequency.

    Raises:
        Invalide: on `nom` or `frequence`.
        Conflit: there are too many.
    """
    propre, voulue = _nom(nom), lire_frequence(frequence)
    criteres = replace(Criteres.depuis_adresse(adresse), pages=1)
    tenir(session, acteur.id)
    query = select(RechercheGardee).where(RechercheGardee.compte_id == acteur.id)
    meme = session.exec(query.where(RechercheGardee.adresse == criteres.adresse)).first()
    if meme is not None:
        meme.nom = propre
        _regler(meme, voulue)
    else:
        _place(session, acteur)
        session.add(
            RechercheGardee(compte_id=acteur.id, nom=propre, adresse=criteres.adresse, frequence=voulue)
        )
    session.flush()


def renommer(session: Session, acteur: Acteur, reference: str, nom: str) -> None:
    """Give a search another name.

    Raises:
        Introuvable: not one of theirs.
        Invalide: on `nom`.
    """
    propre = _nom(nom)
    _sienne(session, acteur, reference).nom = propre
    session.flush()


def regler(session: Session, acteur: Acteur, reference: str, frequence: object) -> None:
    """Tell how often a search may write.

    Raises:
        Introuvable: not one of theirs.
        Invalide: on `frequence`.
    """
    _regler(_sienne(session, acteur, reference), lire_frequence(frequence))
    session.flush()


def supprimer(session: Session, acteur: Acteur, reference: str) -> Effacee:
    """Delete a search and return what takes it back.

    Raises:
        Introuvable: not one of theirs.
    """
    une = _sienne(session, acteur, reference)
    effacee = Effacee(une.id, une.nom, une.adresse, une.frequence, une.depuis, une.cree_le)
    session.delete(une)
    session.flush()
    return effacee


def reprendre(session: Session, acteur: Acteur, effacee: Effacee) -> None:
    """Take back what was just deleted; nothing happens if it is there.

    Raises:
        Conflit: there are too many.
    """
    tenir(session, acteur.id)
    if session.get(RechercheGardee, effacee.id) is None:
        _place(session, acteur)
        session.add(RechercheGardee(compte_id=acteur.id, **vars(effacee)))
        session.flush()


def _nom(texte: str) -> str:
    try:
        return lire_nom(texte)
    except ValueError as refus:
        raise Invalide({"nom": str(refus)}) from None


def _place(session: Session, acteur: Acteur) -> None:
    query = select(func.count()).select_from(RechercheGardee).where(RechercheGardee.compte_id == acteur.id)
    if session.exec(query).one() >= RECHERCHES_MAX:
        raise Conflit(PLEIN)


def _regler(recherche: RechercheGardee, frequence: Frequence) -> None:
    if recherche.frequence is Frequence.AUCUNE and frequence is not Frequence.AUCUNE:
        # What was published while nobody wanted to be told is no news.
        recherche.depuis, recherche.examinee_le = clock.now(), None
    recherche.frequence = frequence


def _sienne(session: Session, acteur: Acteur, reference: str) -> RechercheGardee:
    try:
        trouvee = session.get(RechercheGardee, uuid.UUID(reference))
    except ValueError:
        trouvee = None
    if trouvee is None or trouvee.compte_id != acteur.id:
        raise Introuvable("Cette recherche n’existe plus.")
    return trouvee

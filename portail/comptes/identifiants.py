"""Which identifiers are free. One asked for at sign-up is held whether or not an account came of it."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, and_, col, delete, or_, select, update

from portail.comptes.models import Compte, IdentifiantReserve
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.core.errors import Invalide

DUREE = timedelta(hours=72)  # as long as the link that activates the account
GARDE = timedelta(days=30)  # as long as an account that nobody activated
PRIS = "Cet identifiant est déjà pris : choisissez-en un autre."


def identifiant_libre(session: Session, cle: str, visiteur: str = "") -> bool:
    """Whether an identifier (key of `cle_identifiant`) can be taken by the browser `visiteur`.

    One with an @ can only be the person's own address: it is always said to be free, or this question would
    tell who has an account. What the same browser asked for and never activated is free too: somebody who
    mends a slip in their address keeps their identifier.
    """
    if "@" in cle:
        return True
    query = select(Compte.id).where(Compte.cle_identifiant == cle, col(Compte.active_le).is_not(None))
    if session.exec(query).first() is not None:
        return False
    reserve = session.get(IdentifiantReserve, cle)
    if reserve is None or reserve.expire_le < clock.now():
        return True
    return bool(visiteur) and reserve.visiteur == visiteur


def reserver(session: Session, cle: str, adresse: str, visiteur: str) -> None:
    """Hold an identifier for a sign-up with this address (`cle_mail`); the one it held before is let go.

    Raises:
        Invalide: on `identifiant`, taken by somebody else or somebody else's address.
    """
    if ("@" in cle and cle != adresse) or not identifiant_libre(session, cle, visiteur):
        raise Invalide({"identifiant": PRIS})
    retirer(session, cle)
    reserve = IdentifiantReserve
    a_moi = or_(col(reserve.expire_le) < clock.now(), col(reserve.visiteur) == visiteur)
    meme_adresse = col(reserve.adresse) == empreinte(adresse)
    session.exec(delete(reserve).where(or_(meme_adresse, and_(col(reserve.cle) == cle, a_moi))))
    if "@" in cle:
        return
    try:
        with session.begin_nested():
            expire_le = clock.now() + DUREE
            session.add(reserve(cle=cle, adresse=empreinte(adresse), visiteur=visiteur, expire_le=expire_le))
            session.flush()
    except IntegrityError:
        raise Invalide({"identifiant": PRIS}) from None


def prolonger(session: Session, cle: str) -> None:
    """Hold longer an identifier, or what an address asked for: the link may have been mailed again."""
    ligne = or_(col(IdentifiantReserve.adresse) == empreinte(cle), col(IdentifiantReserve.cle) == cle)
    session.exec(update(IdentifiantReserve).where(ligne).values(expire_le=clock.now() + DUREE))


def retirer(session: Session, cle: str) -> None:
    """Take a free identifier away from the unfinished sign-up that had it, whose address stands in for it.

    The sign-up does not disappear: it must still be seen that two browsers asked for one address.
    """
    inacheve = (col(Compte.cle_identifiant) == cle, col(Compte.active_le).is_(None))
    session.exec(
        update(Compte).where(*inacheve).values(identifiant=Compte.mail, cle_identifiant=Compte.cle_mail)
    )


def purger(session: Session) -> None:
    """Forget what no link that could be mailed again may need."""
    session.exec(delete(IdentifiantReserve).where(col(IdentifiantReserve.expire_le) < clock.now() - GARDE))

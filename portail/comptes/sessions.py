"""Open sessions: a random id in an HttpOnly cookie, its hash in the database, revocable at once."""

import re
import time
import uuid
from datetime import timedelta

from sqlalchemy import event
from sqlmodel import Session, col, delete, select, update

from portail.comptes.biscuits import valeur_du_cookie
from portail.comptes.models import Compte, SessionOuverte
from portail.comptes.rules import Acteur, empreinte, nommer_appareil
from portail.core import clock
from portail.infra.crypto import new_secret
from portail.infra.db import snapshot, transaction
from portail.settings import settings

CACHE_SECONDS = 2.0
SEEN_EVERY = timedelta(minutes=1)
_SID = re.compile("[A-Za-z0-9_-]{20,100}")

_cache: dict[str, tuple[float, Acteur | None]] = {}


def nom_du_cookie() -> str:
    """`__Host-` ties the cookie to this very host, which needs https."""
    return "__Host-sid" if settings().secure else "sid"


def lire_cookie(entete: str) -> str:
    """The session id in a Cookie header, or an empty string."""
    sid = valeur_du_cookie(entete, nom_du_cookie())
    return sid if _SID.fullmatch(sid) else ""


def ouvrir(session: Session, compte_id: uuid.UUID, appareil: str, ancien: str = "") -> str:
    """Open a session and return the new cookie value; the browser's former session is closed.

    `appareil` is its User-Agent header; only the words it means are kept.
    """
    if ancien:
        fermer(session, empreinte(ancien))
    sid = new_secret()
    session.exec(update(Compte).where(col(Compte.id) == compte_id).values(vu_le=clock.now(), prevenu_le=None))
    session.add(
        SessionOuverte(empreinte=empreinte(sid), compte_id=compte_id, appareil=nommer_appareil(appareil))
    )
    session.flush()
    return sid


def fermer(session: Session, empreinte_session: str) -> None:
    """Close one session."""
    session.exec(delete(SessionOuverte).where(col(SessionOuverte.empreinte) == empreinte_session))
    _oublier(session, empreinte_session)


def _oublier(session: Session, empreinte_session: str) -> None:
    """Drop the cached answer now, and again at the commit: another event may have asked in between."""
    _cache.pop(empreinte_session, None)
    event.listen(session, "after_commit", lambda _: _cache.pop(empreinte_session, None), once=True)


def fermer_les_autres(session: Session, compte_id: uuid.UUID, sauf: str = "") -> int:
    """Close every session of an account but `sauf`; return how many were closed."""
    autres = session.exec(
        select(SessionOuverte).where(SessionOuverte.compte_id == compte_id, SessionOuverte.empreinte != sauf)
    ).all()
    for autre in autres:
        session.delete(autre)
        _oublier(session, autre.empreinte)
    session.flush()
    return len(autres)


def fermer_partout(session: Session, compte_id: uuid.UUID | None) -> int:
    """Close every session of an account, or of everybody when None; return how many were closed.

    Meant for another process than the portal's own, which notices within `CACHE_SECONDS`.
    """
    a_fermer = [col(SessionOuverte.compte_id) == compte_id] if compte_id else []
    return session.exec(delete(SessionOuverte).where(*a_fermer)).rowcount


def purger(session: Session) -> None:
    """Forget the sessions that are too old to be used."""
    oldest = clock.now() - timedelta(hours=settings().session_max_hours)
    session.exec(delete(SessionOuverte).where(col(SessionOuverte.cree_le) < oldest))


def ouvertes(session: Session, compte_id: uuid.UUID) -> list[SessionOuverte]:
    """The open sessions of an account, the last seen first."""
    query = select(SessionOuverte).where(SessionOuverte.compte_id == compte_id)
    return list(session.exec(query.order_by(col(SessionOuverte.vue_le).desc())))


def acteur_connu(empreinte_session: str) -> tuple[bool, Acteur | None]:
    """The cached answer for a session, as (known, who): most events need no query."""
    found = _cache.get(empreinte_session)
    if found and time.monotonic() - found[0] < CACHE_SECONDS:
        return True, found[1]
    return False, None


def trouver(empreinte_session: str) -> Acteur | None:
    """Who a session belongs to; None when unknown, idle too long, too old or closed.

    Most visitors are nobody: they are looked for without the lock that writers need.
    """
    with snapshot() as session:
        found = _charger(session, empreinte_session)
    acteur = None
    if found is not None:
        ouverte, compte = found
        vivante = _vivante(ouverte)
        acteur = acteur_de(compte, empreinte_session) if vivante else None
        if not vivante or clock.now() - ouverte.vue_le > SEEN_EVERY:
            _noter(empreinte_session, vivante)
    if len(_cache) > 10_000:
        _cache.clear()
    _cache[empreinte_session] = (time.monotonic(), acteur)
    return acteur


def _charger(session: Session, empreinte_session: str) -> tuple[SessionOuverte, Compte] | None:
    query = (
        select(SessionOuverte, Compte)
        .join(Compte)
        .where(SessionOuverte.empreinte == empreinte_session, col(Compte.active_le).is_not(None))
    )
    return session.exec(query).first()


def _vivante(ouverte: SessionOuverte) -> bool:
    now, reglages = clock.now(), settings()
    idle = now - ouverte.vue_le > timedelta(minutes=reglages.session_idle_minutes)
    return not idle and now - ouverte.cree_le <= timedelta(hours=reglages.session_max_hours)


def _noter(empreinte_session: str, vivante: bool) -> None:
    with transaction() as session:
        if vivante:
            ligne = col(SessionOuverte.empreinte) == empreinte_session
            session.exec(update(SessionOuverte).where(ligne).values(vue_le=clock.now()))
        else:
            fermer(session, empreinte_session)


def acteur_de(compte: Compte, empreinte_session: str = "") -> Acteur:
    """The person of an account, in that session if any."""
    return Acteur(
        id=compte.id,
        prenom=compte.prenom,
        nom=compte.nom,
        mail=compte.mail,
        identifiant=compte.identifiant,
        role=compte.role,
        service=compte.service,
        empreinte_session=empreinte_session,
    )

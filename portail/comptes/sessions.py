"""Open sessions: a random id in an HttpOnly cookie, its hash in the database, revocable at once."""

import time
import uuid
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie

from sqlmodel import Session, col, delete, select

from portail.comptes.models import Compte, SessionOuverte
from portail.comptes.rules import Acteur, empreinte
from portail.core import clock
from portail.infra.db import transaction
from portail.settings import new_secret, settings

CACHE_SECONDS = 2.0
SEEN_EVERY = timedelta(minutes=1)

_cache: dict[str, tuple[float, Acteur | None]] = {}


def nom_du_cookie() -> str:
    """`__Host-` ties the cookie to this very host, which needs https."""
    return "__Host-sid" if settings().secure else "sid"


def lire_cookie(entete: str) -> str:
    """The session id in a Cookie header, or an empty string."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(entete)
    except CookieError:
        return ""
    morsel = jar.get(nom_du_cookie())
    return morsel.value if morsel and 20 <= len(morsel.value) <= 100 else ""


def ouvrir(session: Session, compte_id: uuid.UUID, appareil: str, ancien: str = "") -> str:
    """Open a session and return the new cookie value; the browser's former session is closed."""
    if ancien:
        fermer(session, empreinte(ancien))
    sid = new_secret()
    session.add(SessionOuverte(empreinte=empreinte(sid), compte_id=compte_id, appareil=appareil[:120]))
    session.flush()
    return sid


def fermer(session: Session, empreinte_session: str) -> None:
    """Close one session."""
    session.exec(delete(SessionOuverte).where(col(SessionOuverte.empreinte) == empreinte_session))
    _cache.pop(empreinte_session, None)


def fermer_les_autres(session: Session, compte_id: uuid.UUID, sauf: str = "") -> int:
    """Close every session of an account but `sauf`; return how many were closed."""
    autres = session.exec(
        select(SessionOuverte).where(SessionOuverte.compte_id == compte_id, SessionOuverte.empreinte != sauf)
    ).all()
    for autre in autres:
        session.delete(autre)
        _cache.pop(autre.empreinte, None)
    session.flush()
    return len(autres)


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
    """Who a session belongs to; None when unknown, idle too long, too old or closed."""
    with transaction() as session:
        acteur = _charger(session, empreinte_session)
    if len(_cache) > 10_000:
        _cache.clear()
    _cache[empreinte_session] = (time.monotonic(), acteur)
    return acteur


def _charger(session: Session, empreinte_session: str) -> Acteur | None:
    found = session.exec(
        select(SessionOuverte, Compte)
        .join(Compte)
        .where(SessionOuverte.empreinte == empreinte_session, col(Compte.active_le).is_not(None))
    ).first()
    if found is None:
        return None
    ouverte, compte = found
    now, reglages = clock.now(), settings()
    idle = now - ouverte.vue_le > timedelta(minutes=reglages.session_idle_minutes)
    if idle or now - ouverte.cree_le > timedelta(hours=reglages.session_max_hours):
        fermer(session, empreinte_session)
        return None
    if now - ouverte.vue_le > SEEN_EVERY:
        ouverte.vue_le = now
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

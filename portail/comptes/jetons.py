"""Single-use tokens: what a mailed link or a sign-in ticket carries. Only their hash is stored."""

import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, delete, update

from portail.comptes.models import Jeton
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.core.errors import ErreurMetier
from portail.infra.crypto import new_secret

GARDE = timedelta(days=30)
"""How long a link that no longer works can still say why."""


class Usage(StrEnum):
    """What a token gives the right to do, once."""

    ACTIVATION = "activation"
    MOT_DE_PASSE = "mot_de_passe"
    MAIL_ANCIEN = "mail_ancien"
    MAIL_NOUVEAU = "mail_nouveau"
    CONNEXION = "connexion"


class JetonRefuse(ErreurMetier):
    """The link cannot be used; `raison` is « inconnu », « utilise » or « expire ». `jeton`: if any."""

    def __init__(self, raison: str, message: str, jeton: Jeton | None = None) -> None:
        super().__init__(message)
        self.raison = raison
        self.jeton = jeton


def emettre(
    session: Session,
    usage: Usage,
    compte_id: uuid.UUID,
    duree: timedelta,
    charge: dict[str, Any] | None = None,
) -> str:
    """Make a token valid for `duree` and return its secret, which is kept nowhere."""
    secret = new_secret()
    expire_le = clock.now() + duree
    session.add(
        Jeton(
            empreinte=empreinte(secret),
            usage=usage,
            compte_id=compte_id,
            charge=charge or {},
            expire_le=expire_le,
        )
    )
    session.flush()
    return secret


def lire(session: Session, usage: Usage, secret: str) -> Jeton:
    """Look at a token without using it.

    Raises:
        JetonRefuse: unknown or forged, used already, or expired.
    """
    jeton = session.get(Jeton, empreinte(secret)) if 0 < len(secret) <= 100 else None
    if jeton is None or jeton.usage != usage:
        raise JetonRefuse("inconnu", "Ce lien n’est pas valide. Vérifiez que vous l’avez copié en entier.")
    if jeton.utilise_le is not None:
        raise JetonRefuse("utilise", "Ce lien a déjà servi.", jeton)
    if jeton.expire_le < clock.now():
        raise JetonRefuse("expire", "Ce lien a expiré.", jeton)
    return jeton


def consommer(session: Session, usage: Usage, secret: str) -> Jeton:
    """Use a token; of two that try at the same instant only one succeeds.

    Raises:
        JetonRefuse: as `lire`.
    """
    jeton = lire(session, usage, secret)
    done = session.exec(
        update(Jeton)
        .where(col(Jeton.empreinte) == jeton.empreinte, col(Jeton.utilise_le).is_(None))
        .values(utilise_le=clock.now())
    )
    if done.rowcount != 1:
        raise JetonRefuse("utilise", "Ce lien a déjà servi.", jeton)
    return jeton


def annuler(session: Session, compte_id: uuid.UUID, *usages: Usage) -> None:
    """Make the unused tokens of these kinds worthless, when what they allowed is done or no longer wanted."""
    session.exec(
        update(Jeton)
        .where(
            col(Jeton.compte_id) == compte_id, col(Jeton.usage).in_(usages), col(Jeton.utilise_le).is_(None)
        )
        .values(utilise_le=clock.now())
    )


def purger(session: Session) -> None:
    """Forget the tokens that expired `GARDE` ago."""
    session.exec(delete(Jeton).where(col(Jeton.expire_le) < clock.now() - GARDE))

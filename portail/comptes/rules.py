"""Who may pass: roles and the person behind an event. Pure."""

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    DEMANDEUR = "demandeur"
    AGENT = "agent"
    ADMINISTRATEUR = "administrateur"


class Acces(StrEnum):
    """Who may call a handler or a route."""

    PUBLIC = "public"
    CONNECTE = "connecte"
    AGENT = "agent"


@dataclass(frozen=True)
class Acteur:
    """The signed-in person behind an event or a request."""

    id: uuid.UUID
    prenom: str
    nom: str
    mail: str
    identifiant: str
    role: Role
    service: str
    empreinte_session: str


def peut_passer(acteur: Acteur | None, acces: Acces) -> bool:
    """Deny by default: an unknown person only passes public doors."""
    if acces is Acces.PUBLIC:
        return True
    if acteur is None:
        return False
    if acces is Acces.AGENT:
        return acteur.role in {Role.AGENT, Role.ADMINISTRATEUR}
    return True


def empreinte(secret: str) -> str:
    """The hash under which a random secret (cookie, link) is kept; its 256 bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()

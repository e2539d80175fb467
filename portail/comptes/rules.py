"""Who may pass: roles, the person behind an event, where they come from and may be sent. Pure."""

import hashlib
import ipaddress
import re
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


# Visible ASCII, one leading slash, no backslash: browsers read a backslash as a slash, and skip tabs, so that
# what looks like a path may lead to another host.
SUITE_MAX = 4_000
"""Signs of a way back: the fullest search has 3 036, its sign-in 3 897, and a proxy's line holds 8 192."""
_CHEMIN = re.compile(rf"/(?![/\\])[!-\[\]-~]{{0,{SUITE_MAX - 1}}}")
# « /.//host » is a path of ours until a router makes it shorter: « //host ».
_DETOURS = ("//", "/.", "%2e", "%2f", "%5c")
_NAVIGATEURS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMES = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


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

    @property
    def cle(self) -> str:
        """The account, as a browser may know it."""
        return cle_du_compte(self.id)


def peut_passer(acteur: Acteur | None, acces: Acces) -> bool:
    """Deny by default: an unknown person only passes public doors."""
    if acces is Acces.PUBLIC:
        return True
    if acteur is None:
        return False
    if acces is Acces.AGENT:
        return acteur.role in {Role.AGENT, Role.ADMINISTRATEUR}
    return True


def cle_du_compte(compte_id: uuid.UUID) -> str:
    """The account, as a browser may know it: what it keeps is sent for this very person only."""
    return hashlib.sha256(compte_id.bytes).hexdigest()[:16]


def empreinte(secret: str) -> str:
    """The hash under which a random secret (cookie, link) is kept; its 256 bits need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def suite_sure(suite: object, defaut: str) -> str:
    """`suite` when it is a path of this portal that a browser cannot take for another site, else `defaut`."""
    if not isinstance(suite, str) or not _CHEMIN.fullmatch(suite):
        return defaut
    chemin = re.split("[?#]", suite, maxsplit=1)[0].lower()
    return defaut if any(signe in chemin for signe in _DETOURS) else suite


def reseau(adresse: str) -> str:
    """What frequencies are counted by: an IPv4 address, or the /64 that one subscriber of IPv6 receives."""
    try:
        ip = ipaddress.ip_address(adresse)
    except ValueError:
        return "inconnu"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((int(ip), 64), strict=False))
    return str(ip)


def nommer_appareil(user_agent: str) -> str:
    """« Firefox sur Windows », from a User-Agent header."""
    navigateur = next((nom for signe, nom in _NAVIGATEURS if signe in user_agent), "Navigateur inconnu")
    systeme = next((nom for signe, nom in _SYSTEMES if signe in user_agent), "")
    return f"{navigateur} sur {systeme}" if systeme else navigateur

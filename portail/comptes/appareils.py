"""The mark of a browser that signed in before: floods of somebody else's failures do not stop it.

It opens nothing: who holds it still needs the password, and is slowed by their own failures.
"""

import re
import uuid

from portail.comptes.biscuits import valeur_du_cookie
from portail.infra import crypto
from portail.settings import settings

ENTETE = "appareil:"  # what is encrypted elsewhere for another use is no mark
MAXIMUM = 5  # accounts of one browser
_MARQUE = re.compile(r"[A-Za-z0-9_=-]{40,1000}")


def nom_du_cookie() -> str:
    """`__Host-` ties the cookie to this very host, which needs https."""
    return "__Host-appareil" if settings().secure else "appareil"


def marquer(entete: str, compte_id: uuid.UUID) -> str:
    """The mark of a browser that signs in, known already for the accounts its Cookie header tells."""
    avant = [connu for connu in _lire(entete) if connu != str(compte_id)]
    return crypto.encrypt(ENTETE + " ".join([*avant[1 - MAXIMUM :], str(compte_id)]))


def connus(entete: str) -> frozenset[str]:
    """The ids of the accounts that the browser of this Cookie header signed in to; forged ones tell none."""
    return frozenset(_lire(entete))


def _lire(entete: str) -> list[str]:
    marque = valeur_du_cookie(entete, nom_du_cookie())
    try:
        clair = crypto.decrypt(marque) if _MARQUE.fullmatch(marque) else ""
    except crypto.Illisible:
        return []
    return clair.removeprefix(ENTETE).split() if clair.startswith(ENTETE) else []

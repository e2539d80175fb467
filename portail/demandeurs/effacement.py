"""The end of an account: the rooms above untie what is theirs, then the account and its sheet are erased."""

import uuid
from collections.abc import Callable

from sqlmodel import Session

from portail.comptes import changements
from portail.comptes.changements import Preuve
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur

AVANT: list[Callable[[Session, uuid.UUID], object]] = []
"""What must be done first, by rooms this one may not know; filled where the portal is assembled.

One that is missing cannot lose anything: its rows refer to the account, which the database then keeps.
"""


def supprimer_compte(session: Session, acteur: Acteur, preuve: Preuve) -> None:
    """Erase the person's account and sheet, all or nothing (RGPD, article 17).

    Raises:
        Conflit: the password was changed since `preuve`.
    """
    _untie(session, acteur.id)
    changements.supprimer_compte(session, acteur, preuve)


def effacer_compte(session: Session, compte: Compte) -> None:
    """Erase an account that nobody uses any more, and its sheet."""
    _untie(session, compte.id)
    changements.effacer(session, compte)


def _untie(session: Session, compte_id: uuid.UUID) -> None:
    for untie in AVANT:
        untie(session, compte_id)

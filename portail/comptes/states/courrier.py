"""`/courrier`: the local mailbox of the demonstration."""

import asyncio

import reflex as rx

from portail.comptes import courrier
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.comptes.views import MailVu


class CourrierState(rx.State):
    """The last mails, newest first."""

    mails: list[MailVu] = []
    charge: bool = False

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Read the mailbox; outside the demonstration there is none."""
        self.mails, self.charge = [], False
        self.mails = await asyncio.to_thread(courrier.lister)
        self.charge = True

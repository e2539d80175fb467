"""`/courrier`: the local mailbox of the demonstration."""

import asyncio

import reflex as rx

from portail.comptes import courrier
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.comptes.views import MailVu
from portail.core.formats import pluriel


class CourrierState(rx.State):
    """The last mails, newest first."""

    mails: list[MailVu] = []
    charge: bool = False
    compte: str = ""  # how many, said when the list is read again

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Read the mailbox; outside the demonstration there is none."""
        self.mails = await asyncio.to_thread(courrier.lister)
        self.charge, self.compte = True, pluriel(len(self.mails), "mail")

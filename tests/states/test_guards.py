"""The guard, through the real processor: who passes, and whose state a tab shows."""

from collections.abc import Iterator

import pytest
import reflex as rx
from reflex_base.registry import RegistrationContext

from portail.comptes.guards import POLICY, Visite, acteur, acteur_ou_rien, evenement, visiteur
from portail.comptes.rules import Acces, empreinte
from portail.core.errors import Interdit
from tests.states.client import Client


class Temoin(rx.State):
    """Handlers of every policy, that remember who called them."""

    vu: str = ""
    secret: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvert(self) -> None:
        who = acteur_ou_rien()
        self.vu = who.prenom if who else visiteur()

    @evenement(Acces.CONNECTE)
    async def reserve(self) -> None:
        self.vu, self.secret = acteur().prenom, "chose privée"

    @evenement(Acces.AGENT)
    async def interne(self) -> None:
        self.vu = acteur().prenom

    @evenement(Acces.CONNECTE)
    async def refuser(self) -> None:
        raise Interdit("Non, pas ainsi.")


async def test_it_runs(client: Client) -> None:
    await client.call(Temoin.ouvert)
    assert (await client.state(Temoin)).vu == empreinte(client.cookie)

"""What of the catalogue the person keeps and waits for: shown by stars on every page that shows aids."""

from typing import Any

import reflex as rx

from portail.comptes.guards import acteur, acteur_ou_rien, evenement
from portail.comptes.rules import Acces
from portail.ui.bridge import read, run
from portail.veille import ouvertures, service


class EtoilesState(rx.State):
    """Slugs of aids; empty when nobody is signed in: a browser knows its own."""

    gardees: list[str] = []
    attendues: list[str] = []
    jointe: int = 0
    """Grows when the account has taken what the browser kept."""

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Read what the person keeps and waits for."""
        await self._relire()

    @evenement(Acces.CONNECTE)
    async def garder(self, slug: Any, oui: Any) -> None:
        """Keep an aid, or keep it no more."""
        if not isinstance(slug, str) or not isinstance(oui, bool):
            return
        await run(service.garder if oui else service.retirer, acteur(), slug)
        await self._relire()

    @evenement(Acces.CONNECTE)
    async def joindre(self, slugs: Any) -> Any:
        """Take into the account what this browser kept without one."""
        await run(service.ajouter, acteur(), lire_slugs(slugs))
        await self._relire()
        self.jointe += 1
        return rx.set_focus("h1")

    @evenement(Acces.CONNECTE)
    async def prevenir(self, slug: Any, oui: Any) -> None:
        """Wait for the opening of an aid, or wait no more."""
        await self._attendre(slug, oui)

    async def _attendre(self, slug: Any, oui: Any) -> None:
        if isinstance(slug, str) and isinstance(oui, bool):
            await run(ouvertures.prevenir if oui else ouvertures.renoncer, acteur(), slug)
            await self._relire()

    async def _relire(self) -> None:
        qui = acteur_ou_rien()
        gardees, attendues = await read(service.marques, qui) if qui else ([], [])
        if (gardees, attendues) != (self.gardees, self.attendues):
            self.gardees, self.attendues = gardees, attendues


def lire_slugs(recus: Any) -> list[str]:
    """The addresses of aids in what a browser sent, no more than it may keep."""
    connus = [un for un in recus[:500] if isinstance(un, str)] if isinstance(recus, list) else []
    return [un for un in connus if 0 < len(un) <= 200 and un.isprintable()][: service.FAVORIS_MAX]

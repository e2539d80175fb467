"""A tab of a draft, as the browser's component behaves: it sends again until it is acknowledged."""

import asyncio
import time
from typing import Any
from urllib.parse import urlsplit

import socketio

from tests.demandeurs_de_test import CHAMP, ETAPE, SAVE
from tests.hostile.attacker import Attacker

PATIENCE = 60.0
_PERDUE = (socketio.exceptions.SocketIOError, TimeoutError, OSError)


class Onglet(Attacker):
    """One open step of a draft, and what the server told it."""

    def __init__(self, url: str, cookie: str, numero: str, *, public: str = "", **autres: str) -> None:
        super().__init__(url, cookie=cookie, origin=public or None, **autres)
        if public:  # as a proxy would forward it
            self.headers["Host"] = urlsplit(public).netloc
        self.numero, self.chemin = numero, f"/dossiers/{numero}/{ETAPE}"
        self.dit: dict[str, Any] = {}
        self._neuf = asyncio.Event()

    async def _receive(self, data: Any) -> None:
        await super()._receive(data)
        for etat, variables in (data.get("delta") or {}).items():
            nom = etat.rpartition("____")[2]
            self.dit |= {f"{nom}.{v.removesuffix('_rx_state_')}": valeur for v, valeur in variables.items()}
        self._neuf.set()

    def de(self, variable: str) -> Any:
        """The last value told of a variable of the step, or of another state if it is named."""
        return self.dit.get(variable if "." in variable else f"etape_state.{variable}")

    async def jusqu_a(self, variable: str, vrai: Any, patience: float = PATIENCE) -> Any:
        """Wait until what was told of a variable satisfies `vrai`, and return it."""
        async with asyncio.timeout(patience):
            while not vrai(self.de(variable)):
                self._neuf.clear()
                await self._neuf.wait()
        return self.de(variable)

    async def ouvrir(self) -> None:
        """Load the page, and wait until it shows the step."""
        await self.load(self.chemin)
        await self.jusqu_a("chemin", lambda chemin: chemin == self.chemin)

    async def envoyer(self, texte: str, n: int) -> None:
        """Send one edit, and do not wait."""
        edition = {"numero": self.numero, "champ": CHAMP, "n": n, "valeur": texte}
        await self.emit(SAVE, edition, self.chemin)


async def ecrire(url: str, cookie: str, numero: str, texte: str, n: int = 0, **autres: str) -> int:
    """Type one answer and send it until it is acknowledged, on a new line each time the former is lost."""
    n = n or int(time.time() * 1000)
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with Onglet(url, cookie, numero, **autres) as onglet:
                    await onglet.load(onglet.chemin)
                    await onglet.envoyer(texte, n)
                    await onglet.jusqu_a("acquits", lambda acquits: (acquits or {}).get(CHAMP, 0) >= n, 5)
                    return n
            except _PERDUE:
                await asyncio.sleep(0.2)

"""A raw socket.io client: it sends what it likes, as nobody's browser would."""

import asyncio
import json
import uuid
from typing import Any

import socketio

ROOT_STATE = "reflex___state____state"


class Attacker:
    """One connection to the event socket, with the cookie, origin, tab token and network of one's choice."""

    def __init__(
        self, url: str, *, cookie: str = "", origin: str | None = None, token: str = "", network: str = ""
    ) -> None:
        self.url, self.token = url, token or str(uuid.uuid4())
        self.headers = {"Origin": url if origin is None else origin}
        if cookie:
            self.headers["Cookie"] = cookie if "=" in cookie else f"sid={cookie}"
        if network:
            self.headers["X-Forwarded-For"] = network
        if not self.headers["Origin"]:
            del self.headers["Origin"]
        self.received: list[Any] = []
        self._news = asyncio.Event()
        self.io = socketio.AsyncClient(
            reconnection=False, json=json
        )  # not the framework’s, that writes no half a sign
        self.io.on("event", self._receive, namespace="/_event")

    async def _receive(self, data: Any) -> None:
        self.received.append(data)
        self._news.set()

    async def __aenter__(self) -> "Attacker":
        try:
            await self.io.connect(
                f"{self.url}?token={self.token}",
                transports=["websocket"],
                socketio_path="/_event",
                namespaces=["/_event"],
                headers=self.headers,
                wait_timeout=5,
            )
        except socketio.exceptions.ConnectionError:
            if self.io.eio.http is not None:
                await self.io.eio.http.close()  # the library leaves it open when it is refused
            raise
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.io.disconnect()

    async def emit(self, name: str, payload: Any, path: str) -> None:
        """Send one event as a page at `path` would, and do not wait."""
        event = {
            "name": name,
            "payload": payload,
            "router_data": {"pathname": path, "asPath": path, "query": {}},
        }
        await self.io.emit("event", event, namespace="/_event")

    async def send(self, name: str, payload: Any = None, *, path: str = "/", wait: float = 0.3) -> list[Any]:
        """Send one event and return what came back meanwhile."""
        before = len(self.received)
        await self.emit(name, {} if payload is None else payload, path)
        await asyncio.sleep(wait)
        return self.received[before:]

    async def raw(self, data: Any, wait: float = 0.2) -> list[Any]:
        """Send anything at all."""
        before = len(self.received)
        await self.io.emit("event", data, namespace="/_event")
        await asyncio.sleep(wait)
        return self.received[before:]

    async def settle(self) -> None:
        """Wait until all that this tab sent is done: a tab's events are done in their order."""
        seen = len(self.received)
        await self.emit(f"{ROOT_STATE}.hydrate_and_load", {"vars": {}, "hashes": []}, "/")
        async with asyncio.timeout(60):
            while "'is_hydrated_rx_state_': True" not in str(self.received[seen:]):
                self._news.clear()
                await self._news.wait()

    async def load(self, path: str) -> list[Any]:
        """Open a page as a browser does: hydrate, then the page's own loading."""
        return await self.send(
            f"{ROOT_STATE}.hydrate_and_load", {"vars": {}, "hashes": []}, path=path, wait=0.8
        )

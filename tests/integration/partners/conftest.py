"""Real servers on 127.0.0.1 that behave badly."""

import socketserver
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

Conduite = Callable[[BaseHTTPRequestHandler, Event], None]


class _Serveur(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves before the end is what these tests are about."""


@pytest.fixture
def serveur() -> Iterator[Callable[[Conduite], tuple[str, list[str]]]]:
    """Start a server with a conduct; gives its URL and the list of the paths it was asked."""
    ouverts: list[socketserver.BaseServer] = []
    fini = Event()

    def ouvrir(conduite: Conduite) -> tuple[str, list[str]]:
        demandes: list[str] = []

        class Guichet(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                demandes.append(self.path)
                conduite(self, fini)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        serveur = _Serveur(("127.0.0.1", 0), Guichet)
        Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
        ouverts.append(serveur)
        return f"http://127.0.0.1:{serveur.server_address[1]}", demandes

    yield ouvrir
    fini.set()
    for serveur in ouverts:
        serveur.shutdown()
        serveur.server_close()

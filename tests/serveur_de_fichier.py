"""A server that answers one file, well or badly, whatever is asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def serveur(corps: bytes, statut: int = 200, **entetes: str) -> Iterator[str]:
    """Its address; it answers while the block lasts."""

    class Reponses(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(statut)
            for nom, valeur in entetes.items():
                self.send_header(nom.replace("_", "-"), valeur)
            self.end_headers()
            self.wfile.write(corps)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    ecoute = ThreadingHTTPServer(("127.0.0.1", 0), Reponses)
    threading.Thread(target=ecoute.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{ecoute.server_address[1]}/liste"
    finally:
        ecoute.shutdown()
        ecoute.server_close()

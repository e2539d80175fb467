"""Stand-ins for the two partners we cannot run here, with answers of the shape theirs have."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ADRESSE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [-0.57, 44.83]},
    "properties": {
        "label": "12 Rue des Essais 33000 Bordeaux",
        "score": 0.97,
        "housenumber": "12",
        "id": "33063_0001_00012",
        "name": "12 Rue des Essais",
        "street": "Rue des Essais",
        "postcode": "33000",
        "citycode": "33063",
        "city": "Bordeaux",
        "context": "33, Gironde, Nouvelle-Aquitaine",
        "type": "housenumber",
    },
}
SIRET = "73282932000074"
ORGANISATION = {
    "siren": SIRET[:9],
    "nom_complet": "LES AMIS DU MARAIS",
    "nom_raison_sociale": "LES AMIS DU MARAIS",
    "nature_juridique": "9220",
    "activite_principale": "94.99Z",
    "etat_administratif": "A",
    "statut_diffusion": "O",
    "complements": {"identifiant_association": "W332001234", "est_association": True},
    "siege": {
        "siret": SIRET,
        "adresse": "3 RUE DU PORT 33000 BORDEAUX",
        "code_postal": "33000",
        "commune": "33063",
        "libelle_commune": "BORDEAUX",
        "etat_administratif": "A",
        "statut_diffusion_etablissement": "O",
        "activite_principale": "94.99Z",
    },
    "matching_etablissements": [],
}


def _answer(path: str, query: str) -> dict[str, Any]:
    if path == "/geocodage/search":
        return {"type": "FeatureCollection", "features": [ADRESSE] if "essais" in query.casefold() else []}
    found = [ORGANISATION] if query.replace(" ", "") in {SIRET, SIRET[:9]} else []
    return {"results": found, "total_results": len(found), "page": 1, "per_page": 10, "total_pages": 1}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = json.dumps(_answer(parts.path, parse_qs(parts.query).get("q", [""])[0])).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def partenaires() -> Iterator[dict[str, str]]:
    """Run the stand-ins; yields the settings that lead to them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield {"geocodage_url": f"{base}/geocodage", "entreprises_url": f"{base}/entreprises"}
    finally:
        server.shutdown()
        server.server_close()

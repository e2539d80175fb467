"""Partners that lie, through real sockets: the page says one may go on, and one goes on to the account."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

import pytest

from portail.demandeurs.states.fiche import FicheState
from portail.demandeurs.states.inscription import InscriptionState
from portail.partners import address, companies, http
from portail.settings import settings
from tests.integration.partners.conftest import Conduite, serveur  # noqa: F401  a fixture
from tests.states.client import Client
from tests.states.demandeurs.conftest import ETAPE_1, ETAPE_2, MOTS, SIRET, Partenaires, comptes

VRAIES = address.chercher, companies.chercher_siret
UNE_ADRESSE: dict[str, Any] = {
    "label": "12 Rue des Essais 33000 Bordeaux",
    "name": "12 Rue des Essais",
    "type": "housenumber",
    "postcode": "33000",
    "citycode": "33063",
    "city": "Bordeaux",
    "score": 0.97,
}


def repondre(corps: bytes, *, statut: int = 200, genre: str = "application/json", **entetes: str) -> Conduite:
    def conduite(guichet: BaseHTTPRequestHandler, _fini: Event) -> None:
        guichet.send_response(statut)
        for nom, valeur in {"Content-Type": genre, **entetes}.items():
            guichet.send_header(nom.replace("_", "-"), valeur)
        guichet.end_headers()
        with suppress(OSError):
            guichet.wfile.write(corps)

    return conduite


def en_json(valeur: object) -> bytes:
    return json.dumps(valeur).encode()


def muet(_guichet: BaseHTTPRequestHandler, fini: Event) -> None:
    fini.wait(30)


def lignes(**faux: object) -> bytes:
    """An answer of the right shape for both, one value of which is wrong."""
    adresse = {"type": "Feature", "properties": UNE_ADRESSE | faux}
    unite = {"siren": SIRET[:9], "siege": {"siret": SIRET, **faux}, "matching_etablissements": []} | faux
    return en_json({"type": "FeatureCollection", "features": [adresse], "results": [unite]})


MENSONGES: dict[str, Conduite] = {
    "rien": repondre(b""),
    "coupe": repondre(b'{"results": [{"siren": "7328'),
    "autre_forme": repondre(en_json({"bonjour": 1})),
    "liste": repondre(en_json([1, 2, 3])),
    "types_faux": repondre(lignes(label=5, postcode=33000, siren=SIRET[:9], etat_administratif=7)),
    "profond": repondre(b"[" * 100_000),
    "infini": repondre(b'{"results": NaN, "type": Infinity}'),
    "dix_megaoctets": repondre(b" " * 10_000_000),
    "bombe": repondre(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
    "page": repondre(b"<html>Maintenance</html>", genre="text/html"),
    "cinq_cents": repondre(b"{}", statut=500),
    "prive": repondre(b"", statut=302, Location="http://169.254.169.254/latest/meta-data/"),
    "fichier": repondre(b"", statut=301, Location="file:///etc/passwd"),
    "muet": muet,
}


@pytest.fixture(params=MENSONGES.values(), ids=MENSONGES.keys())
def menteurs(
    request: pytest.FixtureRequest,
    serveur: Callable[[Conduite], tuple[str, list[str]]],
    partenaires: Partenaires,
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    """Both partners lie in this way; the paths they were asked."""
    url, demandes = serveur(request.param)
    autres = {"geocodage_url": url, "entreprises_url": url, "partner_timeout": 0.5}
    reglages = settings().model_copy(update=autres)
    for module in (address, companies, http):
        monkeypatch.setattr(module, "settings", lambda: reglages)
    monkeypatch.setattr(address, "chercher", VRAIES[0])
    monkeypatch.setattr(companies, "chercher_siret", VRAIES[1])
    return demandes


async def test_a_lie_stops_nobody(client: Client, menteurs: list[str]) -> None:
    reponse = await client.call(InscriptionState.valider, ETAPE_1 | MOTS)
    assert reponse.redirection == "/inscription/fiche"
    await client.load("/inscription")
    dite = (await client.state(InscriptionState)).infos.organisation
    assert (dite.nom, "vous pouvez continuer" in dite.message) == ("", True)
    await client.load("/inscription/fiche")
    await client.call(FicheState.chercher_adresse, "12 rue des essais")
    fiche = await client.state(FicheState)
    assert fiche.a_la_main
    assert "Saisissez l’adresse à la main" in fiche.recherche
    assert (await client.call(FicheState.valider, ETAPE_2)).redirection == "/inscription/confirmation"
    assert len(comptes()) == 1
    assert menteurs

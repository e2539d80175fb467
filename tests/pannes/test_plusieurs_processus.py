"""Two web processes behind one address, that share a database and a Redis; and Redis that goes away."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from tests.demandeurs_de_test import AIDE, CHAMP, ETAPE, applicants
from tests.e2e import gens
from tests.e2e.patience import attendre
from tests.live import Server, running
from tests.pannes.conftest import Lancer
from tests.pannes.onglet import Onglet, ecrire
from tests.redis_server import RedisServer

Deux = tuple[Server, Server]


@pytest.fixture(scope="module")
def deux(lancer: Lancer, redis: RedisServer) -> Iterator[Deux]:
    """Two processes; the address of the first is the public one."""
    commun = {"redis_url": redis.url, "event_rate": "200", "trusted_proxies": "1"}
    with lancer(redis_url=redis.url) as un:
        keys = {"encryption_keys": un.env["PORTAIL_ENCRYPTION_KEYS"]}
        with running(un.data_dir, public_url=un.url, **commun, **keys) as autre:
            yield un, autre


def client(server: Server, public: Server, cookie: str = "") -> httpx.Client:
    """Somebody whom the proxy sends to this process."""
    entetes = {"origin": public.url, "host": public.url.removeprefix("http://")}
    return httpx.Client(base_url=server.url, headers=entetes, cookies={"sid": cookie} if cookie else None)


def test_what_one_tab_saves_is_shown_by_another_process(deux: Deux) -> None:
    un, autre = deux
    ((cookie, numero),) = applicants(un, 1)

    async def scene() -> None:
        async with (
            Onglet(un.url, cookie, numero) as ici,
            Onglet(autre.url, cookie, numero, public=un.url) as la_bas,
        ):
            await ici.ouvrir()
            await la_bas.ouvrir()
            for n, (texte, qui, lecteur) in enumerate((("là", ici, la_bas), ("ici", la_bas, ici))):
                await qui.envoyer(texte, 2 * 10**12 + n)
                await lecteur.jusqu_a("remises", lambda r, attendu=texte: (r or {}).get(CHAMP) == attendu)

    asyncio.run(scene())


def test_somebody_else_is_shown_nothing(deux: Deux) -> None:
    un, autre = deux
    (cookie, numero), (curieux, le_sien) = applicants(un, 2)

    async def scene() -> None:
        async with (
            Onglet(un.url, cookie, numero) as ici,
            Onglet(autre.url, curieux, numero, public=un.url) as espion,
        ):
            await espion.load(espion.chemin)
            await espion.jusqu_a("introuvable", bool)
            await ici.ouvrir()
            await ici.envoyer("le mien", 2 * 10**12)
            await ici.jusqu_a("acquits", lambda acquits: CHAMP in (acquits or {}))
            # What it saves itself comes after anything that might have been pushed.
            espion.numero, espion.chemin = le_sien, f"/dossiers/{le_sien}/{ETAPE}"
            await espion.ouvrir()
            assert "le mien" not in str(espion.received)

    asyncio.run(scene())


def test_a_session_closed_on_one_process_is_closed_on_the_other(deux: Deux) -> None:
    un, autre = deux
    ((cookie, numero),) = applicants(un, 1)
    brouillon = f"/api/dossiers/{numero}/accuse.pdf"
    with client(un, un, cookie) as ici, client(autre, un, cookie) as la_bas:
        assert la_bas.get(brouillon).status_code == 404  # known there, and no receipt yet
        assert ici.post("/api/session/fin").status_code == 303
        assert ici.get(brouillon).status_code == 401
        attendre(lambda: la_bas.get(brouillon).status_code == 401, "the end of the session on the other")


def test_limits_are_counted_together(deux: Deux) -> None:
    un, autre = deux
    with client(un, un) as ici, client(autre, un) as la_bas:
        essais = [
            porte.post("/api/session", json={"ticket": "faux"}) for _ in range(61) for porte in (ici, la_bas)
        ]
    statuts = [essai.status_code for essai in essais]
    assert statuts == [403] * 120 + [429] * 2


def test_nothing_typed_is_lost_while_redis_is_away(deux: Deux, redis: RedisServer) -> None:
    un, autre = deux
    gens_ici = applicants(un, 4)

    async def scene() -> None:
        await asyncio.gather(*(ecrire(un.url, *qui, "avant", 2 * 10**12) for qui in gens_ici))
        await asyncio.to_thread(redis.kill)
        pendant = [
            asyncio.create_task(
                ecrire(porte.url, *qui, "pendant", 3 * 10**12, public=un.url, network=f"198.51.100.{rang}")
            )
            for rang, (qui, porte) in enumerate(zip(gens_ici, (un, autre, un, autre), strict=True))
        ]
        await asyncio.sleep(1)
        assert not any(tache.done() for tache in pendant)  # none is told « saved » that is not
        await asyncio.to_thread(redis.start)
        await asyncio.gather(*pendant)

    asyncio.run(scene())
    for _, numero in gens_ici:
        assert gens.reponses_en_base(un, numero)[CHAMP] == "pendant"


def test_the_last_letters_still_arrive_by_http_while_redis_is_away(deux: Deux, redis: RedisServer) -> None:
    un, autre = deux
    qui = gens.personne(un)
    numero = gens.ouvrir_dossier(qui, AIDE)
    redis.kill()
    with client(autre, un, qui.sid) as la_bas:
        lettre = {"champ": CHAMP, "valeur": "derniers mots", "n": 10**12, "compte": qui.acteur.cle}
        assert la_bas.post(f"/api/dossiers/{numero}/brouillon", json=lettre).status_code == 200
        assert la_bas.post("/api/session", json={"ticket": "faux"}).status_code == 403
    assert gens.reponses_en_base(un, numero)[CHAMP] == "derniers mots"
    redis.start()

"""No room left on the disk: said, nothing undone, and everything goes on once there is room again."""

import asyncio
import hashlib
import time
from collections.abc import Iterator
from functools import partial

import pytest

from portail.comptes import mails
from portail.infra import outbox
from portail.jobs import worker
from tests.demandeurs_de_test import AIDE, CHAMP
from tests.disque import full_disk
from tests.e2e import courrier, fichiers, gens
from tests.live import Server
from tests.pannes.conftest import Lancer
from tests.pannes.onglet import Onglet, ecrire


@pytest.fixture(scope="module")
def portail(lancer: Lancer) -> Iterator[Server]:
    """A portal whose log, database, files and mails are on the same disk."""
    with lancer() as live:
        yield live


def test_what_is_typed_waits_for_room(portail: Server) -> None:
    qui = gens.personne(portail)
    numero = gens.ouvrir_dossier(qui, AIDE)

    async def scene() -> None:
        await ecrire(portail.url, qui.sid, numero, "avant", 10)
        async with Onglet(portail.url, qui.sid, numero) as onglet:
            await onglet.ouvrir()
            with full_disk(portail):
                await onglet.envoyer("sans place", 20)
                alerte = await onglet.jusqu_a("visite.alerte", bool)
                assert "Un problème est survenu de notre côté" in alerte
                assert (onglet.de("acquits") or {}).get(CHAMP) != 20  # nothing is « saved » that is not
        await ecrire(portail.url, qui.sid, numero, "sans place", 20)

    asyncio.run(scene())
    assert gens.reponses_en_base(portail, numero)[CHAMP] == "sans place"


def test_a_file_waits_for_room_with_a_sentence_and_goes_on_where_it_was(portail: Server) -> None:
    qui, contenu = gens.personne(portail, gens.ASSOCIATION), fichiers.pdf(3_000_000)
    numero = gens.ouvrir_dossier(qui, AIDE)
    annonce = gens.annonce(len(contenu), "statuts.pdf")
    with qui.http() as client:
        ouvrir = partial(client.post, f"/api/dossiers/{numero}/pieces/statuts", headers=annonce)
        with full_disk(portail):
            refusee = ouvrir()
            assert (refusee.status_code, "pour le moment" in refusee.json()["message"]) == (507, True)
        lieu = ouvrir().headers["location"]
        morceau = {**gens.MORCEAU, "upload-offset": "0"}
        assert client.patch(lieu, content=contenu[:1_000_000], headers=morceau).status_code == 204
        morceau["upload-offset"] = "1000000"
        with full_disk(portail):
            refuse = client.patch(lieu, content=contenu[1_000_000:], headers=morceau)
            assert (refuse.status_code, "pour le moment" in refuse.json()["message"]) == (507, True)
        assert client.patch(lieu, content=contenu[1_000_000:], headers=morceau).status_code == 204
    (piece,) = gens.pieces_en_base(portail, numero)
    assert piece.sha256 == hashlib.sha256(contenu).hexdigest()


def test_what_must_leave_leaves_once_there_is_room(portail: Server) -> None:
    charge = {"destinataire": "zoe@exemple.fr", "sujet": "Enfin", "corps_markdown": "Bonjour."}
    with full_disk(portail):
        with gens.base(portail) as session:  # this very process has room
            outbox.publier(session, mails.GENRE, "mail:disque", charge)
        time.sleep(2 * worker.PAUSE_SECONDS)  # it has nowhere to write that it met the full disk
    courrier.attendre_mail(portail, "zoe@exemple.fr", "Enfin")

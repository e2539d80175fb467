"""What this room gives others to do is done: the copy of one's data, the end of an account, the upkeep."""

import io
import json
import zipfile

import portail.portail  # noqa: F401  what assembles the rooms
from portail.api import mes_donnees
from portail.core import clock
from portail.demandeurs import effacement
from portail.infra.db import snapshot
from portail.jobs import entretien
from portail.veille import donnees, ouvertures, service
from portail.veille.models import AvisOuverture
from tests.integration.veille.conftest import Monde
from tests.integration.veille.test_alertes import lignes


async def test_the_copy_of_ones_data_holds_what_one_watches(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-1, 60)], titre="Vélo")
    monde.faire(service.garder, zoe, "velo")
    octets = io.BytesIO()
    async for bloc in mes_donnees.archive(*mes_donnees._rassembler(zoe)):
        octets.write(bloc)
    copie = json.loads(zipfile.ZipFile(octets).read(mes_donnees.DOCUMENT))
    assert copie["veille"]["aides_gardees"][0]["aide"] == "Vélo"


def test_the_end_of_an_account_takes_it_along() -> None:
    assert donnees.effacer in effacement.AVANT


def test_upkeep_forgets_addresses_and_asks_for_the_rounds(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("a-venir", [(9, 60)])
    monde.aide("ferme", [(-9, 12)])
    monde.faire(ouvertures.demander, "a-venir", "lou@exemple.fr", "192.0.2.7")
    monde.faire(service.garder, zoe, "ferme")
    monde.relever()
    monde.avancer(days=9, hours=1)
    with clock.fixed(monde.maintenant):
        entretien.entretenir()
    monde.travailler()
    assert [mail["destinataire"] for mail in monde.relever()] == [zoe.mail]
    with snapshot() as session:
        assert lignes(session, AvisOuverture) == []

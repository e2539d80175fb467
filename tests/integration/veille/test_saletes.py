"""What a browser sends in the place of an address or a reference, on both databases: it is unknown."""

from contextlib import suppress
from typing import Any

import pytest

from portail.comptes.rules import Acteur
from portail.core.errors import ErreurMetier
from portail.veille import ouvertures, preferences, recherches, service
from tests.integration.veille.conftest import Monde

# NUL, that PostgreSQL refuses, stops at the socket and at the gate.
SALES = ["x" * 100_000, "\u202e\u200b", "' OR 1=1 --", "%00", "é" * 3_000, ""]


@pytest.fixture
def zoe(monde: Monde) -> Acteur:
    return monde.personne()


@pytest.mark.parametrize("sale", SALES, ids=lambda sale: ascii(sale)[:12])
def test_an_address_that_is_none_breaks_no_database(monde: Monde, zoe: Acteur, sale: str) -> None:
    def essayer(geste: Any, *args: Any) -> None:
        with suppress(ErreurMetier):
            monde.faire(geste, *args)

    essayer(service.garder, zoe, sale)
    essayer(service.retirer, zoe, sale)
    essayer(service.ajouter, zoe, [sale, sale])
    essayer(service.montrer, [sale], monde.maintenant.date())
    essayer(ouvertures.lire, sale, zoe)
    essayer(ouvertures.prevenir, zoe, sale)
    essayer(ouvertures.renoncer, zoe, sale)
    essayer(ouvertures.demander, sale, "lou@exemple.fr", "192.0.2.1")
    essayer(ouvertures.demander, "a", sale, "192.0.2.1")
    essayer(ouvertures.examiner, sale, "192.0.2.1")
    essayer(recherches.supprimer, zoe, sale)
    essayer(recherches.regler, zoe, sale, sale)
    essayer(recherches.enregistrer, zoe, sale or "x", f"q={sale}&lieu={sale}", "jour")
    essayer(preferences.arreter, sale, "192.0.2.1")
    essayer(preferences.regler, zoe, sale, True)
    assert monde.faire(service.mes_aides, zoe).favoris == ()
    assert monde.relever() == []

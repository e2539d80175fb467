"""Stopping alerts from a mail: the page, the mailbox's own click, forged and replayed links."""

import re
from typing import Any

import httpx
import pytest
from sqlmodel import select

from portail.api.gate import admission
from portail.api.routes import http_api
from portail.comptes.rules import Acteur
from portail.infra.db import snapshot
from portail.veille import donnees, ouvertures, preferences, recherches, service
from portail.veille.models import LienArret, RechercheGardee
from portail.veille.preferences import LienRefuse
from portail.veille.views import AlertesVues
from tests.integration.veille.conftest import Monde

RESEAU = "192.0.2.7"
ORIGINE = "http://localhost:3000"
UN_CLIC = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def zoe(monde: Monde) -> Acteur:
    """Somebody who watches a bit of everything."""
    qui = monde.personne()
    monde.aide("ferme", [(-9, 3)], titre="Ferme")
    monde.aide("a-venir", [(50, 60)], titre="À venir")
    monde.avancer(days=-1)
    monde.faire(service.garder, qui, "ferme")
    monde.faire(ouvertures.prevenir, qui, "a-venir")
    monde.faire(recherches.enregistrer, qui, "Vélos", "q=v%C3%A9lo", "jour")
    monde.faire(recherches.enregistrer, qui, "Sports", "q=sport", "semaine")
    monde.avancer(days=1)
    monde.aide("velo", [(-9, 60)], titre="Vélo")
    return qui


@pytest.fixture
def mail(monde: Monde, zoe: Acteur) -> dict[str, Any]:
    (seul,) = monde.matin()
    return seul


def jeton(mail: dict[str, Any], rang: int) -> str:
    trouve = re.search(rf"/desabonnement#([\w-]+\.{rang})\)", mail["corps_markdown"])
    assert trouve, rang
    return trouve[1]


def frequences() -> dict[str, str]:
    with snapshot() as session:
        return {une.nom: une.frequence.value for une in session.exec(select(RechercheGardee))}


def test_each_link_stops_its_own_alert_and_the_last_one_all(
    monde: Monde, zoe: Acteur, mail: dict[str, Any]
) -> None:
    assert monde.faire(preferences.examiner, jeton(mail, 2), RESEAU).nom == "Vélos"
    monde.faire(preferences.arreter, jeton(mail, 2), RESEAU)
    assert frequences() == {"Vélos": "aucune", "Sports": "semaine"}
    monde.faire(preferences.arreter, jeton(mail, 1), RESEAU)
    vue = monde.faire(service.mes_aides, zoe)
    assert vue.alertes == AlertesVues(False, False, False)
    assert len(vue.avis) == len(vue.favoris) == 1
    arret = monde.faire(preferences.examiner, jeton(mail, 0), RESEAU)
    assert (arret.quoi, arret.deja) == ("tout", False)
    monde.faire(preferences.arreter, jeton(mail, 0), RESEAU)
    vue = monde.faire(service.mes_aides, zoe)
    assert set(frequences().values()) == {"aucune"}
    assert (vue.avis, len(vue.favoris), len(vue.recherches)) == ((), 1, 2)
    assert monde.faire(preferences.examiner, jeton(mail, 0), RESEAU).deja


def test_a_link_used_again_changes_nothing_and_looking_at_it_neither(
    monde: Monde, mail: dict[str, Any]
) -> None:
    for _ in range(3):
        monde.faire(preferences.examiner, jeton(mail, 0), RESEAU)
    assert set(frequences().values()) == {"jour", "semaine"}
    for _ in range(2):
        monde.faire(preferences.arreter, jeton(mail, 2), RESEAU)
    assert frequences()["Vélos"] == "aucune"


@pytest.mark.parametrize(
    "forge", ["", "x", "x.0", f"{'x' * 43}.0", f"{'x' * 43}.", "\x00", "é.0", "x" * 5_000]
)
def test_a_forged_link_stops_nothing(monde: Monde, zoe: Acteur, forge: str) -> None:
    for geste in (preferences.examiner, preferences.arreter):
        with pytest.raises(LienRefuse):
            monde.faire(geste, forge, RESEAU)


def test_a_link_names_nobody_and_reaches_no_further_than_its_mail(
    monde: Monde, zoe: Acteur, mail: dict[str, Any]
) -> None:
    secret = jeton(mail, 0).removesuffix(".0")
    for rang in ("3", "99", "-1", "00000"):
        with pytest.raises(LienRefuse):
            monde.faire(preferences.arreter, f"{secret}.{rang}", RESEAU)
    with snapshot() as session:
        (lien,) = session.exec(select(LienArret)).all()
    assert secret not in str(vars(lien))
    for parti in (str(zoe.id), zoe.mail, zoe.identifiant):
        assert parti not in re.findall(r"\((http[^)]*desabonnement[^)]*)\)", mail["corps_markdown"])[0]


async def test_the_mailbox_stops_by_itself_and_a_person_finds_a_page(
    monde: Monde, mail: dict[str, Any]
) -> None:
    chemin = mail["desabonnement"].removeprefix(ORIGINE)
    transport = httpx.ASGITransport(admission(http_api()))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGINE) as client:
        vu = await client.get(chemin)
        assert (vu.status_code, vu.headers["location"]) == (303, f"/desabonnement#{jeton(mail, 0)}")
        assert set(frequences().values()) == {"jour", "semaine"}  # a scanner follows links
        ailleurs = await client.post(chemin, headers={"origin": "https://ailleurs.exemple"})
        assert ailleurs.status_code == 403
        assert set(frequences().values()) == {"jour", "semaine"}
        for _ in range(2):
            fait = await client.post(chemin, content="List-Unsubscribe=One-Click", headers=UN_CLIC)
            assert (fait.status_code, fait.content) == (204, b"")
        assert set(frequences().values()) == {"aucune"}
        inconnu = await client.post(f"/api/desabonnement/{'x' * 43}.0")
        assert inconnu.status_code == 404
        perdu = await client.get("/api/desabonnement/%0d%0aset-cookie:x")
        assert perdu.headers["location"] == "/desabonnement"


def test_who_tries_many_links_is_slowed(monde: Monde) -> None:
    from portail.core.errors import TropDeDemandes

    with pytest.raises(TropDeDemandes):
        for _ in range(100):
            with pytest.raises(LienRefuse):
                monde.faire(preferences.arreter, f"{'x' * 43}.0", "198.51.100.9")


def test_links_work_for_more_than_a_year_and_then_are_forgotten(monde: Monde, mail: dict[str, Any]) -> None:
    monde.avancer(days=390)
    monde.faire(donnees.purger)
    monde.faire(preferences.examiner, jeton(mail, 0), RESEAU)
    monde.avancer(days=20)
    monde.faire(donnees.purger)
    with pytest.raises(LienRefuse):
        monde.faire(preferences.examiner, jeton(mail, 0), RESEAU)

"""Sessions closed from elsewhere: an open tab is told nothing more, and its next event is refused."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import Session, select

from portail.comptes.models import Compte, SessionOuverte
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.dossiers.models import Dossier, Reponse
from tests.comptes_de_test import MOT_DE_PASSE
from tests.demandeurs_de_test import CHAMP, applicants
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server
from tests.pannes.onglet import Onglet

ACCES = f"{ROOT_STATE}.portail___comptes___states___acces____acces_state"
ETAPE_STATE = f"{ROOT_STATE}.portail___dossiers___states___etape____etape_state"
NOUVEAU = "girafe tuile samedi plombier"
FERMER: dict[str, tuple[str, dict[str, Any]]] = {
    "un autre mot de passe": (
        "changer_mot_de_passe",
        {
            "formulaire": {
                "mot_de_passe_actuel": MOT_DE_PASSE,
                "mot_de_passe": NOUVEAU,
                "confirmation": NOUVEAU,
            }
        },
    ),
    "déconnecter les autres": ("deconnecter_les_autres", {}),
}


@pytest.fixture
def deux(
    server: Server, database: Callable[[], Session], sign_in: Callable[[Compte], str]
) -> tuple[str, str, str]:
    """A draft, and two sessions of its owner: theirs, and one that somebody else may hold."""
    ((cookie, numero),) = applicants(server, 1)
    with database() as session:
        proprietaire = select(Compte).join(Dossier).where(Dossier.numero == numero)
        compte = session.exec(proprietaire).one()
    return numero, cookie, sign_in(compte)


@pytest.mark.parametrize("comment", FERMER)
async def test_a_tab_whose_session_is_closed_elsewhere_sees_and_does_nothing_more(
    comment: str, server: Server, deux: tuple[str, str, str]
) -> None:
    numero, cookie, volee = deux
    async with (
        Onglet(server.url, cookie, numero) as ici,
        Onglet(server.url, volee, numero) as ailleurs,
    ):
        await ici.ouvrir()
        await ailleurs.ouvrir()
        await ici.envoyer("lu ailleurs", 2 * 10**12)
        await ailleurs.jusqu_a("remises", lambda remises: (remises or {}).get(CHAMP) == "lu ailleurs")
        nom, payload = FERMER[comment]
        await ici.send(f"{ACCES}.{nom}", payload, path="/mes-infos")
        await ici.jusqu_a("acces_state.message" if comment.startswith("déco") else "acces_state.billet", bool)
        await ici.envoyer("JAMAIS-LU-AILLEURS", 2 * 10**12 + 1)
        await ici.jusqu_a("acquits", lambda acquits: acquits.get(CHAMP) == 2 * 10**12 + 1)
        await ailleurs.envoyer("JAMAIS-ECRIT", 2 * 10**12 + 2)
        await ailleurs.jusqu_a("visite.expiree", bool)
        assert "JAMAIS-LU-AILLEURS" not in str(ailleurs.received)
        assert "JAMAIS-ECRIT" not in str(ici.received)
        billet = ici.de("acces_state.billet")
    async with Attacker(server.url, cookie=volee, token=ailleurs.token) as retour:
        assert numero not in str(await retour.load(f"/dossiers/{numero}/projet")).replace(
            f"/dossiers/{numero}", ""
        )
    assert _donnees(server, volee) == 401
    if billet:  # the password changed: even a copy of the present cookie is worth nothing
        async with httpx.AsyncClient(base_url=server.url, cookies={"sid": cookie}) as http:
            origine = {"origin": server.url}
            echange = await http.post("/api/session", json={"ticket": billet}, headers=origine)
        assert _donnees(server, echange.cookies["sid"]) == 200
        assert _donnees(server, cookie) == 401


def _donnees(server: Server, cookie: str) -> int:
    return httpx.get(f"{server.url}/api/mes-donnees.zip", cookies={"sid": cookie}).status_code


@pytest.mark.parametrize(
    ("colonne", "age"), [("vue_le", timedelta(hours=3)), ("cree_le", timedelta(hours=25))]
)
async def test_a_session_left_idle_or_too_old_ends_on_open_tabs_too(
    colonne: str,
    age: timedelta,
    server: Server,
    deux: tuple[str, str, str],
    database: Callable[[], Session],
) -> None:
    """As if so much time had passed since it was seen, or opened."""
    numero, _, volee = deux
    async with Onglet(server.url, volee, numero) as ailleurs:
        await ailleurs.ouvrir()
        assert _donnees(server, volee) == 200
        with database() as session:
            ouverte = session.get_one(SessionOuverte, empreinte(volee))
            setattr(ouverte, colonne, clock.now() - age)
            session.commit()
        async with asyncio.timeout(30):
            while not ailleurs.de("visite.expiree"):  # what is remembered for two seconds has its time
                await ailleurs.send(f"{ETAPE_STATE}.charger", path=ailleurs.chemin, wait=0.3)
        await ailleurs.envoyer("JAMAIS-ECRIT", 2 * 10**12 + 2)
        await ailleurs.settle()
    assert _donnees(server, volee) == 401
    with database() as session:
        assert session.get(SessionOuverte, empreinte(volee)) is None
        assert "JAMAIS-ECRIT" not in str([reponse.valeur for reponse in session.exec(select(Reponse))])

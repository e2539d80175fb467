"""Behind https: cookies bound to this very host, and a whole visit that leaves nobody's words in the logs."""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
import socketio
from sqlmodel import Session

from portail.comptes import jetons, sessions
from portail.comptes.models import Compte
from portail.comptes.sessions import acteur_de
from portail.dossiers import brouillon
from portail.infra.db import open_engine
from tests.comptes_de_test import ajouter_compte
from tests.demandeurs_de_test import AIDE, CHAMP, SAVE
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server, running

ORIGIN, HOST = "https://aides.exemple.fr", "aides.exemple.fr"
STATES = f"{ROOT_STATE}.portail___"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("https")
    with running(data, public_url=ORIGIN, trusted_proxies="1", event_rate="1000") as live:
        yield live


@pytest.fixture
def zoe(server: Server) -> Iterator[tuple[Session, Compte]]:
    """Somebody with an account, and the database."""
    engine = open_engine(f"sqlite:///{server.data_dir / 'portail.db'}")
    with Session(engine, expire_on_commit=False) as session:
        compte = ajouter_compte(session, f"zoe-{uuid.uuid4().hex[:8]}", nom="Nomdezoe", prenom="Prenomdezoe")
        session.commit()
        yield session, compte
    engine.dispose()


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers={"host": HOST, "origin": ORIGIN}, timeout=30) as client:
        yield client


def test_the_cookies_are_for_this_host_and_https_alone(
    http: httpx.Client, zoe: tuple[Session, Compte]
) -> None:
    page = http.get("/")
    assert page.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    session, compte = zoe
    ticket = jetons.emettre(session, jetons.Usage.CONNEXION, compte.id, timedelta(minutes=1))
    session.commit()
    opened = http.post("/api/session", json={"ticket": ticket})
    told = [*page.headers.get_list("set-cookie"), *opened.headers.get_list("set-cookie")]
    assert [one.partition("=")[0] for one in told] == ["__Host-sid", "__Host-sid", "__Host-appareil"]
    for one in told:
        parts = one.split("; ")
        assert {"Path=/", "HttpOnly", "SameSite=Lax", "Secure"} <= set(parts)
        assert "domain" not in one.lower()
    sid = told[1].partition("=")[2].partition(";")[0]
    statuses = [
        http.get("/api/mes-donnees.zip", headers={"cookie": f"{name}={sid}"}).status_code
        for name in ("__Host-sid", "sid", "__host-sid", "__Secure-sid")
    ]
    assert statuses == [200, 401, 401, 401]


@pytest.mark.parametrize(
    "origin", ["http://aides.exemple.fr", "https://aides.exemple.fr.ailleurs.exemple", "null"]
)
async def test_no_other_origin_not_even_without_the_s(server: Server, origin: str) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers={"host": HOST}) as http:
        assert (await http.post("/api/session/fin", headers={"origin": origin})).status_code == 403
    attacker = Attacker(server.url, origin=origin)
    attacker.headers["Host"] = HOST
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with attacker:
            raise AssertionError("the socket opened")


TYPED = {
    "nom": "Kerouac-Secret",
    "prenom": "Maëlle-Secrète",
    "mail": "maelle.secrete@exemple.fr",
    "mail_confirmation": "maelle.secrete@exemple.fr",
    "identifiant": "maelle-secrete",
    "telephone": "06 39 98 12 34",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "titulaire": "Maëlle K. Titulaire",
    "voie": "17 impasse Très-Secrète",
    "siret": "732 829 320 00074",
    "date_naissance": "27/03/1994",
}
PASSWORD = "girafe tuile samedi plombier"
ANSWER = "Réponse très personnelle 8317"
FILE = "diagnostic-medical-secret.pdf"


async def _visit(server: Server, cookie: str, numero: str, token: str) -> None:
    """What a person does, right and wrong: every handler that takes words is given some."""

    async def send(path: str, name: str, payload: dict[str, Any]) -> None:
        await tab.send(STATES + name, payload, path=path, wait=0)

    tab = Attacker(server.url, cookie=f"__Host-sid={cookie}", origin=ORIGIN, token=token)
    tab.headers["Host"] = HOST
    async with tab:
        for rank, (champ, valeur) in enumerate(TYPED.items()):
            edit = {"champ": champ, "valeur": valeur, "n": rank}
            await send(
                "/inscription", "demandeurs___states___inscription____inscription_state.enregistrer", edit
            )
            await send("/mes-infos", "demandeurs___states___mes_infos____mes_infos_state.enregistrer", edit)
        form = {"formulaire": {**TYPED, "mot_de_passe": PASSWORD, "confirmation": PASSWORD}}
        await send("/inscription", "demandeurs___states___inscription____inscription_state.valider", form)
        await send("/connexion", "comptes___states___connexion____connexion_state.se_connecter", form)
        await send(
            "/mot-de-passe-oublie",
            "comptes___states___recuperation____oubli_state.demander_mot_de_passe",
            form,
        )
        secret = {"champ": "mot_de_passe", "valeur": PASSWORD, "n": 1}
        await send("/mes-infos", "comptes___states___acces____acces_state.mesurer", {**secret, "n": ANSWER})
        step = f"/dossiers/{numero}/projet"
        for champ, n in ((CHAMP, 10**12), (CHAMP, ANSWER), (ANSWER, 10**12)):
            edit = {"numero": numero, "champ": champ, "valeur": ANSWER, "n": n}
            await tab.emit(SAVE, edit, step)
        await tab.settle()


async def test_nothing_of_a_visit_is_written_in_the_logs(server: Server, zoe: tuple[Session, Compte]) -> None:
    """Not even when the tables break under it: what is logged then says where and why, not what was typed."""
    session, compte = zoe
    cookie = sessions.ouvrir(session, compte.id, "")
    numero = brouillon.ouvrir(session, acteur_de(compte, "x"), AIDE)
    session.commit()
    token = str(uuid.uuid4())
    headers = {"host": HOST, "origin": ORIGIN, "cookie": f"__Host-sid={cookie}", "x-filename": FILE}
    database = sqlite3.connect(server.data_dir / "portail.db", isolation_level=None, timeout=10)
    for broken in (False, True):
        if broken:
            for table in ("reponse", "fiche", "inscription", "journal"):
                database.execute(f"ALTER TABLE {table} RENAME TO {table}_x")
        await _visit(server, cookie, numero, token)
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=30) as http:
            edit = {"champ": CHAMP, "valeur": ANSWER, "n": 10**12, "compte": acteur_de(compte, "x").cle}
            answers = [
                await http.post(f"/api/dossiers/{numero}/brouillon", json=edit),
                await http.post(
                    "/api/inscription/saisie", json={"champ": "nom", "valeur": TYPED["nom"], "n": 1}
                ),
                await http.get(f"/api/pieces/{ANSWER}"),
                await http.post("/api/session", json={"ticket": PASSWORD}),
            ]
    database.close()
    log = (server.data_dir / "serveur.log").read_text(encoding="utf-8", errors="replace")
    assert "unexpected exception" in log, "the tables did break"
    assert {answer.status_code for answer in answers} <= {400, 403, 404, 500, 503}
    private = {*TYPED.values(), PASSWORD, ANSWER, FILE, cookie, token, compte.mail, compte.nom, compte.prenom}
    private |= {json.dumps(one)[1:-1] for one in private} | {one.replace(" ", "") for one in private}
    assert [one for one in sorted(private) if one in log] == []

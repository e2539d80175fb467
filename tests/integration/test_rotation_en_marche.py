"""The key is changed while the portal runs: what it wrote opens, what it writes has the new key."""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session, select

from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.comptes.rules import cle_du_compte
from portail.infra.db import open_engine
from tests.live import PORTAIL, ROOT, Server, running

AVANT, APRES = "FR76 3000 6000 0112 3456 7890 189", "FR14 2004 1010 0505 0001 3M02 606"


@pytest.fixture
def serveur(tmp_path: Path) -> Iterator[Server]:
    data = tmp_path / "var"
    data.mkdir(mode=0o755)  # as somebody would make it by hand
    with running(data) as live:
        yield live


@pytest.fixture
def claire(serveur: Server) -> Iterator[httpx.Client]:
    """Somebody signed in."""
    engine = open_engine(f"sqlite:///{serveur.data_dir / 'portail.db'}")
    # Told to be a writer's: what was read before the portal wrote could not be written upon.
    with engine.connect().execution_options(portail_write=True) as connection, Session(connection) as session:
        compte = session.exec(select(Compte).where(Compte.identifiant == "claire.fontaine")).one()
        sid = sessions.ouvrir(session, compte.id, "")
        cle = cle_du_compte(compte.id)
        session.commit()
    engine.dispose()
    headers = {"origin": serveur.url, "x-compte": cle}
    with httpx.Client(base_url=serveur.url, cookies={"sid": sid}, headers=headers) as client:
        yield client


def ecrire(claire: httpx.Client, iban: str, n: int) -> None:
    corps = {"champ": "iban", "valeur": iban, "n": n, "compte": claire.headers["x-compte"]}
    assert claire.post("/api/mes-infos/saisie", json=corps).status_code == 204


def lu(claire: httpx.Client) -> str:
    with zipfile.ZipFile(io.BytesIO(claire.get("/api/mes-donnees.zip").content)) as archive:
        donnees = json.loads(archive.read("mes-donnees.json"))
    return json.dumps(donnees).replace(" ", "")


def test_nothing_becomes_unreadable_and_the_former_key_may_go(serveur: Server, claire: httpx.Client) -> None:
    ecrire(claire, AVANT, 1)
    cles = serveur.data_dir / "cles" / "chiffrement.key"
    [ancienne] = cles.read_text().split()
    done = subprocess.run(
        [str(PORTAIL), "rotate-key", "--new"],
        env=serveur.env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    neuve, encore = cles.read_text().split()
    assert encore == ancienne
    assert AVANT.replace(" ", "") in lu(claire)
    cles.write_text(neuve)
    assert AVANT.replace(" ", "") in lu(claire)
    ecrire(claire, APRES, 2)
    assert APRES.replace(" ", "") in lu(claire)


def test_nobody_else_of_the_machine_reads_what_the_portal_writes(
    serveur: Server, claire: httpx.Client
) -> None:
    ecrire(claire, AVANT, 1)
    opened = [path for path in serveur.data_dir.rglob("*") if path.stat().st_mode & 0o077]
    # The log is the test's own.
    assert [path.name for path in opened if path.name != "serveur.log"] == []
    assert serveur.data_dir.stat().st_mode & 0o077 == 0

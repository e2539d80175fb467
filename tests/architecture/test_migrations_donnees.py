"""A database that was in use is brought up to date without losing a row."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from alembic import command
from portail.infra import db
from portail.infra.migrations import configuration, upgrade
from tests.postgres import postgresql

AIDE, FENETRE = uuid.uuid4(), uuid.uuid4()
INSTANT = "2026-02-01 10:00:00+00:00"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'portail.db'}"
        return
    with postgresql() as server:
        yield server.url


def ajouter(connection: Connection, table: str, **valeurs: Any) -> None:
    sqlite = connection.dialect.name == "sqlite"
    lignes = {nom: v.hex if isinstance(v, uuid.UUID) and sqlite else v for nom, v in valeurs.items()}
    colonnes = ", ".join(lignes)
    connection.execute(
        text(f"INSERT INTO {table} ({colonnes}) VALUES ({', '.join(f':{nom}' for nom in lignes)})"), lignes
    )


def remplir(connection: Connection) -> None:
    listes = ("territoires", "thematiques", "beneficiaires", "depenses", "documents")
    textes = ("description", "qui", "eligibilite", "territoire_libelle", "montant_texte", "source")
    ajouter(
        connection,
        "aide",
        id=AIDE,
        index_numero=7,
        slug="velo",
        titre="Vélo",
        cle_titre="velo",
        resume="Rouler.",
        nature="avance remboursable",
        reglement="## Objet",
        reglement_du="2026-01-05",
        reglement_cle="cle",
        reglement_empreinte="empreinte",
        service_instructeur="Mobilités",
        contact=json.dumps({"service": "Guichet"}),
        publiee=True,
        cree_le=INSTANT,
        modifiee_le=INSTANT,
        **dict.fromkeys(listes, "[]"),
        **dict.fromkeys(textes, ""),
    )
    ajouter(connection, "fenetre_depot", id=FENETRE, aide_id=AIDE, ouvre_le="2026-01-05", libelle="")


def test_aids_windows_and_reglements_of_before_are_kept(url: str) -> None:
    engine = db.open_engine(url)
    with engine.connect().execution_options(portail_write=True) as connection:
        command.upgrade(configuration(connection), "0004")
        remplir(connection)
        connection.commit()
        upgrade(connection)
        connection.commit()
        aide = connection.execute(text("SELECT statut, publiee_le, nature, contacts FROM aide")).one()
        assert (aide.statut, aide.nature) == ("publiee", "avance")
        assert aide.publiee_le is not None
        contacts = json.loads(aide.contacts) if isinstance(aide.contacts, str) else aide.contacts
        assert contacts == [{"service": "Guichet"}]
        version = connection.execute(text("SELECT texte, applicable_le, cle FROM version_reglement")).one()
        assert (version.texte, str(version.applicable_le), version.cle) == ("## Objet", "2026-01-05", "cle")
        fenetre = connection.execute(text("SELECT ouvre_le, commission_texte FROM fenetre_depot")).one()
        assert (str(fenetre.ouvre_le), fenetre.commission_texte) == ("2026-01-05", "")
    engine.dispose()

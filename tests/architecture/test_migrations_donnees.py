"""A database that was in use is brought up to date without losing a row."""

import json
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from alembic import command
from portail.aides.criteres import Criteres
from portail.aides.service import rechercher
from portail.infra import db
from portail.infra.migrations import configuration, upgrade

AIDE, FENETRE = uuid.uuid4(), uuid.uuid4()
INSTANT = "2026-02-01 10:00:00+00:00"


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
    ajouter(connection, "facette_aide", genre="thematique", valeur="mobilites", aide_id=AIDE)
    deposer(connection)


def deposer(connection: Connection) -> None:
    """A form of that aid, and a dossier with an answer."""
    formulaire, version, dossier = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    ajouter(connection, "formulaire", id=formulaire, aide_id=AIDE, cree_le=INSTANT)
    ajouter(
        connection,
        "version_formulaire",
        id=version,
        formulaire_id=formulaire,
        numero=1,
        contenu="{}",
        publiee_le=INSTANT,
    )
    ajouter(
        connection,
        "dossier",
        id=dossier,
        numero="D-1",
        aide_id=AIDE,
        version_formulaire_id=version,
        statut="brouillon",
        **dict.fromkeys(("cree_le", "maj_le", "journalise_le"), INSTANT),
    )
    ajouter(
        connection,
        "reponse",
        dossier_id=dossier,
        champ="nom",
        rang=0,
        valeur='"Loutre"',
        version=1,
        edition=1,
        origine="",
        maj_le=INSTANT,
    )


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database of the first release, with something in each table, brought up to date."""
    opened = db.open_engine(url)
    with opened.connect().execution_options(portail_write=True) as connection:
        command.upgrade(configuration(connection), "0004")
        remplir(connection)
        connection.commit()
        upgrade(connection)
        connection.commit()
    yield opened
    opened.dispose()


def test_aids_windows_and_reglements_of_before_are_kept(engine: Engine) -> None:
    with engine.connect().execution_options(portail_write=True) as connection:
        aide = connection.execute(text("SELECT statut, publiee_le, nature, contacts FROM aide")).one()
        assert (aide.statut, aide.nature) == ("publiee", "avance")
        assert aide.publiee_le is not None
        contacts = json.loads(aide.contacts) if isinstance(aide.contacts, str) else aide.contacts
        assert contacts == [{"service": "Guichet"}]
        version = connection.execute(text("SELECT texte, applicable_le, cle FROM version_reglement")).one()
        assert (version.texte, str(version.applicable_le), version.cle) == ("## Objet", "2026-01-05", "cle")
        fenetre = connection.execute(text("SELECT ouvre_le, commission_texte FROM fenetre_depot")).one()
        assert (str(fenetre.ouvre_le), fenetre.commission_texte) == ("2026-01-05", "")


def test_forms_and_dossiers_outlive_the_column_of_the_former_index(engine: Engine) -> None:
    with engine.connect().execution_options(portail_write=True) as connection:
        for table in ("aide", "fenetre_depot", "formulaire", "version_formulaire", "dossier", "reponse"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1, table
        tables = inspect(connection).get_table_names()
        assert not {"facette_aide", "recherche_aide"} & {*tables}
        colonnes = {colonne["name"] for colonne in inspect(connection).get_columns("aide")}
        assert "index_numero" not in colonnes
        with pytest.raises(IntegrityError):  # foreign keys are on again, and lead to the table there is
            ajouter(connection, "fenetre_depot", id=uuid.uuid4(), aide_id=uuid.uuid4(), libelle="")
        connection.rollback()


def test_the_first_reading_finds_the_aids_there_were(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "engine", lambda: engine)
    assert [carte.slug for carte in rechercher(Criteres("rouler à vélo"), date(2026, 2, 1)).cartes] == [
        "velo"
    ]


def test_a_table_is_never_made_anew_while_foreign_keys_are_on(tmp_path: Path) -> None:
    engine = db.open_engine(f"sqlite:///{tmp_path / 'portail.db'}")
    with engine.connect().execution_options(portail_write=True) as connection:
        command.upgrade(configuration(connection), "0007")
        connection.commit()
        connection.exec_driver_sql("SELECT 1")  # a transaction is open: the switch would do nothing
        with pytest.raises(RuntimeError, match="foreign keys"):
            upgrade(connection)
    engine.dispose()

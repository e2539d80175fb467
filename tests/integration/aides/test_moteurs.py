"""The demonstration catalogue gives the same aids in the same order on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Session

from portail.aides import service
from portail.aides.criteres import Criteres
from portail.demo.catalogue import charger
from portail.demo.seed import semer_aides
from portail.infra.db import open_engine
from portail.infra.migrations import upgrade
from tests.integration.aides.conftest import JOUR

_SAISIES = """
v|ve|vél|vélo|velos|forêt|bois énergie|étudiant|etudiante|association culturelle|rénovation énergétique|eau
|salle de spectacle|apprenti|embaucher|agriculteur|agriculture biologique|start-up|numérique|l’innovation
|handicap|santé rurale|sport féminin|festival|musée|lycée|création d’entreprise|tourisme|commune|transports
|a|le|subvention|prêt d’honneur|20 %|formation professionnelle|mobilité internationale|jeunes|p|patrimoine
|bénévoles|culture|école|œuvre|circuits courts|logement|médecin|énergies|renouvelable|recherche|export|pêche
"""
QUERIES = [texte.strip() for texte in _SAISIES.split("|")]


@pytest.fixture(scope="module")
def bases(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    schema = {"options": "-csearch_path=moteurs"}
    adresse = make_url(postgres_url).update_query_dict(schema)
    engines = (
        open_engine(f"sqlite:///{tmp_path_factory.mktemp('moteurs') / 'portail.db'}"),
        open_engine(adresse.render_as_string(hide_password=False)),
    )
    for engine in engines:
        with engine.connect().execution_options(portail_write=True) as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("CREATE SCHEMA moteurs")
            upgrade(connection)
            connection.commit()
            with Session(bind=connection) as session:
                semer_aides(session, charger(), JOUR)
                session.commit()
    yield engines
    for engine in engines:
        engine.dispose()


def chercher(engine: Engine, texte: str) -> service.Resultats:
    with Session(engine) as session:
        return service.rechercher_en_base(session, Criteres(texte, pages=5), JOUR)


@pytest.mark.parametrize("texte", QUERIES)
def test_same_aids_in_the_same_order(bases: tuple[Engine, Engine], texte: str) -> None:
    sqlite, postgresql = (chercher(engine, texte) for engine in bases)
    assert sqlite == postgresql


def test_most_queries_find_something(bases: tuple[Engine, Engine]) -> None:
    vides = [texte for texte in QUERIES if not chercher(bases[0], texte).total]
    assert len(vides) < len(QUERIES) / 5, vides

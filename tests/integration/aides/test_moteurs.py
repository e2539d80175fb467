"""The demonstration catalogue gives the same aids in the same order on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Session

from portail.aides import chargement
from portail.aides.criteres import Criteres
from portail.aides.recherche import moteur
from portail.aides.recherche.index import Index
from portail.aides.resultats import Resultats
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


@pytest.fixture(scope="module")
def index(bases: tuple[Engine, Engine]) -> tuple[Index, Index]:
    lus = []
    for engine in bases:
        with Session(engine) as session:
            lus.append(Index(chargement.tout(session)))
    return lus[0], lus[1]


def chercher(index: Index, texte: str) -> Resultats:
    return moteur.rechercher(index, Criteres(texte, pages=5), JOUR)


@pytest.mark.parametrize("texte", QUERIES)
def test_same_aids_in_the_same_order(index: tuple[Index, Index], texte: str) -> None:
    sqlite, postgresql = (chercher(un, texte) for un in index)
    assert sqlite == postgresql


def test_most_queries_find_something(index: tuple[Index, Index]) -> None:
    vides = [texte for texte in QUERIES if not chercher(index[0], texte).total]
    assert len(vides) < len(QUERIES) / 5, vides

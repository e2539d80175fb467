"""The search over 500, 5 000 and 100 000 aids, on each database, against the database's own full text."""

import asyncio
import dataclasses
import gc
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from portail.aides import chargement, ecran, pour_moi, proches
from portail.aides.criteres import Criteres
from portail.aides.mots import plier
from portail.aides.questions import Reponses
from portail.aides.recherche import moteur
from portail.aides.recherche.index import Index
from portail.aides.vocabulaire import BENEFICIAIRES
from portail.demo.catalogue import charger
from portail.demo.seed import semer_aides
from portail.infra.db import open_engine
from portail.infra.migrations import upgrade
from tests.bench.catalogues import JOUR, ecrire
from tests.bench.crowd import opened, summary, waits
from tests.bench.events import search
from tests.bench.figures import Figure
from tests.demandeurs_de_test import Applicant
from tests.integration.aides.test_requetes_jugees import SEUIL, juger
from tests.live import running
from tests.postgres import postgresql

Question = TypeVar("Question")
TAILLES = (500, 5_000, 100_000)
TAPES = (
    *("association culture", "vélo école gare", "festival territoire", "formation jeunes entreprise"),
    *("énergie bois", "rénovation salle commune", "apprentissage métiers", "eau rivière", "tourisme"),
    *("associatoin numérique", "sport handicap clubs", "logement étudiant", "aide véhicule électrique"),
    *("recherche laboratoire innovation", "à Bergerac patrimoine travaux", "prêt", "santé soignants"),
    *("agriculture biologique conversion", "export", "zqxw"),
)
"""What is typed, letter by letter: right, wrong, at a place, found everywhere or nowhere."""
MOI = [
    Reponses(genre, commune=commune, naf=naf, age=age, effectif=effectif, forme=forme, texte=texte)
    for genre in BENEFICIAIRES
    for commune, naf, age, effectif, forme in (
        ("", "", "", "", ""),
        ("24037", "10.71C", "17", "10-19", "5499"),
        ("33063", "R", "52", "", "9220"),
        ("75056", "43.99A", "30", "250-4999", "7210"),
    )
    for texte in ("", "énergie bois", "rénovation salle commune", "à Bergerac patrimoine")
]
"""Who asks « Quelles aides pour moi ? », of whom much or little is known, with a project or without."""
MOI_MAX = {500: 20, 5_000: 20, 100_000: 100}
"""Milliseconds within which they are to be answered."""
OCTETS_MAX = 12_000
FOULE = 100
SECONDES = 10.0

FTS5 = (
    "CREATE VIRTUAL TABLE banc USING fts5"
    "(titre, resume, reste, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
NU = {
    "sqlite": "SELECT rowid FROM banc WHERE banc MATCH :q ORDER BY bm25(banc) LIMIT 20",
    "postgresql": "SELECT id FROM banc, to_tsquery('simple', %(q)s) q WHERE v @@ q"
    " ORDER BY ts_rank(v, q) DESC LIMIT 20",
}


def frappes() -> list[str]:
    """What the box holds after each key."""
    return [texte[: n + 1] for texte in TAPES for n in range(len(texte))]


@contextmanager
def bases(dossier: Path, combien: int) -> Iterator[dict[str, Engine]]:
    """The same catalogue on each database."""
    with postgresql() as serveur:
        engines = {
            "sqlite": open_engine(f"sqlite:///{dossier / 'portail.db'}"),
            "postgresql": open_engine(serveur.url),
        }
        with ExitStack() as pile:
            ouvertes = [
                pile.enter_context(engine.connect().execution_options(portail_write=True))
                for engine in engines.values()
            ]
            for connection in ouvertes:
                upgrade(connection)
                connection.commit()
            ecrire(ouvertes, combien)
            for connection in ouvertes:
                _texte_integral(connection)
                connection.commit()
        yield engines
        for engine in engines.values():
            engine.dispose()


def _texte_integral(connection: Connection) -> None:
    """The database's own full text over the same words."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(FTS5)
        connection.exec_driver_sql("INSERT INTO banc SELECT titre, resume, description FROM aide")
        return
    connection.exec_driver_sql(
        "CREATE TABLE banc AS SELECT id, setweight(to_tsvector('simple', t.titre), 'A') || "
        "setweight(to_tsvector('simple', t.resume), 'B') || to_tsvector('simple', t.reste) AS v "
        "FROM aide JOIN termes_aide t ON t.aide_id = aide.id"
    )
    connection.exec_driver_sql("CREATE INDEX ON banc USING gin (v)")
    connection.exec_driver_sql("ANALYZE banc")


def _nu(engine: Engine) -> Callable[[str], object]:
    """The bare full-text query: the twenty best that hold every word, the last by its beginning."""
    nom = engine.dialect.name
    brute = engine.connect().connection.driver_connection
    assert brute is not None
    curseur = brute.cursor()

    def chercher(texte: str) -> object:
        mots = ["".join(c for c in mot if c.isalnum()) for mot in plier(texte).split()]
        mots = [mot for mot in mots if mot]
        question = (
            " AND ".join(f'"{mot}"*' for mot in mots)
            if nom == "sqlite"
            else " & ".join(f"{m}:*" for m in mots)
        )
        return curseur.execute(NU[nom], {"q": question}).fetchall() if mots else None

    return chercher


def _memoire() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def _charger(engine: Engine, nom: str) -> tuple[Index, list[Figure]]:
    avant, debut = _memoire(), time.perf_counter()
    with Session(engine) as session:
        index = Index(chargement.tout(session))
    index.journee(JOUR)
    figures = [Figure(f"{nom}.charge", time.perf_counter() - debut, "s")]
    if engine.dialect.name == "sqlite":  # the next one takes what this one gives back, which tells nothing
        figures.append(Figure(f"{nom}.memoire", (_memoire() - avant) / 1e6, "Mo"))
    return index, figures


def _une_base(engine: Engine, combien: int) -> list[Figure]:
    nom = f"aides.{combien}.{engine.dialect.name}"
    index, figures = _charger(engine, nom)
    nue = _durees(frappes(), _nu(engine))
    ici = _durees(frappes(), lambda texte: moteur.rechercher(index, Criteres(texte), JOUR))
    for quoi, partie in (("p50", 50), ("p95", 95)):
        mien, leur = (statistics.quantiles(durees, n=100)[partie - 1] * 1000 for durees in (ici, nue))
        figures.append(Figure(f"{nom}.nu.{quoi}", leur, "ms"))
        figures.append(Figure(f"{nom}.{quoi}", mien, "ms", mien / leur, f"{nom}.nu.{quoi}"))
    if engine.dialect.name == "sqlite":
        figures += _octets(index, f"aides.{combien}")
        figures += _moi(index, combien)
    return figures


def _moi(index: Index, combien: int) -> list[Figure]:
    """« Quelles aides pour moi ? », whole, for each of these applicants; and the aids near to one."""
    aides, nom = random.Random(combien).sample(index.aides, 100), f"aides.{combien}"
    durees = {
        "moi": _durees(MOI, lambda qui: pour_moi.bilan(index, qui, JOUR, {})),
        "proches": _durees(aides, lambda aide: proches.autour(index, aide, JOUR)),
    }
    figures = []
    for quoi, toutes in durees.items():
        milieu, tard = (statistics.quantiles(toutes, n=100)[partie - 1] * 1000 for partie in (50, 95))
        figures.append(Figure(f"{nom}.{quoi}.p50", milieu, "ms"))
        limite = MOI_MAX[combien]
        figures.append(Figure(f"{nom}.{quoi}.p95", tard, "ms", tard / limite, f"{limite} ms"))
    return figures


def _durees(questions: Iterable[Question], repondre: Callable[[Question], object]) -> list[float]:
    durees = []
    for question in questions:
        debut = time.perf_counter()
        repondre(question)
        durees.append(time.perf_counter() - debut)
    return durees


def _octets(index: Index, nom: str) -> list[Figure]:
    """What is pushed to the page at each key: the vars that changed."""
    tailles, avant = [], {}
    for texte in frappes():
        criteres = Criteres(texte)
        montre = ecran.vue(criteres, moteur.rechercher(index, criteres, JOUR))
        change = {var: valeur for var, valeur in montre.items() if avant.get(var) != valeur}
        tailles.append(len(json.dumps(change, default=dataclasses.asdict, ensure_ascii=False).encode()))
        avant = montre
    moyenne = statistics.mean(tailles)
    return [Figure(f"{nom}.octets", moyenne, "octets", moyenne / OCTETS_MAX, "12 kB")]


async def _foule(dossier: Path, combien: int) -> list[Figure]:
    with running(dossier, event_rate="100000", trusted_proxies="1") as serveur:
        personnes = [Applicant("", "")] * FOULE
        async with opened(serveur, personnes, lambda _who: "/aides") as onglets:
            attentes = await waits(onglets, search, SECONDES)
    return summary(f"aides.{combien}.foule.{FOULE}", attentes)


def _jugees(dossier: Path) -> Figure:
    """The judged searches over the demonstration's aids."""
    engine = open_engine(f"sqlite:///{dossier / 'jugees.db'}")
    with engine.connect().execution_options(portail_write=True) as connection, Session(connection) as session:
        upgrade(connection)
        semer_aides(session, charger(), JOUR)
        index = Index(chargement.tout(session))
    engine.dispose()
    score, _manques = juger(partial(moteur.rechercher, index))
    return Figure("aides.jugees", score, "sur 1", score / SEUIL, str(SEUIL))


def measure() -> list[Figure]:
    """Everything, from the smallest catalogue to the largest."""
    with tempfile.TemporaryDirectory() as nom:
        figures = [_jugees(Path(nom))]
    for combien in TAILLES:
        with tempfile.TemporaryDirectory() as nom:
            dossier = Path(nom)
            with bases(dossier, combien) as engines:
                for engine in engines.values():
                    figures += _une_base(engine, combien)
            if combien == TAILLES[-1]:
                figures += asyncio.run(_foule(dossier, combien))
    return figures

"""What events cost: one of each kind against one that does nothing, then with many people typing."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from portail.aides.states.catalogue import Catalogue
from portail.demandeurs.states.mes_infos import MesInfosState
from tests.bench.crowd import LOAD, READY, Event, Tab, memory, opened, summary, waits
from tests.bench.figures import Figure
from tests.demandeurs_de_test import CHAMP, SAVE, Applicant, applicants
from tests.hostile.attacker import ROOT_STATE
from tests.live import Server

SEARCH = f"{Catalogue.get_full_name()}.saisir"
MY_DATA = f"{MesInfosState.get_full_name()}.enregistrer"
WORDS = ["cyclable", "association", "culture", "jeunesse", "entreprise", "logement", "sportif", "formation"]
SECONDS = 3.0
TYPING = 12.0
CROWDS = (1, 100, 500)


def _now() -> int:
    return int(time.time() * 1000)


def save(tab: Tab, count: int) -> Event:
    """One answer of the draft."""
    return SAVE, {"numero": tab.who.numero, "champ": CHAMP, "valeur": f"Version {count}", "n": _now() + count}


def search(_tab: Tab, count: int) -> Event:
    """One more letter in the box of words."""
    word = WORDS[count // 4 % len(WORDS)][: 2 + count % 4]
    return SEARCH, {"champ": "q", "valeur": word, "n": _now() + count}


@dataclass(frozen=True)
class Kind:
    """A kind of event, the page that sends it, and what its answer ends with."""

    path: Callable[[Applicant], str]
    event: Callable[[Tab, int], Event]
    until: str = ""


KINDS = {
    "vide": Kind(lambda who: who.step, lambda _t, _n: (f"{ROOT_STATE}.set_is_hydrated", {"value": True})),
    "autosave": Kind(lambda who: who.step, save),
    "recherche": Kind(lambda _who: "/aides", search),
    "fiche": Kind(
        lambda _who: "/mes-infos",
        lambda _t, n: (MY_DATA, {"champ": "complement", "valeur": f"Bâtiment {n}", "n": _now() + n}),
    ),
    "ouvrir.accueil": Kind(lambda _who: "/", lambda _t, _n: LOAD, READY),
    "ouvrir.etape": Kind(lambda who: who.step, lambda _t, _n: LOAD, READY),
    "ouvrir.dossiers": Kind(lambda _who: "/dossiers", lambda _t, _n: LOAD, READY),
}


async def _rate(server: Server, people: list[Applicant], kind: Kind) -> float:
    """Answers a second to people who never pause."""

    async def ask(tab: Tab) -> int:
        done, end = 0, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            await tab.ask(kind.event(tab, done), kind.until)
            done += 1
        return done

    async with opened(server, people, kind.path) as tabs:
        begun = time.perf_counter()
        done = sum(await asyncio.gather(*map(ask, tabs)))
        return done / (time.perf_counter() - begun)


def kinds(server: Server, people: list[Applicant]) -> list[Figure]:
    """Events of each kind that one person who never pauses gets answered; saves by 32 people too."""
    figures = []
    for name, kind in KINDS.items():
        rate = asyncio.run(_rate(server, people[:1], kind))
        figures.append(_against(figures, f"{name}.1", rate, "vide.1"))
    for name in ("vide", "autosave"):
        rate = asyncio.run(_rate(server, people[:32], KINDS[name]))
        figures.append(_against(figures, f"{name}.32", rate, "vide.32"))
    return figures


def _against(figures: list[Figure], name: str, rate: float, empty: str) -> Figure:
    limit = next((figure.value for figure in figures if figure.name == empty), None)
    if limit is None:
        return Figure(name, rate, "événements/s")
    return Figure(name, rate, "événements/s", rate / limit, empty)


async def _typing(server: Server, people: list[Applicant]) -> list[Figure]:
    before = memory(server)
    figures = []
    count = len(people)
    async with opened(server, people, KINDS["autosave"].path) as tabs:
        each = (memory(server) - before) / count
        if count == CROWDS[-1]:
            figures.append(Figure("memoire.personne", each, "octets", each / 200_000, "200 kB"))
        figures += summary(f"autosave.{count}", await waits(tabs, save, TYPING))
    async with opened(server, people, KINDS["recherche"].path) as tabs:
        figures += summary(f"recherche.{count}", await waits(tabs, search, TYPING))
    return figures


def crowds(server: Server, people: list[Applicant]) -> list[Figure]:
    """What a save and a search wait with 1, 100 and 500 people who type; the memory each person takes."""
    return [figure for count in CROWDS for figure in asyncio.run(_typing(server, people[:count]))]


def measure(server: Server) -> list[Figure]:
    """All of the above."""
    people = applicants(server, CROWDS[-1])
    return kinds(server, people) + crowds(server, people)

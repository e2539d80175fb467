"""What a key costs while one looks for a commune, with a mistake or none; what the lists take in memory."""

import random
import subprocess
import sys
import time
from collections.abc import Callable

from portail.core import communes, referentiels
from tests.bench.figures import Figure

MOTS = 400
_MEMOIRE = """
from pathlib import Path
from portail.core import referentiels
def ko():
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0])
avant = ko()
for nom in referentiels.NOMS:
    referentiels.chercher(nom, "bordaux")
print(ko() - avant)
"""


def mesurer() -> list[Figure]:
    """The median and the 95th centile of a search, against a plain look at every name; the memory."""
    hasard = random.Random(33063)
    noms = [commune.nom for commune in hasard.sample(list(communes.toutes()), MOTS)]
    debuts = [nom[: hasard.randint(1, len(nom))] for nom in noms]
    fautes = [_avec_une_faute(nom, hasard) for nom in noms]
    cles = [communes.cle_de_nom(commune.nom) for commune in communes.toutes()]
    nu, _ = _temps(debuts, lambda texte: [c for c in cles if c.startswith(communes.cle_de_nom(texte))][:12])
    bien, bien95 = _temps(debuts, lambda texte: referentiels.proposer("communes", texte))
    mal, mal95 = _temps(fautes, lambda texte: referentiels.proposer("communes", texte))
    ko = int(
        subprocess.run([sys.executable, "-c", _MEMOIRE], capture_output=True, check=True, text=True).stdout
    )
    return [
        Figure("listes.communes.p50", bien, "ms", bien / nu, "listes.communes.nu.p50"),
        Figure("listes.communes.p95", bien95, "ms"),
        Figure("listes.communes.faute.p50", mal, "ms", mal / nu, "listes.communes.nu.p50"),
        Figure("listes.communes.faute.p95", mal95, "ms"),
        Figure("listes.memoire", ko / 1024, "MB"),
    ]


def _avec_une_faute(nom: str, hasard: random.Random) -> str:
    ou = hasard.randrange(len(nom))
    return nom[:ou] + hasard.choice("aeiourstln") + nom[ou + 1 :]


def _temps(textes: list[str], chercher: Callable[[str], object]) -> tuple[float, float]:
    durees = []
    for texte in textes:
        debut = time.perf_counter()
        chercher(texte)
        durees.append((time.perf_counter() - debut) * 1000)
    durees.sort()
    return durees[len(durees) // 2], durees[len(durees) * 95 // 100]

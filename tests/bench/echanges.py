"""How many aids an import takes each second, all new, then all the same; how long others wait for it."""

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from portail.aides.echanges import importation
from portail.aides.echanges.rapport import Rapport
from portail.infra.db import BUSY_MS, open_engine
from portail.infra.migrations import upgrade
from tests.bench.figures import Figure
from tests.lignes_d_aides import en_csv, ligne

LIGNES = 10_000
MOTS = re.findall(
    r"\w+",
    "acquisition bâtiment bois commune création culture déchets eau embauche énergie équipement festival "
    "filière forêt habitat innovation jeunesse logement matériel mobilité numérique patrimoine projet "
    "recherche rénovation salle santé sport territoire tourisme transition vélo",
)
THEMES = ("Énergie, air et climat", "Forêt - Bois", "Agriculture - Alimentation > Vignoble", "Fonds vert")


def mesurer() -> list[Figure]:
    """The rate of a first import, and of the same file again, on SQLite."""
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier) / "aides.csv"
        fichier.write_text(en_csv([_ligne(rang) for rang in range(LIGNES)]), encoding="utf-8")
        lecture = open_engine(f"sqlite:///{dossier}/portail.db")
        engine = lecture.execution_options(portail_write=True)
        verrous: list[float] = []
        with engine.connect() as connection:
            upgrade(connection)
            connection.commit()

        def importer() -> Rapport:
            neuf = importation.ouvrir_complet(fichier)
            with Session(lecture) as lu, importation.preparer(lu, neuf, "banc") as prevu:
                lu.rollback()
                debut = time.perf_counter()
                with Session(engine) as session:
                    importation.ecrire(session, prevu)
                    session.commit()
                verrous.append(time.perf_counter() - debut)
            return prevu.rapport

        neuves = _debit(importer, lambda rapport: rapport.creees)
        memes = _debit(importer, lambda rapport: rapport.inchangees)
        engine.dispose()
    return [
        Figure("import.nouvelles", neuves, "/s"),
        Figure("import.verrou", verrous[0], "s", verrous[0] * 1000 / BUSY_MS, "5 s"),
        Figure("import.inchangees", memes, "/s", memes / neuves, "import.nouvelles"),
    ]


def _debit(importer: Callable[[], Rapport], faites: Callable[[Rapport], int]) -> float:
    """Rows for each second of processor."""
    debut = time.process_time()  # one core does it all: what others do on the machine changes little
    assert faites(importer()) == LIGNES
    return LIGNES / (time.process_time() - debut)


def _ligne(rang: int) -> dict[str, str]:
    hasard = random.Random(rang)

    def mots(combien: int) -> str:
        return " ".join(hasard.choices(MOTS, k=combien))

    articles = "".join(f"<li>{mots(12)}</li>" for _ in range(4))
    return ligne(
        id=f"banc-{rang}",
        titre=f"Aide {rang} : {mots(4)}",
        description=f"<p>{mots(60).capitalize()}.</p><ul>{articles}</ul><p>{mots(40).capitalize()}.</p>",
        eligibilite=f"• {mots(10)} ;\n• {mots(10)}.",
        programmes_parents=hasard.choice(THEMES),
    )


if __name__ == "__main__":
    for figure in mesurer():
        print(f"{figure.name:<24}{figure.value:>10.0f} {figure.unit}")

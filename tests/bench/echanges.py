"""How many aids an import reads and writes each second: all new, then all the same."""

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from portail.aides.echanges import importation
from portail.aides.echanges.rapport import Rapport
from portail.infra.db import open_engine
from portail.infra.migrations import upgrade
from tests.bench.figures import Figure
from tests.lignes_d_aides import en_csv, ligne

LIGNES = 2_000
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
        engine = open_engine(f"sqlite:///{dossier}/portail.db").execution_options(portail_write=True)
        with engine.connect() as connection:
            upgrade(connection)
            connection.commit()

        def importer() -> Rapport:
            with Session(engine) as session:
                rapport = importation.importer(session, importation.ouvrir_complet(fichier), "banc")
                session.commit()
            return rapport

        neuves = _debit(importer, lambda rapport: rapport.creees)
        memes = _debit(importer, lambda rapport: rapport.inchangees)
        engine.dispose()
    return [
        Figure("import.nouvelles", neuves, "/s"),
        Figure("import.inchangees", memes, "/s", memes / neuves, "import.nouvelles"),
    ]


def _debit(importer: Callable[[], Rapport], faites: Callable[[Rapport], int]) -> float:
    debut = time.perf_counter()
    assert faites(importer()) == LIGNES
    return LIGNES / (time.perf_counter() - debut)


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

"""Rows of the national schema, for the tests of what comes in and goes out."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from portail.aides.echanges.schema import GENERALES

PORTEUR = '[{"nom": "Région Nouvelle-Aquitaine", "siren": null, "roles": ["instructeur"]}]'


def ligne(**cellules: Any) -> dict[str, Any]:
    """A right row, with these cells instead of its own."""
    return {
        "id": "na-3",
        "titre": "Rénover une salle de spectacle",
        "promesse": "",
        "description": "Cette aide accompagne la rénovation des salles de spectacle de la région.",
        "eligibilite": "• Être propriétaire de la salle ;\n• Ouvrir toute l’année.",
        "types_aides": "financement",
        "porteurs": PORTEUR,
        "programmes_parents": "Énergie, air et climat > EnR - Energies renouvelables|Fonds vert",
        "url_source": "https://exemple.fr/aide",
        "cibles": "associations|secteur public",
        "eligibilite_geographique": "REG-75",
        "eligibilite_geographique_exclusions": "",
        "date_ouverture": "2026-01-10T00:00:00Z",
        "date_cloture": "2026-12-31T00:00:00Z",
        "date_mise_a_jour": "2026-02-01T09:30:00Z",
        **cellules,
    }


def en_csv(lignes: Sequence[dict[str, Any]], separateur: str = ",") -> str:
    """These rows as a spreadsheet writes them."""
    colonnes = list(dict.fromkeys([*GENERALES, *(nom for une in lignes for nom in une)]))
    flux = StringIO()
    ecrivain = csv.DictWriter(flux, colonnes, delimiter=separateur, restval="")
    ecrivain.writeheader()
    ecrivain.writerows(lignes)
    return flux.getvalue()


def deposer(dossier: Path, *lignes: dict[str, Any], nom: str = "flux.csv", encodage: str = "utf-8") -> Path:
    """A file of these rows, CSV or JSON by its name."""
    chemin = dossier / nom
    texte = json.dumps(lignes, ensure_ascii=False) if nom.endswith(".json") else en_csv(lignes)
    chemin.write_bytes(texte.encode(encodage))
    return chemin

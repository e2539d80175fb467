"""The closed lists an aid is described with: codes are stored and travel in addresses, labels are read."""

from portail.demandeurs.rules import TypeDemandeur

BENEFICIAIRES: dict[str, str] = {genre.value: genre.libelle for genre in TypeDemandeur}
"""The kinds of applicants, in the order of the sign-up form."""

THEMATIQUES: dict[str, str] = {
    "agriculture": "Agriculture et alimentation",
    "territoire": "Aménagement du territoire",
    "culture": "Culture et patrimoine",
    "economie": "Économie et entreprises",
    "environnement": "Environnement et énergie",
    "formation": "Formation et enseignement supérieur",
    "mobilites": "Mobilités",
    "sante": "Santé",
    "sport": "Sport",
    "vie-associative": "Vie associative",
}
"""The themes of the catalogue, in alphabetical order of their labels."""

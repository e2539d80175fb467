"""A form that holds every type of field, and right answers to it."""

from typing import Any

OPTIONS = [{"valeur": v, "libelle": f"Option {v.upper()}"} for v in ("a", "b", "c")]

BRANCHES = [
    {
        "valeur": "eau",
        "libelle": "L’eau",
        "branches": [
            {"valeur": "mer", "libelle": "La mer"},
            {
                "valeur": "fleuves",
                "libelle": "Les fleuves",
                "branches": [{"valeur": "vienne", "libelle": "La Vienne"}],
            },
        ],
    },
    {"valeur": "air", "libelle": "L’air"},
    {"valeur": "terre", "libelle": "La terre", "branches": [{"valeur": "mer", "libelle": "Les polders"}]},
]

LIMITES: dict[str, dict[str, Any]] = {
    "choix": {"options": OPTIONS, "autre": True},
    "choix_lies": {"niveaux": ["Domaine", "Milieu", "Lieu"], "branches": BRANCHES},
    "reference": {"liste": "departements", "dans": "regions:75"},
    "choix_multiples": {"options": OPTIONS},
    "calcul": {"formule": "1 EUR"},
    "section": {"champs": [{"id": "dans_section", "type": "texte", "libelle": "Dans la section"}]},
    "bloc": {"champs": [{"id": "dans_bloc", "type": "texte", "libelle": "Dans le bloc"}]},
    "explication": {"texte": "**Lisez ceci.**", "repliee": True},
    "declaration": {"texte": "Je respecte *la charte*.", "version": "2026-1"},
    "pieces": {
        "modele": {"nom": "Budget type", "adresse": "https://exemple.fr/budget.xlsx"},
        "moins_de_mois": 3,
        "requis": False,
    },
    "formate": {"motif": "[A-Z]{2}-[0-9]{3}", "message_motif": "Deux lettres, un tiret, trois chiffres."},
}
"""What a type cannot be written without, beside its label."""

REPONSES: dict[str, Any] = {
    "texte": "Fête du fleuve",
    "texte_long": "Trois jours.\nOuverts à tous.",
    "entier": "1 234",
    "decimal": "3,5",
    "montant": "1 234,50",
    "pourcentage": "12,5",
    "date": "3/4/2026",
    "heure": "14 h 30",
    "date_heure": {"jour": "3/4/2026", "heure": "14 h 30"},
    "plage_dates": {"debut": "3/4/2026", "fin": "5/4/2026"},
    "oui_non": "oui",
    "civilite": "madame",
    "choix": {"choix": "autre", "autre": "Une sixième"},
    "choix_lies": {"niveau_1": "eau", "niveau_2": "fleuves", "niveau_3": "vienne"},
    "reference": "Vienne",
    "choix_multiples": ["a", "c"],
    "certification": True,
    "declaration": True,
    "mail": "contact@exemple.org",
    "telephone": "+32 470 12 34 56",
    "url": "www.exemple.fr",
    "siret": "732 829 320 00074",
    "rna": "W751234567",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "formate": "AB-123",
    "signature": "Zoé Martin",
    "adresse": {"voie": "12 rue du Port", "code_postal": "86000", "commune": "Poitiers"},
    "commune": {"code": "86194", "nom": "Poitiers", "code_postal": "86000"},
}
"""Right answers as typed, by type, which is also the id of the question."""


def un_champ(genre: str, **details: Any) -> dict[str, Any]:
    """A question of that type, as a form writes it."""
    return {"id": genre, "type": genre, "libelle": f"Question {genre}", **LIMITES.get(genre, {}), **details}


def formulaire(*genres: str, **details: Any) -> dict[str, Any]:
    """A form of one step that asks them all."""
    champs = [un_champ(genre, **details) for genre in genres]
    return {"titre": "Tout", "etapes": [{"id": "tout", "titre": "Tout", "champs": champs}]}

"""An aid whose form asks for expenses, row by row, and sums them up."""

from typing import Any

from sqlmodel import Session

from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from tests.integration.dossiers import monde

SLUG = "depenses"


def _champ(nom: str, genre: str, libelle: str, **details: Any) -> dict[str, Any]:
    return {"id": nom, "type": genre, "libelle": libelle} | details


BLOC = _champ(
    "depenses",
    "bloc",
    "Vos dépenses",
    nom_rangee="Dépense",
    nombre_max=4,
    champs=[
        _champ("nature", "texte", "Nature"),
        _champ(
            "prix",
            "montant",
            "Prix",
            avertir_si="prix > 5000 EUR",
            avertissement="Joignez deux devis.",
        ),
        _champ("lieu", "adresse", "Lieu", requis=False),
        _champ("compte", "iban", "Compte", requis=False),
        _champ("moitie", "calcul", "Moitié", formule="prix * 50 %"),
        _champ("devis", "texte", "Numéro du devis", afficher_si="prix > 1000 EUR"),
    ],
)
FORMULAIRE = Formulaire.model_validate(
    {
        "titre": "F",
        "etapes": [
            {
                "id": "budget",
                "titre": "Budget",
                "champs": [
                    _champ("achete", "oui_non", "Achetez-vous quelque chose ?"),
                    BLOC | {"afficher_si": "achete"},
                    _champ("total", "calcul", "Total", formule="somme(depenses.prix)", afficher_si="achete"),
                ],
            },
        ],
    }
)


def publier(session: Session) -> None:
    """The aid, open, with its form."""
    aide = monde.aide(session, SLUG)
    monde.fenetre(session, aide.id)
    publier_version(session, None, aide.id, FORMULAIRE)

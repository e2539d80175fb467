"""An aid whose form decides by expressions: a step that comes and goes, an obligation, a contradiction."""

from decimal import Decimal
from typing import Any

from sqlmodel import Session

from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from tests.integration.dossiers import monde

SLUG = "regles"
APRES = "La fin vient après le début."


def _champ(nom: str, genre: str = "oui_non", **details: Any) -> dict[str, Any]:
    return {"id": nom, "type": genre, "libelle": nom} | details


def _etape(nom: str, *champs: dict[str, Any], **details: Any) -> dict[str, Any]:
    return {"id": nom, "titre": nom.capitalize(), "champs": list(champs)} | details


FORMULAIRE = Formulaire.model_validate(
    {
        "titre": "F",
        "etapes": [
            _etape(
                "projet",
                _champ("cofinance"),
                _champ("debut", "date", requis=False),
                _champ(
                    "fin", "date", requis="rempli(debut)", valide_si="fin > debut", message_invalide=APRES
                ),
            ),
            _etape(
                "financeurs",
                _champ("financeur", "texte"),
                _champ("accords", "pieces", requis=False),
                _champ("le", "date", afficher_si="accords >= 1", requis="accords >= 2"),
                afficher_si="cofinance",
            ),
            _etape(
                "suite",
                _champ("majeur", afficher_si="age(fiche.date_naissance) >= 18"),
                _champ("beaucoup", afficher_si="aide.plafond >= 5 000 € et aide.taux_max = 50 %"),
                _champ("tot", afficher_si="jours(debut_depot(), aujourdhui()) = 10"),
                _champ("exact", "certification"),
            ),
        ],
    }
)


def publier(session: Session) -> None:
    """The aid, open, with its form."""
    aide = monde.aide(session, SLUG, plafond=Decimal(5000), taux_max=Decimal(50))
    monde.fenetre(session, aide.id)
    publier_version(session, None, aide.id, FORMULAIRE)

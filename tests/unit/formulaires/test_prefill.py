"""What the fiche d'identité gives to a new dossier."""

from portail.formulaires.prefill import valeurs_initiales
from portail.formulaires.schema import Formulaire
from portail.formulaires.vocabulaire import Source

FORMULAIRE = Formulaire.model_validate(
    {
        "titre": "F",
        "etapes": [
            {
                "id": "une",
                "titre": "Une",
                "champs": [
                    {"id": "organisme", "type": "texte", "libelle": "?", "prefill": "organisation"},
                    {"id": "numero", "type": "siret", "libelle": "?", "prefill": "siret"},
                    {"id": "tel", "type": "telephone", "libelle": "?", "prefill": "telephone"},
                    {"id": "autre", "type": "texte", "libelle": "?"},
                ],
            }
        ],
    }
)


def test_takes_what_the_fiche_has_in_canonical_form() -> None:
    fiche = {Source.ORGANISATION: " Les Amis ", Source.SIRET: "732 829 320 00074", Source.NOM: "Dupont"}
    assert valeurs_initiales(FORMULAIRE, fiche) == {"organisme": "Les Amis", "numero": "73282932000074"}


def test_leaves_out_what_is_empty_or_wrong() -> None:
    fiche = {Source.ORGANISATION: " ", Source.SIRET: "123", Source.TELEPHONE: None}
    assert valeurs_initiales(FORMULAIRE, fiche) == {}

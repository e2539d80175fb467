"""What a new dossier already knows, taken from the fiche d'identité."""

from collections.abc import Mapping

from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur, est_vide, lire
from portail.formulaires.vocabulaire import Source


def valeurs_initiales(formulaire: Formulaire, fiche: Mapping[Source, object]) -> dict[str, Valeur]:
    """The canonical answers, by field id, that the fiche can give; what it says wrongly is left out."""
    valeurs: dict[str, Valeur] = {}
    for champ in formulaire.questions():
        if champ.prefill is None or est_vide(champ, fiche.get(champ.prefill)):
            continue
        try:
            valeurs[champ.id] = lire(champ, fiche[champ.prefill])
        except ValueError:
            continue  # the person will answer: a prefilled error would look like theirs
    return valeurs

"""What the parts of a form may not contradict in each other: ids are unique, expressions make sense."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from portail.formulaires.programmes import BoucleError, Regle, lieu
from portail.formulaires.vocabulaire import ETAPES_RESERVEES

if TYPE_CHECKING:  # the schema calls this module as it builds these classes
    from portail.formulaires.schema import Formulaire

_FAUTES_MAX = 20


def verifier_formulaire(formulaire: "Formulaire") -> None:
    """Check that ids are unique and expressions make sense. Raises `ValueError`, one sentence a line."""
    etapes = [etape.id for etape in formulaire.etapes]
    if len(set(etapes)) != len(etapes):
        raise ValueError("deux étapes ont le même identifiant")
    if reservees := ETAPES_RESERVEES & set(etapes):
        raise ValueError(f"identifiant d’étape réservé : {', '.join(sorted(reservees))}")
    connus: set[str] = set()
    for _, champ in formulaire.champs():
        if champ.id in connus:
            raise ValueError(f"deux champs ont l’identifiant « {champ.id} »")
        connus.add(champ.id)
    if not any(champ.demande for _, champ in formulaire.champs()):
        raise ValueError("le formulaire ne pose aucune question")
    if fautes := list(_fautes_des_expressions(formulaire)):
        raise ValueError("\n".join(fautes[:_FAUTES_MAX]))


def _fautes_des_expressions(formulaire: "Formulaire") -> Iterator[str]:
    programmes = formulaire.programmes
    yield from programmes.fautes
    for _, champ in formulaire.champs():
        if champ.id in programmes.lus(champ.id, Regle.REQUIS):
            yield f"{lieu(Regle.REQUIS, champ.id)} : « {champ.id} » dépend de sa propre réponse"
    for (regle, nom), programme in programmes.tous.items():
        # A field's condition that its own words contradict may have been published: it stays readable.
        vaine = programme.jamais_vrai() if regle is Regle.ETAPE else programme.toujours_faux()
        if vaine and regle in (Regle.ETAPE, Regle.VISIBLE):
            yield f"{lieu(regle, nom)} n’est jamais vrai : rien ne s’affichera"
    try:
        formulaire.ordre  # noqa: B018  # settled now, kept for every examination
    except BoucleError as boucle:
        yield str(boucle)

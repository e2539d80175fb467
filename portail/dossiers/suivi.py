"""What an answer changes around it: where one goes next, what may be left out, what becomes wrong."""

from typing import Protocol

from portail.dossiers.views import PlaceVue
from portail.formulaires.schema import Etape
from portail.formulaires.types.base import Question
from portail.formulaires.validation import Examen


class Numerote(Protocol):
    """A dossier, or what autosave reads of one."""

    @property
    def numero(self) -> str: ...


def adresse_etape(dossier: Numerote, etape: Etape | None) -> str:
    """Where a step is; None stands for what follows the last one."""
    return f"/dossiers/{dossier.numero}/{etape.id if etape else 'recapitulatif'}"


def place(dossier: Numerote, examen: Examen, etape: Etape) -> PlaceVue:
    """The rank of a step among those that show, counted from one, and its neighbours.

    It may be one that an answer given elsewhere has just hidden.
    """
    gardees = examen.regard.etapes | {etape.id}
    montrees = [autre for autre in examen.formulaire.etapes if autre.id in gardees]
    ici = next(rang for rang, autre in enumerate(montrees) if autre.id == etape.id)
    avant, apres = montrees[:ici], montrees[ici + 1 :]
    suivante = apres[0] if apres else None
    return PlaceVue(
        rang=ici + 1,
        total=len(montrees),
        titre_suivante=suivante.titre if suivante else "Récapitulatif",
        suivante=adresse_etape(dossier, suivante),
        precedente=adresse_etape(dossier, avant[-1]) if avant else f"/dossiers/{dossier.numero}",
    )


def facultatifs(examen: Examen, etape: Etape) -> list[str]:
    """The questions of a step that may be left out, as things stand."""
    return [champ.id for champ in etape.champs if champ.demande and not examen.requis(champ)]


def contredits(examen: Examen, etape: Etape) -> dict[str, str]:
    """Of the answers that others may make wrong: what is wrong with each, empty when nothing is."""
    return {
        champ.id: "" if _fautes(examen, champ) else examen.erreur(champ, exiger=False) or ""
        for champ in etape.champs
        if isinstance(champ, Question) and champ.valide_si and examen.touche(champ)
    }


def fautes_des_parties(examen: Examen, question: Question) -> dict[str, str]:
    """By key, what is wrong with each part that was typed, empty when nothing is: one may mend another."""
    brut, fautes = examen.reponses.get(question.id), _fautes(examen, question)
    typees = [nom for nom in question.parties if isinstance(brut, dict) and brut.get(nom)]
    return {f"{question.id}.{nom}": fautes.get(nom, "") for nom in typees}


def _fautes(examen: Examen, question: Question) -> dict[str, str]:
    brut = examen.reponses.get(question.id)
    return question.fautes(brut) if isinstance(brut, dict) and question.parties else {}

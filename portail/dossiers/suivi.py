"""What an answer changes around it: where one goes next, what may be left out, what becomes wrong."""

from collections.abc import Iterable
from typing import Protocol

from portail.dossiers.cles import Place
from portail.dossiers.views import PlaceVue
from portail.formulaires.schema import Etape
from portail.formulaires.types.base import Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc
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


def visibles(ici: Iterable[Place]) -> list[str]:
    """What shows of a step; a block shows with the headings of its rows, and what closes it."""
    cles = []
    for une in ici:
        if une.montree:
            cles.append(une.cle)
            if isinstance(une.element, Bloc):
                cles += [f"{une.cle}.{nom}" for nom in (*une.examen.rangees(une.element), "fin")]
    return cles


def facultatifs(ici: Iterable[Place]) -> list[str]:
    """The questions of a step that may be left out, as things stand."""
    return [une.cle for une in ici if une.element.demande and not une.examen.requis(une.element)]


def contredits(ici: Iterable[Place]) -> dict[str, str]:
    """Of the answers that others may make wrong: what is wrong with each, empty when nothing is.

    So is the whole of an answer whose parts are being given: what is wrong stands by them.
    """
    return {
        une.cle: "" if _fautes(une) else une.examen.erreur(une.element, exiger=False) or ""
        for une in ici
        if isinstance(une.element, Question)
        and (une.element.valide_si or une.element.parties)
        and une.examen.touche(une.element)
    }


def avertissements(ici: Iterable[Place]) -> dict[str, str]:
    """What deserves a look in the answers of a step, and prevents nothing."""
    return {une.cle: phrase for une in ici if (phrase := une.examen.avertissement(une.element))}


def calculs(ici: Iterable[Place]) -> dict[str, str]:
    """What a step computes, as it is read; empty while unknown."""
    return {
        une.cle: une.element.montrer(une.examen.regard.valeur(une.element.id))
        for une in ici
        if isinstance(une.element, Calcul)
    }


def fautes_des_parties(ici: Iterable[Place]) -> dict[str, str]:
    """By key, what is wrong with each part that was typed, empty when nothing is: one may mend another."""
    trouvees: dict[str, str] = {}
    for une in ici:
        brut = une.examen.reponses.get(une.element.id)
        if isinstance(brut, dict):
            fautes = _fautes(une)
            trouvees |= {
                f"{une.cle}.{nom}": fautes.get(nom, "") for nom in une.element.parties if brut.get(nom)
            }
    return trouvees


def _fautes(une: Place) -> dict[str, str]:
    brut = une.examen.reponses.get(une.element.id)
    if not isinstance(une.element, Question) or not une.element.parties or not isinstance(brut, dict):
        return {}
    return une.element.fautes(brut)

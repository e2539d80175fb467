"""What is right, wrong or missing in the answers: fields, steps, the whole form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portail.core.formats import pluriel
from portail.formulaires.conditions import champs_visibles
from portail.formulaires.schema import Champ, Etape, Formulaire
from portail.formulaires.types import SansReponse, est_vide, lire, phrase_manque
from portail.formulaires.vocabulaire import TypeChamp

A_RETIRER = "Un fichier a été refusé : retirez-le, et joignez-en un autre si besoin."


class EtatEtape(StrEnum):
    """Where a step stands, with the words of the task list."""

    A_FAIRE = "À faire"
    EN_COURS = "En cours"
    COMPLETE = "Complète"
    A_CORRIGER = "À corriger"


@dataclass(frozen=True)
class Manque:
    """A field that stands in the way of submitting; `a_corriger` when it was answered, but wrongly."""

    etape: str
    champ: str
    libelle: str
    phrase: str
    a_corriger: bool


def verifier_champ(champ: Champ, valeur: object, *, exiger: bool = False) -> str | None:
    """The sentence that explains what is wrong in a raw value, or None.

    Empty is wrong only with `exiger`, and in a required field: nobody is scolded for what is not typed yet.
    """
    if not champ.repond:
        return None
    try:
        lire(champ, valeur)
    except SansReponse:
        return phrase_manque(champ) if exiger and champ.requis else None
    except ValueError as refus:
        return str(refus)
    return None


def verifier_pieces(champ: Champ, nombre: int, *, exiger: bool = False) -> str | None:
    """The sentence that explains what is wrong in the number of files joined, or None."""
    if champ.nombre_max is not None and nombre > champ.nombre_max:
        return f"Gardez au plus {pluriel(champ.nombre_max, 'fichier')} : vous en avez joint {nombre}."
    attendu = champ.nombre_min or 1
    if not exiger or nombre >= attendu or (nombre == 0 and not champ.requis):
        return None
    if attendu == 1:
        return phrase_manque(champ)
    return f"Joignez au moins {pluriel(attendu, 'fichier')}."


@dataclass(frozen=True)
class Examen:
    """The answers of one dossier seen through its form, visibility settled once for all questions."""

    formulaire: Formulaire
    reponses: Mapping[str, object]
    nb_pieces: Mapping[str, int]
    visibles: frozenset[str]
    a_retirer: frozenset[str] = frozenset()
    """Fields that still show a file which was refused."""

    def touche(self, champ: Champ) -> bool:
        """Whether the person answered, or joined a file."""
        if champ.type is TypeChamp.PIECES:
            return self.nb_pieces.get(champ.id, 0) > 0 or champ.id in self.a_retirer
        valeur = self.reponses.get(champ.id)
        return valeur is not None and champ.repond and not est_vide(champ, valeur)

    def erreur(self, champ: Champ, *, exiger: bool) -> str | None:
        """The field's sentence, from its answer or its files."""
        if champ.type is TypeChamp.PIECES:
            if champ.id in self.a_retirer:
                return A_RETIRER
            return verifier_pieces(champ, self.nb_pieces.get(champ.id, 0), exiger=exiger)
        return verifier_champ(champ, self.reponses.get(champ.id), exiger=exiger)

    def etat(self, etape: Etape) -> EtatEtape:
        """Where a step stands; a step that turns out to ask nothing is complete."""
        champs = [champ for champ in etape.champs if champ.id in self.visibles and champ.demande]
        if not champs:
            return EtatEtape.COMPLETE if self._rien_a_demander(etape) else EtatEtape.A_FAIRE
        commencee = incomplete = False
        for champ in champs:
            touche = self.touche(champ)
            if touche and self.erreur(champ, exiger=False):
                return EtatEtape.A_CORRIGER
            commencee = commencee or touche
            # An answer that is right is complete; files may be right and too few.
            if not incomplete and (not touche or champ.type is TypeChamp.PIECES):
                incomplete = self.erreur(champ, exiger=True) is not None
        if not commencee:
            return EtatEtape.A_FAIRE
        return EtatEtape.EN_COURS if incomplete else EtatEtape.COMPLETE

    @property
    def tous_les_manques(self) -> list[Manque]:
        """Everything that stands in the way of submitting, in the order of the form."""
        return [manque for etape in self.formulaire.etapes for manque in self.manques(etape)]

    @property
    def pret(self) -> bool:
        """Whether the form may be submitted; optional steps left alone do not prevent it."""
        return not any(self.manques(etape) for etape in self.formulaire.etapes)

    def _rien_a_demander(self, etape: Etape) -> bool:
        """Whether the answers that could still show a field of the step are all given."""
        conditions = [champ.afficher_si for champ in etape.champs if champ.demande and champ.afficher_si]
        lus = {comparaison.champ for condition in conditions for comparaison in condition.comparaisons()}
        return all(
            self.touche(champ) for _, champ in self.formulaire.champs() if champ.id in lus & self.visibles
        )

    def manques(self, etape: Etape) -> list[Manque]:
        """What stands in the way in a step, in the order of its fields."""
        trouves = []
        for champ in etape.champs:
            phrase = self.erreur(champ, exiger=True) if champ.id in self.visibles else None
            if phrase:
                a_corriger = self.erreur(champ, exiger=False) is not None
                trouves.append(Manque(etape.id, champ.id, champ.libelle, phrase, a_corriger))
        return trouves


def examiner(
    formulaire: Formulaire,
    reponses: Mapping[str, object],
    nb_pieces: Mapping[str, int] | None = None,
    a_retirer: frozenset[str] = frozenset(),
) -> Examen:
    """Settle what is visible. `reponses`: raw values by field; `nb_pieces`: how many good files by field."""
    return Examen(formulaire, reponses, nb_pieces or {}, champs_visibles(formulaire, reponses), a_retirer)

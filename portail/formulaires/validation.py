"""What is right, wrong or missing in the answers: fields, steps, the whole form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from portail.formulaires.conditions import Circonstances, Regard, regarder
from portail.formulaires.programmes import Regle
from portail.formulaires.schema import Etape, Formulaire
from portail.formulaires.types import SansReponse, est_vide, lire
from portail.formulaires.types.base import Element, Question
from portail.formulaires.types.ensembles import CLE, Bloc
from portail.formulaires.types.pieces import Pieces

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


def verifier(question: Question, valeur: object, *, exiger: bool = False, requis: bool = True) -> str | None:
    """The sentence that explains what is wrong in a raw value, or None.

    Empty is wrong only with `exiger`, and in a required field: nobody is scolded for what is not typed yet.
    """
    try:
        lire(question, valeur)
    except SansReponse:
        return question.manque if exiger and requis else None
    except ValueError as refus:
        return str(refus)
    return None


@dataclass(frozen=True)
class Examen:
    """The answers of one dossier seen through its form, visibility settled once for all questions."""

    formulaire: Formulaire
    reponses: Mapping[str, object]
    nb_pieces: Mapping[str, int]
    regard: Regard
    a_retirer: frozenset[str] = frozenset()
    """Fields that still show a file which was refused."""

    @cached_property
    def visibles(self) -> frozenset[str]:
        """The fields that show."""
        return frozenset(self.regard.visibles)

    @cached_property
    def etapes(self) -> tuple[Etape, ...]:
        """The steps that show, in the order of the form."""
        return tuple(etape for etape in self.formulaire.etapes if etape.id in self.regard.etapes)

    @cached_property
    def montrees(self) -> dict[str, object]:
        """The raw answers to what shows, in rows too: what is submitted."""
        retenues: dict[str, object] = {}
        for champ in self.formulaire.questions():
            if champ.id not in self.visibles or champ.id not in self.reponses:
                continue
            if isinstance(champ, Bloc):
                retenues[champ.id] = [{CLE: nom} | r.montrees for nom, r in self.rangees(champ).items()]
            else:
                retenues[champ.id] = self.reponses[champ.id]
        return retenues

    def requis(self, champ: Element) -> bool:
        """Whether the field must be answered; while its condition is unknown it need not be."""
        if not isinstance(champ, Question) or isinstance(champ.requis, bool):
            return isinstance(champ, Question) and champ.requis is True
        return self.regard.vrai(Regle.REQUIS, champ.id) is True

    def touche(self, champ: Element) -> bool:
        """Whether the person answered, or joined a file."""
        if champ.demande and not champ.repond:
            return self.nb_pieces.get(champ.id, 0) > 0 or champ.id in self.a_retirer
        valeur = self.reponses.get(champ.id)
        return valeur is not None and champ.repond and not est_vide(champ, valeur)

    def erreur(self, champ: Element, *, exiger: bool) -> str | None:
        """The field's sentence, from its answer or its files, by themselves then beside the others."""
        if not isinstance(champ, Question):
            return None
        requis = exiger and self.requis(champ)
        if champ.id in self.a_retirer:
            return A_RETIRER
        if isinstance(champ, Pieces):
            sienne = champ.verifier(self.nb_pieces.get(champ.id, 0), exiger=exiger, requis=requis)
        elif isinstance(champ, Bloc):
            sienne = champ.verifier(len(self.rangees(champ)), exiger=exiger, requis=requis)
        else:
            sienne = verifier(champ, self.reponses.get(champ.id), exiger=exiger, requis=requis)
        return sienne or self._contredit(champ)

    def rangees(self, bloc: Bloc) -> "dict[str, Examen]":
        """Each row of a block seen through the questions of a row, by name, in their order."""
        if bloc.id not in self._examens:
            self._examens[bloc.id] = {
                rangee.nom: Examen(rangee.forme, rangee.cellules, {}, rangee.regard)
                for rangee in self.regard.rangees_de(bloc.id)
            }
        return self._examens[bloc.id]

    @cached_property
    def _examens(self) -> "dict[str, dict[str, Examen]]":
        return {}

    def _contredit(self, question: Question) -> str | None:
        """Its own message, when the other answers make this one wrong."""
        if question.valide_si is None or not self._compte(question):
            return None
        return question.message_invalide if self.regard.vrai(Regle.VALIDE, question.id) is False else None

    def avertissement(self, champ: Element) -> str | None:
        """What deserves a look in this answer, and prevents nothing."""
        if not isinstance(champ, Question) or champ.avertir_si is None or not self._compte(champ):
            return None
        return champ.avertissement if self.regard.vrai(Regle.AVERTIR, champ.id) else None

    def _compte(self, question: Question) -> bool:
        return question.id in self.visibles and self.touche(question)

    def etat(self, etape: Etape) -> EtatEtape:
        """Where a step stands; a step that turns out to ask nothing is complete."""
        champs = [champ for champ in etape.elements if champ.id in self.visibles and champ.demande]
        if not champs:
            return EtatEtape.COMPLETE if self._rien_a_demander(etape) else EtatEtape.A_FAIRE
        commencee = incomplete = False
        for champ in champs:
            touche = self.touche(champ)
            if touche and self._faux(champ):
                return EtatEtape.A_CORRIGER
            commencee = commencee or touche
            # An answer that is right is complete; files and rows may be right and too few.
            if not incomplete and (not touche or not champ.repond or isinstance(champ, Bloc)):
                incomplete = any(self._manques(etape, champ))
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
        programmes = self.formulaire.programmes
        lus = programmes.lus(etape.id, Regle.ETAPE).union(
            *(programmes.lus(champ.id, Regle.VISIBLE) for champ in etape.elements if champ.demande)
        )
        return all(self.touche(champ) for nom in lus & self.visibles if (champ := self.formulaire.champ(nom)))

    def manques(self, etape: Etape) -> list[Manque]:
        """What stands in the way in a step, in the order of its fields."""
        montres = (champ for champ in etape.elements if champ.id in self.visibles)
        return [manque for champ in montres for manque in self._manques(etape, champ)]

    def _manques(self, etape: Etape, champ: Element) -> Iterator[Manque]:
        if phrase := self.erreur(champ, exiger=True):
            a_corriger = self.erreur(champ, exiger=False) is not None
            yield Manque(etape.id, champ.id, champ.libelle, phrase, a_corriger)
        for rang, (nom, rangee) in enumerate(self._rangees_de(champ), start=1):
            for manque in rangee.tous_les_manques:
                libelle = f"{champ.nom_rangee} {rang}, {manque.libelle}"  # type: ignore[attr-defined]  # a block
                cle = f"{champ.id}.{nom}.{manque.champ}"
                yield replace(manque, etape=etape.id, champ=cle, libelle=libelle)

    def _faux(self, champ: Element) -> bool:
        """Whether something typed is wrong, by itself or in a row."""
        if self.erreur(champ, exiger=False):
            return True
        return any(
            rangee.touche(colonne) and rangee._faux(colonne)
            for _, rangee in self._rangees_de(champ)
            for _, colonne in rangee.formulaire.champs()
            if colonne.id in rangee.visibles
        )

    def _rangees_de(self, champ: Element) -> "Iterable[tuple[str, Examen]]":
        return self.rangees(champ).items() if isinstance(champ, Bloc) else ()


def examiner(
    formulaire: Formulaire,
    reponses: Mapping[str, object],
    nb_pieces: Mapping[str, int] | None = None,
    a_retirer: frozenset[str] = frozenset(),
    circonstances: Circonstances | None = None,
) -> Examen:
    """Settle what is visible. `reponses`: raw values by field; `nb_pieces`: how many good files by field."""
    regard = regarder(formulaire, reponses, nb_pieces, circonstances)
    return Examen(formulaire, reponses, nb_pieces or {}, regard, a_retirer)

"""Answers that a form is given before the person types: by a link, by an earlier dossier.

What does not fit is left out without a word: the person will answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur, lire
from portail.formulaires.types.base import Question
from portail.formulaires.types.choix import ChoixMultiples
from portail.formulaires.types.ensembles import CLE, Bloc

LIEN_MAX = 4_000
"""Signs of a link that are read, as many as the way back of a sign-in may have."""
PARAMETRES_MAX = 100


def recevable(question: Question) -> bool:
    """Whether anybody else may answer it: no secret, no file, nothing that commits."""
    return question.repond and not question.sensible and not question.engage


def du_lien(formulaire: Formulaire, demande: object) -> dict[str, Valeur]:
    """The right answers, as if typed, that the query of a link gives: « champ=valeur&adresse.voie=… ».

    The first value of a name counts, all of them for several choices.
    """
    valeurs: dict[str, Valeur] = {}
    for nom, donnees in _groupes(demande).items():
        question = formulaire.question(nom)
        if question is None or isinstance(question, Bloc) or not recevable(question):
            continue
        parties = {partie: textes[0] for partie, textes in donnees.items() if partie}
        textes = donnees.get("", [])
        brut: object = textes if isinstance(question, ChoixMultiples) else parties or textes[0]
        if (valeur := _juste(question, brut)) is not None:
            valeurs[nom] = valeur
    return valeurs


def _groupes(demande: object) -> dict[str, dict[str, list[str]]]:
    """By question, what each of its parts is given; the question itself is the part « »."""
    groupes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if not isinstance(demande, str) or len(demande) > LIEN_MAX:
        return {}
    try:
        paires = parse_qsl(demande, max_num_fields=PARAMETRES_MAX)
    except ValueError:
        return {}
    for nom, texte in paires:
        question, _, partie = nom.partition(".")
        groupes[question][partie].append(texte)
    return groupes


def d_un_autre(
    formulaire: Formulaire, autre: Formulaire, reponses: Mapping[str, object]
) -> dict[str, Valeur]:
    """The right answers, as if typed, that those to another form give.

    The same question has the same id and type; else the same type, filled from the same place of the sheet.
    """
    valeurs: dict[str, Valeur] = {}
    for question, semblable in _paires(formulaire, autre):
        brut = reponses.get(semblable.id)
        if isinstance(question, Bloc) and isinstance(semblable, Bloc):
            if rangees := [*_rangees(question, semblable, brut)][: question.maximum]:
                valeurs[question.id] = rangees
        elif (valeur := _juste(question, brut)) is not None:
            valeurs[question.id] = valeur
    return valeurs


def _paires(formulaire: Formulaire, autre: Formulaire) -> Iterator[tuple[Question, Question]]:
    par_source = {(q.prefill, q.type): q for q in autre.questions() if q.prefill}
    for question in formulaire.questions():
        semblable = autre.question(question.id)
        if semblable is None or semblable.type != question.type:
            semblable = par_source.get((question.prefill, question.type)) if question.prefill else None
        if semblable is not None and recevable(question):
            yield question, semblable


def _rangees(bloc: Bloc, semblable: Bloc, brut: object) -> Iterator[dict[str, Any]]:
    memes = [
        colonne
        for colonne in bloc.colonnes
        if recevable(colonne) and (sienne := semblable.colonne(colonne.id)) and sienne.type == colonne.type
    ]
    for nom, rangee in semblable.rangees(brut):
        lues = {colonne.id: _juste(colonne, rangee.get(colonne.id)) for colonne in memes}
        if cellules := {cle: valeur for cle, valeur in lues.items() if valeur is not None}:
            yield {CLE: nom, **cellules}


def _juste(question: Question, brut: object) -> "Valeur | None":
    try:
        return question.comme_saisi(lire(question, brut))
    except ValueError:
        return None

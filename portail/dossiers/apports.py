"""Answers that the person did not type: a link or an earlier dossier brought them, until they are verified.

Their rows say so by their origin, which no page can call itself by; whatever is typed there takes it away.
"""

from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, select, update

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.dossiers import reponses
from portail.dossiers.acces import mon_brouillon
from portail.dossiers.cles import Cible
from portail.dossiers.lignes import Edition, Identifie, Ligne, ecrire, ranger
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.rangees import Rangees
from portail.dossiers.suivi import adresse_etape
from portail.dossiers.views import ApportsVue, ChoixVue
from portail.dossiers.workflow import Statut
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur
from portail.formulaires.types.base import Question
from portail.formulaires.types.ensembles import CLE, Bloc

LIEN = "lien"
REPRISE = "reprise:"
"""Followed by the number of the dossier the answer comes from."""


def libre(lignes: Mapping[str, Ligne], question: Question) -> bool:
    """Whether nothing was ever written there: what was emptied stays empty."""
    cles = {question.id, *(f"{question.id}.{partie}" for partie in question.parties)}
    return not cles & lignes.keys()


def poser(
    session: Session,
    dossier: Identifie,
    schema: Formulaire,
    lignes: dict[str, Ligne],
    valeurs: Mapping[str, Valeur],
    origine: str,
) -> int:
    """Write answers brought by `origine` where nothing was written; return how many questions they answer.

    The caller holds the dossier.
    """
    posees: dict[str, Ligne] = {}
    nombre = 0
    for nom, valeur in valeurs.items():
        question = schema.question(nom)
        if question is None or not libre(lignes, question):
            continue
        nombre += 1
        for cible, brut in _cellules(question, valeur):
            ecrire(posees, cible.question, reponses.a_garder(cible, brut), Edition(0, origine))
        if isinstance(question, Bloc):
            noms = Rangees(tuple(rangee for rangee, _ in question.rangees(valeur))).ecrire()
            posees[nom] = Ligne(nom, noms, 1, 0, origine, 0, clock.now())
    ranger(session, ((dossier.id, ligne) for ligne in posees.values()))
    lignes |= posees
    return nombre


def _cellules(question: Question, valeur: Valeur) -> Iterator[tuple[Cible, object]]:
    if not isinstance(question, Bloc):
        yield Cible(question, question.id, "", question), valeur
        return
    for rangee, cellules in question.rangees(valeur):
        for colonne in question.colonnes:
            if colonne.id != CLE and colonne.id in cellules:
                cle = f"{question.id}.{rangee}.{colonne.id}"
                yield Cible(colonne, cle, "", question, rangee), cellules[colonne.id]


def lire(session: Session, dossier: Dossier, contenu: reponses.Contenu) -> ApportsVue:
    """What a draft holds that the person has not verified, of what shows; nothing once it is submitted."""
    if dossier.statut is not Statut.BROUILLON:
        return ApportsVue()
    query = select(Reponse.champ, Reponse.origine, Reponse.valeur).where(Reponse.dossier_id == dossier.id)
    apportees = query.where((col(Reponse.origine) == LIEN) | col(Reponse.origine).startswith(REPRISE))
    par_origine: dict[str, set[str]] = {}
    for champ, origine, valeur in session.exec(apportees):
        if valeur:
            par_origine.setdefault(origine, set()).add(champ.partition(".")[0])
    montrees = {origine: champs & contenu.examen.visibles for origine, champs in par_origine.items()}
    reprise = next((un for un in montrees if un != LIEN and montrees[un]), "")
    return ApportsVue(
        du_lien=_questions(dossier, contenu, montrees.get(LIEN, set())),
        reprises=_questions(dossier, contenu, montrees.get(reprise, set())),
        reprises_de=reprise.removeprefix(REPRISE),
    )


def _questions(dossier: Dossier, contenu: reponses.Contenu, noms: set[str]) -> list[ChoixVue]:
    return [
        ChoixVue(champ.libelle, f"{adresse_etape(dossier, etape)}#{champ.id}")
        for etape, champ in contenu.schema.champs()
        if champ.id in noms
    ]


def adopter(session: Session, acteur: Acteur, numero: object) -> None:
    """The person has verified what was brought: it is theirs from now on.

    Raises:
        Introuvable: no such dossier for this person.
        Conflit: it is submitted.
    """
    dossier = mon_brouillon(session, acteur, numero)
    siennes = update(Reponse).where(col(Reponse.dossier_id) == dossier.id)
    session.exec(
        siennes.where((col(Reponse.origine) == LIEN) | col(Reponse.origine).startswith(REPRISE)).values(
            origine=""
        )
    )

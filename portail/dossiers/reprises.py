"""« Reprendre les réponses »: what an earlier dossier of the person answers already, and undoing it."""

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select

from portail.aides.models import Aide
from portail.comptes.rules import Acteur
from portail.core.errors import Conflit, Introuvable
from portail.core.formats import date_longue
from portail.dossiers import apports, reponses
from portail.dossiers.acces import le_mien, mon_brouillon
from portail.dossiers.apports import LIEN, REPRISE
from portail.dossiers.circonstances import circonstances
from portail.dossiers.lignes import Ligne, lignes_de, lignes_des
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.reponses import Contenu
from portail.dossiers.views import OffreReprise
from portail.dossiers.workflow import Statut
from portail.formulaires.recues import d_un_autre
from portail.formulaires.types import Valeur
from portail.formulaires.types.base import Question
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.validation import examiner

REGARDES_MAX = 10
OFFRES_MAX = 3
RIEN = "Ce dossier n’a pas de réponse à reprendre ici."


def offres(session: Session, dossier: Dossier) -> list[OffreReprise]:
    """The earlier dossiers whose answers fit a draft where nothing was typed: same aid first, then newest."""
    if dossier.statut is not Statut.BROUILLON or dossier.compte_id is None:
        return []
    lignes = lignes_de(session, dossier)
    if not _vierge(lignes):
        return []
    query = select(Dossier, Aide.titre).join(Aide, col(Aide.id) == Dossier.aide_id)
    query = query.where(Dossier.compte_id == dossier.compte_id, Dossier.id != dossier.id)
    ordre = ((col(Dossier.aide_id) == dossier.aide_id).desc(), col(Dossier.maj_le).desc())
    trouves = session.exec(query.order_by(*ordre).limit(REGARDES_MAX)).all()
    toutes = lignes_des(session, [autre.id for autre, _ in trouves]) if trouves else {}
    faites: list[OffreReprise] = []
    for autre, aide in trouves:
        nombre = len(_reprenables(session, dossier, lignes, autre, toutes[autre.id]))
        if nombre and len(faites) < OFFRES_MAX:
            quand = date_longue((autre.depose_le or autre.maj_le).date())
            faites.append(OffreReprise(autre.numero, aide, quand, nombre))
    return faites


def _vierge(lignes: Mapping[str, Ligne]) -> bool:
    return all(
        ligne.edition == 0 and ligne.origine in ("", LIEN) and not _de_rangees(ligne)
        for ligne in lignes.values()
    )


def _de_rangees(ligne: Ligne) -> bool:
    return isinstance(ligne.valeur, dict) and "gardees" in ligne.valeur


def _reprenables(
    session: Session,
    dossier: Dossier,
    lignes: Mapping[str, Ligne],
    autre: Dossier,
    siennes: Mapping[str, Ligne],
) -> dict[str, Valeur]:
    """The answers of another dossier that would show in this one, where nothing is, right as of today."""
    schema = reponses.schema_de(session, dossier)
    la_bas = reponses.schema_de(session, autre)
    repondues = reponses.contenu(la_bas, siennes, None, circonstances(session, autre)).examen.montrees
    recues = {
        nom: valeur
        for nom, valeur in d_un_autre(schema, la_bas, repondues).items()
        if (question := schema.question(nom)) and apports.libre(lignes, question)
    }
    ici: Contenu = reponses.contenu(schema, lignes, None, circonstances(session, dossier))
    examen = examiner(schema, {**ici.valeurs, **recues}, circonstances=ici.circonstances)

    def tient(question: Question | None) -> bool:
        if question is None or question.id not in examen.visibles:
            return False
        return isinstance(question, Bloc) or not examen.erreur(question, exiger=False)

    return {nom: valeur for nom, valeur in recues.items() if tient(schema.question(nom))}


def reprendre(session: Session, acteur: Acteur, numero: object, de: object) -> int:
    """Copy the answers of one's earlier dossier where nothing is; return how many. Files, secrets and what
    commits stay behind.

    Raises:
        Introuvable: no such dossier for this person, either of them.
        Conflit: the draft is submitted, or nothing fits.
    """
    dossier = mon_brouillon(session, acteur, numero)
    autre = le_mien(session, acteur, de)
    if autre.id == dossier.id:
        raise Introuvable(RIEN)
    lignes = lignes_de(session, dossier)
    valeurs = _reprenables(session, dossier, lignes, autre, lignes_de(session, autre))
    schema = reponses.schema_de(session, dossier)
    if nombre := apports.poser(session, dossier, schema, lignes, valeurs, f"{REPRISE}{autre.numero}"):
        return nombre
    raise Conflit(RIEN)


def annuler(session: Session, acteur: Acteur, numero: object) -> None:
    """Take back what was copied; an address or a block where something was typed since stays whole.

    Raises:
        Introuvable: no such dossier for this person.
        Conflit: it is submitted.
    """
    dossier = mon_brouillon(session, acteur, numero)
    lignes = lignes_de(session, dossier)
    touches = {cle.partition(".")[0] for cle, ligne in lignes.items() if not _reprise(ligne)}
    a_oter = [
        cle for cle, ligne in lignes.items() if _reprise(ligne) and cle.partition(".")[0] not in touches
    ]
    session.exec(delete(Reponse).where(col(Reponse.dossier_id) == dossier.id, col(Reponse.champ).in_(a_oter)))


def _reprise(ligne: Ligne) -> bool:
    return ligne.origine.startswith(REPRISE)

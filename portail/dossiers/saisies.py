"""Autosave: what people type, saved for all who type at the same time, acknowledged to each."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, update

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import ErreurMetier, Introuvable, Invalide
from portail.core.formats import heure
from portail.dossiers import ecarts, reponses, suivi
from portail.dossiers.acces import Brouillon, Tenus, brouillon_tenu, tenir
from portail.dossiers.champs import boites
from portail.dossiers.circonstances import circonstances
from portail.dossiers.cles import Cible, cible, places
from portail.dossiers.lignes import Ecriture, Edition, Ligne, ecrire, lignes_des, ranger
from portail.dossiers.models import Dossier
from portail.dossiers.rangees import Rangees
from portail.dossiers.reponses import Contenu
from portail.dossiers.rules import EDITION_MAX
from portail.dossiers.views import Acquittement, EcartVue
from portail.dossiers.vues_champs import OffreVue
from portail.formulaires.schema import Etape
from portail.formulaires.schema import Formulaire as Schema
from portail.formulaires.types import Valeur, afficher
from portail.formulaires.types.base import Question
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.validation import Examen
from portail.infra.journal import consigner

JOURNAL_TOUS_LES = timedelta(minutes=15)
DATE_TOUTES_LES = timedelta(seconds=30)
"""Dossiers are dated to the minute: writing it at every keystroke would cost a third of saving one."""
ABSENTE = "Cette question n’existe pas dans ce dossier : rechargez la page."
_PAGE = re.compile("[a-z0-9]{6,20}")


class Saisie(NamedTuple):
    """One edit as it comes from outside: any JSON.

    `champ` is a question's id, or « question.partie » for one part of an address. `n` is the number of the
    edit: milliseconds of the browser's clock, or more, so that it passes the one it replaces. `base` is the
    number of what it was typed over, in the page that calls itself `page`.
    """

    acteur: Acteur
    numero: object
    champ: object
    valeur: object
    n: object
    base: object = None
    page: object = None


class _Lue(NamedTuple):
    """An edit that may be saved: whose answer it is, to which question, and the rows it writes."""

    edition: Edition
    acteur: Acteur
    dossier: Brouillon
    schema: Schema
    cible: Cible
    gardees: dict[str, Valeur]

    @property
    def etape(self) -> Etape:
        """The step that asks the question."""
        return self.schema.lieu(self.cible.racine.id)[0]

    @property
    def extrait(self) -> Schema:
        """What that step needs of the form."""
        return self.schema.extrait(self.etape)


def enregistrer(session: Session, saisies: Sequence[Saisie]) -> list[Acquittement | ErreurMetier]:
    """Save answers as typed, even wrong, and say for each what the server holds, or what refuses it.

    However many they are, dossiers are read at once, then their rows, which are written at once. An older
    edit never overwrites a newer one, and the same one again changes nothing. Of two edits that did not know
    of each other, the one that does not stand is kept for the person to choose. Nothing of what was typed
    enters the journal. What refuses an edit, of which nothing is saved then:

        Introuvable: no such dossier for this person, or no such question in it.
        Conflit: the dossier is submitted.
        Invalide: the value can never be one of this field (type, size).
    """
    tenus = tenir(session, ((saisie.acteur, saisie.numero) for saisie in saisies))
    lues = [_lire(session, tenus, saisie) for saisie in saisies]
    retenus = {lue.dossier.id: lue for lue in lues if isinstance(lue, _Lue)}
    lignes = lignes_des(session, retenus)
    avec_pieces = {lue.dossier.id for lue in lues if isinstance(lue, _Lue) and lue.extrait.joint}
    joints = reponses.joints_des(session, avec_pieces)
    a_ranger: dict[tuple[uuid.UUID, str], Ligne] = {}
    faits: list[Acquittement | ErreurMetier] = []
    for lue in lues:
        if isinstance(lue, ErreurMetier):
            faits.append(lue)
            continue
        siennes = lignes[lue.dossier.id]
        if not _la(lue.cible, siennes):
            faits.append(Introuvable(ABSENTE))
            continue
        ecriture = ecrire(siennes, lue.cible.question, lue.gardees, lue.edition)
        a_ranger |= {(lue.dossier.id, ligne.champ): ligne for ligne in ecriture.a_ranger}
        ecarts.noter(session, lue.dossier.id, ecriture.perdues)
        ici = circonstances(session, lue.dossier)
        contenu = reponses.contenu(lue.extrait, siennes, joints.get(lue.dossier.id), ici)
        faits.append(_acquitter(lue, contenu, ecriture))
    ranger(session, ((dossier_id, ligne) for (dossier_id, _), ligne in a_ranger.items()))
    for lue in retenus.values():
        _dater(session, lue.acteur, lue.dossier)
    return faits


def _lire(session: Session, tenus: Tenus, saisie: Saisie) -> _Lue | ErreurMetier:
    try:
        edition = _edition(saisie.acteur, saisie.n, saisie.base, saisie.page)
        dossier = brouillon_tenu(tenus, saisie.acteur, saisie.numero)
        schema = reponses.schema_de(session, dossier)
        nommee = cible(schema, saisie.champ)
        if nommee is None:
            raise Introuvable(ABSENTE)
        gardees = reponses.a_garder(nommee, saisie.valeur)
    except ErreurMetier as refus:
        return refus
    except ValueError as refus:
        return Invalide({str(saisie.champ): str(refus)})
    return _Lue(edition, saisie.acteur, dossier, schema, nommee, gardees)


def _la(cible: Cible, lignes: Mapping[str, Ligne]) -> bool:
    """Whether the row of a block is one, or may be put back: nobody makes rows by writing in them.

    One taken away in a tab may be typed in at the same time in another: nothing is lost if it comes back.
    """
    if not isinstance(cible.racine, Bloc):
        return True
    bloc = lignes.get(cible.racine.id)
    return bloc is not None and cible.rangee in Rangees.lire(bloc.valeur)


def _edition(acteur: Acteur, n: object, base: object, page: object) -> Edition:
    if not _est_numero(n) or not (base is None or _est_numero(base)):
        raise Invalide({"n": "Cette réponse n’a pas pu être enregistrée : rechargez la page."})
    nommee = isinstance(page, str) and _PAGE.fullmatch(page)
    origine = page if nommee else acteur.empreinte_session[:16]
    return Edition(n, origine, base)  # type: ignore[arg-type]


def _est_numero(n: object) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= EDITION_MAX


def _dater(session: Session, acteur: Acteur, dossier: Brouillon) -> None:
    maintenant = clock.now()
    dates = {"maj_le": maintenant} if maintenant - dossier.maj_le >= DATE_TOUTES_LES else {}
    if maintenant - dossier.journalise_le >= JOURNAL_TOUS_LES:
        dates["journalise_le"] = maintenant
        consigner(session, "dossier.modifie", dossier.numero, acteur_id=acteur.id)
    if dates:
        session.exec(update(Dossier).where(col(Dossier.id) == dossier.id).values(**dates))


def _acquitter(lue: _Lue, contenu: Contenu, ecriture: Ecriture) -> Acquittement:
    question, partie, etape = lue.cible.question, lue.cible.partie, lue.etape
    examen = contenu.examen
    brut = lue.cible.valeur(contenu.valeurs)
    ici = list(places(etape, examen))
    fautes = suivi.fautes_des_parties(ici)
    return Acquittement(
        champ=ecriture.ligne.champ if partie else lue.cible.champ,
        question=lue.cible.champ,
        n=ecriture.ligne.edition,
        version=ecriture.ligne.version,
        heure=heure(ecriture.ligne.maj_le),
        erreur=fautes.get(lue.cible.cle, "") if partie else _erreur(lue.cible, examen),
        lecture=afficher(question, brut),
        depasse=ecriture.depasse,
        sensible=question.sensible,
        valeur=_tenue(question, partie, brut),
        etape=etape.id,
        etat_etape=examen.etat(etape),
        visibles=suivi.visibles(ici),
        facultatifs=suivi.facultatifs(ici),
        contredits=suivi.contredits(ici) | fautes,
        calculs=suivi.calculs(ici),
        avertissements=suivi.avertissements(ici),
        place=suivi.place(lue.dossier, examen, etape),
        ecarts=_ecarts(lue.cible, brut, ecriture),
        offres=_offres(lue.cible, brut),
    )


def _ecarts(cible: Cible, brut: object, ecriture: Ecriture) -> dict[str, EcartVue]:
    vues = {}
    for perdue in ecriture.perdues:
        partie = perdue.cle.removeprefix(cible.champ).lstrip(".")
        if vue := ecarts.vue_ecart(perdue.valeur, ecarts.quand(perdue), cible.question, partie, brut):
            vues[perdue.cle] = vue
    return vues


def _tenue(question: Question, partie: str, brut: Any) -> Any:
    """What the box must show; nothing of a secret."""
    if question.sensible or not brut:
        return ""
    if partie:
        return str(brut.get(partie, "")) if isinstance(brut, dict) else ""
    return question.dans_la_boite(brut)


def _offres(cible: Cible, brut: object) -> dict[str, OffreVue]:
    """What the boxes that this one has emptied offer now."""
    vides = set(cible.question.suites(cible.partie)) if cible.partie else set()
    return {
        f"{cible.champ}.{boite.nom}": OffreVue(boite.lot, boite.options)
        for boite in boites(cible.question, brut)
        if boite.nom in vides
    }


def _erreur(cible: Cible, tout: Examen) -> str:
    """What is wrong with what was just typed."""
    examen = cible.examen(tout)
    return examen.erreur(cible.question, exiger=False) or "" if examen else ""

"""A dossier's home, the list of one's dossiers, and the receipt."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from sqlmodel import Session, col, select

from portail.aides.models import Aide
from portail.aides.rules import Situation
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Introuvable
from portail.core.formats import date_heure, pluriel
from portail.dossiers import apports, reponses, reprises
from portail.dossiers.acces import le_mien, lisible
from portail.dossiers.etapes import situation_de
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.rules import compte_a_rebours, depot_ouvert, echeance, motif_du_refus, urgent
from portail.dossiers.suivi import adresse_etape
from portail.dossiers.views import CarteVue, DossierVue, EtapeLigne, FaitVue, MesDossiers, RecuVue
from portail.dossiers.workflow import STATUTS, Analyse, QuiAgit, Statut
from portail.formulaires.apercu import apercu
from portail.formulaires.validation import EtatEtape, Examen

LISTE_MAX = 500
FILTRES = ("tous", "brouillons", "deposes", "termines")

_GENRES = {
    EtatEtape.A_FAIRE: "neutral",
    EtatEtape.EN_COURS: "info",
    EtatEtape.COMPLETE: "success",
    EtatEtape.A_CORRIGER: "warning",
}


def lire_dossier(session: Session, acteur: Acteur, numero: str) -> DossierVue:
    """A dossier's home: its steps and their states, its deadline, its life so far.

    Raises:
        Introuvable: unknown, or not for this person.
    """
    dossier, aide = lisible(session, acteur, numero)
    contenu = reponses.charger(session, dossier)
    examen, vue = contenu.examen, situation_de(session, aide)
    fiche = STATUTS[dossier.statut]
    brouillon, depot = dossier.statut is Statut.BROUILLON, session.get(Depot, dossier.id)
    etapes = _etapes(dossier, examen)
    pret = examen.pret
    return DossierVue(
        numero=dossier.numero,
        aide=aide.titre,
        aide_slug="" if vue.retiree else aide.slug,
        introduction=contenu.schema.introduction,
        statut=dossier.statut,
        statut_libelle=fiche.libelle,
        statut_genre=fiche.genre,
        qui=fiche.qui,
        suite=_suite(dossier, vue, pret=pret),
        brouillon=brouillon,
        depot_ouvert=depot_ouvert(vue),
        **_bornes(dossier, vue)._asdict(),
        pret=pret,
        completes=sum(etape.etat == EtatEtape.COMPLETE for etape in etapes),
        total=len(etapes),
        etapes=etapes,
        reprendre=_reprendre(dossier, etapes, pret=pret),
        cree=date_heure(dossier.cree_le),
        modifie=date_heure(dossier.maj_le),
        depose=date_heure(dossier.depose_le) if dossier.depose_le else "",
        accuse=adresse_accuse(dossier, depot),
        historique=_historique(session, dossier, depot),
        apports=apports.lire(session, dossier, contenu),
        duree=apercu(contenu.schema).duree if brouillon else "",
        offres=reprises.offres(session, dossier) if dossier.compte_id == acteur.id else [],
    )


class _Bornes(NamedTuple):
    echeance: str = ""
    delai: str = ""
    limite: str = ""
    urgent: bool = False


def _bornes(dossier: Dossier, vue: Situation) -> _Bornes:
    """Until when a draft may be submitted; nothing for a dossier that is."""
    if dossier.statut is not Statut.BROUILLON:
        return _Bornes()
    return _Bornes(echeance(vue, clock.today()), *compte_a_rebours(vue), urgent(vue))


def _etapes(dossier: Dossier, examen: Examen) -> list[EtapeLigne]:
    lignes = []
    for rang, etape in enumerate(examen.etapes, start=1):
        etat = examen.etat(etape)
        href = adresse_etape(dossier, etape)
        demandes = [champ for champ in etape.elements if champ.demande and champ.id in examen.visibles]
        repondus = pluriel(sum(map(examen.touche, demandes)), "réponse")
        faites = f"{repondus} sur {len(demandes)}" if demandes else ""
        lignes.append(EtapeLigne(etape.id, rang, etape.titre, etat, _GENRES[etat], href, faites))
    return lignes


def _suite(dossier: Dossier, vue: Situation, *, pret: bool) -> str:
    if dossier.statut is not Statut.BROUILLON:
        return STATUTS[dossier.statut].suite
    if not depot_ouvert(vue):
        return echeance(vue, clock.today())
    if pret:
        return "Votre demande est complète : relisez-la, puis validez-la définitivement."
    return STATUTS[Statut.BROUILLON].suite


def _reprendre(dossier: Dossier, etapes: list[EtapeLigne], *, pret: bool) -> str:
    """The first step that is not complete; when all that is required is there, the récapitulatif."""
    if pret or dossier.statut is not Statut.BROUILLON:
        return adresse_etape(dossier, None)
    restantes = (etape.href for etape in etapes if etape.etat != EtatEtape.COMPLETE)
    return next(restantes, adresse_etape(dossier, None))


def adresse_accuse(dossier: Dossier, depot: Depot | None) -> str:
    """Where the PDF of the receipt is; empty until it is made."""
    return f"/api/dossiers/{dossier.numero}/accuse.pdf" if depot and depot.accuse_cle else ""


def _historique(session: Session, dossier: Dossier, depot: Depot | None) -> list[FaitVue]:
    """What happened, newest first."""
    faits = [(dossier.cree_le, "Demande commencée")]
    if depot:
        faits.append((depot.depose_le, "Dossier déposé"))
        if depot.accuse_le:
            faits.append((depot.accuse_le, f"Accusé d’enregistrement envoyé à {depot.mail}"))
    refusees = select(Piece).where(Piece.dossier_id == dossier.id, Piece.analyse == Analyse.REFUSEE)
    for piece in session.exec(refusees):
        refus = f"Fichier « {piece.nom} » refusé : {motif_du_refus(piece.virus)}"
        faits.append((piece.analysee_le or piece.ajoutee_le, refus))
    en_ordre = sorted(faits, key=itemgetter(0))[::-1]
    return [FaitVue(date_heure(quand), texte) for quand, texte in en_ordre]


def lire_recu(session: Session, acteur: Acteur, numero: str) -> RecuVue:
    """The receipt of a submitted dossier, for its owner.

    Raises:
        Introuvable: unknown, somebody else's, or not submitted.
    """
    dossier = le_mien(session, acteur, numero)
    depot = session.get(Depot, dossier.id)
    if depot is None:
        raise Introuvable("Ce dossier n’est pas encore déposé.")
    return vue_recu(session, dossier, depot, deja=True)


def vue_recu(session: Session, dossier: Dossier, depot: Depot, *, deja: bool) -> RecuVue:
    """The receipt as shown; `deja` when the deposit was made before."""
    return RecuVue(
        numero=dossier.numero,
        aide=session.get_one(Aide, dossier.aide_id).titre,
        depose=date_heure(depot.depose_le),
        mail=depot.mail,
        suite=STATUTS[dossier.statut].suite,
        accuse=adresse_accuse(dossier, depot),
        deja=deja,
    )


class _Ligne(NamedTuple):
    dossier: Dossier
    aide: Aide
    vue: Situation


def mes_dossiers(session: Session, acteur: Acteur, filtre: str = "tous") -> MesDossiers:
    """One's own dossiers: drafts first, by deadline, then the others, the last submitted first.

    An unknown filter shows all.
    """
    filtre = filtre if filtre in FILTRES else "tous"
    lignes = _lignes(session, acteur)
    par_filtre: dict[str, list[_Ligne]] = defaultdict(list)
    for ligne in lignes:
        par_filtre[_classe(ligne.dossier.statut)].append(ligne)
    par_filtre["tous"] = lignes
    return MesDossiers(
        cartes=[_carte(session, ligne) for ligne in _en_ordre(par_filtre[filtre])],
        filtre=filtre,
        tous=len(lignes),
        brouillons=len(par_filtre["brouillons"]),
        deposes=len(par_filtre["deposes"]),
        termines=len(par_filtre["termines"]),
    )


def _lignes(session: Session, acteur: Acteur) -> list[_Ligne]:
    query = select(Dossier, Aide).join(Aide, col(Aide.id) == Dossier.aide_id)
    query = query.where(Dossier.compte_id == acteur.id).order_by(col(Dossier.maj_le).desc()).limit(LISTE_MAX)
    trouves = session.exec(query).all()
    situations = {aide.id: situation_de(session, aide) for _, aide in trouves}
    return [_Ligne(dossier, aide, situations[aide.id]) for dossier, aide in trouves]


def _classe(statut: Statut) -> str:
    if statut is Statut.BROUILLON:
        return "brouillons"
    return "termines" if STATUTS[statut].qui is QuiAgit.PERSONNE else "deposes"


def _en_ordre(lignes: Iterable[_Ligne]) -> list[_Ligne]:
    """Drafts that can still be submitted come first, the nearest end before the others, then closed ones."""

    def rang(ligne: _Ligne) -> tuple[int, date, float]:
        dossier, _, vue = ligne
        recence = -(dossier.depose_le or dossier.maj_le).timestamp()
        if dossier.statut is not Statut.BROUILLON:
            return 2, date.max, recence
        fin = vue.fenetre.ferme_le if vue.fenetre else None
        return int(not depot_ouvert(vue)), fin or date.max, recence

    return sorted(lignes, key=rang)


def _carte(session: Session, ligne: _Ligne) -> CarteVue:
    dossier, aide, vue = ligne
    fiche = STATUTS[dossier.statut]
    brouillon = dossier.statut is Statut.BROUILLON
    avancement, pret = _avancement(session, dossier) if brouillon else ("", False)
    return CarteVue(
        numero=dossier.numero,
        aide=aide.titre,
        statut=dossier.statut,
        statut_libelle=fiche.libelle,
        statut_genre=fiche.genre,
        qui=fiche.qui,
        suite=_suite(dossier, vue, pret=pret),
        **_bornes(dossier, vue)._asdict(),
        avancement=avancement,
        cree=date_heure(dossier.cree_le),
        modifie=date_heure(dossier.maj_le),
        depose=date_heure(dossier.depose_le) if dossier.depose_le else "",
        href=f"/dossiers/{dossier.numero}",
        brouillon=brouillon,
    )


def _avancement(session: Session, dossier: Dossier) -> tuple[str, bool]:
    """« 2 étapes complètes sur 4 », and whether nothing is missing."""
    contenu = reponses.charger(session, dossier)
    etapes = contenu.examen.etapes
    completes = sum(contenu.examen.etat(etape) is EtatEtape.COMPLETE for etape in etapes)
    faites = f"{pluriel(completes, 'étape complète', 'étapes complètes')} sur {len(etapes)}"
    return faites, contenu.examen.pret

"""One step as a page, and everything on one page: answers, files, what is missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlmodel import Session, col, select

from portail.aides import service as aides
from portail.aides.models import Aide
from portail.aides.rules import Etat, Situation, situation
from portail.aides.workflow import StatutAide
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Introuvable
from portail.dossiers import apports, ecarts, reponses, suivi
from portail.dossiers.acces import lisible
from portail.dossiers.champs import avec_les_rangees, vue_champ
from portail.dossiers.circonstances import circonstances
from portail.dossiers.cles import Place, cible, places
from portail.dossiers.demandeur import lignes_du_demandeur
from portail.dossiers.lignes import Ligne, lignes_de
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.rules import depot_ouvert, echeance
from portail.dossiers.suivi import adresse_etape, place
from portail.dossiers.televersements import manques as envois_inacheves
from portail.dossiers.televersements import par_champ
from portail.dossiers.views import ChoixVue, EtapeVue, LigneVue, RecapitulatifVue, SectionVue
from portail.dossiers.vues_champs import ChampVue
from portail.dossiers.vues_pieces import PieceVue, vue_piece
from portail.dossiers.workflow import Statut
from portail.formulaires.schema import Etape
from portail.formulaires.types.pieces import Pieces


def lire_etape(
    session: Session, acteur: Acteur, numero: str, etape_id: str, *, exiger: bool = False
) -> EtapeVue:
    """One step with its fields; with `exiger`, empty required fields are told too.

    Raises:
        Introuvable: no such dossier for this person, or no such step in it as it is answered.
    """
    dossier, aide = lisible(session, acteur, numero)
    schema = reponses.schema_de(session, dossier)
    etape = schema.etape(etape_id) if isinstance(etape_id, str) else None
    if etape is None:
        raise Introuvable("Cette étape n’existe pas dans ce dossier.")
    lignes = lignes_de(session, dossier)
    joints = reponses.joints_des(session, [dossier.id])[dossier.id]
    contenu = reponses.contenu(schema, lignes, joints, circonstances(session, dossier))
    if etape.id not in contenu.examen.regard.etapes:
        raise Introuvable("Vos réponses ne demandent pas cette étape.")
    ici = list(places(etape, contenu.examen))
    return EtapeVue(
        numero=dossier.numero,
        aide=aide.titre,
        statut=dossier.statut,
        modifiable=dossier.statut is Statut.BROUILLON,
        id=etape.id,
        titre=etape.titre,
        intro=etape.intro,
        place=place(dossier, contenu.examen, etape),
        etat=contenu.examen.etat(etape),
        echeance=echeance(situation_de(session, aide), clock.today()),
        champs=_champs(session, acteur, dossier, contenu, lignes, ici, exiger=exiger),
        visibles=suivi.visibles(ici),
        facultatifs=suivi.facultatifs(ici),
        contredits=suivi.contredits(ici),
        calculs=suivi.calculs(ici),
        avertissements=suivi.avertissements(ici),
        url_balise=f"/api/dossiers/{dossier.numero}/brouillon",
        ecarts=ecarts.a_regler(session, dossier.id, schema, contenu.valeurs),
    )


def _champs(
    session: Session,
    acteur: Acteur,
    dossier: Dossier,
    contenu: reponses.Contenu,
    lignes: Mapping[str, Ligne],
    ici: Iterable[Place],
    *,
    exiger: bool,
) -> list[ChampVue]:
    pieces, en_cours = pieces_du_dossier(session, acteur, dossier), par_champ(session, dossier)

    def vu(une: Place) -> ChampVue:
        brut = une.examen.reponses.get(une.element.id)
        siennes, venant = pieces.get(une.cle, []), en_cours.get(une.cle, [])
        return vue_champ(dossier.numero, une, brut, lignes, siennes, venant, exiger=exiger)

    return avec_les_rangees(vu(une) for une in ici)


def situation_de(session: Session, aide: Aide) -> Situation:
    """Whether the aid takes deposits today, and until when; one that is public no more takes none."""
    if aide.statut is not StatutAide.PUBLIEE:
        return Situation(Etat.FERMEE, retiree=True)
    return situation(aides.fenetres_de(session, aide.id), clock.today())


def pieces_du_dossier(session: Session, acteur: Acteur, dossier: Dossier) -> dict[str, list[PieceVue]]:
    """The files of a dossier by field, oldest first, as this person is shown them."""
    sienne, brouillon = dossier.compte_id == acteur.id, dossier.statut is Statut.BROUILLON
    trouvees: dict[str, list[PieceVue]] = defaultdict(list)
    query = select(Piece).where(Piece.dossier_id == dossier.id)
    for piece in session.exec(query.order_by(col(Piece.ajoutee_le), col(Piece.id))):
        trouvees[piece.champ].append(vue_piece(piece, proprietaire=sienne, brouillon=brouillon))
    return trouvees


def lire_recapitulatif(session: Session, acteur: Acteur, numero: str) -> RecapitulatifVue:
    """Everything on one page, with what stands in the way of submitting.

    Raises:
        Introuvable: no such dossier for this person.
    """
    dossier, aide = lisible(session, acteur, numero)
    contenu = reponses.charger(session, dossier)
    examen = contenu.examen
    brouillon = dossier.statut is Statut.BROUILLON
    vue = situation_de(session, aide)
    pieces = pieces_du_dossier(session, acteur, dossier)
    manques = {m.champ: m.phrase for m in examen.tous_les_manques} if brouillon else {}
    inacheves = envois_inacheves(session, dossier, examen.visibles) if brouillon else {}
    manques |= inacheves
    return RecapitulatifVue(
        numero=dossier.numero,
        aide=aide.titre,
        statut=dossier.statut,
        modifiable=brouillon,
        depot_ouvert=depot_ouvert(vue),
        echeance=echeance(vue, clock.today()),
        demandeur=_demandeur(session, dossier),
        sections=[
            SectionVue(
                id=etape.id,
                titre=etape.titre,
                href=adresse_etape(dossier, etape),
                lignes=_section(dossier, etape, contenu, pieces, manques, inacheves),
            )
            for etape in examen.etapes
        ],
        manques=manques,
        choix=_choix(session, dossier, contenu),
        apports=apports.lire(session, dossier, contenu),
    )


def _choix(session: Session, dossier: Dossier, contenu: reponses.Contenu) -> list[ChoixVue]:
    attendus = ecarts.a_regler(session, dossier.id, contenu.schema, contenu.valeurs)
    nommees = (cible(contenu.schema, cle) for cle in attendus)
    questions = {nommee.champ for nommee in nommees if nommee}
    return [
        ChoixVue(une.libelle, f"{adresse_etape(dossier, etape)}#{une.cle}")
        for etape in contenu.schema.etapes
        for une in places(etape, contenu.examen)
        if une.cle in questions and une.montree
    ]


def _section(
    dossier: Dossier,
    etape: Etape,
    contenu: reponses.Contenu,
    pieces: dict[str, list[PieceVue]],
    manques: dict[str, str],
    inacheves: Collection[str],
) -> list[LigneVue]:
    return [
        LigneVue(
            champ=une.cle,
            libelle=une.libelle,
            valeur=contenu.lecture(une),
            lien=contenu.lien(une),
            fichiers=isinstance(une.element, Pieces),
            manque=manques.get(une.cle, ""),
            explique=une.cle in inacheves,
            avertissement=une.examen.avertissement(une.element) or "",
            href=f"{adresse_etape(dossier, etape)}#{une.cle}",
            pieces=pieces.get(une.cle, []),
        )
        for une in places(etape, contenu.examen)
        if une.se_relit
    ]


def _demandeur(session: Session, dossier: Dossier) -> list[str]:
    """As known today for a draft, as known the day of the deposit afterwards."""
    if dossier.statut is Statut.BROUILLON:
        return lignes_du_demandeur(session, dossier.compte_id) if dossier.compte_id else []
    depot = session.get(Depot, dossier.id)
    return list(depot.demandeur) if depot else []

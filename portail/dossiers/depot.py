"""The deposit: everything checked again, once only, with its receipt, its journal and what must leave."""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import update
from sqlmodel import Session, col, select

from portail.aides.models import Aide
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Invalide
from portail.dossiers import ecarts, reponses, televersements
from portail.dossiers.acces import le_mien, lisible
from portail.dossiers.cles import places
from portail.dossiers.demandeur import lignes_du_demandeur
from portail.dossiers.etapes import lire_recapitulatif, situation_de
from portail.dossiers.models import Depot, Dossier, Piece
from portail.dossiers.pieces import effacer
from portail.dossiers.rules import depot_ouvert, echeance
from portail.dossiers.service import vue_recu
from portail.dossiers.views import RecapitulatifVue, RecuVue
from portail.dossiers.workflow import Statut
from portail.formulaires.types.declaration import Declaration
from portail.infra import outbox
from portail.infra.journal import consigner

CERTIFIE = "certifie"
ACCUSE = "accuse_pdf"


CHANGE = "Une réponse a changé depuis l’affichage de cette page\u00a0: relisez-la avant de valider."


def lire(session: Session, acteur: Acteur, numero: str) -> tuple[RecapitulatifVue, str]:
    """Everything on one page, and the digest of what it shows, to be given back with the deposit.

    Raises:
        Introuvable: no such dossier for this person.
    """
    dossier, _ = lisible(session, acteur, numero)
    # The digest first: what changes between the two is then seen as a change, never taken as read.
    brouillon = dossier.statut is Statut.BROUILLON
    lu = _lu(session, dossier, reponses.charger(session, dossier)) if brouillon else ""
    return lire_recapitulatif(session, acteur, numero), lu


def deposer(session: Session, acteur: Acteur, numero: str, certifie: bool, lu: str | None = None) -> RecuVue:
    """Submit a draft for good. Submitting again gives the same receipt and does nothing more.

    What is attested is what was read: `lu` is the digest `lire` gave, None when no page was shown.

    Raises:
        Introuvable: no such dossier for this person.
        Conflit: the aid takes no deposit today, or something changed since it was read.
        Invalide: the attestation is not given, or answers are missing or wrong (sentences by field).
    """
    dossier = le_mien(session, acteur, numero, tenir=True)
    fait = session.get(Depot, dossier.id)
    if fait is not None:
        return vue_recu(session, dossier, fait, deja=True)
    if dossier.statut is not Statut.BROUILLON:
        raise Conflit("Ce dossier n’est plus un brouillon.")
    _verifier_ouverture(session, dossier)
    contenu = reponses.charger(session, dossier)
    if lu is not None and lu != _lu(session, dossier, contenu):
        raise Conflit(CHANGE)
    inacheves = televersements.manques(session, dossier, contenu.examen.visibles)
    _verifier(contenu, inacheves, certifie=certifie)
    televersements.oublier_du_dossier(session, dossier)  # those of questions that are hidden now
    pieces = _oublier_le_cache(session, dossier, contenu)
    ecarts.oublier(session, dossier.id)
    depot = Depot(
        dossier_id=dossier.id,
        depose_le=clock.now(),
        demandeur=lignes_du_demandeur(session, acteur.id),
        mail=acteur.mail,
        empreinte=_empreinte(dossier, contenu, pieces),
    )
    _basculer(session, dossier, depot)
    faits = {"empreinte": depot.empreinte, **_acceptees(contenu)}
    consigner(session, "dossier.depose", dossier.numero, acteur_id=acteur.id, **faits)
    outbox.publier(session, ACCUSE, f"{ACCUSE}:{dossier.numero}", {"dossier_id": str(dossier.id)})
    return vue_recu(session, dossier, depot, deja=False)


def _verifier_ouverture(session: Session, dossier: Dossier) -> None:
    vue = situation_de(session, session.get_one(Aide, dossier.aide_id))
    if not depot_ouvert(vue):
        raise Conflit(f"{echeance(vue, clock.today())} Votre brouillon est conservé.")


def _verifier(contenu: reponses.Contenu, inacheves: dict[str, str], *, certifie: bool) -> None:
    erreurs = {manque.champ: manque.phrase for manque in contenu.examen.tous_les_manques} | inacheves
    if certifie is not True:
        erreurs[CERTIFIE] = "Cochez cette case pour attester de l’exactitude de votre demande."
    if erreurs:
        raise Invalide(erreurs)


def _acceptees(contenu: reponses.Contenu) -> dict[str, dict[str, dict[str, str]]]:
    """Which words were accepted: by declaration, its version and the digest of its text."""
    acceptees = {
        champ.id: {"version": champ.version, "sha256": champ.empreinte}
        for champ in contenu.schema.questions()
        if isinstance(champ, Declaration)
        and contenu.examen.touche(champ)
        and champ.id in contenu.examen.visibles
    }
    return {"declarations": acceptees} if acceptees else {}


def _oublier_le_cache(session: Session, dossier: Dossier, contenu: reponses.Contenu) -> list[Piece]:
    """Forget what the person's own answers hide, for it is not asked (RGPD, article 5, 1, c).

    The files that remain are returned.
    """
    toutes = [une for etape in contenu.schema.etapes for une in places(etape, contenu.examen)]
    montrees = {une.cle for une in toutes if une.montree}
    reponses.ne_garder_que(session, dossier.id, contenu.schema, montrees)
    reponses.figer(session, dossier.id, toutes)
    pieces = _pieces(session, dossier)
    effacer(session, [piece for piece in pieces if piece.champ not in montrees])
    return [piece for piece in pieces if piece.champ in montrees]


def _pieces(session: Session, dossier: Dossier) -> list[Piece]:
    query = select(Piece).where(Piece.dossier_id == dossier.id)
    return list(session.exec(query.order_by(col(Piece.id))))


def _basculer(session: Session, dossier: Dossier, depot: Depot) -> None:
    """Only one submission finds a draft, whatever the database's isolation."""
    done = session.exec(
        update(Dossier)
        .where(col(Dossier.id) == dossier.id, col(Dossier.statut) == Statut.BROUILLON)
        .values(statut=Statut.DEPOSE, depose_le=depot.depose_le, maj_le=depot.depose_le)
    )
    if done.rowcount != 1:
        raise Conflit("Ce dossier vient d’être déposé.")
    session.add(depot)
    session.flush()
    session.refresh(dossier)


def _lu(session: Session, dossier: Dossier, contenu: reponses.Contenu) -> str:
    """The SHA-256 of what the page shows: what would be submitted, and who asks."""
    pieces = [piece for piece in _pieces(session, dossier) if piece.champ in contenu.examen.visibles]
    qui = lignes_du_demandeur(session, dossier.compte_id) if dossier.compte_id else []
    texte = json.dumps([_empreinte(dossier, contenu, pieces), qui])
    return hashlib.sha256(texte.encode()).hexdigest()


def _empreinte(dossier: Dossier, contenu: reponses.Contenu, pieces: list[Piece]) -> str:
    """The SHA-256 of all that is submitted, in one canonical JSON text."""
    tout: Mapping[str, object] = {
        "numero": dossier.numero,
        "version": str(dossier.version_formulaire_id),
        "reponses": contenu.examen.montrees,
        "pieces": sorted([piece.champ, piece.nom, piece.sha256] for piece in pieces),
    }
    texte = json.dumps(tout, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()

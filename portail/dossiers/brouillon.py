"""Drafts: opened once per aid and person, saved answer by answer, deleted on request."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from portail.aides import service as aides
from portail.aides.adresses import publiee
from portail.aides.models import Aide
from portail.aides.rules import situation
from portail.comptes.rules import Acteur, Role
from portail.core import clock
from portail.core.errors import Conflit, ErreurMetier, Interdit
from portail.demandeurs.service import sources_prefill
from portail.dossiers import apports, reponses, saisies, televersements
from portail.dossiers.acces import mon_brouillon
from portail.dossiers.cles import Cible
from portail.dossiers.lignes import Edition, Ligne, ecrire, lignes_de, ranger
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.pieces import oublier_fichiers
from portail.dossiers.rules import depot_ouvert, echeance, nouveau_numero
from portail.dossiers.saisies import Saisie
from portail.dossiers.views import Acquittement
from portail.dossiers.workflow import Statut
from portail.formulaires import service as formulaires
from portail.formulaires.prefill import valeurs_initiales
from portail.formulaires.recues import du_lien
from portail.formulaires.schema import Formulaire as Schema
from portail.formulaires.vocabulaire import Source
from portail.infra.db import is_sqlite
from portail.infra.journal import consigner

_ESSAIS = 5
_DE_LA_FICHE = Edition(0, "")


def ouvrir_par_lien(session: Session, acteur: Acteur, slug: str, demande: object) -> str:
    """As `ouvrir`; what the query of the link answers is written where nothing is."""
    numero = ouvrir(session, acteur, slug)
    if not demande:
        return numero
    dossier = mon_brouillon(session, acteur, numero)
    schema = reponses.schema_de(session, dossier)
    apports.poser(
        session, dossier, schema, lignes_de(session, dossier), du_lien(schema, demande), apports.LIEN
    )
    return numero


def ouvrir(session: Session, acteur: Acteur, slug: str) -> str:
    """The number of this person's draft for an aid: the one begun, or a new one filled from the fiche.

    Two tabs that open at the same instant get the same draft: the database keeps one per aid and person.

    Raises:
        Deplacee: the aid has another address by now.
        Introuvable: no such published aid.
        Conflit: it has no form online, or takes no deposit today.
        Interdit: an agent's account asks for nothing.
    """
    if acteur.role != Role.DEMANDEUR:
        raise Interdit(
            "Ce compte est celui d’un agent : utilisez un compte personnel pour demander une aide."
        )
    aide = publiee(session, slug)
    if commence := _numero_du_brouillon(session, acteur, aide):
        return commence
    version = formulaires.version_courante(session, aide.id)
    if version is None:
        raise Conflit("Cette aide ne se demande pas en ligne : sa fiche dit comment faire.")
    vue = situation(aides.fenetres_de(session, aide.id), clock.today())
    if not depot_ouvert(vue):
        raise Conflit(echeance(vue, clock.today()))
    for _ in range(_ESSAIS):
        dossier = Dossier(
            numero=nouveau_numero(clock.today().year),
            compte_id=acteur.id,
            aide_id=aide.id,
            version_formulaire_id=version.id,
        )
        if _inserer(session, dossier):
            _remplir(session, acteur, dossier, version.schema)
            consigner(session, "dossier.ouvert", dossier.numero, acteur_id=acteur.id, aide=aide.slug)
            return dossier.numero
        if commence := _numero_du_brouillon(session, acteur, aide):
            return commence
    raise RuntimeError("no free number found")


def _numero_du_brouillon(session: Session, acteur: Acteur, aide: Aide) -> str:
    query = select(Dossier.numero).where(
        Dossier.compte_id == acteur.id, Dossier.aide_id == aide.id, Dossier.statut == Statut.BROUILLON
    )
    return session.exec(query).first() or ""


def _inserer(session: Session, dossier: Dossier) -> bool:
    """Insert unless the number, or a draft of this person for this aid, is there already."""
    insert = sqlite.insert if is_sqlite(session) else postgresql.insert
    statement = insert(Dossier.__table__).values(**dossier.model_dump())  # type: ignore[attr-defined]
    made = session.connection().execute(statement.on_conflict_do_nothing().returning(col(Dossier.id)))
    return made.first() is not None


def _remplir(session: Session, acteur: Acteur, dossier: Dossier, schema: Schema) -> None:
    connues = {Source(nom): valeur for nom, valeur in sources_prefill(session, acteur.id).items()}
    lignes: dict[str, Ligne] = {}
    for nom, valeur in valeurs_initiales(schema, connues).items():
        if question := schema.question(nom):
            ici = Cible(question, nom, "", question)
            gardees = reponses.a_garder(ici, question.comme_saisi(valeur))
            ecrire(lignes, question, gardees, _DE_LA_FICHE)
    ranger(session, ((dossier.id, ligne) for ligne in lignes.values()))


def enregistrer_reponse(
    session: Session, acteur: Acteur, numero: object, champ: object, valeur: object, n: object,
    base: object = None, page: object = None,
) -> Acquittement:  # fmt: skip
    """Save one answer as typed: see `saisies.enregistrer`.

    Raises:
        Introuvable, Conflit, Invalide: what refuses it.
    """
    (fait,) = saisies.enregistrer(session, [Saisie(acteur, numero, champ, valeur, n, base, page)])
    if isinstance(fait, ErreurMetier):
        raise fait
    return fait


def supprimer(session: Session, acteur: Acteur, numero: str) -> None:
    """Delete a draft, its answers, and soon its files.

    Raises:
        Introuvable: no such dossier for this person.
        Conflit: it is submitted.
    """
    dossier = mon_brouillon(session, acteur, numero)
    effacer_brouillon(session, dossier)
    consigner(session, "dossier.supprime", dossier.numero, acteur_id=acteur.id)


def effacer_brouillon(session: Session, dossier: Dossier) -> None:
    """Delete the rows of a draft and ask for its files to be deleted."""
    pieces = session.exec(select(Piece).where(Piece.dossier_id == dossier.id)).all()
    oublier_fichiers(session, [piece.cle for piece in pieces])
    televersements.oublier_du_dossier(session, dossier)
    # The database deletes answers and pièces with their dossier.
    session.exec(delete(Dossier).where(col(Dossier.id) == dossier.id))

"""Drafts: opened once per aid and person, saved answer by answer, deleted on request."""

import re
from datetime import date, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select, update

from portail.aides import service as aides
from portail.aides.adresses import publiee
from portail.aides.models import Aide
from portail.aides.rules import situation
from portail.comptes.rules import Acteur, Role
from portail.core import clock
from portail.core.adresse import erreurs_adresse
from portail.core.errors import Conflit, Interdit, Introuvable, Invalide
from portail.core.formats import date_courte, heure
from portail.core.identifiers import formater_siret, formater_telephone
from portail.demandeurs.service import sources_prefill
from portail.dossiers import ecarts, reponses, televersements
from portail.dossiers.acces import Brouillon, mon_brouillon, mon_brouillon_en_bref
from portail.dossiers.lignes import Ecriture, Edition, Ligne, ecrire, lignes_de
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.pieces import oublier_fichiers
from portail.dossiers.reponses import Contenu
from portail.dossiers.rules import EDITION_MAX, depot_ouvert, echeance, nouveau_numero
from portail.dossiers.views import Acquittement, EcartVue
from portail.dossiers.workflow import Statut
from portail.formulaires import service as formulaires
from portail.formulaires.prefill import valeurs_initiales
from portail.formulaires.schema import Champ, Etape
from portail.formulaires.schema import Formulaire as Schema
from portail.formulaires.types import Valeur, afficher, est_vide
from portail.formulaires.validation import verifier_champ
from portail.formulaires.vocabulaire import Source, TypeChamp
from portail.infra.db import is_sqlite
from portail.infra.journal import consigner

JOURNAL_TOUS_LES = timedelta(minutes=15)
DATE_TOUTES_LES = timedelta(seconds=30)
"""Dossiers are dated to the minute: writing it at every keystroke would cost a third of saving one."""
_ESSAIS = 5
_PAGE = re.compile("[a-z0-9]{6,20}")
_DE_LA_FICHE = Edition(0, "")


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
        champ = schema.champ(nom)
        if champ is not None:
            gardees = reponses.a_garder(champ, "", _comme_saisi(champ, valeur))
            ecrire(session, dossier, lignes, champ, gardees, _DE_LA_FICHE)


def _comme_saisi(champ: Champ, valeur: Valeur) -> Valeur:
    """A canonical value as the person would have typed it."""
    match champ.type, valeur:
        case TypeChamp.DATE, str(texte):
            return date_courte(date.fromisoformat(texte))
        case TypeChamp.TELEPHONE, str(texte):
            return formater_telephone(texte)
        case TypeChamp.SIRET, str(texte):
            return formater_siret(texte)
        case _:
            return valeur


def enregistrer_reponse(
    session: Session, acteur: Acteur, numero: object, champ: object, valeur: object, n: object,
    base: object = None, page: object = None,
) -> Acquittement:  # fmt: skip
    """Save one answer as typed, even wrong, and say what the server holds.

    `champ` is a question's id, or « question.partie » for one part of an address. `n` is the number
    of the edit: milliseconds of the browser's clock, or more, so that it passes the one it replaces. An older
    one never overwrites a newer one, and the same one again changes nothing. `base` is the number of what it
    was typed over, in the page that calls itself `page`: of two edits that did not know of each other, the
    one that does not stand is kept for the person to choose. Nothing of what was typed enters the journal.
    The arguments come from outside: any JSON is refused here.

    Raises:
        Introuvable: no such dossier for this person, or no such question in it.
        Conflit: the dossier is submitted.
        Invalide: the value can never be one of this field (type, size): nothing is saved.
    """
    edition = _edition(acteur, n, base, page)
    dossier = mon_brouillon_en_bref(session, acteur, numero)
    schema = reponses.schema_de(session, dossier)
    trouvee = reponses.question(schema, champ)
    if trouvee is None:
        raise Introuvable("Cette question n’existe pas dans ce dossier : rechargez la page.")
    question, partie = trouvee
    try:
        gardees = reponses.a_garder(question, partie, valeur)
    except ValueError as refus:
        raise Invalide({str(champ): str(refus)}) from None
    _dater(session, acteur, dossier)
    lignes = lignes_de(session, dossier)
    ecriture = ecrire(session, dossier, lignes, question, gardees, edition)
    ecarts.noter(session, dossier.id, ecriture.perdues)
    etape = schema.etape_de(question)
    contenu = reponses.contenu(session, dossier, schema.extrait(etape), lignes)
    return _acquitter(contenu, etape, question, partie, ecriture)


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


def _acquitter(
    contenu: Contenu, etape: Etape, question: Champ, partie: str, ecriture: Ecriture
) -> Acquittement:
    examen = contenu.examen
    brut = contenu.valeurs.get(question.id)
    parties = brut if isinstance(brut, dict) else {}
    return Acquittement(
        champ=ecriture.ligne.champ if partie else question.id,
        n=ecriture.ligne.edition,
        version=ecriture.ligne.version,
        heure=heure(ecriture.ligne.maj_le),
        erreur=_erreur(question, partie, brut),
        lecture=afficher(question, brut),
        depasse=ecriture.depasse,
        sensible=question.sensible,
        valeur="" if question.sensible else parties.get(partie, "") if partie else brut or "",  # type: ignore[arg-type]
        etape=etape.id,
        etat_etape=examen.etat(etape),
        visibles=[c.id for c in etape.champs if c.id in examen.visibles],
        ecarts=_ecarts(question, brut, ecriture),
    )


def _ecarts(question: Champ, brut: object, ecriture: Ecriture) -> dict[str, EcartVue]:
    vues = {}
    for perdue in ecriture.perdues:
        partie = perdue.cle.partition(".")[2]
        if vue := ecarts.vue_ecart(perdue.valeur, ecarts.quand(perdue), question, partie, brut):
            vues[perdue.cle] = vue
    return vues


def _erreur(question: Champ, partie: str, brut: object) -> str:
    """What is wrong with what was just typed; a part of an address still empty is not scolded."""
    if not partie:
        return verifier_champ(question, brut) or ""
    parties = brut if isinstance(brut, dict) else {}
    if est_vide(question, brut) or not parties.get(partie):
        return ""
    return erreurs_adresse(parties).get(partie, "")


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

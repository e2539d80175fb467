"""What the search keeps of an aid in the database: its words, cut once, and a number that says it changed.

The search itself reads them into memory (`catalogue_vivant`), so that both databases answer the same.
"""

import time
from collections.abc import Sequence

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from portail.aides.models import Aide, FenetreDepot, TermesAide, VersionCatalogue
from portail.aides.mots import DECOUPE, termes
from portail.aides.vocabulaire import BENEFICIAIRES, NATURES, PROFILS, SOUS_THEMATIQUES, THEMATIQUES
from portail.aides.workflow import StatutAide
from portail.core.lieux import lieu

CHANGE = "catalogue"
"""In `session.info` once an aid was indexed: the search reads it again when the session commits."""
_SOUS_THEMATIQUES = {code: nom for sous in SOUS_THEMATIQUES.values() for code, nom in sous.items()}


def indexer(session: Session, aide: Aide) -> None:
    """Make an aid findable as it is now, its windows included; an unpublished one no more. Idempotent."""
    session.flush()
    _ecrire(session, aide, _suivant(session))


def indexer_manquantes(session: Session) -> int:
    """Index the published aids that never were, or all when words are not cut as they used to be."""
    numero = _suivant(session)  # holds others that would do the same
    version = session.get_one(VersionCatalogue, 1, populate_existing=True)
    query = select(Aide).where(Aide.statut == StatutAide.PUBLIEE)
    if version.decoupe >= DECOUPE:
        connues = select(TermesAide.aide_id).where(TermesAide.aide_id == Aide.id)
        query = query.where(~connues.exists())
    manquantes = session.exec(query).all()
    for aide in manquantes:
        _ecrire(session, aide, numero)
    version.decoupe = max(version.decoupe, DECOUPE)
    session.flush()
    return len(manquantes)


def _ecrire(session: Session, aide: Aide, numero: int) -> None:
    ligne = session.get(TermesAide, aide.id) or TermesAide(aide_id=aide.id)
    publiee = aide.statut is StatutAide.PUBLIEE
    periodes = session.exec(select(FenetreDepot.libelle).where(FenetreDepot.aide_id == aide.id)).all()
    textes = _textes(aide, periodes) if publiee else ("", "", "")
    ligne.titre, ligne.resume, ligne.reste = (" ".join(sorted(termes(texte))) for texte in textes)
    ligne.numero = numero
    session.add(ligne)
    session.flush()
    session.info[CHANGE] = True


def _suivant(session: Session) -> int:
    """The next number of the catalogue; whoever else changes it waits until this transaction ends."""
    suivant = update(VersionCatalogue).values(numero=col(VersionCatalogue.numero) + 1)
    numero = session.connection().execute(suivant.returning(col(VersionCatalogue.numero))).scalar()
    if numero is None:
        # From the clock: a database that was emptied, or another one, never comes back to a number it had.
        numero = time.time_ns()
        session.add(VersionCatalogue(id=1, numero=numero, decoupe=DECOUPE))
        session.flush()
    return int(numero)


def _textes(aide: Aide, periodes: Sequence[str]) -> tuple[str, str, str]:
    """What is searched in, by how much it says: the title; the summary and the keywords; all the rest."""
    resume = [aide.resume, *aide.mots_cles, *(_SOUS_THEMATIQUES.get(c, c) for c in aide.sous_thematiques)]
    reste = [aide.en_bref, aide.objectifs, aide.description, aide.qui, aide.modalites, aide.eligibilite]
    reste += [aide.demarches, aide.territoire_libelle, *_lieux(aide.territoires), *aide.programmes]
    reste += [NATURES.get(aide.nature, aide.nature), aide.montant_texte, *aide.fonds_europeens]
    reste += [aide.service_instructeur, *aide.depenses, *periodes]
    reste += [BENEFICIAIRES.get(code, code) for code in aide.beneficiaires]
    reste += [PROFILS.get(code, code) for code in aide.profils]
    reste += [THEMATIQUES.get(code, code) for code in aide.thematiques]
    return aide.titre, " ".join(resume), " ".join(reste)


def _lieux(codes: Sequence[str]) -> list[str]:
    """The names of the places an aid is for, but those of régions and France: they are on every sheet."""
    precis = (lieu(code) for code in codes if not code.startswith(("REG-", "PAYS-")))
    return [trouve.nom for trouve in precis if trouve]


def numero_du_catalogue(session: Session) -> int:
    """The number that grows with each change of an aid; 0 before the first."""
    return session.exec(select(VersionCatalogue.numero)).first() or 0


def publiees(session: Session) -> int:
    """How many aids are published."""
    return session.exec(select(func.count()).where(Aide.statut == StatutAide.PUBLIEE)).one()

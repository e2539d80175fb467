"""What the search keeps of an aid in the database: its words, cut once, and a number that says it changed.

The search itself reads them into memory (`catalogue_vivant`), so that both databases answer the same.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from portail.aides.models import Aide, FenetreDepot, TermesAide, VersionCatalogue
from portail.aides.mots import DECOUPE, termes
from portail.aides.vocabulaire import BENEFICIAIRES, NATURES, PROFILS, SOUS_THEMATIQUES, THEMATIQUES
from portail.aides.workflow import StatutAide
from portail.core.lieux import lieu

CHANGE = "catalogue"
"""In `session.info` once an aid was indexed: the search reads it again when the session commits."""
_TEXTES = (
    *("en_bref", "objectifs", "description", "qui", "modalites", "eligibilite", "demarches"),
    *("territoire_libelle", "montant_texte", "service_instructeur"),
)
_LISTES = ("programmes", "fonds_europeens", "depenses")
_CHERCHES = (
    *("statut", "titre", "resume", "mots_cles", "sous_thematiques", "nature", "territoires"),
    *("beneficiaires", "profils", "thematiques", *_TEXTES, *_LISTES),
)
_SOUS_THEMATIQUES = {code: nom for sous in SOUS_THEMATIQUES.values() for code, nom in sous.items()}


def indexer(session: Session, aide: Aide) -> None:
    """Make an aid findable as it is now, its windows included; an unpublished one no more. Idempotent."""
    session.flush()
    _ecrire(session, aide, numero_suivant(session))


def indexer_manquantes(session: Session) -> int:
    """Index the published aids that never were, or all when words are not cut as they used to be."""
    numero = numero_suivant(session)  # holds others that would do the same
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
    periodes = session.exec(select(FenetreDepot.libelle).where(FenetreDepot.aide_id == aide.id)).all()
    for nom, coupes in mots_de(fiche_de(aide), periodes).items():
        setattr(ligne, nom, coupes)
    ligne.numero = numero
    session.add(ligne)
    session.flush()
    session.info[CHANGE] = True


def fiche_de(aide: Aide) -> dict[str, Any]:
    """The fields of an aid that its words come from."""
    return {nom: getattr(aide, nom) for nom in _CHERCHES}


def mots_de(fiche: Mapping[str, Any], periodes: Iterable[str]) -> dict[str, str]:
    """The columns of `TermesAide` for an aid and the names of its windows; empty ones unless it is public."""
    publiee = fiche["statut"] is StatutAide.PUBLIEE
    textes = _textes(fiche, periodes) if publiee else ("", "", "")
    coupes = (" ".join(sorted(termes(texte))) for texte in textes)
    return dict(zip(("titre", "resume", "reste"), coupes, strict=True))


def numero_suivant(session: Session) -> int:
    """The next number of the catalogue; whoever else changes it waits until this transaction ends."""
    suivant = update(VersionCatalogue).values(numero=col(VersionCatalogue.numero) + 1)
    numero = session.connection().execute(suivant.returning(col(VersionCatalogue.numero))).scalar()
    if numero is None:
        # From the clock: a database that was emptied, or another one, never comes back to a number it had.
        numero = time.time_ns()
        session.add(VersionCatalogue(id=1, numero=numero, decoupe=DECOUPE))
        session.flush()
    return int(numero)


def _textes(fiche: Mapping[str, Any], periodes: Iterable[str]) -> tuple[str, str, str]:
    """What is searched in, by how much it says: the title; the summary and the keywords; all the rest."""
    resume = [fiche["resume"], *fiche["mots_cles"]]
    resume += [_SOUS_THEMATIQUES.get(code, code) for code in fiche["sous_thematiques"]]
    reste = [fiche[nom] for nom in _TEXTES]
    reste += [mot for nom in _LISTES for mot in fiche[nom]]
    reste += [NATURES.get(fiche["nature"], fiche["nature"]), *_lieux(fiche["territoires"]), *periodes]
    reste += [BENEFICIAIRES.get(code, code) for code in fiche["beneficiaires"]]
    reste += [PROFILS.get(code, code) for code in fiche["profils"]]
    reste += [THEMATIQUES.get(code, code) for code in fiche["thematiques"]]
    return fiche["titre"], " ".join(resume), " ".join(reste)


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

"""Aids near to one in meaning: the same sub-themes, themes, applicants and words, each counted."""

from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from sqlmodel import Session

from portail.aides import candidats
from portail.aides.candidats import Candidat
from portail.aides.rules import Etat, situation
from portail.aides.views import libelles, quand_et_reste, ton
from portail.aides.vocabulaire import SOUS_THEMATIQUES, THEMATIQUES

MAX = 4
_SOUS_THEMATIQUE, _THEMATIQUE, _BENEFICIAIRE, _MOT, _MOTS_MAX = 4, 2, 1, 1, 4
_RANGS = {Etat.OUVERTE: 0, Etat.PERMANENTE: 0, Etat.A_VENIR: 1, Etat.FERMEE: 2}
_NOMS = {code: nom for liste in SOUS_THEMATIQUES.values() for code, nom in liste.items()}


@dataclass(frozen=True)
class Proche:
    """An aid near to another, and what they share."""

    slug: str
    titre: str
    resume: str
    quand: str
    ton: str
    commun: str


def proches(session: Session, slug: str, jour: date) -> tuple[Proche, ...]:
    """At most four aids near to this one: open ones first, then those to come, then the nearest."""
    connus = candidats.lire(session)
    aide = connus.par_slug.get(slug)
    if aide is None:
        return ()
    themes = aide.thematiques | aide.sous_thematiques
    autres = {un.slug: un for theme in themes for un in connus.par_theme.get(theme, ()) if un is not aide}
    semblables = [un for un in autres.values() if _memes_demandeurs(aide, un)]
    retenus = nsmallest(MAX, semblables, key=lambda un: _rang(aide, un, jour))
    return tuple(_vue(aide, un, jour) for un in retenus)


def points(aide: Candidat, autre: Candidat) -> int:
    """How near two aids are: 4 for each sub-theme shared, 2 for each theme, 1 for an applicant, a word."""
    return (
        _SOUS_THEMATIQUE * len(aide.sous_thematiques & autre.sous_thematiques)
        + _THEMATIQUE * len(aide.thematiques & autre.thematiques)
        + _BENEFICIAIRE * len({*aide.offre.beneficiaires} & {*autre.offre.beneficiaires})
        + _MOT * min(_MOTS_MAX, len(aide.mots & autre.mots))
    )


def _memes_demandeurs(aide: Candidat, autre: Candidat) -> bool:
    les_uns, les_autres = {*aide.offre.beneficiaires}, {*autre.offre.beneficiaires}
    return not les_uns or not les_autres or bool(les_uns & les_autres)


def _rang(aide: Candidat, autre: Candidat, jour: date) -> tuple[int, int, str, str]:
    etat = situation(autre.fenetres, jour).etat
    return _RANGS[etat], -points(aide, autre), autre.cle, autre.slug


def _vue(aide: Candidat, autre: Candidat, jour: date) -> Proche:
    vue = situation(autre.fenetres, jour)
    sous = libelles(aide.sous_thematiques & autre.sous_thematiques, _NOMS)
    communs = sous or libelles(aide.thematiques & autre.thematiques, THEMATIQUES)
    return Proche(
        autre.slug, autre.titre, autre.resume, quand_et_reste(vue, jour), ton(vue), ", ".join(communs)
    )

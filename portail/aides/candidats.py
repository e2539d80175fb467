"""The published aids in memory: who may ask for each, what each is near to; read again when they change."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from portail.aides.adresses import PUBLIEE
from portail.aides.conditions import Conditions, Offre
from portail.aides.models import Aide, FenetreDepot, TermesAide
from portail.aides.mots import termes
from portail.aides.rules import Fenetre
from portail.aides.search import CHANGE, numero_du_catalogue, publiees
from portail.aides.service import fenetres_par_aide
from portail.core.typographie import francais


@dataclass(frozen=True, slots=True)
class Candidat:
    """An aid: what its card shows, who may ask for it, and what it is about."""

    id: uuid.UUID
    slug: str
    titre: str
    cle: str
    resume: str
    montant: str
    nature: str
    offre: Offre
    fenetres: tuple[Fenetre, ...]
    thematiques: frozenset[str]
    sous_thematiques: frozenset[str]
    mots: frozenset[str]
    """The terms of its title and of its key words."""


@dataclass(frozen=True)
class Candidats:
    """Every published aid, and those of each theme."""

    tous: tuple[Candidat, ...]
    par_slug: dict[str, Candidat]
    par_theme: dict[str, tuple[Candidat, ...]]

    @classmethod
    def de(cls, tous: Sequence[Candidat]) -> "Candidats":
        """These aids."""
        par_theme: dict[str, list[Candidat]] = defaultdict(list)
        for un in tous:
            for theme in un.thematiques | un.sous_thematiques:
                par_theme[theme].append(un)
        return cls(
            tuple(tous), {un.slug: un for un in tous}, {nom: tuple(ceux) for nom, ceux in par_theme.items()}
        )


AU_PLUS = 500
"""Aids changed at once that are read apart; beyond, all are read again."""
_verrou = Lock()
_connus: dict[str, tuple[int, Candidats]] = {}


def lire(session: Session) -> Candidats:
    """The published aids, from memory as long as none was added, changed or withdrawn."""
    if session.info.get(CHANGE):  # what is not committed yet is for this transaction alone
        return Candidats.de(_charger(session))
    base, numero = str(session.get_bind().engine.url), numero_du_catalogue(session)
    connu = _connus.get(base)
    if connu is not None and connu[0] == numero:
        return connu[1]
    with _verrou:  # the first visitors would each read the whole catalogue
        connu = _connus.get(base)
        if connu is None or connu[0] != numero:
            suivants = _suivre(session, *connu) if connu and connu[0] < numero else None
            _connus[base] = connu = (numero, suivants or Candidats.de(_charger(session)))
        return connu[1]


def _suivre(session: Session, depuis: int, connus: Candidats) -> Candidats | None:
    """The same aids but those indexed since that number; None when they are many, or do not add up."""
    indexees = select(TermesAide.aide_id).where(col(TermesAide.numero) > depuis).limit(AU_PLUS + 1)
    changees = set(session.exec(indexees))
    if len(changees) > AU_PLUS:
        return None
    neuves = _charger(session, col(Aide.id).in_(changees), fenetres=col(FenetreDepot.aide_id).in_(changees))
    tous = [*(un for un in connus.tous if un.id not in changees), *neuves]
    tous.sort(key=lambda un: (un.cle, un.slug))
    return Candidats.de(tous) if len(tous) == publiees(session) else None


def _charger(
    session: Session, *lesquelles: ColumnElement[bool], fenetres: ColumnElement[bool] | None = None
) -> list[Candidat]:
    par_aide = fenetres_par_aide(session, *([] if fenetres is None else [fenetres]))
    voulues = select(Aide).where(PUBLIEE, *lesquelles)
    aides = session.exec(voulues.order_by(col(Aide.cle_titre), col(Aide.slug)))
    return [_candidat(aide, tuple(par_aide[aide.id])) for aide in aides]


def _candidat(aide: Aide, fenetres: tuple[Fenetre, ...]) -> Candidat:
    return Candidat(
        id=aide.id,
        slug=aide.slug,
        titre=francais(aide.titre),
        cle=aide.cle_titre,
        resume=francais(aide.resume),
        montant=francais(aide.montant_texte),
        nature=aide.nature,
        offre=Offre(
            beneficiaires=tuple(aide.beneficiaires),
            profils=tuple(aide.profils),
            territoires=tuple(aide.territoires),
            territoires_exclus=tuple(aide.territoires_exclus),
            territoire_libelle=aide.territoire_libelle,
            conditions=Conditions.lire(aide.conditions),
        ),
        fenetres=fenetres,
        thematiques=frozenset(aide.thematiques),
        sous_thematiques=frozenset(aide.sous_thematiques),
        mots=frozenset(termes(f"{aide.titre} {' '.join(aide.mots_cles)}")),
    )

"""What the expressions of a form read beside the answers: asked of the database only when one does."""

import uuid
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from sqlmodel import Session

from portail.aides import service as aides
from portail.aides.models import Aide
from portail.aides.rules import situation
from portail.core import clock
from portail.demandeurs.service import sources_prefill
from portail.dossiers.lignes import Identifie
from portail.formulaires.conditions import Circonstances
from portail.formulaires.expressions import Valeur


class Situe(Identifie, Protocol):
    """A dossier, or what autosave reads of one: whose, for which aid, submitted or not."""

    @property
    def compte_id(self) -> uuid.UUID | None: ...

    @property
    def aide_id(self) -> uuid.UUID: ...

    @property
    def depose_le(self) -> datetime | None: ...


def circonstances(session: Session, dossier: Situe) -> Circonstances:
    """Those of a dossier: as of today for a draft, as of its day for one that is submitted."""
    jour = dossier.depose_le.astimezone(clock.PARIS).date() if dossier.depose_le else clock.today()
    alentours = _Alentours(session, dossier, jour)
    return Circonstances(jour, alentours.ouverture, alentours.valeur, depose=dossier.depose_le is not None)


class _Alentours:
    def __init__(self, session: Session, dossier: Situe, jour: date) -> None:
        self._session, self._dossier, self._jour = session, dossier, jour

    def ouverture(self) -> date | None:
        """The first day of the window one deposits in."""
        fenetres = aides.fenetres_de(self._session, self._dossier.aide_id)
        ouverte = situation(fenetres, self._jour).fenetre
        return ouverte.ouvre_le if ouverte else None

    def valeur(self, nom: str) -> Valeur:
        """What `fiche.…` or `aide.…` is worth, None when it is not known."""
        ou, _, quoi = nom.partition(".")
        return self._fiche.get(quoi) if ou == "fiche" else self._aide.get(quoi)

    @cached_property
    def _fiche(self) -> dict[str, Valeur]:
        compte_id = self._dossier.compte_id
        sources = sources_prefill(self._session, compte_id) if compte_id else {}
        return {nom: _valeur(nom, source) for nom, source in sources.items()}

    @cached_property
    def _aide(self) -> dict[str, Valeur]:
        aide = self._session.get_one(Aide, self._dossier.aide_id)
        taux = aide.taux_max / 100 if aide.taux_max is not None else None
        return {"plafond": aide.plafond, "plancher": aide.plancher, "taux_max": taux}


def _valeur(nom: str, source: object) -> Valeur:
    if isinstance(source, dict):  # an address: one asks only whether it is there
        return tuple(str(partie) for partie in source.values())
    return date.fromisoformat(str(source)) if nom == "date_naissance" else str(source)

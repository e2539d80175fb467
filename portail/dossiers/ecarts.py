"""Two texts for one field: what was replaced by somebody who did not know of it waits for a choice."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, select

from portail.core import clock
from portail.core.formats import date_heure, heure, le_meme_jour
from portail.dossiers.cles import cible
from portail.dossiers.lignes import Perdue
from portail.dossiers.models import TexteEcarte
from portail.dossiers.views import EcartVue
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import afficher
from portail.formulaires.types.base import Question

_TABLE = TexteEcarte.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_CREDIBLE = timedelta(days=7)
"""Browsers keep what they could not send for so long: an older number is not an hour."""


def noter(session: Session, dossier_id: uuid.UUID, perdues: Iterable[Perdue]) -> None:
    """Keep these texts, each in the place of what its field kept already."""
    for perdue in perdues:
        oublier(session, dossier_id, perdue.cle)
        session.connection().execute(
            _TABLE.insert(),
            {
                "dossier_id": dossier_id,
                "champ": perdue.cle,
                "valeur": perdue.valeur,
                "ecrit_le": quand(perdue),
            },
        )


def quand(perdue: Perdue) -> datetime:
    """When a text was typed: its number follows its browser's clock, which may be wrong."""
    maintenant = clock.now()
    if not 0 <= maintenant.timestamp() - perdue.edition / 1000 <= _CREDIBLE.total_seconds():
        return maintenant
    return datetime.fromtimestamp(perdue.edition / 1000, UTC)


def oublier(session: Session, dossier_id: uuid.UUID, cle: str = "") -> None:
    """Forget the text that waits for a field, or all those of a dossier."""
    ceux = col(TexteEcarte.dossier_id) == dossier_id
    session.exec(delete(TexteEcarte).where(ceux & (col(TexteEcarte.champ) == cle) if cle else ceux))


def en_attente(session: Session, dossier_id: uuid.UUID) -> dict[str, TexteEcarte]:
    """The texts that wait, by key."""
    query = select(TexteEcarte).where(TexteEcarte.dossier_id == dossier_id)
    return {un.champ: un for un in session.exec(query)}


def a_regler(
    session: Session, dossier_id: uuid.UUID, schema: Formulaire, valeurs: Mapping[str, object]
) -> dict[str, EcartVue]:
    """What the person has to choose between, by key; `valeurs`: what stands, by question.

    Two texts that became the same are no choice any more.
    """
    vues = {}
    for cle, un in en_attente(session, dossier_id).items():
        nommee = cible(schema, cle)
        if nommee is None or not nommee.presente(valeurs):
            continue
        debout = nommee.valeur(valeurs)
        if vue := vue_ecart(un.valeur, un.ecrit_le, nommee.question, nommee.partie, debout):
            vues[cle] = vue
    return vues


def vue_ecart(autre: Any, ecrit_le: datetime, champ: Question, partie: str, debout: Any) -> EcartVue | None:
    """Both texts as one reads them; None when they say the same. `debout`: the whole answer that stands."""
    if partie:
        debout = debout.get(partie, "") if isinstance(debout, dict) else ""
    if debout == autre:
        return None
    recent = le_meme_jour(ecrit_le, clock.now())
    actuelle, ecartee = (valeur or "" if partie else afficher(champ, valeur) for valeur in (debout, autre))
    return EcartVue(
        actuelle=actuelle, autre=ecartee, quand=f"à {heure(ecrit_le)}" if recent else date_heure(ecrit_le)
    )

"""What screens show of accounts: words and flags, no row."""

from dataclasses import dataclass

from portail.comptes.models import SessionOuverte
from portail.core.formats import date_heure


@dataclass(frozen=True)
class SessionVue:
    """An open session. `reference` names it to its owner only; it opens nothing."""

    reference: str
    appareil: str
    vue: str
    courante: bool


@dataclass(frozen=True)
class MailVu:
    """A mail of the demonstration's mailbox; `corps` is safe HTML."""

    id: str
    date: str
    destinataire: str
    sujet: str
    corps: str
    pieces: list[str]


def vue_session(ouverte: SessionOuverte, empreinte_courante: str) -> SessionVue:
    """An open session, as its owner sees it."""
    return SessionVue(
        reference=ouverte.empreinte[:16],
        appareil=ouverte.appareil or "Navigateur inconnu",
        vue=f"Dernière activité {date_heure(ouverte.vue_le)}",
        courante=ouverte.empreinte == empreinte_courante,
    )

"""The pages the law asks for: accessibility, legal notice, personal data."""

from pathlib import Path

import reflex as rx

from portail.comptes.components import CONFORMITE, gabarit
from portail.settings import settings
from portail.ui.layout import Page, narrow
from portail.ui.markdown import to_html
from portail.ui.text import h1, lead, prose

TEXTES = Path(__file__).parent.parent / "textes"


def _page(title: str, summary: str, name: str) -> rx.Component:
    s = settings()
    words = (TEXTES / f"{name}.md").read_text(encoding="utf-8")
    words = words.format(
        region=s.collectivite,
        adresse=s.contact_adresse,
        telephone=s.telephone,
        mail=s.contact_mail,
        origine=s.origin,
        conformite=CONFORMITE,
    )
    return gabarit(narrow(h1(title), lead(summary), prose(to_html(words))))


def accessibility() -> rx.Component:
    """The declaration of accessibility (headings fixed by the order of 20 September 2019)."""
    summary = "Ce que nous faisons pour que chacun puisse demander une aide."
    return _page("Accessibilité", summary, "accessibilite")


def legal_notice() -> rx.Component:
    """Who publishes this site (law 2004-575, article 1-1)."""
    summary = "Qui édite ce service et dans quelles conditions il est rendu."
    return _page("Mentions légales", summary, "mentions_legales")


def personal_data() -> rx.Component:
    """What is done with people's data (regulation 2016/679, articles 13 and 14)."""
    summary = "Ce que nous savons de vous, pourquoi, et pour combien de temps."
    return _page("Données personnelles", summary, "donnees_personnelles")


PAGES = [
    Page("/accessibilite", "Accessibilité", accessibility),
    Page("/mentions-legales", "Mentions légales", legal_notice),
    Page("/donnees-personnelles", "Données personnelles", personal_data),
]

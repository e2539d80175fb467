"""What people watch: the star, with and without an account."""

import reflex as rx

from portail.ui.layout import cluster, stack
from portail.ui.text import h2, hint
from portail.veille.components.garder import Garder


def watched() -> rx.Component:
    """The star of one aid in its states; without an account this browser keeps what is pressed here."""
    return stack(
        h2("Garder une aide"),
        hint("Étoile vide, étoile pleine, puis l’étoile d’un visiteur sans compte."),
        cluster(
            Garder.create(slug="essai", titre="d’essai", person="essai", gardee=False),
            Garder.create(slug="essai", titre="d’essai gardée", person="essai", gardee=True),
            Garder.create(slug="essai", titre="sans compte", person="", gardee=False),
        ),
    )

"""What is picked to be used together, and how a page is printed and shared."""

import reflex as rx

from portail.ui.layout import cluster, stack
from portail.ui.picks import Pick, PickBar
from portail.ui.share import share
from portail.ui.text import h2


def picked() -> rx.Component:
    """Things picked to be used together, at most two here; printing and sharing."""
    mots = {
        "region": "Choses choisies",
        "one": "chose choisie",
        "many": "choses choisies",
        "go": "Comparer",
        "more": "Choisissez-en une autre.",
        "clear": "Tout retirer",
    }
    choix = [
        Pick.create(list="charte", max=2, value=nom, name=nom, label="Choisir", full="Deux au plus")
        for nom in ("Première", "Deuxième", "Troisième")
    ]
    return stack(
        h2("Choisir, imprimer, partager"),
        cluster(*choix),
        PickBar.create(list="charte", href="/styleguide", parameter="choix", words=mots),
        share("Charte graphique"),
    )

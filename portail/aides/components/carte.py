"""One aid in a list: what it is, until when, what it gives and to whom, read in two seconds."""

from typing import Any

import reflex as rx

from portail.aides.emplacements import SUR_LA_CARTE, dessiner
from portail.aides.views import Carte
from portail.ui.text import badge


def carte_aide(carte: Carte) -> rx.Component:
    """One aid in a list; the whole card leads to its sheet."""
    return avec_gestes(carte)


def avec_gestes(carte: Carte, *gestes: rx.Component) -> rx.Component:
    """The same, with what more one may do with it there."""
    return rx.el.li(
        rx.el.h3(rx.el.a(surligne(carte.titre), href=f"/aides/{carte.slug}", class_name="carte-lien")),
        rx.el.div(
            badge(carte.quand, carte.ton),
            rx.cond(carte.nouvelle, badge("Nouvelle", "neutral"), rx.fragment()),
            class_name="carte-etat",
        ),
        rx.el.p(surligne(carte.resume), class_name="carte-resume"),
        rx.el.dl(
            _fait(rx.cond(carte.nature, carte.nature, "Montant"), carte.montant, "carte-montant"),
            _fait("Pour", carte.pour),
            class_name="carte-faits",
        ),
        rx.el.div(*dessiner(SUR_LA_CARTE, carte), *gestes, class_name="carte-gestes"),
        class_name="carte-aide",
    )


def surligne(morceaux: Any) -> rx.Component:
    """A text in pieces, every second one holding words that were looked for."""
    return rx.foreach(morceaux, lambda un, rang: rx.cond(rang % 2, rx.el.mark(un), un))


def _fait(nom: Any, valeur: Any, genre: str = "") -> rx.Component:
    return rx.cond(valeur, rx.el.div(rx.el.dt(nom), rx.el.dd(valeur, class_name=genre)), rx.fragment())

"""The style guide's page (demo mode only)."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.demo.styleguide import answers, files, forms, joined, looks, picked, watched
from portail.ui.layout import Page, narrow, stack
from portail.ui.text import h1, lead


def _page() -> rx.Component:
    sections = (
        looks.typography,
        looks.colours,
        looks.buttons,
        looks.boxes,
        forms.states,
        forms.choices,
        forms.alive,
        forms.helped,
        looks.filters,
        watched.watched,
        picked.picked,
        files.files,
        joined.joined,
        forms.submitted,
        answers.progress,
        answers.waiting,
    )
    return gabarit(
        narrow(
            h1("Charte graphique"),
            lead("Chaque composant du portail dans chacun de ses états, à regarder et à essayer."),
            stack(*[rx.el.section(section()) for section in sections], gap="12"),
        )
    )


PAGES: list[Page] = [Page("/styleguide", "Charte graphique", _page, demo_only=True)]

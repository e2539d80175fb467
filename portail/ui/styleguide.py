"""The style guide: every component in every state (demo mode only)."""

import reflex as rx

from portail.ui import feedback, fields, layout
from portail.ui.buttons import button
from portail.ui.layout import Page
from portail.ui.text import h1


def _page() -> rx.Component:
    return layout.shell(
        layout.narrow(
            h1("Charte graphique"),
            fields.text_field("nom", "Nom"),
            fields.text_field("budget", "Budget", suffix="€", hint="TTC", error="Trop", required=False),
            fields.radio_group("g", "Vous êtes", [("a", "A"), ("b", "B")]),
            fields.password_field("mdp", "Mot de passe"),
            feedback.progress_steps(2, 4, next_title="Fiche"),
            feedback.task_list(
                [{"titre": "A", "href": "/", "statut": "À faire", "genre": "info", "detail": ""}]
            ),
            button("Valider", kind="primary"),
        ),
        entete=rx.el.header(),
        pied=rx.el.footer(),
    )


PAGES: list[Page] = [Page("/styleguide", "Charte graphique", _page, demo_only=True)]

"""`/inscription/fiche`, step 2 of 4: the fiche d’informations personnelles."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.demandeurs.components import adresse, coordonnees, representant, rib
from portail.demandeurs.states.fiche import FicheState as S
from portail.ui.buttons import button, link_button
from portail.ui.feedback import error_summary, progress_steps
from portail.ui.layout import Page, cluster, narrow, stack
from portail.ui.text import h1, h2, hint, lead


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            progress_steps(2, 4, next_title="la confirmation par mail"),
            h1("Fiche d’informations personnelles"),
            lead("Ces informations rempliront à l’avance vos demandes. Vous pourrez les modifier."),
            error_summary(S.resume),
            rx.el.form(
                stack(h2("Vos coordonnées"), coordonnees(S), adresse(S), gap="6"),
                representant(S),
                rib(S),
                stack(
                    hint("Ce que vous saisissez est gardé au fur et à mesure, pendant 7 jours."),
                    cluster(
                        button("Valider ma fiche", kind="primary", type="submit"),
                        link_button("Retour", "/inscription", kind="link", icon_name="arrow-left"),
                    ),
                ),
                on_submit=S.valider,
                no_validate=True,
                class_name="stack gap-12",
            ),
        )
    )


PAGE = Page(
    route="/inscription/fiche",
    titre="Fiche d’informations personnelles – étape 2 sur 4",
    contenu=contenu,
    on_load=[S.ouvrir],
)

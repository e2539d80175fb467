"""`/aides/[slug]/demande`: leads to the draft, or says why there is none."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.states.demande import DemandeState as S
from portail.ui.buttons import link_button
from portail.ui.here import here
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.text import h1, p


def contenu() -> rx.Component:
    """The page, seen only when the draft could not be opened."""
    refus = narrow(
        h1("Votre demande ne peut pas être ouverte"),
        panel(p(S.motif), kind="warning"),
        cluster(
            link_button("Revenir à l’aide", S.fiche, kind="primary"),
            link_button("Rechercher une autre aide", "/aides"),
        ),
    )
    return gabarit(here(S.chemin, refus))


PAGE = Page(
    route="/aides/[slug]/demande",
    titre="Accéder au formulaire",
    contenu=contenu,
    on_load=[S.ouvrir],
)

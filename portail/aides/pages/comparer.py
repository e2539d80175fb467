"""`/aides/comparer?aide=…&aide=…`: up to three aids side by side, criterion by criterion."""

from typing import Any

import reflex as rx

from portail.aides.components.comparer import retirer
from portail.aides.states.comparaison import ComparaisonState as C
from portail.comptes.components import gabarit
from portail.ui.announce import announce
from portail.ui.buttons import link_button, text_link
from portail.ui.feedback import skeleton
from portail.ui.fields import checkbox_field
from portail.ui.layout import Page, cluster, panel, wide
from portail.ui.share import share
from portail.ui.text import badge, h1, hint, prose, shown, visually_hidden
from portail.ui.url_sync import url_sync


def page() -> rx.Component:
    """The table, or how to fill it."""
    return gabarit(
        wide(
            text_link("Toutes les aides", "/aides", class_name="retour"),
            h1(C.titre),
            shown(C.absentes, panel(rx.el.p(C.absentes), kind="warning")),
            rx.cond(C.pret, rx.cond(C.aides.length() > 0, _comparaison(), _rien()), skeleton(8)),
            url_sync(C.adresse, C.suivre),
            announce(C.annonce),
        )
    )


def _rien() -> rx.Component:
    return rx.el.div(
        rx.el.p("Aucune aide à comparer pour l’instant.", class_name="empty-title"),
        rx.el.p("Pressez «\u00a0Comparer\u00a0» sur deux ou trois aides\u00a0: une barre vous mènera ici."),
        cluster(
            link_button("Parcourir les aides", "/aides", kind="primary"),
            link_button("Quelles aides pour moi\u00a0?", "/aides/pour-moi"),
        ),
        class_name="empty-state stack",
    )


def _comparaison() -> rx.Component:
    return rx.fragment(
        rx.cond(
            C.aides.length() > 1,
            rx.el.div(
                checkbox_field(
                    "seulement",
                    "Montrer seulement ce qui diffère",
                    default=C.seulement,
                    on_save=C.montrer_les_differences,
                ),
                class_name="comparer-choix",
            ),
            hint("Ajoutez une autre aide depuis ", text_link("le catalogue", "/aides"), " pour comparer."),
        ),
        rx.el.table(
            rx.el.caption("Les aides, critère par critère", class_name="visually-hidden"),
            rx.el.thead(
                rx.el.tr(rx.el.th("Critère", scope="col"), rx.foreach(C.aides, _tete)),
            ),
            rx.el.tbody(rx.foreach(C.lignes, _ligne)),
            class_name="comparaison",
        ),
        share(C.titre),
    )


def _tete(aide: Any) -> rx.Component:
    return rx.el.th(
        rx.el.a(aide.titre, href=f"/aides/{aide.slug}"),
        rx.el.div(badge(aide.quand, aide.ton), class_name="carte-etat"),
        retirer(aide, C.retirer),
        scope="col",
    )


def _ligne(ligne: Any) -> rx.Component:
    marque = rx.el.span(visually_hidden(", "), "diffère", class_name="comparer-marque")
    return rx.el.tr(
        rx.el.th(ligne.critere, rx.cond(ligne.differe, marque, rx.fragment()), scope="row"),
        rx.foreach(ligne.cellules, _cellule),
        custom_attrs={"data-differe": rx.cond(ligne.differe, "oui", "non")},
    )


def _cellule(cellule: Any) -> rx.Component:
    lignes = rx.el.ul(rx.foreach(cellule.lignes, rx.el.li))
    return rx.el.td(
        rx.el.p(cellule.aide, class_name="comparer-nom"),
        rx.cond(
            cellule.texte,
            prose(cellule.texte),
            rx.cond(cellule.lignes.length() > 1, lignes, rx.el.p(cellule.lignes[0])),
        ),
    )


COMPARER = Page(
    "/aides/comparer",
    "Comparer des aides",
    page,
    on_load=[C.charger],
    description="Jusqu’à trois aides côte à côte, critère par critère.",
)

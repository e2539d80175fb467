"""`/dossiers`: « Suivre mes dossiers »."""

from typing import Any

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.components.etats import delai
from portail.dossiers.states.liste import ListeState as S
from portail.ui.buttons import link_button
from portail.ui.feedback import confirm_dialog, empty_state, live
from portail.ui.here import here
from portail.ui.layout import Page, cluster, panel, wide
from portail.ui.text import badge, h1, hint, p, shown
from portail.veille.components import a_joindre

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    liste = wide(
        rx.el.div(
            h1("Suivre mes dossiers"),
            link_button("Déposer un dossier", "/aides", kind="primary", icon_name="plus"),
            class_name="liste-tete",
        ),
        rx.el.div(
            shown(S.message, panel(p(S.message), kind="success")), id="message", tab_index=-1, role="status"
        ),
        a_joindre(),
        rx.cond(V.tous > 0, _dossiers(), _aucun()),
    )
    return gabarit(here(S.chemin, liste))


def _aucun() -> rx.Component:
    return empty_state(
        "Vous n’avez pas encore de dossier",
        "Cherchez une aide, ouvrez sa fiche, puis choisissez « Accéder au formulaire ».",
        link_button("Rechercher une aide", "/aides"),
    )


def _dossiers() -> rx.Component:
    return rx.fragment(
        rx.el.nav(
            rx.el.ul(
                _filtre("tous", "Tous", V.tous),
                _filtre("brouillons", "À terminer", V.brouillons),
                _filtre("deposes", "Déposés", V.deposes),
                _filtre("termines", "Terminés", V.termines),
                class_name="filtres-dossiers",
            ),
            custom_attrs={"aria-label": "Filtrer mes dossiers"},
        ),
        rx.el.div(live(S.nombre), class_name="visually-hidden"),
        rx.cond(
            V.cartes.length() > 0,
            rx.el.ul(rx.foreach(V.cartes, _carte), class_name="cartes-dossiers"),
            empty_state("Aucun dossier ici", "Choisissez un autre filtre pour voir vos dossiers."),
        ),
    )


def _filtre(nom: str, libelle: str, nombre: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            libelle,
            rx.el.span(" (", nombre, ")", class_name="tabular"),
            href="/dossiers" if nom == "tous" else f"/dossiers?filtre={nom}",
            custom_attrs={"aria-current": rx.cond(V.filtre == nom, "true", "false")},
        )
    )


def _carte(une: Any) -> rx.Component:
    return rx.el.li(
        rx.el.article(
            rx.el.div(
                rx.el.h2(rx.el.a(une.aide, href=une.href)),
                badge(une.statut_libelle, une.statut_genre),
                class_name="carte-tete",
            ),
            hint("Dossier n° ", rx.el.span(une.numero, class_name="tabular")),
            rx.cond(une.brouillon, _a_terminer(une), _suivi(une)),
            class_name="card stack gap-3 carte-dossier",
        ),
        key=une.numero,
    )


def _a_terminer(une: Any) -> rx.Component:
    return rx.fragment(
        delai(une),
        p(une.avancement, ". ", une.suite),
        hint("Modifié ", une.modifie),
        cluster(
            link_button("Continuer", une.href),
            confirm_dialog(
                f"supprimer-{une.numero}",
                "Supprimer ce brouillon ?",
                f"« {une.aide} » : vos réponses et vos fichiers seront effacés. Cette action est définitive.",
                "Supprimer",
                S.supprimer(une.numero),
                "Supprimer le brouillon",
                trigger_kind="link",
                trigger_detail=f": {une.aide}",
            ),
        ),
    )


def _suivi(une: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(rx.el.strong(une.qui), class_name="carte-qui"),
        p(une.suite),
        hint("Déposé ", une.depose),
    )


PAGE = Page(route="/dossiers", titre="Suivre mes dossiers", contenu=contenu, on_load=[S.charger])

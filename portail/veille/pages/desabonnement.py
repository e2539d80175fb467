"""`/desabonnement`: one button, that works without signing in."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.ui.buttons import button, link_button
from portail.ui.feedback import skeleton
from portail.ui.layout import Page, narrow, panel
from portail.ui.text import h1, p, shown
from portail.veille.states.desabonnement import DesabonnementState as S


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            h1("Ne plus recevoir d’alertes"),
            rx.el.div(
                rx.match(S.etat, ("pret", _pret()), ("fait", _fait()), ("inconnu", _inconnu()), skeleton()),
                class_name="stack",
            ),
        )
    )


def _pret() -> rx.Component:
    return rx.fragment(
        rx.match(
            S.quoi,
            ("favoris", p("Vous ne recevrez plus de mail sur les aides que vous gardez.")),
            (
                "recherche",
                p("Plus de mail pour la recherche « ", rx.el.strong(S.nom), " »."),
            ),
            p("Vous ne recevrez plus aucune alerte du portail. Vos aides et vos recherches resteront là."),
        ),
        button("Arrêter ces mails", S.arreter, kind="primary"),
    )


def _fait() -> rx.Component:
    return rx.fragment(
        panel(
            p(
                "C’est fait : ",
                rx.match(
                    S.quoi,
                    ("favoris", "plus de mail sur les aides que vous gardez."),
                    ("recherche", "plus de mail pour cette recherche."),
                    "plus aucune alerte.",
                ),
                shown(S.nom, rx.el.span(" (", S.nom, ")")),
            ),
            kind="success",
        ),
        p("Vous pouvez tout régler dans « Mes aides », une fois connecté."),
        link_button("Régler mes alertes", "/mes-aides"),
    )


def _inconnu() -> rx.Component:
    return rx.fragment(
        panel(
            p("Ouvrez-le en entier, depuis le dernier mail reçu, ou réglez vos alertes une fois connecté."),
            kind="danger",
            title="Ce lien n’est pas valable",
        ),
        link_button("Régler mes alertes", "/mes-aides"),
    )


PAGE = Page("/desabonnement", "Ne plus recevoir d’alertes", contenu, on_load=[S.ouvrir])

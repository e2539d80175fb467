"""`/mes-infos/suppression`: what is erased, what the law keeps, and the last button."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.demandeurs.states.suppression import SuppressionState as S
from portail.ui.buttons import button, link_button, raw_link
from portail.ui.fields import password_field
from portail.ui.layout import Page, cluster, narrow, panel, stack
from portail.ui.native_form import native_form
from portail.ui.text import h1, h2, lead, p


def _demande() -> rx.Component:
    return rx.fragment(
        h1("Supprimer mon compte"),
        lead("Cette suppression est définitive."),
        _consequences(),
        panel(
            p(
                "Téléchargez d’abord une copie de vos données : ",
                raw_link("Télécharger mes données", "/api/mes-donnees.zip", download=True),
            ),
            kind="info",
        ),
        rx.el.form(
            stack(
                password_field(
                    "mot_de_passe",
                    "Mot de passe",
                    hint="Pour être sûrs que c’est bien vous.",
                    error=S.erreur,
                ),
                cluster(
                    button("Supprimer définitivement mon compte", kind="danger", type="submit"),
                    link_button("Garder mon compte", "/mes-infos"),
                ),
                gap="6",
            ),
            on_submit=S.supprimer,
            no_validate=True,
        ),
    )


def _consequences() -> rx.Component:
    return rx.fragment(
        h2("Ce qui est effacé"),
        rx.el.ul(
            rx.el.li("votre compte, votre identifiant et votre mot de passe ;"),
            rx.el.li("votre fiche d’informations personnelles, relevé d’identité bancaire compris ;"),
            rx.el.li("vos aides gardées, vos recherches enregistrées et vos alertes\u00a0;"),
            rx.el.li("vos demandes non déposées, avec les fichiers que vous y avez joints."),
        ),
        h2("Ce que la loi nous oblige à garder"),
        p(
            "Les demandes que vous avez déposées sont des archives publiques (code du patrimoine, article "
            "L. 211-4). La Région les garde le temps prévu pour elles, détachées de votre compte. "
            "Elles suivent leur cours : vous pourrez nous joindre par mail ou par téléphone."
        ),
    )


def _adieu() -> rx.Component:
    return rx.fragment(
        h1("Votre compte est supprimé"),
        lead("Un dernier mail vous le confirme. Merci d’avoir utilisé le portail des aides."),
        # A plain form: it takes the cookie away and starts a fresh visit.
        native_form(
            button("Revenir à l’accueil", kind="primary", type="submit"),
            action="/api/session/fin",
            method="post",
        ),
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(narrow(rx.cond(S.supprime, _adieu(), _demande())))


PAGE = Page(route="/mes-infos/suppression", titre="Supprimer mon compte", contenu=contenu, on_load=[S.ouvrir])

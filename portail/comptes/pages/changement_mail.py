"""`/changement-de-mail`: confirm a change of address, from either mailbox."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.states.changement_mail import ChangementMailState as S
from portail.ui.buttons import button, link_button
from portail.ui.feedback import skeleton
from portail.ui.layout import Page, narrow, panel
from portail.ui.text import h1, lead, p


def _issue(kind: str, titre: str, phrase: str) -> rx.Component:
    return rx.fragment(
        panel(p(phrase), kind=kind, title=titre),
        link_button("Mes infos personnelles", "/mes-infos", kind="primary"),
    )


def contenu() -> rx.Component:
    """The page."""
    recommencez = "Recommencez depuis « Mes infos personnelles »."
    return gabarit(
        narrow(
            h1("Changement d’adresse mail"),
            rx.match(
                S.etat,
                (
                    "pret",
                    rx.fragment(
                        lead("Votre compte utilisera l’adresse ", rx.el.strong(S.nouveau), "."),
                        button("Confirmer le changement", S.confirmer, kind="primary"),
                    ),
                ),
                (
                    "fait",
                    _issue("success", "C’est fait", "Votre compte utilise désormais la nouvelle adresse."),
                ),
                (
                    "attend",
                    _issue("info", "Merci", "Il reste à confirmer depuis le mail reçu à l’autre adresse."),
                ),
                (
                    "utilise",
                    _issue("info", "Ce lien a déjà servi", "Il reste peut-être à confirmer depuis l’autre."),
                ),
                (
                    "expire",
                    _issue("warning", "Ce lien a expiré", f"Il était valable 24 heures. {recommencez}"),
                ),
                (
                    "inconnu",
                    _issue("danger", "Ce lien n’est pas valable", f"Ouvrez-le en entier. {recommencez}"),
                ),
                skeleton(),
            ),
        )
    )


PAGE = Page("/changement-de-mail", "Changement d’adresse mail", contenu, on_load=[S.ouvrir])

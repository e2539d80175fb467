"""`/changement-de-mail`: confirm a change of address, from either mailbox."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.states.changement_mail import ChangementMailState as S
from portail.ui.buttons import button, link_button
from portail.ui.feedback import skeleton
from portail.ui.layout import Page, narrow, panel
from portail.ui.text import h1, hint, lead, p

RECOMMENCEZ = "Recommencez depuis « Mes infos personnelles »."
ISSUES = {
    "fait": ("success", "C’est fait", "Votre compte utilise désormais la nouvelle adresse."),
    "attend": ("info", "Merci", "Il reste à confirmer depuis le mail reçu à l’autre adresse."),
    "pris": ("danger", "Cette adresse est prise", "Un autre compte l’utilise depuis peu."),
    "utilise": (
        "info",
        "Ce lien a déjà servi",
        "Il reste peut-être à confirmer depuis le mail reçu à l’autre adresse.",
    ),
    "expire": ("warning", "Ce lien a expiré", f"Il était valable 24 heures. {RECOMMENCEZ}"),
    "inconnu": ("danger", "Ce lien n’est pas valable", f"Ouvrez-le en entier. {RECOMMENCEZ}"),
}


def _pret() -> rx.Component:
    return rx.fragment(
        lead("Votre compte utilisera l’adresse ", rx.el.strong(S.nouveau), "."),
        button("Confirmer le changement", S.confirmer, kind="primary"),
        hint("Vous n’avez rien demandé ? Fermez cette page : rien ne changera."),
    )


def _issue(kind: str, titre: str, phrase: str) -> rx.Component:
    return rx.fragment(
        panel(p(phrase), kind=kind, title=titre),
        link_button("Mes infos personnelles", "/mes-infos", kind="primary"),
    )


def contenu() -> rx.Component:
    """The page."""
    issues = [(etat, _issue(*issue)) for etat, issue in ISSUES.items()]
    return gabarit(
        narrow(h1("Changement d’adresse mail"), rx.match(S.etat, ("pret", _pret()), *issues, skeleton()))
    )


PAGE = Page("/changement-de-mail", "Changement d’adresse mail", contenu, on_load=[S.ouvrir])

"""Getting back in: forgotten password, new password, forgotten identifier."""

from typing import Any

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import (
    champ_identifiant,
    choix_du_mot_de_passe,
    formulaire,
    nom_du_compte,
)
from portail.comptes.states.recuperation import NouveauMotDePasseState as N
from portail.comptes.states.recuperation import OubliState as S
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import error_summary, skeleton
from portail.ui.fields import text_field
from portail.ui.layout import Page, narrow, panel
from portail.ui.session_door import session_door
from portail.ui.text import h1, lead, p


def _oubli(titre: str, aide: str, champ: rx.Component, envoi: Any) -> rx.Component:
    """A form with one field; the answer is the same whether or not the account exists."""
    return gabarit(
        narrow(
            h1(titre),
            rx.cond(
                S.envoye,
                panel(
                    p("Si un compte correspond, un mail vient de partir : il arrive en quelques minutes."),
                    p("Rien reçu ? Regardez dans les indésirables, puis vérifiez votre saisie."),
                    button("Recommencer", S.recommencer, kind="link"),
                    kind="success",
                    title="Regardez votre boîte aux lettres",
                ),
                rx.fragment(
                    lead(aide),
                    error_summary(S.resume),
                    formulaire(champ, button("Recevoir le mail", kind="primary", type="submit"), envoi=envoi),
                ),
            ),
            p(text_link("Revenir à la connexion", "/connexion")),
        )
    )


def mot_de_passe_oublie() -> rx.Component:
    """`/mot-de-passe-oublie`."""
    champ = champ_identifiant(S.erreurs.get("identifiant", ""))
    aide = "Nous vous envoyons par mail un lien, valable une heure, pour en choisir un autre."
    return _oubli("Mot de passe oublié", aide, champ, S.demander_mot_de_passe)


def identifiant_oublie() -> rx.Component:
    """`/identifiant-oublie`."""
    champ = text_field(
        "mail",
        "Adresse mail",
        kind="email",
        error=S.erreurs.get("mail", ""),
        autocomplete="email",
        maxlength=254,
    )
    aide = "Nous vous envoyons votre identifiant par mail. Votre adresse mail permet aussi de vous connecter."
    return _oubli("Identifiant oublié", aide, champ, S.demander_identifiant)


def _formulaire() -> rx.Component:
    return rx.fragment(
        p("Compte : ", rx.el.strong(N.identifiant)),
        error_summary(N.resume),
        formulaire(
            nom_du_compte(N.identifiant),
            choix_du_mot_de_passe(N),
            button("Choisir ce mot de passe", kind="primary", type="submit", busy=N.billet != ""),
            envoi=N.choisir,
        ),
    )


def _refuse(titre: str, phrase: str) -> rx.Component:
    return rx.fragment(
        panel(p(phrase), kind="warning", title=titre),
        link_button("Demander un autre lien", "/mot-de-passe-oublie", kind="primary"),
    )


def _fait() -> rx.Component:
    return rx.fragment(
        panel(p("Votre mot de passe est changé. Il ne reste qu’à vous connecter."), kind="success"),
        link_button("Se connecter", "/connexion", kind="primary"),
    )


def nouveau_mot_de_passe() -> rx.Component:
    """`/nouveau-mot-de-passe`, from the mailed link."""
    return gabarit(
        narrow(
            h1("Choisissez un nouveau mot de passe"),
            rx.match(
                N.etat,
                ("pret", _formulaire()),
                ("fait", _fait()),
                ("utilise", _refuse("Ce lien a déjà servi", "Chaque lien ne sert qu’une fois.")),
                ("expire", _refuse("Ce lien a expiré", "Il était valable une heure.")),
                (
                    "inconnu",
                    _refuse("Ce lien n’est pas valable", "Vérifiez que vous l’avez ouvert en entier."),
                ),
                skeleton(),
            ),
            session_door(N.billet, "/dossiers", on_fail=N.echec),
        )
    )


PAGES = [
    Page("/mot-de-passe-oublie", "Mot de passe oublié", mot_de_passe_oublie, on_load=[S.ouvrir]),
    Page("/identifiant-oublie", "Identifiant oublié", identifiant_oublie, on_load=[S.ouvrir]),
    Page(
        "/nouveau-mot-de-passe",
        "Choisissez un nouveau mot de passe",
        nouveau_mot_de_passe,
        on_load=[N.ouvrir],
    ),
]

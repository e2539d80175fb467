"""`/activation`: étape 3 of the sign-up, from the mailed link."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import formulaire
from portail.comptes.states.activation import ActivationState as S
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import error_summary, live, progress_steps, skeleton
from portail.ui.fields import password_field
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.session_door import session_door
from portail.ui.text import hint, lead, p


def _bouton(*champs: rx.Component) -> rx.Component:
    return formulaire(
        *champs,
        button("Activer mon compte", kind="primary", type="submit", busy=S.billet != ""),
        envoi=S.activer,
    )


def _pret() -> rx.Component:
    return rx.fragment(
        lead("Il ne reste qu’un geste : activez votre compte, puis déposez votre demande."),
        _bouton(),
        hint("Vous n’avez pas demandé ce compte ? Fermez cette page : rien ne sera fait."),
    )


def _avec_mot_de_passe() -> rx.Component:
    return rx.fragment(
        lead("Plusieurs comptes ont été demandés pour cette adresse. Saisissez le mot de passe du vôtre."),
        error_summary(S.resume),
        _bouton(password_field("mot_de_passe", "Mot de passe", error=S.erreurs.get("mot_de_passe", ""))),
        p("Vous ne le savez plus ? ", text_link("Choisissez-en un autre", "/mot-de-passe-oublie")),
    )


def _utilise() -> rx.Component:
    return rx.fragment(
        panel(p("Ce lien a déjà servi : votre compte est actif."), kind="success"),
        link_button("Se connecter", "/connexion", kind="primary"),
    )


def _expire() -> rx.Component:
    return rx.fragment(
        panel(
            p("Ce lien était valable 72 heures. Demandez-en un autre."),
            kind="warning",
            title="Ce lien a expiré",
        ),
        button("Renvoyer le mail", S.renvoyer, kind="primary"),
        live(S.message),
    )


def _inconnu() -> rx.Component:
    return rx.fragment(
        panel(
            p("Ouvrez le lien en entier, et le plus récent si vous en avez reçu plusieurs."),
            kind="danger",
            title="Ce lien n’est pas valable",
        ),
        cluster(
            link_button("Se connecter", "/connexion", kind="primary"),
            link_button("Créer un compte", "/inscription"),
        ),
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            progress_steps(3, 4, next_title="déposez votre demande"),
            rx.el.h1(
                rx.cond(S.etat == "utilise", "Votre compte est déjà activé", "Activez votre compte"),
                id="h1",
                tab_index=-1,
            ),
            rx.match(
                S.etat,
                ("pret", _pret()),
                ("mot_de_passe", _avec_mot_de_passe()),
                ("utilise", _utilise()),
                ("expire", _expire()),
                ("inconnu", _inconnu()),
                skeleton(),
            ),
            session_door(S.billet, S.suite, on_fail=S.echec),
        )
    )


PAGE = Page(route="/activation", titre="Activez votre compte", contenu=contenu, on_load=[S.ouvrir])

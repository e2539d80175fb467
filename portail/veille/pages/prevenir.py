"""`/aides/[slug]/prevenir` and `/avis-ouverture`: ask to be told of an opening, then confirm."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import formulaire
from portail.comptes.guards import Visite
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import error_summary, skeleton
from portail.ui.fields import text_field
from portail.ui.here import here
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.text import hint, p
from portail.veille.states.etoiles import EtoilesState
from portail.veille.states.prevenir import AvisOuvertureState as A
from portail.veille.states.prevenir import PrevenirState as S

AIDE = S.attente


def contenu() -> rx.Component:
    """The request."""
    titre = rx.match(
        True,
        (S.absente, "Cette aide n’existe pas"),
        (S.envoye_a != "", "Confirmez par mail"),
        "Être prévenu de l’ouverture",
    )
    return gabarit(
        here(
            S.chemin,
            narrow(
                rx.el.h1(titre, id="h1", tab_index=-1),
                rx.cond(S.absente, _absente(), _presente()),
            ),
        )
    )


def _absente() -> rx.Component:
    return rx.fragment(
        p("Elle n’est peut-être plus publiée, ou l’adresse est mal recopiée."),
        link_button("Rechercher une aide", "/aides", kind="primary"),
    )


def _presente() -> rx.Component:
    return rx.fragment(
        p(rx.el.strong(AIDE.titre), rx.el.br(), AIDE.quand),
        rx.cond(
            AIDE.ouverte,
            panel(p("Cette aide est ouverte : vous pouvez la demander dès maintenant."), kind="success"),
            rx.cond(Visite.connecte, _avec_compte(), rx.cond(S.envoye_a, _envoye(), _sans_compte())),
        ),
        text_link("Voir la fiche de l’aide", f"/aides/{AIDE.slug}"),
    )


def _avec_compte() -> rx.Component:
    attendue = EtoilesState.attendues.contains(AIDE.slug)
    return rx.el.div(
        rx.cond(
            attendue,
            rx.fragment(
                panel(p("C’est noté : vous recevrez un mail à l’ouverture."), kind="success"),
                button("Ne plus me prévenir", EtoilesState.prevenir(AIDE.slug, False), kind="link"),
            ),
            button("Prévenez-moi à l’ouverture", EtoilesState.prevenir(AIDE.slug, True), kind="primary"),
        ),
        class_name="stack",
        role="status",
    )


def _sans_compte() -> rx.Component:
    return rx.fragment(
        error_summary(S.resume),
        formulaire(
            text_field(
                "mail",
                "Adresse mail",
                kind="email",
                autocomplete="email",
                maxlength=254,
                hint="Nous vous écrirons une seule fois, puis votre adresse sera effacée.",
                error=S.erreurs.get("mail", ""),
            ),
            button("Prévenez-moi à l’ouverture", kind="primary", type="submit"),
            envoi=S.demander,
        ),
        p(
            "Vous avez un compte ? ",
            text_link("Connectez-vous", f"/connexion?suite=/aides/{AIDE.slug}/prevenir"),
            " : un geste suffira.",
        ),
    )


def _envoye() -> rx.Component:
    return rx.fragment(
        panel(
            p("Un mail est parti à ", rx.el.strong(S.envoye_a), ". Ouvrez son lien pour confirmer."),
            hint("Sans confirmation, l’adresse est effacée dans trois jours. Pensez aux indésirables."),
            kind="success",
        ),
        button("Corriger l’adresse", S.recommencer, kind="link"),
    )


def confirmation() -> rx.Component:
    """The mailed link."""
    titre = rx.match(
        A.etat,
        ("confirme", "Votre demande est confirmée"),
        ("oublie", "Votre adresse est effacée"),
        ("inconnu", "Ce lien n’est plus valable"),
        "Confirmez votre demande",
    )
    return gabarit(
        narrow(
            rx.el.h1(titre, id="h1", tab_index=-1),
            rx.match(
                A.etat,
                ("pret", _a_confirmer()),
                ("confirme", _confirmee()),
                ("oublie", p("Nous ne vous écrirons pas.")),
                ("inconnu", _inconnu()),
                skeleton(),
            ),
        )
    )


def _a_confirmer() -> rx.Component:
    return rx.fragment(
        p("Vous serez prévenu de l’ouverture de l’aide : ", rx.el.strong(A.attente.titre), "."),
        cluster(
            button("Confirmer ma demande", A.confirmer, kind="primary"),
            button("Ne pas me prévenir", A.renoncer, kind="link"),
        ),
    )


def _confirmee() -> rx.Component:
    return rx.fragment(
        panel(
            p("Nous vous écrirons le jour de l’ouverture : ", rx.el.strong(A.attente.titre), "."),
            hint(A.attente.quand),
            kind="success",
        ),
        button("Ne plus me prévenir", A.renoncer, kind="link"),
    )


def _inconnu() -> rx.Component:
    return rx.fragment(
        panel(
            p(
                "Il a plus de trois jours, ou le mail de l’ouverture est déjà parti. Votre adresse n’est "
                "plus chez nous : refaites votre demande depuis la fiche de l’aide."
            ),
            kind="warning",
        ),
        link_button("Rechercher une aide", "/aides", kind="primary"),
    )


PAGES = [
    Page(
        "/aides/[slug]/prevenir",
        "Être prévenu de l’ouverture",
        contenu,
        on_load=[S.ouvrir, EtoilesState.charger],
    ),
    Page("/avis-ouverture", "Confirmez votre demande d’avis", confirmation, on_load=[A.ouvrir]),
]

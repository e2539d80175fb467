"""`/inscription/confirmation`, step 3 of 4: open the mail."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.demandeurs.components import annonce
from portail.demandeurs.states.confirmation import ConfirmationState as S
from portail.settings import settings
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import progress_steps
from portail.ui.layout import Page, card, cluster, narrow, panel
from portail.ui.text import h1, h2, lead, p


def _mail() -> rx.Component:
    return card(
        p("Un mail vient de partir vers ", rx.el.strong(S.envoye_a), ". Son objet :"),
        rx.el.p(f"[{settings().collectivite}] Activation de compte", class_name="objet-du-mail"),
        p("Ouvrez le lien qu’il contient : il est valable 72 heures et ne sert qu’une fois."),
        class_name="gap-3",
    )


def _rien_recu() -> rx.Component:
    boite = (
        link_button("Ouvrir le courrier de démonstration", "/courrier") if settings().demo else rx.fragment()
    )
    return rx.fragment(
        h2("Rien reçu ?"),
        panel(
            p(
                "Le message arrive parfois dans les spams ou les courriers indésirables : "
                "regardez-y avant de le demander à nouveau."
            ),
            kind="warning",
        ),
        cluster(button("Renvoyer le mail", S.renvoyer, icon_name="refresh"), boite),
        annonce(rx.cond(S.message, panel(p(S.message), kind="success"), rx.fragment())),
        p("L’adresse n’est pas la bonne ? ", text_link("Recommencez l’inscription", "/inscription"), "."),
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            progress_steps(3, 4, next_title="déposer votre demande d’aide"),
            h1("Confirmez la création de votre compte"),
            lead("Il ne reste qu’à prouver que cette adresse mail est la vôtre."),
            _mail(),
            _rien_recu(),
        )
    )


PAGE = Page(
    route="/inscription/confirmation",
    titre="Confirmez la création de votre compte – étape 3 sur 4",
    contenu=contenu,
    on_load=[S.ouvrir],
)

"""The frame of every page: who is here decides what the header offers and what the page must say."""

from typing import Any

import reflex as rx

from portail.comptes.guards import Visite
from portail.comptes.states.reconnexion import ReconnexionState
from portail.settings import settings
from portail.ui import layout
from portail.ui.buttons import phone_link, raw_link, text_link
from portail.ui.edits import edits
from portail.ui.icons import icon
from portail.ui.menu import menu
from portail.ui.native_form import native_form
from portail.ui.reconnect import reconnect
from portail.ui.text import visually_hidden

# Only an audit allows to call a site compliant, even partly (decree 2019-768): change it with its result.
CONFORMITE = "non conforme"


def _header() -> rx.Component:
    name = settings().collectivite
    return rx.el.header(
        _demo_banner() if settings().demo else rx.fragment(),
        rx.el.div(
            rx.el.a(
                rx.el.img(src="/logo", alt="", custom_attrs={"width": "48", "height": "48"}),
                rx.el.span(
                    rx.el.span(name, class_name="brand-name"),
                    rx.el.span("Portail des aides", class_name="brand-service"),
                ),
                href="/",
                class_name="brand",
            ),
            menu(
                text_link("Déposer un dossier", "/aides", class_name="nav-link"),
                text_link("Suivre mes dossiers", "/dossiers", class_name="nav-link"),
                text_link("Mes aides", "/mes-aides", class_name="nav-link"),
                text_link("Mes infos personnelles", "/mes-infos", class_name="nav-link"),
                rx.el.div(
                    rx.cond(
                        Visite.connecte,
                        # A plain form: signing out must work when nothing else does.
                        native_form(
                            rx.el.button("Se déconnecter", type="submit", class_name="nav-link"),
                            action="/api/session/fin",
                            method="post",
                        ),
                        text_link("Se connecter", "/connexion", class_name="nav-link"),
                    ),
                    class_name="nav-session",
                ),
            ),
            class_name="header-inner",
        ),
        class_name="site-header",
    )


def _footer() -> rx.Component:
    s = settings()
    return rx.el.footer(
        rx.el.div(
            rx.el.div(
                rx.el.p(rx.el.strong(s.collectivite)),
                rx.el.p(s.contact_adresse),
                rx.el.p("Téléphone : ", phone_link(s.telephone)),
                rx.el.p("Mail : ", raw_link(s.contact_mail, f"mailto:{s.contact_mail}")),
                class_name="stack gap-1",
            ),
            rx.el.ul(
                rx.el.li(text_link(f"Accessibilité : {CONFORMITE}", "/accessibilite")),
                rx.el.li(text_link("Mentions légales", "/mentions-legales")),
                rx.el.li(text_link("Données personnelles", "/donnees-personnelles")),
            ),
            class_name="footer-inner",
        ),
        class_name="site-footer",
    )


def _demo_banner() -> rx.Component:
    return rx.el.div(
        rx.el.p("Site de démonstration ", text_link("Courrier", "/courrier")),
        class_name="demo-banner",
    )


def _notices() -> rx.Component:
    message = rx.el.div(
        icon("danger"),
        rx.el.div(rx.el.p(Visite.alerte), class_name="stack"),
        rx.el.button(
            icon("close"),
            visually_hidden("Fermer le message"),
            type="button",
            on_click=Visite.fermer_alerte,
            class_name="close",
        ),
        class_name="panel",
        custom_attrs={"data-kind": "danger"},
    )
    expired = rx.el.div(
        icon("warning"),
        rx.el.div(
            rx.el.p(
                "Votre session a expiré. Reconnectez-vous : rien de ce que vous avez écrit n’est perdu. ",
                text_link("Se reconnecter", "/connexion?suite=" + Visite.router.url.path),
            ),
            class_name="stack",
        ),
        class_name="panel",
        custom_attrs={"data-kind": "warning"},
    )
    return rx.fragment(
        edits(Visite.cle),
        rx.el.div(rx.cond(Visite.alerte, message, rx.fragment()), id="alerte", tab_index=-1, role="alert"),
        rx.el.div(rx.cond(Visite.expiree, expired, rx.fragment()), id="session-expiree", role="alert"),
        _reconnexion(),
    )


def _reconnexion() -> rx.Component:
    return reconnect(
        ended=Visite.expiree,
        person=Visite.cle,
        name=Visite.identifiant,
        ticket=ReconnexionState.billet,
        elsewhere=ReconnexionState.autre,
        problem=ReconnexionState.refus,
        tries=ReconnexionState.essais,
        on_try=ReconnexionState.se_reconnecter,
    )


def gabarit(*contenu: Any) -> rx.Component:
    """The whole page around `contenu`, which starts with its h1."""
    return layout.shell(*contenu, entete=_header(), pied=_footer(), alertes=_notices())

"""Pages for when things go wrong: each says what happened and what to do now."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.settings import settings
from portail.ui.buttons import link_button, phone_link, raw_link
from portail.ui.layout import Page, cluster, narrow
from portail.ui.text import h1, h2, lead


def _reach_us() -> rx.Component:
    s = settings()
    return rx.el.p(
        "Nous répondons au ",
        phone_link(s.telephone),
        " et à l’adresse ",
        raw_link(s.contact_mail, f"mailto:{s.contact_mail}"),
        ".",
    )


def not_found() -> rx.Component:
    """The address leads nowhere."""
    return gabarit(
        narrow(
            h1("Cette page n’existe pas"),
            lead("L’adresse est peut-être mal recopiée, ou la page a été déplacée."),
            rx.el.ul(
                rx.el.li("Si vous avez saisi l’adresse, vérifiez qu’elle est complète."),
                rx.el.li("Si vous avez suivi un lien, partez plutôt de l’une des pages ci-dessous."),
            ),
            cluster(
                link_button("Rechercher une aide", "/aides", kind="primary"),
                link_button("Suivre mes dossiers", "/dossiers"),
                link_button("Aller à l’accueil", "/", kind="link"),
            ),
            h2("Vous ne trouvez pas ?"),
            _reach_us(),
        )
    )


def out_of_service() -> rx.Component:
    """The service is stopped for a while."""
    return gabarit(
        narrow(
            h1("Le service est momentanément indisponible"),
            lead("Nous travaillons à le rétablir. Revenez dans quelques minutes."),
            rx.el.p(
                "Ce que vous avez enregistré n’est pas perdu : "
                "vous retrouverez vos brouillons dans « Suivre mes dossiers »."
            ),
            rx.el.p(
                "Si une date limite de dépôt tombe aujourd’hui, écrivez-nous sans attendre : "
                "nous garderons la trace de votre message."
            ),
            _reach_us(),
        )
    )


PAGES = [
    Page("404", "Page introuvable", not_found),
    Page("/hors-service", "Service indisponible", out_of_service),
]

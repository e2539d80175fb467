"""`/dossiers/[numero]/recu`: the receipt of a deposit."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.components.etats import selon
from portail.dossiers.states.recu import RecuState as S
from portail.ui.buttons import link_button, raw_link
from portail.ui.here import here
from portail.ui.icons import icon
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.poll import poll
from portail.ui.text import figure, h1, h2, hint, p

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    recu = narrow(
        rx.cond(S.deja, _deja(), rx.fragment()),
        rx.el.div(
            rx.el.div(icon("success", class_name="icon recu-signe"), h1("Votre demande est déposée")),
            p(V.aide),
            figure(V.numero, "numéro de votre dossier"),
            p("Déposée ", rx.el.strong(V.depose), "."),
            class_name="recu stack",
        ),
        rx.el.section(
            h2("Et maintenant ?"),
            p(V.suite),
            p("Vous n’avez rien à faire pour le moment. Nous vous écrirons à chaque étape."),
            p("L’accusé d’enregistrement est envoyé à ", rx.el.strong(S.mail), "."),
            class_name="stack",
        ),
        poll((V.numero != "") & (V.accuse == ""), S.attendre_accuse),
        rx.el.div(_accuse(), role="status"),
        cluster(
            link_button("Suivre mes dossiers", "/dossiers"),
            link_button("Relire ma demande", f"/dossiers/{V.numero}/recapitulatif", kind="link"),
        ),
    )
    return gabarit(here(S.chemin, selon(S, recu)))


def _deja() -> rx.Component:
    return panel(
        p("Elle n’a pas été envoyée une seconde fois."),
        kind="info",
        title=f"Cette demande a déjà été déposée {V.depose}",
    )


def _accuse() -> rx.Component:
    return rx.cond(
        V.accuse,
        raw_link("Télécharger l’accusé d’enregistrement", V.accuse, download=True, kind="primary"),
        hint("Votre justificatif est en préparation : il apparaîtra ici dans quelques instants."),
    )


PAGE = Page(route="/dossiers/[numero]/recu", titre=S.titre, contenu=contenu, on_load=[S.charger])

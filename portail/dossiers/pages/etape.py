"""`/dossiers/[numero]/[etape]`: one step, whose answers save themselves."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.components.champ import champ
from portail.dossiers.components.etats import retour_au_dossier, selon
from portail.dossiers.states.blocs import BlocsState
from portail.dossiers.states.etape import EtapeState as S
from portail.dossiers.states.pieces import PiecesState
from portail.ui.buttons import link_button
from portail.ui.feedback import live, progress_steps
from portail.ui.focus_on import focus_on
from portail.ui.here import here
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.text import badge, h1, hint, lead, p, shown

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    etape = narrow(
        retour_au_dossier(V),
        progress_steps(S.place.rang, S.place.total, next_title=S.place.titre_suivante),
        h1(V.titre),
        shown(V.intro, lead(V.intro)),
        rx.cond(V.modifiable, _echeance(), _figee()),
        # Sent already, the answers are read and no longer changed.
        rx.el.fieldset(rx.foreach(V.champs, champ), disabled=~V.modifiable, class_name="questions"),
        live(S.annonce),
        live(PiecesState.annonce),
        live(BlocsState.annonce),
        focus_on(BlocsState.focus),
        _suite(),
    )
    return gabarit(here(S.chemin, selon(S, etape)))


def _echeance() -> rx.Component:
    return hint(
        "Vos réponses sont enregistrées au fur et à mesure. ",
        V.echeance,
    )


def _figee() -> rx.Component:
    return panel(
        p("Vous pouvez relire vos réponses, mais plus les modifier."),
        kind="info",
        title="Cette demande est déposée",
    )


def _etat() -> rx.Component:
    """Where the step stands, as the answers make it change."""
    return rx.match(
        S.etat,
        ("Complète", badge("Étape complète", "success")),
        ("À corriger", badge("Une réponse est à corriger", "warning")),
        ("En cours", badge("Il reste des réponses à donner", "info")),
        badge("Étape à faire", "neutral"),
    )


def _suite() -> rx.Component:
    plus_tard = link_button("Enregistrer et revenir plus tard", f"/dossiers?enregistre={V.numero}")
    return rx.el.div(
        rx.cond(V.modifiable, rx.el.p(_etat()), rx.fragment()),
        cluster(
            link_button("Étape suivante", S.place.suivante, kind="primary"),
            rx.cond(V.modifiable, plus_tard, rx.fragment()),
        ),
        rx.cond(
            S.place.rang > 1,
            rx.el.a("Étape précédente", href=S.place.precedente, class_name="retour"),
            rx.fragment(),
        ),
        class_name="stack suite",
    )


PAGE = Page(route="/dossiers/[numero]/[etape]", titre=S.titre, contenu=contenu, on_load=[S.charger])

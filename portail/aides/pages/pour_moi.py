"""`/aides/pour-moi`: a few questions, and the aids one may ask for."""

from typing import Any

import reflex as rx

from portail.aides.components import telephone
from portail.aides.components.comparer import barre, comparer
from portail.aides.emplacements import SUR_LA_CARTE, dessiner
from portail.aides.pages.questions import TYPE, questions
from portail.aides.states.pour_moi import PourMoi as M
from portail.comptes.components import gabarit
from portail.ui.announce import announce
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import skeleton
from portail.ui.icons import icon
from portail.ui.keepsake import keepsake
from portail.ui.layout import Page, panel, wide
from portail.ui.navigation import focus_link
from portail.ui.text import badge, h1, h2, hint, lead, shown, visually_hidden

FAITS = {
    "commune": ("votre commune", "commune"),
    "age": ("votre âge", "age"),
    "situation": ("votre situation", "situations"),
    "forme": ("votre forme juridique", "forme"),
    "activite": ("votre activité", "naf"),
    "effectif": ("le nombre de vos salariés", "effectif"),
    "creation": ("l’année de création", "creation"),
}
"""What each fact is called, and the field that tells it."""


def page() -> rx.Component:
    """The questions beside their answer: it follows them."""
    return gabarit(
        wide(
            h1("Quelles aides pour moi\u00a0?"),
            lead("Répondez à ce que vous voulez\u00a0: la liste suit vos réponses."),
            rx.cond(
                M.pret,
                rx.el.div(questions(), _reponse(), class_name="pour-moi"),
                skeleton(8),
            ),
            keepsake("pour-moi", M.a_garder, ready=M.pret, on_restore=M.reprendre),
            announce(M.annonce),
            barre(),
        )
    )


def _reponse() -> rx.Component:
    commencee = rx.fragment(
        rx.el.div(
            h2(M.titre, id="resultats", tab_index=-1),
            _manquent(),
            rx.cond(
                M.sans_projet,
                panel(
                    rx.el.p(
                        "Aucune aide ne parle de ce projet\u00a0: voici toutes celles qui vous concernent."
                    ),
                    kind="info",
                ),
                rx.fragment(),
            ),
            _liste("possibles", M.possibles),
            class_name="stack",
        ),
        _groupe("bientot", "Pas ouvertes aujourd’hui", M.bientot, ""),
        _groupe(
            "presque",
            "Presque",
            M.presque,
            "Un ou deux critères ne sont pas remplis\u00a0: ils sont dits à côté de chaque aide.",
        ),
        _sorties(),
    )
    return rx.el.section(
        rx.cond(TYPE, commencee, _avant()),
        class_name="stack gap-12 pour-moi-reponse",
        custom_attrs={"aria-label": "Les aides pour vous"},
    )


def _avant() -> rx.Component:
    return rx.el.div(
        rx.el.p("Dites-nous d’abord qui vous êtes.", class_name="empty-title", id="resultats", tab_index=-1),
        rx.el.p("Vos aides s’affichent ici, avec ce qui vous manque pour les autres."),
        link_button("Voir tout le catalogue", "/aides"),
        class_name="empty-state stack",
    )


def _manquent() -> rx.Component:
    """The questions that would tell more, each a press away."""

    def un(fait: Any) -> rx.Component:
        choix = [(code, focus_link(nom, champ)) for code, (nom, champ) in FAITS.items()]
        return rx.el.li(rx.match(fait, *choix, rx.fragment()))

    return rx.cond(
        M.manquent.length() > 0,
        rx.el.div(
            rx.el.p("Pour être plus précis, dites-nous\u00a0:"),
            rx.el.ul(rx.foreach(M.manquent, un), class_name="etiquettes"),
            class_name="stack gap-2 precisions",
        ),
        rx.fragment(),
    )


def _groupe(nom: str, titre: str, aides: Any, explication: str) -> rx.Component:
    total = M.totaux[nom]
    boite = rx.el.div(
        h2(f"{titre}\u00a0: ", total, rx.cond(total > 1, "\u00a0aides", "\u00a0aide"), id=nom, tab_index=-1),
        shown(explication, hint(explication)),
        _liste(nom, aides),
        class_name="stack",
    )
    return rx.cond(total > 0, boite, rx.fragment())


def _liste(nom: str, aides: Any) -> rx.Component:
    reste = M.totaux[nom] - aides.length()
    return rx.fragment(
        rx.el.ul(rx.foreach(aides, _carte), class_name="cartes"),
        rx.cond(
            reste > 0, button(rx.fragment("Afficher plus (", reste, ")"), M.afficher_plus(nom)), rx.fragment()
        ),
        rx.el.p("", id=f"{nom}-fin", tab_index=-1, class_name="visually-hidden"),
    )


def _carte(une: Any) -> rx.Component:
    raisons = rx.el.ul(
        rx.foreach(
            une.raisons,
            lambda raison: rx.el.li(
                icon("close"), rx.el.span(visually_hidden("Critère non rempli\u00a0: "), raison)
            ),
        ),
        class_name="raisons",
    )
    doutes = rx.el.ul(
        rx.foreach(
            une.a_verifier, lambda doute: rx.el.li(icon("info"), rx.el.span("À vérifier\u00a0: ", doute))
        ),
        class_name="raisons doutes",
    )
    return rx.el.li(
        rx.el.h3(rx.el.a(une.titre, href=f"/aides/{une.slug}", class_name="carte-lien")),
        rx.el.p(une.resume),
        rx.el.div(badge(une.quand, une.ton), class_name="carte-etat"),
        shown(
            une.montant,
            rx.el.dl(rx.el.div(rx.el.dt("Montant"), rx.el.dd(une.montant)), class_name="carte-faits"),
        ),
        rx.cond(une.raisons.length() > 0, raisons, rx.fragment()),
        rx.cond(une.a_verifier.length() > 0, doutes, rx.fragment()),
        rx.el.div(*dessiner(SUR_LA_CARTE, une), comparer(une), class_name="carte-gestes"),
        class_name="carte-aide",
    )


def _sorties() -> rx.Component:
    return rx.el.div(
        h2("Vous ne trouvez pas\u00a0?"),
        rx.el.ul(
            rx.el.li(
                "Décrivez ",
                focus_link("votre projet", "texte"),
                " avec d’autres mots, ou laissez la case vide.",
            ),
            rx.el.li(
                "Parcourez ",
                text_link("tout le catalogue", "/aides"),
                "\u00a0: vous y verrez aussi les aides des autres.",
            ),
            rx.el.li("Appelez-nous au ", telephone(), "\u00a0: nous cherchons avec vous."),
        ),
        class_name="encart stack gap-3",
    )


POUR_MOI = Page(
    "/aides/pour-moi",
    "Quelles aides pour moi\u00a0?",
    page,
    on_load=[M.charger],
    description="Quelques questions, et les aides de la Région que vous pouvez demander.",
)

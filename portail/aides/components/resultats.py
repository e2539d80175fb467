"""What the search found: how many, why, the cards; and what to do when there are none."""

from typing import Any

import reflex as rx

from portail.aides.components.carte import avec_gestes
from portail.aides.components.comparer import comparer
from portail.aides.components.recherche import telephone
from portail.aides.emplacements import SUR_LA_RECHERCHE, dessiner
from portail.aides.states.catalogue import Catalogue
from portail.ui.buttons import button, text_link
from portail.ui.feedback import skeleton
from portail.ui.icons import icon
from portail.ui.layout import cluster, panel
from portail.ui.text import shown, visually_hidden


def resultats() -> rx.Component:
    """The number found, the cards, and what to do when there are none."""
    trouvees = rx.cond(Catalogue.panne, _panne(), _trouvees())
    return rx.el.section(
        rx.cond(Catalogue.pret, trouvees, _attente()),
        class_name="resultats stack",
        custom_attrs={"aria-label": "Résultats"},
    )


def _attente() -> rx.Component:
    cartes = [rx.el.div(skeleton(4), class_name="carte-aide") for _ in range(4)]
    return rx.el.div(*cartes, class_name="cartes attente")


def _panne() -> rx.Component:
    return rx.fragment(
        _tete("La recherche ne répond pas"),
        panel(
            rx.el.p("Vos mots et vos filtres sont gardés : réessayez dans un instant."),
            rx.el.p(
                "Si cela recommence, appelez-nous au ", telephone(), " et donnez la référence ",
                rx.el.strong(Catalogue.panne), ".",
            ),
            button("Réessayer", Catalogue.reessayer),
            kind="danger",
        ),
    )  # fmt: skip


def _tete(titre: Any) -> rx.Component:
    return rx.el.h2(titre, id="resultats", tab_index=-1, class_name="resultats-titre")


def _trouvees() -> rx.Component:
    return rx.fragment(
        _tete(Catalogue.total),
        rx.cond(
            Catalogue.aussi.length() > 0,
            rx.el.div(rx.foreach(Catalogue.aussi, _explication), class_name="resultats-aussi"),
            rx.fragment(),
        ),
        shown(
            Catalogue.adresse,
            rx.el.div(puces(), *dessiner(SUR_LA_RECHERCHE, Catalogue.adresse), class_name="resultats-outils"),
        ),
        rx.cond(Catalogue.vide, _rien(), rx.foreach(Catalogue.groupes, _groupe)),
        shown(Catalogue.reste, button(Catalogue.reste, Catalogue.afficher_plus)),
        rx.el.p(
            rx.cond(
                Catalogue.vide | (Catalogue.reste != ""), "", "Toutes les aides trouvées sont affichées."
            ),
            id="resultats-fin",
            tab_index=-1,
            class_name="hint",
        ),
    )


def _groupe(groupe: Any) -> rx.Component:
    return rx.fragment(
        shown(groupe.titre, rx.el.h2(groupe.titre, class_name="resultats-suite")),
        rx.el.ul(rx.foreach(groupe.cartes, lambda une: avec_gestes(une, comparer(une))), class_name="cartes"),
    )


def _explication(morceaux: Any) -> rx.Component:
    """One line of pieces, every second one stressed."""
    return rx.el.p(
        rx.foreach(morceaux, lambda un, rang: rx.cond(rang % 2, rx.el.strong(un), un)),
    )


def puces() -> rx.Component:
    """The filters that are set, each a press away from being taken off."""
    une = rx.foreach(
        Catalogue.puces,
        lambda puce: rx.el.li(
            rx.el.button(
                puce.libelle,
                visually_hidden(" : retirer ce filtre"),
                icon("close"),
                type="button",
                on_click=Catalogue.retirer(puce.genre, puce.valeur),
                class_name="puce",
            )
        ),
    )
    tout = rx.el.li(button("Retirer les filtres", Catalogue.retirer("", ""), kind="link"))
    return rx.cond(
        Catalogue.puces.length() > 0,
        rx.el.ul(une, rx.cond(Catalogue.puces.length() > 1, tout, rx.fragment()), class_name="puces"),
        rx.fragment(),
    )


def _rien() -> rx.Component:
    mots = [
        rx.foreach(
            Catalogue.pistes,
            lambda piste: _issue(f"« {piste.mot} »", piste.nombre, Catalogue.essayer(piste.mot)),
        )
    ]
    sans = [
        rx.foreach(
            Catalogue.retraits,
            lambda un: _issue(un.libelle, un.nombre, Catalogue.retirer(un.genre, un.valeur)),
        )
    ]
    return rx.el.div(
        rx.cond(Catalogue.retraits.length() > 0, _issues("Retirez un filtre", sans), rx.fragment()),
        rx.cond(Catalogue.pistes.length() > 0, _issues("Cherchez un seul mot", mots), rx.fragment()),
        rx.el.div(
            rx.el.h3("Cherchez autrement"),
            rx.el.ul(
                rx.el.li("Un mot plus court ou plus général : « forêt » plutôt que « sylviculture »."),
                rx.el.li(
                    "En répondant à quelques questions : ",
                    text_link("quelles aides pour moi ?", "/aides/pour-moi"),
                ),
                rx.el.li("Par téléphone : nous cherchons avec vous, au ", telephone(), "."),
            ),
        ),
        cluster(button("Voir toutes les aides", Catalogue.tout_effacer)),
        class_name="empty-state stack",
    )


def _issues(titre: str, issues: list[Any]) -> rx.Component:
    return rx.el.div(rx.el.h3(titre), rx.el.ul(*issues, class_name="issues"))


def _issue(libelle: Any, combien: Any, geste: Any) -> rx.Component:
    """A way out of an empty list, with how much it leads to."""
    return rx.el.li(
        rx.el.button(libelle, rx.el.span(combien), type="button", on_click=geste, class_name="issue")
    )

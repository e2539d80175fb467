"""What every page of a dossier may say: nothing here, too late, so many days left, the way back."""

from typing import Any

import reflex as rx

from portail.ui.buttons import link_button
from portail.ui.layout import cluster, narrow, panel
from portail.ui.text import h1, lead, p, visually_hidden


def introuvable() -> rx.Component:
    """Unknown, deleted, or somebody else's: all are told alike, with a way out."""
    return narrow(
        h1("Dossier introuvable"),
        lead("Ce dossier n’existe pas, a été supprimé, ou appartient à un autre compte."),
        p("Vérifiez le numéro dans l’adresse, ou retrouvez votre demande dans la liste de vos dossiers."),
        cluster(
            link_button("Suivre mes dossiers", "/dossiers", kind="primary"),
            link_button("Déposer un dossier", "/aides"),
        ),
    )


def selon(etat: Any, contenu: rx.Component) -> rx.Component:
    """The page's content, or that there is no such dossier."""
    return rx.cond(etat.introuvable, introuvable(), contenu)


def delai(vue: Any) -> rx.Component:
    """« Il reste 25 jours – jusqu’au 12 mars 2027 à minuit », the number large; or what replaces it."""
    compte = rx.el.p(
        rx.el.span(vue.delai, class_name="delai-nombre tabular"),
        rx.el.span(" – ", class_name="delai-tiret"),
        rx.el.span(vue.limite, class_name="delai-date"),
        class_name="delai",
        custom_attrs={"data-urgent": rx.cond(vue.urgent, "", rx.Var.create(None))},
    )
    return rx.cond(vue.delai, compte, rx.cond(vue.echeance, p(vue.echeance), rx.fragment()))


def clos(vue: Any) -> rx.Component:
    """Why a draft cannot be submitted today."""
    return panel(
        p(vue.echeance),
        p("Votre brouillon est conservé : vous pouvez le relire et le modifier."),
        kind="danger",
        title="Cette aide ne prend pas de dépôt aujourd’hui",
    )


def retour_au_dossier(vue: Any) -> rx.Component:
    """The way back from a page of a dossier to its home, by the name of the aid."""
    return rx.el.a(
        visually_hidden("Retour au dossier : "), vue.aide, href=f"/dossiers/{vue.numero}", class_name="retour"
    )

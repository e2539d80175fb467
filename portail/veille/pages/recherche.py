"""`/mes-aides/recherche?…`: a search, its name, and how often it may write."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import formulaire
from portail.comptes.guards import Visite
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import error_summary, skeleton
from portail.ui.fields import radio_group, text_field
from portail.ui.layout import Page, cluster, narrow, panel
from portail.ui.text import p
from portail.veille.rules import NOM_MAX, Frequence
from portail.veille.states.recherche import RechercheState as S


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            rx.el.h1(
                rx.cond(S.faite, "Votre recherche est enregistrée", "Enregistrer cette recherche"),
                id="h1",
                tab_index=-1,
            ),
            rx.cond(
                S.resume_recherche,
                rx.fragment(
                    p("Elle cherche : ", rx.el.strong(S.resume_recherche)),
                    rx.cond(S.faite, _faite(), rx.cond(Visite.connecte, _a_nommer(), _sans_compte())),
                ),
                skeleton(),
            ),
        )
    )


def _a_nommer() -> rx.Component:
    frequences = [(frequence.value, frequence.libelle) for frequence in reversed(Frequence)]
    return rx.fragment(
        error_summary(S.resume),
        formulaire(
            text_field(
                "nom", "Nom de la recherche", default=S.nom, error=S.erreurs.get("nom", ""), maxlength=NOM_MAX
            ),
            radio_group(
                "frequence",
                "M’écrire s’il y a de nouvelles aides",
                frequences,
                default=Frequence.SEMAINE.value,
                hint="Un mail par jour au plus, le matin. Chaque mail permet d’arrêter d’un geste.",
                error=S.erreurs.get("frequence", ""),
            ),
            button("Enregistrer", kind="primary", type="submit"),
            envoi=S.enregistrer,
        ),
        text_link("Revenir à la recherche", S.retour),
    )


def _sans_compte() -> rx.Component:
    return rx.fragment(
        panel(
            p(
                "Nous gardons votre recherche : connectez-vous ou créez un compte, et vous reviendrez ici "
                "pour l’enregistrer."
            )
        ),
        cluster(
            link_button("Se connecter", S.connexion, kind="primary"),
            link_button("Créer un compte", S.inscription),
        ),
        text_link("Revenir à la recherche", S.retour),
    )


def _faite() -> rx.Component:
    return cluster(
        link_button("Revenir à la recherche", S.retour, kind="primary"),
        link_button("Voir mes aides", "/mes-aides"),
    )


PAGE = Page("/mes-aides/recherche", "Enregistrer une recherche", contenu, on_load=[S.ouvrir])

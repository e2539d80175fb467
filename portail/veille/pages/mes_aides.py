"""`/mes-aides`: what one keeps and what one wants to be told."""

from typing import Any

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.guards import Visite
from portail.ui.buttons import button, link_button, text_link
from portail.ui.feedback import empty_state, live, skeleton
from portail.ui.fields import checkbox_field, select_field
from portail.ui.layout import Page, cluster, panel, stack, wide
from portail.ui.text import badge, h1, h2, h3, hint, lead, p, shown, visually_hidden
from portail.veille.components import a_joindre, garder
from portail.veille.rules import NOM_MAX, Frequence
from portail.veille.states.etoiles import EtoilesState
from portail.veille.states.mes_aides import ALERTES, FREQUENCE
from portail.veille.states.mes_aides import MesAidesState as S

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        wide(
            h1("Mes aides"),
            lead("Les aides que vous gardez, vos recherches et vos alertes."),
            a_joindre(S.lire, S.relire),
            _message(),
            rx.cond(S.charge, rx.cond(Visite.connecte, _du_compte(), _du_navigateur()), skeleton(6)),
        )
    )


def _message() -> rx.Component:
    dit = panel(
        p(S.message),
        rx.cond(S.reprise, button("Annuler la suppression", S.reprendre, kind="link"), rx.fragment()),
        kind="success",
    )
    return rx.el.div(shown(S.message, dit), id="message", tab_index=-1, role="status")


def _du_navigateur() -> rx.Component:
    return stack(
        panel(
            p(
                "Sans compte, vos aides restent dans ce navigateur. Connectez-vous pour les retrouver "
                "partout et recevoir un mail avant leur clôture."
            ),
            link_button("Se connecter", "/connexion?suite=/mes-aides"),
        ),
        _favoris(S.locales),
        gap="8",
    )


def _du_compte() -> rx.Component:
    return stack(_favoris(V.favoris), _recherches(), _avis(), _alertes(), gap="12")


def _favoris(liste: Any) -> rx.Component:
    vide = empty_state(
        "Vous ne gardez encore aucune aide",
        "Dans les résultats d’une recherche ou sur la fiche d’une aide, choisissez « Garder » : elle "
        "vous attendra ici, avec ses dates.",
        link_button("Rechercher une aide", "/aides"),
    )
    cartes = rx.el.ul(rx.foreach(liste, _favori), class_name="cartes")
    return rx.el.section(h2("Aides gardées"), rx.cond(liste.length() > 0, cartes, vide), class_name="stack")


def _favori(une: Any) -> rx.Component:
    lien = rx.el.a(une.titre, href=f"/aides/{une.slug}", class_name="carte-lien")
    return rx.el.li(
        rx.el.h3(rx.cond(une.publiee, lien, une.titre)),
        rx.el.div(
            badge(une.quand, une.ton),
            shown(une.nouveau, badge(une.nouveau, "info")),
            class_name="carte-etat cluster",
        ),
        rx.el.div(garder(une), class_name="carte-gestes"),
        class_name="carte-aide",
        key=une.slug,
    )


def _recherches() -> rx.Component:
    vide = empty_state(
        "Aucune recherche enregistrée",
        "Cherchez une aide, puis choisissez « Enregistrer cette recherche » : nous pourrons vous écrire "
        "quand une nouvelle aide y répond.",
        link_button("Rechercher une aide", "/aides"),
    )
    liste = rx.el.ul(rx.foreach(V.recherches, _recherche), class_name="cartes")
    return rx.el.section(
        h2("Recherches enregistrées"), rx.cond(V.recherches.length() > 0, liste, vide), class_name="stack"
    )


def _recherche(une: Any) -> rx.Component:
    return rx.el.li(
        h3(text_link(une.nom, une.lien)),
        hint(une.resume),
        select_field(
            FREQUENCE + une.id,
            "M’écrire s’il y a de nouvelles aides",
            [(frequence.value, frequence.libelle) for frequence in Frequence],
            default=une.frequence,
            placeholder="",
            required=None,
            on_save=S.regler,
        ),
        _enregistre(FREQUENCE + une.id),
        cluster(
            rx.el.details(
                rx.el.summary("Renommer", visually_hidden(" : ", une.nom)), _renommer(une), class_name="repli"
            ),
            button(
                rx.fragment("Supprimer", visually_hidden(" : ", une.nom)),
                S.supprimer(une.id),
                kind="link",
            ),
        ),
        class_name="card stack gap-3 veille-recherche",
        key=une.id,
    )


def _enregistre(quoi: Any) -> rx.Component:
    return live(rx.cond(S.regle == quoi, "C’est enregistré.", ""))


def _renommer(une: Any) -> rx.Component:
    erreur = S.erreurs.get(une.id, "")
    return rx.el.form(
        rx.el.input(type="hidden", name="reference", value=une.id),
        rx.el.label("Nouveau nom", html_for="nom-" + une.id, class_name="label"),
        rx.el.p(erreur, id="erreur-" + une.id, class_name="field-error", role="alert"),
        rx.el.input(
            id="nom-" + une.id,
            name="nom",
            type="text",
            default_value=une.nom,
            max_length=NOM_MAX,
            auto_complete="off",
            class_name="input",
            custom_attrs={"aria-describedby": "erreur-" + une.id},
        ),
        button("Changer le nom", type="submit"),
        on_submit=S.renommer,
        no_validate=True,
        class_name="stack gap-2",
        key=une.nom,
    )


def _avis() -> rx.Component:
    def un(avis: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(rx.el.a(avis.titre, href=f"/aides/{avis.slug}"), hint(avis.quand)),
            button(
                rx.fragment("Ne plus me prévenir", visually_hidden(" : ", avis.titre)),
                S.renoncer(avis.slug),
                kind="link",
            ),
            key=avis.slug,
        )

    section = rx.el.section(
        h2("Ouvertures attendues"),
        rx.el.ul(rx.foreach(V.avis, un), class_name="task-list attentes"),
        class_name="stack",
    )
    return rx.cond(V.avis.length() > 0, section, rx.fragment())


def _alertes() -> rx.Component:
    reglages = (
        ("cloture_15", "15 jours avant la clôture d’une aide gardée", V.alertes.cloture_15),
        ("cloture_3", "3 jours avant la clôture d’une aide gardée", V.alertes.cloture_3),
        ("ouverture", "Quand une aide gardée ouvre ou rouvre", V.alertes.ouverture),
    )
    return rx.el.section(
        h2("Alertes par mail", id="alertes", tab_index=-1),
        p(
            "Nous vous écrivons le matin à ",
            rx.el.strong(V.mail),
            ", un mail par jour au plus, et aucun quand il n’y a rien de nouveau.",
        ),
        rx.el.fieldset(
            rx.el.legend("Me prévenir", class_name="label"),
            *[
                checkbox_field(nom, libelle, default=valeur, on_save=S.regler)
                for nom, libelle, valeur in reglages
            ],
            class_name="stack gap-1 veille-alertes",
        ),
        _enregistre(ALERTES),
        button("Ne plus recevoir aucune alerte", S.tout_arreter, kind="link"),
        class_name="stack",
    )


PAGE = Page(
    route="/mes-aides",
    titre="Mes aides",
    contenu=contenu,
    on_load=[S.charger, EtoilesState.charger],
    description="Les aides que vous gardez, vos recherches enregistrées et vos alertes.",
)

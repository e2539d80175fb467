"""`/connexion`: sign in, and be led where one wanted to go."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import champ_identifiant, formulaire
from portail.comptes.states.connexion import ConnexionState as S
from portail.ui.buttons import button, text_link
from portail.ui.feedback import error_summary, live
from portail.ui.fields import password_field
from portail.ui.layout import Page, cluster, narrow, panel, stack
from portail.ui.session_door import session_door
from portail.ui.text import h1, h2, lead, p


def _a_activer() -> rx.Component:
    return panel(
        p("Ouvrez d’abord le lien du mail « Activation de compte ». Regardez aussi dans les indésirables."),
        button("Renvoyer le mail", S.renvoyer),
        title="Votre compte n’est pas encore activé ?",
    )


def _annonces() -> rx.Component:
    return rx.el.div(
        error_summary(S.resume),
        rx.el.div(
            rx.cond(S.patience, panel(p(S.patience), kind="warning"), rx.fragment()),
            id="patience",
            tab_index=-1,
            role="alert",
        ),
        class_name="annonces",
    )


def _formulaire() -> rx.Component:
    return formulaire(
        champ_identifiant(S.erreurs.get("identifiant", "")),
        password_field("mot_de_passe", "Mot de passe", error=S.erreurs.get("mot_de_passe", "")),
        button("Se connecter", kind="primary", type="submit", busy=S.billet != ""),
        envoi=S.se_connecter,
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            h1("Se connecter"),
            rx.cond(
                S.demandee,
                lead("Connectez-vous pour continuer : vous reviendrez ensuite à la page demandée."),
                rx.fragment(),
            ),
            _annonces(),
            _formulaire(),
            rx.cond(S.refusee, _a_activer(), rx.fragment()),
            live(S.message),
            session_door(S.billet, S.suite, on_fail=S.echec),
            cluster(
                text_link("Mot de passe oublié", "/mot-de-passe-oublie"),
                text_link("Identifiant oublié", "/identifiant-oublie"),
            ),
            stack(h2("Nouvel utilisateur ?"), text_link("Créer un compte", S.inscription)),
        )
    )


PAGE = Page(
    route="/connexion",
    titre="Se connecter",
    contenu=contenu,
    on_load=[S.ouvrir],
    description="Connectez-vous pour demander une aide ou suivre vos dossiers.",
)

"""`/inscription`, step 1 of 4: who one is, and how one will sign in."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.formulaire import choix_du_mot_de_passe
from portail.demandeurs.components import annonce, lie, nom_et_prenom, situation
from portail.demandeurs.states.inscription import InscriptionState as S
from portail.ui.buttons import button, text_link
from portail.ui.feedback import error_summary, progress_steps
from portail.ui.fields import text_field
from portail.ui.layout import Page, narrow, stack
from portail.ui.text import h1, h2, hint, lead, p

GARDE = "Mot de passe enregistré ; laissez vide pour le garder."


def _mail() -> rx.Component:
    suggestion = rx.el.p(
        "Vouliez-vous écrire ",
        rx.el.strong(S.infos.suggestion_mail),
        " ? ",
        button("Corriger l’adresse", S.corriger_mail, kind="link"),
        class_name="suggestion",
    )
    return stack(
        text_field(
            "mail",
            "Adresse mail",
            kind="email",
            hint="Une adresse que vous consultez : le lien d’activation y sera envoyé.",
            autocomplete="email",
            maxlength=300,
            **lie(S, "mail"),
        ),
        annonce(rx.cond(S.infos.suggestion_mail, suggestion, rx.fragment())),
        gap="2",
    )


def _identifiant() -> rx.Component:
    return stack(
        text_field(
            "identifiant",
            "Identifiant",
            hint="Nous vous conseillons d’utiliser votre adresse mail.",
            autocomplete="username",
            maxlength=100,
            auto_capitalize="none",
            spell_check=False,
            **lie(S, "identifiant"),
        ),
        button("Utiliser mon adresse mail comme identifiant", S.copier_mail, kind="link"),
        gap="2",
    )


def _mots_de_passe() -> rx.Component:
    garde = rx.cond(S.mot_de_passe_garde, GARDE, "")
    return rx.el.div(choix_du_mot_de_passe(S, garde=garde), class_name="mots-de-passe stack gap-6")


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            progress_steps(1, 4, next_title="votre fiche d’informations personnelles"),
            h1("Créez un compte utilisateur"),
            lead("Un seul compte suffit pour toutes vos demandes d’aide."),
            p("Vous avez déjà un compte ? ", text_link("Connectez-vous", "/connexion"), "."),
            error_summary(S.resume),
            rx.el.form(
                stack(h2("Vous"), nom_et_prenom(S), _mail(), gap="6"),
                stack(h2("Vos accès"), _identifiant(), _mots_de_passe(), gap="6"),
                stack(h2("Votre situation"), situation(S), gap="6"),
                stack(
                    hint("Ce que vous saisissez est gardé au fur et à mesure, pendant 7 jours."),
                    button("Valider", kind="primary", type="submit"),
                ),
                on_submit=S.valider,
                no_validate=True,
                class_name="stack gap-12",
            ),
        )
    )


PAGE = Page(
    route="/inscription",
    titre="Créer un compte – étape 1 sur 4",
    contenu=contenu,
    on_load=[S.ouvrir],
    description="Créez votre compte pour demander une aide en ligne.",
)

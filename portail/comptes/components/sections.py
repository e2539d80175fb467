"""The account's sections of « Mes infos personnelles », which another room puts in its page."""

import reflex as rx

from portail.comptes.components.formulaire import choix_du_mot_de_passe, formulaire, nom_du_compte
from portail.comptes.states.acces import AccesState as S
from portail.comptes.views import SessionVue
from portail.ui.buttons import button
from portail.ui.fields import password_field, text_field
from portail.ui.layout import card, cluster, panel, stack
from portail.ui.session_door import session_door
from portail.ui.text import badge, h2, hint, p


def _titre(section: str, titre: str) -> rx.Component:
    """The section's title, which takes the focus when its change is made, and what was done."""
    fait = (S.section == section) & (S.message != "")
    return rx.el.div(
        h2(titre, id=f"acces-{section}", tab_index=-1),
        rx.el.div(
            rx.cond(fait, panel(p(S.message), kind="success"), rx.fragment()),
            role="status",
            class_name="acces-fait",
        ),
    )


def _formulaire(section: str, *champs: rx.Component, envoi: object, bouton: str) -> rx.Component:
    # A new key empties what was typed once the change is made.
    cle = S.remises[section].to_string()
    return formulaire(*champs, button(bouton, type="submit"), envoi=envoi, key=cle)


def section_mail() -> rx.Component:
    """Change of address, confirmed by both."""
    attente = panel(
        p(
            "En attente de confirmation : ",
            rx.el.strong(S.mail_attendu),
            ". ",
            S.reste,
        ),
        button("Abandonner ce changement", S.annuler_mail, kind="link"),
    )
    return stack(
        _titre("mail", "Adresse mail"),
        p("Adresse de votre compte : ", rx.el.strong(S.mail)),
        rx.cond(S.mail_attendu, attente, rx.fragment()),
        _formulaire(
            "mail",
            text_field(
                "nouveau_mail",
                "Nouvelle adresse mail",
                kind="email",
                hint="Un lien de confirmation sera envoyé à l’ancienne et à la nouvelle adresse.",
                error=S.erreurs.get("nouveau_mail", ""),
                autocomplete="email",
                maxlength=254,
            ),
            password_field(
                "mail_mot_de_passe", "Votre mot de passe actuel", error=S.erreurs.get("mail_mot_de_passe", "")
            ),
            envoi=S.changer_mail,
            bouton="Changer d’adresse mail",
        ),
    )


def section_identifiant() -> rx.Component:
    """Change of identifier."""
    return stack(
        _titre("identifiant", "Identifiant"),
        p("Identifiant actuel : ", rx.el.strong(S.identifiant)),
        _formulaire(
            "identifiant",
            text_field(
                "identifiant",
                "Nouvel identifiant",
                hint="De 3 à 64 caractères ; votre adresse mail convient aussi.",
                error=S.erreurs.get("identifiant", ""),
                autocomplete="username",
                maxlength=100,
                auto_capitalize="none",
                spell_check=False,
            ),
            password_field(
                "identifiant_mot_de_passe",
                "Votre mot de passe actuel",
                error=S.erreurs.get("identifiant_mot_de_passe", ""),
            ),
            envoi=S.changer_identifiant,
            bouton="Changer d’identifiant",
        ),
    )


def section_mot_de_passe() -> rx.Component:
    """Change of password."""
    return stack(
        _titre("mot_de_passe", "Mot de passe"),
        _formulaire(
            "mot_de_passe",
            nom_du_compte(S.identifiant),
            password_field(
                "mot_de_passe_actuel", "Mot de passe actuel", error=S.erreurs.get("mot_de_passe_actuel", "")
            ),
            choix_du_mot_de_passe(S, "Nouveau mot de passe", "Confirmez le nouveau mot de passe"),
            envoi=S.changer_mot_de_passe,
            bouton="Changer de mot de passe",
        ),
        session_door(S.billet, "/mes-infos", on_fail=S.echec),
    )


def _session(vue: rx.Var[SessionVue]) -> rx.Component:
    return card(
        cluster(
            rx.el.strong(vue.appareil),
            rx.cond(vue.courante, badge("Cette session", "success"), rx.fragment()),
        ),
        hint(vue.vue),
        rx.cond(
            vue.courante,
            rx.fragment(),
            button(
                "Déconnecter",
                S.deconnecter(vue.reference),
                custom_attrs={"aria-label": "Déconnecter " + vue.appareil},
            ),
        ),
    )


def section_sessions() -> rx.Component:
    """Open sessions, here and elsewhere."""
    return stack(
        _titre("sessions", "Sessions ouvertes"),
        stack(rx.foreach(S.sessions, _session)),
        rx.cond(
            S.sessions.length() > 1,
            button("Déconnecter toutes les autres sessions", S.deconnecter_les_autres, kind="danger"),
            rx.fragment(),
        ),
    )

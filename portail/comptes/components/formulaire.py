"""The forms of accounts: sent whole, and never in an address."""

from typing import Any

import reflex as rx

from portail.ui.fields import password_field, text_field

REGLE = "12 caractères au moins, sans votre nom. Quatre mots sans rapport entre eux font un bon mot de passe."


def formulaire(*champs: Any, envoi: Any, **props: Any) -> rx.Component:
    """Fields and the button that sends them."""
    return rx.el.form(
        *champs,
        on_submit=envoi,
        no_validate=True,
        # Without scripts a browser would otherwise write the password in the address, hence in every log.
        method="post",
        class_name="stack gap-6",
        **props,
    )


def champ_identifiant(erreur: rx.Var[str]) -> rx.Component:
    """The name one signs in with."""
    return text_field(
        "identifiant",
        "Identifiant",
        hint="Votre adresse mail convient aussi.",
        error=erreur,
        autocomplete="username",
        maxlength=254,
        auto_capitalize="none",
        spell_check=False,
    )


def choix_du_mot_de_passe(
    etat: Any,
    libelle: str = "Mot de passe",
    confirmation: str = "Confirmez le mot de passe",
    *,
    garde: rx.Var[str] | None = None,
) -> rx.Component:
    """A password to choose and to type again, with its strength.

    `etat`: a state with `erreurs`, `solidite`, `solidite_mots` and `mesurer`; `garde`: what to say instead of
    the rule when a password chosen before stands.
    """
    return rx.fragment(
        password_field(
            "mot_de_passe",
            libelle,
            autocomplete="new-password",
            hint=REGLE if garde is None else rx.cond(garde, garde, REGLE),
            error=etat.erreurs.get("mot_de_passe", ""),
            strength=etat.solidite,
            strength_label=etat.solidite_mots,
            on_save=etat.mesurer,
        ),
        password_field(
            "confirmation",
            confirmation,
            autocomplete="new-password",
            hint="" if garde is None else garde,
            error=etat.erreurs.get("confirmation", ""),
        ),
    )


def nom_du_compte(identifiant: rx.Var[str]) -> rx.Component:
    """The name that password managers file the new password under; nobody sees it."""
    return rx.el.input(
        type="text",
        name="compte",
        value=identifiant,
        read_only=True,
        auto_complete="username",
        tab_index=-1,
        class_name="visually-hidden",
        custom_attrs={"aria-hidden": "true"},
    )

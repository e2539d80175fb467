"""The forms of accounts: sent whole, and never in an address."""

from typing import Any

import reflex as rx

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

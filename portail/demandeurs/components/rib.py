"""« Relevé d'identité bancaire »: a saved IBAN is only shown masked."""

from typing import Any

import reflex as rx

from portail.demandeurs.components.liens import annonce, lie
from portail.ui.buttons import button
from portail.ui.fields import text_field
from portail.ui.layout import cluster, stack
from portail.ui.text import h2, hint


def rib(etat: Any) -> rx.Component:
    """« Relevé d'identité bancaire (facultatif) »."""
    banque = rx.cond(etat.infos.banque, hint("Banque : ", etat.infos.banque), rx.fragment())
    return stack(
        h2("Relevé d'identité bancaire (facultatif)"),
        hint(
            "Utile si l’aide demandée est versée par virement. Vous pourrez aussi l’ajouter plus tard. "
            "Votre IBAN est chiffré dès son enregistrement."
        ),
        text_field(
            "titulaire",
            "Titulaire du compte",
            required=None,
            autocomplete="off",
            maxlength=200,
            **lie(etat, "titulaire"),
        ),
        stack(rx.cond(etat.iban_a_saisir, _saisie(etat), _masque(etat)), annonce(banque), gap="2"),
        text_field(
            "bic",
            "BIC",
            required=None,
            hint="Trouvé d’après l’IBAN quand la banque est connue.",
            autocomplete="off",
            width="medium",
            maxlength=20,
            spell_check=False,
            **lie(etat, "bic"),
        ),
        gap="6",
    )


def _saisie(etat: Any) -> rx.Component:
    return text_field(
        "iban",
        "IBAN",
        required=None,
        autocomplete="off",
        maxlength=60,
        spell_check=False,
        hint="27 caractères pour un compte français, espaces acceptés.",
        **lie(etat, "iban"),
    )


def _masque(etat: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p("IBAN", class_name="label", id="iban-garde"),
        cluster(
            rx.el.p(etat.infos.iban_masque, class_name="iban-masque tabular"),
            button("Modifier", etat.modifier_iban, custom_attrs={"aria-describedby": "iban-garde"}),
            button("Effacer le relevé bancaire", etat.effacer_rib, kind="link"),
        ),
        class_name="field",
    )

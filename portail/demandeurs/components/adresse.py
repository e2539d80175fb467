"""« Adresse postale »: searched, or typed by hand, which always works."""

from typing import Any

import reflex as rx

from portail.demandeurs.components.liens import annonce, lie
from portail.ui.buttons import button
from portail.ui.fields import combobox_field, text_field
from portail.ui.icons import icon
from portail.ui.layout import panel, stack
from portail.ui.text import hint, p


def adresse(etat: Any) -> rx.Component:
    """« Adresse postale » with its loupe, what was retained, and the lines to type by hand."""
    return stack(
        combobox_field(
            "adresse",
            "Adresse postale",
            default=etat.valeurs["adresse"],
            error=etat.erreurs["adresse"],
            options=etat.propositions,
            on_search=etat.chercher_adresse,
            on_select=etat.choisir_adresse,
            hint="Commencez à saisir l’adresse, puis choisissez-la dans la liste.",
            min_length=3,
            search_label="Rechercher l'adresse",
            # The address is required, not the search: it may be there already, or be typed by hand.
            required=None,
        ),
        annonce(_retenue(etat)),
        button(
            "Saisir l'adresse à la main",
            etat.saisir_a_la_main,
            kind="link",
            custom_attrs={
                "aria-expanded": rx.cond(etat.a_la_main, "true", "false"),
                "aria-controls": "adresse-a-la-main",
            },
        ),
        rx.el.div(
            rx.cond(etat.a_la_main, _a_la_main(etat), rx.fragment()),
            id="adresse-a-la-main",
            class_name="a-la-main",
        ),
    )


def _retenue(etat: Any) -> rx.Component:
    retenue = rx.el.div(
        icon("pin"),
        rx.el.div(hint("Adresse retenue"), rx.foreach(etat.infos.adresse, rx.el.p)),
        class_name="adresse-retenue",
    )
    return rx.fragment(
        rx.cond(etat.recherche, panel(p(etat.recherche), kind="info"), rx.fragment()),
        rx.cond((etat.infos.adresse.length() > 0) & ~etat.a_la_main, retenue, rx.fragment()),
    )


def _a_la_main(etat: Any) -> rx.Component:
    return stack(_voie(etat), _ville(etat), gap="6")


def _voie(etat: Any) -> rx.Component:
    return rx.fragment(
        text_field(
            "voie",
            "Numéro et voie",
            hint="Par exemple : 12 bis rue des Lilas, ou le nom du lieu-dit.",
            autocomplete="address-line1",
            maxlength=300,
            **lie(etat, "voie"),
        ),
        text_field(
            "complement",
            "Complément d'adresse",
            hint="Facultatif : bâtiment, étage, chez…",
            required=None,
            autocomplete="address-line2",
            maxlength=300,
            **lie(etat, "complement"),
        ),
    )


def _ville(etat: Any) -> rx.Component:
    return rx.fragment(
        text_field(
            "code_postal",
            "Code postal",
            inputmode="numeric",
            autocomplete="postal-code",
            width="short",
            maxlength=20,
            **lie(etat, "code_postal"),
        ),
        combobox_field(
            "commune",
            "Commune",
            default=etat.valeurs["commune"],
            error=etat.erreurs["commune"],
            status=etat.statuts["commune"],
            options=etat.communes,
            on_search=etat.chercher_commune,
            on_select=etat.choisir_commune,
            min_length=1,
        ),
        text_field(
            "pays", "Pays", autocomplete="country-name", width="medium", maxlength=100, **lie(etat, "pays")
        ),
    )

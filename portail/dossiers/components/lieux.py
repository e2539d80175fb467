"""A postal address, searched or typed by hand; a commune, or an entry of another official list."""

from typing import Any

import reflex as rx

from portail.dossiers.components.liens import choix, erreur, lie, requis
from portail.dossiers.states.etape import EtapeState as E
from portail.dossiers.states.lieux import LieuxState as L
from portail.ui import field_parts
from portail.ui.buttons import button
from portail.ui.calm import calm
from portail.ui.combobox import combobox
from portail.ui.fields import combobox_field, text_field
from portail.ui.icons import icon
from portail.ui.layout import panel, stack
from portail.ui.text import hint, p

LIGNES = ("voie", "complement", "code_postal", "commune", "pays")


def _options(cle: Any) -> Any:
    """The suggestions, when they are this field's."""
    return rx.cond(L.pour == cle, L.options, []).to(list[dict[str, str]])


def _suggere(
    cle: Any, libelle: Any, *, requis: Any, liens: dict[str, Any], on_search: Any, hint: Any
) -> rx.Component:
    """A text that saves itself, with suggestions: what is typed is kept even if nothing is chosen."""
    faute = liens["error"]
    saisie = combobox(
        field=cle, value=liens["default"].to(str), options=_options(cle), on_search=on_search,
        described_by=field_parts.described(cle, hint, faute), invalid=faute != "", is_required=requis,
        min_length=1,
    )  # fmt: skip
    saved = field_parts.saving(
        liens["default"].to(str), liens["on_save"], liens["acked"], liens["status"], liens["beacon_url"]
    )
    field = field_parts.single(cle, libelle, saisie, hint=hint, error=faute, required=requis, saved=saved)
    return calm(field, faute)


def commune(un: Any) -> rx.Component:
    """One commune; its name typed alone is understood when only one bears it."""
    return _suggere(
        un.id,
        un.libelle,
        requis=requis(un),
        liens=lie(un, un.id, un.valeur),
        on_search=lambda texte: L.chercher_commune(un.id, texte),
        hint=un.aide,
    )


def reference(un: Any) -> rx.Component:
    """An entry of an official list; its name typed alone is understood when only one bears it."""
    return _suggere(
        un.id,
        un.libelle,
        requis=requis(un),
        liens=lie(un, un.id, un.valeur),
        on_search=lambda texte: L.chercher_reference(un.id, un.liste, un.dans, texte),
        hint=un.aide,
    )


def adresse(un: Any) -> rx.Component:
    """The search with its loupe, the address retained, and its lines, opened by a button or by an error."""
    fautive = rx.cond(False, False, False)
    for partie in LIGNES:
        fautive = fautive | (erreur(f"{un.id}.{partie}") != "")
    ouverte = L.ouvertes.contains(un.id) | fautive
    return stack(
        combobox_field(
            un.id,
            un.libelle,
            options=_options(un.id),
            on_search=lambda texte: L.chercher_adresse(un.id, texte),
            on_select=lambda valeur: L.choisir_adresse(un.id, valeur),
            hint=un.aide,
            error=erreur(un.id),
            required=requis(un),
            min_length=3,
            search_label="Rechercher l'adresse",
        ),
        rx.el.div(
            rx.cond((L.pour == un.id) & (L.message != ""), panel(p(L.message), kind="info"), rx.fragment()),
            rx.cond(ouverte, rx.fragment(), _retenue(E.lectures.get(un.id, un.lecture).to(str))),
            role="status",
        ),
        _a_la_main(un, ouverte),
        rx.el.div(
            _lignes(un),
            id=f"{un.id}-lignes",
            role="group",
            hidden=~ouverte,
            class_name="lignes-adresse",
            custom_attrs={"aria-label": f"{un.libelle} : saisie à la main"},
        ),
        gap="3",
    )


def _retenue(lecture: Any) -> rx.Component:
    boite = rx.el.div(
        icon("pin"),
        rx.el.div(hint("Adresse retenue"), rx.el.p(lecture, class_name="adresse-lue")),
        class_name="adresse-retenue",
    )
    return rx.cond(lecture, boite, rx.fragment())


def _a_la_main(un: Any, ouverte: Any) -> rx.Component:
    return button(
        "Saisir l'adresse à la main",
        L.montrer_les_lignes(un.id),
        kind="link",
        custom_attrs={
            "aria-expanded": rx.cond(ouverte, "true", "false"),
            "aria-controls": f"{un.id}-lignes",
        },
    )


def _lignes(un: Any) -> rx.Component:
    def ligne(partie: str, libelle: str, **autres: Any) -> rx.Component:
        cle = f"{un.id}.{partie}"
        liens = lie(un, cle, getattr(un.adresse, partie))
        return rx.fragment(
            calm(text_field(cle, libelle, **autres, **liens), liens["error"]), choix(un, cle, libelle)
        )

    cle_commune = f"{un.id}.commune"
    return stack(
        ligne(
            "voie", "Numéro et voie", hint="Par exemple : 12 bis rue des Lilas.", autocomplete="address-line1"
        ),
        ligne("complement", "Complément d'adresse", required=False, autocomplete="address-line2"),
        ligne("code_postal", "Code postal", inputmode="numeric", autocomplete="postal-code", width="short"),
        _suggere(
            cle_commune,
            "Commune",
            requis=True,
            liens=lie(un, cle_commune, un.adresse.commune),
            on_search=lambda texte: L.chercher_commune_d_adresse(un.id, texte),
            hint="",
        ),
        choix(un, cle_commune, "Commune"),
        ligne("pays", "Pays", autocomplete="country-name", width="medium"),
        gap="6",
    )

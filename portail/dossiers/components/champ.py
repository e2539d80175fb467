"""One question of a step, by its type."""

from typing import Any

import reflex as rx

from portail.dossiers.components.blocs import bloc, calcul, fin, rangee
from portail.dossiers.components.liens import choix, erreur, lie, requis
from portail.dossiers.components.lieux import adresse, commune, reference
from portail.dossiers.components.parties import parties
from portail.dossiers.components.pieces import pieces
from portail.dossiers.states.etape import EtapeState as E
from portail.ui.calm import calm
from portail.ui.fields import (
    checkbox_field,
    checkbox_group,
    radio_group,
    select_field,
    text_field,
    textarea_field,
)
from portail.ui.layout import panel, stack
from portail.ui.text import h2, lead, prose, shown

SANS: Any = rx.Var("undefined")
"""An attribute that is not written."""
RADIOS = 6
"""More options than this are a list to unfold."""


def champ(un: Any) -> rx.Component:
    """A question, a title or an explanation. Hidden, it stays in place: what was typed in it comes back."""
    return rx.el.div(
        rx.match(
            un.type,
            ("texte_long", _texte_long(un)),
            ("montant", "pourcentage", _ligne(un, suffix=un.suffixe)),
            ("oui_non", "civilite", _radios(un)),
            ("date_heure", "plage_dates", "choix_lies", parties(un)),
            ("choix", _choix(un)),
            ("choix_multiples", _cases(un)),
            ("certification", "declaration", _certification(un)),
            ("adresse", adresse(un)),
            ("commune", commune(un)),
            ("reference", reference(un)),
            ("pieces", pieces(un)),
            ("titre", h2(un.libelle)),
            ("section", rx.fragment(h2(un.libelle), shown(un.aide, lead(un.aide)))),
            ("calcul", calcul(un)),
            ("bloc", bloc(un)),
            ("rangee", rangee(un)),
            ("bloc_fin", fin(un)),
            ("explication", rx.cond(un.repliee, _repliee(un), panel(prose(un.texte), kind="info"))),
            _ligne(un),
        ),
        choix(un, un.id, un.libelle),
        shown(E.avertissements.get(un.id, "").to(str), panel(E.avertissements[un.id], kind="warning")),
        key=un.id,
        hidden=E.visibles.contains(un.id) == E.bascules.contains(un.id),
        class_name="question",
        role=rx.cond(un.rangee, "group", SANS),
        custom_attrs={
            "data-type": un.type,
            "data-rangee": rx.cond(un.rangee, "", SANS),
            "aria-label": rx.cond(un.rangee, un.rangee, SANS),
        },
    )


def _lie(un: Any, valeur: Any) -> dict[str, Any]:
    return {**lie(un, un.id, valeur), "hint": un.aide}


def _ligne(un: Any, **autres: Any) -> rx.Component:
    field = text_field(
        un.id, un.libelle, required=requis(un), class_name=f"input {un.largeur}",
        autocomplete=un.autocomplete, type=un.saisie, input_mode=un.inputmode,
        **autres, **_lie(un, un.valeur),
    )  # fmt: skip
    return calm(field, erreur(un.id))


def _texte_long(un: Any) -> rx.Component:
    return textarea_field(un.id, un.libelle, required=requis(un), **_lie(un, un.valeur))


def _radios(un: Any) -> rx.Component:
    return radio_group(un.id, un.libelle, un.options, required=requis(un), inline=True, **_lie(un, un.valeur))


def _choix(un: Any) -> rx.Component:
    """Radios, or a list when they would be many; « Autre » opens the text that goes with it (fields.css)."""
    ouvert = un.parties.length() > 0
    cle = rx.cond(ouvert, f"{un.id}.choix", un.id).to(str)
    liens = lie(un, cle, rx.cond(ouvert, un.parties[0].valeur, un.valeur))
    liens["error"] = rx.cond(liens["error"], liens["error"], erreur(un.id)).to(str)
    commun = {"required": requis(un), "hint": un.aide, **liens}
    texte = f"{un.id}.autre"
    siens = lie(un, texte, un.parties[1].valeur)
    precision = rx.el.div(
        calm(text_field(texte, un.parties[1].libelle, required=None, **siens), siens["error"]),
        choix(un, texte, un.parties[1].libelle),
        class_name="lignes-adresse autre",
    )
    return rx.el.div(
        rx.cond(
            un.options.length() <= RADIOS,
            radio_group(cle, un.libelle, un.options, **commun),
            select_field(cle, un.libelle, un.options, **commun),
        ),
        rx.cond(ouvert, precision, rx.fragment()),
        id=rx.cond(ouvert, un.id, SANS),
        class_name="stack gap-3",
    )


def _cases(un: Any) -> rx.Component:
    return checkbox_group(un.id, un.libelle, un.options, required=requis(un), **_lie(un, un.valeurs))


def _certification(un: Any) -> rx.Component:
    """A box to tick, under the text it accepts if there is one."""
    return stack(
        rx.cond(un.texte, rx.el.div(prose(un.texte), class_name="card"), rx.fragment()),
        checkbox_field(un.id, un.libelle, **_lie(un, un.valeur == "oui")),
    )


def _repliee(un: Any) -> rx.Component:
    return rx.el.details(rx.el.summary(rx.el.strong(un.libelle)), prose(un.texte))

"""One question of a step, by its type."""

from typing import Any

import reflex as rx

from portail.dossiers.components.liens import choix, erreur, lie, requis
from portail.dossiers.components.lieux import adresse, commune
from portail.dossiers.components.pieces import pieces
from portail.dossiers.states.etape import EtapeState as E
from portail.formulaires.vocabulaire import TypeChamp as T
from portail.ui.calm import calm
from portail.ui.fields import (
    checkbox_field,
    checkbox_group,
    radio_group,
    select_field,
    text_field,
    textarea_field,
)
from portail.ui.layout import panel
from portail.ui.text import h2, prose

RADIOS = 6
"""More options than this are a list to unfold."""


def champ(un: Any) -> rx.Component:
    """A question, a title or an explanation. Hidden, it stays in place: what was typed in it comes back."""
    return rx.el.div(
        rx.match(
            un.type,
            (T.TEXTE_LONG.value, _texte_long(un)),
            (T.ENTIER.value, _ligne(un, "short")),
            (T.DECIMAL.value, _ligne(un, "short")),
            (T.DATE.value, _ligne(un, "medium")),
            (T.MONTANT.value, _ligne(un, "medium", suffix=un.suffixe)),
            (T.TELEPHONE.value, _ligne(un, "medium")),
            (T.SIRET.value, _ligne(un, "medium")),
            (T.OUI_NON.value, _radios(un, inline=True)),
            (T.CHOIX.value, rx.cond(un.options.length() <= RADIOS, _radios(un), _liste(un))),
            (T.CHOIX_MULTIPLES.value, _cases(un)),
            (T.CERTIFICATION.value, _certification(un)),
            (T.ADRESSE.value, adresse(un)),
            (T.COMMUNE.value, commune(un)),
            (T.PIECES.value, pieces(un)),
            (T.TITRE.value, h2(un.libelle)),
            (T.EXPLICATION.value, panel(prose(un.texte), kind="info")),
            _ligne(un, ""),
        ),
        choix(un, un.id, un.libelle),
        key=un.id,
        hidden=~E.visibles.contains(un.id),
        class_name="question",
        custom_attrs={"data-type": un.type},
    )


def _lie(un: Any, valeur: Any) -> dict[str, Any]:
    return {**lie(un, un.id, valeur), "hint": un.aide}


def _ligne(un: Any, width: Any, **autres: Any) -> rx.Component:
    field = text_field(
        un.id, un.libelle, required=requis(un), width=width, autocomplete=un.autocomplete,
        type=un.saisie, input_mode=un.inputmode, **autres, **_lie(un, un.valeur),
    )  # fmt: skip
    return calm(field, erreur(un.id))


def _texte_long(un: Any) -> rx.Component:
    return textarea_field(un.id, un.libelle, required=requis(un), **_lie(un, un.valeur))


def _radios(un: Any, *, inline: bool = False) -> rx.Component:
    return radio_group(
        un.id, un.libelle, un.options, required=requis(un), inline=inline, **_lie(un, un.valeur)
    )


def _liste(un: Any) -> rx.Component:
    return select_field(un.id, un.libelle, un.options, required=requis(un), **_lie(un, un.valeur))


def _cases(un: Any) -> rx.Component:
    return checkbox_group(un.id, un.libelle, un.options, required=requis(un), **_lie(un, un.valeurs))


def _certification(un: Any) -> rx.Component:
    return checkbox_field(un.id, un.libelle, **_lie(un, un.valeur == "oui"))

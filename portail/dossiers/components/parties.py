"""A question in several parts: one group, each box of which saves itself."""

from typing import Any

import reflex as rx

from portail.dossiers.components.liens import choix, erreur, lie, requis
from portail.dossiers.states.etape import EtapeState as E
from portail.dossiers.vues_champs import OptionVue, PartieVue
from portail.ui import field_parts
from portail.ui.calm import calm
from portail.ui.fields import select_field, text_field


def parties(un: Any) -> rx.Component:
    """The group; what is wrong with the whole stands above its boxes, what is wrong with one above it."""
    phrase = erreur(un.id)
    return rx.el.fieldset(
        rx.el.legend(*field_parts.label_words(un.libelle, requis(un)), class_name="label"),
        field_parts.hint_part(un.id, un.aide),
        field_parts.error_part(un.id, phrase),
        rx.el.div(
            rx.foreach(un.parties.to(list[PartieVue]), lambda boite: _boite(un, boite)),
            class_name="lignes-adresse stack gap-4",
        ),
        id=un.id,
        class_name=field_parts.field_class(phrase),
        custom_attrs=field_parts.describing(un.id, un.aide, phrase),
    )


def _boite(un: Any, boite: Any) -> rx.Component:
    cle = f"{un.id}.{boite.nom}"
    liens = lie(un, cle, boite.valeur)
    offre = E.offres[cle]
    offerte = E.offres.contains(cle)
    options = rx.cond(offerte, offre.options, boite.options).to(list[OptionVue])
    liste = select_field(cle, boite.libelle, options, required=None, **liens)
    ligne = text_field(cle, boite.libelle, required=None, class_name=f"input {boite.largeur}", **liens)
    return rx.el.div(
        calm(rx.cond(boite.lot, liste, ligne), liens["error"]),
        choix(un, cle, boite.libelle),
        # Another list in the same box is another field: nothing of what was chosen in the former one remains.
        key=f"{cle} {rx.cond(offerte, offre.lot, boite.lot)}",
        hidden=(boite.lot != "") & (options.length() == 0),
    )

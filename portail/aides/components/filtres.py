"""The facets of the search, with what each value would find."""

from typing import Any

import reflex as rx

from portail.aides.criteres import CLOTURES, LISTES
from portail.aides.ecran import MONTANTS, PLACES
from portail.aides.states.catalogue import Catalogue
from portail.core.formats import nombre
from portail.ui.autosave import autosave
from portail.ui.combobox import late_combobox
from portail.ui.facet import facet
from portail.ui.sheet import sheet
from portail.ui.text import hint

MONTREES = 6
"""Values of a long list that are shown before « Voir plus »."""


def filtres() -> rx.Component:
    """A column beside the results; a sheet over them on a phone."""
    return sheet(
        rx.el.div(
            _facette("etat", "Quand", Catalogue.etats),
            _facette("beneficiaire", "Bénéficiaire", Catalogue.beneficiaires),
            _territoire(),
            _thematiques(),
            _facette("nature", "Nature de l’aide", Catalogue.natures, keep=MONTREES),
            _liste("montant", "Montant", "Peu importe", _montants(), Catalogue.montant),
            _liste("cloture", "Clôture", "Peu importe", _clotures(), Catalogue.cloture),
            class_name="filtres",
        ),
        sheet_id="filtres",
        title="Filtrer les aides",
        trigger="Filtrer",
        count=Catalogue.filtres,
        done=Catalogue.voir,
        target="resultats",
    )


def _place(genre: str) -> int:
    """Where the counts of this facet begin."""
    return next(place for (autre, _), place in PLACES.items() if autre == genre)


def _facette(champ: str, legende: str, choisis: Any, **autres: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legende, class_name="label"),
        facet(
            champ,
            LISTES[champ],
            counts=Catalogue.comptes,
            first=_place(champ),
            value=choisis,
            on_save=Catalogue.saisir,
            **autres,
        ),
    )


def _thematiques() -> rx.Component:
    """The themes, each with its sub-themes under it: two lists of the search, in one list of boxes."""
    return _facette(
        "thematique",
        "Thématique",
        Catalogue.thematiques,
        keep=MONTREES,
        sub_field="sous-thematique",
        subs=Catalogue.fines,
        sub_value=Catalogue.sous_thematiques,
        on_unfold=Catalogue.deplier,
    )


def _territoire() -> rx.Component:
    saisie = late_combobox(
        field="lieu",
        value=Catalogue.lieu,
        options=Catalogue.lieux,
        on_search=Catalogue.chercher_lieu,
        on_select=Catalogue.choisir_lieu,
        described_by="lieu-aide",
        strict=True,
    )
    return rx.el.div(
        rx.el.label("Territoire", html_for="lieu", class_name="label"),
        hint("Commune, code postal, intercommunalité ou département.", id="lieu-aide"),
        saisie,
    )


def _liste(champ: str, libelle: str, sans: str, choix: list[tuple[str, str]], choisi: Any) -> rx.Component:
    options = [rx.el.option(texte, value=valeur) for valeur, texte in [("", sans), *choix]]
    liste = rx.el.select(*options, id=champ, name=champ, class_name="input")
    return rx.el.div(
        rx.el.label(libelle, html_for=champ, class_name="label"),
        autosave(liste, field=champ, value=choisi, on_save=Catalogue.saisir),
    )


def _montants() -> list[tuple[str, str]]:
    return [(str(montant), f"Au moins {nombre(montant)} €") for montant in MONTANTS]


def _clotures() -> list[tuple[str, str]]:
    return [(str(jours), f"Dans les {jours} jours") for jours in CLOTURES]

"""What stands beside a list: boxes with counts that unfold, and the sheet that holds them on a phone."""

import reflex as rx

from portail.demo.styleguide.state import Coches, Essais
from portail.ui.autosave import autosave
from portail.ui.combobox import late_combobox
from portail.ui.facet import facet
from portail.ui.layout import stack
from portail.ui.sheet import sheet
from portail.ui.text import h2, h3, hint

COULEURS = {"bleu": "Bleu", "vert": "Vert", "rouge": "Rouge", "jaune": "Jaune", "gris": "Gris"}
NUANCES = {"bleu": [("ciel", "Ciel", 0), ("nuit", "Nuit", 3)], "vert": [("mousse", "Mousse", 1)]}
NOMBRES = [12, 3, 0, 1_200, 7]


def filters() -> rx.Component:
    """A sheet of filters: beside its list on a wide screen, over it on a phone."""
    return stack(
        h2("Filtres"),
        hint("Sur un téléphone, les filtres s’ouvrent par un bouton, au-dessus de la liste."),
        sheet(
            stack(_couleurs(), _ville(), gap="6"),
            sheet_id="essai-filtres",
            title="Filtrer les couleurs",
            trigger="Filtrer",
            count=Coches.combien,
            done="Voir les couleurs",
            target="essai-couleurs",
        ),
        h3("Couleurs", id="essai-couleurs", tab_index=-1),
    )


def _couleurs() -> rx.Component:
    boites = facet(
        "essai-couleur",
        COULEURS,
        counts=NOMBRES,
        first=0,
        value=Coches.couleurs,
        keep=3,
        sub_field="essai-nuance",
        subs=NUANCES,
        sub_value=Coches.nuances,
    )
    fines = autosave(boites, field="essai-nuance", value=Coches.nuances, on_save=Coches.cocher)
    return rx.el.fieldset(
        rx.el.legend("Couleur", class_name="label"),
        autosave(fines, field="essai-couleur", value=Coches.couleurs, on_save=Coches.cocher),
    )


def _ville() -> rx.Component:
    return rx.el.div(
        rx.el.label("Ville de la liste", html_for="essai-ville-liste", class_name="label"),
        late_combobox(
            field="essai-ville-liste",
            value=Essais.ville,
            options=Essais.villes,
            on_search=Essais.chercher,
            on_select=Essais.choisir,
            strict=True,
        ),
    )

"""The questions of « Quelles aides pour moi ? »: all but the first are optional."""

from typing import Any

import reflex as rx

from portail.aides.criteres import TEXTE_MAX
from portail.aides.eligibilite.activites import sections
from portail.aides.questions import EFFECTIFS
from portail.aides.states.pour_moi import PourMoi as M
from portail.aides.vocabulaire import BENEFICIAIRES, THEMATIQUES
from portail.comptes.guards import Visite
from portail.ui.buttons import button
from portail.ui.choice_fields import checkbox_group, radio_group, select_field
from portail.ui.icons import icon
from portail.ui.layout import cluster
from portail.ui.navigation import focus_link
from portail.ui.text import h2, hint
from portail.ui.text_fields import combobox_field, text_field

TYPE = M.valeurs["type"]


def _lie(champ: str, valeur: Any = None) -> dict[str, Any]:
    """What ties a field to its answer, and says when it comes from the sheet."""
    origine = rx.cond(M.de_la_fiche.contains(champ), "D’après votre fiche", "")
    return {
        "default": M.valeurs[champ] if valeur is None else valeur,
        "status": origine,
        "on_save": M.repondre,
    }


def questions() -> rx.Component:
    """Who, where, what project; what is asked of an organisation is not asked of a person."""
    return rx.el.section(
        h2("Vos réponses"),
        rx.cond(
            Visite.connecte & (M.de_la_fiche.length() > 0),
            hint("Changer une réponse ici ne change pas votre fiche."),
            hint("Rien n’est enregistré\u00a0: vos réponses restent dans cet onglet."),
        ),
        radio_group("type", "Vous êtes", list(BENEFICIAIRES.items()), **_lie("type")),
        _commune(),
        rx.cond(TYPE == "personne_physique", _personne(), rx.cond(TYPE, _organisation(), rx.fragment())),
        text_field(
            "texte",
            "Pour quel projet\u00a0?",
            hint="Quelques mots\u00a0: «\u00a0vélo\u00a0» ou «\u00a0rénover un toit\u00a0».",
            required=False,
            kind="search",
            maxlength=TEXTE_MAX,
            **_lie("texte"),
        ),
        _themes(),
        cluster(
            focus_link(_voir(), "resultats", class_name="button pour-moi-voir"),
            button("Recommencer", M.recommencer, kind="link"),
        ),
        class_name="pour-moi-questions stack gap-6",
    )


def _voir() -> Any:
    """On a phone the answer stands below the questions: the way to it says how much there is."""
    total = M.totaux["possibles"]
    return rx.cond(total > 1, rx.fragment("Voir les ", total, "\u00a0aides"), "Voir les aides")


def _commune() -> rx.Component:
    return combobox_field(
        "commune",
        "Commune",
        default=M.commune_ecrite,
        options=M.communes,
        on_search=M.chercher_commune,
        on_select=M.choisir_commune,
        hint="Son nom ou son code postal.",
        status=_lie("commune", "")["status"],
        required=False,
        min_length=1,
    )


def _situations(legende: str) -> rx.Component:
    groupe = checkbox_group(
        "situations", legende, M.situations_offertes, required=False, **_lie("situations", M.situations)
    )
    return rx.cond(M.situations_offertes.length() > 0, groupe, rx.fragment())


def _personne() -> rx.Component:
    return rx.fragment(
        text_field(
            "age",
            "Votre âge",
            required=False,
            inputmode="numeric",
            width="short",
            suffix="ans",
            **_lie("age"),
        ),
        _situations("Votre situation"),
    )


def _organisation() -> rx.Component:
    siret = text_field(
        "siret",
        "Numéro SIRET",
        hint="14 chiffres\u00a0: nous cherchons le reste pour vous.",
        required=False,
        inputmode="numeric",
        width="medium",
        default="",
        on_save=M.chercher_siret,
    )
    return rx.fragment(
        rx.el.div(siret, rx.el.p(M.organisation, role="status", class_name="hint"), class_name="stack gap-2"),
        _liste("forme", "Forme juridique", M.formes),
        _liste("naf", "Activité", list(sections().items()), M.activite),
        _liste("effectif", "Salariés", list(EFFECTIFS.items())),
        text_field(
            "creation",
            "Année de création",
            required=False,
            inputmode="numeric",
            width="short",
            **_lie("creation"),
        ),
        _situations("Êtes-vous aussi…"),
    )


def _liste(champ: str, libelle: str, options: Any, valeur: Any = None) -> rx.Component:
    return select_field(
        champ, libelle, options, required=False, placeholder="Je ne sais pas", **_lie(champ, valeur)
    )


def _themes() -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            "Choisir des thèmes",
            rx.cond(M.themes.length() > 0, f" ({M.themes.length()})", ""),
            icon("chevron"),
        ),
        checkbox_group(
            "themes", "Thèmes", list(THEMATIQUES.items()), required=None, **_lie("themes", M.themes)
        ),
        class_name="plus-de-questions",
    )

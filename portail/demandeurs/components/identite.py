"""Who applies: names, kind of applicant, how to reach them, who signs."""

from typing import Any

import reflex as rx

from portail.demandeurs.components.liens import annonce, lie
from portail.demandeurs.rules import CIVILITES, TypeDemandeur
from portail.ui.fields import radio_group, select_field, text_field
from portail.ui.icons import icon
from portail.ui.layout import panel, stack
from portail.ui.text import h2, hint, p

TYPES = [(genre.value, genre.libelle) for genre in TypeDemandeur]
PERSONNE = TypeDemandeur.PERSONNE_PHYSIQUE.value


def nom_et_prenom(etat: Any) -> rx.Component:
    """« Nom » and « Prénom »."""
    return rx.fragment(
        text_field("nom", "Nom", autocomplete="family-name", maxlength=200, **lie(etat, "nom")),
        text_field("prenom", "Prénom", autocomplete="given-name", maxlength=200, **lie(etat, "prenom")),
    )


def situation(etat: Any) -> rx.Component:
    """« Vous êtes », then a birth date or a SIRET."""
    return rx.fragment(
        radio_group("type_demandeur", "Vous êtes", TYPES, **lie(etat, "type_demandeur")),
        rx.match(
            etat.valeurs["type_demandeur"],
            ("", rx.fragment()),
            (PERSONNE, _naissance(etat)),
            _siret(etat),
        ),
    )


def _naissance(etat: Any) -> rx.Component:
    mineur = panel(
        p(
            "Vous avez moins de 16 ans : faites votre demande avec un parent ou une autre personne "
            "responsable de vous."
        ),
        kind="warning",
    )
    return stack(
        text_field(
            "date_naissance",
            "Date de naissance",
            kind="date",
            hint="Jour, mois, année : par exemple 27/3/1990.",
            autocomplete="bday",
            width="medium",
            maxlength=40,
            **lie(etat, "date_naissance"),
        ),
        annonce(rx.cond(etat.infos.mineur, mineur, rx.fragment())),
    )


def _siret(etat: Any) -> rx.Component:
    return stack(
        text_field(
            "siret",
            "Numéro SIRET",
            hint="14 chiffres, celui de l’établissement qui fait la demande.",
            inputmode="numeric",
            width="medium",
            maxlength=60,
            **lie(etat, "siret"),
        ),
        annonce(_organisation(etat)),
    )


def _organisation(etat: Any) -> rx.Component:
    o = etat.infos.organisation
    trouvee = rx.el.div(
        icon("check"),
        rx.el.div(
            rx.el.p(rx.el.strong(o.nom)),
            rx.cond(o.forme_juridique, p(o.forme_juridique), rx.fragment()),
            rx.cond(o.adresse, p(o.adresse), rx.fragment()),
            rx.cond(o.message, p(o.message), rx.fragment()),
        ),
        class_name="organisation",
        custom_attrs={"data-etat": o.etat},
    )
    return rx.cond(
        etat.verification,
        hint("Vérification du numéro…"),
        rx.cond(
            o.nom,
            trouvee,
            rx.cond(o.message, panel(p(o.message), kind="info"), rx.fragment()),
        ),
    )


def coordonnees(etat: Any) -> rx.Component:
    """« Civilité », « Téléphone », and for an organisation who represents it."""
    return rx.fragment(
        select_field(
            "civilite",
            "Civilité",
            list(CIVILITES.items()),
            placeholder="Non précisée",
            hint="Facultatif.",
            required=None,
            autocomplete="honorific-prefix",
            **lie(etat, "civilite"),
        ),
        text_field(
            "telephone",
            "Téléphone",
            kind="tel",
            hint="Avec l’indicatif s’il n’est pas français : par exemple +32 470 12 34 56.",
            autocomplete="tel",
            width="medium",
            maxlength=40,
            **lie(etat, "telephone"),
        ),
    )


def representant(etat: Any) -> rx.Component:
    """Who signs for an organisation."""
    champs = stack(
        h2("Représentant de l’organisme"),
        text_field(
            "representant_nom",
            "Nom du représentant",
            hint="Prénom et nom de la personne habilitée à signer la demande.",
            maxlength=200,
            **lie(etat, "representant_nom"),
        ),
        text_field(
            "representant_qualite",
            "Qualité du représentant",
            hint="Par exemple : présidente, gérant, maire.",
            autocomplete="organization-title",
            maxlength=200,
            **lie(etat, "representant_qualite"),
        ),
        gap="6",
    )
    genre = etat.valeurs["type_demandeur"]
    return rx.cond((genre == "") | (genre == PERSONNE), rx.fragment(), champs)

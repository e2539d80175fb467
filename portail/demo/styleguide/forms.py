"""Fields: their states fixed, then alive."""

from typing import Any

import reflex as rx

from portail.demo.styleguide.state import Essais
from portail.ui import fields
from portail.ui.buttons import button
from portail.ui.feedback import error_summary
from portail.ui.layout import cluster, stack
from portail.ui.rival import rival
from portail.ui.text import h2

LONG = "Décrivez les effets attendus du projet sur le territoire, même ceux que vous ne pouvez pas chiffrer"


def _answers() -> list[rx.Component]:
    return [
        fields.text_field("etat-simple", "Nom"),
        fields.text_field(
            "etat-facultatif",
            "Complément d’adresse",
            required=False,
            hint="Bâtiment, étage, boîte aux lettres.",
        ),
        fields.text_field(
            "etat-rempli",
            "Adresse mail",
            kind="email",
            default="camille.martin@exemple.fr",
            status="Enregistré à 14 h 32",
        ),
        fields.text_field(
            "etat-erreur",
            "Code postal",
            default="3300",
            width="short",
            error="Un code postal compte 5 chiffres, par exemple 33000.",
            hint="5 chiffres.",
        ),
    ]


def _amounts() -> list[rx.Component]:
    return [
        fields.text_field(
            "etat-montant",
            "Montant demandé",
            suffix="€",
            default="12 500",
            inputmode="decimal",
            width="medium",
        ),
        fields.text_field(
            "etat-montant-erreur",
            "Budget total",
            suffix="€",
            default="douze mille",
            error="Saisissez un nombre, par exemple 12 500.",
            width="medium",
        ),
    ]


def states() -> rx.Component:
    """The anatomy of a field in each of its states."""
    return stack(
        h2("Un champ et ses états"),
        *_answers(),
        *_amounts(),
        fields.text_field("etat-inactif", "Numéro de dossier", default="2026-000123", disabled=True),
        fields.text_field(
            "etat-date", "Date de naissance", kind="date", hint="Par exemple 31/12/1990.", width="medium"
        ),
        fields.textarea_field("etat-long", LONG, hint="Quelques phrases suffisent."),
        fields.select_field(
            "etat-liste", "Département", [("16", "Charente"), ("17", "Charente-Maritime"), ("33", "Gironde")]
        ),
        fields.password_field("etat-mdp", "Mot de passe actuel"),
        _overtaken(),
        gap="6",
    )


def _overtaken() -> rx.Component:
    """Two texts for one field; and what came after the deposit, as `ui/autosave.jsx` shows it."""
    return stack(
        fields.text_field("etat-choix", "Titre de l’action", default="La fête du fleuve"),
        rival(
            "etat-choix",
            "Titre de l’action",
            current="La fête du fleuve",
            other="La grande fête du quai",
            moment="à 14 h 32",
            held=0,
            on_choose=rx.noop(),
        ),
        fields.text_field("etat-depasse", "Lieu de l’action", default="Sur le quai", disabled=True),
        rx.el.div(
            rx.el.p(
                "Cette réponse a été changée ailleurs, plus tard. Votre texte était : ",
                rx.el.q("Dans le parc"),
            ),
            class_name="elsewhere",
        ),
        gap="2",
    )


TYPES = [
    ("personne", "Personne physique"),
    ("association", "Association"),
    ("entreprise", "Entreprise"),
    ("collectivite", "Collectivité territoriale"),
]
THEMES = [("culture", "Culture"), ("sport", "Sport"), ("sante", "Santé")]


def choices() -> rx.Component:
    """Choices, fixed."""
    return stack(
        h2("Choix"),
        fields.radio_group(
            "choix-type",
            "Vous êtes",
            TYPES,
            default="association",
        ),
        fields.radio_group(
            "choix-ouinon",
            "Avez-vous déjà commencé le projet ?",
            [("oui", "Oui"), ("non", "Non")],
            inline=True,
            hint="Un devis signé compte comme un début.",
        ),
        fields.radio_group(
            "choix-erreur",
            "Type de séjour",
            [("stage", "Stage"), ("etudes", "Études")],
            error="Choisissez une réponse.",
        ),
        fields.checkbox_group(
            "choix-themes",
            "Thématiques",
            THEMES,
            default=["sport"],
            required=False,
        ),
        fields.checkbox_field(
            "choix-accord", "J’atteste sur l’honneur que les informations données sont exactes."
        ),
        fields.checkbox_field(
            "choix-accord-erreur",
            "J’ai lu le règlement de l’aide.",
            error="Cochez cette case pour continuer.",
        ),
        gap="6",
    )


def _saved(name: str) -> dict[str, Any]:
    return {
        "on_save": Essais.enregistrer,
        "acked": Essais.acquittes[name],
        "status": Essais.statuts[name],
    }


def _live_texts() -> list[rx.Component]:
    values = Essais.valeurs
    return [
        fields.text_field(
            "essai-texte",
            "Intitulé du projet",
            default=values["essai-texte"],
            error=Essais.erreurs["essai-texte"],
            hint="Au moins 3 caractères.",
            **_saved("essai-texte"),
        ),
        fields.textarea_field(
            "essai-long", "Présentation", default=values["essai-long"], **_saved("essai-long")
        ),
    ]


def alive() -> rx.Component:
    """Fields that save themselves."""
    values = Essais.valeurs
    return stack(
        h2("Champs qui s’enregistrent seuls"),
        *_live_texts(),
        fields.radio_group(
            "essai-choix",
            "Porteur du projet",
            [("a", "Vous"), ("b", "Un partenaire")],
            default=values["essai-choix"],
            **_saved("essai-choix"),
        ),
        fields.checkbox_group(
            "essai-cases",
            "Publics",
            [("jeunes", "Jeunes"), ("sport", "Sportifs")],
            default=Essais.cases,
            **_saved("essai-cases"),
        ),
        fields.select_field(
            "essai-liste",
            "Département du projet",
            [("17", "Charente-Maritime"), ("33", "Gironde")],
            default=values["essai-liste"],
            **_saved("essai-liste"),
        ),
        fields.checkbox_field(
            "essai-accord", "Je suis d’accord.", default=Essais.accord, **_saved("essai-accord")
        ),
        fields.text_field(
            "essai-lent",
            "Champ que le serveur n’entend pas",
            hint="Après 10 secondes, il le dit.",
            **_saved("essai-lent"),
        ),
        cluster(button("Changer les valeurs côté serveur", on_click=Essais.remplir)),
        gap="6",
    )


def _password() -> rx.Component:
    return fields.password_field(
        "essai-mdp",
        "Nouveau mot de passe",
        hint="12 caractères au moins.",
        autocomplete="new-password",
        strength=Essais.force,
        on_save=Essais.mesurer,
        strength_label=rx.match(
            Essais.force, (0, "Trop court"), (1, "Faible"), (2, "Moyen"), (3, "Bon"), "Très bon"
        ),
    )


def helped() -> rx.Component:
    """Suggestions, password strength."""
    return stack(
        h2("Suggestions, mot de passe"),
        fields.combobox_field(
            "essai-ville",
            "Ville",
            default=Essais.ville,
            options=Essais.villes,
            on_search=Essais.chercher,
            on_select=Essais.choisir,
            hint="Essayez « bo » ou « po ».",
        ),
        _password(),
        gap="6",
    )


def submitted() -> rx.Component:
    """A form that is sent, with its error summary."""
    return stack(
        h2("Formulaire envoyé"),
        error_summary(Essais.resume),
        rx.el.form(
            stack(
                fields.text_field("essai-nom", "Nom de famille", autocomplete="family-name"),
                fields.text_field("essai-mail", "Mail", kind="email", autocomplete="email"),
                button("Valider", kind="primary", type="submit"),
                gap="6",
            ),
            on_submit=Essais.envoyer,
            no_validate=True,
        ),
    )

"""What the page answers."""

import reflex as rx

from portail.demo.styleguide.state import Essais
from portail.ui import feedback
from portail.ui.buttons import button, link_button
from portail.ui.layout import card, cluster, grid, stack
from portail.ui.tables import table
from portail.ui.text import h2

TASKS = [
    {
        "titre": "Votre structure",
        "href": "/styleguide",
        "statut": "Complète",
        "genre": "success",
        "detail": "",
    },
    {
        "titre": "Votre projet",
        "href": "/styleguide",
        "statut": "En cours",
        "genre": "info",
        "detail": "2 réponses manquent",
    },
    {
        "titre": "Plan de financement",
        "href": "/styleguide",
        "statut": "À corriger",
        "genre": "warning",
        "detail": "Les recettes et les dépenses diffèrent de 300 €",
    },
    {
        "titre": "Pièces à joindre",
        "href": "/styleguide",
        "statut": "À faire",
        "genre": "neutral",
        "detail": "",
    },
]
ANSWERS = [
    {"libelle": "Intitulé du projet", "valeur": "Fête du fleuve 2027", "href": "/styleguide"},
    {
        "libelle": "Présentation",
        "valeur": "Trois jours de rencontres sur les quais.\nEntrée libre.",
        "href": "/styleguide",
    },
    {"libelle": "Numéro SIRET", "valeur": "130 025 265 00013", "href": ""},
]
ROWS = [
    ["2026-000123", "Soutien aux associations", "12 500 €"],
    ["2026-000124", "Mobilité étudiante", "1 800 €"],
]


def progress() -> rx.Component:
    """Steps, tasks, answers."""
    return stack(
        h2("Étapes, tâches, récapitulatif"),
        feedback.progress_steps(2, 4, next_title="Confirmation"),
        feedback.task_list(TASKS),
        feedback.summary_list(ANSWERS),
        table(
            "dossiers-exemple", "Dossiers en instruction", ["Numéro", "Aide", "Montant"], ROWS, amounts=(2,)
        ),
        gap="8",
    )


def waiting() -> rx.Component:
    """Empty, waiting, error, confirmation."""
    return stack(
        h2("Vide, attente, erreur, confirmation"),
        grid(
            feedback.empty_state(
                "Aucun dossier pour l’instant",
                "Commencez par chercher une aide : le formulaire s’ouvre depuis sa fiche.",
                link_button("Rechercher une aide", "/aides"),
            ),
            card(feedback.skeleton(4)),
        ),
        feedback.alert("Le service des adresses ne répond pas. Vous pouvez saisir la vôtre à la main."),
        cluster(
            feedback.confirm_dialog(
                "essai-dialogue",
                "Supprimer ce brouillon ?",
                "Vos réponses et vos pièces seront effacées. Cette action est définitive.",
                "Supprimer le brouillon",
                on_confirm=Essais.dire("Brouillon supprimé."),
                trigger="Supprimer le brouillon…",
            ),
            button("Provoquer une panne", on_click=Essais.casser),
        ),
    )

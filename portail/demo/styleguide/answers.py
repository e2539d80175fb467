"""What the page answers."""

from dataclasses import dataclass

import reflex as rx

from portail.demo.styleguide.state import Essais
from portail.ui import feedback
from portail.ui.buttons import button, link_button
from portail.ui.layout import card, cluster, stack
from portail.ui.text import h2


@dataclass(frozen=True)
class _Tache:
    numero: int
    titre: str
    etat: str
    genre: str
    avancement: str = ""
    href: str = "/styleguide"


@dataclass(frozen=True)
class _Reponse:
    libelle: str
    valeur: str
    href: str = "/styleguide"


TACHES = [
    _Tache(1, "Votre structure", "Complète", "success"),
    _Tache(2, "Votre projet", "En cours", "info", "5 réponses sur 9"),
    _Tache(3, "Plan de financement", "À corriger", "warning"),
    _Tache(4, "Pièces à joindre", "À faire", "neutral"),
]
REPONSES = [
    _Reponse("Intitulé du projet", "Fête du fleuve 2027"),
    _Reponse("Présentation", "Trois jours de rencontres sur les quais.\nEntrée libre."),
    _Reponse("Numéro SIRET", "130 025 265 00013"),
]


def progress() -> rx.Component:
    """Steps, tasks, answers."""
    return stack(
        h2("Étapes, tâches, récapitulatif"),
        feedback.progress_steps(2, 4, next_title="Confirmation"),
        feedback.task_list(rx.Var.create(TACHES)),
        feedback.summary_list(rx.Var.create(REPONSES), lambda ligne: rx.el.span(ligne.valeur)),
        gap="8",
    )


def waiting() -> rx.Component:
    """Empty, waiting, error, confirmation."""
    return stack(
        h2("Vide, attente, erreur, confirmation"),
        feedback.empty_state(
            "Aucun dossier pour l’instant",
            "Commencez par chercher une aide : le formulaire s’ouvre depuis sa fiche.",
            link_button("Rechercher une aide", "/aides"),
        ),
        card(feedback.skeleton(4)),
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

"""What ties a field to the page's state, a `states.saisie.Saisie`, called `etat` throughout."""

from typing import Any

import reflex as rx


def lie(etat: Any, champ: str) -> dict[str, Any]:
    """What ties a field to the state: its value, its error, its acknowledgement, and how it is saved."""
    return {
        "default": etat.valeurs[champ],
        "error": etat.erreurs[champ],
        "status": etat.statuts[champ],
        "acked": etat.acquittes[champ],
        "on_save": etat.enregistrer,
        "beacon_url": etat.BALISE,
    }


def annonce(contenu: rx.Component) -> rx.Component:
    """A permanent region whose words are said when they come."""
    return rx.el.div(contenu, role="status", class_name="annonce")

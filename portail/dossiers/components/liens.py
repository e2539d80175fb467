"""What ties a field of a step to the state: its value, its error, its acknowledgement, how it is saved."""

from typing import Any

import reflex as rx

from portail.dossiers.states.etape import EtapeState as E
from portail.ui.rival import rival


def lie(champ: Any, cle: Any, valeur: Any) -> dict[str, Any]:
    """The arguments every field of `ui.fields` takes. `cle` is what the answer is saved under."""
    heure = E.heures.get(cle, E.heures_d_avant.get(cle, "")).to(str)
    return {
        "default": E.remises.get(cle, valeur),
        "error": E.erreurs.get(cle, "").to(str),
        "status": rx.cond(heure, f"Enregistré à {heure}", ""),
        "acked": _tenu(champ, cle),
        # The number goes with the edit: it may leave when the page is another's already.
        "on_save": lambda cle, valeur, n, base, page: E.enregistrer(E.vue.numero, cle, valeur, n, base, page),
        "beacon_url": E.vue.url_balise,
    }


def _tenu(champ: Any, cle: Any) -> Any:
    """The number of the edit the server holds for a field."""
    return E.acquits.get(cle, E.acquits_d_avant.get(cle, champ.edition)).to(int)


def erreur(cle: Any) -> Any:
    """The sentence of a field, empty when it is right."""
    return E.erreurs.get(cle, "").to(str)


def requis(champ: Any) -> Any:
    """Whether a field must be answered, as things stand."""
    return ~E.facultatifs.contains(champ.id)


def choix(champ: Any, cle: Any, libelle: Any) -> rx.Component:
    """The choice between two texts of a field, when there is one to make."""
    ecart = E.ecarts[cle]
    question = rival(
        cle,
        libelle,
        current=ecart.actuelle,
        other=ecart.autre,
        moment=ecart.quand,
        held=_tenu(champ, cle),
        on_choose=lambda cle, reprendre, n: E.trancher(E.vue.numero, cle, reprendre, n),
    )
    return rx.cond(E.ecarts.contains(cle), question, rx.fragment())

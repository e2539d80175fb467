"""Files: the door they come by, alive, and each state of one on its way, fixed."""

import reflex as rx

from portail.demo.styleguide.state import Essais
from portail.ui.buttons import button
from portail.ui.feedback import live
from portail.ui.layout import stack
from portail.ui.text import h2, h3, hint
from portail.ui.uploader import uploader

PAUSE, REPRENDRE, ANNULER = "Mettre en pause", "Reprendre", "Annuler"
ETATS = [
    ("waiting", "convention.pdf", "en attente", 0, (ANNULER,)),
    ("checking", "plan.pdf", "préparation…", 0, (PAUSE, ANNULER)),
    ("sending", "budget.xlsx", "7,5\u00a0Mo sur 15\u00a0Mo (50\u00a0%)", 50, (PAUSE, ANNULER)),
    ("sending", "devis.pdf", "vérification…", 100, (PAUSE, ANNULER)),
    (
        "paused",
        "photo.jpg",
        "en pause\u00a0: 2,5\u00a0Mo sur 15\u00a0Mo (16\u00a0%)",
        16,
        (REPRENDRE, ANNULER),
    ),
    ("lost", "statuts.pdf", "Connexion perdue\u00a0: l’envoi reprendra tout seul", 45, (PAUSE, ANNULER)),
    (
        "expired",
        "comptes.pdf",
        "Session expirée\u00a0: reconnectez-vous, puis l’envoi reprendra",
        30,
        (PAUSE, ANNULER),
    ),
]


def files() -> rx.Component:
    """The uploader."""
    return stack(
        h2("Envoi de fichiers"),
        uploader(
            "/api/styleguide/fichier",
            "essai-fichiers",
            "Pièces du dossier",
            accept=".pdf,.jpg,.png",
            max_bytes=20_000_000,
            multiple=True,
            described_by="essai-fichiers-aide",
            on_done=Essais.dire,
            on_fail=Essais.dire,
        ),
        hint(
            "PDF ou image, 20 Mo au plus. Ici chaque envoi échoue, pour montrer le message.",
            id="essai-fichiers-aide",
        ),
        live(Essais.message),
        h3("Un envoi et ses états"),
        rx.el.ul(_left(), *[_going(*one) for one in ETATS], _refused(), class_name="sendings"),
        gap="6",
    )


def _left() -> rx.Component:
    phrase = "45 % envoyés : choisissez de nouveau le fichier pour reprendre"
    return _line("left", "bilan.pdf", _words(phrase), ("Abandonner",))


def _refused() -> rx.Component:
    phrase = "Ce fichier est un programme : il ne peut pas être joint."
    return _line("failed", "logiciel.pdf", rx.el.p(phrase, class_name="field-error"), ("Fermer",))


def _going(state: str, name: str, words: str, part: int, acts: tuple[str, ...]) -> rx.Component:
    label = {"aria-label": f"Exemple d’envoi de {name}"}
    return _line(state, name, rx.el.progress(max=100, value=part, custom_attrs=label), acts, words)


def _words(text: str) -> rx.Component:
    return rx.el.span(text, class_name="tabular sending-words")


def _line(
    state: str, name: str, middle: rx.Component, acts: tuple[str, ...], words: str = ""
) -> rx.Component:
    """As `ui/sendings.jsx` draws it."""
    buttons = [
        button(act, kind="link", custom_attrs={"aria-label": f"{act}\u00a0: exemple {name}"}) for act in acts
    ]
    return rx.el.li(
        rx.el.span(name, class_name="sending-name"),
        middle,
        _words(words) if words else rx.fragment(),
        rx.el.span(*buttons, class_name="sending-actions"),
        custom_attrs={"data-state": state},
    )

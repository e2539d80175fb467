"""A defect of ours: logged with a short reference, which the person sees and can tell us."""

import asyncio
import logging
import secrets

import reflex as rx
from reflex.event import EventSpec
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event.context import EventContext

from portail.comptes.guards import Visite

LOG = logging.getLogger("portail.panne")
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: the reference is read out on the phone
_sending: set[asyncio.Task[None]] = set()


def message(reference: str) -> str:
    """What the person reads."""
    return (
        "Un problème est survenu de notre côté et votre dernière action n’a peut-être pas abouti. "
        f"Réessayez dans un instant. Si cela recommence, donnez-nous la référence {reference}."
    )


def consigner(exception: Exception) -> str:
    """Log a defect and return the reference it is found by."""
    reference = "".join(secrets.choice(ALPHABET) for _ in range(6))
    LOG.error("unexpected exception, reference %s", reference, exc_info=exception)
    return reference


def panne(exception: Exception) -> EventSpec:
    """Reflex's handler of unexpected exceptions: log, and tell the page that was open.

    The message goes straight to the page, not through an event: whatever broke (the database, the session)
    would break that event too, and again.
    """
    reference = consigner(exception)
    delta = {Visite.get_full_name(): {f"alerte{FIELD_MARKER}": message(reference)}}
    task = asyncio.create_task(EventContext.get().emit_delta(delta))
    _sending.add(task)  # the loop itself keeps only a weak reference
    task.add_done_callback(_sending.discard)
    return rx.set_focus("alerte")

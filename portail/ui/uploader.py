"""The door for files: native input, drop zone, several at once, sendings that survive a lost line."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class Uploader(rx.Component):
    """See uploader.jsx and sendings.jsx."""

    library = library("uploader.jsx")
    tag = "Uploader"
    lib_dependencies: list[str] = ["tus-js-client@4.3.1"]
    url: rx.Var[str]
    field_id: rx.Var[str]
    label: rx.Var[str]
    accept: rx.Var[str]
    max_bytes: rx.Var[int]
    multiple: rx.Var[bool]
    described_by: rx.Var[str]
    unfinished: rx.Var[list[Any]]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]
    on_fail: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def uploader(
    url: Text,
    field_id: Text,
    label: Text,
    *,
    accept: Text = "",
    max_bytes: int | rx.Var[int] = 20_000_000,
    multiple: bool | rx.Var[bool] = False,
    described_by: Text = "",
    unfinished: Any = None,
    on_done: Any = None,
    on_fail: Any = None,
) -> rx.Component:
    """Send files to `url` by the tus protocol, then `on_done(address)`, or `on_fail(message)`.

    `accept` is the list the browser understands (`.pdf,.jpg`); `max_bytes` counts 1 Mo as 1 000 000 bytes.
    `unfinished`: those begun before, each with `url`, `nom` and `phrase`, that the same file resumes.
    """
    events = {k: v for k, v in {"on_done": on_done, "on_fail": on_fail}.items() if v is not None}
    return Uploader.create(
        url=url, field_id=field_id, label=label, accept=accept, max_bytes=max_bytes, multiple=multiple,
        described_by=described_by, unfinished=[] if unfinished is None else unfinished, **events,
    )  # fmt: skip

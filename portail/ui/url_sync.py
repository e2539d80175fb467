"""The address bar follows what the page shows, so that a search can be shared."""

from typing import Any

import reflex as rx

from portail.ui.local import library


class UrlSync(rx.Component):
    """Keeps the query string equal to `query`, without a navigation."""

    library = library("url_sync.jsx")
    tag = "UrlSync"
    query: rx.Var[str]
    on_link: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def url_sync(query: rx.Var[str], on_link: Any = None) -> rx.Component:
    """Keep the address bar's query string equal to `query` (without the question mark; empty for none).

    `on_link(query)` is called when a link of the site leads to the same page with another query string.
    """
    return UrlSync.create(query=query, **({} if on_link is None else {"on_link": on_link}))

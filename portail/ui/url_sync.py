"""The address bar follows what the page shows, so that a search can be shared."""

import reflex as rx


class UrlSync(rx.Component):
    """Keeps the query string equal to `query`, without a navigation."""

    library = rx.asset("url_sync.jsx", shared=True).importable_path
    tag = "UrlSync"
    query: rx.Var[str]


def url_sync(query: rx.Var[str]) -> rx.Component:
    """Keep the address bar's query string equal to `query` (without the question mark; empty for none)."""
    return UrlSync.create(query=query)

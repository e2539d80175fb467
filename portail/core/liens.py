"""Addresses that came from elsewhere, before a page links to them."""

from urllib.parse import urlsplit


def adresse_sure(adresse: str) -> str:
    """The address when it is one of the web, else an empty text: a script is no place to go."""
    try:
        lue = urlsplit(adresse.strip())
    except ValueError:
        return ""
    return adresse.strip() if lue.scheme in {"http", "https"} and lue.hostname else ""


def site(adresse: str) -> str:
    """Where an address leads, as one says it: « ademe.fr »; empty when it is no address of the web."""
    return (urlsplit(adresse_sure(adresse)).hostname or "").removeprefix("www.")

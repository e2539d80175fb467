"""Addresses that came from elsewhere, before a page links to them."""

from urllib.parse import urlsplit


def adresse_sure(adresse: str) -> str:
    """The address when it is one of the web, else an empty text: a script is no place to go."""
    try:
        lue = urlsplit(adresse.strip())
    except ValueError:
        return ""
    return adresse.strip() if lue.scheme in {"http", "https"} and lue.hostname else ""

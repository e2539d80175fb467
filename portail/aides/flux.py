"""The catalogue for machines: an Atom feed (RFC 4287) of what is new and what closes, and a sitemap. Pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from portail.aides.parution import Annonce
from portail.core.formats import date_longue

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAR_PLAN = 45_000
"""Addresses in one sitemap: the protocol allows 50 000."""
_SANS_XML = {c: None for c in [*range(0x20), 0xFFFE, 0xFFFF] if c not in (9, 10, 13)}
"""Characters that no XML may hold."""


def atom(annonces: Sequence[Annonce], origine: str, editeur: str, instant: datetime) -> bytes:
    """The feed of these announcements; `instant` is told when there are none."""
    flux = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    _texte(flux, "id", f"{origine}/aides/feed.xml")
    _texte(flux, "title", f"{editeur} : aides nouvelles et bientôt closes")
    _texte(flux, "updated", _date(max((une.instant for une in annonces), default=instant)))
    _texte(SubElement(flux, "author"), "name", editeur)
    SubElement(flux, "link", rel="self", type="application/atom+xml", href=f"{origine}/aides/feed.xml")
    SubElement(flux, "link", rel="alternate", type="text/html", href=f"{origine}/aides")
    for une in annonces:
        _entree(flux, une, origine)
    return _xml(flux)


def _entree(flux: Element, une: Annonce, origine: str) -> None:
    entree = SubElement(flux, "entry")
    cloture = f"#cloture-{une.ferme_le.isoformat()}" if une.ferme_le else ""
    avant = f"Jusqu’au {date_longue(une.ferme_le)} : " if une.ferme_le else ""
    _texte(entree, "id", f"{origine}/aides/{une.id}{cloture}")  # an aid may change its address, not its id
    _texte(entree, "title", f"{avant}{une.titre}")
    _texte(entree, "updated", _date(une.instant))
    SubElement(entree, "link", rel="alternate", type="text/html", href=f"{origine}/aides/{une.slug}")
    SubElement(entree, "category", term="cloture" if une.ferme_le else "nouvelle")
    _texte(entree, "summary", une.resume or une.titre)


def plan(adresses: Iterable[tuple[str, datetime | None]]) -> bytes:
    """The sitemap of these addresses."""
    racine = Element("urlset", xmlns=SITEMAP)
    for adresse, modifiee in adresses:
        lieu = SubElement(racine, "url")
        _texte(lieu, "loc", adresse)
        if modifiee:
            _texte(lieu, "lastmod", _date(modifiee))
    return _xml(racine)


def plan_des_plans(adresses: Iterable[str]) -> bytes:
    """The index of several sitemaps."""
    racine = Element("sitemapindex", xmlns=SITEMAP)
    for adresse in adresses:
        _texte(SubElement(racine, "sitemap"), "loc", adresse)
    return _xml(racine)


def _texte(parent: Element, nom: str, texte: str) -> None:
    SubElement(parent, nom).text = texte.translate(_SANS_XML)


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(racine: Element) -> bytes:
    return bytes(tostring(racine, encoding="utf-8", xml_declaration=True))

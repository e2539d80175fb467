"""The feed and the sitemaps, as their readers check them."""

import uuid
from datetime import UTC, date, datetime
from xml.etree.ElementTree import fromstring

from portail.aides import flux
from portail.aides.parution import Annonce

ORIGINE = "https://aides.exemple.fr"
INSTANT = datetime(2026, 3, 15, 8, 30, tzinfo=UTC)
ATOM, PLAN = f"{{{flux.ATOM}}}", f"{{{flux.SITEMAP}}}"


def test_the_feed_says_what_atom_asks_for() -> None:
    un, deux = uuid.UUID(int=1), uuid.UUID(int=2)
    annonces = [
        Annonce(un, "velo", "Vélo & <marche>\x0b", "Une prime.", INSTANT, date(2026, 3, 20)),
        Annonce(deux, "foret", "Forêt", "", datetime(2026, 3, 16, tzinfo=UTC)),
    ]
    lu = fromstring(flux.atom(annonces, ORIGINE, "Région", INSTANT))
    assert lu.tag == f"{ATOM}feed"
    assert lu.findtext(f"{ATOM}id") == f"{ORIGINE}/aides/feed.xml"
    assert lu.findtext(f"{ATOM}updated") == "2026-03-16T00:00:00Z"
    assert lu.findtext(f"{ATOM}author/{ATOM}name") == "Région"
    assert {lien.get("rel") for lien in lu.findall(f"{ATOM}link")} == {"self", "alternate"}
    entrees = lu.findall(f"{ATOM}entry")
    assert [entree.findtext(f"{ATOM}title") for entree in entrees] == [
        "Jusqu’au 20\u00a0mars 2026 : Vélo & <marche>",
        "Forêt",
    ]
    assert len({entree.findtext(f"{ATOM}id") for entree in entrees}) == 2
    assert all(entree.findtext(f"{ATOM}updated") for entree in entrees)
    assert entrees[0].find(f"{ATOM}link").get("href") == f"{ORIGINE}/aides/velo"  # type: ignore[union-attr]
    assert entrees[1].findtext(f"{ATOM}summary") == "Forêt"


def test_an_empty_feed_is_one_still() -> None:
    lu = fromstring(flux.atom([], ORIGINE, "Région", INSTANT))
    assert lu.findtext(f"{ATOM}updated") == "2026-03-15T08:30:00Z"


def test_a_sitemap_and_its_index() -> None:
    lu = fromstring(flux.plan([(f"{ORIGINE}/aides/velo", INSTANT), (ORIGINE, None)]))
    assert [une.findtext(f"{PLAN}loc") for une in lu] == [f"{ORIGINE}/aides/velo", ORIGINE]
    assert [une.findtext(f"{PLAN}lastmod") for une in lu] == ["2026-03-15T08:30:00Z", None]
    index = fromstring(flux.plan_des_plans([f"{ORIGINE}/sitemap-1.xml"]))
    assert [une.findtext(f"{PLAN}loc") for une in index] == [f"{ORIGINE}/sitemap-1.xml"]

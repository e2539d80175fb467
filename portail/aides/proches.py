"""« Aides proches de celle-ci », as the page of an aid shows them."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from portail.aides.catalogue_vivant import VIVANT, CatalogueAbsent
from portail.aides.recherche.cartes import en_francais, etat
from portail.aides.recherche.index import AideIndexee, Index
from portail.aides.recherche.voisinage import voisines
from portail.aides.views import libelles
from portail.aides.vocabulaire import SOUS_THEMATIQUES, THEMATIQUES

MAX = 4
_NOMS = {code: nom for liste in SOUS_THEMATIQUES.values() for code, nom in liste.items()}


@dataclass(frozen=True)
class Proche:
    """An aid near to another, and what they share."""

    slug: str
    titre: str
    resume: str
    quand: str
    ton: str
    commun: str


def proches(slug: str, jour: date) -> tuple[Proche, ...]:
    """At most four aids near to this one; none while the catalogue could not be read."""
    try:
        index = VIVANT.index()
    except CatalogueAbsent:
        return ()
    numero = index.adresses.get(slug)
    return () if numero is None else autour(index, index.aides[numero], jour)


def autour(index: Index, aide: AideIndexee, jour: date) -> tuple[Proche, ...]:
    """The same for an aid of an index."""
    retenues = islice(voisines(index, aide, jour), MAX)
    return tuple(_vue(aide, index.aides[autre], jour) for autre in retenues)


def _vue(aide: AideIndexee, autre: AideIndexee, jour: date) -> Proche:
    sous = libelles({*aide.sous_thematiques} & {*autre.sous_thematiques}, _NOMS)
    communs = sous or libelles({*aide.thematiques} & {*autre.thematiques}, THEMATIQUES)
    titre, resume = en_francais(autre.titre), en_francais(autre.resume)
    return Proche(autre.slug, titre, resume, *etat(autre.fenetres, jour), ", ".join(communs))

"""The communes, and what holds them, as lists of reference. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from portail.core import communes
from portail.core.communes import Ancienne, Commune, Departement
from portail.core.referentiels.entrees import Entree
from portail.core.referentiels.table import Table


def _tenue(liste: str, code: str) -> Callable[[Commune], bool]:
    """Whether a commune is of an EPCI, a département, a région; of nothing when it is another list."""
    match liste:
        case "epci":
            return lambda c: c.epci is not None and c.epci.code == code
        case "departements":
            return lambda c: c.departement.code == code
        case "regions":
            return lambda c: c.departement.region.code == code
    return lambda _: False


class Communes:
    """The communes: those that are no more lead to the one they are part of."""

    def entree(self, code: str) -> Entree | None:
        if parti := communes.anciennes().get(code):
            return _ancienne(parti)
        commune = communes.par_code(code)
        return _commune(commune) if commune else None

    def toutes(self, dans: str = "") -> Iterable[Entree]:
        garder = _garder(dans)
        return [_commune(c) for c in communes.toutes() if garder is None or garder(c)]

    def chercher(self, texte: str, limite: int, dans: str = "") -> list[Entree]:
        trouvees = communes.chercher(texte, limite, _garder(dans))
        return [_commune(c, texte.strip()[:5]) for c in trouvees]

    def nommees(self, texte: str) -> list[Entree]:
        if exacte := communes.par_code(texte.strip().upper()):
            return [_commune(exacte)]
        ligne = texte.strip()[:300]
        nom, ouverte, reste = ligne.rpartition("(")
        code = reste.removesuffix(")").strip() if ouverte else ""
        return [
            _commune(c, code)
            for c in communes.de_nom(nom if ouverte else ligne)
            if not ouverte or code == c.code or code in c.codes_postaux
        ]

    def tient(self, entree: Entree, dans: str) -> bool:
        return not dans or dans in entree.dans

    def nombre(self) -> int:
        return sum(1 for _ in communes.toutes())

    def nombre_d_anciennes(self) -> int:
        return len(communes.anciennes())


def _commune(commune: Commune, code_postal: str = "") -> Entree:
    if code_postal not in commune.codes_postaux:
        code_postal = next(iter(commune.codes_postaux), commune.code)
    d = commune.departement
    epci = (f"epci:{commune.epci.code}",) if commune.epci else ()
    dans = (*epci, f"departements:{d.code}", f"regions:{d.region.code}")
    return Entree(commune.code, commune.nom, precision=code_postal, dans=dans)


def _garder(dans: str) -> Callable[[Commune], bool] | None:
    liste, _, code = dans.rpartition(":")
    return _tenue(liste, code) if dans else None


def epci() -> Table:
    """The EPCI, each told by the département where most of its communes are."""
    comptes: dict[str, Counter[Departement]] = defaultdict(Counter)
    for commune in communes.toutes():
        if commune.epci:
            comptes[commune.epci.code][commune.departement] += 1
    entrees = {}
    for code, un in communes.epci().items():
        places = [d for d, _ in comptes[code].most_common()]
        regions = dict.fromkeys(f"regions:{d.region.code}" for d in places)
        dans = (*(f"departements:{d.code}" for d in places), *regions)
        entrees[code] = Entree(code, un.nom, precision=places[0].nom if places else code, dans=dans)
    return Table("epci", entrees, _anciennes("epci"))


def departements() -> Table:
    """The départements, told by their number; each is of a région."""
    entrees = {
        code: Entree(code, d.nom, precision=code, dans=(f"regions:{d.region.code}",))
        for code, d in communes.departements().items()
    }
    return Table("departements", entrees, _anciennes("departements"))


def regions() -> Table:
    """The régions."""
    entrees = {code: Entree(code, r.nom) for code, r in communes.regions().items()}
    return Table("regions", entrees, _anciennes("regions"))


def _anciennes(liste: str) -> dict[str, Entree]:
    return {code: _ancienne(parti) for code, parti in communes.anciennes(liste).items()}


def _ancienne(parti: Ancienne) -> Entree:
    return Entree(parti.code, parti.nom, precision=parti.code, ancienne=True, actuel=parti.actuel)

"""Places of the Code officiel géographique as aids and searches name them.

« COM-24037 », « EPCI-200040400 » (by SIREN), « DEP-24 », « REG-75 », « PAYS-99100 » (France). Two questions
are answered: which codes touch a place, and which hold the whole of it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from portail.core import communes, referentiels

FRANCE = "PAYS-99100"
GRANDS_MAX, EPCI_MAX = 3, 3
"""How many départements and régions, and how many EPCI, are offered beside communes."""
_CODE = re.compile(r"COM-(\d{5}|2[AB]\d{3})|EPCI-\d{9}|DEP-(\d{2,3}|2[AB])|REG-\d{2,3}|PAYS-99100")


@dataclass(frozen=True)
class Lieu:
    """A place one may choose: « Bergerac », « 24100 », of « Dordogne »."""

    code: str
    nom: str
    precision: str = ""

    @property
    def libelle(self) -> str:
        """« Bergerac (24100, Dordogne) »."""
        return f"{self.nom} ({self.precision})" if self.precision else self.nom


def lieu(code: str) -> Lieu | None:
    """The place of this code, None when no list knows it."""
    genre, _, reste = normal(code).partition("-")
    match genre:
        case "COM" if commune := communes.par_code(reste):
            postal = f"{commune.codes_postaux[0]}, " if commune.codes_postaux else ""
            return Lieu(f"COM-{commune.code}", commune.nom, f"{postal}{commune.departement.nom}")
        case "EPCI" if reste in communes.epci():
            return Lieu(f"EPCI-{reste}", communes.epci()[reste].nom, "intercommunalité")
        case "DEP" if reste in communes.departements():
            return Lieu(f"DEP-{reste}", communes.departements()[reste].nom, f"département {reste}")
        case "REG" if reste in communes.regions():
            return Lieu(f"REG-{reste}", communes.regions()[reste].nom, "région")
        case "PAYS":
            return Lieu(FRANCE, "France")
    return None


def region_nommee(texte: str) -> str:
    """The code of the région a text names: « Région Nouvelle-Aquitaine »; empty when it names none."""
    cle = f" {communes.cle_de_nom(texte)} "
    trouvees = (r for r in communes.regions().values() if f" {communes.cle_de_nom(r.nom)} " in cle)
    return next((f"REG-{r.code}" for r in trouvees), "")


def proposer(texte: str, region: str = "", limite: int = 10) -> list[Lieu]:
    """The places one may mean while typing: départements and régions, communes by name or code, EPCI.

    The communes of `region` come first.
    """
    cle = communes.cle_de_nom(texte[:100])
    if not cle:
        return []
    ensembles = [f"DEP-{d.code}" for d in communes.departements().values() if _nomme(cle, d)]
    ensembles += [f"REG-{r.code}" for r in communes.regions().values() if _nomme(cle, r)]
    trouvees = communes.chercher(texte, 10 * limite)
    trouvees.sort(key=lambda c: f"REG-{c.departement.region.code}" != region)
    codes = ensembles[:GRANDS_MAX] + [f"COM-{c.code}" for c in trouvees[:limite]]
    epci = [f"EPCI-{e.code}" for e in referentiels.chercher("epci", texte, EPCI_MAX)]
    codes = [*codes[: limite - len(epci)], *epci]
    return [trouve for trouve in map(lieu, codes) if trouve]


def _nomme(cle: str, ensemble: communes.Departement | communes.Region) -> bool:
    """Whether what is typed is a département's number, or begins a word of a name."""
    if isinstance(ensemble, communes.Departement) and cle == ensemble.code.lower():
        return True
    return len(cle) > 1 and f" {cle}" in f" {communes.cle_de_nom(ensemble.nom)}"


def lieu_connu(code: str) -> bool:
    """Whether a list knows this code."""
    return lieu(code) is not None


def normal(code: str) -> str:
    """The code as it is compared: an arrondissement is its city; empty for what is no code."""
    if not _CODE.fullmatch(code):
        return ""
    return f"COM-{communes.code_commune(code[4:])}" if code.startswith("COM-") else code


def contenants(code: str) -> frozenset[str]:
    """The codes that hold the whole of this place, itself and France included."""
    code = normal(code)
    if not lieu_connu(code):
        return frozenset()
    sous = _communes(code)
    return frozenset({code}).union(
        frozenset.intersection(*(_au_dessus(c) for c in sous)) if sous else {FRANCE}
    )


def voisins(code: str) -> frozenset[str]:
    """The codes that touch this place: what holds it, what is inside it, what it overlaps."""
    code = normal(code)
    if not lieu_connu(code):
        return frozenset()
    sous = _communes(code)
    return frozenset({code, FRANCE}).union(*(_au_dessus(c) for c in sous), {f"COM-{c.code}" for c in sous})


@cache
def _au_dessus(commune: communes.Commune) -> frozenset[str]:
    departement = commune.departement
    codes = {f"COM-{commune.code}", f"DEP-{departement.code}", f"REG-{departement.region.code}", FRANCE}
    return frozenset(codes | ({f"EPCI-{commune.epci.code}"} if commune.epci else set()))


def _communes(code: str) -> tuple[communes.Commune, ...]:
    if code.startswith("COM-"):
        commune = communes.par_code(code[4:])
        return (commune,) if commune else ()
    return _par_ensemble().get(code, ())


@cache
def _par_ensemble() -> dict[str, tuple[communes.Commune, ...]]:
    ensembles: dict[str, list[communes.Commune]] = defaultdict(list)
    for commune in communes.toutes():
        for code in _au_dessus(commune):
            if not code.startswith("COM-"):
                ensembles[code].append(commune)
    return {code: tuple(membres) for code, membres in ensembles.items()}

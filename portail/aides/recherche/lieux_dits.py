"""Places named in what is typed: « à Bergerac », « en Lot-et-Garonne », « 24100 ». Pure.

A commune is read after « à », « en », « dans »…, since many bear the name of ordinary things; a département
or a région anywhere, but for those that are ordinary words too.
"""

import re
from dataclasses import dataclass
from functools import cache

from portail.aides.mots import decouper, plier
from portail.core import communes
from portail.core.lieux import Lieu, contenants, lieu

Morceaux = list[tuple[str, str]]
"""The words of a text in order, each folded and as written."""

_AVANT = {"a", "en", "dans", "sur", "vers", "au", "aux", "pres", "autour"}
_LIAISONS = {"la", "le", "les", "l", "d", "de", "des", "du"}
_ARTICLES = ("", "la ", "le ", "les ", "l ")
_ORDINAIRES = frozenset(
    re.findall(
        r"\w+",
        "bonne bourg change collegien cours creche croix fins flotte force hopital ligne levier machine "
        "marin marines mene mer montagne moulins passage port possession rivieres rue salles signes syndicat "
        "trait union ville vue eu pia",
    )
)
"""Names of communes that, after « en » or « à », are nearly always something else."""
_COURANTS = frozenset(re.findall(r"\w+", "nord lot manche creuse ain orne aube reunion var centre"))
"""Names of départements and régions that are ordinary words unless « en », « le » or « la » comes before."""
_UNITES = frozenset(re.findall(r"\w+", "euro euros habitants m2 ha kw kwh km tonnes personnes jours heures"))
_HABITANTS_MIN = 1_500
_MOTS_MAX = 6


@dataclass(frozen=True)
class LieuDit:
    """A place in a text: which words name it, from `debut` to before `fin`."""

    lieu: Lieu
    debut: int
    fin: int
    ecrit: str


def lieu_dit(morceaux: Morceaux, suite: str = "", region: str = "") -> LieuDit | None:
    """The first place these words name; `region` is where a name borne twice is looked for first.

    `suite` is the whole text, which tells amounts from postal codes (« 10000 € »).
    """
    for debut in range(len(morceaux)):
        for longueur in range(min(_MOTS_MAX, len(morceaux) - debut), 0, -1):
            plies = [plie for plie, _ in morceaux[debut : debut + longueur]]
            if trouve := _lire(plies, [plie for plie, _ in morceaux[:debut]], morceaux, suite, region):
                ecrit = " ".join(lettres for _, lettres in morceaux[debut : debut + longueur])
                return LieuDit(trouve, debut, debut + longueur, ecrit)
    return None


def commune_seule(plie: str, region: str = "") -> Lieu | None:
    """The commune of this lone word, when nothing before it says that it is a place."""
    return _commune((plie,), region)


def _lire(plies: list[str], avant: list[str], morceaux: Morceaux, suite: str, region: str) -> Lieu | None:
    if len(plies) == 1 and len(plies[0]) == 5 and plies[0].isdigit():
        return _postal(plies[0], morceaux[len(avant) + 1 : len(avant) + 2], suite)
    if plies[0] in _LIAISONS or plies[-1] in _LIAISONS:
        return None
    mots, precedent = tuple(plies), avant[-1] if avant else ""
    annonce = next((mot for mot in reversed(avant) if mot not in _LIAISONS), "") in _AVANT
    ensemble = _ensemble(mots)
    if ensemble and (mots[0] not in _COURANTS or len(mots) > 1 or annonce or precedent in {"la", "du"}):
        commune_dite = _commune(mots, region) if precedent == "a" else None
        return commune_dite or ensemble
    return _commune(mots, region) if annonce else None


def _postal(code: str, apres: Morceaux, suite: str) -> Lieu | None:
    montant = bool(re.search(rf"{code}\s*(€|%|k\b|m²)", suite)) or any(p in _UNITES for p, _ in apres)
    ici = [] if montant else communes.par_code_postal(code)
    return lieu(f"COM-{ici[0].code}") if ici else None


def _ensemble(mots: tuple[str, ...]) -> Lieu | None:
    code = _ensembles().get(" ".join(mots))
    return lieu(code) if code else None


def _commune(mots: tuple[str, ...], region: str) -> Lieu | None:
    if len(mots) == 1 and (mots[0] in _ORDINAIRES or len(mots[0]) < 3):
        return None
    nom = " ".join(mots)
    trouvees = [commune for article in _ARTICLES for commune in communes.de_nom(article + nom)]
    if len(mots) == 1:
        trouvees = [c for c in trouvees if c.population >= _HABITANTS_MIN]
    trouvees.sort(key=lambda c: (region not in contenants(f"COM-{c.code}"), -c.population))
    return lieu(f"COM-{trouvees[0].code}") if trouvees else None


@cache
def _ensembles() -> dict[str, str]:
    noms = {f"REG-{code}": r.nom for code, r in communes.regions().items()}
    noms |= {f"DEP-{code}": d.nom for code, d in communes.departements().items()}
    cles = {" ".join(plie for plie, _ in decouper(nom)): code for code, nom in noms.items()}
    return cles | {cle.removeprefix("la "): code for cle, code in cles.items()}


def mots_du_nom(dit: Lieu) -> frozenset[str]:
    """The words of a place's name by which a text is known to speak of it."""
    return frozenset(plie for plie, _ in decouper(dit.nom) if len(plie) > 2) - {plier(m) for m in _LIAISONS}

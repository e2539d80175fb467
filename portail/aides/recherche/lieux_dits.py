"""Places named in what is typed: « à Bergerac », « en Lot-et-Garonne », « 24100 ». Pure.

A commune is read after « à », « en », « dans »…, since many bear the name of ordinary things; without it one
of the région is, when nothing else is typed or by a name of several words (« piscine Mont-de-Marsan »). A
département or a région is read anywhere, but for those that are ordinary words too.
"""

import re
from dataclasses import dataclass
from functools import cache

from portail.aides.mots import decouper, plier
from portail.core import communes
from portail.core.communes import Commune
from portail.core.lieux import Lieu, contenants, lieu

Morceaux = list[tuple[str, str]]
"""The words of a text in order, each folded and as written."""

_AVANT = {"a", "en", "dans", "sur", "vers", "au", "aux", "pres", "autour"}
_LIAISONS = {"la", "le", "les", "l", "d", "de", "des", "du"}
_ARTICLES = ("", "la ", "le ", "les ", "l ")
_ARTICLES_SEULS = {"la", "le", "les", "l"}
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
_VILLE = 5_000
"""Inhabitants from which a lone word is a place; among other words, with its article, four times more."""
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
    return _lieu(_communes((plie,), region) or _abregees(plie, region))


def _lire(plies: list[str], avant: list[str], morceaux: Morceaux, suite: str, region: str) -> Lieu | None:
    if len(plies) == 1 and len(plies[0]) == 5 and plies[0].isdigit():
        return _postal(plies[0], morceaux[len(avant) + 1 : len(avant) + 2], suite)
    if plies[0] in _LIAISONS or plies[-1] in _LIAISONS:
        return None
    mots, precedent = tuple(plies), avant[-1] if avant else ""
    annonce = next((mot for mot in reversed(avant) if mot not in _LIAISONS), "") in _AVANT
    ensemble = _ensemble(mots)
    if ensemble and (mots[0] not in _COURANTS or len(mots) > 1 or annonce or precedent in {"la", "du"}):
        return (_lieu(_communes(mots, region)) if precedent == "a" else None) or ensemble
    if annonce:
        abregees = _abregees(mots[0], region) if precedent == "a" and len(mots) == 1 else []
        return _lieu(_communes(mots, region) or abregees)
    seul = all(plie in _LIAISONS or plie in mots for plie, _ in morceaux)
    return _lieu(_sans_annonce(mots, precedent, seul, region))


def _sans_annonce(mots: tuple[str, ...], precedent: str, seul: bool, region: str) -> list[Commune]:
    """The commune of the région that nothing before these words announces."""
    if len([mot for mot in mots if mot not in _LIAISONS and len(mot) > 2]) > 1:
        habitants = _HABITANTS_MIN
    elif precedent in _ARTICLES_SEULS:
        mots, habitants = (precedent, *mots), _VILLE if seul else 4 * _VILLE
    elif seul:
        habitants = _VILLE
    else:
        return []
    ici = _villes(region).get(" ".join(mots))
    return [ici] if ici and ici.population >= habitants and mots[-1] not in _ORDINAIRES else []


def _abregees(plie: str, region: str) -> list[Commune]:
    """The commune of the région that is called by its first word: « Sarlat », « Brive », if only one is."""
    if plie in _ORDINAIRES or len(plie) < 4:
        return []
    ici = [c for nom, c in _villes(region).items() if nom.startswith(f"{plie} ")]
    return ici if len(ici) == 1 else []


@cache
def _villes(region: str) -> dict[str, Commune]:
    """The towns of a région by their folded names."""
    ici = [c for c in communes.toutes() if f"REG-{c.departement.region.code}" == region]
    ici = sorted((c for c in ici if c.population >= _HABITANTS_MIN), key=lambda c: c.population)
    return {" ".join(plie for plie, _ in decouper(c.nom)): c for c in ici}


def _lieu(trouvees: list[Commune]) -> Lieu | None:
    return lieu(f"COM-{trouvees[0].code}") if trouvees else None


def _postal(code: str, apres: Morceaux, suite: str) -> Lieu | None:
    montant = bool(re.search(rf"{code}\s*(€|%|k\b|m²)", suite)) or any(p in _UNITES for p, _ in apres)
    ici = [] if montant else communes.par_code_postal(code)
    return lieu(f"COM-{ici[0].code}") if ici else None


def _ensemble(mots: tuple[str, ...]) -> Lieu | None:
    code = _ensembles().get(" ".join(mots))
    return lieu(code) if code else None


def _communes(mots: tuple[str, ...], region: str) -> list[Commune]:
    """The communes of this name, those of the région first."""
    if (mots[-1] in _ORDINAIRES and len(mots) < 3) or (len(mots) == 1 and len(mots[0]) < 3):
        return []
    nom = " ".join(mots)
    trouvees = [commune for article in _ARTICLES for commune in communes.de_nom(article + nom)]
    if len(mots) == 1:
        trouvees = [c for c in trouvees if c.population >= _HABITANTS_MIN]
    return sorted(trouvees, key=lambda c: (region not in contenants(f"COM-{c.code}"), -c.population))


@cache
def _ensembles() -> dict[str, str]:
    noms = {f"REG-{code}": r.nom for code, r in communes.regions().items()}
    noms |= {f"DEP-{code}": d.nom for code, d in communes.departements().items()}
    cles = {" ".join(plie for plie, _ in decouper(nom)): code for code, nom in noms.items()}
    return cles | {cle.removeprefix("la "): code for cle, code in cles.items()}


def mots_du_nom(dit: Lieu) -> frozenset[str]:
    """The words of a place's name by which a text is known to speak of it."""
    return frozenset(plie for plie, _ in decouper(dit.nom) if len(plie) > 2) - {plier(m) for m in _LIAISONS}

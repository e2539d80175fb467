"""The lists of reference: communes, EPCI, départements, régions, countries, NAF, legal forms. Pure.

Each is official data, read at its first use and once (`core/donnees.py` says from where). A list within
another is asked for by `dans`, « liste:code »: the communes of « epci:243300316 », « departements:33 » or
« regions:75 », the départements of « regions:75 », what « naf:C » or « formes_juridiques:92 » holds at any
depth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import RLock

from portail.core import donnees
from portail.core.referentiels import geographie
from portail.core.referentiels.entrees import Entree, Liste
from portail.core.referentiels.table import Table

__all__ = [
    "NOMS",
    "Entree",
    "Presentation",
    "actuel",
    "chercher",
    "en_clair",
    "existe",
    "fichier",
    "forme_juridique",
    "inventaire",
    "libelle",
    "lire",
    "lister",
    "proposer",
    "reconnaitre",
]


def _niveau(fichier: str, longueur: int) -> Liste:
    table = _liste(fichier, donnees.version())
    assert isinstance(table, Table)  # noqa: S101  the lists that have levels are tables
    return table.niveau(longueur)


def _table(nom: str, *, avec_code: bool) -> Liste:
    return Table.lue(nom, donnees.lire(nom).rangees, avec_code=avec_code)


_LISTES: dict[str, tuple[str, str, Callable[[], Liste]]] = {
    "communes": ("Communes", "territoires", geographie.Communes),
    "epci": ("Intercommunalités à fiscalité propre", "territoires", geographie.epci),
    "departements": ("Départements et collectivités d’outre-mer", "territoires", geographie.departements),
    "regions": ("Régions et collectivités d’outre-mer", "territoires", geographie.regions),
    "pays": ("Pays et territoires", "pays", partial(_table, "pays", avec_code=False)),
    "naf": ("Activités, tous niveaux", "naf", partial(_table, "naf", avec_code=True)),
    "naf_sections": ("Activités\u00a0: sections", "naf", partial(_niveau, "naf", 1)),
    "naf_divisions": ("Activités\u00a0: divisions", "naf", partial(_niveau, "naf", 2)),
    "naf_groupes": ("Activités\u00a0: groupes", "naf", partial(_niveau, "naf", 4)),
    "naf_classes": ("Activités\u00a0: classes", "naf", partial(_niveau, "naf", 5)),
    "naf_sous_classes": ("Activités\u00a0: sous-classes (codes APE)", "naf", partial(_niveau, "naf", 6)),
    "formes_juridiques": (
        *("Formes juridiques, tous niveaux", "formes_juridiques"),
        partial(_table, "formes_juridiques", avec_code=True),
    ),
    **{
        f"formes_juridiques_{rang}": (
            *(f"Formes juridiques, niveau {'I' * rang}", "formes_juridiques"),
            partial(_niveau, "formes_juridiques", longueur),
        )
        for rang, longueur in ((1, 1), (2, 2), (3, 4))
    },
}
NOMS: tuple[str, ...] = tuple(_LISTES)
"""The names of the lists."""
_verrou = RLock()


@lru_cache(maxsize=2 * len(_LISTES))
def _liste(nom: str, _version: int) -> Liste:
    return _LISTES[nom][2]()


def _de(nom: str) -> Liste:
    if nom not in _LISTES:
        raise ValueError(f"Il n’y a pas de liste «\u00a0{nom}\u00a0»\u00a0: {', '.join(NOMS)}.")
    # Without the lock, the first requests would each read the list at the same time.
    with _verrou:
        return _liste(nom, donnees.version())


def lister(nom: str, dans: str = "") -> tuple[Entree, ...]:
    """The entries in force, in the official order; those that `dans` holds."""
    return tuple(_de(nom).toutes(dans))


def lire(nom: str, code: str) -> Entree | None:
    """The entry of a code, given up (`ancienne`) or not; None when the list never knew it."""
    return _de(nom).entree(code)


def existe(nom: str, code: str, dans: str = "") -> bool:
    """Whether a code is in force, and held by `dans`."""
    entree = lire(nom, code)
    if entree is None or entree.ancienne or entree.code != code:  # an arrondissement is no commune
        return False
    return _de(nom).tient(entree, dans)


def libelle(nom: str, code: str) -> str:
    """The official label of a code, given up or not; empty when the list never knew it."""
    entree = lire(nom, code)
    return entree.libelle if entree else ""


def en_clair(nom: str, code: str) -> str:
    """What a code means in plain words, « Société par actions simplifiée (SAS) »; else its label."""
    entree = lire(nom, code)
    return (entree.clair or entree.libelle) if entree else ""


def forme_juridique(categorie: str) -> str:
    """A legal category of INSEE in plain words, by the nearest level known; empty when there is none."""
    return en_clair("formes_juridiques", categorie) or en_clair("formes_juridiques", categorie[:2])


def actuel(nom: str, code: str) -> str:
    """The code in force for this one: itself, or what took its place; empty when nothing did."""
    for _ in range(10):  # one that took the place of another may have been given up in turn
        entree = lire(nom, code)
        if entree is None:
            return ""
        if not entree.ancienne:
            return entree.code
        code = entree.actuel
    return ""


def chercher(nom: str, texte: str, limite: int = 12, dans: str = "") -> list[Entree]:
    """What one may mean while typing: by label or code (a commune, by postal code too), the likeliest first.

    Case and accents are forgiven, words may be left unfinished, and one mistake when nothing else is found.
    """
    return _de(nom).chercher(texte, limite, dans)


def reconnaitre(nom: str, texte: str, dans: str = "") -> Entree | None:
    """The one entry in force called so: « Bordeaux (33000) », « Bordeaux », « 33063 »; else None."""
    liste = _de(nom)
    nommees = [e for e in liste.nommees(texte) if liste.tient(e, dans)]
    return nommees[0] if len(nommees) == 1 else None


def proposer(nom: object, texte: object, limite: int = 12, dans: str = "") -> list[dict[str, str]]:
    """What a combobox shows for what is being typed, as `{valeur, libelle}`.

    For handlers: what comes from a page may be of any type and name no list, and then proposes nothing.
    """
    if not isinstance(nom, str) or not isinstance(texte, str) or nom not in _LISTES:
        return []
    return [{"valeur": e.code, "libelle": e.propose} for e in chercher(nom, texte, limite, dans)]


@dataclass(frozen=True, slots=True)
class Presentation:
    """A list in short: how many entries are in force, how many were given up, where it comes from."""

    nom: str
    titre: str
    nombre: int
    anciennes: int
    provenance: donnees.Provenance


def fichier(nom: str) -> str:
    """The name of the file that holds a list: communes and what holds them come together."""
    _de(nom)
    return _LISTES[nom][1]


def inventaire() -> list[Presentation]:
    """Every list in short."""
    return [
        Presentation(
            nom, titre, _de(nom).nombre(), _de(nom).nombre_d_anciennes(), donnees.provenance(fichier(nom))
        )
        for nom, (titre, *_) in _LISTES.items()
    ]

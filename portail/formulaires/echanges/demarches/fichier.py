"""The description of a form by demarches-simplifiees, read from JSON within bounds."""

import json
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from portail.core.formats import nombre
from portail.core.saisie import nettoyer, une_ligne

TAILLE_MAX = 4_000_000
PROFONDEUR_MAX = 40
CHAMPS_MAX = 1_500
_SUFFIXE = "ChampDescriptor"
_AUTOUR = (
    "data",
    "demarcheDescriptor",
    "demarche",
    "revision",
    "publishedRevision",
    "activeRevision",
    "draftRevision",
)
"""What may stand around the fields, the nearest to what applicants see first."""
_LUES = {"champDescriptors", "annotationDescriptors", "title", "description", "id", "number", "__typename"}
_PLURIELS = {"communes": "commune", "departements": "departement", "regions": "region"}


class FichierIllisible(ValueError):
    """This file describes no form; the sentence says why."""


@dataclass(frozen=True)
class Descripteur:
    """One field as the file describes it; `ref` names it in the report, each by another name."""

    ref: str
    genre: str
    """Of which type: « text », « dropdownlist »; empty when the file does not say."""
    libelle: str
    description: str
    requis: bool
    donnees: Mapping[str, Any]
    enfants: tuple["Descripteur", ...] = ()


@dataclass(frozen=True)
class Demarche:
    """A whole form, as the file describes it."""

    titre: str
    description: str
    champs: tuple[Descripteur, ...]
    annotations: tuple[Descripteur, ...]
    autres: tuple[str, ...]
    """What else the file says of it."""


def lire(contenu: bytes) -> Demarche:
    """Read a description, bare or in the answer of the API. Raises `FichierIllisible`."""
    if len(contenu) > TAILLE_MAX:
        raise FichierIllisible(f"ce fichier dépasse {nombre(TAILLE_MAX)} octets")
    try:
        racine = json.loads(
            contenu.decode("utf-8-sig"), object_pairs_hook=_une_fois, parse_constant=_pas_un_nombre
        )
    except FichierIllisible:
        raise
    except UnicodeDecodeError:
        raise FichierIllisible("ce fichier n’est pas en UTF-8") from None
    except RecursionError:
        raise FichierIllisible(f"ce fichier a plus de {PROFONDEUR_MAX} niveaux") from None
    except json.JSONDecodeError as faute:
        raise FichierIllisible(
            f"ligne {faute.lineno}, colonne {faute.colno} : ce n’est pas du JSON"
        ) from None
    except ValueError:  # a number of thousands of figures
        raise FichierIllisible("ce fichier contient un nombre démesuré") from None
    _mesurer(racine)
    return _demarche(racine)


def _une_fois(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet = dict(paires)
    if len(objet) < len(paires):
        double = Counter(nom for nom, _ in paires).most_common(1)[0][0]
        raise FichierIllisible(f"« {une_ligne(double)[:40]} » est écrit deux fois au même endroit")
    return objet


def _pas_un_nombre(constante: str) -> NoReturn:
    raise FichierIllisible(f"« {constante} » n’est pas un nombre")


def _mesurer(racine: object) -> None:
    """Refuse what is too deep, before anything walks through it."""
    etage, profondeur = [racine], 0
    while etage:
        if profondeur > PROFONDEUR_MAX:
            raise FichierIllisible(f"ce fichier a plus de {PROFONDEUR_MAX} niveaux")
        dessous: list[object] = []
        for un in etage:
            dessous += un.values() if isinstance(un, dict) else un if isinstance(un, list) else ()
        etage, profondeur = dessous, profondeur + 1


def _demarche(racine: object) -> Demarche:
    chemin = [{"champDescriptors": racine}] if isinstance(racine, list) else _chemin(racine)
    if not chemin:
        raise FichierIllisible(_sans_champs(racine))
    revision = chemin[-1]
    lecteur = _Lecteur()
    champs = tuple(lecteur.lire(revision["champDescriptors"]))
    annotations = revision.get("annotationDescriptors")
    suivies = {id(autour) for autour in chemin}
    autres = (
        nom
        for autour in chemin
        for nom, valeur in autour.items()
        if nom not in _LUES and id(valeur) not in suivies and valeur not in (None, "", [], {}, False)
    )
    return Demarche(
        titre=_premier(chemin, "title"),
        description=_premier(chemin, "description"),
        champs=champs,
        annotations=tuple(lecteur.lire(annotations if isinstance(annotations, list) else [])),
        autres=tuple(dict.fromkeys(une_ligne(nom)[:60] for nom in autres)),
    )


def _chemin(racine: object) -> list[dict[str, Any]]:
    """The objects that lead to the fields, from the outermost on; none when there are no fields."""
    a_voir: deque[list[object]] = deque([[racine]])
    while a_voir:
        *dehors, ici = a_voir.popleft()
        if not isinstance(ici, dict):
            continue
        chemin = [*dehors, ici]
        if isinstance(ici.get("champDescriptors"), list):
            return [autour for autour in chemin if isinstance(autour, dict)]
        a_voir += [[*chemin, ici[nom]] for nom in _AUTOUR if nom in ici]
    return []


def _sans_champs(racine: object) -> str:
    erreurs = racine.get("errors") if isinstance(racine, dict) else None
    premiere = erreurs[0] if isinstance(erreurs, list) and erreurs else None
    dit = une_ligne(_texte(premiere.get("message"))) if isinstance(premiere, dict) else ""
    if dit:
        return f"demarches-simplifiees a répondu par une erreur : {dit[:200]}"
    return "ce fichier ne contient pas de « champDescriptors »"


def _premier(chemin: list[dict[str, Any]], nom: str) -> str:
    return next((dit for autour in chemin if (dit := nettoyer(_texte(autour.get(nom))))), "")


def _texte(valeur: object) -> str:
    return valeur if isinstance(valeur, str) else ""


class _Lecteur:
    """Reads fields, and gives each a name of its own."""

    def __init__(self) -> None:
        self._lus = 0
        self._refs: set[str] = set()

    def lire(self, liste: list[Any]) -> Iterator[Descripteur]:
        """The fields of a list, with those they hold. Raises `FichierIllisible` when they are too many."""
        for brut in liste:
            self._lus += 1
            if self._lus > CHAMPS_MAX:
                raise FichierIllisible(f"ce fichier a plus de {nombre(CHAMPS_MAX)} champs")
            donnees = brut if isinstance(brut, dict) else {}
            ref = self._ref(donnees.get("id"))
            enfants = donnees.get("champDescriptors")
            yield Descripteur(
                ref=ref,
                genre=_genre(donnees),
                libelle=une_ligne(_texte(donnees.get("label"))),
                description=nettoyer(_texte(donnees.get("description"))),
                requis=donnees.get("required") is True,
                donnees=donnees,
                enfants=tuple(self.lire(enfants if isinstance(enfants, list) else [])),
            )

    def _ref(self, dit: object) -> str:
        base = une_ligne(str(dit))[:200] if isinstance(dit, str | int) else ""
        ref = base = base or f"n° {self._lus}"
        if ref in self._refs:
            ref = f"{base} (n° {self._lus})"
        while ref in self._refs:
            ref += "'"
        self._refs.add(ref)
        return ref


def _genre(donnees: Mapping[str, Any]) -> str:
    """The type, said by `__typename`, or by `type` in answers of old."""
    dit = _texte(donnees.get("__typename")).removesuffix(_SUFFIXE) or _texte(donnees.get("type"))
    genre = dit.replace("_", "").lower()
    return _PLURIELS.get(genre, genre)

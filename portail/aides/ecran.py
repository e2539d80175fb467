"""What the page of the search shows of its answer, var by var. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portail.aides.criteres import LISTES, PAR_PAGE, Criteres
from portail.aides.resultats import Aussi, Resultats
from portail.aides.views import Carte
from portail.aides.vocabulaire import SOUS_THEMATIQUES, thematique_de
from portail.core.formats import nombre, pluriel
from portail.core.lieux import lieu

SUFFIXE = " – Portail des aides"
TITRE = f"Déposer un dossier{SUFFIXE}"
MONTANTS = (1_000, 5_000, 10_000, 50_000, 100_000, 500_000)
"""Euros: the choices of « au moins »."""
PLACES: dict[tuple[str, str], int] = {
    valeur: place
    for place, valeur in enumerate((genre, code) for genre, liste in LISTES.items() for code in liste)
}
"""The place of each value's count in the one list of them that travels."""
AUSSI_MAX = RETRAITS_MAX = 6
Fines = list[tuple[str, str, int]]
"""The sub-themes of a theme: code, label, place of the count."""


@dataclass(frozen=True)
class Groupe:
    """Cards under a title: « 7 autres répondent en partie »; the first group's is that of the results."""

    titre: str
    cartes: tuple[Carte, ...]


@dataclass(frozen=True)
class Puce:
    """A filter that is set, above the results, to be taken away by a press."""

    genre: str
    valeur: str
    libelle: str


@dataclass(frozen=True)
class Piste:
    """A word that finds something alone."""

    mot: str
    nombre: str


@dataclass(frozen=True)
class Retrait:
    """A filter without which something is found."""

    genre: str
    valeur: str
    libelle: str
    nombre: str


def vue(criteres: Criteres, trouves: Resultats) -> dict[str, Any]:
    """What the page shows of a search, by var."""
    manque = trouves.total - len(trouves.cartes)
    pleines = trouves.total - trouves.partielles
    titre = _titre(trouves)
    groupes = (
        Groupe("", trouves.cartes[:pleines]),
        Groupe(_suite(trouves) if pleines else "", trouves.cartes[pleines:]),
    )
    return demande(criteres) | {
        "titre_page": _titre_page(criteres, trouves.total),
        "groupes": [groupe for groupe in groupes if groupe.cartes],
        "total": titre,
        "annonce": _annonce(titre, trouves, criteres.pages),
        "voir": _voir(trouves.total),
        "vide": trouves.total == 0,
        "reste": f"Afficher {pluriel(min(manque, PAR_PAGE), 'aide')} de plus" if manque else "",
        "comptes": [trouves.comptes.get(valeur, 0) for valeur in PLACES],
        "aussi": explications(un for un in trouves.aussi if not (un.raison == "lieu" and criteres.lieu)),
        "pistes": [Piste(mot, pluriel(combien, "aide")) for mot, combien in trouves.pistes],
    }


def demande(criteres: Criteres) -> dict[str, Any]:
    """What the page shows of the question itself, which needs no answer."""
    choisis = puces(criteres)
    return {
        "texte": criteres.texte,
        "adresse": criteres.adresse,
        "lieu": nom_du_lieu(criteres.lieu),
        "montant": str(criteres.montant) if criteres.montant in MONTANTS else "",
        "cloture": str(criteres.cloture or ""),
        # Without words the best answers are those that close first: it is one choice, not two.
        "tri": "" if criteres.tri == "cloture" and not criteres.texte else criteres.tri,
        "puces": choisis,
        "filtres": len(choisis),
    } | {genre.replace("-", "_") + "s": list(criteres.choisis(genre)) for genre in LISTES}


def puces(criteres: Criteres) -> list[Puce]:
    """The filters that are set, in the order of the page."""
    cases = [
        Puce(genre, code, LISTES[genre][code])
        for genre in ("etat", "beneficiaire", "thematique", "sous-thematique", "nature")
        for code in criteres.choisis(genre)
    ]
    if criteres.lieu:
        cases.append(Puce("lieu", criteres.lieu, nom_du_lieu(criteres.lieu)))
    if criteres.montant:
        montant = str(criteres.montant)
        cases.append(Puce("montant", montant, f"Au moins {nombre(criteres.montant)}\u00a0€"))
    if criteres.cloture:
        jours = str(criteres.cloture)
        cases.append(Puce("cloture", jours, f"Clôture dans les {jours}\u00a0jours"))
    return cases


def sans_un_filtre(criteres: Criteres) -> list[tuple[Puce, Criteres]]:
    """The searches with one filter less, for some of those that are set, then without any."""
    poses = puces(criteres)
    essais = [(p, criteres.avec_filtre(p.genre, p.valeur, False)) for p in poses[:RETRAITS_MAX]]
    tous = (Puce("", "", "Tous les filtres"), criteres.sans_filtres())
    return [*essais, tous] if len(poses) > 1 else essais


def retraits(trouves: Iterable[tuple[Puce, int]]) -> list[Retrait]:
    """The filters without which something is found: the most first, all of them last."""
    utiles = sorted((t for t in trouves if t[1]), key=lambda t: (not t[0].genre, -t[1]))
    return [Retrait(p.genre, p.valeur, p.libelle, pluriel(combien, "aide")) for p, combien in utiles]


def fines(theme: str) -> Fines:
    """The sub-themes of a theme; they are sent once it is unfolded."""
    genre = "sous-thematique"
    return [(code, nom, PLACES[genre, code]) for code, nom in SOUS_THEMATIQUES[theme].items()]


def depliees(criteres: Criteres) -> set[str]:
    """The themes that show their sub-themes for a search: those that hold something ticked."""
    return {*criteres.thematiques, *map(thematique_de, criteres.sous_thematiques)}


def nom_du_lieu(code: str) -> str:
    """« Bergerac (24100, Dordogne) »; empty for no place."""
    trouve = lieu(code)
    return trouve.libelle if trouve else ""


def explications(aussi: Iterable[Aussi]) -> list[list[str]]:
    """How words were read besides, as lines of pieces, every second one stressed."""
    aussi = list(aussi)
    lignes = [
        _ligne("Résultats pour ", [f"«\u00a0{mot}\u00a0»" for mot in un.mots])
        for un in aussi
        if un.raison == "orthographe"
    ]
    lignes += [_ligne("Aides proposées à cet endroit : ", un.mots) for un in aussi if un.raison == "lieu"]
    proches = dict.fromkeys(mot for un in aussi if un.raison == "synonyme" for mot in un.mots)
    if proches:
        lignes.append(
            _ligne("Résultats aussi pour ", [f"«\u00a0{mot}\u00a0»" for mot in list(proches)[:AUSSI_MAX]])
        )
    return lignes


def _ligne(debut: str, mots: Iterable[str]) -> list[str]:
    morceaux = [piece for mot in mots for piece in (", ", mot)]
    return [debut, *morceaux[1:]]


def _titre(trouves: Resultats) -> str:
    pleines = trouves.total - trouves.partielles
    if not trouves.partielles:
        return _trouvees(trouves.total)
    if not pleines:
        return f"{_suite(trouves)} à vos mots"
    return f"{pluriel(pleines, 'aide')} {'répondent' if pleines > 1 else 'répond'} à tous vos mots"


def _suite(trouves: Resultats) -> str:
    combien = trouves.partielles
    if not combien:
        return ""
    nom = "aide" if combien == trouves.total else "autre"
    return f"{pluriel(combien, nom)} {'répondent' if combien > 1 else 'répond'} en partie"


def _trouvees(combien: int) -> str:
    if not combien:
        return "Aucune aide trouvée"
    return f"{pluriel(combien, 'aide')} {'trouvées' if combien > 1 else 'trouvée'}"


def _annonce(titre: str, trouves: Resultats, pages: int) -> str:
    """What is said to those who do not see the list."""
    pleines = trouves.total - trouves.partielles
    dit = f"{titre}, {_suite(trouves)}" if trouves.partielles and pleines else titre
    return f"{dit}, {pluriel(len(trouves.cartes), 'affichée')}" if pages > 1 else dit


def _voir(combien: int) -> str:
    if combien > 1:
        return f"Voir les {pluriel(combien, 'aide')}"
    return "Voir l’aide trouvée" if combien else "Aucune aide : revenir"


def _titre_page(criteres: Criteres, total: int) -> str:
    if not criteres.texte and not criteres.filtres:
        return TITRE
    combien = pluriel(total, "aide") if total else "aucune aide"
    return " – ".join(filter(None, (criteres.texte, combien))) + SUFFIXE

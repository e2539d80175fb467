"""Expressions and answers that hypothesis draws: any tree, any well typed condition, any JSON."""

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from portail.formulaires.expressions import arbre, genres
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.expressions.fonctions import FONCTIONS
from portail.formulaires.expressions.genres import Genre, Portee

MOTS = ("si", "alors", "sinon", "ou", "et", "non", "parmi", "dans", "contient", "oui", "vrai", "faux")
_NOM = st.from_regex("[a-z][a-z0-9_]{0,8}", fullmatch=True)
_LIBRE = _NOM.filter(lambda nom: nom not in (*MOTS, "champ"))

nombres = st.decimals(0, 10**15, allow_nan=False, places=4).map(abs)
montants = st.decimals(0, 10**12, allow_nan=False, places=2).map(abs)
noms = _LIBRE | st.sampled_from(MOTS) | st.tuples(_LIBRE, _NOM).map(".".join)
jsons: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda plus: st.lists(plus, max_size=4) | st.dictionaries(st.text(max_size=8), plus, max_size=4),
    max_leaves=6,
)

feuilles: st.SearchStrategy[Noeud] = st.one_of(
    nombres.map(arbre.Nombre),
    montants.map(arbre.Montant),
    nombres.map(arbre.Pourcentage),
    st.dates().map(arbre.Jour),
    st.text(max_size=15).map(arbre.Texte),
    st.booleans().map(arbre.Booleen),
    noms.map(arbre.Reference),
)


def _calcul(
    gauche: st.SearchStrategy[Noeud], operateurs: str, droite: st.SearchStrategy[Noeud]
) -> st.SearchStrategy[Noeud]:
    return st.builds(arbre.calcul, gauche, st.tuples(st.sampled_from(operateurs), droite))


def _plus(sous: st.SearchStrategy[Noeud]) -> st.SearchStrategy[Noeud]:
    plusieurs = st.lists(sous, min_size=1, max_size=3)
    return st.one_of(
        sous.map(arbre.Oppose),
        sous.map(arbre.Non),
        _calcul(sous, "+-*/", sous),
        st.builds(arbre.Comparaison, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), sous, sous),
        st.builds(arbre.Parmi, sous, plusieurs.map(tuple)),
        st.builds(arbre.Contient, sous, sous),
        plusieurs.map(arbre.conjonction),
        plusieurs.map(arbre.disjonction),
        st.builds(arbre.Si, sous, sous, sous),
        st.builds(arbre.Appel, st.sampled_from([*FONCTIONS]) | _LIBRE, st.lists(sous, max_size=3).map(tuple)),
    )


arbres: st.SearchStrategy[Noeud] = st.recursive(feuilles, _plus, max_leaves=20)

OPTIONS = ("a", "b", "c")
PORTEE: Portee = {
    "texte": genres.TEXTE,
    "entier": genres.NOMBRE,
    "decimal": genres.NOMBRE,
    "montant": genres.MONTANT,
    "autre_montant": genres.MONTANT,
    "jour": genres.DATE,
    "autre_jour": genres.DATE,
    "ouinon": genres.BOOLEEN,
    "certif": genres.BOOLEEN,
    "choix": genres.choix(*OPTIONS),
    "multi": genres.liste(*OPTIONS),
    "pieces": genres.FICHIERS,
    "iban": genres.OPAQUE,
    "fiche.nom": genres.TEXTE,
    "aide.plafond": genres.MONTANT,
}
CHAMPS: list[dict[str, Any]] = [
    {"id": nom, "type": genre, "libelle": "?"}
    for nom, genre in {
        "texte": "texte",
        "entier": "entier",
        "decimal": "decimal",
        "montant": "montant",
        "autre_montant": "montant",
        "jour": "date",
        "autre_jour": "date",
        "ouinon": "oui_non",
        "certif": "certification",
        "pieces": "pieces",
        "iban": "iban",
    }.items()
] + [
    {"id": nom, "type": genre, "libelle": "?", "options": [{"valeur": v, "libelle": v} for v in OPTIONS]}
    for nom, genre in (("choix", "choix"), ("multi", "choix_multiples"))
]
"""Fields of which `PORTEE` says the types."""


def _reference(genre: Genre) -> st.SearchStrategy[Noeud]:
    acceptes = {genre, Genre.FICHIERS} if genre is Genre.NOMBRE else {genre}
    noms_acceptes = [nom for nom, type_ in PORTEE.items() if type_.genre in acceptes]
    return st.sampled_from(noms_acceptes).map(arbre.Reference)


def _appel(nom: str, *arguments: st.SearchStrategy[Noeud]) -> st.SearchStrategy[Noeud]:
    return st.builds(arbre.Appel, st.just(nom), st.tuples(*arguments))


@cache
def valeurs(genre: Genre, niveau: int = 2, *, rempli: bool = True) -> st.SearchStrategy[Noeud]:
    """Well typed expressions of a kind."""
    if genre is Genre.BOOLEEN:
        return conditions(niveau, rempli=rempli)
    simples: dict[Genre, list[st.SearchStrategy[Noeud]]] = {
        Genre.NOMBRE: [nombres.map(arbre.Nombre), nombres.map(arbre.Pourcentage)],
        Genre.MONTANT: [montants.map(arbre.Montant)],
        Genre.DATE: [st.dates().map(arbre.Jour), _appel("aujourdhui"), _appel("debut_depot")],
        Genre.TEXTE: [st.text(max_size=8).map(arbre.Texte)],
        Genre.CHOIX: [],
    }
    choisies = [*simples[genre], _reference(genre)]
    if niveau:
        moins = {
            autre: st.deferred(lambda autre=autre: valeurs(autre, niveau - 1, rempli=rempli))
            for autre in Genre
        }
        choisies += _composees(genre, moins)
    return st.one_of(choisies)


def _composees(genre: Genre, moins: dict[Genre, st.SearchStrategy[Noeud]]) -> list[st.SearchStrategy[Noeud]]:
    siens = moins[genre]
    si = st.builds(arbre.Si, moins[Genre.BOOLEEN], siens, siens)
    if genre in (Genre.TEXTE, Genre.CHOIX):
        return [si]
    extremes = [_appel("min", siens, siens), _appel("max", siens, siens)]
    if genre is Genre.DATE:
        return [si, *extremes]
    nombre, montant, dates = moins[Genre.NOMBRE], moins[Genre.MONTANT], moins[Genre.DATE]
    comptes = [
        si,
        *extremes,
        siens.map(arbre.Oppose),
        _appel("arrondi", siens),
        _calcul(siens, "+-", siens),
        _calcul(siens, "*/", nombre),
    ]
    if genre is Genre.NOMBRE:
        comptes += [
            _calcul(montant, "/", montant),
            _appel("age", dates),
            _appel("jours", dates, dates),
            _appel("longueur", moins[Genre.TEXTE]),
        ]
    return comptes


@cache
def conditions(niveau: int = 3, *, rempli: bool = True) -> st.SearchStrategy[Noeud]:
    """Well typed conditions."""
    atomes = [st.booleans().map(arbre.Booleen), _reference(Genre.BOOLEEN)]
    if rempli:
        atomes.append(_appel("rempli", st.sampled_from([*PORTEE]).map(arbre.Reference)))
    multi, option = st.just(arbre.Reference("multi")), st.sampled_from(OPTIONS).map(arbre.Texte)
    choix = st.just(arbre.Reference("choix"))
    atomes += [
        st.builds(arbre.Contient, multi, option | choix),
        st.builds(arbre.Comparaison, st.sampled_from(["=", "!="]), choix, option),
        st.builds(arbre.Parmi, choix, st.lists(option, min_size=1, max_size=3).map(tuple)),
    ]
    if not niveau:
        return st.one_of(atomes)
    moins = st.deferred(lambda: conditions(niveau - 1, rempli=rempli))
    comparables = (Genre.NOMBRE, Genre.MONTANT, Genre.DATE)
    ordres = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    comparaisons = [
        st.builds(arbre.Comparaison, ordres, compares, compares)
        for compares in (valeurs(genre, niveau - 1, rempli=rempli) for genre in comparables)
    ]
    parties = st.lists(moins, min_size=2, max_size=3)
    composees = [moins.map(arbre.Non), parties.map(arbre.conjonction), parties.map(arbre.disjonction)]
    return st.one_of(*atomes, *comparaisons, *composees)


def reponse(champ: dict[str, Any]) -> st.SearchStrategy[object]:
    """An answer to a field: right, empty, wrong, or any JSON."""
    justes: dict[str, st.SearchStrategy[Any]] = {
        "texte": st.text(max_size=8),
        "entier": st.integers(-(10**6), 10**6),
        "decimal": st.decimals(-1000, 1000, places=2).map(str),
        "montant": st.decimals(0, 10**6, places=2).map(str),
        "date": st.dates().map(lambda jour: jour.isoformat()),
        "oui_non": st.sampled_from(["oui", "non"]),
        "certification": st.booleans(),
        "choix": st.sampled_from(OPTIONS),
        "choix_multiples": st.lists(st.sampled_from(OPTIONS), unique=True),
        "iban": st.just("FR7630006000011234567890189"),
    }
    juste = justes.get(champ["type"], st.none())
    return juste | st.sampled_from(["", None, Decimal.__name__]) | jsons


reponses: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {}, optional={champ["id"]: reponse(champ) for champ in CHAMPS}
)

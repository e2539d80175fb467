"""Forms that hypothesis draws: every type of field, any text, limits, options, well typed conditions."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from portail.formulaires.expressions.ecriture import ecrire
from portail.formulaires.expressions.genres import Genre
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import TYPES
from tests.expressions import CHAMPS, conditions, valeurs

textes = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda texte: texte.strip())
longs = st.lists(textes, min_size=1, max_size=6).map("\n".join) | st.lists(
    st.sampled_from(["mot", "deux :", "# trois", "-", "'", '"', "é", "\u00a0»", ""]), min_size=20, max_size=60
).map(" ".join).filter(lambda texte: texte.strip())
formules = conditions(1).map(ecrire)
nombres = st.decimals(-(10**9), 10**9, places=2) | st.integers(-1000, 1000)
slugs = st.from_regex("[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True) | st.sampled_from(
    ["oui", "non", "on", "no", "01", "2024", "1e3", "null", "true", "0x1"]
)
options = st.lists(
    st.fixed_dictionaries({"valeur": slugs, "libelle": textes}),
    min_size=2,
    max_size=5,
    unique_by=lambda o: o["valeur"],
)
_LIMITES: dict[str, st.SearchStrategy[Any]] = {
    "aide": textes | longs,
    "intro": textes,
    "nom_rangee": textes,
    "longueur_max": st.integers(1, 20_000),
    "minimum": nombres,
    "maximum": nombres,
    "au_plus_tot": st.dates().map(str),
    "nombre_max": st.integers(2, 100),
    "familles": st.sampled_from([["pdf"], ["image", "pdf"]]),
    "requis": st.booleans() | formules,
    "afficher_si": formules,
    "valide_si": formules,
    "texte": longs,
}


def _entrees(numero: int, genre: str) -> st.SearchStrategy[dict[str, Any]]:
    rubriques = TYPES[genre].model_fields
    fixes: dict[str, Any] = {"id": st.just(f"champ_{numero}"), "type": st.just(genre), "libelle": textes}
    if "texte" in rubriques:
        fixes["texte"] = longs
    if "options" in rubriques:
        fixes["options"] = options
    if "formule" in rubriques:
        fixes["formule"] = valeurs(Genre.MONTANT, 1).map(ecrire)
    if "champs" in rubriques:
        fixes["champs"] = _dedans(numero)
    libres = {nom: limite for nom, limite in _LIMITES.items() if nom in rubriques and nom not in fixes}
    return st.fixed_dictionaries(fixes, optional=libres).map(_avec_message)


def _dedans(numero: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    simples = st.sampled_from(["texte", "entier", "date", "choix", "oui_non"])
    genres = st.lists(simples, min_size=1, max_size=3)
    return genres.flatmap(
        lambda tires: st.tuples(*(_entrees(100 * numero + rang + 100, un) for rang, un in enumerate(tires)))
    ).map(list)


def _avec_message(champ: dict[str, Any]) -> dict[str, Any]:
    return champ | {"message_invalide": "Corrigez."} if "valide_si" in champ else champ


@st.composite
def formulaires(draw: st.DrawFn) -> Formulaire:
    """A form that is right. A type whose class wants more than `_LIMITES` knows is drawn again."""
    genres = draw(st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=6))
    champs = [draw(_entrees(numero, genre)) for numero, genre in enumerate(genres)]
    ecrit = {
        "titre": draw(textes),
        "introduction": draw(longs | st.just("")),
        "etapes": [
            {"id": "premiere", "titre": "Première", "champs": CHAMPS},
            {"id": "seconde", "titre": draw(textes), "champs": champs},
        ],
    }
    try:
        return Formulaire.model_validate(ecrit)
    except ValidationError:
        assume(False)
        raise

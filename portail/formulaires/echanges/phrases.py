"""What pydantic found wrong in a form, said in French to who wrote it: what is wrong, and what to write."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from portail.core.formats import nombre, pluriel
from portail.formulaires.expressions import ExpressionRefusee

_MONTRES_MAX = 12
_MONTRE_MAX = 40
_ENTIER = "on attend un nombre entier, sans espace, comme 1500"
_NOMBRE = "on attend un nombre, sans espace ni unité, avec un point, comme 1500.50"
_JOUR = "on attend une date, comme 2026-03-01"
_OUI_NON = "on attend true ou false"
_EN_LISTE = "on attend une liste : une ligne « - … » par élément"
OBJET = "on attend des rubriques, une par ligne : « nom : valeur »"

_SIMPLES: Mapping[str, str] = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _ENTIER),
    **dict.fromkeys(
        ("decimal_type", "decimal_parsing", "float_type", "float_parsing", "finite_number"), _NOMBRE
    ),
    **dict.fromkeys(("decimal_max_digits", "decimal_max_places", "decimal_whole_digits"), _NOMBRE),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), _JOUR),
    **dict.fromkeys(("date_from_datetime_inexact", "datetime_parsing", "datetime_type"), _JOUR),
    **dict.fromkeys(("bool_type", "bool_parsing"), _OUI_NON),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), _EN_LISTE),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "dataclass_type"), OBJET),
    "string_type": "on attend un texte",
    "string_unicode": "ce texte contient un caractère impossible",
    "date_past": "on attend une date passée",
    "date_future": "on attend une date à venir",
    "union_tag_not_found": "« type » manque",
}
_BORNES: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("ge", "on attend {} au moins"),
    "greater_than": ("gt", "on attend plus de {}"),
    "less_than_equal": ("le", "on attend {} au plus"),
    "less_than": ("lt", "on attend moins de {}"),
    "multiple_of": ("multiple_of", "on attend un multiple de {}"),
}


def phrase_de(erreur: ErrorDetails) -> str:
    """The sentence of a mistake, whatever its kind; unknown names are said by `nom_inconnu`."""
    genre, ctx = erreur["type"], erreur.get("ctx", {})
    if erreur["input"] is None and genre != "missing":
        return "cette rubrique est vide : écrivez sa valeur, ou retirez la ligne"
    if genre in _SIMPLES:
        return _SIMPLES[genre]
    if genre in _BORNES:
        nom, modele = _BORNES[genre]
        return modele.format(_chiffre(ctx[nom]))
    if genre in _COMPOSEES:
        return _COMPOSEES[genre](erreur, ctx)
    return "cette valeur ne convient pas"


def refus_de(erreur: ErrorDetails) -> ExpressionRefusee | None:
    """What is wrong in an expression, if it is one."""
    cause = erreur.get("ctx", {}).get("error")
    return cause if isinstance(cause, ExpressionRefusee) else None


def nom_inconnu(nom: str, permis: Sequence[str], types: Sequence[str], genre: str) -> str:
    """What to say of an entry that has no sense: the near one, or the types of field that have it."""
    if types and genre:
        return f"« {nom} » n’a pas de sens pour le type « {genre} », seulement pour {_liste(types)}"
    dit = f"« {nom[:_MONTRE_MAX]} » est inconnu"
    return dit + (_proche(nom, permis) or f" ; on attend {_liste(sorted(permis), 'ou')}")


def proche(nom: str, connus: Iterable[str]) -> str | None:
    """The known word that was meant, most likely."""
    return next(iter(difflib.get_close_matches(_simplifie(nom[:100]), list(connus), n=1)), None)


def types_permis(erreur: ErrorDetails) -> list[str]:
    """The types of field there are, when one is not among them."""
    return re.findall(r"'([^']*)'", str(erreur.get("ctx", {}).get("expected_tags", "")))


def _chiffre(valeur: object) -> str:
    return nombre(valeur) if isinstance(valeur, int) else str(valeur).replace(".", ",")


def _proche(nom: object, connus: Iterable[str]) -> str:
    trouve = proche(str(nom), connus)
    return f" ; vouliez-vous dire « {trouve} » ?" if trouve else ""


def _simplifie(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.lower())
    return "".join(signe for signe in decompose if not unicodedata.combining(signe))


def _liste(mots: Sequence[str], et: str = "et") -> str:
    montres = [f"« {mot} »" for mot in mots[:_MONTRES_MAX]]
    if len(mots) > _MONTRES_MAX:
        return f"{', '.join(montres)}…"
    return f" {et} ".join([", ".join(montres[:-1]), montres[-1]] if len(montres) > 1 else montres)


def _valeur_hors_liste(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    permis = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
    dit = f"« {str(erreur['input'])[:_MONTRE_MAX]} » n’est pas accepté"
    return dit + (_proche(erreur["input"], permis) or f" ; on attend {_liste(permis, 'ou')}")


def _type_inconnu(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    permis = types_permis(erreur)
    dit = f"« {str(ctx['tag'])[:_MONTRE_MAX]} » n’est pas un type de champ"
    return dit + (_proche(ctx["tag"], permis) or f" ; on attend {_liste(sorted(permis), 'ou')}")


def _forme(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    """An identifier written in a way addresses and expressions cannot have: say how it could be."""
    motif, dit = str(ctx["pattern"]), str(erreur["input"])
    liant = "_" if "_" in motif else "-"
    propose = re.sub(r"[^a-z0-9]+", liant, _simplifie(dit)).strip(liant)[:64]
    conseil = f" ; écrivez par exemple « {propose} »" if re.fullmatch(motif, propose) else ""
    if liant == "_":
        regle = "des minuscules sans accent, des chiffres et « _ », une lettre d’abord"
    else:
        regle = "des minuscules sans accent, des chiffres et des tirets"
    return f"« {dit[:_MONTRE_MAX]} » ne peut pas être un identifiant : {regle}{conseil}"


def _texte_court(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    if ctx["min_length"] == 1:
        return "ce texte est vide"
    return f"ce texte compte moins de {pluriel(ctx['min_length'], 'caractère')}"


def _texte_long(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    return f"ce texte dépasse {pluriel(ctx['max_length'], 'caractère')}"


def _peu(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    return f"il en faut au moins {nombre(ctx['min_length'])}"


def _trop(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    return f"il en faut au plus {nombre(ctx['max_length'])}"


def _manque(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    return f"« {erreur['loc'][-1]} » manque"


def _dite(erreur: ErrorDetails, ctx: Mapping[str, Any]) -> str:
    """A sentence of the schema itself, without the field's name, which is said before."""
    cause = ctx.get("error")
    dit = cause.phrase if isinstance(cause, ExpressionRefusee) else str(cause)
    return re.sub(r"^« [a-z0-9_]+ » : ", "", dit)


_COMPOSEES: Mapping[str, Callable[[ErrorDetails, Mapping[str, Any]], str]] = {
    "missing": _manque,
    "enum": _valeur_hors_liste,
    "literal_error": _valeur_hors_liste,
    "union_tag_invalid": _type_inconnu,
    "string_pattern_mismatch": _forme,
    "string_too_short": _texte_court,
    "string_too_long": _texte_long,
    "too_short": _peu,
    "too_long": _trop,
    "value_error": _dite,
    "assertion_error": _dite,
}

"""Why a text is no YAML, in French, for who wrote a form: the trap, and the way out."""

from typing import Any

from yaml.error import MarkedYAMLError

from portail.formulaires.expressions.arbre import Lieu

_GUILLEMETS = "mettez tout le texte entre apostrophes, ou sous « >- »"
_PHRASES: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        f"« : » suivi d’une espace annonce une valeur, et ne va pas ici ; {_GUILLEMETS}",
    ),
    ("could not find expected ':'", "« : » manque après ce nom"),
    ("found character '\\t'", "une tabulation ne va pas ici ; décalez les lignes avec des espaces"),
    ("found character '%'", f"un texte ne commence pas par « % » ; {_GUILLEMETS}"),
    ("found character '@'", f"un texte ne commence pas par « @ » ; {_GUILLEMETS}"),
    ("found character '`'", f"un texte ne commence pas par « ` » ; {_GUILLEMETS}"),
    ("while scanning a quoted scalar", "ce texte n’est pas refermé, ou une ligne est mal décalée"),
    ("found unknown escape character", "cet échappement « \\ » est inconnu ; préférez les apostrophes"),
    ("while scanning an alias", f"un texte ne commence pas par « * » ; {_GUILLEMETS}"),
    ("while scanning an anchor", f"un texte ne commence pas par « & » ; {_GUILLEMETS}"),
    ("while scanning a block scalar", "après « | » ou « > », écrivez le texte décalé, à la ligne suivante"),
    ("while scanning a tag", f"un texte ne commence pas par « ! » ; {_GUILLEMETS}"),
    ("while parsing a tag", f"un texte ne commence pas par « ! » ; {_GUILLEMETS}"),
    ("found undefined tag handle", f"un texte ne commence pas par « ! » ; {_GUILLEMETS}"),
    ("expected ',' or ']'", "cette liste « [ » n’est pas refermée, ou une virgule manque"),
    ("expected ',' or '}'", "cet objet « { » n’est pas refermé, ou une virgule manque"),
    ("found duplicate anchor", "ce nom « & » est déjà pris"),
    ("directive", "une ligne qui commence par « % » n’a pas de sens ici"),
    ("expected '<document start>'", "cette ligne est mal décalée, ou suit un formulaire déjà fini"),
    ("sequence entries are not allowed", "« - » ne va pas ici ; commencez-le sur la ligne suivante"),
    (
        "expected <block end>, but found '<scalar>'",
        f"ce texte suit un texte refermé ; s’il commence par un guillemet, {_GUILLEMETS}",
    ),
    ("expected <block end>, but found '?'", "cette ligne est mal décalée"),
    ("expected <block end>, but found", "cette ligne est mal décalée, ou un signe ne va pas ici"),
    ("expected the node content", "une valeur manque ici"),
)  # fmt: skip


def phrase_de_syntaxe(erreur: MarkedYAMLError) -> tuple[Lieu, str]:
    """Where a YAML text goes wrong, and what to do."""
    marque = erreur.problem_mark or erreur.context_mark
    dit = f"{erreur.context or ''} {erreur.problem or ''}"
    phrase = next((phrase for signe, phrase in _PHRASES if signe in dit), "ce passage n’est pas du YAML")
    if "while scanning a quoted scalar" in dit and erreur.context_mark:
        marque = erreur.context_mark  # the end of the file says nothing of where it should have been closed
    return lieu_de_marque(marque), phrase


def lieu_de_marque(marque: Any) -> Lieu:
    """A place as the parser counts it, from zero; the beginning when it does not know."""
    return Lieu(marque.line + 1, marque.column + 1, marque.index) if marque else Lieu()

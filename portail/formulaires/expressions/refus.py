"""Why a text is no expression: a sentence in French, and where."""

import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from portail.formulaires.expressions.arbre import Lieu

_VALEUR = {"NOMBRE", "NOM"}
_MOTS = {
    "ALORS": "« alors »",
    "SINON": "« sinon »",
    "RPAR": "« ) »",
    "RSQB": "« ] »",
    "LSQB": "« [ »",
    "_SEPARATEUR": "une virgule",
    "COMPARATEUR": "une comparaison",
    "PLUS": "un calcul",
    "_ET": "« et »",
    "_OU": "« ou »",
    "$END": "la fin",
}
_MONTRE_MAX = 30
_AILLEURS = {
    "==": "=", "===": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "et", "&": "et", "||": "ou", "|": "ou",
    "!": "non", "and": "et", "or": "ou", "not": "non", "in": "parmi", "if": "si",
    "true": "vrai", "false": "faux",
}  # fmt: skip
"""What other languages write, and how it is written here."""
_SIGNES = "=<>&|!"


class ExpressionRefusee(ValueError):
    """`phrase` says what is wrong and what was expected, `lieu` where; `str` says both."""

    def __init__(self, phrase: str, lieu: Lieu) -> None:
        super().__init__(f"ligne {lieu.ligne}, colonne {lieu.colonne} : {phrase}")
        self.phrase = phrase
        self.lieu = lieu


def refus_de_lecture(erreur: UnexpectedInput, texte: str) -> ExpressionRefusee:
    """What the parser stumbled on, in words."""
    if (ailleurs := _d_ailleurs(erreur, texte)) is not None:
        return ailleurs
    if isinstance(erreur, UnexpectedToken):
        fini = erreur.token.type == "$END"
        lieu = _fin(texte) if fini else lieu_de(texte, erreur.token.start_pos or 0)
        attendu = _attendu(erreur.accepts or erreur.expected)
        if fini:
            return ExpressionRefusee(f"l’expression s’arrête trop tôt ; on attend {attendu}", lieu)
        return ExpressionRefusee(f"« {extrait(erreur.token)} » ne va pas ici ; on attend {attendu}", lieu)
    indice = erreur.pos_in_stream or 0
    return ExpressionRefusee(_caractere(erreur, texte[indice : indice + 1]), lieu_de(texte, indice))


def _d_ailleurs(erreur: UnexpectedInput, texte: str) -> ExpressionRefusee | None:
    """The same in the words of another language: « a == b », « a && b », « a and b »."""
    debut = fin = max(erreur.pos_in_stream or 0, 0)
    if texte[debut : debut + 1] in tuple(_SIGNES):
        while debut and texte[debut - 1] in _SIGNES:
            debut -= 1
        while texte[fin : fin + 1] in tuple(_SIGNES):
            fin += 1
    elif avant := re.search(r"\b(?:not|if)\s+$", texte[:debut], re.IGNORECASE):  # taken for a name until here
        debut, fin = avant.start(), avant.start() + len(avant[0].rstrip())
    else:
        fin += len(texte[debut:].partition(" ")[0])
    mot = texte[debut:fin]
    if (ici := _AILLEURS.get(mot.lower())) is None:
        return None
    return ExpressionRefusee(f"« {mot} » s’écrit « {ici} »", lieu_de(texte, debut))


def _caractere(erreur: UnexpectedInput, signe: str) -> str:
    if signe in ('"', "«"):
        fermant = "»" if signe == "«" else signe
        return f"ce texte n’est pas refermé ; on attend « {fermant} » sur la même ligne"
    if signe in ("“", "”", "'", "’"):
        return f'« {signe} » n’entoure pas un texte ; on attend "…" ou « … »'
    if not isinstance(erreur, UnexpectedCharacters) or not signe.isprintable():
        return "un caractère invisible ne va pas ici"
    return f"« {signe} » n’a pas de sens ici"


def _attendu(terminaux: set[str]) -> str:
    mots = ["une valeur"] if terminaux >= _VALEUR else []
    mots += [mot for terminal, mot in _MOTS.items() if terminal in terminaux]
    return " ou ".join([", ".join(mots[:-1]), mots[-1]] if len(mots) > 1 else mots) or "autre chose"


def extrait(texte: str) -> str:
    """The beginning of a text, to be quoted."""
    return texte if len(texte) <= _MONTRE_MAX else f"{texte[:_MONTRE_MAX]}…"


def lieu_de(texte: str, indice: int) -> Lieu:
    """The line and the column of an index."""
    debut = texte.rfind("\n", 0, indice) + 1
    return Lieu(texte.count("\n", 0, indice) + 1, indice - debut + 1, indice)


def _fin(texte: str) -> Lieu:
    return lieu_de(texte, len(texte.rstrip()))

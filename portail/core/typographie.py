"""French texts as a printer sets them, whoever typed them. Pure.

Spaces are replaced, never added; addresses of the web stay as they are.
"""

import re

_ADRESSE = re.compile(r"((?:https?://|www\.)\S+)")
_A_COMPOSER = re.compile("[ '\"]|\\.\\.\\.")
_UNITES = "€|%|k€|M€|m²|km|ha|kW|kWc|kWh|MW|MWc|MWh|GWh|kg|h|ans?|jours?|mois|euros?|habitants|heures"
_MILLIERS = re.compile(r"(?<![\d,.] )(?<![\d,.])[1-9]\d{0,2}(?: \d{3})+(?! ?\d)")
_REGLES = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    (re.compile(r'(?<![\w"])"(?=[^\s"])([^"\n]*[^\s"])"(?![\w"])'), "«\u00a0\\1\u00a0»"),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    (re.compile(r"(?<=\() +| +(?=\))"), ""),
    (re.compile(r"(?<=\S) - (?=\S)"), " – "),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITES})(?!\w))"), "\u00a0"),
    (re.compile(r"(?<=\bn°) (?=\d)"), "\u00a0"),
    (re.compile(r"(?<=\S) (?=[:;?!»])"), "\u00a0"),
    (re.compile(r"(?<=«) (?=\S)"), "\u00a0"),
)


def francais(texte: str) -> str:
    """A sentence, or a piece of one, with its apostrophes, quotes, dashes and spaces that do not break."""
    if not _A_COMPOSER.search(texte):
        return texte
    morceaux = _ADRESSE.split(texte)
    return "".join(un if rang % 2 else _composer(un) for rang, un in enumerate(morceaux))


def _composer(texte: str) -> str:
    texte = _MILLIERS.sub(lambda nombre: nombre[0].replace(" ", "\u202f"), texte)
    for motif, remplace in _REGLES:
        texte = motif.sub(remplace, texte)
    return texte

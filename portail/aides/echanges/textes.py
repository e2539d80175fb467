"""Texts of a feed, HTML or typed in a spreadsheet, made into Markdown that reads well. Pure.

Cleaning twice changes nothing: what is exported and imported again is the same.
"""

import html
import re
import unicodedata

import nh3
from markdownify import markdownify

from portail.core.saisie import sans_impossible, sans_piles

TAGS = {
    "a", "b", "br", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
BALISE = re.compile(
    r"<!--(?:(?!<!--|-->).)*-->|<!\[?[a-zA-Z][^<>]*>|</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>", re.S
)
"""A tag, whatever its name; « < 5 000 € » and « <contact@exemple.fr> » are none."""
_DEBUT_DE_BALISE = re.compile("<+(?=[/!a-zA-Z])")
_ENTITE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_INVISIBLES = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LIGNES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SANS_RIEN_A_OTER = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20ac\u2190-\u21ff\u2500-\u27bf]*"
)
"""Letters, signs and spaces of European texts, composed: nearly all of them, told ten times as fast."""
_TOURS = 8

_SURES = "•■▪●◦▸►▶➢➤✓✔❖□\uf0a7\uf0b7\uf0d8\uf0fc"
"""Signs that begin an item and nothing else; the last ones are those of Word's own font."""
_ITEM = re.compile(rf"(\s*)(?:[{_SURES}]\s*|[-–—‒*·>o](?:[ \u00a0\t]+)|-(?=[^\W\d]))(?=\S)")
_NUMERO = re.compile(r"\s*\d{1,3}[.)] ")
_DANS_LA_LIGNE = re.compile(
    rf"(?<=\S)[ \u00a0]*[{_SURES}][ \u00a0]*(?=\S)|(?<=[:;])[ \u00a0]+[-–][ \u00a0]+(?=\S)"
)
_INTACTE = re.compile(r"\s*(?:\||#{1,6} |```)")
"""A line that Markdown reads by itself: tables, titles."""


def en_markdown(texte: str) -> str:
    """The Markdown of a cell, whatever it was typed with."""
    texte = _ordinaire(texte)
    for _ in range(_TOURS):  # what was escaped twice is opened twice, a bullet before a bullet taken off
        propre = _une_fois(texte)
        if propre == texte:
            break
        texte = propre
    return texte


def _une_fois(texte: str) -> str:
    if ("<" in texte and BALISE.search(texte)) or ("&" in texte and _ENTITE.search(texte)):
        texte = _ordinaire(_sans_balises(texte))
    return _mettre_en_lignes(_plus_une_balise(texte))


def en_ligne(texte: str) -> str:
    """A text on one line, without tags or entities; spaces that do not break are kept."""
    texte = _ordinaire(texte)
    for _ in range(_TOURS if "<" in texte or "&" in texte else 0):
        ouvert = _ordinaire(html.unescape(BALISE.sub(" ", texte)))
        if ouvert == texte:
            break
        texte = ouvert
    return re.sub("[ \t\n]+", " ", _plus_une_balise(texte)).strip()


def sans_markdown(texte: str) -> str:
    """The words of a Markdown text, one paragraph or item a line."""
    texte = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", texte)
    texte = re.sub(r"(?m)^\s*(?:[-*+]|#{1,6}|\d{1,3}[.)])\s+", "", texte)
    texte = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", texte)
    lignes = [ligne.strip() for ligne in texte.split("\n") if not re.fullmatch(r"[\s|:-]*", ligne)]
    return "\n".join(lignes)


def _plus_une_balise(texte: str) -> str:
    """Without what a parser left; tags made to be taken off one by one, for ever, lose their first sign."""
    for _ in range(_TOURS):
        if "<" not in texte or not BALISE.search(texte):
            return texte
        texte = BALISE.sub("", texte)
    return _DEBUT_DE_BALISE.sub("", texte)


def _ordinaire(texte: str) -> str:
    if _SANS_RIEN_A_OTER.fullmatch(texte):
        return texte
    texte = _LIGNES.sub("\n", sans_piles(sans_impossible(texte)))
    texte = _CONTROLES.sub("", _INVISIBLES.sub("", texte))
    return unicodedata.normalize("NFC", texte)


def _sans_balises(texte: str) -> str:
    if not BALISE.search(texte):
        return html.unescape(texte)
    if not re.search(r"<(?:p|div|br|li|ul|ol|h[1-6]|table)\b", texte, re.IGNORECASE):
        texte = texte.replace("\n", "<br>")  # words in bold inside typed lines: the lines are meant
    # What only looks like a tag would make the parser drop the rest of the text.
    morceaux, fin = [], 0
    for balise in BALISE.finditer(texte):
        morceaux += [texte[fin : balise.start()].replace("<", "&lt;"), balise[0]]
        fin = balise.end()
    propre = nh3.clean(
        "".join([*morceaux, texte[fin:].replace("<", "&lt;")]),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    try:
        return str(
            markdownify(
                propre,
                bullets="-",
                heading_style="atx",
                escape_asterisks=False,
                escape_underscores=False,
                escape_misc=False,
            )
        )
    except RecursionError:  # hundreds of tags inside each other mean nothing: the words alone are kept
        return html.unescape(BALISE.sub("\n", propre))


def _mettre_en_lignes(texte: str) -> str:
    """Bullets become items, wrapped lines are joined, other lines are paragraphs."""
    lignes = [bout.rstrip(" \t\u00a0\\") for ligne in texte.split("\n") for bout in _couper(ligne)]
    decalees = _decalees(lignes)
    blocs: list[str] = []
    vide, dernier, retraits = True, "", [0]
    for ligne, decalee in zip(lignes, decalees, strict=True):
        if not ligne.strip():
            vide = True
            continue
        item = _ITEM.match(ligne) if not _INTACTE.match(ligne) else None
        if item or decalee:
            retraits = _retraits(retraits, len(item[1]) if item else 0, suite=dernier == "item")
            mots = ligne[item.end() :] if item else ligne
            _ajouter(blocs, "  " * (len(retraits) - 1) + "- " + _serrer(mots), dernier == "item")
            dernier = "item"
        elif _INTACTE.match(ligne) or _NUMERO.match(ligne):
            genre = (
                "table" if ligne.lstrip().startswith("|") else "numero" if _NUMERO.match(ligne) else "titre"
            )
            _ajouter(blocs, _serrer(ligne), dernier == genre != "titre")
            dernier = genre
        elif blocs and not vide and dernier != "table" and _continue(blocs[-1], ligne):
            blocs[-1] = f"{blocs[-1]} {_serrer(ligne)}"
        else:
            _ajouter(blocs, _serrer(ligne), False)
            dernier = "paragraphe"
        vide = False
    return "\n".join(blocs).strip()


def _genre(ligne: str) -> str:
    if ligne.lstrip().startswith("|"):
        return "table"
    return "numero" if _NUMERO.match(ligne) else "titre"


def _ajouter(blocs: list[str], bloc: str, serre: bool) -> None:
    if blocs and not serre:
        blocs.append("")
    blocs.append(bloc)


def _couper(ligne: str) -> list[str]:
    """Items that stand one after the other on a line, each on its own."""
    bouts = _DANS_LA_LIGNE.split(ligne) if not _INTACTE.match(ligne) else [ligne]
    return [bouts[0], *(f"- {bout}" for bout in bouts[1:])]


def _decalees(lignes: list[str]) -> list[bool]:
    """Lines that begin with one space: items whose bullet was lost, when there are several of them."""
    pleines = [i for i, ligne in enumerate(lignes) if ligne.strip()]
    seules = {i for i in pleines if re.match(r"[ \u00a0][^\W\d_]", lignes[i])}
    voisines = {
        i
        for avant, i, apres in zip([-1, *pleines], pleines, [*pleines[1:], -1], strict=False)
        if i in seules and {avant, apres} & seules
    }
    return [i in voisines for i in range(len(lignes))]


def _retraits(retraits: list[int], retrait: int, *, suite: bool) -> list[int]:
    """The indents of the items one is inside of, three deep at most."""
    if not suite:
        return [retrait]
    dedans = [un for un in retraits if un < retrait]
    if not dedans:
        return [retrait]
    return [*dedans, retrait] if len(dedans) < 3 else dedans


def _continue(avant: str, ligne: str) -> bool:
    """Whether a line goes on with the sentence above it: it was wrapped, not ended."""
    debut = ligne.lstrip()[:1]
    return debut.islower() and not avant.endswith((":", ".", "!", "?"))


def _serrer(ligne: str) -> str:
    return re.sub("[ \t]+", " ", ligne).strip(" \t\u00a0")

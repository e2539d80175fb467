"""Markdown as blocks for the PDF templates: walked token by token, so that text stays text.

A block is a dict whose `t` is `titre` (with `niveau`), `para`, `liste` (with `ordonnee`, `debut`, `items`,
each a list of blocks), `citation` (with `blocs`), `filet` or `tableau` (with `courtes`, `entetes` and
`lignes`, cells being inlines). Inlines are lists of `{"t": "texte" | "saut" | "gras" | "ital" | "lien", …}`.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from portail.partners.pdf_texte import Json

# `html: False` shows tags as the text they are; links are our own affair, so nothing is guessed.
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_COURTE = 32  # characters
_SCHEMAS = {"https", "http", "mailto", "tel"}


def blocs(markdown: str) -> list[Json]:
    """The document's blocks; heading levels are renumbered from 1 without a gap, as PDF/UA asks."""
    racine = SyntaxTreeNode(_markdown.parse(markdown))
    return _blocs(racine.children, [])


def _blocs(noeuds: Sequence[SyntaxTreeNode], niveaux: list[int]) -> list[Json]:
    """`niveaux` is the stack of the source's open heading levels, shared by the whole document."""
    return [bloc for noeud in noeuds if (bloc := _bloc(noeud, niveaux))]


def _bloc(noeud: SyntaxTreeNode, niveaux: list[int]) -> Json:
    match noeud.type:
        case "heading":
            return {"t": "titre", "niveau": _niveau(int(noeud.tag[1:]), niveaux), "inline": _ligne(noeud)}
        case "paragraph":
            return {"t": "para", "inline": _ligne(noeud)}
        case "bullet_list" | "ordered_list":
            items: list[Json] = [_blocs(item.children, niveaux) for item in noeud.children]
            ordonnee = noeud.type == "ordered_list"
            return {
                "t": "liste",
                "ordonnee": ordonnee,
                "debut": int(noeud.attrGet("start") or 1),
                "items": items,
            }
        case "blockquote":
            return {"t": "citation", "blocs": _blocs(noeud.children, niveaux)}
        case "fence" | "code_block":
            return {"t": "para", "inline": [{"t": "texte", "v": noeud.content.rstrip()}]}
        case "hr":
            return {"t": "filet"}
        case "table":
            return _tableau(noeud)
    return None


def _niveau(source: int, niveaux: list[int]) -> int:
    while niveaux and niveaux[-1] >= source:
        niveaux.pop()
    niveaux.append(source)
    return len(niveaux)


def _tableau(noeud: SyntaxTreeNode) -> Json:
    """Columns of short cells (`courtes`) take their own width, the others share what is left."""
    rangees = [rangee.children for partie in noeud.children for rangee in partie.children]
    colonnes = zip(*rangees, strict=True)
    courtes: list[Json] = [max(map(_longueur, colonne)) <= _COURTE for colonne in colonnes]
    cellules: list[Json] = [[_ligne(cellule) for cellule in rangee] for rangee in rangees]
    return {
        "t": "tableau",
        "courtes": [False, *courtes[1:]],
        "entetes": cellules[0],
        "lignes": cellules[1:],
    }


def _longueur(cellule: SyntaxTreeNode) -> int:
    return sum(len(enfant.content) for enfant in cellule.children)


def _ligne(noeud: SyntaxTreeNode) -> list[Json]:
    return [element for enfant in noeud.children for element in _inline(enfant)]


def _inline(noeud: SyntaxTreeNode) -> list[Json]:
    match noeud.type:
        case "inline":
            return _ligne(noeud)
        case "strong" | "em":
            return [{"t": "gras" if noeud.type == "strong" else "ital", "inline": _ligne(noeud)}]
        case "link":
            return _lien(noeud)
        case "softbreak":
            return [{"t": "texte", "v": " "}]
        case "hardbreak":
            return [{"t": "saut"}]
    # An image is worth its description here; `content` holds it, as it does the text of every leaf.
    return [{"t": "texte", "v": noeud.content}] if noeud.content else []


def _lien(noeud: SyntaxTreeNode) -> list[Json]:
    url = str(noeud.attrGet("href") or "")
    if urlsplit(url).scheme not in _SCHEMAS:
        return _ligne(noeud)
    return [{"t": "lien", "url": url, "inline": _ligne(noeud)}]

"""A mail's body, from Markdown: a sober HTML with a plain text twin that says the same."""

import re
import textwrap
from html import escape
from importlib.resources import files
from string import Template
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portail.core.couleurs import contraste
from portail.core.saisie import une_ligne

_LARGEUR = 76  # columns of the plain text
_ENCRE, _BLANC = "#1b1b1b", "#ffffff"
_STYLES = {
    "p": "margin:0 0 16px",
    "h1": "margin:0 0 16px;font-size:24px;line-height:1.25",
    "h2": "margin:24px 0 12px;font-size:20px;line-height:1.3",
    "h3": "margin:24px 0 8px;font-size:18px;line-height:1.3",
    "ul": "margin:0 0 16px;padding:0 0 0 24px",
    "ol": "margin:0 0 16px;padding:0 0 0 24px",
    "li": "margin:0 0 8px",
    "blockquote": "margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #8a8a8a",
    "hr": "margin:24px 0;border:0;border-top:1px solid #8a8a8a",
}


class Rendu(NamedTuple):
    """The two faces of a mail."""

    texte: str
    html: str


def echapper(texte: str) -> str:
    """`texte` on one line, so that Markdown takes nothing in it for markup: for whatever a person typed."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", une_ligne(texte))


def rendre(corps_markdown: str, *, collectivite: str, accent: str, contact: str = "") -> Rendu:
    """The mail of a Markdown body (CommonMark without HTML, images or code blocks).

    The first paragraph made of a single link becomes the button. `accent` is « #rrggbb »; `contact` is a mail
    address for the foot. Values typed by people must go through `echapper` before they enter the body.
    """
    jetons = _markdown().parse(corps_markdown)
    bouton = _bouton(jetons)
    pied = [f"Ce message a été envoyé automatiquement par le portail des aides, {collectivite}."]
    if contact:
        pied.append(f"Une question\u00a0? Écrivez-nous à {contact}.")
    return Rendu(_texte(jetons, bouton, pied), _html(jetons, bouton, pied, collectivite, accent))


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "code", "fence", "html_inline", "html_block"]
    )


def _bouton(jetons: list[Token]) -> int | None:
    """The index of the first paragraph that is one link and nothing else."""
    for rang, jeton in enumerate(jetons):
        enfants = jeton.children or []
        if (
            jeton.type == "inline"
            and jeton.level == 1
            and jetons[rang - 1].type == "paragraph_open"
            and len(enfants) > 2
            and [e.type for e in enfants if e.type.startswith("link_")] == ["link_open", "link_close"]
            and (enfants[0].type, enfants[-1].type) == ("link_open", "link_close")
        ):
            return rang
    return None


def _html(jetons: list[Token], bouton: int | None, pied: list[str], collectivite: str, accent: str) -> str:
    lien = accent if contraste(accent, _BLANC) >= 4.5 else _ENCRE
    sur_accent = max((_BLANC, _ENCRE), key=lambda couleur: contraste(accent, couleur))
    affiches = list(jetons)
    if bouton is not None:
        contenu = _html_bouton(jetons[bouton], accent, sur_accent)
        affiches[bouton - 1 : bouton + 2] = [Token("html_block", "", 0, content=contenu)]
    for jeton in (j for bloc in affiches for j in (bloc, *(bloc.children or []))):
        if jeton.type == "link_open":
            jeton.attrSet("style", f"color:{lien}")
            jeton.attrSet("class", "lien")
        elif jeton.nesting >= 0 and jeton.tag in _STYLES:
            jeton.attrSet("style", _STYLES[jeton.tag])
    markdown = _markdown()
    gabarit = Template((files(__package__) / "modeles" / "courriel.html").read_text("utf-8"))
    return gabarit.substitute(
        collectivite=escape(collectivite),
        accent=accent,
        corps=markdown.renderer.render(affiches, markdown.options, {}),
        pied="<br>".join(escape(ligne) for ligne in pied),
    )


def _html_bouton(jeton: Token, accent: str, sur_accent: str) -> str:
    libelle, url = _lien(jeton)
    adresse = escape(url)
    return (
        f'<p style="margin:24px 0 12px"><a class="bouton" href="{adresse}" style="display:inline-block;'
        f"padding:14px 28px;background:{accent};color:{sur_accent};font-weight:bold;text-decoration:none;"
        f'border-radius:6px">{escape(libelle)}</a></p>\n'
        '<p class="doux" style="margin:0 0 24px;font-size:14px;color:#5a5a5a;overflow-wrap:anywhere">'
        f"Si le bouton ne répond pas, copiez cette adresse dans votre navigateur\u00a0:<br>{adresse}</p>\n"
    )


def _lien(jeton: Token) -> tuple[str, str]:
    enfants = jeton.children or []
    return _en_ligne(enfants[1:-1]), str(enfants[0].attrGet("href"))


def _texte(jetons: list[Token], bouton: int | None, pied: list[str]) -> str:
    blocs: list[str] = []
    marges: list[str] = []  # what each line of the present block begins with
    numeros: list[int | None] = []
    puce = ""
    for rang, jeton in enumerate(jetons):
        if jeton.type in {"bullet_list_open", "ordered_list_open"}:
            numeros.append(int(jeton.attrGet("start") or 1) if jeton.tag == "ol" else None)
        elif jeton.type in {"bullet_list_close", "ordered_list_close"}:
            numeros.pop()
        elif jeton.type == "list_item_open":
            numero = numeros[-1]
            puce = "- " if numero is None else f"{numero}. "
            numeros[-1] = None if numero is None else numero + 1
            marges.append(" " * len(puce))
        elif jeton.type == "blockquote_open":
            marges.append("> ")
        elif jeton.type in {"list_item_close", "blockquote_close"}:
            marges.pop()
        elif jeton.type == "hr":
            blocs.append("-" * 20)
        elif jeton.type == "inline":
            contenu = (
                "{}\u00a0:\n{}".format(*_lien(jeton)) if rang == bouton else _en_ligne(jeton.children or [])
            )
            blocs.append(_paragraphe(contenu, "".join(marges), puce))
            puce = ""
    return "\n\n".join([*blocs, "-- \n" + "\n".join(pied)]) + "\n"


def _paragraphe(contenu: str, marge: str, puce: str) -> str:
    premiere = marge[: len(marge) - len(puce)] + puce
    lignes: list[str] = []
    for ligne in contenu.split("\n"):
        # A link cut in two no longer works: long words are left whole.
        lignes += textwrap.wrap(
            ligne,
            _LARGEUR,
            initial_indent=marge if lignes else premiere,
            subsequent_indent=marge,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lignes)


def _en_ligne(enfants: list[Token]) -> str:
    morceaux: list[str] = []
    ouverts: list[tuple[int, str]] = []
    for enfant in enfants:
        if enfant.type == "link_open":
            ouverts.append((len(morceaux), str(enfant.attrGet("href"))))
        elif enfant.type == "link_close":
            debut, url = ouverts.pop()
            if "".join(morceaux[debut:]) not in {url, url.removeprefix("mailto:")}:
                morceaux.append(f" ({url.removeprefix('mailto:')})")
        else:
            morceaux.append({"softbreak": " ", "hardbreak": "\n"}.get(enfant.type, enfant.content))
    return "".join(morceaux)

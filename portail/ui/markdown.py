"""Markdown written by agents, made into HTML that cannot harm (CommonMark; allow-list by nh3)."""

from functools import cache, lru_cache

import nh3
from markdown_it import MarkdownIt

from portail.core.typographie import francais

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


@lru_cache(maxsize=500)
def to_html(text: str) -> str:
    """The sanitised HTML of a Markdown text. The page has its own h1: the highest titles become h2."""
    tokens = _parser().parse(text)
    titles = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(title.tag[1]) for title in titles), default=1)
    for title in titles:
        title.tag = f"h{min(4, int(title.tag[1]) - highest + 2)}"
    for token in tokens:
        for child in token.children or ():
            child.content = francais(child.content) if child.type == "text" else child.content
    html = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )

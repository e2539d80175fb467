"""Markdown becomes HTML that cannot harm, in French typography."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.typographie import francais
from portail.ui.markdown import TAGS, to_html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[clic](javascript:alert(1))",
        "[clic](JaVaScRiPt:alert(1))",
        "[clic](data:text/html;base64,PHNjcmlwdD4=)",
        "[clic](vbscript:x)",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src='https://exemple.fr'></iframe>",
        "![x](https://exemple.fr/pixel.png)",
        "<style>*{display:none}</style>",
        '[x](https://exemple.fr "><script>alert(1)</script>")',
    ],
)
def test_nothing_can_run_or_be_fetched(hostile: str) -> None:
    html = to_html(hostile)
    assert not re.search(r"<(script|img|iframe|svg|style)\b", html)
    assert not re.search(r"<[^>]*(href|src)=[\"']?\s*(javascript|data|vbscript):", html, re.I)
    assert not re.search(r"<[^>]*\son\w+=", html)


@given(st.text(alphabet=st.sampled_from("<>[]()!\"'`*_#=&;:/\\ \nabhrefscriptjv1"), max_size=80))
def test_only_the_listed_tags_come_out(text: str) -> None:
    assert set(re.findall(r"<([a-z0-9]+)", to_html(text))) <= TAGS


def test_titles_start_under_the_title_of_the_page() -> None:
    assert to_html("# Un\n\n## Deux") == "<h2>Un</h2>\n<h3>Deux</h3>\n"
    assert to_html("### Trois\n\n#### Quatre") == "<h2>Trois</h2>\n<h3>Quatre</h3>\n"
    assert "<h1" not in to_html("# a\n## b\n### c\n#### d\n##### e")


def test_links_lists_and_tables_pass() -> None:
    assert '<a href="mailto:a@exemple.fr"' in to_html("[a](mailto:a@exemple.fr)")
    assert "<li>un</li>" in to_html("- un\n- deux")
    assert "<td>1</td>" in to_html("| a |\n|---|\n| 1 |")


def test_double_punctuation_never_starts_a_line() -> None:
    assert francais("Quoi ? « Rien » : fin !") == "Quoi\u00a0? «\u00a0Rien\u00a0»\u00a0: fin\u00a0!"
    assert "ceci&nbsp;: cela" in to_html("**ceci : cela**")
    assert 'href="https://exemple.fr/a?b"' in to_html("[x](https://exemple.fr/a?b)")

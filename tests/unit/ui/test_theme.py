"""Every colour can be read: those of the tokens, and any accent a Région may choose."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.couleurs import contraste
from portail.ui.theme import AA, DARK, LIGHT, legible, theme_css

TOKENS = (Path(__file__).parents[3] / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens(scheme: str) -> dict[str, str]:
    """The colours of `light` or `dark`."""
    light, _, dark = TOKENS.partition("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light if scheme == "light" else dark))
    return {name: value if len(value) == 7 else f"#{value[1:] * 2}" for name, value in found.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_read_on_every_paper(scheme: str) -> None:
    colours = tokens(scheme)
    for word in ("ink", "soft", "accent", "success", "warning", "danger", "info"):
        for paper in ("paper", "raised"):
            assert contraste(colours[word], colours[paper]) >= AA, (word, paper)
    for kind in ("success", "warning", "danger", "info"):
        assert contraste(colours[kind], colours[f"{kind}-paper"]) >= AA, kind
        assert contraste(colours["ink"], colours[f"{kind}-paper"]) >= AA, kind
        assert contraste(colours["accent"], colours[f"{kind}-paper"]) >= AA, f"a link on {kind}"
    assert contraste(colours["on-accent"], colours["accent"]) >= AA


def test_the_accent_is_judged_on_the_papers_of_the_tokens() -> None:
    for scheme, papers in (("light", LIGHT), ("dark", DARK)):
        colours = tokens(scheme)
        assert papers == (colours["paper"], colours["raised"])


@given(COLOURS)
def test_any_accent_becomes_legible_in_both_schemes(accent: str) -> None:
    css = theme_css(accent)
    found = re.findall(r"--accent:(#[0-9a-f]{6});--on-accent:(#[0-9a-f]{6})", css)
    assert len(found) == 2
    for (colour, on), papers in zip(found, (LIGHT, DARK), strict=True):
        assert all(contraste(colour, paper) >= AA for paper in papers)
        assert contraste(on, colour) >= AA


@given(COLOURS)
def test_a_colour_that_can_be_read_is_left_alone(colour: str) -> None:
    if all(contraste(colour, paper) >= AA for paper in LIGHT):
        assert legible(colour, LIGHT) == colour

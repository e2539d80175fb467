"""Style sheets alone style pages: a style in Python would need the library that the build leaves out."""

import pytest

from portail.portail import PAGES
from portail.ui.layout import Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_no_element_carries_a_style(page: Page) -> None:
    """A property that an element does not know becomes a style too: it must be given as an attribute."""
    assert "css:" not in str(page.contenu()).replace(" ", "")

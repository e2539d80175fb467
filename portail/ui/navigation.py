"""What a change of page must do for people who do not see it: move the focus, say the title."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text

LIBRARY = library("navigation.jsx")


class Navigation(rx.Component):
    """Lives outside the pages: moves the focus to their title and holds the polite live region."""

    library = LIBRARY
    tag = "Navigation"


class FocusLink(rx.Component):
    """A link to an element of the same page that takes the focus there; the router does not see it."""

    library = LIBRARY
    tag = "FocusLink"
    target: rx.Var[str]


def focus_link(label: Text, target: Text, **props: Any) -> rx.Component:
    """A link to the element whose id is `target`: a field, a title, the content."""
    return FocusLink.create(label, target=target, **props)

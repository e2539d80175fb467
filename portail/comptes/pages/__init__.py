"""The pages of this room."""

from portail.ui.layout import Page

PAGES: list[Page] = []

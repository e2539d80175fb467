"""The pages of this room."""

from portail.comptes.pages import errors, legal
from portail.ui.layout import Page

PAGES: list[Page] = [*legal.PAGES, *errors.PAGES]

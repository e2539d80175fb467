"""The style guide: every component in every state (demo mode only)."""

from portail.ui.layout import Page

PAGES: list[Page] = []

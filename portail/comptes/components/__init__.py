"""The frame of every page, and the forms and sections of accounts."""

from portail.comptes.components.cadre import CONFORMITE, gabarit

__all__ = ["CONFORMITE", "gabarit"]

"""The pages of this room."""

from portail.comptes.pages import (
    activation,
    changement_mail,
    connexion,
    courrier,
    errors,
    legal,
    recuperation,
)
from portail.ui.layout import Page

PAGES: list[Page] = [
    connexion.PAGE,
    activation.PAGE,
    *recuperation.PAGES,
    changement_mail.PAGE,
    courrier.PAGE,
    *legal.PAGES,
    *errors.PAGES,
]

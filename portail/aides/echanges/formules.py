"""Cells that a spreadsheet would take for formulas: whoever opens the public catalogue runs none. Pure.

Texts come from feeds, and « =HYPERLINK(…) » is one that a spreadsheet works out. An apostrophe before it says
that it is a text; it is taken off when the file comes back.
"""

import re

# « - une liste » is how our texts write lists: a spreadsheet finds no formula in it.
_FORMULE = re.compile(r"'*(?:[=+@\t\r]|-\S)")


def en_texte(cellule: str) -> str:
    """The cell as a spreadsheet shows it, and no more."""
    return f"'{cellule}" if _FORMULE.match(cellule) else cellule


def tel_quel(cellule: str) -> str:
    """The cell as it was before `en_texte`."""
    return cellule[1:] if cellule.startswith("'") and _FORMULE.match(cellule) else cellule

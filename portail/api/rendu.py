"""Pages made by the server, for browsers without scripts, networks without sockets, and search engines."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portail.aides.vues_fiche import RUBRIQUES
from portail.comptes.components import CONFORMITE
from portail.settings import settings
from portail.ui.markdown import to_html

GABARITS = Path(__file__).parent / "gabarits"
_FEUILLE = re.compile(r'<link href="(/assets/[^"]+\.css)" rel="stylesheet"')
_styles: list[str] = []


def prendre_les_styles(coquille: str) -> None:
    """Take the addresses of the style sheets from the compiled shell: their names change at each build."""
    _styles[:] = list(dict.fromkeys(_FEUILLE.findall(coquille)))


@cache
def _gabarits() -> Environment:
    gabarits = Environment(
        loader=FileSystemLoader(GABARITS), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    # What `to_html` gives is sanitised: it is the only text that is not escaped.
    gabarits.filters["markdown"] = lambda texte: Markup(to_html(texte))  # noqa: S704
    gabarits.filters["piste"] = lambda mot: urlencode({"q": mot})
    return gabarits


def ecrire(gabarit: str, valeurs: Mapping[str, Any]) -> str:
    """The HTML of a template, with what every page shows."""
    ici = settings()
    partout = {
        "collectivite": ici.collectivite,
        "adresse": ici.contact_adresse,
        "telephone": ici.telephone,
        "mail": ici.contact_mail,
        "conformite": CONFORMITE,
        "styles": _styles,
        "rubriques": RUBRIQUES,
        "aide": None,
        "absente": "",
        "explication": "",
        "interactive": False,
        "indexee": False,
        "canonique": "",
        "description": "",
    }
    return _gabarits().get_template(gabarit).render(partout | dict(valeurs))


def json_ld(donnees: Mapping[str, Any]) -> str:
    """A script of data that no text can end."""
    texte = json.dumps(donnees, ensure_ascii=False)
    for signe in "<>&\u2028\u2029":
        texte = texte.replace(signe, f"\\u{ord(signe):04x}")
    return f'<script type="application/ld+json">{texte}</script>'

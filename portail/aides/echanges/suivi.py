"""What the portal remembers of the row an aid came from, in `Aide.empreinte_import`. Pure.

A digest for each group of fields tells what the file changed since: only that is written again, so that what
an agent typed here stands until the file itself says something else about it. One more, of the whole row as
it was written, spares the work of reading it when nothing changed at all.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import portail

_LECTEURS = ("aides/echanges/*", "aides/mots.py", "aides/vocabulaire.py", "core/*.py")
"""What decides how a row is read: once one of them changed, every row is read again."""


def empreinte_de_ligne(valeurs: Mapping[str, Any]) -> str:
    """The digest of a row as it stands in its file, for who reads it as this code does."""
    dite = repr(valeurs).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(dite, digest_size=12, key=_lecteurs()).hexdigest()


@cache
def _lecteurs() -> bytes:
    racine, dite = Path(portail.__file__).parent, hashlib.blake2b(digest_size=32)
    for motif in _LECTEURS:
        for chemin in sorted(racine.glob(motif)):
            if chemin.is_file():
                dite.update(chemin.read_bytes())
    return dite.digest()


@dataclass(frozen=True)
class Suivi:
    """Digests by group, the file's own date, when it was read, whether its absence withdrew the aid.

    `ligne` is the digest of the row itself, `marque` what the title was given to be told from others.
    """

    empreintes: dict[str, str] = field(default_factory=dict)
    mise_a_jour: str = ""
    lue_le: str = ""
    retiree: bool = False
    ligne: str = ""
    marque: str = ""

    @classmethod
    def lire(cls, texte: str) -> Self:
        """What was written; nothing for an aid that no file ever told of."""
        try:
            return cls(**json.loads(texte)) if texte else cls()
        except (ValueError, TypeError):
            return cls()

    def ecrire(self) -> str:
        """As it is kept."""
        return json.dumps({nom: dit for nom, dit in vars(self).items() if dit}, separators=(",", ":"))

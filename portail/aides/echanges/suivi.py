"""What the portal remembers of the row an aid came from, in `Aide.empreinte_import`. Pure.

A digest for each group of fields tells what the file changed since: only that is written again, so that what
an agent typed here stands until the file itself says something else about it.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Self


@dataclass(frozen=True)
class Suivi:
    """Digests by group, the file's own date, when it was read, whether its absence withdrew the aid."""

    empreintes: dict[str, str] = field(default_factory=dict)
    mise_a_jour: str = ""
    lue_le: str = ""
    retiree: bool = False

    @classmethod
    def lire(cls, texte: str) -> Self:
        """What was written; nothing for an aid that no file ever told of."""
        try:
            return cls(**json.loads(texte)) if texte else cls()
        except (ValueError, TypeError):
            return cls()

    def ecrire(self) -> str:
        """As it is kept."""
        return json.dumps(
            {nom: valeur for nom, valeur in asdict(self).items() if valeur}, separators=(",", ":")
        )

"""What changes at every keystroke, sent without what changed long ago: steps may have a thousand cells."""

from typing import Any

RECENTS_MAX = 24
COURTE = 60
"""Keys that cost less to send again than to tell what changed among them."""


class Recents:
    """Mixed into a page's state. Beside a dictionary `x`, `x_d_avant` is read where `x` says nothing.

    The browser gets whole variables: the entries of a dictionary move, 24 at once, into the one that hardly
    ever travels. So do the fields that came or went, `bascules`, into the list of `visibles`. A plain class,
    so that no browser can call it.
    """

    def _poser(self, nom: str, cle: str, valeur: object) -> None:
        """Set one entry of a dictionary, and have it sent: its proxy would take four times as long."""
        setattr(self, nom, {**self.get_value(nom), cle: valeur})  # type: ignore[attr-defined]

    def _ajouter(self, nom: str, nouvelles: dict[str, Any]) -> None:
        """Set entries of a dictionary in two parts."""
        if not nouvelles:
            return
        recentes = {**self.get_value(nom), **nouvelles}  # type: ignore[attr-defined]
        if len(recentes) > RECENTS_MAX:
            avant = f"{nom}_d_avant"
            setattr(self, avant, {**self.get_value(avant), **recentes})  # type: ignore[attr-defined]
            recentes = {}
        setattr(self, nom, recentes)

    def _dit(self, nom: str, cle: str) -> Any:
        """An entry of a dictionary in two parts."""
        avant = self.get_value(f"{nom}_d_avant").get(cle)  # type: ignore[attr-defined]
        return self.get_value(nom).get(cle, avant)  # type: ignore[attr-defined]

    def _montrees(self) -> list[str]:
        """The keys that show now."""
        visibles: list[str] = self.get_value("visibles")  # type: ignore[attr-defined]
        bascules: list[str] = self.get_value("bascules")  # type: ignore[attr-defined]
        if not bascules:
            return visibles
        return [*(set(visibles) ^ set(bascules))]

    def _montrer(self, visibles: list[str]) -> None:
        """These show from now on."""
        base: list[str] = self.get_value("visibles")  # type: ignore[attr-defined]
        bascules = set(base) ^ set(visibles)
        if len(visibles) <= COURTE or len(bascules) > RECENTS_MAX:
            self.visibles, self.bascules = visibles, []
        else:
            self.bascules = sorted(bascules)

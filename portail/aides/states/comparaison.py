"""What the comparison holds; the address says which aids, so that it can be shared."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from portail.aides import comparaison
from portail.aides.comparaison import Ligne
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.formats import pluriel
from portail.ui.bridge import read
from portail.ui.markdown import to_html


@dataclass(frozen=True)
class AideComparee:
    """The head of a column."""

    slug: str
    titre: str
    quand: str
    ton: str


class ComparaisonState(rx.State):
    """Up to three aids side by side."""

    pret: bool = False
    aides: list[AideComparee] = []
    lignes: list[Ligne] = []
    adresse: str = ""
    titre: str = "Comparer des aides"
    annonce: str = ""
    absentes: str = ""
    seulement: bool = False
    _toutes: tuple[Ligne, ...] = ()
    _numero: int = 0

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Compare the aids of the address."""
        self._numero = 0
        await self._comparer(comparaison.slugs(self.router.url.query))

    @evenement(Acces.PUBLIC)
    async def suivre(self, adresse: Any) -> None:
        """A link of the site led here again with other aids."""
        if isinstance(adresse, str):
            await self._comparer(comparaison.slugs(adresse))

    @evenement(Acces.PUBLIC)
    async def retirer(self, slug: Any) -> Any:
        """Leave one aid out."""
        await self._comparer([aide.slug for aide in self.aides if aide.slug != slug])
        return rx.set_focus("h1")

    @evenement(Acces.PUBLIC)
    async def montrer_les_differences(self, champ: Any, valeur: Any, n: Any) -> None:
        """Show only what differs, or everything again."""
        if champ == "seulement" and isinstance(valeur, bool) and isinstance(n, int) and n > self._numero:
            self._numero, self.seulement = n, valeur
            self._montrer()

    async def _comparer(self, demandes: Any) -> None:
        trouvees = await read(comparaison.comparer, demandes, clock.today())
        self.aides = [AideComparee(f.slug, f.titre, f.quand, f.ton) for f in trouvees.fiches]
        self.adresse = comparaison.adresse([fiche.slug for fiche in trouvees.fiches])
        self._toutes = tuple(_en_html(ligne) for ligne in trouvees.lignes)
        n = len(self.aides)
        self.titre = f"Comparer {pluriel(n, 'aide')}" if n else "Comparer des aides"
        self.annonce, self.pret = self.titre, True
        self.absentes = (
            f"{pluriel(trouvees.absentes, 'aide')} {'ne sont' if trouvees.absentes > 1 else 'n’est'} plus "
            "dans le catalogue."
            if trouvees.absentes
            else ""
        )
        self._montrer()

    def _montrer(self) -> None:
        self.lignes = [ligne for ligne in self._toutes if ligne.differe or not self.seulement]


def _en_html(ligne: Ligne) -> Ligne:
    return replace(ligne, cellules=tuple(replace(c, texte=to_html(c.texte)) for c in ligne.cellules))

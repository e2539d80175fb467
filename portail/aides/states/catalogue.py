"""What the page of the search holds."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from portail.aides import service
from portail.aides.criteres import LISTES, PAR_PAGE, Criteres
from portail.aides.resultats import Resultats
from portail.aides.views import Carte
from portail.aides.vocabulaire import ETATS
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.formats import pluriel

OUVERTE = ETATS["ouverte"]


@dataclass(frozen=True)
class Puce:
    """A ticked box, above the results, to be taken away by a press."""

    genre: str
    valeur: str
    libelle: str


@dataclass(frozen=True)
class Piste:
    """A word that finds something alone."""

    mot: str
    nombre: str


class Catalogue(rx.State):
    """The search under way. The address says it whole: a reload or a shared link finds the same."""

    pret: bool = False
    texte: str = ""
    beneficiaires: list[str] = []
    thematiques: list[str] = []
    ouvertes: bool = False
    adresse: str = ""
    cartes: list[Carte] = []
    total: str = ""  # « 12 aides trouvées »
    annonce: str = ""
    vide: bool = False
    ordre: str = ""
    reste: str = ""  # « Afficher 20 aides de plus »
    comptes: dict[str, int] = {}
    puces: list[Puce] = []
    pistes: list[Piste] = []
    _criteres: Criteres = Criteres()
    _numero: int = 0  # of the last edit answered: an older one that comes late changes nothing

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Search what the address says."""
        self._numero = 0
        await self._chercher(Criteres.depuis_adresse(self.router.url.query))

    @evenement(Acces.PUBLIC)
    async def suivre(self, adresse: Any) -> None:
        """A link of the site led here again with another search."""
        if isinstance(adresse, str):
            await self._chercher(Criteres.depuis_adresse(adresse))

    @evenement(Acces.PUBLIC)
    async def saisir(self, champ: Any, valeur: Any, n: Any) -> None:
        """The words typed, or the boxes of one facet; `n` is the browser's number of this edit."""
        if not isinstance(n, int) or n <= self._numero:
            return
        self._numero = n
        if champ == "q" and isinstance(valeur, str):
            await self._chercher(self._criteres.avec_texte(valeur))
        elif champ == "ouverte" and isinstance(valeur, bool):
            await self._chercher(self._criteres.avec_filtre("etat", "ouverte", valeur))
        elif champ in LISTES and isinstance(valeur, list):
            await self._chercher(self._criteres.avec_choix(champ, valeur))

    @evenement(Acces.PUBLIC)
    async def valider(self, formulaire: Any) -> None:
        """« Rechercher » or the Enter key: the words as they are now."""
        texte = formulaire.get("q") if isinstance(formulaire, dict) else None
        if isinstance(texte, str):
            await self._chercher(self._criteres.avec_texte(texte))

    @evenement(Acces.PUBLIC)
    async def essayer(self, mot: Any) -> Any:
        """Search one word alone, in the whole catalogue."""
        if isinstance(mot, str):
            await self._chercher(Criteres().avec_texte(mot))
            return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def retirer(self, genre: Any, valeur: Any) -> Any:
        """Untick one box, from above the results."""
        if isinstance(genre, str) and isinstance(valeur, str):
            await self._chercher(self._criteres.avec_filtre(genre, valeur, False))
            return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def retirer_les_filtres(self) -> Any:
        """Untick every box and keep the words."""
        await self._chercher(self._criteres.sans_filtres())
        return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def tout_effacer(self) -> Any:
        """The whole catalogue again."""
        await self._chercher(Criteres())
        return rx.set_focus("q")

    @evenement(Acces.PUBLIC)
    async def afficher_plus(self) -> Any:
        """One more page of cards under those shown."""
        await self._chercher(self._criteres.page_suivante())
        if not self.reste:  # the button is gone: the focus stays where it was, at the end of the list
            return rx.set_focus("resultats-fin")

    async def _chercher(self, criteres: Criteres) -> None:
        trouves = service.rechercher(criteres, clock.today())
        self._criteres = criteres
        for nom, valeur in _ecran(criteres, trouves).items():
            if getattr(self, nom) != valeur:  # what did not change is not sent again
                setattr(self, nom, valeur)


def _ecran(criteres: Criteres, trouves: Resultats) -> dict[str, Any]:
    """What the page shows of a search, by var."""
    manque = trouves.total - len(trouves.cartes)
    comptes = {f"{genre}:{code}": 0 for genre, liste in LISTES.items() for code in liste}
    comptes |= {f"{genre}:{code}": nombre for (genre, code), nombre in trouves.comptes.items()}
    return {
        "pret": True,
        "texte": criteres.texte,
        "beneficiaires": list(criteres.beneficiaires),
        "thematiques": list(criteres.thematiques),
        "ouvertes": "ouverte" in criteres.etats,
        "adresse": criteres.adresse,
        "cartes": list(trouves.cartes),
        "total": _total(trouves.total),
        "annonce": _annonce(trouves.total, len(trouves.cartes), criteres.pages),
        "vide": trouves.total == 0,
        "ordre": "les plus pertinentes d’abord"
        if criteres.texte
        else "les plus proches de leur clôture d’abord",
        "reste": f"Afficher {pluriel(min(manque, PAR_PAGE), 'aide')} de plus" if manque else "",
        "comptes": comptes,
        "puces": _puces(criteres),
        "pistes": [Piste(mot, pluriel(nombre, "aide")) for mot, nombre in trouves.pistes],
    }


def _total(nombre: int) -> str:
    return (
        f"{pluriel(nombre, 'aide')} {'trouvées' if nombre > 1 else 'trouvée'}"
        if nombre
        else "Aucune aide trouvée"
    )


def _annonce(total: int, affichees: int, pages: int) -> str:
    """What is said to those who do not see the list."""
    return f"{_total(total)}, {pluriel(affichees, 'affichée')}" if pages > 1 else _total(total)


def _puces(criteres: Criteres) -> list[Puce]:
    return [
        Puce(genre, code, liste[code]) for genre, liste in LISTES.items() for code in criteres.choisis(genre)
    ]

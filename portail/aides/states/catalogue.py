"""What the page of the search holds."""

import asyncio
from dataclasses import replace
from typing import Any

import reflex as rx

from portail.aides import service
from portail.aides.criteres import LISTES, Criteres
from portail.aides.ecran import (
    TITRE,
    Fines,
    Groupe,
    Piste,
    Puce,
    Retrait,
    demande,
    depliees,
    fines,
    retraits,
    sans_un_filtre,
    vue,
)
from portail.aides.vocabulaire import SOUS_THEMATIQUES
from portail.comptes.guards import evenement
from portail.comptes.pannes import consigner
from portail.comptes.rules import Acces, reseau
from portail.core import clock
from portail.core.errors import TropDeDemandes
from portail.core.lieux import proposer, region_nommee
from portail.settings import settings

REGLAGES = ("montant", "cloture", "tri")
TROP_LONGUES = "Trop de longues listes à la fois. Réessayez dans une minute, ou précisez votre recherche."


class Catalogue(rx.State):
    """The search under way. The address says it whole: a reload or a shared link finds the same."""

    pret: bool = False
    panne: str = ""  # the reference of what kept the server from searching
    texte: str = ""
    etats: list[str] = []
    beneficiaires: list[str] = []
    thematiques: list[str] = []
    sous_thematiques: list[str] = []
    fines: dict[str, Fines] = {}  # the sub-themes of the themes that were unfolded
    natures: list[str] = []
    lieu: str = ""  # « Bergerac (24100, Dordogne) »
    lieux: list[dict[str, str]] = []  # offered while one types
    montant: str = ""
    cloture: str = ""
    tri: str = ""
    adresse: str = ""
    titre_page: str = TITRE
    filtres: int = 0
    groupes: list[Groupe] = []  # those that hold only a part of the words come apart
    total: str = ""  # « 12 aides trouvées »
    voir: str = ""  # « Voir les 12 aides »
    annonce: str = ""
    vide: bool = False
    reste: str = ""  # « Afficher 20 aides de plus »
    comptes: list[int] = []  # in the order of `ecran.PLACES`
    aussi: list[list[str]] = []
    puces: list[Puce] = []
    pistes: list[Piste] = []
    retraits: list[Retrait] = []
    _criteres: Criteres = Criteres()
    _numero: int = 0  # of the last edit answered: an older one that comes late changes nothing

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Search what the address says."""
        self._numero = 0
        await self._suivre(self.router.url.query)

    @evenement(Acces.PUBLIC)
    async def suivre(self, adresse: Any) -> None:
        """A link of the site led here again with another search."""
        if isinstance(adresse, str):
            await self._suivre(adresse)

    @evenement(Acces.PUBLIC)
    async def saisir(self, champ: Any, valeur: Any, n: Any) -> None:
        """The words typed, the boxes of one facet, or a setting; `n` is the browser's number of this edit."""
        if not isinstance(n, int) or n <= self._numero:
            return
        self._numero = n
        if champ == "q" and isinstance(valeur, str):
            self._chercher(self._criteres.avec_texte(valeur))
        elif champ in REGLAGES and isinstance(valeur, str):
            self._chercher(self._criteres.avec_reglage(champ, valeur))
        elif isinstance(champ, str) and champ in LISTES and isinstance(valeur, list):
            self._chercher(self._criteres.avec_choix(champ, valeur))

    @evenement(Acces.PUBLIC)
    async def valider(self, formulaire: Any) -> Any:
        """« Rechercher » or the Enter key: the words as they are now, then what they find."""
        texte = formulaire.get("q") if isinstance(formulaire, dict) else None
        if isinstance(texte, str):
            self._chercher(self._criteres.avec_texte(texte))
            return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def deplier(self, theme: Any) -> None:
        """The sub-themes of a theme, to be shown under it."""
        if isinstance(theme, str) and theme in SOUS_THEMATIQUES:
            self._deplier({theme})

    @evenement(Acces.PUBLIC)
    async def chercher_lieu(self, texte: Any) -> None:
        """Offer places for what is typed; an empty box asks for no place any more."""
        if not isinstance(texte, str):
            return
        self.lieux = await asyncio.to_thread(_lieux, texte)  # the first question reads the whole list
        if not texte.strip() and self._criteres.lieu:
            self._chercher(self._criteres.avec_lieu(""))

    @evenement(Acces.PUBLIC)
    async def choisir_lieu(self, code: Any) -> None:
        """Search what is offered at one of those places."""
        self.lieux = []
        self._chercher(self._criteres.avec_lieu(code))

    @evenement(Acces.PUBLIC)
    async def essayer(self, mot: Any) -> Any:
        """Search one word alone, in the whole catalogue."""
        if isinstance(mot, str):
            self._chercher(Criteres().avec_texte(mot))
            return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def retirer(self, genre: Any, valeur: Any) -> Any:
        """Take one filter off, from above the results; without a name, all of them."""
        if isinstance(genre, str) and isinstance(valeur, str):
            sans = (
                self._criteres.avec_filtre(genre, valeur, False) if genre else self._criteres.sans_filtres()
            )
            self._chercher(sans)
            return rx.set_focus("resultats")

    @evenement(Acces.PUBLIC)
    async def tout_effacer(self) -> Any:
        """The whole catalogue again."""
        self._chercher(Criteres())
        return rx.set_focus("q")

    @evenement(Acces.PUBLIC)
    async def afficher_plus(self) -> Any:
        """One more page of cards under those shown."""
        suite = self._criteres.page_suivante()
        if not await self._permise(suite):
            raise TropDeDemandes(TROP_LONGUES)
        self._chercher(suite)
        if not self.reste:  # the button is gone: the focus stays where it was, at the end of the list
            return rx.set_focus("resultats-fin")

    @evenement(Acces.PUBLIC)
    async def reessayer(self) -> Any:
        """The same search again, after it could not be answered."""
        self._chercher(self._criteres)
        return rx.set_focus("resultats")

    async def _suivre(self, adresse: str) -> None:
        criteres = Criteres.depuis_adresse(adresse)
        self._chercher(criteres if await self._permise(criteres) else replace(criteres, pages=1))

    async def _permise(self, criteres: Criteres) -> bool:
        ici = reseau(self.router.session.client_ip)
        return await asyncio.to_thread(service.liste_permise, criteres.pages, ici)

    def _deplier(self, themes: set[str]) -> None:
        nouveaux = {theme: fines(theme) for theme in themes if theme not in self.fines}
        if nouveaux:
            self.fines = {**self.fines, **nouveaux}

    def _chercher(self, criteres: Criteres) -> None:
        self._criteres = criteres
        self._deplier(depliees(criteres))
        try:
            montre = _reponse(criteres)
        except Exception as defaut:  # whatever it is, what was typed stays and the page says so in its place
            montre = {**demande(criteres), "pret": True, "panne": consigner(defaut)}
        for nom, valeur in montre.items():
            if getattr(self, nom) != valeur:  # what did not change is not sent again
                setattr(self, nom, valeur)


def _lieux(texte: str) -> list[dict[str, str]]:
    offerts = proposer(texte, region_nommee(settings().collectivite))
    return [{"valeur": un.code, "libelle": un.libelle} for un in offerts]


def _reponse(criteres: Criteres) -> dict[str, Any]:
    """What the page shows; when nothing is found, which filters stand in the way."""
    jour = clock.today()
    trouves = service.rechercher(criteres, jour)
    essais = [] if trouves.total else sans_un_filtre(criteres)
    restent = retraits((puce, service.rechercher(autres, jour).total) for puce, autres in essais)
    return {**vue(criteres, trouves), "retraits": restent, "pret": True, "panne": ""}

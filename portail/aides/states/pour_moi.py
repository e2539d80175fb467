"""What « Quelles aides pour moi ? » holds: answers in the state, never in the address nor in the log."""

import asyncio
from dataclasses import asdict, dataclass
from typing import Any

import reflex as rx

from portail.aides import pour_moi
from portail.aides.eligibilite.activites import section
from portail.aides.pour_moi import PAR_GROUPE, AideMoi
from portail.aides.questions import Reponses, formes_de, situations_de
from portail.comptes.guards import acteur_ou_rien, evenement, visiteur
from portail.comptes.rules import Acces
from portail.core import clock, communes
from portail.core.formats import pluriel
from portail.demandeurs import adresses
from portail.ui.bridge import read

GROUPES = ("possibles", "bientot", "presque")
TAPES = ("age", "creation", "texte")
TEXTES = ("type", "age", "forme", "naf", "effectif", "creation", "texte")


@dataclass(frozen=True)
class Option:
    """One choice of a list."""

    valeur: str
    libelle: str


class PourMoi(rx.State):
    """The answers and the aids for them. A reload finds the sheet's again, or what the browser kept."""

    pret: bool = False
    valeurs: dict[str, str] = {un: "" for un in TEXTES}
    situations: list[str] = []
    themes: list[str] = []
    de_la_fiche: list[str] = []  # the fields that say what the sheet says
    activite: str = ""  # the section of what is known of it
    commune_ecrite: str = ""
    communes: list[dict[str, str]] = []
    organisation: str = ""
    situations_offertes: list[Option] = []
    formes: list[Option] = []
    a_garder: str = ""  # for the browser of a stranger
    titre: str = ""  # « Vous pouvez demander 12 aides »
    annonce: str = ""
    sans_projet: bool = False
    manquent: list[str] = []
    possibles: list[AideMoi] = []
    bientot: list[AideMoi] = []
    presque: list[AideMoi] = []
    totaux: dict[str, int] = dict.fromkeys(GROUPES, 0)
    _reponses: Reponses = Reponses()
    _fiche: Reponses = Reponses()
    _montres: dict[str, int] = {}
    _numero: int = 0
    _cherchee: str = ""

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Start from the identity sheet of who is signed in, or from nothing."""
        qui = acteur_ou_rien()
        self._fiche = await read(pour_moi.d_apres_la_fiche, qui.id, clock.today()) if qui else Reponses()
        self._numero, self.organisation, self._montres = 0, "", {}
        # Whoever has no sheet finds in this tab what they answered before they looked at an aid.
        await self._repondre(self._reponses if self._fiche == Reponses() else self._fiche)

    @evenement(Acces.PUBLIC)
    async def reprendre(self, garde: Any) -> None:
        """The answers a stranger's browser kept; the sheet goes before them."""
        if self._fiche == Reponses() and self._reponses == Reponses():
            await self._repondre(Reponses.lire(garde))

    @evenement(Acces.PUBLIC)
    async def repondre(self, champ: Any, valeur: Any, n: Any) -> None:
        """One answer; `n` is the browser's number of this edit: an older one that comes late is left out."""
        if isinstance(n, int) and n > self._numero:
            self._numero = n
            await self._repondre(self._reponses.avec(champ, valeur), garder=champ)

    @evenement(Acces.PUBLIC)
    async def chercher_commune(self, texte: Any) -> None:
        """Offer communes; a name that only one bears is an answer, an emptied box takes the answer back."""
        if not isinstance(texte, str):
            return
        self.commune_ecrite = texte[:100]
        # In a thread: the first question reads the whole list.
        self.communes = await asyncio.to_thread(adresses.proposer_communes, texte[:100], "", "")
        seules = await asyncio.to_thread(communes.de_nom, texte[:100])
        code = seules[0].code if len(seules) == 1 else ""
        if code != self._reponses.commune:
            await self._repondre(self._reponses.avec("commune", code), garder="commune")

    @evenement(Acces.PUBLIC)
    async def choisir_commune(self, valeur: Any) -> None:
        """Take one of the communes offered."""
        choisie = adresses.commune_choisie(valeur) if isinstance(valeur, str) else {}
        if choisie:
            self.communes = []
            await self._repondre(self._reponses.avec("commune", choisie["code_insee"]))
            # As the list wrote it in the box: the two come in any order.
            self.commune_ecrite = f"{choisie['commune']} ({choisie['code_postal']})"

    @evenement(Acces.PUBLIC, background=True)
    async def chercher_siret(self, champ: Any, valeur: Any, n: Any) -> None:
        """Ask the register about an organisation; what was typed later wins over a late answer."""
        async with self:
            if not isinstance(valeur, str) or not isinstance(n, int) or n <= self._numero:
                return
            self._numero, self._cherchee, self.organisation = n, valeur[:40], ""
            qui = visiteur()
        trouvee = await asyncio.to_thread(pour_moi.identifier, qui, valeur[:40])
        async with self:
            if trouvee is not None and self._cherchee == valeur[:40]:
                self.organisation = trouvee.dit
                await self._repondre(pour_moi.completer(self._reponses, trouvee.reponses))

    @evenement(Acces.PUBLIC)
    async def afficher_plus(self, groupe: Any) -> Any:
        """More aids of one group."""
        if isinstance(groupe, str) and groupe in GROUPES:
            self._montres = self._montres | {groupe: self._montres.get(groupe, PAR_GROUPE) + 2 * PAR_GROUPE}
            await self._montrer()
            return rx.set_focus(f"{groupe}-fin")
        return None

    @evenement(Acces.PUBLIC)
    async def recommencer(self) -> Any:
        """Forget the answers; the sheet's come back for who has one."""
        self.organisation = ""
        await self._repondre(self._fiche)
        return rx.set_focus("type")

    async def _repondre(self, reponses: Reponses, garder: object = "") -> None:
        self._reponses = reponses
        donnees = asdict(reponses)
        # What is being typed stays as it is written: the answer it gives may be shorter, or none yet.
        en_cours = garder if garder in TAPES else ""
        self.valeurs = self.valeurs | {nom: donnees[nom] for nom in TEXTES if nom != en_cours}
        self.situations, self.themes = list(reponses.situations), list(reponses.themes)
        if garder != "commune":
            commune = communes.par_code(reponses.commune)
            self.commune_ecrite = commune.nom if commune else ""
        self.activite = section(reponses.naf)
        sues = asdict(self._fiche)
        self.de_la_fiche = [nom for nom, valeur in sues.items() if valeur and donnees[nom] == valeur]
        self.situations_offertes = [Option(*une) for une in situations_de(reponses.genre).items()]
        self.formes = [Option(*une) for une in formes_de(reponses.genre, reponses.forme).items()]
        self.a_garder = "" if self._fiche != Reponses() else reponses.ecrire()
        self.pret = True
        await self._montrer()

    async def _montrer(self) -> None:
        # In a thread: over a hundred thousand aids it takes a few hundredths of a second.
        bilan = await asyncio.to_thread(pour_moi.chercher, self._reponses, clock.today(), self._montres)
        self.totaux = {groupe: getattr(bilan, groupe).total for groupe in GROUPES}
        for groupe in GROUPES:
            setattr(self, groupe, list(getattr(bilan, groupe).aides))
        self.sans_projet, self.manquent = bilan.sans_projet, list(bilan.manquent[:3])
        self.titre = _titre(bilan.possibles.total) if self._reponses.genre else ""
        presque = f", presque\u00a0: {bilan.presque.total}" if bilan.presque.total else ""
        self.annonce = f"{self.titre}{presque}" if self.titre else ""


def _titre(nombre: int) -> str:
    return (
        f"Vous pouvez demander {pluriel(nombre, 'aide')}" if nombre else "Aucune aide n’est ouverte pour vous"
    )

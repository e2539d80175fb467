"""One step: its questions sent once, then for each edit only what the server holds of it."""

from collections.abc import Awaitable, Set
from dataclasses import replace
from typing import Any

import reflex as rx

from portail.comptes.guards import Visite, acteur, evenement
from portail.comptes.rules import Acces, Acteur
from portail.core.adresse import PARTIES
from portail.core.errors import ErreurMetier, Introuvable, Invalide
from portail.core.formats import pluriel
from portail.dossiers import choix, etapes, presence, saisies
from portail.dossiers.rules import lire_numero
from portail.dossiers.saisies import Saisie
from portail.dossiers.states.page import ABSENT, SUFFIXE, Retenue, numero_et_etape, vide
from portail.dossiers.states.recents import Recents
from portail.dossiers.views import Acquittement, EcartVue, EtapeVue, PlaceVue
from portail.dossiers.vues_champs import ChampVue, OffreVue
from portail.dossiers.vues_pieces import PieceVue
from portail.ui.bridge import read, run, save
from portail.ui.markdown import to_html
from portail.ui.push import push

VIDE = vide(EtapeVue)


class EtapeState(Retenue, Recents, rx.State):
    """The step of the address. Dictionaries are by key: a question, or « question.partie » of an address.

    `vue` is what was read when the page was loaded; the dictionaries hold only what changed since, except
    `erreurs`, which holds all of them; those that grow with each question answered are in two (`Recents`).
    """

    chemin: str = ""
    titre: str = f"Étape{SUFFIXE}"
    introuvable: bool = False
    vue: EtapeVue = VIDE
    acquits: dict[str, int] = {}
    acquits_d_avant: dict[str, int] = {}
    heures: dict[str, str] = {}
    heures_d_avant: dict[str, str] = {}
    erreurs: dict[str, str] = {}
    remises: dict[str, Any] = {}
    """Values the server put in a field: a later one it held, the parts of an address chosen."""
    lectures: dict[str, str] = {}
    """Addresses as the récapitulatif reads them."""
    ecarts: dict[str, EcartVue] = {}
    offres: dict[str, OffreVue] = {}
    """Lists that depend on another answer, since it changed."""
    pieces: dict[str, list[PieceVue]] = {}
    visibles: list[str] = []
    bascules: list[str] = []
    """Of `visibles` those that do not show any more, of the others those that do."""
    facultatifs: list[str] = []
    calculs: dict[str, str] = {}
    calculs_d_avant: dict[str, str] = {}
    avertissements: dict[str, str] = {}
    place: PlaceVue = PlaceVue()
    etat: str = ""
    annonce: str = ""
    _page: str = ""  # the address the acknowledgements belong to

    @evenement(Acces.CONNECTE)
    async def charger(self) -> None:
        """Read the step again, and forget what the page had been told."""
        await self._charger(*numero_et_etape(self.router.url.path))
        self.chemin = self.router.url.path
        await presence.arriver(self.router.session.client_token, (self.vue.numero, self.vue.id))

    async def _charger(self, numero: str, etape: str) -> None:
        # A link from the récapitulatif names the field: there, what is empty must be answered too.
        exiger = bool(self.router.url.fragment)
        try:
            vue = await read(etapes.lire_etape, acteur(), numero, etape, exiger=exiger)
            self.introuvable = False
        except Introuvable:
            vue, self.introuvable = VIDE, True
        champs = [pour_l_ecran(champ) for champ in vue.champs]
        self.vue, self.ecarts = replace(vue, champs=champs), dict(vue.ecarts)
        etape_sur = f"Étape {vue.place.rang} sur {vue.place.total} : {vue.titre} – {vue.aide}{SUFFIXE}"
        self.titre = ABSENT if self.introuvable else etape_sur
        self._ouvrir_les_acquits(self.router.url.path)
        self.remises, self.lectures, self.offres, self.pieces, self.annonce = {}, {}, {}, {}, ""
        self.erreurs = {cle: texte for champ in champs for cle, texte in erreurs_de(champ).items()}
        self.visibles, self.bascules, self.facultatifs = vue.visibles, [], vue.facultatifs
        self.calculs, self.calculs_d_avant, self.avertissements = {}, {}, vue.avertissements
        self.place, self.etat = vue.place, vue.etat

    @evenement(Acces.CONNECTE)
    async def enregistrer(
        self, numero: str, champ: str, valeur: Any, n: int, base: int | None = None, page: str = ""
    ) -> None:
        """Save one edit as typed. The service checks every argument: the state may be lost."""
        saisie = Saisie(acteur(), numero, champ, valeur, n, base, page)
        await self._ecrire(champ, n, numero, save(saisies.enregistrer, saisie))

    @evenement(Acces.CONNECTE)
    async def trancher(self, numero: str, champ: str, reprendre: bool, n: int) -> None:
        """Choose between two texts of a field."""
        await self._ecrire(champ, n, numero, run(choix.trancher, acteur(), numero, champ, reprendre, n))

    async def _ecrire(self, champ: Any, n: Any, numero: str, ecriture: Awaitable[Acquittement]) -> None:
        try:
            acquit = await ecriture
        except Invalide as refus:
            if isinstance(champ, str) and champ in self._cles():
                self.erreurs[champ] = next(iter(refus.erreurs.values()))
        except ErreurMetier:
            # Submitted or deleted meanwhile, by another tab: the page says so, and shows what was submitted.
            if self.chemin == self.router.url.path:
                await self._charger(*numero_et_etape(self.chemin))
                self._refuser(champ, n)
        else:
            # `self.router` would be put together anew, each of its parts wrapped in a proxy.
            chemin: str = self.get_value("rx_router_url").path
            ici, etape = numero_et_etape(chemin)
            if (lire_numero(ici), etape) == (numero, acquit.etape):
                self._acquitter(acquit, chemin)
            await prevenir(acteur(), numero, acquit, self.get_value("rx_router_session").client_token)

    def _cles(self) -> set[str]:
        return {cle for vu in self.vue.champs for cle in cles_de(vu)}

    def _refuser(self, champ: Any, n: Any) -> None:
        """Tell the field that something later than its edit stands in its place, for good."""
        if isinstance(champ, str) and isinstance(n, int) and champ in self._cles():
            self._ajouter("acquits", {champ: n + 1})

    def _ouvrir_les_acquits(self, chemin: str) -> None:
        """Forget those of another page; those of this one stay, for the browser may be waiting for them."""
        if self._page != chemin:
            self._page, self.acquits, self.heures = chemin, {}, {}
            self.acquits_d_avant, self.heures_d_avant = {}, {}

    def _acquitter(self, acquit: Acquittement, chemin: str) -> None:
        """Tell what changed and nothing else: each line here travels at every keystroke saved."""
        cle = acquit.champ
        self._ouvrir_les_acquits(chemin)
        self._ajouter("acquits", {cle: acquit.n})
        if self._dit("heures", cle) != acquit.heure:  # it is the same for a minute
            self._ajouter("heures", {cle: acquit.heure})
        if not self.chemin:  # the server has just come back: the page's loading brings all the rest
            return
        erreurs = self.get_value("erreurs")
        if acquit.erreur != erreurs.get(cle, ""):
            self.erreurs = {k: v for k, v in erreurs.items() if k != cle} | (
                {cle: acquit.erreur} if acquit.erreur else {}
            )
        self._changer(ecarts=ecarts_apres(self.get_value("ecarts"), acquit))
        if cle != acquit.question:
            self._poser("lectures", acquit.question, acquit.lecture)
        if acquit.depasse:
            self._poser("remises", cle, acquit.valeur)
        if acquit.offres:
            self.offres = {**self.get_value("offres"), **acquit.offres}
            self.remises = {**self.get_value("remises"), **dict.fromkeys(acquit.offres, "")}
        self._suivre(acquit.visibles, acquit.facultatifs, acquit.contredits)
        lus = self.get_value("vue").calculs | self.get_value("calculs_d_avant") | self.get_value("calculs")
        self._ajouter("calculs", {k: v for k, v in acquit.calculs.items() if lus.get(k) != v})
        self._changer(avertissements=acquit.avertissements, place=acquit.place, etat=acquit.etat_etape)

    def _suivre(self, visibles: list[str], facultatifs: list[str], contredits: dict[str, str]) -> None:
        """Tell what an answer, or a file, changed in the other questions of the step."""
        if set(visibles) != set(montres := self._montrees()):
            self.annonce = changement(montres, visibles)
            self._montrer(visibles)
        erreurs = avec_les_autres(avant := self.get_value("erreurs"), contredits)
        if nouvelles := erreurs.keys() - avant.keys():
            self.annonce = contradiction(self.vue.champs, nouvelles)
        self._changer(facultatifs=facultatifs, erreurs=erreurs)

    def _changer(self, **valeurs: Any) -> None:
        for nom, valeur in valeurs.items():
            if valeur != self.get_value(nom):
                setattr(self, nom, valeur)


async def prevenir(qui: Acteur, numero: str, acquit: Acquittement, token: str = "") -> None:
    """Show what was saved in the person's other tabs than `token`'s; a secret is shown nowhere."""
    if acquit.sensible or (acquit.depasse and not acquit.ecarts and not acquit.tranche):
        return
    autres = await presence.autres(token, (numero, acquit.etape))
    if not autres:  # nearly always
        return
    compte = qui.cle
    nouvelle = replace(acquit, depasse=True)  # it stands in the place of what those tabs show

    async def montrer(onglet: EtapeState) -> None:
        visite = await onglet.get_state(Visite)
        ici = (onglet.vue.numero, onglet.vue.id) == (numero, acquit.etape)
        if ici and await visite._est_encore(compte):
            onglet._acquitter(nouvelle, onglet.router.url.path)

    for autre in autres:
        if not await push(autre, EtapeState, montrer):
            await presence.partir(autre)


def pour_l_ecran(champ: ChampVue) -> ChampVue:
    """A field whose Markdown is safe HTML."""
    return replace(champ, texte=to_html(champ.texte)) if champ.texte else champ


def cles_de(champ: ChampVue) -> set[str]:
    """The keys under which a field is saved."""
    parties = PARTIES if champ.type == "adresse" else [boite.nom for boite in champ.parties]
    return {champ.id, *(f"{champ.id}.{partie}" for partie in parties)}


def erreurs_de(champ: ChampVue) -> dict[str, str]:
    """The sentences of a field by key, none empty; those of an address stand by its parts."""
    if champ.erreurs_parties:
        return {f"{champ.id}.{partie}": texte for partie, texte in champ.erreurs_parties.items()}
    return {champ.id: champ.erreur} if champ.erreur else {}


def ecarts_apres(ecarts: dict[str, EcartVue], acquit: Acquittement) -> dict[str, EcartVue]:
    """What there is to choose between, once this is saved."""
    cle = acquit.champ
    if acquit.tranche:
        return {k: v for k, v in ecarts.items() if k != cle}
    if not acquit.ecarts and cle in ecarts:
        actuelle = acquit.lecture if cle == acquit.question else str(acquit.valeur)
        return {**ecarts, cle: replace(ecarts[cle], actuelle=actuelle)}
    return {**ecarts, **acquit.ecarts}


def avec_les_autres(erreurs: dict[str, str], contredits: dict[str, str]) -> dict[str, str]:
    """The sentences of a step, once those that depend on other answers are as they stand now."""
    gardees = {cle: phrase for cle, phrase in erreurs.items() if cle not in contredits}
    return gardees | {cle: phrase for cle, phrase in contredits.items() if phrase}


def contradiction(champs: list[ChampVue], fautives: Set[str]) -> str:
    """Which other questions an answer has made wrong, for those who do not see them."""
    questions = {un for cle in fautives for un in (cle, cle.rpartition(".")[0])}
    libelles = [f"«\u00a0{champ.libelle}\u00a0»" for champ in champs if champ.id in questions]
    return f"À corriger maintenant\u00a0: {', '.join(libelles)}."


def changement(avant: list[str], apres: list[str]) -> str:
    """What appeared and disappeared among the questions, in a sentence for those who do not see it."""
    ajoutes, retires = len(set(apres) - set(avant)), len(set(avant) - set(apres))
    phrases = []
    if ajoutes:
        phrases.append(f"{pluriel(ajoutes, 'question ajoutée', 'questions ajoutées')} à la suite.")
    if retires:
        phrases.append(f"{pluriel(retires, 'question retirée', 'questions retirées')}.")
    return " ".join(phrases)

"""What can be read of a file that has mistakes: they are told, cut off, and the rest is read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails

from portail.formulaires.echanges import phrases, structure
from portail.formulaires.echanges.lecture import Faute
from portail.formulaires.echanges.noeuds import Donnee, Entree, Liste, Noeud, Objet, Scalaire
from portail.formulaires.echanges.places import (
    Chemin,
    Place,
    en_mots,
    lieu_dans,
    lieu_du_nom,
    noeud_de,
    situer,
    unite,
)
from portail.formulaires.schema import Formulaire

_TOURS_MAX = 12


class Reste(NamedTuple):
    """What could be read. Names of `illisibles` are fields that could not, of which nothing more is said."""

    formulaire: Formulaire
    donnees: Any
    exclus: frozenset[Chemin]
    illisibles: frozenset[str]


@dataclass
class Elagage:
    """Reads a tree again and again, each time without what was wrong before."""

    racine: Noeud
    fautes: list[Faute] = field(default_factory=list)
    _exclus: set[Chemin] = field(default_factory=set)
    _textes: set[Chemin] = field(default_factory=set)
    _ajouts: dict[Chemin, dict[str, str]] = field(default_factory=dict)
    _corriges: int = 0
    _illisibles: set[str] = field(default_factory=set)
    _rangs: dict[Chemin, list[int]] = field(default_factory=dict)

    def elaguer(self) -> Reste | None:
        """Tell the mistakes of each field and step; None when nothing of the form can be read."""
        for _ in range(_TOURS_MAX):
            self._rangs.clear()
            lues = self._lire(self.racine, ())
            if not isinstance(lues, dict):
                self.fautes.append(Faute(self.racine.lieu, phrases.OBJET))
                return None
            lu = _lire_sans_coherence(lues)
            if isinstance(lu, Formulaire):
                return Reste(lu, lues, frozenset(self._exclus), frozenset(self._illisibles - {""}))
            avant = self._touches()
            for place, erreur in self._par_place(lu):
                self._traiter(place, erreur)
            if () in self._exclus or self._touches() == avant:
                return None
        return None

    def _touches(self) -> int:
        return len(self._exclus) + len(self._textes) + self._corriges + sum(map(len, self._ajouts.values()))

    def _lire(self, noeud: Noeud, chemin: Chemin) -> Any:
        match noeud:
            case Scalaire():
                return noeud.texte if chemin in self._textes else noeud.donnee
            case Liste(elements=elements):
                rangs = [rang for rang in range(len(elements)) if (*chemin, rang) not in self._exclus]
                self._rangs[chemin] = rangs
                return [self._lire(elements[rang], (*chemin, rang)) for rang in rangs]
        lus: dict[str, Donnee] = {
            nom: self._lire(entree.valeur, (*chemin, nom))
            for nom, entree in noeud.entrees.items()
            if (*chemin, nom) not in self._exclus
        }
        return lus | self._ajouts.get(chemin, {})

    def _par_place(self, erreurs: Sequence[ErrorDetails]) -> Iterator[tuple[Place, ErrorDetails]]:
        """One error for each place: of the branches of a choice of types, the one that was meant."""
        par_place: dict[Place, ErrorDetails] = {}
        for erreur in erreurs:
            absent = erreur["type"] == "missing"
            place = situer(self.racine, erreur["loc"][:-1] if absent else erreur["loc"], self._rangs)
            if absent:
                place = Place(place.chemin, str(erreur["loc"][-1]))
            elif not self._ajoute(place):
                place = Place(place.chemin)
            deja = par_place.get(place)
            if deja is None or erreur["type"] == "value_error":
                par_place[place] = erreur
        # Words are corrected first: what they name is missing no more.
        yield from sorted(par_place.items(), key=lambda un: un[1]["type"] != "extra_forbidden")

    def _ajoute(self, place: Place) -> bool:
        """Whether a place is a word that stands for a missing one."""
        return place.manque in self._ajouts.get(place.chemin, {}) or place.chemin in self._exclus

    def _traiter(self, place: Place, erreur: ErrorDetails) -> None:
        chemin, la_sienne = place.chemin, unite(place.chemin)
        noeud = noeud_de(self.racine, chemin)
        if la_sienne in self._exclus or self._retrouve(place):
            return
        if erreur["type"] == "string_type" and isinstance(noeud, Scalaire) and noeud.donnee is not None:
            self._textes.add(chemin)  # « valeur: 2024 »: the schema says that a text was meant
        elif erreur["type"] == "too_short" and _assez(noeud, erreur):
            if len(self._rangs[chemin]) < erreur["ctx"]["min_length"]:  # else only because these are wrong
                self._ecarter(la_sienne)
        elif self._ajoute(place):
            self._ecarter(la_sienne)
        elif place.manque:
            self._suppleer(place, erreur)
        elif erreur["type"] == "extra_forbidden":
            self._renommer(place, erreur)
        elif chemin == la_sienne:
            self._reparer(place, erreur)
        else:
            self._dire(place, erreur)
            if chemin[-1] == "id" and isinstance(noeud, Scalaire):
                self._illisibles.add(noeud.texte)
            self._exclus.add(chemin[: len(la_sienne) + 1])

    def _renommer(self, place: Place, erreur: ErrorDetails) -> None:
        """Read an unknown entry as the one that was meant, if it is clear; leave it out otherwise."""
        self._dire(place, erreur)
        objet, nom = noeud_de(self.racine, place.chemin[:-1]), str(place.chemin[-1])
        voulu = None if self._autres_types(place.chemin) else phrases.proche(nom, self._permis(place.chemin))
        if isinstance(objet, Objet) and voulu and voulu not in objet.entrees:
            objet.entrees[voulu] = objet.entrees.pop(nom)
            self._corriges += 1
        else:
            self._exclus.add(place.chemin)

    def _retrouve(self, place: Place) -> bool:
        """Whether what was missing is there by now, under its name."""
        noeud = noeud_de(self.racine, place.chemin)
        la = isinstance(noeud, Objet) and place.manque in noeud.entrees
        return la and (*place.chemin, place.manque) not in self._exclus

    def _suppleer(self, place: Place, erreur: ErrorDetails) -> None:
        """Put a word where one is missing, so that the rest is read."""
        if (*place.chemin, place.manque) not in self._exclus:
            self._dire(place, erreur)
        numero = sum(map(len, self._ajouts.values()))
        self._ajouts.setdefault(place.chemin, {})[place.manque] = f"x{numero}"

    def _reparer(self, place: Place, erreur: ErrorDetails) -> None:
        """Find the entry without which a step or a field contradicts itself no more; the last one of two."""
        noeud = noeud_de(self.racine, place.chemin)
        if erreur["type"] == "union_tag_invalid" and self._corriger_le_type(place, erreur):
            return
        noms = list(noeud.entrees) if isinstance(noeud, Objet) else []
        coupes = [nom for nom in noms if (*place.chemin, nom) in self._exclus]
        fautif = next((nom for nom in reversed(noms) if self._suffit(place.chemin, nom)), "")
        dit = phrases.phrase_de(erreur)
        suite_d_une_coupe = any(f"« {nom} »" in dit for nom in coupes) or (coupes and not fautif)
        if not suite_d_une_coupe:
            self._dire(Place((*place.chemin, fautif) if fautif else place.chemin), erreur)
        if fautif:
            self._exclus.add((*place.chemin, fautif))
        else:
            self._ecarter(place.chemin)

    def _corriger_le_type(self, place: Place, erreur: ErrorDetails) -> bool:
        """Read a field as one of the type that was meant, if it is clear."""
        champ = noeud_de(self.racine, place.chemin)
        voulu = phrases.proche(str(erreur["ctx"]["tag"]), phrases.types_permis(erreur))
        if not voulu or not isinstance(champ, Objet):
            return False
        self._dire(place, erreur)
        entree = champ.entrees["type"]
        champ.entrees["type"] = Entree(entree.lieu, Scalaire(voulu, entree.valeur.lieu))
        self._corriges += 1
        return True

    def _suffit(self, chemin: Chemin, nom: str) -> bool:
        """Whether a step or a field is right without one of its entries."""
        if nom in ("id", "type") or (*chemin, nom) in self._exclus:
            return False
        seul = self._lire(noeud_de(self.racine, chemin), chemin)
        del seul[nom]
        etape = seul if chemin[-2:-1] == ("etapes",) else {"id": "x", "titre": "x", "champs": [seul]}
        return isinstance(_lire_sans_coherence({"titre": "x", "etapes": [etape]}), Formulaire)

    def _ecarter(self, chemin: Chemin) -> None:
        """Leave out a step or a field, and remember the names that it gives."""
        self._exclus.add(chemin)
        a_voir = [noeud_de(self.racine, chemin)]
        while a_voir:
            noeud = a_voir.pop()
            if isinstance(noeud, Liste):
                a_voir += noeud.elements
            elif isinstance(noeud, Objet):
                self._illisibles.add(noeud.texte("id"))
                a_voir += [entree.valeur for entree in noeud.entrees.values()]

    def _dire(self, place: Place, erreur: ErrorDetails) -> None:
        lieu = lieu_du_nom(self.racine, place.chemin)
        noeud = noeud_de(self.racine, place.chemin)
        phrase = phrases.phrase_de(erreur)
        if erreur["type"] == "extra_forbidden":
            phrase = self._nom_inconnu(place.chemin)
        elif (refus := phrases.refus_de(erreur)) is not None:
            lieu = lieu_dans(self.racine, place.chemin, refus.lieu.indice)
        elif erreur["type"] == "union_tag_invalid" and isinstance(noeud, Objet):
            lieu = noeud.entrees["type"].valeur.lieu
        elif isinstance(noeud, Scalaire) and noeud.texte:
            lieu = noeud.lieu
        if place.chemin[-2:-1] == ("options",) and isinstance(noeud, Scalaire):
            phrase = f"une réponse s’écrit {{valeur: …, libelle: {noeud.texte[:40] or '…'}}}"
        inconnu = erreur["type"] == "extra_forbidden"
        mots = en_mots(self.racine, place.chemin[:-1] if inconnu else place.chemin)
        self.fautes.append(Faute(lieu, f"{mots}\u00a0: {phrase}" if mots else phrase))

    def _nom_inconnu(self, chemin: Chemin) -> str:
        genre = next(iter(self._types(chemin)[-1:]), "")
        return phrases.nom_inconnu(str(chemin[-1]), self._permis(chemin), self._autres_types(chemin), genre)

    def _permis(self, chemin: Chemin) -> list[str]:
        return structure.noms(chemin[:-1], self._types(chemin))

    def _autres_types(self, chemin: Chemin) -> list[str]:
        """The types of field where such an entry has a sense."""
        return structure.types_qui_ont(str(chemin[-1])) if unite(chemin) == chemin[:-1] else []

    def _types(self, chemin: Chemin) -> list[str]:
        """What the elements on a way say to be, each list's in turn."""
        elements = (
            noeud_de(self.racine, chemin[: rang + 1])
            for rang, partie in enumerate(chemin)
            if isinstance(partie, int)
        )
        return [element.texte("type") if isinstance(element, Objet) else "" for element in elements]


class _SansCoherence(Formulaire):
    """A form whose parts may contradict each other: what they say together is told apart, all of it."""

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        return self


def _lire_sans_coherence(lues: Any) -> Formulaire | list[ErrorDetails]:
    try:
        return _SansCoherence.model_validate(lues)
    except ValidationError as refus:
        return refus.errors(include_url=False)


def _assez(noeud: Noeud, erreur: ErrorDetails) -> bool:
    """Whether a list is long enough in the file."""
    return isinstance(noeud, Liste) and len(noeud.elements) >= erreur["ctx"]["min_length"]

"""Everything that is wrong in a form's file, at once, and what deserves a second look."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from portail.formulaires.coherence import incoherences
from portail.formulaires.echanges.elagage import Elagage, Reste
from portail.formulaires.echanges.lecture import Faute, YamlIllisible, decoder, lire_yaml
from portail.formulaires.echanges.noeuds import Entree, Liste, Noeud, Objet, Scalaire
from portail.formulaires.echanges.places import (
    Chemin,
    en_mots,
    lieu_dans,
    noeud_de,
)
from portail.formulaires.echanges.remarques import remarquer
from portail.formulaires.programmes import Incoherence, Regle, lieu
from portail.formulaires.schema import Formulaire


class Controle(NamedTuple):
    """What a file is worth: the form when nothing is wrong, else the mistakes, in the order of the lines."""

    formulaire: Formulaire | None
    fautes: tuple[Faute, ...]
    remarques: tuple[Faute, ...] = ()


def controler(contenu: bytes) -> Controle:
    """Read and check a form written in YAML, or in JSON, which is YAML too."""
    try:
        lecture = lire_yaml(decoder(contenu))
    except YamlIllisible as refus:
        return Controle(None, (refus.faute,))
    elagage = Elagage(lecture.racine)
    reste = elagage.elaguer()
    fautes = [*lecture.fautes, *elagage.fautes]
    remarques: list[Faute] = []
    if reste is None:
        fautes += [] if fautes else [Faute(lecture.racine.lieu, "ce fichier n’est pas un formulaire")]
    else:
        ou = _Reperes(lecture.racine, reste)
        fautes += [ou.faute(dite) for dite in incoherences(reste.formulaire) if not ou.ignorer(dite)]
        remarques += [ou.faute(dite) for dite in remarquer(reste.formulaire) if not ou.ignorer(dite)]
    formulaire = None
    if reste is not None and not fautes:
        formulaire, autres = _valider(reste)
        fautes += [Faute(lecture.racine.lieu, phrase) for phrase in autres]
    return Controle(formulaire, tuple(sorted(set(fautes))), tuple(sorted(set(remarques))))


class FormulaireRefuse(ValueError):
    """What is wrong in a form's file, one sentence a line."""


def lire_formulaire(contenu: bytes) -> Formulaire:
    """The form of a file that is right. Raises `FormulaireRefuse`."""
    formulaire, fautes, _ = controler(contenu)
    if formulaire is None:
        lignes = (
            f"ligne {faute.lieu.ligne}, colonne {faute.lieu.colonne} : {faute.phrase}" for faute in fautes
        )
        raise FormulaireRefuse("\n".join(lignes))
    return formulaire


def _valider(reste: Reste) -> tuple[Formulaire | None, list[str]]:
    """The form itself: nothing may be published that its schema would not read again."""
    try:
        return Formulaire.model_validate(reste.donnees), []
    except ValidationError as refus:
        dites = [str(erreur.get("ctx", {}).get("error", erreur["msg"])) for erreur in refus.errors()]
        return None, [phrase for dite in dites for phrase in dite.splitlines()]


class _Nom(NamedTuple):
    """The identifier of a step or of a field, which two blocks may both give to a question of their rows."""

    id: str
    d_une_etape: bool
    bloc: str


class _Reperes:
    """Where the steps and fields of a form are in its file."""

    def __init__(self, racine: Noeud, reste: Reste) -> None:
        self._racine, self._illisibles = racine, reste.illisibles
        self._lieux: dict[_Nom, list[Chemin]] = {}
        self._doubles: Counter[_Nom] = Counter()
        for chemin, nom in _nommes(racine, (), ""):
            if chemin not in reste.exclus:
                self._lieux.setdefault(nom, []).append(chemin)

    def ignorer(self, dite: Incoherence) -> bool:
        """Whether it may come of a field that could not be read, of which something was said already."""
        lus = {partie for nom in dite.lus for partie in nom.split(".")}
        return bool(lus & self._illisibles) or (not dite.nom and bool(self._illisibles))

    def faute(self, dite: Incoherence) -> Faute:
        """A mistake with its place, in the file and in words."""
        nom = _Nom(dite.nom, dite.d_une_etape, dite.bloc)
        chemins = self._lieux.get(nom, [])
        regle = (Regle.VISIBLE if dite.regle is Regle.ETAPE else dite.regle) or Regle.VISIBLE
        chemin = next((la for la in chemins if regle in _entrees(noeud_de(self._racine, la))), None)
        if dite.regle is None or chemin is None:
            return self._du_nom(dite, nom, chemins)
        chemin = (*chemin, regle.value)
        mots = en_mots(self._racine, chemin)
        if dite.refus is not None:
            lieu_du_refus = lieu_dans(self._racine, chemin, dite.refus.lieu.indice)
            return Faute(lieu_du_refus, f"{mots} : {dite.refus.phrase}")
        suite = dite.phrase.removeprefix(lieu(dite.regle, dite.nom))
        return Faute(lieu_dans(self._racine, chemin, 0), f"{mots}{suite}")

    def _du_nom(self, dite: Incoherence, nom: _Nom, chemins: Sequence[Chemin]) -> Faute:
        if not chemins:
            return Faute(self._racine.lieu, dite.phrase)
        chemin, phrase = chemins[0], dite.phrase
        if len(chemins) > 1:
            self._doubles[nom] += 1
            chemin = chemins[min(self._doubles[nom], len(chemins) - 1)]
            phrase += f" (déjà ligne {noeud_de(self._racine, chemins[0]).lieu.ligne})"
        mots = en_mots(self._racine, chemin)
        return Faute(lieu_dans(self._racine, (*chemin, "id"), 0), f"{mots} : {phrase}")


def _entrees(noeud: Noeud) -> Mapping[str, Entree]:
    return noeud.entrees if isinstance(noeud, Objet) else {}


def _nommes(noeud: Noeud, chemin: Chemin, bloc: str) -> Iterator[tuple[Chemin, _Nom]]:
    """Everything that has an identifier, in the order of the file."""
    if isinstance(noeud, Liste):
        for rang, element in enumerate(noeud.elements):
            yield from _nommes(element, (*chemin, rang), bloc)
    elif isinstance(noeud, Objet):
        nom = noeud.texte("id")
        if nom:
            yield chemin, _Nom(nom, len(chemin) == 2, bloc)
        dedans = nom if noeud.texte("type") == "bloc" else bloc
        for cle, entree in noeud.entrees.items():
            if not isinstance(entree.valeur, Scalaire):
                yield from _nommes(entree.valeur, (*chemin, cle), dedans)

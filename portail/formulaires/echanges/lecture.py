"""From a YAML text to its tree: plain data only, bounded, nothing said twice, no surprise of YAML 1.1."""

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml
from yaml.error import MarkedYAMLError

from portail.core.formats import nombre
from portail.formulaires.echanges.noeuds import Entree, Liste, Noeud, Objet, Scalaire
from portail.formulaires.echanges.syntaxe import lieu_de_marque, phrase_de_syntaxe
from portail.formulaires.expressions.arbre import Lieu

TAILLE_MAX = 1_000_000
NOEUDS_MAX = 50_000
"""What a file may hold once what it repeats (« *nom ») is laid out."""
PROFONDEUR_MAX = 40
_TROP = f"ce fichier dépasse {nombre(TAILLE_MAX)} caractères"


class Faute(NamedTuple):
    """A mistake of the file, and where it is."""

    lieu: Lieu
    phrase: str


class YamlIllisible(ValueError):
    """The file cannot be read further; `faute` says where and why."""

    def __init__(self, lieu: Lieu, phrase: str) -> None:
        super().__init__(f"ligne {lieu.ligne}, colonne {lieu.colonne} : {phrase}")
        self.faute = Faute(lieu, phrase)


class Lecture(NamedTuple):
    """The tree of a file, and what is wrong with it though it can be read."""

    racine: Noeud
    fautes: tuple[Faute, ...]


def decoder(octets: bytes) -> str:
    """The text of a file. Raises `YamlIllisible`: it is not UTF-8, or too large to be looked at."""
    if len(octets) > 4 * TAILLE_MAX:
        raise YamlIllisible(Lieu(), _TROP)
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        lu = octets[: erreur.start].decode("utf-8-sig", errors="replace")
        lieu = Lieu(lu.count("\n") + 1, len(lu) - lu.rfind("\n"), len(lu))
        raise YamlIllisible(lieu, "ce fichier n’est pas en UTF-8 ; enregistrez-le ainsi") from None


def lire_yaml(texte: str) -> Lecture:
    """The tree of a text.

    Raises:
        YamlIllisible: it is no YAML, several documents, or too much of it.
    """
    if len(texte) > TAILLE_MAX:
        raise YamlIllisible(Lieu(), _TROP)
    lecteur = _Lecteur(texte)
    try:
        for evenement in yaml.parse(texte, Loader=yaml.SafeLoader):
            lecteur.recevoir(evenement)
    except MarkedYAMLError as erreur:
        raise YamlIllisible(*phrase_de_syntaxe(erreur)) from None
    except yaml.reader.ReaderError as erreur:
        lu = texte[: erreur.position]
        lieu = Lieu(lu.count("\n") + 1, len(lu) - lu.rfind("\n"), len(lu))
        raise YamlIllisible(lieu, "un caractère invisible ne va pas dans un fichier YAML") from None
    if lecteur.racine is None:
        raise YamlIllisible(Lieu(), "ce fichier est vide")
    return Lecture(lecteur.racine, tuple(lecteur.fautes))


@dataclass
class _Ouvert:
    """A list or an object being filled."""

    noeud: Liste | Objet
    ancre: str | None
    noeuds: int = 1
    cle: Scalaire | None = None


@dataclass
class _Lecteur:
    """Makes the tree from the parser's events, one at a time: no recursion, whatever the file says."""

    texte: str
    racine: Noeud | None = None
    fautes: list[Faute] = field(default_factory=list)
    _ouverts: list[_Ouvert] = field(default_factory=list)
    _ancres: dict[str, tuple[Noeud, int] | None] = field(default_factory=dict)
    _noeuds: int = 0
    _documents: int = 0

    def recevoir(self, evenement: yaml.Event) -> None:
        """Take what comes next. Raises `YamlIllisible`."""
        lieu = lieu_de_marque(evenement.start_mark)
        match evenement:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise YamlIllisible(lieu, "un fichier contient un seul formulaire : retirez « --- »")
            case yaml.AliasEvent():
                self._repeter(evenement, lieu)
            case yaml.ScalarEvent():
                self._signaler_etiquette(evenement.tag, lieu)
                fin = lieu_de_marque(evenement.end_mark)
                source = self.texte[lieu.indice : fin.indice]
                texte = self._entier(evenement.value, lieu)
                self._poser(Scalaire(texte, lieu, evenement.style or "", source), evenement.anchor, 1)
            case yaml.SequenceStartEvent():
                self._ouvrir(Liste([], lieu), evenement)
            case yaml.MappingStartEvent():
                self._ouvrir(Objet({}, lieu), evenement)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                fini = self._ouverts.pop()
                self._poser(fini.noeud, fini.ancre, fini.noeuds)

    def _signaler_etiquette(self, etiquette: str | None, lieu: Lieu) -> None:
        if etiquette is not None:
            dite = f"l’étiquette « {etiquette[:40]} » n’est pas acceptée"
            phrase = f"{dite} ; un texte qui commence par « ! » se met entre apostrophes"
            self.fautes.append(Faute(lieu, phrase))

    def _entier(self, texte: str, lieu: Lieu) -> str:
        """A text with the signs that JSON writes in two halves made whole."""
        try:
            return texte.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self.fautes.append(Faute(lieu, "ce texte contient une moitié de caractère"))
            return texte.encode(errors="replace").decode()

    def _ouvrir(self, noeud: Liste | Objet, evenement: yaml.CollectionStartEvent) -> None:
        self._signaler_etiquette(evenement.tag, noeud.lieu)
        if len(self._ouverts) >= PROFONDEUR_MAX:
            raise YamlIllisible(noeud.lieu, f"ce fichier a plus de {PROFONDEUR_MAX} niveaux")
        if evenement.anchor:
            self._ancres[evenement.anchor] = None
        self._ouverts.append(_Ouvert(noeud, evenement.anchor))

    def _repeter(self, evenement: yaml.AliasEvent, lieu: Lieu) -> None:
        nom = evenement.anchor
        if nom not in self._ancres:
            raise YamlIllisible(lieu, f"« *{nom} » répète ce que rien ne nomme « &{nom} » plus haut")
        if (vise := self._ancres[nom]) is None:
            raise YamlIllisible(lieu, f"« *{nom} » se contient lui-même")
        self._poser(*vise[:1], None, vise[1])

    def _poser(self, noeud: Noeud, ancre: str | None, noeuds: int) -> None:
        """Put a whole node where it goes. What is laid out from an anchor counts each time."""
        if ancre:
            self._ancres[ancre] = (noeud, noeuds)
        if not self._ouverts:
            self.racine = noeud
            return
        parent = self._ouverts[-1]
        parent.noeuds += noeuds
        if parent.noeuds > NOEUDS_MAX:
            raise YamlIllisible(noeud.lieu, f"ce fichier dépasse {nombre(NOEUDS_MAX)} valeurs")
        if isinstance(parent.noeud, Liste):
            parent.noeud.elements.append(noeud)
        elif parent.cle is None:
            parent.cle = self._cle(noeud)
        else:
            cle, parent.cle = parent.cle, None
            self._nommer(parent.noeud, cle, noeud)

    def _cle(self, noeud: Noeud) -> Scalaire:
        if not isinstance(noeud, Scalaire):
            raise YamlIllisible(noeud.lieu, "un nom de rubrique est un mot, pas une liste ni un objet")
        if noeud.texte == "<<" and not noeud.style:
            raise YamlIllisible(noeud.lieu, "« << » n’est pas accepté : écrivez chaque rubrique")
        return noeud

    def _nommer(self, objet: Objet, cle: Scalaire, valeur: Noeud) -> None:
        if (deja := objet.entrees.get(cle.texte)) is not None:
            phrase = f"« {cle.texte[:40]} » est déjà écrit ligne {deja.lieu.ligne}"
            self.fautes.append(Faute(cle.lieu, phrase))
        else:
            objet.entrees[cle.texte] = Entree(cle.lieu, valeur)

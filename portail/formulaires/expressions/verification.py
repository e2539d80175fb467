"""The type of an expression, where each name has the type its scope says. What does not fit is refused."""

import difflib
from collections.abc import Iterable, Set
from typing import NoReturn

from portail.formulaires.expressions import arbre, genres
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.expressions.ecriture import ecrire
from portail.formulaires.expressions.fonctions import CHIFFRES_MAX, FONCTIONS
from portail.formulaires.expressions.genres import Genre, Portee, Type
from portail.formulaires.expressions.refus import ExpressionRefusee, extrait

_COMPTES = frozenset({Genre.NOMBRE, Genre.MONTANT})
_ORDONNES = _COMPTES | {Genre.DATE}
_EGALABLES = _ORDONNES | {Genre.TEXTE, Genre.BOOLEEN, Genre.CHOIX}
_OPTIONS_MONTREES = 10
_BOOLEEN = frozenset({Genre.BOOLEEN})
_CONSEILS = {
    Genre.BOOLEEN: ", sans guillemets",
    Genre.DATE: ", comme 2026-03-01",
    Genre.MONTANT: ", comme 23000 EUR",
}


class Verificateur:
    """Checks one expression against a scope, and keeps the type of each of its nodes (by identity)."""

    def __init__(self, portee: Portee) -> None:
        self._portee = portee
        self._types: dict[int, Type] = {}

    def exiger(self, noeud: Noeud, attendus: frozenset[Genre]) -> Genre:
        """The kind of a node. Raises `ExpressionRefusee` unless it is well typed, and one of these."""
        genre = self.type_de(noeud).genre
        if genre not in attendus:
            _refuser_le_genre(noeud, genre, attendus)
        return genre

    def est_un_montant(self, noeud: Noeud) -> bool:
        """Whether a node already checked gives euros."""
        return self._types[id(noeud)].genre is Genre.MONTANT

    def type_de(self, noeud: Noeud) -> Type:
        """The type of a node. Raises `ExpressionRefusee`."""
        if id(noeud) not in self._types:
            self._types[id(noeud)] = self._type(noeud)
        return self._types[id(noeud)]

    def _type(self, noeud: Noeud) -> Type:
        match noeud:
            case arbre.Nombre() | arbre.Pourcentage():
                return genres.NOMBRE
            case arbre.Montant():
                return genres.MONTANT
            case arbre.Jour():
                return genres.DATE
            case arbre.Texte():
                return genres.TEXTE
            case arbre.Reference():
                return self._reference(noeud)
            case arbre.Oppose(terme=terme):
                return Type(self.exiger(terme, _COMPTES))
            case arbre.Calcul():
                return self._calcul(noeud)
        return self._compose(noeud)

    def _compose(self, noeud: Noeud) -> Type:
        match noeud:
            case arbre.Si(condition=condition, alors=alors, sinon=sinon):
                self.exiger(condition, _BOOLEEN)
                return self._accorder(alors, sinon, _EGALABLES)
            case arbre.Appel():
                return self._appel(noeud)
            case arbre.Comparaison(operateur=operateur, gauche=gauche, droite=droite):
                self._accorder(gauche, droite, _EGALABLES if operateur in ("=", "!=") else _ORDONNES)
            case arbre.Parmi(gauche=gauche, elements=elements):
                for element in elements:
                    self._accorder(gauche, element, _EGALABLES)
            case arbre.Contient(liste=liste, element=element):
                self._contient(liste, element)
            case arbre.Non() | arbre.Et() | arbre.Ou():
                for partie in arbre.enfants(noeud):
                    self.exiger(partie, _BOOLEEN)
        return genres.BOOLEEN

    def _reference(self, noeud: arbre.Reference) -> Type:
        trouve = self._portee.get(noeud.nom)
        if trouve is None:
            conseil = _proche(noeud.nom, self._portee)
            _refuser(noeud, f"« {extrait(noeud.nom)} » n’est pas un champ de ce formulaire{conseil}")
        return genres.NOMBRE if trouve.genre is Genre.FICHIERS else trouve

    def _accorder(self, gauche: Noeud, droite: Noeud, attendus: frozenset[Genre]) -> Type:
        """The type of two values that are compared, or that stand for each other."""
        genre, autre = self.exiger(gauche, attendus), self.type_de(droite).genre
        if autre not in attendus:
            _refuser_le_genre(droite, autre, {genre})
        if Genre.CHOIX in (genre, autre):
            return self._accorder_choix(gauche, droite)
        if genre is autre:
            return self.type_de(gauche)
        nombre = gauche if genre is Genre.NOMBRE else droite
        if {genre, autre} == _COMPTES and _constante(nombre):  # « budget > 23000 »
            return genres.MONTANT
        _refuser_le_genre(droite, autre, {genre})

    def _accorder_choix(self, gauche: Noeud, droite: Noeud) -> Type:
        un, autre = self.type_de(gauche), self.type_de(droite)
        if un.genre is autre.genre:
            _exiger_commun(gauche, un, droite, autre)
            return un
        liste, valeur = (un, droite) if un.genre is Genre.CHOIX else (autre, gauche)
        _exiger_option(liste, valeur)
        return liste

    def _contient(self, liste: Noeud, element: Noeud) -> None:
        self.exiger(liste, frozenset({Genre.LISTE}))
        reponses, cherche = self.type_de(liste), self.type_de(element)
        if cherche.genre is Genre.CHOIX:
            _exiger_commun(liste, reponses, element, cherche)
        else:
            _exiger_option(reponses, element)

    def _calcul(self, noeud: arbre.Calcul) -> Type:
        genre, constant = self.exiger(noeud.premier, _COMPTES), _constante(noeud.premier)
        for operateur, terme in noeud.suite:
            droite = self.exiger(terme, _COMPTES)
            if operateur in ("*", "/"):
                genre = _produit(operateur, genre, droite, terme)
                continue
            if genre is not droite:
                if not (constant if genre is Genre.NOMBRE else _constante(terme)):
                    _refuser(terme, f"{_nomme(terme)} est {droite.value} ; on attend {genre.value}")
                genre = Genre.MONTANT
            constant = constant and _constante(terme)
        return Type(genre)

    def _appel(self, noeud: arbre.Appel) -> Type:
        fonction = FONCTIONS.get(noeud.fonction)
        if fonction is None:
            conseil = _proche(noeud.fonction, FONCTIONS)
            _refuser(noeud, f"« {extrait(noeud.fonction)} » n’est pas une fonction{conseil}")
        if not fonction.accepte(len(noeud.arguments)):
            _refuser(noeud, f"« {noeud.fonction} » a d’autres arguments ; on attend {fonction.exemple}")
        match noeud.fonction:
            case "min" | "max":
                return self._extreme(noeud.arguments)
            case "arrondi":
                return self._arrondi(noeud.arguments)
            case "rempli":
                return self._rempli(noeud.arguments[0])
            case "somme":
                return self._somme(noeud.arguments[0])
        for argument, genre in zip(noeud.arguments, fonction.genres, strict=True):
            self.exiger(argument, frozenset({genre}))
        return Type(fonction.rend)

    def _extreme(self, arguments: tuple[Noeud, ...]) -> Type:
        temoin = next((argument for argument in arguments if not _constante(argument)), arguments[0])
        trouves = [self._accorder(temoin, argument, _ORDONNES) for argument in arguments]
        return genres.MONTANT if genres.MONTANT in trouves else trouves[0]

    def _arrondi(self, arguments: tuple[Noeud, ...]) -> Type:
        for chiffres in arguments[1:]:
            entier = isinstance(chiffres, arbre.Nombre) and chiffres.valeur in range(CHIFFRES_MAX + 1)
            if not entier:
                _refuser(chiffres, f"« arrondi » attend un nombre de chiffres de 0 à {CHIFFRES_MAX}")
        return Type(self.exiger(arguments[0], _COMPTES))

    def _rempli(self, argument: Noeud) -> Type:
        genre = self.type_de(argument).genre
        if not isinstance(argument, arbre.Reference) or genre in (Genre.BLOC, Genre.COLONNE):
            conseil = " ; pour un bloc, nombre(bloc) > 0" if genre is Genre.BLOC else ""
            _refuser(argument, f"{_nomme(argument)} n’est pas un champ ; on attend rempli(champ){conseil}")
        return genres.BOOLEEN

    def _somme(self, argument: Noeud) -> Type:
        self.exiger(argument, frozenset({Genre.COLONNE}))
        contenu = self.type_de(argument).contenu
        if contenu not in _COMPTES:
            _refuser(argument, f"{_nomme(argument)} ne s’additionne pas ; on attend des montants")
        return Type(contenu)


def _refuser(noeud: Noeud, phrase: str) -> NoReturn:
    raise ExpressionRefusee(phrase, noeud.lieu)


def _refuser_le_genre(noeud: Noeud, genre: Genre, attendus: Set[Genre]) -> NoReturn:
    voulu = " ou ".join(sorted(attendu.value for attendu in attendus))
    conseil = _CONSEILS.get(next(iter(attendus)), "") if len(attendus) == 1 else ""
    somme = "\u00a0: somme(bloc.champ) la compte" if genre is Genre.COLONNE else ""
    _refuser(noeud, f"{_nomme(noeud)} est {genre.value}{somme}\u00a0; on attend {voulu}{conseil}")


def _nomme(noeud: Noeud) -> str:
    return f"« {extrait(ecrire(noeud))} »"


def _proche(nom: str, connus: Iterable[str]) -> str:
    proches = difflib.get_close_matches(nom.lower()[:100], connus, n=1)
    return f" ; vouliez-vous dire « {proches[0]} » ?" if proches else ""


def _constante(noeud: Noeud) -> bool:
    """Whether this is a number as written: it may stand for an amount."""
    while isinstance(noeud, arbre.Oppose):
        noeud = noeud.terme
    return isinstance(noeud, arbre.Nombre)


def _produit(operateur: str, gauche: Genre, droite: Genre, terme: Noeud) -> Genre:
    if gauche is droite is Genre.NOMBRE:
        return Genre.NOMBRE
    if operateur == "*" and gauche is droite:
        _refuser(terme, f"{_nomme(terme)} est un montant : deux montants ne se multiplient pas")
    if operateur == "/" and droite is Genre.MONTANT:
        if gauche is Genre.NOMBRE:
            _refuser(terme, f"{_nomme(terme)} est un montant : il ne divise pas un nombre")
        return Genre.NOMBRE
    return Genre.MONTANT


def _exiger_option(liste: Type, valeur: Noeud) -> None:
    montrees = [f'"{option}"' for option in liste.options[:_OPTIONS_MONTREES]]
    offertes = ", ".join(montrees) + (", …" if len(liste.options) > _OPTIONS_MONTREES else "")
    if not isinstance(valeur, arbre.Texte):
        _refuser(valeur, f"{_nomme(valeur)} n’est pas une réponse entre guillemets ; on attend {offertes}")
    if valeur.valeur not in liste.options:
        _refuser(valeur, f"{_nomme(valeur)} n’est pas une réponse proposée ; on attend {offertes}")


def _exiger_commun(gauche: Noeud, un: Type, droite: Noeud, autre: Type) -> None:
    if not set(un.options) & set(autre.options):
        _refuser(droite, f"{_nomme(droite)} et {_nomme(gauche)} n’ont aucune réponse en commun")

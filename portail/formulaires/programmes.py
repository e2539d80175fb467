"""The expressions of a form, made ready once: what they may read, and in what order what shows is settled."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from portail.formulaires.expressions import Expression, ExpressionRefusee, Genre, Portee, Programme, genres
from portail.formulaires.types.base import Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.vocabulaire import Source

if TYPE_CHECKING:  # the schema calls this module as it builds these classes
    from portail.formulaires.schema import Formulaire

_SECRETES = {Source.IBAN, Source.BIC}
DEHORS: Mapping[str, genres.Type] = {
    **{f"fiche.{source}": genres.TEXTE for source in Source if source not in _SECRETES},
    "fiche.date_naissance": genres.DATE,
    "fiche.adresse": genres.OPAQUE,
    "fiche.commune": genres.OPAQUE,
    "aide.plafond": genres.MONTANT,
    "aide.plancher": genres.MONTANT,
    "aide.taux_max": genres.NOMBRE,
}
"""What every form may read of the applicant's sheet and of the aid; its rate is a number, 0.5 for 50 %."""


class Regle(StrEnum):
    """What an expression of a form decides, by the name it has in the schema."""

    ETAPE = "étape"
    VISIBLE = "afficher_si"
    REQUIS = "requis"
    VALIDE = "valide_si"
    AVERTIR = "avertir_si"
    FORMULE = "formule"


DES_CHAMPS = (Regle.VISIBLE, Regle.REQUIS, Regle.VALIDE, Regle.AVERTIR, Regle.FORMULE)
"""Those a field may have, under their name."""


@dataclass(frozen=True)
class Incoherence:
    """What cannot be in a form: its sentence, and the rule of the step or field it is about.

    Without a rule it is about the identifier; without a name, about the whole form. `refus` is why an
    expression cannot be read, and `lus` the names it reads; `bloc` is the one whose rows it stands in.
    """

    phrase: str
    nom: str = ""
    regle: Regle | None = None
    d_une_etape: bool = False
    refus: ExpressionRefusee | None = None
    lus: frozenset[str] = frozenset()
    bloc: str = ""


@dataclass(frozen=True)
class Programmes:
    """The expressions of a form, made ready, by what they decide and for which step or field.

    `fautes` say which cannot be; `portee`, which names they may read.
    """

    tous: Mapping[tuple[Regle, str], Programme]
    fautes: tuple["Incoherence", ...]
    portee: Portee

    def de(self, regle: Regle, nom: str) -> Programme | None:
        """The one that decides this, if an expression does."""
        return self.tous.get((regle, nom))

    def lus(self, nom: str, *regles: Regle) -> frozenset[str]:
        """The names that these rules of a step or a field read."""
        programmes = (self.tous.get((regle, nom)) for regle in regles)
        return frozenset().union(*(programme.references for programme in programmes if programme))


def preparer(formulaire: "Formulaire", autour: Portee = DEHORS) -> Programmes:
    """Make the expressions of a form ready, and say what is wrong with those that cannot be.

    `autour` are the names they may read beside those of the form.
    """
    # Not copied: a form of many blocks would have as many copies of all its names.
    portee: Portee = ChainMap(dict(_noms(formulaire)), autour)  # type: ignore[arg-type]  # it is only read
    tous: dict[tuple[Regle, str], Programme] = {}
    fautes = []
    for regle, nom, expression in _ecrites(formulaire):
        attendu = portee[nom].genre if regle is Regle.FORMULE else Genre.BOOLEEN
        try:
            tous[regle, nom] = Programme(expression, portee, attendu)
        except ExpressionRefusee as refus:
            phrase = f"{lieu(regle, nom)}, {refus}"
            etape = regle is Regle.ETAPE
            fautes.append(Incoherence(phrase, nom, regle, etape, refus, expression.references))
    return Programmes(tous, tuple(fautes), portee)


def _noms(formulaire: "Formulaire") -> Iterator[tuple[str, genres.Type]]:
    """What may be read of its fields, by name, and the columns of its blocks."""
    for _, champ in formulaire.champs():
        if isinstance(champ, Question | Calcul):
            yield champ.id, champ.genre
        for cellule in champ.champs if isinstance(champ, Bloc) else ():
            if isinstance(cellule, Question | Calcul):
                yield f"{champ.id}.{cellule.id}", genres.colonne(cellule.genre.genre)


def lieu(regle: Regle, nom: str) -> str:
    """How one says where a rule stands."""
    return f"étape « {nom} », « afficher_si »" if regle is Regle.ETAPE else f"« {nom} », « {regle} »"


def _ecrites(formulaire: "Formulaire") -> Iterator[tuple[Regle, str, Expression]]:
    for etape in formulaire.etapes:
        if etape.afficher_si:
            yield Regle.ETAPE, etape.id, etape.afficher_si
    for _, champ in formulaire.champs():
        for regle in DES_CHAMPS:
            expression = getattr(champ, regle, None)
            if isinstance(expression, Expression):
                yield regle, champ.id, expression


class Cachable(NamedTuple):
    """A step, a section or a field that an expression shows or hides, or whose value others are settled by.

    `section` is the one it stands in, if any.
    """

    regle: Regle
    id: str
    etape: str
    section: str = ""
    calcule: bool = False

    @property
    def decide(self) -> Regle:
        """The rule one would look at first."""
        return Regle.FORMULE if self.calcule else self.regle


class BoucleError(ValueError):
    """What shows depends on itself; `tour` is the way round."""

    def __init__(self, tour: list[Cachable]) -> None:
        super().__init__(_phrase_de_boucle(tour))
        self.tour = tour


def ordre(formulaire: "Formulaire", programmes: Programmes) -> tuple[Cachable, ...]:
    """What may be hidden, each after what it looks at.

    Raises:
        BoucleError: one looks at itself, through others or not.
    """
    vus = _vus(formulaire, programmes)
    faits: dict[Cachable, None] = {}
    for depart in vus:
        chemin = {} if depart in faits else {depart: iter(vus[depart])}
        while chemin:  # no recursion: a chain may be as long as the form
            ici = next(reversed(chemin))
            suivant = next(chemin[ici], None)
            if suivant is None:
                del chemin[ici]
                faits[ici] = None
            elif suivant in chemin:
                raise BoucleError([*chemin][[*chemin].index(suivant) :])
            elif suivant not in faits:
                chemin[suivant] = iter(vus[suivant])
    return tuple(faits)


def regards(formulaire: "Formulaire", programmes: Programmes, nom: str) -> frozenset[str]:
    """What a field looks at to show and to be worth something: its section, and the names it reads."""
    etape, champ = formulaire.lieu(nom)
    lus = programmes.lus(nom, Regle.VISIBLE, Regle.FORMULE)
    if section := etape.sections.get(nom):
        lus |= {section}
    if isinstance(champ, Bloc):
        lus |= lus_des_rangees(formulaire, champ, Regle.VISIBLE, Regle.FORMULE)
    return lus


def lus_des_rangees(formulaire: "Formulaire", bloc: Bloc, *regles: Regle) -> frozenset[str]:
    """The names that these rules of the rows of a block read around them."""
    programmes = formulaire.rangees[bloc.id].programmes
    lus = (programme.references for (regle, _), programme in programmes.tous.items() if regle in regles)
    return frozenset().union(*lus) - {cellule.id for cellule in bloc.champs}


def _vus(formulaire: "Formulaire", programmes: Programmes) -> dict[Cachable, list[Cachable]]:
    """What each looks at, of what may be hidden or is computed; a field looks at its step first."""
    etapes = {
        etape.id: Cachable(Regle.ETAPE, etape.id, etape.id)
        for etape in formulaire.etapes
        if programmes.de(Regle.ETAPE, etape.id)
    }
    champs: dict[str, Cachable] = {}
    for etape, champ in formulaire.champs():
        section = etape.sections.get(champ.id, "")
        tenu = etape.id in etapes or section in champs or isinstance(champ, Calcul | Bloc)
        if tenu or programmes.de(Regle.VISIBLE, champ.id):
            champs[champ.id] = Cachable(Regle.VISIBLE, champ.id, etape.id, section, isinstance(champ, Calcul))

    def retenus(noms: Iterable[str]) -> list[Cachable]:
        trouves = (champs.get(nom.partition(".")[0]) for nom in sorted(noms))
        return [trouve for trouve in trouves if trouve]

    vus = {etape: retenus(programmes.lus(etape.id, Regle.ETAPE)) for etape in etapes.values()}
    for un in champs.values():
        la_sienne = [etapes[un.etape]] if un.etape in etapes else []
        vus[un] = la_sienne + retenus(regards(formulaire, programmes, un.id))
    return vus


def _phrase_de_boucle(tour: list[Cachable]) -> str:
    noms = [f"étape « {un.id} »" if un.regle is Regle.ETAPE else f"« {un.id} »" for un in tour]
    premier = lieu(tour[0].decide, tour[0].id)
    if len(noms) == 1:
        return f"{premier} : {noms[0]} dépend de sa propre réponse"
    return f"{premier} tourne en rond : {' → '.join([*noms, noms[0]])}"

"""The expressions of a form, made ready once: what they may read, and in what order what shows is settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from portail.formulaires.expressions import Expression, ExpressionRefusee, Genre, Portee, Programme, genres
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


_DES_CHAMPS = (Regle.VISIBLE, Regle.REQUIS, Regle.VALIDE, Regle.AVERTIR)
"""Those a field may have, under their name."""


@dataclass(frozen=True)
class Incoherence:
    """What cannot be in a form: its sentence, and the rule of the step or field it is about.

    Without a rule it is about the identifier; without a name, about the whole form. `refus` is why an
    expression cannot be read, and `lus` the names it reads.
    """

    phrase: str
    nom: str = ""
    regle: Regle | None = None
    d_une_etape: bool = False
    refus: ExpressionRefusee | None = None
    lus: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Programmes:
    """The expressions of a form, made ready, by what they decide and for which step or field.

    `fautes` say which cannot be.
    """

    tous: Mapping[tuple[Regle, str], Programme]
    fautes: tuple["Incoherence", ...]

    def de(self, regle: Regle, nom: str) -> Programme | None:
        """The one that decides this, if an expression does."""
        return self.tous.get((regle, nom))

    def lus(self, nom: str, *regles: Regle) -> frozenset[str]:
        """The names that these rules of a step or a field read."""
        programmes = (self.tous.get((regle, nom)) for regle in regles)
        return frozenset().union(*(programme.references for programme in programmes if programme))


def preparer(formulaire: "Formulaire") -> Programmes:
    """Make the expressions of a form ready, and say what is wrong with those that cannot be."""
    portee = portee_de(formulaire)
    tous: dict[tuple[Regle, str], Programme] = {}
    fautes = []
    for regle, nom, expression in _ecrites(formulaire):
        try:
            tous[regle, nom] = Programme(expression, portee, Genre.BOOLEEN)
        except ExpressionRefusee as refus:
            phrase = f"{lieu(regle, nom)}, {refus}"
            etape = regle is Regle.ETAPE
            fautes.append(Incoherence(phrase, nom, regle, etape, refus, expression.references))
    return Programmes(tous, tuple(fautes))


def portee_de(formulaire: "Formulaire") -> Portee:
    """The names that the expressions of a form may read."""
    return {**{question.id: question.genre for question in formulaire.questions()}, **DEHORS}


def lieu(regle: Regle, nom: str) -> str:
    """How one says where a rule stands."""
    return f"étape « {nom} », « afficher_si »" if regle is Regle.ETAPE else f"« {nom} », « {regle} »"


def _ecrites(formulaire: "Formulaire") -> Iterator[tuple[Regle, str, Expression]]:
    for etape in formulaire.etapes:
        if etape.afficher_si:
            yield Regle.ETAPE, etape.id, etape.afficher_si
    for _, champ in formulaire.champs():
        for regle in _DES_CHAMPS:
            expression = getattr(champ, regle, None)
            if isinstance(expression, Expression):
                yield regle, champ.id, expression


class Cachable(NamedTuple):
    """A step, or a field of a step, that an expression shows or hides."""

    regle: Regle
    id: str
    etape: str


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
    regards = _regards(formulaire, programmes)
    faits: dict[Cachable, None] = {}
    for depart in regards:
        chemin = {} if depart in faits else {depart: iter(regards[depart])}
        while chemin:  # no recursion: a chain may be as long as the form
            ici = next(reversed(chemin))
            suivant = next(chemin[ici], None)
            if suivant is None:
                del chemin[ici]
                faits[ici] = None
            elif suivant in chemin:
                raise BoucleError([*chemin][[*chemin].index(suivant) :])
            elif suivant not in faits:
                chemin[suivant] = iter(regards[suivant])
    return tuple(faits)


def _regards(formulaire: "Formulaire", programmes: Programmes) -> dict[Cachable, list[Cachable]]:
    """What each looks at, of what may be hidden; a field looks at its step first."""
    cachables: dict[str, Cachable] = {}
    regards: dict[Cachable, list[Cachable]] = {}
    for etape in formulaire.etapes:
        sienne = Cachable(Regle.ETAPE, etape.id, etape.id)
        cachee = programmes.de(Regle.ETAPE, etape.id) is not None
        if cachee:
            regards[sienne] = []
        for champ in etape.champs:
            if cachee or programmes.de(Regle.VISIBLE, champ.id):
                cachables[champ.id] = Cachable(Regle.VISIBLE, champ.id, etape.id)
                regards[cachables[champ.id]] = [sienne] if cachee else []
    for un, vus in regards.items():
        lus = sorted(programmes.lus(un.id, un.regle))
        vus += [cachables[nom] for nom in lus if nom in cachables]
    return regards


def _phrase_de_boucle(tour: list[Cachable]) -> str:
    noms = [f"étape « {un.id} »" if un.regle is Regle.ETAPE else f"« {un.id} »" for un in tour]
    premier = lieu(tour[0].regle, tour[0].id)
    if len(noms) == 1:
        return f"{premier} : {noms[0]} dépend de sa propre réponse"
    return f"{premier} tourne en rond : {' → '.join([*noms, noms[0]])}"

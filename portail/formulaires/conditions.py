"""Which fields are visible, given the answers."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from portail.formulaires.schema import Champ, Comparaison, Condition, Formulaire, Tous, Un
from portail.formulaires.types import Valeur, est_vide, lire
from portail.formulaires.vocabulaire import NOMBRES, TypeChamp


def champs_visibles(formulaire: Formulaire, reponses: Mapping[str, object]) -> frozenset[str]:
    """The ids of the fields to show, from the raw answers by field id.

    A hidden answer does not count: every comparison with it is false, so what it controls is hidden too.
    """
    visibles: dict[str, Champ] = {}
    for _, champ in formulaire.champs():
        if champ.afficher_si is None or _vraie(champ.afficher_si, visibles, reponses):
            visibles[champ.id] = champ
    return frozenset(visibles)


def _vraie(condition: Condition, visibles: dict[str, Champ], reponses: Mapping[str, object]) -> bool:
    match condition:
        case Tous():
            return all(_vraie(partie, visibles, reponses) for partie in condition.tous)
        case Un():
            return any(_vraie(partie, visibles, reponses) for partie in condition.un)
        case Comparaison():
            champ = visibles.get(condition.champ)
            return champ is not None and _comparer(condition, champ, reponses.get(champ.id))


def _comparer(comparaison: Comparaison, champ: Champ, brut: object) -> bool:
    """An answer empty or wrong satisfies no comparison of values, « n_est_pas » included."""
    if comparaison.rempli is not None:
        return comparaison.rempli is not est_vide(champ, brut)
    try:
        valeur = lire(champ, brut)
    except ValueError:
        return False
    return _OPERATIONS[comparaison.operateur](comparaison, champ, valeur)


def _egales(champ: Champ, valeur: Valeur, attendue: str | None) -> bool:
    if champ.type in NOMBRES:
        return Decimal(str(valeur)) == Decimal(str(attendue))
    return valeur == attendue


def _grandeur(champ: Champ, valeur: Valeur) -> Decimal:
    """Numbers and dates on one scale: a date is its day's number."""
    if champ.type is TypeChamp.DATE:
        return Decimal(date.fromisoformat(str(valeur)).toordinal())
    return Decimal(str(valeur))


def _borne(borne: Decimal | date | None) -> Decimal:
    return Decimal(borne.toordinal()) if isinstance(borne, date) else Decimal(borne or 0)


_OPERATIONS: dict[str, Callable[[Comparaison, Champ, Valeur], bool]] = {
    "est": lambda c, champ, valeur: _egales(champ, valeur, c.est),
    "n_est_pas": lambda c, champ, valeur: not _egales(champ, valeur, c.n_est_pas),
    "parmi": lambda c, champ, valeur: valeur in (c.parmi or ()),
    "contient": lambda c, champ, valeur: isinstance(valeur, list) and c.contient in valeur,
    "superieur": lambda c, champ, valeur: _grandeur(champ, valeur) > _borne(c.superieur),
    "inferieur": lambda c, champ, valeur: _grandeur(champ, valeur) < _borne(c.inferieur),
}

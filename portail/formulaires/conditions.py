"""Which fields are visible, given the answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from portail.formulaires.schema import Champ, Comparaison, Condition, Formulaire, Tous, Un
from portail.formulaires.types import Valeur, lire
from portail.formulaires.vocabulaire import TypeChamp


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
    """An answer empty or wrong satisfies nothing but « rempli : false », « n_est_pas » included."""
    try:
        valeur = lire(champ, brut)
    except ValueError:
        return comparaison.rempli is False
    match comparaison.operateur:
        case "rempli":
            return bool(comparaison.rempli)
        case "est":
            return _egales(champ, valeur, comparaison.est)
        case "n_est_pas":
            return not _egales(champ, valeur, comparaison.n_est_pas)
        case "parmi":
            return valeur in (comparaison.parmi or ())
        case "contient":
            return isinstance(valeur, list) and comparaison.contient in valeur
        case "superieur":
            return _grandeur(champ, valeur) > _borne(comparaison.superieur)
        case _:
            return _grandeur(champ, valeur) < _borne(comparaison.inferieur)


def _egales(champ: Champ, valeur: Valeur, attendue: str | None) -> bool:
    if champ.type in (TypeChamp.ENTIER, TypeChamp.DECIMAL, TypeChamp.MONTANT):
        return Decimal(str(valeur)) == Decimal(str(attendue))
    return valeur == attendue


def _grandeur(champ: Champ, valeur: Valeur) -> Decimal:
    """Numbers and dates on one scale: a date is its day's number."""
    if champ.type is TypeChamp.DATE:
        return Decimal(date.fromisoformat(str(valeur)).toordinal())
    return Decimal(str(valeur))


def _borne(borne: Decimal | date | None) -> Decimal:
    return Decimal(borne.toordinal()) if isinstance(borne, date) else Decimal(borne or 0)

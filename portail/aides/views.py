"""What the screens of the catalogue show: frozen, plain values, written out in French."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portail.aides.models import FenetreDepot
from portail.aides.rules import Etat, Fenetre, Situation
from portail.aides.vocabulaire import BENEFICIAIRES
from portail.core.formats import date_longue, pluriel

BIENTOT = 15
"""Days left from which an end is told as near."""
NOUVELLE = timedelta(days=30)
"""How long an aid is told as new."""


@dataclass(frozen=True)
class Carte:
    """An aid in a list. `ton` colours the badge: « success », « warning », « info » or « neutral ».

    `titre` and `resume` are pieces of text, every second one highlighted: a text without highlight is one.
    """

    slug: str
    titre: tuple[str, ...]
    resume: tuple[str, ...]
    pour: str
    montant: str
    quand: str  # « Ouverte jusqu’au 12 mars 2027 · 25 jours »
    ton: str
    nature: str = ""
    nouvelle: bool = False  # published less than 30 days ago


def fenetre(ligne: FenetreDepot) -> Fenetre:
    """The window of a row, as the rules read it."""
    return Fenetre(ligne.ouvre_le, ligne.ferme_le, ligne.libelle, ligne.commission_le, ligne.commission_texte)


def quand(vue: Situation, jour: date) -> str:
    """The state of an aid in a few words: « Ouverte jusqu’au 12 mars 2027 »."""
    match vue.etat:
        case Etat.OUVERTE:
            fin = vue.fenetre.ferme_le if vue.fenetre and vue.fenetre.ferme_le else jour
            return f"Ouverte jusqu’au {date_longue(fin)}"
        case Etat.PERMANENTE:
            return "Ouverte en permanence"
        case Etat.A_VENIR:
            ouverture = _ouverture(vue)
            return f"Ouvre le {ouverture}" if ouverture else "Bientôt ouverte, dates à préciser"
        case Etat.FERMEE:
            if ouverture := _ouverture(vue):
                return f"Fermée · rouvre le {ouverture}"
            if vue.annoncee:
                return "Fermée · rouvre bientôt, dates à préciser"
            fin_connue = vue.derniere and vue.derniere.ferme_le
            return f"Fermée depuis le {date_longue(fin_connue)}" if fin_connue else "Fermée"


def _ouverture(vue: Situation) -> str:
    prochaine = vue.prochaine.ouvre_le if vue.prochaine else None
    return date_longue(prochaine) if prochaine else ""


def quand_et_reste(vue: Situation, jour: date) -> str:
    """The same with the days left, for a badge: « Ouverte jusqu’au 12 mars 2027 · 25 jours »."""
    if vue.jours is None:
        return quand(vue, jour)
    return f"{quand(vue, jour)} · {pluriel(vue.jours, 'jour') if vue.jours else 'dernier jour'}"


def ton(vue: Situation) -> str:
    """The colour of that state."""
    if vue.etat is Etat.OUVERTE and vue.jours is not None and vue.jours <= BIENTOT:
        return "warning"
    return {Etat.FERMEE: "neutral", Etat.A_VENIR: "info"}.get(vue.etat, "success")


def delai(vue: Situation, jour: date) -> str:
    """What that state means for somebody who wants to ask."""
    if vue.etat is Etat.PERMANENTE:
        return "Vous pouvez déposer votre demande à tout moment."
    if vue.etat is Etat.OUVERTE:
        dernier = "C’est le dernier jour : vous pouvez déposer votre demande jusqu’à minuit, heure de Paris."
        return "" if vue.jours else dernier  # the days left are shown in large instead
    if vue.prochaine and vue.prochaine.ouvre_le:
        attente = pluriel((vue.prochaine.ouvre_le - jour).days, "jour")
        return f"Vous pourrez déposer votre demande à partir de cette date, dans {attente}."
    if vue.annoncee:
        return "Une nouvelle période de dépôt est annoncée ; ses dates ne sont pas encore connues."
    return "Aucune nouvelle période de dépôt n’est annoncée."


def libelles(codes: Iterable[str], liste: dict[str, str]) -> tuple[str, ...]:
    """The labels of codes, in the order of their list."""
    voulus = set(codes)
    return tuple(libelle for code, libelle in liste.items() if code in voulus)


def pour(beneficiaires: Iterable[str]) -> str:
    """Who may ask, on one line: « Association, entreprise »."""
    premiers = ", ".join(libelle.lower() for libelle in libelles(beneficiaires, BENEFICIAIRES))
    return premiers[:1].upper() + premiers[1:]

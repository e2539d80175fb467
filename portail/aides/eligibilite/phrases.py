"""Each criterion of an aid in one clear sentence, whether it is met, missed or still to be checked. Pure."""

from collections.abc import Sequence

from portail.aides.eligibilite import activites as naf
from portail.aides.vocabulaire import PROFILS
from portail.core.formats import nombre, pluriel
from portail.core.referentiels import forme_juridique
from portail.demandeurs.rules import TypeDemandeur

BENEFICIAIRES = {
    TypeDemandeur.PERSONNE_PHYSIQUE: "personnes",
    TypeDemandeur.ASSOCIATION: "associations",
    TypeDemandeur.ENTREPRISE: "entreprises",
    TypeDemandeur.COLLECTIVITE: "collectivités",
    TypeDemandeur.ETABLISSEMENT_PUBLIC: "établissements publics",
    TypeDemandeur.AUTRE: "organismes",
}
_TAILLES = {
    "TPE": "très petites entreprises (moins de 10\u00a0salariés)",
    "PME": "petites et moyennes entreprises (moins de 250\u00a0salariés)",
    "ETI": "entreprises de taille intermédiaire (de 250 à 4\u202f999\u00a0salariés)",
    "GE": "grandes entreprises (5\u202f000\u00a0salariés ou plus)",
}
_NOMMES = 4
"""Legal forms or activities named in a sentence; the others are « et d’autres »."""


def beneficiaires(codes: Sequence[str]) -> str:
    """« Réservée aux associations et aux entreprises. »"""
    noms = [f"aux {BENEFICIAIRES[genre]}" for genre in TypeDemandeur if genre.value in codes]
    return f"Réservée {_et(noms)}." if noms else "Réservée à d’autres demandeurs."


def profils(codes: Sequence[str]) -> str:
    """« Pour : étudiant, apprenti. »"""
    noms = [PROFILS[code] for code in codes if code in PROFILS]
    return f"Pour\u00a0: {', '.join(n[:1].lower() + n[1:] for n in noms)}."


def territoire(nom: str) -> str:
    """« Territoire : Dordogne. »"""
    return f"Territoire\u00a0: {nom}." if nom else "Réservée à certains territoires."


def age(bas: int | None, haut: int | None) -> str:
    """« Réservée aux personnes de 17 à 25 ans. »"""
    ans = _bornes(bas, haut, "an", "ans")
    return f"Réservée aux personnes de {ans}." if ans else ""


def effectif(bas: int | None, haut: int | None, genre: TypeDemandeur) -> str:
    """« Réservée aux entreprises de moins de 50 salariés. »"""
    if haut == 0:
        return f"Réservée aux {BENEFICIAIRES[genre]} sans salarié."
    if not bas and haut is not None:
        return f"Réservée aux {BENEFICIAIRES[genre]} de moins de {pluriel(haut + 1, 'salarié')}."
    salaries = _bornes(bas or None, haut, "salarié", "salariés")
    return f"Réservée aux {BENEFICIAIRES[genre]} de {salaries}." if salaries else ""


def tailles(codes: Sequence[str]) -> str:
    """« Réservée aux très petites entreprises (moins de 10 salariés). »"""
    return f"Réservée aux {_et([_TAILLES[code] for code in codes])}."


def anciennete(bas: int | None, haut: int | None) -> str:
    """« Réservée aux organismes créés depuis au moins 3 ans. »"""
    debut = "Réservée aux organismes créés depuis"
    if bas and haut is not None:
        return f"{debut} au moins {_duree(bas)} et au plus {_duree(haut)}."
    if bas:
        return f"{debut} au moins {_duree(bas)}."
    return f"{debut} {_duree(haut)} au plus." if haut is not None else ""


def population(bas: int | None, haut: int | None) -> str:
    """« Réservée aux communes de moins de 3 500 habitants. »"""
    if not bas and haut is not None:
        return f"Réservée aux communes de moins de {pluriel(haut + 1, 'habitant')}."
    habitants = _bornes(bas or None, haut, "habitant", "habitants")
    return f"Réservée aux communes de {habitants}." if habitants else ""


def formes(codes: Sequence[str]) -> str:
    """« Réservée à ces formes juridiques : Association déclarée. »"""
    noms = list(dict.fromkeys(nom for code in codes if (nom := forme_juridique(code))))
    return (
        f"Réservée à ces formes juridiques\u00a0: {_liste(noms)}."
        if noms
        else "Réservée à d’autres formes juridiques."
    )


def activites(codes: Sequence[str]) -> str:
    """« Réservée à ces activités : agriculture, pêche et aquaculture. »"""
    noms = _activites(codes)
    return f"Réservée à ces activités\u00a0: {_liste(noms)}." if noms else "Réservée à certaines activités."


def formes_exclues(noms: Sequence[str]) -> str:
    """« Exclut ces formes juridiques : SARL, EURL. »"""
    return f"Exclut ces formes juridiques\u00a0: {_liste(noms)}."


def activites_exclues(codes: Sequence[str]) -> str:
    """« Exclut ces activités : agriculture, pêche et aquaculture. »"""
    return f"Exclut ces activités\u00a0: {_liste(_activites(codes))}."


def _activites(codes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(nom for code in codes if (nom := naf.nom(code))))


def _bornes(bas: int | None, haut: int | None, un: str, plusieurs: str) -> str:
    if bas is not None and haut is not None:
        if bas >= haut:
            return pluriel(haut, un, plusieurs)
        return f"{nombre(bas)} à {nombre(haut)}\u00a0{plusieurs}"
    if bas is not None:
        return f"{pluriel(bas, un, plusieurs)} ou plus"
    return f"{pluriel(haut, un, plusieurs)} ou moins" if haut is not None else ""


def _duree(mois: int) -> str:
    annees, reste = divmod(mois, 12)
    return pluriel(annees, "an") if annees and not reste else f"{nombre(mois)}\u00a0mois"


def _et(noms: Sequence[str]) -> str:
    return " et ".join(filter(None, (", ".join(noms[:-1]), noms[-1])))


def _liste(noms: Sequence[str]) -> str:
    return ", ".join(noms[:_NOMMES]) + (" et d’autres" if len(noms) > _NOMMES else "")

"""The criteria of the `-professionnels` extension, to `Aide.conditions` and back. Pure.

What a machine can check takes the names and units the portal checks by; what it cannot (sectors, names of
legal forms it does not know) is kept beside, as written, so that it goes out again.
"""

from typing import Any

from portail.aides.echanges.schema import Ligne
from portail.aides.eligibilite.formes import FORMES

_TAILLES = {"MIC": "TPE", "PME": "PME", "ETI": "ETI", "GE": "GE"}
_MOIS = 12
_TELLES_QUELLES = {
    "formes_juridiques": "eligibilite_forme_juridique",
    "formes_juridiques_exclues": "eligibilite_forme_juridique_exclusions",
    "secteurs": "ciblage_secteur_activite",
    "naf": "ciblage_naf",
    "naf_exclus": "ciblage_naf_exclusions",
    "effectif_min": "eligibilite_effectif_minimal",
    "effectif_max": "eligibilite_effectif_maximal",
}


def conditions(ligne: Ligne) -> dict[str, Any]:
    """The criteria of a row, without those it does not set."""
    annees = ligne.eligibilite_annees_existence_minimal
    dites = {nom: getattr(ligne, colonne) for nom, colonne in _TELLES_QUELLES.items()}
    dites["tailles"] = [_TAILLES[taille] for taille in ligne.eligibilite_categorie_taille_entreprise]
    dites["anciennete_min"] = annees * _MOIS if annees else None
    dites["formes"] = _formes(ligne)
    return {nom: valeur for nom, valeur in dites.items() if valeur not in (None, [])}


def _formes(ligne: Ligne) -> list[str]:
    """INSEE's categories when all the names are known: with some only, others would be barred wrongly."""
    exclues = {nom.casefold() for nom in ligne.eligibilite_forme_juridique_exclusions}
    voulues = [nom.casefold() for nom in ligne.eligibilite_forme_juridique if nom.casefold() not in exclues]
    if not all(nom in FORMES for nom in voulues):
        return []
    return sorted({code for nom in voulues for code in FORMES[nom]})


def colonnes(dites: dict[str, Any]) -> dict[str, str]:
    """The cells of the extension for these criteria; empty when there are none."""
    cellules = {colonne: _cellule(dites.get(nom)) for nom, colonne in _TELLES_QUELLES.items()}
    tailles = {nom: code for code, nom in _TAILLES.items()}
    cellules["eligibilite_categorie_taille_entreprise"] = "|".join(
        tailles[t] for t in dites.get("tailles", [])
    )
    mois = dites.get("anciennete_min")
    cellules["eligibilite_annees_existence_minimal"] = str(-(-mois // _MOIS)) if mois else ""
    return {colonne: cellule for colonne, cellule in cellules.items() if cellule}


def _cellule(valeur: Any) -> str:
    if isinstance(valeur, (list, tuple)):
        return "|".join(str(une) for une in valeur)
    return "" if valeur is None else str(valeur)

"""The criteria of the `-professionnels` extension, to `Aide.conditions` and back. Pure.

What a machine can check takes the names and units the portal checks by; what it cannot yet (legal forms by
name, sectors, excluded activities) is kept beside, as written, so that it goes out again.
"""

from typing import Any

from portail.aides.echanges.schema import Ligne

_TAILLES = {"MIC": "TPE", "PME": "PME", "ETI": "ETI", "GE": "GE"}
_MOIS = 12
_FORMES = {
    **{"EI": "1", "Microentrepreneur": "1", "EURL": "54", "SARL": "54", "SELARL": "5485", "SAS": "57"},
    **{"SASU": "57", "SA": "55|56", "SNC": "52", "SCS": "53", "SCA": "53", "SICA": "5432|5532|6532"},
    **{"GAEC": "6533", "EARL": "6598", "GIE": "62", "SCOP": "5458|5558", "SCIC": "5460|5560"},
    **{"Association": "92", "Fondation": "93"},
}
"""Legal forms by the categories of INSEE they stand for, whole or by their beginning."""
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
    connues = {nom.casefold(): codes for nom, codes in _FORMES.items()}
    exclues = {nom.casefold() for nom in ligne.eligibilite_forme_juridique_exclusions}
    voulues = [nom.casefold() for nom in ligne.eligibilite_forme_juridique if nom.casefold() not in exclues]
    if not all(nom in connues for nom in voulues):
        return []
    return sorted({code for nom in voulues for code in connues[nom].split("|")})


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

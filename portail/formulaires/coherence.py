"""What a form may not contradict: limits fit their type, conditions look back, sources fit their field."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portail.formulaires.vocabulaire import ETAPES_RESERVEES, NOMBRES, Source, TypeChamp

if TYPE_CHECKING:  # the schema calls this module as it builds these classes
    from portail.formulaires.schema import Champ, Comparaison, Formulaire

T = TypeChamp
_TEXTES = {T.TEXTE, T.TEXTE_LONG}
_CHOIX = {T.CHOIX, T.CHOIX_MULTIPLES}

_LIMITES: dict[str, AbstractSet[TypeChamp]] = {
    "texte": {T.EXPLICATION},
    "longueur_max": _TEXTES,
    "minimum": NOMBRES,
    "maximum": NOMBRES,
    "periode": {T.DATE},
    "au_plus_tot": {T.DATE},
    "au_plus_tard": {T.DATE},
    "nombre_min": {T.PIECES, T.CHOIX_MULTIPLES},
    "nombre_max": {T.PIECES, T.CHOIX_MULTIPLES},
    "familles": {T.PIECES},
    "taille_max": {T.PIECES},
    "options": _CHOIX,
    "requis": set(T) - {T.TITRE, T.EXPLICATION},
    "aide": set(T) - {T.TITRE, T.EXPLICATION},
}
_SOURCES: Mapping[Source, AbstractSet[TypeChamp]] = dict.fromkeys(Source, _TEXTES) | {
    Source.MAIL: {T.MAIL, T.TEXTE},
    Source.TELEPHONE: {T.TELEPHONE, T.TEXTE},
    Source.DATE_NAISSANCE: {T.DATE},
    Source.ADRESSE: {T.ADRESSE},
    Source.COMMUNE: {T.COMMUNE},
    Source.SIRET: {T.SIRET},
    Source.IBAN: {T.IBAN},
    Source.CIVILITE: {T.TEXTE, T.CHOIX},
}
_OPERATEURS: dict[str, AbstractSet[TypeChamp]] = {
    "est": NOMBRES | {T.CHOIX, T.OUI_NON, T.CERTIFICATION, T.TEXTE},
    "n_est_pas": NOMBRES | {T.CHOIX, T.OUI_NON, T.TEXTE},
    "parmi": {T.CHOIX, T.TEXTE},
    "contient": {T.CHOIX_MULTIPLES},
    "rempli": set(T) - {T.TITRE, T.EXPLICATION, T.PIECES},
    "superieur": NOMBRES | {T.DATE},
    "inferieur": NOMBRES | {T.DATE},
}


def verifier_champ_seul(champ: "Champ") -> None:
    """Check a field by itself. Raises `ValueError`, said for the author of the form."""
    defauts = type(champ).model_fields
    for limite, types in _LIMITES.items():
        if champ.type not in types and getattr(champ, limite) != defauts[limite].default:
            raise ValueError(f"« {champ.id} » : « {limite} » n’a pas de sens pour le type « {champ.type} »")
    if champ.type is T.EXPLICATION:
        if not champ.texte.strip():
            raise ValueError(f"« {champ.id} » : une explication demande un texte")
    elif not champ.libelle:
        raise ValueError(f"« {champ.id} » : le libellé manque")
    _verifier_bornes(champ)
    _verifier_options(champ)
    if champ.type is T.PIECES and not champ.familles:
        raise ValueError(f"« {champ.id} » : il faut au moins une famille de fichiers")
    if champ.prefill and champ.type not in _SOURCES[champ.prefill]:
        raise ValueError(f"« {champ.id} » : « {champ.prefill} » ne peut pas remplir le type « {champ.type} »")


def _verifier_bornes(champ: "Champ") -> None:
    paires = (
        (champ.minimum, champ.maximum),
        (champ.au_plus_tot, champ.au_plus_tard),
        (champ.nombre_min, champ.nombre_max),
    )
    for bas, haut in paires:
        if bas is not None and haut is not None and bas > haut:  # type: ignore[operator]  # same kind by pair
            raise ValueError(f"« {champ.id} » : la limite basse dépasse la limite haute")


def _verifier_options(champ: "Champ") -> None:
    if champ.type not in _CHOIX:
        return
    valeurs = [option.valeur for option in champ.options]
    if len(valeurs) < (2 if champ.type is T.CHOIX else 1):
        raise ValueError(f"« {champ.id} » : un choix demande des options")
    if len(set(valeurs)) != len(valeurs):
        raise ValueError(f"« {champ.id} » : deux options ont la même valeur")
    if champ.nombre_min and champ.nombre_min > len(valeurs):
        raise ValueError(f"« {champ.id} » : on ne peut pas choisir plus d’options qu’il n’y en a")


def verifier_formulaire(formulaire: "Formulaire") -> None:
    """Check that ids are unique and conditions refer to earlier fields. Raises `ValueError`."""
    etapes = [etape.id for etape in formulaire.etapes]
    if len(set(etapes)) != len(etapes):
        raise ValueError("deux étapes ont le même identifiant")
    if reservees := ETAPES_RESERVEES & set(etapes):
        raise ValueError(f"identifiant d’étape réservé : {', '.join(sorted(reservees))}")
    precedents: dict[str, Champ] = {}
    for _, champ in formulaire.champs():
        if champ.id in precedents:
            raise ValueError(f"deux champs ont l’identifiant « {champ.id} »")
        for comparaison in champ.afficher_si.comparaisons() if champ.afficher_si else ():
            _verifier_comparaison(champ, comparaison, precedents)
        precedents[champ.id] = champ
    if not any(champ.demande for champ in precedents.values()):
        raise ValueError("le formulaire ne pose aucune question")


def _verifier_comparaison(champ: "Champ", comparaison: "Comparaison", precedents: "dict[str, Champ]") -> None:
    cible = precedents.get(comparaison.champ)
    if cible is None:
        raise ValueError(f"« {champ.id} » dépend de « {comparaison.champ} », qui ne le précède pas")
    operateur = comparaison.operateur
    if cible.type not in _OPERATEURS[operateur]:
        raise ValueError(f"« {champ.id} » : « {operateur} » n’a pas de sens pour « {cible.id} »")
    if operateur in ("superieur", "inferieur"):
        attendu = date if cible.type is T.DATE else Decimal
        if not isinstance(getattr(comparaison, operateur), attendu):
            raise ValueError(f"« {champ.id} » : la borne ne convient pas au type de « {cible.id} »")
    for valeur in _valeurs_citees(comparaison):
        if (permises := _valeurs_permises(cible)) and valeur not in permises:
            raise ValueError(f"« {champ.id} » : « {valeur} » n’est pas une réponse de « {cible.id} »")
        if cible.type in NOMBRES and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", valeur):
            raise ValueError(f"« {champ.id} » : « {valeur} » n’est pas un nombre")


def _valeurs_citees(comparaison: "Comparaison") -> list[str]:
    seules = (comparaison.est, comparaison.n_est_pas, comparaison.contient)
    return [*(valeur for valeur in seules if valeur is not None), *(comparaison.parmi or ())]


def _valeurs_permises(cible: "Champ") -> set[str]:
    match cible.type:
        case T.CHOIX | T.CHOIX_MULTIPLES:
            return {option.valeur for option in cible.options}
        case T.OUI_NON:
            return {"oui", "non"}
        case T.CERTIFICATION:
            return {"oui"}
    return set()

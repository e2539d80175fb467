"""What a form may not contradict: limits fit their type, expressions make sense, sources fit their field."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from portail.formulaires.programmes import BoucleError, Regle, lieu
from portail.formulaires.vocabulaire import ETAPES_RESERVEES, NOMBRES, Source, TypeChamp

if TYPE_CHECKING:  # the schema calls this module as it builds these classes
    from portail.formulaires.schema import Champ, Formulaire

T = TypeChamp
_FAUTES_MAX = 20
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
    "valide_si": set(T) - {T.TITRE, T.EXPLICATION},
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
    if bool(champ.message_invalide) is not bool(champ.valide_si):
        raise ValueError(f"« {champ.id} » : « valide_si » et « message_invalide » vont ensemble")
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
    """Check that ids are unique and expressions make sense. Raises `ValueError`, one sentence a line."""
    etapes = [etape.id for etape in formulaire.etapes]
    if len(set(etapes)) != len(etapes):
        raise ValueError("deux étapes ont le même identifiant")
    if reservees := ETAPES_RESERVEES & set(etapes):
        raise ValueError(f"identifiant d’étape réservé : {', '.join(sorted(reservees))}")
    connus: set[str] = set()
    for _, champ in formulaire.champs():
        if champ.id in connus:
            raise ValueError(f"deux champs ont l’identifiant « {champ.id} »")
        connus.add(champ.id)
    if not any(champ.demande for _, champ in formulaire.champs()):
        raise ValueError("le formulaire ne pose aucune question")
    if fautes := list(_fautes_des_expressions(formulaire)):
        raise ValueError("\n".join(fautes[:_FAUTES_MAX]))


def _fautes_des_expressions(formulaire: "Formulaire") -> Iterator[str]:
    programmes = formulaire.programmes
    yield from programmes.fautes
    for _, champ in formulaire.champs():
        if champ.id in programmes.lus(champ.id, Regle.REQUIS):
            yield f"{lieu(Regle.REQUIS, champ.id)} : « {champ.id} » dépend de sa propre réponse"
    for (regle, nom), programme in programmes.tous.items():
        # A field's condition that its own words contradict may have been published: it stays readable.
        vaine = programme.jamais_vrai() if regle is Regle.ETAPE else programme.toujours_faux()
        if vaine and regle in (Regle.ETAPE, Regle.VISIBLE):
            yield f"{lieu(regle, nom)} n’est jamais vrai : rien ne s’affichera"
    try:
        formulaire.ordre  # noqa: B018  # settled now, kept for every examination
    except BoucleError as boucle:
        yield str(boucle)

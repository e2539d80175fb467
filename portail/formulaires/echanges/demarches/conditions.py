"""The conditions of demarches-simplifiees, when the description has them, in the language of forms."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from portail.formulaires.coherence import incoherences
from portail.formulaires.echanges.demarches.champs import Champ
from portail.formulaires.echanges.demarches.fichier import Descripteur
from portail.formulaires.echanges.demarches.rapport import Rapport
from portail.formulaires.expressions import LONGUEUR_MAX
from portail.formulaires.schema import Etape, Formulaire

_NON_REPRISE = "sa condition d’affichage n’est pas reprise : « afficher_si » est à écrire"
_ABSENTES = (
    "Les conditions d’affichage ne sont pas dans ce fichier (demarches-simplifiees ne les publie pas"
    " toujours) : s’il y en a, elles sont à écrire dans « afficher_si »."
)
_COMPARAISONS = {
    "Eq": "=",
    "NotEq": "!=",
    "LessThan": "<",
    "LessThanEq": "<=",
    "GreaterThan": ">",
    "GreaterThanEq": ">=",
}
_NOMBRES = ("entier", "decimal")
_LIENS = {"And": " et ", "Or": " ou "}


class _Intraduisible(ValueError):
    """This condition says what the language of forms does not, or nothing."""


def poser_les_conditions(
    etapes: list[dict[str, Any]], faits: Iterable[tuple[Descripteur, Champ]], rapport: Rapport
) -> None:
    """Write the conditions in the fields, those at least that hold together; say which are left."""
    faits = [*faits]
    conditionnes = [(un, champ) for un, champ in faits if un.donnees.get("condition")]
    if not conditionnes:
        rapport.generales.append(_ABSENTES)
        return
    lecteur = _Lecteur(faits)
    for un, champ in conditionnes:
        try:
            texte = lecteur.dire(un.donnees["condition"])
            if len(texte) > LONGUEUR_MAX:
                raise _Intraduisible
            champ["afficher_si"] = texte
        except _Intraduisible:
            rapport.adapter(un, _NON_REPRISE)
    poses = {champ["id"]: (un, champ) for un, champ in conditionnes if "afficher_si" in champ}
    while fautifs := _fautifs(etapes, poses):
        for nom in fautifs:
            un, champ = poses.pop(nom)
            del champ["afficher_si"]
            rapport.adapter(un, _NON_REPRISE)


def _fautifs(etapes: list[dict[str, Any]], poses: Mapping[str, object]) -> set[str]:
    """Those whose condition makes the form wrong; all of them when it cannot be told which."""
    if not poses:
        return set()
    try:
        lues = tuple(Etape.model_validate(etape) for etape in etapes)
        fautes = [*incoherences(Formulaire.model_construct(titre="", etapes=lues))]
    except ValidationError:
        return set(poses)
    noms = {faute.nom for faute in fautes} & set(poses)
    return noms or (set(poses) if fautes else set())


class _Lecteur:
    """Reads conditions, which name fields by the number in their identifier."""

    def __init__(self, faits: Iterable[tuple[Descripteur, Champ]]) -> None:
        self._champs = {nom: champ for un, champ in faits for nom in _numeros(un.ref)}

    def dire(self, condition: object) -> str:
        """A condition as the language writes it. Raises `_Intraduisible`."""
        if not isinstance(condition, dict):
            raise _Intraduisible
        terme = str(condition.get("term")).removeprefix("Logic::")
        if terme in _LIENS:
            operandes = condition.get("operands")
            if not isinstance(operandes, list) or not operandes:
                raise _Intraduisible
            return _LIENS[terme].join(f"({self.dire(un)})" for un in operandes)
        champ, valeur = self._champ(condition.get("left")), _constante(condition.get("right"))
        nom = f"champ.{champ['id']}"
        if terme in ("IncludeOperator", "ExcludeOperator") and champ["type"] == "choix_multiples":
            contient = f"{nom} contient {_option(champ, valeur)}"
            return contient if terme == "IncludeOperator" else f"non ({contient})"
        if terme in ("Eq", "NotEq") and isinstance(valeur, bool):
            return _coche(champ, nom, valeur is (terme == "Eq"))
        if terme in ("Eq", "NotEq") and champ["type"] == "choix":
            return f"{nom} {_COMPARAISONS[terme]} {_option(champ, valeur)}"
        if terme in _COMPARAISONS and champ["type"] in _NOMBRES and _petit(valeur):
            return f"{nom} {_COMPARAISONS[terme]} {valeur}"
        raise _Intraduisible

    def _champ(self, terme: object) -> Champ:
        if not isinstance(terme, dict) or str(terme.get("term")) != "Logic::ChampValue":
            raise _Intraduisible
        trouve = self._champs.get(str(terme.get("stable_id")))
        if trouve is None:
            raise _Intraduisible
        return trouve


def _coche(champ: Champ, nom: str, oui: bool) -> str:
    if champ["type"] == "oui_non":
        return nom if oui else f"{nom} = non"
    if champ["type"] == "certification":
        return f"rempli({nom})" if oui else f"non rempli({nom})"
    raise _Intraduisible


def _option(champ: Champ, valeur: object) -> str:
    for option in champ["options"]:
        if option["libelle"] == valeur:
            return f'"{option["valeur"]}"'
    if champ.get("autre") and valeur == "__other__":
        return '"autre"'
    raise _Intraduisible


def _petit(valeur: object) -> bool:
    return isinstance(valeur, int) and abs(valeur) < 10**12


def _constante(terme: object) -> object:
    if not isinstance(terme, dict) or str(terme.get("term")) != "Logic::Constant":
        raise _Intraduisible
    return terme.get("value")


def _numeros(ref: str) -> Iterator[str]:
    """What conditions may call a field: « Q2hhbXAtMTI= » is « Champ-12 », that is 12."""
    yield ref
    try:
        dit = base64.b64decode(ref, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return
    if dit.startswith("Champ-"):
        yield dit.removeprefix("Champ-").partition("|")[0]

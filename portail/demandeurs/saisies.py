"""Writing what was typed among the answers, with what follows from it."""

from collections.abc import Mapping

from portail.core.identifiers import lire_iban
from portail.core.saisie import compacter
from portail.demandeurs import adresses
from portail.demandeurs.champs import garder
from portail.demandeurs.rules import CHAMPS


def ranger(reponses: dict[str, str], saisies: Mapping[str, str]) -> set[str]:
    """Write what was typed into `reponses`, and what follows from it; return the fields that changed.

    Fields that do not exist are left out; texts are cut to what is kept.
    """
    touches: set[str] = set()
    for champ, texte in saisies.items():
        if champ in CHAMPS:
            reponses[champ] = garder(champ, texte)
            suites = {nom: valeur for nom, valeur in _suites(champ, reponses).items() if nom not in saisies}
            reponses.update(suites)
            touches |= {champ, *suites}
    return touches


def _suites(champ: str, reponses: Mapping[str, str]) -> dict[str, str]:
    if champ == "iban":
        return _bic_de(reponses)
    # The words of a search do not tell an address any more that was changed by hand.
    oubli = {"adresse": ""} if champ in ("voie", "code_postal", "commune") else {}
    return oubli | adresses.suites(champ, reponses)


def _bic_de(reponses: Mapping[str, str]) -> dict[str, str]:
    """The BIC of a bank the registry knows; a longer one of the same bank (a branch) is left as typed."""
    try:
        bic = lire_iban(reponses["iban"]).bic
    except ValueError:
        return {}
    autre_banque = compacter(reponses.get("bic", "")).upper()[:8] != bic[:8]
    return {"bic": bic} if bic and autre_banque else {}

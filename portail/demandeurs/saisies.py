"""Writing what was typed among the answers, with what follows from it."""

from collections.abc import Mapping

from portail.core.identifiers import Iban, lire_iban
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
            avant = reponses.get(champ, "")
            reponses[champ] = garder(texte)
            suites = {
                nom: valeur for nom, valeur in _suites(champ, avant, reponses).items() if nom not in saisies
            }
            reponses.update(suites)
            touches |= {champ, *suites}
    return touches


def _suites(champ: str, avant: str, reponses: Mapping[str, str]) -> dict[str, str]:
    if champ == "iban":
        return _bic_de(avant, reponses)
    return adresses.suites(champ, reponses)


def _bic_de(avant: str, reponses: Mapping[str, str]) -> dict[str, str]:
    """The BIC of a bank that the registry knows, unless the person typed another."""
    nouveau, ancien = _lu(reponses["iban"]), _lu(avant)
    bic = reponses.get("bic", "").strip()
    if nouveau is None or not nouveau.bic or (bic and (ancien is None or bic != ancien.bic)):
        return {}
    return {"bic": nouveau.bic}


def _lu(texte: str) -> Iban | None:
    try:
        return lire_iban(texte)
    except ValueError:
        return None

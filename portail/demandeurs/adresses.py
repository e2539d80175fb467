"""Addresses and communes to choose from, and what a choice says. What comes back from a page is hostile."""

import json
from collections.abc import Mapping

from portail.core import communes
from portail.core.adresse import FRANCE, en_france
from portail.core.identifiers import lire_code_postal
from portail.infra import ratelimit
from portail.partners import address

LIMITE_COMMUNES = 12
QUESTIONS = "60/minute"
MINIMUM = 3
_PARTIES = ("voie", "code_postal", "commune", "code_insee")

Proposition = dict[str, str]


def chercher(qui: str, texte: str) -> list[Proposition]:
    """Addresses for what is being typed, as `{valeur, libelle}`; asks over HTTP, so never in a transaction.

    `qui` (a visitor or an account) may ask so many times a minute: the partner's limit is everybody's.

    Raises:
        ErreurMetier: the service of addresses is down or late, or was asked too often.
    """
    ratelimit.exiger(QUESTIONS, "adresse", qui, message="Trop de recherches à la fois.")
    return [
        {
            "valeur": json.dumps({partie: getattr(adresse, partie) for partie in _PARTIES}),
            "libelle": adresse.libelle,
        }
        for adresse in address.chercher(texte)
    ]


def choisie(valeur: str) -> dict[str, str]:
    """The fields an address chosen among `chercher`'s fills; none when the value makes no sense."""
    try:
        lue = json.loads(valeur)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(lue, dict) or not all(isinstance(lue.get(partie), str) for partie in _PARTIES):
        return {}
    # Without a street (a commune alone), the rest is typed by hand.
    a_la_main = "" if lue["voie"] else "oui"
    return {partie: lue[partie] for partie in _PARTIES} | {
        "pays": FRANCE,
        "adresse_a_la_main": a_la_main,
    }


def proposer_communes(texte: str, code_postal: str, pays: str) -> list[Proposition]:
    """Communes of the official list for a postal code and the beginning of a name, as `{valeur, libelle}`."""
    if not en_france(pays):
        return []
    code = _code(code_postal)
    trouvees = communes.par_code_postal(code) if code else communes.chercher(texte, LIMITE_COMMUNES)
    if code and texte:
        filtrees = [c for c in communes.chercher(f"{code} {texte}", LIMITE_COMMUNES) if c in trouvees]
        trouvees = filtrees or trouvees
    return [_proposition(commune, code) for commune in trouvees[:LIMITE_COMMUNES]]


def _proposition(commune: communes.Commune, code: str) -> Proposition:
    code_postal = code or next(iter(commune.codes_postaux), "")
    return {"valeur": f"{commune.code}/{code_postal}", "libelle": f"{commune.nom} ({code_postal})"}


def commune_choisie(valeur: str) -> dict[str, str]:
    """The fields a commune chosen among `proposer_communes`' fills; none when there is no such commune."""
    code, _, code_postal = valeur.partition("/")
    commune = communes.par_code(code)
    if commune is None or code_postal not in commune.codes_postaux:
        return {}
    return {"commune": commune.nom, "code_insee": commune.code, "code_postal": code_postal}


def suites(champ: str, reponses: Mapping[str, str]) -> dict[str, str]:
    """The other parts of an address that follow from a postal code or a commune just typed."""
    if champ not in ("code_postal", "commune"):
        return {}
    ici = communes.par_code_postal(_code(reponses.get("code_postal", "")))
    if champ == "code_postal":
        if any(commune.code == reponses.get("code_insee") for commune in ici):
            return {}
        if len(ici) == 1:
            return {"commune": ici[0].nom, "code_insee": ici[0].code}
    de_ce_nom = (commune for commune in communes.de_nom(reponses.get("commune", "")) if commune in ici)
    return {"code_insee": next((commune.code for commune in de_ce_nom), "")}


def _code(texte: str) -> str:
    try:
        return lire_code_postal(texte)
    except ValueError:
        return ""

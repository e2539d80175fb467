"""IBAN and BIC: where the Région sends the money (ISO 13616, ISO 9362)."""

import re
from dataclasses import dataclass

from schwifty import BIC, IBAN
from schwifty.exceptions import (
    InvalidBBANChecksum,
    InvalidChecksumDigits,
    InvalidCountryCode,
    InvalidLength,
    SchwiftyException,
)

from portail.core.saisie import compacter

# French accounts overseas have an IBAN in FR, yet their bank's BIC may name the territory.
_TERRITOIRES = {
    "FR": {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"},
    "MC": {"MC", "FR"},
    "GB": {"GB", "GG", "JE", "IM"},
    "FI": {"FI", "AX"},
}
_POINTS = "••••"


@dataclass(frozen=True)
class Iban:
    """A valid account number. `banque` and `bic` are empty when the bank is not in the registry."""

    compact: str
    masque: str
    pays: str
    banque: str
    bic: str


def lire_iban(texte: str) -> Iban:
    """Read an IBAN of the SEPA zone, check its length, its key and (France, Monaco) its national key.

    Raises `ValueError`.
    """
    compact = re.sub("^IBAN:?", "", compacter(texte).upper())
    if not compact:
        raise ValueError("Saisissez l’IBAN : il figure sur votre relevé d’identité bancaire.")
    if not compact.isascii() or not compact.isalnum():
        raise ValueError("L’IBAN s’écrit seulement avec des chiffres et des lettres sans accent.")
    if not re.match("[A-Z]{2}", compact):
        raise ValueError("L’IBAN commence par deux lettres, celles du pays : FR pour la France.")
    if compact.startswith("FR") and len(compact) != 27:
        raise ValueError(f"Un IBAN français compte 27 caractères ; vous en avez saisi {len(compact)}.")
    iban = _valider(compact)
    if not iban.in_sepa_zone:
        raise ValueError(
            "Ce compte est hors de la zone SEPA : indiquez un compte tenu en France ou en Europe."
        )
    bic = iban.bic
    return Iban(
        compact=compact,
        masque="\u00a0".join((compact[:4], _POINTS, _POINTS, compact[-4:])),
        pays=compact[:2],
        banque=(iban.bank_name or "").strip(),
        bic=str(bic) if bic else "",
    )


def _valider(compact: str) -> IBAN:
    try:
        # Only these national keys are known to hold for every account; elsewhere a bank may depart from them.
        return IBAN(compact, validate_bban=compact[:2] in ("FR", "MC"))
    except InvalidCountryCode:
        raise ValueError(
            f"Le code pays « {compact[:2]} » n’existe pas : un IBAN français commence par FR."
        ) from None
    except InvalidLength:
        raise ValueError(
            f"Cet IBAN n’a pas la longueur attendue ; vous avez saisi {len(compact)} caractères."
        ) from None
    except (InvalidChecksumDigits, InvalidBBANChecksum):
        raise ValueError(
            "Cet IBAN comporte une erreur : comparez-le au relevé d’identité bancaire."
        ) from None
    except SchwiftyException:
        raise ValueError(
            "Cet IBAN n’a pas la forme attendue : recopiez-le depuis le relevé bancaire."
        ) from None


def lire_bic(texte: str) -> str:
    """A BIC of 8 or 11 characters, in capitals. Raises `ValueError`."""
    compact = compacter(texte).upper()
    if not compact:
        raise ValueError("Saisissez le BIC : il figure à côté de l’IBAN sur le relevé bancaire.")
    if not compact.isascii() or not compact.isalnum():
        raise ValueError("Le BIC s’écrit seulement avec des chiffres et des lettres sans accent.")
    if len(compact) not in (8, 11):
        raise ValueError(f"Le BIC compte 8 ou 11 caractères ; vous en avez saisi {len(compact)}.")
    try:
        return str(BIC(compact))
    except InvalidCountryCode:
        raise ValueError(f"Le code pays « {compact[4:6]} » du BIC n’existe pas : vérifiez-le.") from None
    except SchwiftyException:
        raise ValueError("Ce BIC n’a pas la forme attendue, par exemple PSSTFRPPBOR.") from None


def verifier_bic(bic: str, iban: Iban) -> None:
    """Raise `ValueError` when a canonical BIC and an IBAN name different countries."""
    pays = bic[4:6]
    if pays not in _TERRITOIRES.get(iban.pays, {iban.pays}):
        raise ValueError(f"Le BIC est d’un autre pays ({pays}) que l’IBAN ({iban.pays}) : vérifiez les deux.")

"""Passwords are kept as argon2id hashes; the parameters follow OWASP's Password Storage Cheat Sheet."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from portail.core.errors import Invalide
from portail.core.identifiers import mesurer_mot_de_passe, verifier_mot_de_passe
from portail.infra.crypto import new_secret
from portail.settings import settings

# 19 MiB, two passes, one lane: OWASP's minimum for argon2id, about 30 ms here. More memory would let a
# handful of simultaneous sign-ins starve a small server.
_HACHEUR = PasswordHasher(
    time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
LONGUEUR_LUE = 512  # normalising is quadratic in combining marks: nobody's password is cut by this


def _octets(mot: str) -> bytes:
    """The same bytes from every keyboard: « é » is one sign or two (NFKC, NIST SP 800-63B §5.1.1.2)."""
    return unicodedata.normalize("NFKC", mot[:LONGUEUR_LUE]).encode("utf-8", "surrogatepass")


def hacher(mot: str) -> str:
    """Hash a password. Takes about 30 ms and 19 MiB: call it in a thread, outside any transaction."""
    return _HACHEUR.hash(_octets(mot))


def verifier(mot: str, hache: str) -> bool:
    """Whether `mot` is the password of `hache`; an empty or damaged `hache` takes as long, in vain."""
    try:
        exact = _HACHEUR.verify(hache or _leurre(), _octets(mot))
    except (InvalidHashError, UnicodeError):
        return verifier(mot, "")
    except VerificationError:
        return False
    return exact and bool(hache) and len(mot) <= LONGUEUR_LUE


def a_rehacher(hache: str) -> bool:
    """Whether `hache` was made with other parameters than today's."""
    return _HACHEUR.check_needs_rehash(hache)


def choisir(mot: str, confirmation: str, proches: list[str]) -> str:
    """Check a newly chosen password and hash it; as slow as `hacher`.

    Raises:
        Invalide: on `mot_de_passe` or `confirmation`, with what to do.
    """
    try:
        verifier_mot_de_passe(mot, proches, _ici())
    except ValueError as refus:
        raise Invalide({"mot_de_passe": str(refus)}) from None
    if mot != confirmation:
        raise Invalide({"confirmation": "Les deux mots de passe ne sont pas identiques."})
    return hacher(mot)


def conseiller(mot: str, proches: list[str]) -> tuple[int, str]:
    """How well a password resists as it is typed, from 0 to 4, and what to do.

    One that would be refused is never called good. Takes some milliseconds: call it in a thread.
    """
    if not mot:
        return 0, ""
    mot = mot[:LONGUEUR_LUE]
    solidite = mesurer_mot_de_passe(mot, proches, _ici())
    if solidite.score >= 2:
        try:
            verifier_mot_de_passe(mot, proches, _ici())
        except ValueError as refus:
            return 1, str(refus)
    return solidite.score, f"{solidite.mot}. {solidite.conseil}"


def _ici() -> tuple[str, ...]:
    """What this place is called."""
    return (settings().collectivite, settings().origin.partition("//")[2])


@cache
def _leurre() -> str:
    """What is verified when there is no account, so that the answer takes the same time."""
    return _HACHEUR.hash(new_secret())

"""A postal address: its six parts, what each must be, and its lines on an envelope (AFNOR NF Z10-011)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from portail.core.identifiers import lire_code_commune, lire_code_postal
from portail.core.saisie import sans_accents, une_ligne

FRANCE = "France"
PARTIES = ("voie", "complement", "code_postal", "commune", "code_insee", "pays")
LONGUEUR_MAX = 250


@dataclass(frozen=True)
class Adresse:
    """A valid address; `complement` and `code_insee` may be empty, abroad `code_postal` too."""

    voie: str
    complement: str
    code_postal: str
    commune: str
    code_insee: str
    pays: str

    def lignes(self) -> list[str]:
        """The lines to show; the country only abroad."""
        ville = f"{self.code_postal} {self.commune}".strip()
        pays = "" if self.pays == FRANCE else self.pays.upper()
        return [ligne for ligne in (self.voie, self.complement, ville, pays) if ligne]

    def parties(self) -> dict[str, str]:
        """The six parts by name, ready to be stored."""
        return asdict(self)


def en_france(pays: str) -> bool:
    """Whether this country, as typed, is France; an empty one is."""
    return sans_accents(une_ligne(pays)) in ("", "france", "fr")


def erreurs_adresse(parties: Mapping[str, str]) -> dict[str, str]:
    """One sentence for each part that needs another look, in the order of the form."""
    propre = {nom: une_ligne(parties.get(nom, "")) for nom in PARTIES}
    erreurs: dict[str, str] = {}
    if not propre["voie"]:
        erreurs["voie"] = "Saisissez le numéro et la voie, ou le lieu-dit."
    if en_france(propre["pays"]):
        try:
            lire_code_postal(propre["code_postal"])
        except ValueError as refus:
            erreurs["code_postal"] = str(refus)
    if not propre["commune"]:
        erreurs["commune"] = "Saisissez la commune."
    if propre["code_insee"]:
        try:
            lire_code_commune(propre["code_insee"])
        except ValueError as refus:
            erreurs["commune"] = str(refus)
    for nom in PARTIES:
        if len(propre[nom]) > LONGUEUR_MAX:
            erreurs[nom] = f"Cette ligne est trop longue : {LONGUEUR_MAX} caractères au plus."
    return erreurs


def lire_adresse(parties: Mapping[str, str]) -> Adresse:
    """The address made of these parts. Raises `ValueError` with the first sentence of `erreurs_adresse`."""
    if erreurs := erreurs_adresse(parties):
        raise ValueError(next(iter(erreurs.values())))
    propre = {nom: une_ligne(parties.get(nom, "")) for nom in PARTIES}
    france = en_france(propre["pays"])
    return Adresse(
        voie=propre["voie"],
        complement=propre["complement"],
        code_postal=lire_code_postal(propre["code_postal"]) if france else propre["code_postal"],
        commune=propre["commune"],
        code_insee=lire_code_commune(propre["code_insee"]) if propre["code_insee"] else "",
        pays=FRANCE if france else propre["pays"],
    )

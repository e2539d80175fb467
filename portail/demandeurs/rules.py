"""What an applicant is, and which facts each kind must give. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class TypeDemandeur(StrEnum):
    """Who asks: a person, or one of five kinds of organisations."""

    PERSONNE_PHYSIQUE = "personne_physique"
    ASSOCIATION = "association"
    ENTREPRISE = "entreprise"
    COLLECTIVITE = "collectivite"
    ETABLISSEMENT_PUBLIC = "etablissement_public"
    AUTRE = "autre"

    @property
    def libelle(self) -> str:
        """As the form names it."""
        return _LIBELLES[self]

    @property
    def organisation(self) -> bool:
        """Whether this applicant has a SIRET and somebody who represents it."""
        return self is not TypeDemandeur.PERSONNE_PHYSIQUE


_LIBELLES = {
    TypeDemandeur.PERSONNE_PHYSIQUE: "Personne physique",
    TypeDemandeur.ASSOCIATION: "Association",
    TypeDemandeur.ENTREPRISE: "Entreprise",
    TypeDemandeur.COLLECTIVITE: "Collectivité territoriale",
    TypeDemandeur.ETABLISSEMENT_PUBLIC: "Établissement public",
    TypeDemandeur.AUTRE: "Autre organisme",
}

CIVILITES = {"madame": "Madame", "monsieur": "Monsieur"}


class EtatOrganisation(StrEnum):
    """What is known of an organisation's number."""

    VERIFIEE = "verifiee"
    CESSEE = "cessee"
    INCONNUE = "inconnue"
    A_VERIFIER = "a_verifier"


ETAPE_1 = ("nom", "prenom", "mail", "identifiant", "type_demandeur", "date_naissance", "siret")
ADRESSE = ("voie", "complement", "code_postal", "commune", "code_insee", "pays")
RIB = ("titulaire", "iban", "bic")
ETAPE_2 = ("civilite", "telephone", *ADRESSE, "representant_nom", "representant_qualite", *RIB)
FICHE = ("type_demandeur", "date_naissance", "siret", *ETAPE_2)
"""What the fiche holds; the names, the address and the identifier belong to the account."""

ECRAN = ("adresse", "adresse_a_la_main", "suite")
"""What only the screens need: the words of the address search, whether the address is typed by hand, and the
page the person wanted before signing up."""

CHAMPS = (*ETAPE_1, *ETAPE_2, *ECRAN)
A_L_ECRAN = (
    *ETAPE_1[:4],
    "mot_de_passe",
    "confirmation",
    *ETAPE_1[4:],
    *ETAPE_2[:2],
    "adresse",
    *ETAPE_2[2:],
)
"""Every field in the order of the screens, passwords too: the order errors are told in."""

LONGUEUR_GARDEE = 500
"""Characters kept of a typed text: twice what any field accepts, so that too long a one can be explained."""

DEPENDANTS = {
    "mail": ("identifiant",),
    "iban": ("bic", "titulaire"),
    "bic": ("iban",),
    "titulaire": ("iban",),
    "pays": ("code_postal", "adresse"),
    **dict.fromkeys(("voie", "complement", "code_postal", "commune"), ("adresse",)),
}
"""The fields whose own error may change when this one does."""


BALISE_INSCRIPTION = "/api/inscription/saisie"
BALISE_MES_INFOS = "/api/mes-infos/saisie"
"""Where a tab that closes sends its last edit."""


def type_de(reponses: Mapping[str, str]) -> TypeDemandeur | None:
    """The kind of applicant among the answers, None while it is not chosen."""
    choisi = reponses.get("type_demandeur", "")
    return TypeDemandeur(choisi) if choisi in TypeDemandeur.__members__.values() else None


def concerne(champ: str, reponses: Mapping[str, str]) -> bool:
    """Whether this field is asked of this kind of applicant."""
    genre = type_de(reponses)
    if champ == "date_naissance":
        return genre is TypeDemandeur.PERSONNE_PHYSIQUE
    if champ in ("siret", "representant_nom", "representant_qualite"):
        return genre is not None and genre.organisation
    return True


def sans_adresse(reponses: Mapping[str, str]) -> bool:
    """Whether nothing of the address is known yet; the country alone is nothing."""
    return not any(reponses.get(partie, "").strip() for partie in ADRESSE if partie != "pays")

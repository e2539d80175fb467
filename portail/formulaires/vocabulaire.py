"""The closed lists a form is written with."""

from enum import StrEnum

TAILLE_MAX = 20_000_000
"""Bytes one file may weigh unless the field says otherwise (20 Mo)."""

ETAPES_RESERVEES = frozenset({"recapitulatif", "accuse", "pieces", "recu"})
"""Words the addresses of a dossier's pages keep for themselves."""


class Source(StrEnum):
    """What of the fiche d'identité may prefill a field: the closed list of sources."""

    CIVILITE = "civilite"
    NOM = "nom"
    PRENOM = "prenom"
    NOM_COMPLET = "nom_complet"
    DATE_NAISSANCE = "date_naissance"
    MAIL = "mail"
    TELEPHONE = "telephone"
    ADRESSE = "adresse"
    COMMUNE = "commune"
    SIRET = "siret"
    ORGANISATION = "organisation"
    FORME_JURIDIQUE = "forme_juridique"
    REPRESENTANT_NOM = "representant_nom"
    REPRESENTANT_QUALITE = "representant_qualite"
    TITULAIRE = "titulaire"
    IBAN = "iban"
    BIC = "bic"


class FamilleFichier(StrEnum):
    """Kinds of files a person knows by name."""

    PDF = "pdf"
    IMAGE = "image"
    DOCUMENT = "document"
    TABLEUR = "tableur"

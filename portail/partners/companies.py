"""Organisations by their SIRET, from « Recherche d’entreprises » (`/search`, base Sirene of INSEE)."""

import re
from dataclasses import dataclass
from datetime import timedelta

from pydantic import BaseModel, ConfigDict, ValidationError

from portail.core import communes
from portail.core.referentiels import forme_juridique
from portail.partners.http import PartenaireIndisponible, lire_json
from portail.partners.memoire import Memoire
from portail.partners.texte import Ligne
from portail.settings import settings

PARTENAIRE = "Le service «\u00a0Recherche d’entreprises\u00a0»"
NOM_NON_DIFFUSE = "Nom non communiqué"
_PERSONNE_PHYSIQUE = "1"  # first figure of the legal category
_trouvees: Memoire[tuple[str, str], "Organisation"] = Memoire(5000, timedelta(hours=24))
# A number may be born within the hour: the answer « unknown » is kept for less time.
_inconnues: Memoire[tuple[str, str], bool] = Memoire(5000, timedelta(minutes=10))


@dataclass(frozen=True, slots=True)
class Organisation:
    """An establishment and the organisation it belongs to.

    `forme_juridique` is the label of `categorie_juridique` (INSEE, four figures). `rna` is the association's
    number (« W » and nine characters). `creation` and `tranche_effectif` (INSEE's code) are the
    organisation's, empty when nobody says. When not `diffusible`, the person asked INSEE to hide its place:
    address, codes and commune are empty, and a natural person's name is not given.
    """

    siret: str
    siren: str
    nom: str
    categorie_juridique: str
    forme_juridique: str
    adresse: str
    code_postal: str
    commune: str
    code_insee: str
    naf: str
    actif: bool
    rna: str | None
    diffusible: bool
    creation: str = ""  # ISO 8601
    tranche_effectif: str = ""


class _Complements(BaseModel):
    model_config = ConfigDict(strict=True)

    identifiant_association: Ligne | None = None


class _Etablissement(BaseModel):
    model_config = ConfigDict(strict=True)

    siret: str
    adresse: Ligne | None = None
    code_postal: Ligne | None = None
    commune: Ligne | None = None
    libelle_commune: Ligne | None = None
    activite_principale: Ligne | None = None
    etat_administratif: str
    statut_diffusion_etablissement: str | None


class _Unite(BaseModel):
    model_config = ConfigDict(strict=True)

    siren: str
    nom_complet: Ligne | None = None
    nom_raison_sociale: Ligne | None = None
    nature_juridique: Ligne | None = None
    etat_administratif: str | None
    statut_diffusion: str | None
    siege: dict[str, object]
    matching_etablissements: list[dict[str, object]]
    complements: _Complements = _Complements()
    date_creation: Ligne | None = None
    tranche_effectif_salarie: Ligne | None = None


class _Reponse(BaseModel):
    model_config = ConfigDict(strict=True)

    results: list[dict[str, object]]


def chercher_siret(siret: str) -> Organisation | None:
    """The establishment of this SIRET (14 figures), None when no public one has it. Kept 24 hours in memory.

    Raises:
        PartenaireIndisponible: it could not be checked.
    """
    if not re.fullmatch(r"[0-9]{14}", siret):
        return None
    racine = settings().entreprises_url.rstrip("/")
    cle = (racine, siret)
    if _inconnues.lire(cle):
        return None
    organisation = _trouvees.lire(cle)
    if organisation is None:
        params: dict[str, str | int] = {"q": siret, "page": 1, "per_page": 5}
        organisation = _lire(lire_json(PARTENAIRE, f"{racine}/search", params), siret)
        if organisation is None:
            _inconnues.ecrire(cle, True)
        else:
            _trouvees.ecrire(cle, organisation)
    return organisation


def _lire(valeur: object, siret: str) -> Organisation | None:
    try:
        for brut in _Reponse.model_validate(valeur).results:
            if brut.get("siren") != siret[:9]:
                continue
            unite = _Unite.model_validate(brut)
            for etablissement in (unite.siege, *unite.matching_etablissements):
                if etablissement.get("siret") == siret:
                    return _organisation(unite, _Etablissement.model_validate(etablissement))
    except ValidationError as cause:
        raise PartenaireIndisponible(PARTENAIRE, "réponse d’une autre forme") from cause
    return None


def _organisation(unite: _Unite, etablissement: _Etablissement) -> Organisation:
    # Only « O » is public; « P », « N » or anything unheard of is not (code de commerce, article A123-96).
    diffusible = unite.statut_diffusion == etablissement.statut_diffusion_etablissement == "O"
    categorie = unite.nature_juridique or ""
    adresse, code_postal, commune, code_insee = _lieu(etablissement) if diffusible else ("", "", "", "")
    rna = unite.complements.identifiant_association or ""
    return Organisation(
        siret=etablissement.siret,
        siren=unite.siren,
        nom=_nom(unite, categorie, diffusible),
        categorie_juridique=categorie,
        forme_juridique=forme_juridique(categorie),
        adresse=adresse,
        code_postal=code_postal,
        commune=commune,
        code_insee=code_insee,
        naf=etablissement.activite_principale or "",
        actif=unite.etat_administratif == etablissement.etat_administratif == "A",
        rna=rna if re.fullmatch(r"W[0-9A-Z][0-9]{8}", rna) else None,
        diffusible=diffusible,
        creation=unite.date_creation or "",
        tranche_effectif=unite.tranche_effectif_salarie or "",
    )


def _nom(unite: _Unite, categorie: str, diffusible: bool) -> str:
    if not diffusible and categorie.startswith(_PERSONNE_PHYSIQUE):
        return NOM_NON_DIFFUSE
    nom = unite.nom_raison_sociale or unite.nom_complet
    if not nom:
        raise PartenaireIndisponible(PARTENAIRE, "organisation sans nom")
    return nom


def _lieu(etablissement: _Etablissement) -> tuple[str, str, str, str]:
    """Street, postal code, commune and INSEE code: the partner gives the first three in one string."""
    code_postal = etablissement.code_postal or ""
    code_insee = communes.code_commune(etablissement.commune or "")
    connue = communes.par_code(code_insee)
    nom = connue.nom if connue else etablissement.libelle_commune or ""
    adresse = etablissement.adresse or ""
    voie, separateur, _ = f" {adresse}".rpartition(f" {code_postal} ")
    if code_postal and separateur:
        adresse = voie.strip()
    return adresse, code_postal, nom, code_insee

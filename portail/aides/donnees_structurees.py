"""What search engines read of an aid: schema.org `GovernmentService`, as JSON-LD. Pure."""

from collections.abc import Sequence
from typing import Any

from portail.aides.models import Aide
from portail.aides.rules import Fenetre
from portail.aides.vues_fiche import FicheAide
from portail.core.lieux import lieu

_LIEUX = {"PAYS": "Country", "REG": "State", "COM": "City"}
LIEUX_MAX = 50


def service_public(
    aide: Aide, fiche: FicheAide, fenetres: Sequence[Fenetre], origine: str, collectivite: str
) -> dict[str, Any]:
    """The description of an aid; what is not known is left out."""
    adresse = f"{origine}/aides/{fiche.slug}"
    dites = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": adresse,
        "url": adresse,
        "name": fiche.titre,
        "description": fiche.resume,
        "serviceType": fiche.nature or "Aide publique",
        "category": [theme for theme in fiche.thematiques.split(", ") if theme],
        "provider": {"@type": "GovernmentOrganization", "name": collectivite, "url": origine},
        "serviceOperator": _organisme(aide.service_instructeur),
        "areaServed": _lieux(aide),
        "audience": _public(aide, fiche),
        "availableChannel": _canal(fiche, adresse),
        "offers": [_offre(fenetre) for fenetre in fenetres if fenetre.ouvre_le],
        "termsOfService": f"{origine}{fiche.reglement}" if fiche.reglement else "",
        "sameAs": fiche.source,
        "dateModified": aide.modifiee_le.isoformat(timespec="seconds"),
    }
    return {nom: valeur for nom, valeur in dites.items() if valeur}


def _organisme(nom: str) -> dict[str, str]:
    return {"@type": "Organization", "name": nom} if nom else {}


def _lieux(aide: Aide) -> list[dict[str, str]]:
    lieux = [trouve for code in aide.territoires[:LIEUX_MAX] if (trouve := lieu(code))]
    return [
        {
            "@type": _LIEUX.get(un.code.partition("-")[0], "AdministrativeArea"),
            "name": un.nom,
            "identifier": un.code,
        }
        for un in lieux
    ]


def _public(aide: Aide, fiche: FicheAide) -> dict[str, str]:
    if not fiche.pour:
        return {}
    genre = "BusinessAudience" if aide.beneficiaires == ["entreprise"] else "Audience"
    return {"@type": genre, "audienceType": fiche.pour}


def _canal(fiche: FicheAide, adresse: str) -> dict[str, Any]:
    contact = fiche.contacts[0] if fiche.contacts else None
    telephone = (
        {"@type": "ContactPoint", "telephone": contact.telephone} if contact and contact.telephone else {}
    )
    canal = {
        "@type": "ServiceChannel",
        "serviceUrl": f"{adresse}/demande" if fiche.en_ligne else adresse,
        "servicePhone": telephone,
        "availableLanguage": "fr",
    }
    return {nom: valeur for nom, valeur in canal.items() if valeur}


def _offre(fenetre: Fenetre) -> dict[str, str]:
    """A period in which one may ask."""
    dite = {"@type": "Offer", "name": fenetre.libelle, "category": "Période de dépôt"}
    for nom, jour in (("validFrom", fenetre.ouvre_le), ("validThrough", fenetre.ferme_le)):
        dite[nom] = jour.isoformat() if jour else ""
    return {nom: valeur for nom, valeur in dite.items() if valeur}

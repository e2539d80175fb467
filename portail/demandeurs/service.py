"""The identity sheet: made once, read by other rooms."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from portail.comptes.models import Compte
from portail.core import clock
from portail.core.adresse import lire_adresse
from portail.core.errors import Invalide
from portail.core.identifiers import age, lire_iban
from portail.demandeurs import iban as coffre
from portail.demandeurs.champs import Reponses, erreurs, lire, lire_ou_rien
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import ADRESSE, FICHE, TypeDemandeur
from portail.demandeurs.views import vue_organisation
from portail.infra.crypto import encrypt

_TEXTES = ("siret", "civilite", "telephone", "representant_nom", "representant_qualite", "titulaire", "bic")


_SIRENE = ("categorie_juridique", "naf", "tranche_effectif", "creation")


def creer_fiche(
    session: Session,
    compte_id: uuid.UUID,
    reponses: Reponses,
    organisation: Mapping[str, Any] | None = None,
) -> None:
    """Make the sheet of an account from texts as typed, by field name (`rules.FICHE`).

    `organisation` is what the partner said of the SIRET (see `organisations.interroger`), if it was asked.

    Raises:
        Invalide: some fields need another look.
    """
    aujourd_hui = clock.today()
    if refus := erreurs(FICHE, reponses, aujourd_hui):
        raise Invalide(refus)
    fiche = Fiche(compte_id=compte_id, type_demandeur=TypeDemandeur(reponses["type_demandeur"]))
    for champ in FICHE:
        ecrire(fiche, champ, reponses, aujourd_hui)
    fiche.organisation = dict(organisation or {}) if fiche.siret else {}
    session.add(fiche)
    session.flush()


def ecrire(fiche: Fiche, champ: str, reponses: Reponses, aujourd_hui: date) -> None:
    """Put one valid answer into its column; what is not asked of this kind of applicant is emptied."""
    if champ in ADRESSE:
        fiche.adresse = lire_adresse(reponses).parties()
    elif champ == "iban":
        _ecrire_iban(fiche, reponses, aujourd_hui)
    elif champ == "type_demandeur":
        fiche.type_demandeur = TypeDemandeur(lire(champ, reponses, aujourd_hui))
    elif champ == "date_naissance":
        lue = lire_ou_rien(champ, reponses, aujourd_hui)
        fiche.date_naissance = date.fromisoformat(lue) if lue else None
    elif champ in _TEXTES:
        setattr(fiche, champ, lire_ou_rien(champ, reponses, aujourd_hui))
    if champ == "bic" and not fiche.bic and fiche.iban:
        fiche.bic = lire_iban(coffre.ouvrir(fiche.iban)).bic


def _ecrire_iban(fiche: Fiche, reponses: Reponses, aujourd_hui: date) -> None:
    compact = lire("iban", reponses, aujourd_hui)
    if not compact:
        fiche.iban = fiche.iban_masque = fiche.banque = fiche.bic = ""
        return
    lu = lire_iban(compact)
    fiche.iban, fiche.iban_masque, fiche.banque = encrypt(lu.compact), lu.masque, lu.banque
    fiche.bic = lire_ou_rien("bic", reponses, aujourd_hui) or lu.bic


def oublier_rib(session: Session, compte_id: uuid.UUID) -> None:
    """Empty the bank details of a sheet."""
    fiche = session.get(Fiche, compte_id)
    if fiche is not None:
        fiche.titulaire = fiche.iban = fiche.iban_masque = fiche.banque = fiche.bic = ""
        session.flush()


def sources_prefill(session: Session, compte_id: uuid.UUID) -> dict[str, object]:
    """What a new dossier may take from the account and its sheet, by the names forms know; blanks left out.

    `adresse` has the six parts of `core.adresse`, `commune` has code, nom and code_postal;
    `date_naissance` is ISO 8601, `telephone` E.164, `iban` compact and in clear: for the server only.
    """
    compte = session.get_one(Compte, compte_id)
    sources: dict[str, object] = {
        "nom": compte.nom,
        "prenom": compte.prenom,
        "nom_complet": f"{compte.prenom} {compte.nom}",
        "mail": compte.mail,
    }
    fiche = session.get(Fiche, compte_id)
    if fiche is not None:
        sources |= _sources_de_la_fiche(fiche)
    return {nom: valeur for nom, valeur in sources.items() if valeur}


def _sources_de_la_fiche(fiche: Fiche) -> dict[str, object]:
    organisation = vue_organisation(fiche.organisation, fiche.siret)
    code = fiche.adresse.get("code_insee", "")
    return {
        **{champ: getattr(fiche, champ) for champ in _TEXTES},
        "date_naissance": fiche.date_naissance.isoformat() if fiche.date_naissance else "",
        "adresse": dict(fiche.adresse),
        "commune": {
            "code": code,
            "nom": fiche.adresse["commune"],
            "code_postal": fiche.adresse["code_postal"],
        }
        if code
        else {},
        "organisation": organisation.nom,
        "forme_juridique": organisation.forme_juridique,
        "iban": coffre.ouvrir(fiche.iban),
    }


def profil_de_la_fiche(session: Session, compte_id: uuid.UUID, jour: date) -> dict[str, str]:
    """What the sheet says of who applies, to find their aids: kind, commune, age, and what Sirene says.

    `categorie_juridique`, `naf` and `tranche_effectif` are INSEE's codes, `creation` is ISO 8601; what is not
    known is left out.
    """
    fiche = session.get(Fiche, compte_id)
    if fiche is None:
        return {}
    organisation = fiche.organisation if fiche.organisation.get("siret") == fiche.siret else {}
    naissance = fiche.date_naissance
    dits = {
        "type": fiche.type_demandeur.value,
        "commune": fiche.adresse.get("code_insee", ""),
        "age": str(age(naissance, jour)) if naissance else "",
        **{nom: str(organisation.get(nom) or "") for nom in _SIRENE},
    }
    return {nom: valeur for nom, valeur in dits.items() if valeur}

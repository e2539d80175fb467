"""Organisations: the partner is asked by SIRET, never in a transaction, and again when it was down."""

import uuid
from typing import Any

from sqlmodel import Session

from portail.core import clock
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import EtatOrganisation
from portail.infra import ratelimit
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import publier
from portail.partners import companies
from portail.partners.http import PartenaireIndisponible

GENRE = "verifier_siret"
QUESTIONS = "20/minute"


def a_verifier(siret: str) -> dict[str, Any]:
    """What is kept of a number nobody could check yet."""
    return {"siret": siret, "etat": EtatOrganisation.A_VERIFIER}


def interroger(siret: str) -> dict[str, Any]:
    """What is kept of the organisation of a canonical SIRET; asks over HTTP, so never in a transaction.

    Raises:
        PartenaireIndisponible: it could not be checked.
    """
    trouvee = companies.chercher_siret(siret)
    if trouvee is None:
        return {"siret": siret, "etat": EtatOrganisation.INCONNUE}
    ville = f"{trouvee.code_postal} {trouvee.commune}".strip()
    return {
        "siret": siret,
        "etat": EtatOrganisation.VERIFIEE if trouvee.actif else EtatOrganisation.CESSEE,
        "nom": trouvee.nom,
        "forme_juridique": trouvee.forme_juridique,
        "adresse": ", ".join(ligne for ligne in (trouvee.adresse, ville) if ligne),
        "rna": trouvee.rna or "",
        "naf": trouvee.naf,
        "categorie_juridique": trouvee.categorie_juridique,
        "creation": trouvee.creation,
        "tranche_effectif": trouvee.tranche_effectif,
        "verifie_le": clock.now().isoformat(),
    }


def interroger_pour(qui: str, siret: str) -> dict[str, Any]:
    """As `interroger`, for somebody who waits: when the partner is down the number will be checked later.

    `qui` (a visitor or an account) may ask so many times a minute: the partner's limit is everybody's.
    """
    if not ratelimit.permis(QUESTIONS, "siret", qui):
        return a_verifier(siret)
    try:
        return interroger(siret)
    except PartenaireIndisponible:
        return a_verifier(siret)


def prevoir(session: Session, fiche: Fiche) -> None:
    """Have the sheet's number checked by the worker, if nobody could yet."""
    if not fiche.siret or fiche.organisation.get("etat") != EtatOrganisation.A_VERIFIER:
        return
    cle = f"{GENRE}:{fiche.compte_id}:{fiche.siret}:{uuid.uuid4()}"
    publier(session, GENRE, cle, {"compte_id": str(fiche.compte_id), "siret": fiche.siret})


def verifier_siret(envoi_id: str, charge: dict[str, Any]) -> None:
    """The worker's task: ask again, and complete the sheet if its number is still this one.

    Raises:
        PartenaireIndisponible: still down; the outbox tries again later.
    """
    compte_id, siret = uuid.UUID(charge["compte_id"]), str(charge["siret"])
    with snapshot() as session:
        if not _attend(session.get(Fiche, compte_id), siret):
            return
    description = interroger(siret)
    with transaction() as session:
        fiche = session.get(Fiche, compte_id, with_for_update=True)
        if fiche is not None and _attend(fiche, siret):
            fiche.organisation = description
            session.flush()


def _attend(fiche: Fiche | None, siret: str) -> bool:
    return (
        fiche is not None
        and fiche.siret == siret
        and fiche.organisation.get("etat") == EtatOrganisation.A_VERIFIER
    )

"""The applicant in a few lines, as the récapitulatif and the receipt name them."""

import uuid

from sqlmodel import Session

from portail.core.identifiers import formater_siret
from portail.demandeurs.service import sources_prefill
from portail.demandeurs.views import lignes_adresse


def lignes_du_demandeur(session: Session, compte_id: uuid.UUID) -> list[str]:
    """The name first, then what identifies and reaches the person or the organisation."""
    sources = sources_prefill(session, compte_id)

    def texte(nom: str) -> str:
        return str(sources.get(nom, ""))

    personne = texte("nom_complet")
    if siret := texte("siret"):
        qualite = f", {texte('representant_qualite')}" if texte("representant_qualite") else ""
        tetes = [
            texte("organisation") or personne,
            f"SIRET {formater_siret(siret)}",
            f"Représentant : {texte('representant_nom') or personne}{qualite}",
        ]
    else:
        tetes = [personne]
    # A sheet begun and never finished has no address yet: its name and mail remain.
    adresse = sources.get("adresse")
    return [*tetes, *(lignes_adresse(adresse) if isinstance(adresse, dict) else []), texte("mail")]

"""The applicant in a few lines, as the récapitulatif and the receipt name them."""

import uuid

from sqlmodel import Session

from portail.core.adresse import lire_adresse
from portail.core.identifiers import formater_siret
from portail.demandeurs.service import sources_prefill


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
    return [*tetes, *_adresse(sources.get("adresse")), texte("mail")]


def _adresse(parties: object) -> list[str]:
    try:
        return lire_adresse(parties).lignes() if isinstance(parties, dict) else []
    except ValueError:
        return []  # the sheet was begun and never finished: its name and mail remain

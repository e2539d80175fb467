"""The accounts of the demonstration: a person, an association, a company, all invented."""

from dataclasses import dataclass

from portail.core.identifiers import lire_siret
from portail.demandeurs.rules import EtatOrganisation

MOT_DE_PASSE = "portail-demo-2026"
"""The password of every account of the demonstration; it is written in the README."""

_ADRESSE = {"pays": "France", "complement": ""}


@dataclass(frozen=True)
class CompteDemo:
    """An active applicant, whose sheet is given as one would type it."""

    identifiant: str
    presentation: str
    prenom: str
    nom: str
    fiche: dict[str, str]
    organisme: str = ""
    forme_juridique: str = ""

    @property
    def mail(self) -> str:
        """An address of the domain reserved to examples."""
        return f"{self.identifiant}@exemple.fr"

    @property
    def organisation(self) -> dict[str, str]:
        """What the directory of companies would answer, were the number real."""
        if not self.organisme:
            return {}
        lieu = f"{self.fiche['voie']}, {self.fiche['code_postal']} {self.fiche['commune']}"
        return {
            "siret": lire_siret(self.fiche["siret"]),
            "etat": EtatOrganisation.VERIFIEE,
            "nom": self.organisme,
            "forme_juridique": self.forme_juridique,
            "adresse": lieu,
        }


COMPTES = (
    CompteDemo(
        identifiant="lea.martin",
        presentation="une étudiante de Poitiers",
        prenom="Léa",
        nom="Martin",
        fiche={
            **_ADRESSE,
            "type_demandeur": "personne_physique",
            "civilite": "madame",
            "date_naissance": "12/04/2004",
            "telephone": "05 36 49 12 34",
            "voie": "8 rue de la Chaîne",
            "code_postal": "86000",
            "commune": "Poitiers",
            "code_insee": "86194",
            "titulaire": "Léa Martin",
            "iban": "FR76 3000 6000 0112 3456 7890 189",
        },
    ),
    CompteDemo(
        identifiant="asso.les-tilleuls",
        presentation="l’association Les Tilleuls, à Bordeaux",
        prenom="Yasmine",
        nom="Benali",
        fiche={
            **_ADRESSE,
            "type_demandeur": "association",
            "siret": "999 001 019 00010",
            "telephone": "05 36 49 21 10",
            "voie": "24 cours de la Marne",
            "code_postal": "33800",
            "commune": "Bordeaux",
            "code_insee": "33063",
            "representant_nom": "Yasmine Benali",
            "representant_qualite": "présidente",
        },
        organisme="Les Tilleuls",
        forme_juridique="Association déclarée",
    ),
    CompteDemo(
        identifiant="atelier.du-chene",
        presentation="l’entreprise Atelier du Chêne, à Limoges",
        prenom="Thomas",
        nom="Roux",
        fiche={
            **_ADRESSE,
            "type_demandeur": "entreprise",
            "siret": "999 002 025 00016",
            "telephone": "05 36 49 33 45",
            "voie": "3 rue des Tanneurs",
            "code_postal": "87000",
            "commune": "Limoges",
            "code_insee": "87085",
            "representant_nom": "Thomas Roux",
            "representant_qualite": "gérant",
        },
        organisme="Atelier du Chêne",
        forme_juridique="Société à responsabilité limitée (SARL)",
    ),
)

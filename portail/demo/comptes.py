"""The accounts of the demonstration: a person, an association, a company, all invented."""

from dataclasses import dataclass, field

from portail.core.identifiers import lire_siret
from portail.demandeurs.rules import EtatOrganisation

MOT_DE_PASSE = "bruyere-marais-ocean-42"
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
    sirene: dict[str, str] = field(default_factory=dict)
    """What the directory would say besides: activity, legal category, staff, date of creation."""
    brouillon: tuple[str, dict[str, object]] | None = None
    """The aid of a draft under way and the answers already typed."""

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
            **self.sirene,
        }


COMPTES = (
    CompteDemo(
        identifiant="claire.fontaine",
        presentation="une étudiante de Poitiers",
        prenom="Claire",
        nom="Fontaine",
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
            "titulaire": "Claire Fontaine",
            "iban": "FR76 3000 6000 0112 3456 7890 189",
        },
    ),
    CompteDemo(
        identifiant="amis-de-la-loutre",
        presentation="l’association Les Amis de la Loutre, à Bordeaux, qui a un brouillon",
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
        organisme="Les Amis de la Loutre",
        forme_juridique="Association déclarée",
        sirene={
            "categorie_juridique": "9220",
            "naf": "94.99Z",
            "tranche_effectif": "01",
            "creation": "2009-05-12",
        },
        brouillon=(
            "soutien-aux-associations",
            {
                "rna": "W332012345",
                "date_declaration": "12/05/2009",
                "domaines": ["environnement", "jeunesse"],
                "adherents": "84",
                "benevoles": "22",
                "intitule": "Les sentinelles de la rivière",
                "nature_demande": "nouvelle",
                "besoin": "Les berges de la Jalle attirent du monde, et peu de gens savent ce qui y vit.",
                "participants": "120",
            },
        ),
    ),
    CompteDemo(
        identifiant="atelier-dubois",
        presentation="l’entreprise Atelier Dubois, à Limoges",
        prenom="Thomas",
        nom="Dubois",
        fiche={
            **_ADRESSE,
            "type_demandeur": "entreprise",
            "siret": "999 002 025 00016",
            "telephone": "05 36 49 33 45",
            "voie": "3 rue des Tanneurs",
            "code_postal": "87000",
            "commune": "Limoges",
            "code_insee": "87085",
            "representant_nom": "Thomas Dubois",
            "representant_qualite": "gérant",
        },
        organisme="Atelier Dubois",
        forme_juridique="Société à responsabilité limitée (SARL)",
        sirene={
            "categorie_juridique": "5499",
            "naf": "31.09B",
            "tranche_effectif": "11",
            "creation": "2012-03-01",
        },
    ),
)

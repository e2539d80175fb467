"""Partners that answer without a network, and a person with a sheet."""

import pytest
from sqlmodel import select

from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.demandeurs import service
from portail.demandeurs.models import Inscription
from portail.demandeurs.states.inscription import InscriptionState
from portail.infra.db import snapshot, transaction
from portail.partners import address, companies
from portail.partners.address import Adresse
from portail.partners.companies import Organisation
from portail.partners.http import PartenaireIndisponible
from tests.comptes_de_test import ajouter_compte
from tests.states.client import Client

SIRET = "73282932000074"
BORDEAUX = Adresse(
    libelle="12 Rue des Essais 33000 Bordeaux",
    voie="12 Rue des Essais",
    code_postal="33000",
    commune="Bordeaux",
    code_insee="33063",
    score=0.97,
)
AMIS_DU_MARAIS = Organisation(
    siret=SIRET,
    siren=SIRET[:9],
    nom="LES AMIS DU MARAIS",
    categorie_juridique="9220",
    forme_juridique="Association déclarée",
    adresse="3 rue du Port",
    code_postal="33000",
    commune="Bordeaux",
    code_insee="33063",
    naf="94.99Z",
    actif=True,
    rna="W332001234",
    diffusible=True,
)
FICHE = {
    "type_demandeur": "association",
    "siret": SIRET,
    "telephone": "06 12 34 56 78",
    "voie": "12 rue de la Paix",
    "code_postal": "86000",
    "commune": "Poitiers",
    "code_insee": "86194",
    "representant_nom": "Awa Diop",
    "representant_qualite": "présidente",
    "titulaire": "Les Amis du Marais",
    "iban": "FR14 2004 1010 0505 0001 3M02 606",
}


MOT_DE_PASSE = "cheval correct agrafe"
ETAPE_1 = {
    "nom": "Martin",
    "prenom": "Zoé",
    "mail": "zoe@exemple.org",
    "identifiant": "zmartin",
    "type_demandeur": "association",
    "siret": "732 829 320 00074",
}
MOTS = {"mot_de_passe": MOT_DE_PASSE, "confirmation": MOT_DE_PASSE}
ETAPE_2 = {nom: texte for nom, texte in FICHE.items() if nom not in ETAPE_1}


class Partenaires:
    """What the two partners answer: nothing at all while `en_panne`."""

    def __init__(self) -> None:
        self.en_panne = False
        self.questions: list[str] = []

    def _demander(self, texte: str, nom: str) -> None:
        self.questions.append(texte)
        if self.en_panne:
            raise PartenaireIndisponible(nom, "essai")

    def adresses(self, texte: str) -> list[Adresse]:
        """Stands for the service of addresses."""
        self._demander(texte, "Le service des adresses")
        return [BORDEAUX] if "essais" in texte else []

    def organisation(self, siret: str) -> Organisation | None:
        """Stands for « Recherche d’entreprises »."""
        self._demander(siret, "Le service des entreprises")
        return AMIS_DU_MARAIS if siret == SIRET else None


@pytest.fixture(autouse=True)
def partenaires(monkeypatch: pytest.MonkeyPatch) -> Partenaires:
    faux = Partenaires()
    monkeypatch.setattr(address, "chercher", faux.adresses)
    monkeypatch.setattr(companies, "chercher_siret", faux.organisation)
    return faux


@pytest.fixture
def zoe() -> Compte:
    """An active account with its sheet."""
    with transaction() as session:
        made = ajouter_compte(session, prenom="Zoé", mail="zoe@exemple.org")
        service.creer_fiche(session, made.id, FICHE)
    return made


def garde(client: Client) -> Inscription | None:
    """What is kept of the sign-up of this browser."""
    with snapshot() as session:
        return session.get(Inscription, empreinte(client.cookie))


def comptes() -> list[Compte]:
    """Every account there is."""
    with snapshot() as session:
        return list(session.exec(select(Compte)))


@pytest.fixture
async def etape_2(client: Client) -> Client:
    """A browser that has passed step 1."""
    reponse = await client.call(InscriptionState.valider, ETAPE_1 | MOTS)
    assert reponse.redirection == "/inscription/fiche"
    return client

"""From the home page to a signed-in account: with a mouse, with a keyboard alone, on a phone."""

import re
import uuid
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import select

from portail.comptes.models import Compte
from portail.core.identifiers import cle_mail
from portail.demandeurs.models import Fiche
from tests.e2e import courrier, gens
from tests.e2e.conftest import Lancer
from tests.e2e.pilotes import PILOTES, Pilote, Souris
from tests.live import Server

MOT_DE_PASSE = "cheval correct agrafe"
SIRET_ESPACE = "732 829 320 00074"
FICHE = "Fiche d’informations personnelles"
CONFIRMATION = "Confirmez la création de votre compte"


def adresse_neuve() -> str:
    """A mail address nobody has yet."""
    return f"{uuid.uuid4().hex[:10]}@exemple.org"


def etape_1(pilote: Pilote, mail: str, nom: str = "Martin") -> None:
    """Say who one is, for an association, and go on to the sheet."""
    page = pilote.page
    pilote.arriver("Créez un compte utilisateur", re.compile(r"/inscription$"))
    pilote.ecrire(page.get_by_label("Nom", exact=True), nom)
    pilote.ecrire(page.get_by_label("Prénom", exact=True), "Zoé")
    pilote.ecrire(page.get_by_label("Adresse mail", exact=True), mail)
    pilote.activer(page.get_by_role("button", name="Utiliser mon adresse mail comme identifiant"))
    expect(page.get_by_label("Identifiant", exact=True)).to_have_value(mail)
    pilote.ecrire(page.get_by_label("Mot de passe", exact=True), MOT_DE_PASSE)
    pilote.ecrire(page.get_by_label("Confirmez le mot de passe", exact=True), MOT_DE_PASSE)
    pilote.cocher(page.get_by_role("group", name="Vous êtes").get_by_label("Association"))
    pilote.ecrire(page.get_by_label("Numéro SIRET"), SIRET_ESPACE)


def adresse_a_la_loupe(pilote: Pilote) -> None:
    """Find one's address and take it."""
    champ = pilote.page.get_by_role("combobox", name="Adresse postale")
    pilote.suggestion(champ, "12 rue des essais", "12 Rue des Essais 33000 Bordeaux")
    expect(pilote.page.get_by_text("Adresse retenue")).to_be_visible()


def adresse_a_la_main(pilote: Pilote) -> None:
    """Type one's address; the towns are those of the postcode."""
    page = pilote.page
    pilote.ecrire(page.get_by_label("Numéro et voie"), "2 place du Bourg")
    pilote.ecrire(page.get_by_label("Code postal"), "24600")
    pilote.suggestion(page.get_by_role("combobox", name="Commune"), "rib", "Ribérac (24600)")


def fiche(pilote: Pilote, adresse: Callable[[Pilote], None] = adresse_a_la_loupe) -> None:
    """Fill the sheet of an association, bank details included, and validate it."""
    page = pilote.page
    pilote.arriver(FICHE, re.compile(r"/inscription/fiche$"))
    pilote.ecrire(page.get_by_label("Téléphone"), "05 36 49 12 34")
    adresse(pilote)
    pilote.ecrire(page.get_by_label("Nom du représentant"), "Zoé Martin")
    pilote.ecrire(page.get_by_label("Qualité du représentant"), "présidente")
    pilote.ecrire(page.get_by_label("Titulaire du compte"), "Les Amis du Marais")
    pilote.ecrire(page.get_by_label("IBAN"), gens.IBAN)
    pilote.activer(page.get_by_role("button", name="Valider ma fiche"))


def compte_de(server: Server, mail: str) -> tuple[Compte, Fiche] | None:
    """The account of this address with its sheet, as the database holds them now."""
    with gens.lecture(server) as session:
        query = select(Compte, Fiche).where(Fiche.compte_id == Compte.id, Compte.cle_mail == cle_mail(mail))
        trouve = session.exec(query).first()
        return (trouve[0], trouve[1]) if trouve else None


def est_actif(server: Server, mail: str) -> bool:
    """Whether the account of this address was activated."""
    trouve = compte_de(server, mail)
    assert trouve
    return trouve[0].active_le is not None


@pytest.mark.parametrize("genre", PILOTES, ids=lambda genre: genre.nom)
def test_from_the_home_page_to_a_signed_in_account(
    genre: type[Pilote], new_context: Callable[..., BrowserContext], server: Server
) -> None:
    pilote = genre(new_context(width=genre.largeur, height=genre.hauteur).new_page())
    page, mail = pilote.page, adresse_neuve()
    page.goto("/")
    pilote.arriver(re.compile("Trouvez une aide"))
    pilote.activer(page.get_by_role("link", name="Créer un compte"))
    etape_1(pilote, mail)
    expect(page.get_by_text("LES AMIS DU MARAIS")).to_be_visible()
    pilote.activer(page.get_by_role("button", name="Valider", exact=True))
    fiche(pilote)
    pilote.arriver(CONFIRMATION, re.compile(r"/inscription/confirmation$"))

    recu = courrier.attendre_mail(server, mail, "[Région Nouvelle-Aquitaine] Activation de compte")
    lien = courrier.lien(recu, "/activation")
    assert httpx.get(lien).status_code == 200
    page.goto(lien)
    pilote.arriver("Activez votre compte")
    assert not est_actif(server, mail)  # neither a scanner nor opening the page activates anything
    pilote.activer(page.get_by_role("button", name="Activer mon compte"))
    pilote.arriver("Déposer un dossier", re.compile(r"/aides$"))
    assert est_actif(server, mail)
    pilote.activer(page.get_by_role("link", name="Mes infos personnelles"))
    pilote.arriver("Mes infos personnelles")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Martin")
    trouve = compte_de(server, mail)
    assert trouve
    assert (trouve[1].adresse["code_postal"], trouve[1].adresse["code_insee"]) == ("33000", "33063")


def test_the_address_of_somebody_else_is_not_revealed(page: Page, server: Server) -> None:
    connu, pilote = gens.personne(server).compte, Souris(page)
    page.goto("/inscription")
    etape_1(pilote, connu.mail)
    page.get_by_label("Identifiant", exact=True).fill(uuid.uuid4().hex[:12])
    pilote.activer(page.get_by_role("button", name="Valider", exact=True))
    fiche(pilote)
    pilote.arriver(CONFIRMATION)
    expect(page.get_by_text("[Région Nouvelle-Aquitaine] Activation de compte")).to_be_visible()
    recu = courrier.attendre_mail(server, connu.mail, "Vous avez déjà un compte")
    assert "/activation" not in courrier.texte(recu)
    assert [str(mail["Subject"]) for mail in courrier.mails(server, connu.mail)] == [str(recu["Subject"])]


@pytest.fixture(scope="module")
def seul(launch: Lancer) -> Iterator[Server]:
    """A portal whose partners are all down."""
    with launch() as live:
        yield live


def test_partners_that_are_down_stop_nobody(new_context: Callable[..., BrowserContext], seul: Server) -> None:
    pilote, mail = Souris(new_context(server=seul).new_page()), adresse_neuve()
    page = pilote.page
    page.goto("/inscription")
    etape_1(pilote, mail)
    expect(page.get_by_text("Nous n’avons pas pu vérifier ce numéro, vous pouvez continuer")).to_be_visible()
    pilote.activer(page.get_by_role("button", name="Valider", exact=True))
    pilote.arriver(FICHE)
    page.get_by_role("combobox", name="Adresse postale").press_sequentially("12 rue des essais")
    expect(page.get_by_text(re.compile("La recherche d’adresse ne répond pas"))).to_be_visible()
    fiche(pilote, adresse_a_la_main)
    pilote.arriver(CONFIRMATION)
    trouve = compte_de(seul, mail)
    assert trouve
    assert (trouve[1].adresse["commune"], trouve[1].adresse["code_insee"]) == ("Ribérac", "24352")

"""The guide's four steps by one person, from the home page to the receipt, while no partner answers."""

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from portail.core import clock
from portail.core.formats import date_longue
from tests.e2e import courrier, fichiers, gens
from tests.e2e.conftest import Lancer
from tests.e2e.formulaire import repondre
from tests.e2e.pilotes import PILOTES, Pilote
from tests.e2e.remplissage import formulaire, visibles
from tests.live import Server

SLUG = "mobilite-etudiante"
FORM = formulaire(SLUG)
MOT_DE_PASSE = "cheval correct agrafe"


@pytest.fixture(scope="module")
def seul(launch: Lancer) -> Iterator[Server]:
    """A portal whose partners are all down."""
    with launch() as live:
        yield live


@pytest.fixture
def petit(tmp_path: Path) -> Path:
    """A real PDF of one page."""
    return fichiers.ecrire(tmp_path, "justificatif signé.pdf", fichiers.pdf())


def creer_un_compte(pilote: Pilote) -> str:
    """Étapes 1 et 2: who one is, then the sheet with an address typed by hand; return the mail address."""
    page, mail = pilote.page, f"{uuid.uuid4().hex[:10]}@exemple.org"
    page.goto("/")
    pilote.activer(page.get_by_role("link", name="Créer un compte"))
    pilote.arriver("Créez un compte utilisateur", re.compile("/inscription$"))
    for libelle, texte in (
        ("Nom", "Dupré"),
        ("Prénom", "Zoé"),
        ("Adresse mail", mail),
        ("Identifiant", mail),
        ("Mot de passe", MOT_DE_PASSE),
        ("Confirmez le mot de passe", MOT_DE_PASSE),
    ):
        pilote.ecrire(page.get_by_label(libelle, exact=True), texte)
    pilote.cocher(page.get_by_role("group", name="Vous êtes").get_by_label("Personne physique"))
    pilote.ecrire(page.get_by_label("Date de naissance"), "27/3/2005")
    pilote.activer(page.get_by_role("button", name="Valider", exact=True))
    pilote.arriver("Fiche d’informations personnelles", re.compile("/inscription/fiche$"))
    pilote.ecrire(page.get_by_label("Téléphone"), "06 12 34 56 78")
    pilote.activer(page.get_by_role("button", name="Saisir l'adresse à la main"))
    pilote.ecrire(page.get_by_label("Numéro et voie"), "2 place du Bourg")
    pilote.ecrire(page.get_by_label("Code postal"), "24600")
    pilote.suggestion(page.get_by_role("combobox", name="Commune"), "rib", "Ribérac (24600)")
    pilote.activer(page.get_by_role("button", name="Valider ma fiche"))
    pilote.arriver("Confirmez la création de votre compte", re.compile("/inscription/confirmation$"))
    return mail


def activer(pilote: Pilote, server: Server, mail: str) -> None:
    """Étape 3: follow the link of the mail and activate."""
    recu = courrier.attendre_mail(server, mail, "[Région Nouvelle-Aquitaine] Activation de compte")
    pilote.page.goto(courrier.lien(recu, "/activation"))
    pilote.activer(pilote.page.get_by_role("button", name="Activer mon compte"))
    pilote.arriver("Déposer un dossier", re.compile("/aides$"))


def trouver_l_aide(pilote: Pilote) -> str:
    """Étape 4: « Déposer un dossier », a key word, the aid, its règlement, its form; return the number."""
    page = pilote.page
    pilote.ecrire(page.get_by_label("Mots clés"), "mobilité étudiante")
    pilote.activer(page.locator(f"a[href='/aides/{SLUG}']"))
    pilote.arriver(re.compile("mobilité", re.IGNORECASE), re.compile(f"/aides/{SLUG}$"))
    assert lu(pilote.telecharger(page.get_by_role("link", name="Télécharger le règlement"))).startswith(
        b"%PDF-"
    )
    pilote.activer(page.get_by_role("link", name="Accéder au formulaire"))
    expect(page).to_have_url(re.compile(r"/dossiers/\d{4}-\w{6}$"))
    expect(page.get_by_text("Non déposé").first).to_be_visible()
    return page.url.rpartition("/")[2]


def lu(recu: Download) -> bytes:
    """The bytes of a file that came."""
    return recu.path().read_bytes()


def remplir(pilote: Pilote, petit: Path) -> None:
    """Answer every question of every step, but what the sheet gave already."""
    page = pilote.page
    pilote.activer(page.get_by_role("main").get_by_role("link", name=FORM.etapes[0].titre, exact=True))
    for etape in FORM.etapes:
        pilote.arriver(etape.titre, re.compile(rf"/dossiers/[^/]+/{etape.id}$"))
        for nom, champ in visibles(FORM):
            if nom == etape.id and (champ.prefill is None or champ.type == "iban" or champ.id == "titulaire"):
                repondre(pilote, champ, [petit])
        pilote.activer(page.get_by_role("main").get_by_role("link", name="Étape suivante", exact=True))


def deposer(pilote: Pilote, numero: str) -> None:
    """Attest and submit for good."""
    page = pilote.page
    pilote.arriver(re.compile("^Récapitulatif"), re.compile(rf"/dossiers/{numero}/recapitulatif$"))
    expect(page.get_by_text("Votre demande est complète")).to_be_visible()
    for texte in ("Dupré", "2 place du Bourg", "Fête du fleuve", "justificatif signé.pdf"):
        expect(page.get_by_role("main")).to_contain_text(texte)
    assert gens.IBAN.replace(" ", "") not in page.content().replace(" ", "").replace("\u00a0", "")
    pilote.cocher(page.get_by_role("checkbox", name=re.compile("^J['’]atteste sur l['’]honneur")))
    pilote.activer(page.get_by_role("button", name="Valider définitivement ma demande"))
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/recu$"))


def verifier_l_accuse(pilote: Pilote, server: Server, mail: str, numero: str) -> None:
    """The page, the PDF and the mail say the same number, date and hour."""
    page, jour = pilote.page, date_longue(clock.today())
    main = page.get_by_role("main")
    expect(main).to_contain_text(numero)
    expect(main).to_contain_text(
        re.compile(jour.replace("\u00a0", " ").replace(" ", r"\s") + r".*\d\d?\sh\s\d\d")
    )
    accuse = fichiers.texte_pdf(
        lu(pilote.telecharger(page.get_by_role("link", name=re.compile("accusé d’enregistrement"))))
    )
    recu = courrier.attendre_mail(server, mail, numero)
    (joint,) = courrier.pieces_jointes(recu).values()
    corps = " ".join(courrier.texte(recu).split())
    for texte in (accuse, fichiers.texte_pdf(joint), corps):
        assert numero in texte
        assert " ".join(jour.split()) in texte
        assert re.search(r"\d\d? h \d\d", texte)
    assert gens.depots_en_base(server, numero) == 1


@pytest.mark.parametrize("genre", PILOTES, ids=lambda genre: genre.nom)
def test_the_four_steps_of_the_guide(
    genre: type[Pilote], new_context: Callable[..., BrowserContext], seul: Server, petit: Path
) -> None:
    context = new_context(width=genre.largeur, height=genre.hauteur, server=seul)
    pilote = genre(context.new_page())
    mail = creer_un_compte(pilote)
    activer(pilote, seul, mail)
    numero = trouver_l_aide(pilote)
    remplir(pilote, petit)
    deposer(pilote, numero)
    pilote.regarder()
    verifier_l_accuse(pilote, seul, mail, numero)
    page: Page = pilote.page
    pilote.activer(page.get_by_role("banner").get_by_role("link", name="Suivre mes dossiers"))
    pilote.arriver("Suivre mes dossiers", re.compile("/dossiers$"))
    carte = page.get_by_role("article").filter(has_text=numero)
    expect(carte).to_contain_text("Déposé")
    pilote.activer(carte.get_by_role("link").first)
    pilote.arriver(re.compile("."), re.compile(f"/dossiers/{numero}$"))
    expect(page.get_by_role("main")).to_contain_text("Dossier déposé")

"""Every type of field by keyboard alone, at a phone's width: typed, saved, read again, corrected."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.formulaires.types.base import Element
from tests import tous_les_types as tous
from tests.e2e import gens
from tests.e2e.formulaire import ENREGISTRE, exactement, question
from tests.e2e.formulaire import repondre as repondre_a
from tests.e2e.pilotes import Clavier
from tests.e2e.regards import sous_tous_les_jours, trop_large
from tests.integration.dossiers import monde
from tests.live import Server

FORM = Formulaire.model_validate(tous.formulaire(*tous.REPONSES, "titre", "explication", "pieces"))
QUESTIONS = [champ for _, champ in FORM.champs() if champ.repond]


@pytest.fixture
def pilote(server: Server, new_context: Callable[..., BrowserContext]) -> Clavier:
    """Somebody with a keyboard at the step that asks everything."""
    with gens.base(server) as session:
        aide = monde.aide(session, "tout")
        monde.fenetre(session, aide.id)
        publier_version(session, None, aide.id, FORM)
    qui = gens.personne(server)
    numero = gens.ouvrir_dossier(qui, "tout")
    page = qui.entrer(new_context(width=375, height=740)).new_page()
    page.goto(f"/dossiers/{numero}/tout")
    expect(question(page, QUESTIONS[0])).to_be_editable()
    return Clavier(page)


def boite(groupe: Locator, libelle: str) -> Locator:
    """One box of a question in several parts."""
    return groupe.get_by_label(exactement(libelle))


def repondre(pilote: Clavier, champ: Element) -> None:
    """The right answer, as the form's author would give it."""
    groupe, valeur = pilote.page.get_by_role("group", name=exactement(champ.libelle)), tous.REPONSES[champ.id]
    match champ.type:
        case "date_heure" | "plage_dates":
            for morceau in champ.morceaux:  # type: ignore[attr-defined]
                pilote.ecrire(boite(groupe, morceau.libelle), valeur[morceau.nom])
        case "choix_lies":
            for morceau in champ.morceaux:  # type: ignore[attr-defined]
                pilote.derouler(boite(groupe, morceau.libelle), valeur[morceau.nom])
        case "reference":
            pilote.suggestion(question(pilote.page, champ), "vienne", re.compile(r"^Vienne"))
        case "choix":
            pilote.cocher(groupe.get_by_role("radio", name=exactement("Autre")))
            pilote.ecrire(pilote.page.get_by_label("Précisez votre réponse"), valeur["autre"])
        case "oui_non" | "civilite":
            libelle = next(option.libelle for option in champ.offertes if option.valeur == valeur)
            pilote.cocher(groupe.get_by_role("radio", name=exactement(libelle)))
        case "choix_multiples" | "certification" | "declaration" | "adresse" | "commune":
            repondre_a(pilote, champ)
        case _:
            pilote.ecrire(question(pilote.page, champ), str(valeur).replace("\n", " "))


def corriger_les_dates(pilote: Clavier) -> None:
    """A part that another made wrong says so by itself, and is right again when that one is."""
    dates = pilote.page.get_by_role("group", name=exactement("Question plage_dates"))
    pilote.ecrire(boite(dates, "Début"), "9/4/2026")
    fin = boite(dates, "Fin")
    expect(fin).to_have_accessible_description(re.compile("précède"))
    pilote.ecrire(boite(dates, "Début"), "1/4/2026")
    expect(fin).to_have_attribute("aria-invalid", "false")


def choisir_autre_chose(pilote: Clavier) -> None:
    """Another first choice takes away what hung from the former one, and opens its own."""
    lies = pilote.page.get_by_role("group", name=exactement("Question choix_lies"))
    pilote.derouler(boite(lies, "Domaine"), "terre")
    expect(boite(lies, "Milieu").get_by_role("option")).to_have_text(["Choisissez…", "Les polders"])
    expect(boite(lies, "Milieu")).to_have_value("")
    expect(boite(lies, "Lieu")).to_be_hidden()
    pilote.derouler(boite(lies, "Milieu"), "mer")


def verifier_ce_qui_est_garde(page: Page) -> None:
    """What a page loaded again shows, that nobody finds hard to use."""
    expect(page.get_by_label("Début", exact=True)).to_have_value("1/4/2026")
    expect(page.get_by_label("Milieu", exact=True)).to_have_value("mer")
    expect(page.get_by_label("Lieu", exact=True)).to_be_hidden()
    expect(page.get_by_label("Précisez votre réponse")).to_have_value("Une sixième")
    expect(page.get_by_label("Question url")).to_have_value("www.exemple.fr")
    expect(page.get_by_role("radio", name="Madame")).to_be_checked()
    page.get_by_text("Question explication").click()
    expect(page.get_by_text("Lisez ceci.")).to_be_visible()
    modele = page.get_by_role("link", name=re.compile("^Budget type"))
    expect(modele).to_have_attribute("rel", "noopener noreferrer")
    expect(page.locator(".field-error:visible")).to_have_count(0)
    assert trop_large(page) == []
    assert sous_tous_les_jours(page) == []


def test_every_type(pilote: Clavier) -> None:
    page = pilote.page
    for champ in QUESTIONS:
        repondre(pilote, champ)
    page.keyboard.press("Tab")
    expect(page.locator(".field-error:visible")).to_have_count(0)
    expect(page.locator(".field-status[data-phase=saving]")).to_have_count(0)
    expect(page.get_by_text("Étape complète")).to_be_visible()
    assert page.locator(".field-status").filter(has_text=ENREGISTRE).count() >= len(QUESTIONS)
    corriger_les_dates(pilote)
    choisir_autre_chose(pilote)
    expect(page.get_by_text("Étape complète")).to_be_visible()
    page.reload()
    verifier_ce_qui_est_garde(page)
    pilote.activer(page.get_by_role("link", name="Étape suivante"))
    pilote.arriver(re.compile("^Récapitulatif"))
    main = page.get_by_role("main")
    for texte in (
        "Zoé Martin",
        "Du 1er\u00a0avril 2026 au 5\u00a0avril 2026",
        "12,5\u00a0%",
        "AB-123",
        "La terre › Les polders",
    ):
        expect(main).to_contain_text(texte)
    lien = main.get_by_role("link", name=re.compile(r"www\.exemple\.fr"))
    expect(lien).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert trop_large(page) == []

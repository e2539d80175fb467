"""« Quelles aides pour moi ? » as a browser drives it: answers, places, the sheet, what a browser kept."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from portail.aides import pour_moi
from portail.aides.edition import changer_statut
from portail.aides.models import Aide
from portail.aides.questions import Reponses
from portail.aides.states.pour_moi import PourMoi
from portail.aides.workflow import StatutAide
from portail.comptes.models import Compte
from portail.core import clock
from portail.demandeurs.models import Fiche
from portail.demo.catalogue import charger
from portail.demo.comptes import COMPTES
from portail.demo.seed import _semer_compte, semer_aides
from portail.infra.db import transaction
from tests.integration.aides.conftest import JOUR
from tests.states.client import Client


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JOUR)
    with transaction() as session:
        semer_aides(session, charger(), JOUR)


def slugs(aides: list[Any]) -> list[str]:
    return [aide.slug for aide in aides]


async def test_nothing_is_listed_before_one_says_who_one_is(client: Client) -> None:
    await client.load("/aides/pour-moi")
    state = await client.state(PourMoi)
    assert (state.pret, state.titre, state.possibles) == (True, "", [])
    await client.call(PourMoi.repondre, "texte", "vélo", 1)
    assert (await client.state(PourMoi)).possibles == []


async def test_a_student_finds_a_bike_and_learns_why_not_the_rest(client: Client) -> None:
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.repondre, "type", "personne_physique", 1)
    await client.call(PourMoi.repondre, "situations", ["etudiant"], 2)
    await client.call(PourMoi.repondre, "age", "31 ans", 3)
    await client.call(PourMoi.repondre, "texte", "vélo", 4)
    state = await client.state(PourMoi)
    assert "velo-des-etudiants" not in slugs(state.possibles)
    presque = next(aide for aide in state.presque if aide.slug == "velo-des-etudiants")
    assert presque.raisons == ("Réservée aux personnes de 16 à 30\u00a0ans.",)
    await client.call(PourMoi.repondre, "age", "21", 5)
    state = await client.state(PourMoi)
    assert slugs(state.possibles)[0] == "velo-des-etudiants"
    assert state.titre.startswith("Vous pouvez demander ")
    assert "?" not in client.path


async def test_a_commune_is_searched_chosen_and_taken_back(client: Client) -> None:
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.repondre, "type", "association", 1)
    await client.call(PourMoi.chercher_commune, "bergera")
    state = await client.state(PourMoi)
    assert state.communes[0]["libelle"] == "Bergerac (24100)"
    await client.call(PourMoi.choisir_commune, state.communes[0]["valeur"])
    state = await client.state(PourMoi)
    assert (state.commune_ecrite, json.loads(state.a_garder)["commune"]) == ("Bergerac (24100)", "24037")
    assert "velo-cargo-bordeaux-metropole" not in slugs([*state.possibles, *state.bientot, *state.presque])
    await client.call(PourMoi.chercher_commune, "")
    assert "commune" not in json.loads((await client.state(PourMoi)).a_garder)


async def test_what_the_browser_kept_is_answered_again_but_never_over_other_answers(client: Client) -> None:
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.reprendre, Reponses(type="collectivite", commune="24037").ecrire())
    state = await client.state(PourMoi)
    assert (state.valeurs["type"], state.commune_ecrite) == ("collectivite", "Bergerac")
    await client.call(PourMoi.reprendre, Reponses(type="association").ecrire())
    assert (await client.state(PourMoi)).valeurs["type"] == "collectivite"
    await client.load("/aides/pour-moi")
    assert (await client.state(PourMoi)).valeurs["type"] == "collectivite"


async def test_the_sheet_answers_for_who_is_signed_in_and_stays_as_it_is(client: Client) -> None:
    with transaction() as session:
        for demo in COMPTES:
            _semer_compte(session, replace(demo, brouillon=None))
        compte = session.exec(select(Compte).where(Compte.identifiant == "atelier-dubois")).one()
        fiche = dict(session.get_one(Fiche, compte.id).organisation)
    client.connecter(compte)
    await client.load("/aides/pour-moi")
    state = await client.state(PourMoi)
    assert state.valeurs | {"texte": ""} == {
        "type": "entreprise", "age": "", "forme": "5499", "naf": "31.09B", "effectif": "10-19",
        "creation": "2012", "texte": "",
    }  # fmt: skip
    assert {"type", "commune", "effectif", "naf"} <= set(state.de_la_fiche)
    assert (state.commune_ecrite, state.activite, state.a_garder) == ("Limoges", "C", "")
    await client.call(PourMoi.repondre, "effectif", "50-99", 1)
    state = await client.state(PourMoi)
    assert "effectif" not in state.de_la_fiche
    await client.call(PourMoi.recommencer)
    assert (await client.state(PourMoi)).valeurs["effectif"] == "10-19"
    with transaction() as session:
        assert session.get_one(Fiche, compte.id).organisation == fiche


async def test_an_organisation_is_found_by_its_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouvee = {
        "etat": "verifiee", "nom": "Les Amis du Marais", "forme_juridique": "Association déclarée",
        "adresse": "33000 Bordeaux", "naf": "94.99Z", "categorie_juridique": "9220",
        "tranche_effectif": "02", "creation": "2001-03-04",
    }  # fmt: skip
    monkeypatch.setattr(pour_moi, "interroger_pour", lambda qui, siret: trouvee)
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.repondre, "type", "association", 1)
    await client.call(PourMoi.chercher_siret, "siret", "732 829 320", 2)
    assert (await client.state(PourMoi)).organisation == ""
    await client.call(PourMoi.chercher_siret, "siret", "732 829 320 00074", 3)
    state = await client.state(PourMoi)
    assert state.organisation == "Les Amis du Marais, Association déclarée, 33000 Bordeaux"
    assert (state.valeurs["forme"], state.valeurs["effectif"], state.valeurs["creation"]) == (
        "9220",
        "3-9",
        "2001",
    )
    assert "732829320" not in state.a_garder
    monkeypatch.setattr(pour_moi, "interroger_pour", lambda qui, siret: {"etat": "a_verifier"})
    await client.call(PourMoi.chercher_siret, "siret", "73282932000074", 4)
    assert "pour le moment" in (await client.state(PourMoi)).organisation


async def test_a_project_nobody_speaks_of_leaves_the_aids_there(client: Client) -> None:
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.repondre, "type", "association", 1)
    avant = (await client.state(PourMoi)).totaux
    await client.call(PourMoi.repondre, "texte", "zzzzzzzz", 2)
    state = await client.state(PourMoi)
    assert (state.sans_projet, state.totaux) == (True, avant)
    await client.call(PourMoi.afficher_plus, "possibles")
    assert len((await client.state(PourMoi)).possibles) > 10


async def test_an_older_answer_that_comes_late_changes_nothing(client: Client) -> None:
    await client.load("/aides/pour-moi")
    await client.call(PourMoi.repondre, "type", "association", 5)
    await client.call(PourMoi.repondre, "type", "entreprise", 4)
    assert (await client.state(PourMoi)).valeurs["type"] == "association"


@pytest.mark.parametrize("junk", [None, True, 3, 1.5, "x" * 5_000, [], [[]], {}, {"a": {}}, "\ud800", "\x00"])
async def test_junk_answers_nothing_and_breaks_nothing(client: Client, junk: Any) -> None:
    await client.load("/aides/pour-moi")
    for numero, champ in enumerate(
        ("type", "situations", "age", "commune", "naf", "texte", "themes", junk), 1
    ):
        await client.call(PourMoi.repondre, champ, junk, numero)
    await client.call(PourMoi.repondre, junk, junk, junk)
    for handler in (
        PourMoi.reprendre,
        PourMoi.chercher_commune,
        PourMoi.choisir_commune,
        PourMoi.afficher_plus,
    ):
        await client.call(handler, junk)
    await client.call(PourMoi.chercher_siret, junk, junk, 50)
    assert (await client.state(PourMoi)).titre == ""


async def test_an_aid_withdrawn_is_offered_no_more(client: Client) -> None:
    await client.load("/aides/pour-moi")
    etudiant = Reponses(type="personne_physique", situations=("etudiant",), texte="vélo")
    await client.call(PourMoi.reprendre, etudiant.ecrire())
    assert "velo-des-etudiants" in slugs((await client.state(PourMoi)).possibles)
    with transaction() as session:
        aide = session.exec(select(Aide).where(Aide.slug == "velo-des-etudiants")).one()
        changer_statut(session, aide, StatutAide.RETIREE)
    await client.load("/aides/pour-moi")
    assert "velo-des-etudiants" not in slugs((await client.state(PourMoi)).possibles)

"""The search as a browser drives it: the address, the letters, the boxes, and what comes back of them."""

from typing import Any

import pytest

from portail.aides.criteres import TEXTE_MAX
from portail.aides.states.accueil import Accueil
from portail.aides.states.catalogue import Catalogue
from portail.aides.states.fiche import Fiche
from portail.core import clock
from portail.infra.db import transaction
from tests.integration.aides.conftest import CATALOGUE, JOUR, ajouter
from tests.states.client import Client


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JOUR)
    with transaction() as session:
        for slug, fenetres, champs in CATALOGUE:
            ajouter(session, slug, fenetres, **champs)


def slugs(cartes: list[Any]) -> list[str]:
    return [carte.slug for carte in cartes]


async def test_the_address_is_the_search(client: Client) -> None:
    await client.load("/aides?q=velo&beneficiaire=collectivite&inconnu=1")
    state = await client.state(Catalogue)
    assert slugs(state.cartes) == ["pistes-cyclables"]
    assert (state.texte, state.beneficiaires, state.total) == (
        "velo",
        ["collectivite"],
        "1\u00a0aide trouvée",
    )
    assert state.adresse == "q=velo&beneficiaire=collectivite"
    assert state.comptes["beneficiaire:personne_physique"] == 1
    assert state.comptes["thematique:sport"] == 0
    assert [puce.libelle for puce in state.puces] == ["Collectivité territoriale"]


async def test_letters_and_boxes_change_the_list_and_only_what_changed_is_sent(client: Client) -> None:
    await client.load("/aides")
    reponse = await client.call(Catalogue.saisir, "q", "vé", 10)
    assert slugs(reponse.vars(Catalogue)["cartes"]) == [
        "velo-electrique",
        "pistes-cyclables",
        "clubs-sportifs",
    ]
    assert reponse.vars(Catalogue)["total"] == "3\u00a0aides trouvées"
    encore = await client.call(Catalogue.saisir, "q", "vél", 11)
    assert set(encore.vars(Catalogue)) == {"texte", "adresse"}

    coche = await client.call(Catalogue.saisir, "ouverte", True, 12)
    assert slugs(coche.vars(Catalogue)["cartes"]) == ["velo-electrique", "pistes-cyclables"]
    facette = await client.call(Catalogue.saisir, "thematique", ["territoire"], 13)
    assert slugs(facette.vars(Catalogue)["cartes"]) == ["pistes-cyclables"]
    assert facette.vars(Catalogue)["adresse"] == "q=v%C3%A9l&thematique=territoire&etat=ouverte"


async def test_an_older_edit_that_comes_late_changes_nothing(client: Client) -> None:
    await client.load("/aides")
    await client.call(Catalogue.saisir, "q", "vélo électrique", 12)
    tard = await client.call(Catalogue.saisir, "q", "vélo", 11)
    assert tard.vars(Catalogue) == {}
    assert (await client.state(Catalogue)).texte == "vélo électrique"


async def test_nothing_found_offers_ways_out(client: Client) -> None:
    await client.load("/aides?q=vélo licorne&thematique=sport")
    state = await client.state(Catalogue)
    assert (state.vide, state.total) == (True, "Aucune aide trouvée")
    assert [(piste.mot, piste.nombre) for piste in state.pistes] == [("vélo", "3\u00a0aides")]
    essai = await client.call(Catalogue.essayer, "vélo")
    assert essai.focus == "ref_resultats"
    state = await client.state(Catalogue)
    assert (len(state.cartes), state.puces) == (3, [])

    await client.load("/aides?q=vélo&beneficiaire=association&beneficiaire=entreprise&ouverte=1")
    await client.call(Catalogue.retirer, "etat", "ouverte")
    await client.call(Catalogue.retirer, "beneficiaire", "entreprise")
    state = await client.state(Catalogue)
    assert slugs(state.cartes) == ["clubs-sportifs"]
    await client.call(Catalogue.retirer_les_filtres)
    assert len((await client.state(Catalogue)).cartes) == 3
    assert (await client.call(Catalogue.tout_effacer)).focus == "ref_q"
    assert (await client.state(Catalogue)).total == "7\u00a0aides trouvées"


async def test_the_enter_key_and_a_link_to_the_same_page(client: Client) -> None:
    await client.load("/aides?ouverte=1")
    await client.call(Catalogue.valider, {"q": "apprenti", "ouverte": "1"})
    assert slugs((await client.state(Catalogue)).cartes) == ["apprentis"]
    await client.call(Catalogue.suivre, "")
    assert (await client.state(Catalogue)).adresse == ""


async def test_one_more_page_under_those_shown(client: Client) -> None:
    with transaction() as session:
        for n in range(25):
            ajouter(session, f"licorne-{n}", [(-1, None)])
    await client.load("/aides?q=licorne")
    state = await client.state(Catalogue)
    assert (len(state.cartes), state.reste) == (20, "Afficher 5\u00a0aides de plus")
    plus = await client.call(Catalogue.afficher_plus)
    assert (len(plus.vars(Catalogue)["cartes"]), plus.vars(Catalogue)["reste"]) == (25, "")
    assert plus.focus == "ref_resultats_fin"
    assert plus.vars(Catalogue)["annonce"] == "25\u00a0aides trouvées, 25\u00a0affichées"


JUNK: list[Any] = [None, 0, -1, True, "", "x" * 100_000, "\x00\ud800", [], [None, {}], {}, {"q": []}, 1e400]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
async def test_whatever_a_client_sends_is_a_search_or_nothing(client: Client, junk: Any) -> None:
    await client.load("/aides")
    for handler in (Catalogue.suivre, Catalogue.valider, Catalogue.essayer):
        await client.call(handler, junk)
    await client.call(Catalogue.retirer, junk, junk)
    for champ in ("q", "ouverte", "beneficiaire", junk):
        await client.call(Catalogue.saisir, champ, junk, 10**9)
        await client.call(Catalogue.saisir, champ, "vélo", junk)
    await client.call(Catalogue.tout_effacer)
    state = await client.state(Catalogue)
    assert len(state.texte) <= TEXTE_MAX
    assert state.total == "7\u00a0aides trouvées"


async def test_the_sheet_of_the_address(client: Client) -> None:
    await client.load("/aides/clubs-sportifs")
    state = await client.state(Fiche)
    assert (state.pret, state.absente) == (True, False)
    assert state.titre_page == "Équipement des clubs sportifs – Portail des aides"
    assert "<strong>vélos</strong>" in state.aide.description
    assert (state.aide.quand, state.aide.depot_possible) == ("Ouvre le 20\u00a0mars 2026", False)
    await client.call(Fiche.quitter)
    assert not (await client.state(Fiche)).pret


@pytest.mark.parametrize(
    "path", ["/aides/licorne", "/aides/brouillon-velo", "/aides/..%2f", "/aides/" + "a" * 5_000, "/aides/É"]
)
async def test_an_address_without_an_aid_says_so(client: Client, path: str) -> None:
    await client.load("/aides/clubs-sportifs")
    await client.load(path)
    state = await client.state(Fiche)
    assert (state.pret, state.absente) == (False, True)
    assert state.titre_page == "Aide introuvable – Portail des aides"


async def test_home_lists_what_closes_first(client: Client) -> None:
    await client.load("/")
    assert slugs((await client.state(Accueil)).bientot) == [
        "oeuvres-contemporaines",
        "apprentis",
        "velo-electrique",
        "renovation-salles",
    ]

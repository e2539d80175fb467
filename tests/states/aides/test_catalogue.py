"""The search as a browser drives it: the address, the letters, the boxes, and what comes back of them."""

from typing import Any

import pytest

from portail.aides import service
from portail.aides.criteres import TEXTE_MAX, Criteres
from portail.aides.ecran import PLACES
from portail.aides.resultats import Resultats
from portail.aides.states.accueil import Accueil
from portail.aides.states.catalogue import Catalogue
from portail.aides.states.fiche import Fiche
from portail.comptes.guards import Visite
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


def slugs(groupes: list[Any]) -> list[str]:
    return [carte.slug for groupe in groupes for carte in groupe.cartes]


async def test_the_address_is_the_search(client: Client) -> None:
    await client.load("/aides?q=velo&beneficiaire=collectivite&inconnu=1")
    state = await client.state(Catalogue)
    assert slugs(state.groupes) == ["pistes-cyclables"]
    assert (state.texte, state.beneficiaires, state.total) == (
        "velo",
        ["collectivite"],
        "1\u00a0aide trouvée",
    )
    assert state.adresse == "q=velo&beneficiaire=collectivite"
    assert state.comptes[PLACES["beneficiaire", "personne_physique"]] == 1
    assert state.comptes[PLACES["thematique", "sport"]] == 0
    assert state.titre_page == "velo – 1\u00a0aide – Portail des aides"
    assert [puce.libelle for puce in state.puces] == ["Collectivité territoriale"]


async def test_letters_and_boxes_change_the_list_and_only_what_changed_is_sent(client: Client) -> None:
    await client.load("/aides")
    reponse = await client.call(Catalogue.saisir, "q", "vé", 10)
    assert slugs(reponse.vars(Catalogue)["groupes"]) == [
        "velo-electrique",
        "pistes-cyclables",
        "clubs-sportifs",
    ]
    assert reponse.vars(Catalogue)["total"] == "3\u00a0aides trouvées"
    encore = await client.call(Catalogue.saisir, "q", "vél", 11)
    assert set(encore.vars(Catalogue)) == {"texte", "adresse", "titre_page"}

    coche = await client.call(Catalogue.saisir, "etat", ["ouverte"], 12)
    assert slugs(coche.vars(Catalogue)["groupes"]) == ["velo-electrique", "pistes-cyclables"]
    facette = await client.call(Catalogue.saisir, "thematique", ["territoire"], 13)
    assert slugs(facette.vars(Catalogue)["groupes"]) == ["pistes-cyclables"]
    assert facette.vars(Catalogue)["adresse"] == "q=v%C3%A9l&thematique=territoire&etat=ouverte"


async def test_an_older_edit_that_comes_late_changes_nothing(client: Client) -> None:
    await client.load("/aides")
    await client.call(Catalogue.saisir, "q", "vélo électrique", 12)
    tard = await client.call(Catalogue.saisir, "q", "vélo", 11)
    assert tard.vars(Catalogue) == {}
    assert (await client.state(Catalogue)).texte == "vélo électrique"


async def test_nothing_found_offers_ways_out(client: Client) -> None:
    await client.load("/aides?q=vélo licorne dragon&thematique=sport")
    state = await client.state(Catalogue)
    assert (state.vide, state.total) == (True, "Aucune aide trouvée")
    assert [(piste.mot, piste.nombre) for piste in state.pistes] == [("vélo", "3\u00a0aides")]
    essai = await client.call(Catalogue.essayer, "vélo")
    assert essai.focus == "ref_resultats"
    state = await client.state(Catalogue)
    assert (len(slugs(state.groupes)), state.puces) == (3, [])

    await client.load("/aides?q=vélo&beneficiaire=association&beneficiaire=entreprise&ouverte=1")
    await client.call(Catalogue.retirer, "etat", "ouverte")
    await client.call(Catalogue.retirer, "beneficiaire", "entreprise")
    state = await client.state(Catalogue)
    assert slugs(state.groupes) == ["clubs-sportifs"]
    await client.call(Catalogue.retirer, "", "")
    assert len(slugs((await client.state(Catalogue)).groupes)) == 3
    assert (await client.call(Catalogue.tout_effacer)).focus == "ref_q"
    assert (await client.state(Catalogue)).total == "7\u00a0aides trouvées"


async def test_the_enter_key_and_a_link_to_the_same_page(client: Client) -> None:
    await client.load("/aides?ouverte=1")
    dit = await client.call(Catalogue.valider, {"q": "apprenti", "ouverte": "1"})
    assert dit.focus == "ref_resultats"  # a phone puts its keyboard away, a keyboard skips the filters
    assert slugs((await client.state(Catalogue)).groupes) == ["apprentis"]
    await client.call(Catalogue.suivre, "")
    assert (await client.state(Catalogue)).adresse == ""


async def test_a_filter_that_stands_in_the_way_says_what_taking_it_off_gives(client: Client) -> None:
    await client.load("/aides?q=vélo&thematique=sport&beneficiaire=association&etat=ouverte")
    state = await client.state(Catalogue)
    assert state.vide
    assert [(un.genre, un.libelle, un.nombre) for un in state.retraits] == [
        ("etat", "Ouverte aujourd’hui", "1\u00a0aide"),
        ("", "Tous les filtres", "3\u00a0aides"),
    ]
    await client.call(Catalogue.retirer, "etat", "ouverte")
    state = await client.state(Catalogue)
    assert (slugs(state.groupes), state.retraits) == (["clubs-sportifs"], [])


async def test_an_order_an_amount_and_an_end_are_chosen_in_lists(client: Client) -> None:
    await client.load("/aides?q=vélo")
    for n, (champ, valeur) in enumerate([("tri", "cloture"), ("montant", "5000"), ("cloture", "60")], 1):
        await client.call(Catalogue.saisir, champ, valeur, n)
    state = await client.state(Catalogue)
    assert state.adresse == "q=v%C3%A9lo&montant=5000&cloture=60&tri=cloture"
    assert (state.tri, state.montant, state.cloture, state.filtres) == ("cloture", "5000", "60", 2)
    await client.call(Catalogue.saisir, "q", "", 4)
    assert (await client.state(Catalogue)).tri == ""
    await client.call(Catalogue.saisir, "montant", "", 5)
    assert (await client.state(Catalogue)).adresse == "cloture=60&tri=cloture"


async def test_sub_themes_are_sent_once_their_theme_is_unfolded(client: Client) -> None:
    await client.load("/aides?sous-thematique=velo")
    assert set((await client.state(Catalogue)).fines) == {"mobilites"}
    await client.call(Catalogue.deplier, "sport")
    coche = await client.call(Catalogue.saisir, "thematique", ["culture", "sport"], 1)
    assert set(coche.vars(Catalogue)["fines"]) == {"mobilites", "sport", "culture"}
    place = PLACES["sous-thematique", "clubs"]
    assert ("clubs", "Clubs et pratiques", place) in (await client.state(Catalogue)).fines["sport"]
    encore = await client.call(Catalogue.deplier, "sport")
    assert "fines" not in encore.vars(Catalogue)


async def test_a_place_is_offered_chosen_and_taken_off(client: Client) -> None:
    await client.load("/aides")
    offre = await client.call(Catalogue.chercher_lieu, "bergera")
    assert offre.vars(Catalogue)["lieux"][0] == {
        "valeur": "COM-24037",
        "libelle": "Bergerac (24100, Dordogne)",
    }
    await client.call(Catalogue.choisir_lieu, "COM-24037")
    state = await client.state(Catalogue)
    assert (state.adresse, state.lieu, state.lieux) == ("lieu=COM-24037", "Bergerac (24100, Dordogne)", [])
    assert [(puce.genre, puce.libelle) for puce in state.puces] == [("lieu", "Bergerac (24100, Dordogne)")]
    await client.call(Catalogue.chercher_lieu, "")
    state = await client.state(Catalogue)
    assert (state.adresse, state.lieu) == ("", "")


async def test_a_search_that_fails_keeps_what_was_asked_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await client.load("/aides?q=velo")

    def casse(criteres: Criteres, jour: Any) -> Resultats:
        raise RuntimeError("no index")

    with monkeypatch.context() as sans:
        sans.setattr(service, "rechercher", casse)
        await client.call(Catalogue.saisir, "q", "vélo électrique", 1)
        state = await client.state(Catalogue)
        assert (state.texte, state.adresse) == ("vélo électrique", "q=v%C3%A9lo+%C3%A9lectrique")
        assert state.panne
        assert state.panne in caplog.text
    assert (await client.call(Catalogue.reessayer)).focus == "ref_resultats"
    state = await client.state(Catalogue)
    assert (state.panne, slugs(state.groupes)) == ("", ["velo-electrique"])


async def test_one_more_page_under_those_shown(client: Client) -> None:
    with transaction() as session:
        for n in range(25):
            ajouter(session, f"licorne-{n}", [(-1, None)])
    await client.load("/aides?q=licorne")
    state = await client.state(Catalogue)
    assert (len(slugs(state.groupes)), state.reste) == (20, "Afficher 5\u00a0aides de plus")
    plus = await client.call(Catalogue.afficher_plus)
    assert (len(slugs(plus.vars(Catalogue)["groupes"])), plus.vars(Catalogue)["reste"]) == (25, "")
    assert plus.focus == "ref_resultats_fin"
    assert plus.vars(Catalogue)["annonce"] == "25\u00a0aides trouvées, 25\u00a0affichées"


JUNK: list[Any] = [None, 0, -1, True, "", "x" * 100_000, "\x00\ud800", [], [None, {}], {}, {"q": []}, 1e400]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
async def test_whatever_a_client_sends_is_a_search_or_nothing(client: Client, junk: Any) -> None:
    await client.load("/aides")
    for handler in (Catalogue.suivre, Catalogue.valider, Catalogue.essayer):
        await client.call(handler, junk)
    for handler in (Catalogue.chercher_lieu, Catalogue.choisir_lieu, Catalogue.deplier):
        await client.call(handler, junk)
    await client.call(Catalogue.retirer, junk, junk)
    for champ in ("q", "etat", "beneficiaire", "montant", "cloture", "tri", "lieu", junk):
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
    assert [carte.slug for carte in (await client.state(Accueil)).bientot] == [
        "oeuvres-contemporaines",
        "apprentis",
        "velo-electrique",
        "renovation-salles",
    ]


async def test_long_lists_are_counted_by_network_and_the_first_cards_always_come(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LISTES_LONGUES", ("2/minute",))
    await client.load("/aides?page=25")
    await client.call(Catalogue.suivre, "page=4")
    assert (await client.state(Catalogue))._criteres.pages == 4
    await client.call(Catalogue.suivre, "page=5&q=velo")
    state = await client.state(Catalogue)
    assert (state._criteres.pages, state.texte) == (1, "velo")
    assert slugs(state.groupes)
    for _ in range(2):
        await client.call(Catalogue.afficher_plus)
    assert (await client.state(Catalogue))._criteres.pages == 3
    await client.call(Catalogue.afficher_plus)
    assert (await client.state(Catalogue))._criteres.pages == 3
    assert "Réessayez dans une minute" in (await client.state(Visite)).alerte

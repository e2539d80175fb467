"""The handlers of what people watch, through the real guard: strangers, others, junk, pages read again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from portail.aides.criteres import LISTES, MONTANT_MAX, TEXTE_MAX, Criteres
from portail.aides.models import FenetreDepot
from portail.comptes.guards import Visite
from portail.comptes.states.connexion import ConnexionState
from portail.core import clock
from portail.demandeurs.models import Inscription
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from portail.veille import preferences
from portail.veille.models import AvisOuverture, Favori, RechercheGardee
from portail.veille.states.desabonnement import DesabonnementState
from portail.veille.states.etoiles import EtoilesState
from portail.veille.states.mes_aides import FREQUENCE, MesAidesState
from portail.veille.states.prevenir import AvisOuvertureState, PrevenirState
from portail.veille.states.recherche import RechercheState
from tests.comptes_de_test import compte_actif
from tests.integration.aides.conftest import ajouter
from tests.states.client import Client

JUNK: list[Any] = [None, 1, [], {}, "", "x", "\x00", {"nom": []}, [1, None, "\ud800"]]


@pytest.fixture(autouse=True)
def _aides() -> None:
    with transaction() as session:
        ajouter(session, "velo", [], titre="Vélo")
        ferme = ajouter(session, "a-venir", [], titre="À venir")
        session.add(FenetreDepot(aide_id=ferme.id, ouvre_le=clock.today() + timedelta(days=9)))


def tous(table: Any) -> list[Any]:
    with snapshot() as session:
        return list(session.exec(select(table)))


def dernier_lien() -> str:
    corps = [envoi.charge["corps_markdown"] for envoi in tous(Envoi) if envoi.genre == "courriel"][-1]
    return str(corps).split("/avis-ouverture#")[1].split(")")[0]


async def test_a_star_is_kept_and_taken_away_by_who_is_signed_in(client: Client) -> None:
    client.connecter(compte_actif())
    await client.load("/aides")
    answer = await client.call(EtoilesState.garder, "velo", True)
    assert answer.vars(EtoilesState)["gardees"] == ["velo"]
    answer = await client.call(EtoilesState.garder, "velo", False)
    assert answer.vars(EtoilesState)["gardees"] == []


async def test_a_stranger_keeps_nothing_here(client: Client) -> None:
    await client.load("/aides")
    for geste in (EtoilesState.garder, EtoilesState.prevenir):
        assert (await client.call(geste, "velo", True)).redirection.startswith("/connexion")
    assert (await client.call(EtoilesState.joindre, ["velo"])).redirection.startswith("/connexion")
    assert tous(Favori) == tous(AvisOuverture) == []


async def test_what_a_browser_kept_is_shown_to_a_stranger_and_taken_in_once_signed_in(client: Client) -> None:
    await client.load("/mes-aides")
    shown = (await client.call(MesAidesState.lire, ["velo", "inconnue"])).vars(MesAidesState)["locales"]
    assert [une.slug for une in shown] == ["velo"]
    client.connecter(compte_actif())
    autre = client.autre(cookie=client.cookie)
    await autre.load("/mes-aides")
    assert (await autre.call(EtoilesState.joindre, ["velo", "inconnue", 3])).vars(EtoilesState)["jointe"] == 1
    vue = (await autre.call(MesAidesState.relire)).vars(MesAidesState)["vue"]
    assert [une.slug for une in vue.favoris] == ["velo"]


async def test_the_fullest_search_finds_its_way_through_the_sign_in_and_the_sign_up(client: Client) -> None:
    pleine = Criteres(texte="é" * TEXTE_MAX).avec_lieu("COM-33063").avec_reglage("montant", MONTANT_MAX)
    for genre, connus in LISTES.items():
        pleine = pleine.avec_choix(genre, list(connus))
    adresse = f"/mes-aides/recherche?{pleine.adresse}"
    lu = (await client.load(adresse)).vars(RechercheState)
    vue = (await client.autre().load(lu["connexion"])).vars(ConnexionState)
    assert vue["suite"] == adresse
    inscrit = client.autre()
    await inscrit.load(vue["inscription"])
    with snapshot() as session:
        kept = session.exec(select(Inscription)).one()
    assert kept.reponses["suite"] == adresse
    refus = await client.call(RechercheState.enregistrer, {"nom": "Tout", "frequence": "jour"})
    assert refus.redirection == lu["connexion"]


async def test_a_search_is_saved_from_its_address_and_a_stranger_is_led_back(client: Client) -> None:
    adresse = "/mes-aides/recherche?q=v%C3%A9lo&beneficiaire=association"
    lu = (await client.load(adresse)).vars(RechercheState)
    assert lu["connexion"].startswith("/connexion?suite=/mes-aides/recherche%3Fq%3Dv%25C3%25A9lo%26")
    assert lu["nom"] == "Vélo · Association"
    refus = await client.call(RechercheState.enregistrer, {"nom": "Vélos", "frequence": "jour"})
    assert refus.redirection.startswith("/connexion")
    zoe = client.autre()
    zoe.connecter(compte_actif())
    await zoe.load(adresse)
    vide = await zoe.call(RechercheState.enregistrer, {"nom": "", "frequence": "jour"})
    assert (vide.focus, "nom" in vide.vars(RechercheState)["erreurs"]) == ("ref_resume_erreurs", True)
    fait = await zoe.call(RechercheState.enregistrer, {"nom": "Vélos", "frequence": "jour"})
    assert fait.vars(RechercheState)["faite"] is True
    (une,) = tous(RechercheGardee)
    assert une.adresse == "q=v%C3%A9lo&beneficiaire=association"


async def test_a_search_is_renamed_regulated_deleted_and_taken_back(client: Client) -> None:
    client.connecter(compte_actif())
    await client.load("/mes-aides/recherche?q=sport")
    await client.call(RechercheState.enregistrer, {"nom": "Sports", "frequence": "aucune"})
    await client.load("/mes-aides")
    reference = str(tous(RechercheGardee)[0].id)
    await client.call(MesAidesState.renommer, {"reference": reference, "nom": "Mes sports"})
    refus = await client.call(MesAidesState.renommer, {"reference": reference, "nom": " "})
    assert reference in refus.vars(MesAidesState)["erreurs"]
    await client.call(MesAidesState.regler, FREQUENCE + reference, "semaine", 5)
    assert (tous(RechercheGardee)[0].nom, tous(RechercheGardee)[0].frequence.value) == (
        "Mes sports",
        "semaine",
    )
    parti = await client.call(MesAidesState.supprimer, reference)
    assert (parti.focus, parti.vars(MesAidesState)["reprise"]) == ("ref_message", True)
    assert tous(RechercheGardee) == []
    await client.call(MesAidesState.reprendre)
    assert [une.nom for une in tous(RechercheGardee)] == ["Mes sports"]


async def test_nobody_reaches_anothers_search_by_its_reference(client: Client) -> None:
    client.connecter(compte_actif())
    await client.load("/mes-aides/recherche?q=sport")
    await client.call(RechercheState.enregistrer, {"nom": "Sports", "frequence": "jour"})
    reference = str(tous(RechercheGardee)[0].id)
    lou = client.autre()
    lou.connecter(compte_actif("lou"))
    await lou.load("/mes-aides")
    for geste in (
        MesAidesState.supprimer(reference),
        MesAidesState.renommer({"reference": reference, "nom": "Volée"}),
        MesAidesState.regler(FREQUENCE + reference, "aucune", 1),
    ):
        assert (await lou.call(geste)).vars(Visite)["alerte"] == "Cette recherche n’existe plus."
    assert (await lou.call(MesAidesState.reprendre)).focus == "ref_alerte"
    assert [(une.nom, une.frequence.value) for une in tous(RechercheGardee)] == [("Sports", "jour")]


async def test_an_opening_is_announced_to_an_address_that_confirms(client: Client) -> None:
    await client.load("/aides/a-venir/prevenir")
    refus = await client.call(PrevenirState.demander, {"mail": "lou"})
    assert "mail" in refus.vars(PrevenirState)["erreurs"]
    dit = await client.call(PrevenirState.demander, {"mail": "lou@exemple.fr"})
    assert dit.vars(PrevenirState)["envoye_a"] == "lou@exemple.fr"
    lien = dernier_lien()
    autre = client.autre()
    assert (await autre.load(f"/avis-ouverture#{lien}")).vars(AvisOuvertureState)["etat"] == "pret"
    assert tous(AvisOuverture)[0].confirme_le is None
    assert (await autre.call(AvisOuvertureState.confirmer)).vars(AvisOuvertureState)["etat"] == "confirme"
    assert tous(AvisOuverture)[0].confirme_le is not None
    assert (await autre.call(AvisOuvertureState.renoncer)).vars(AvisOuvertureState)["etat"] == "oublie"
    assert tous(AvisOuverture) == []
    assert (await autre.call(AvisOuvertureState.confirmer)).vars(AvisOuvertureState)["etat"] == "inconnu"


async def test_the_answer_to_an_address_is_the_same_with_or_without_an_account(client: Client) -> None:
    compte_actif("zoe")
    dits = []
    for mail in ("zoe@exemple.fr", "personne@exemple.fr"):
        onglet = client.autre()
        await onglet.load("/aides/a-venir/prevenir")
        dit = await onglet.call(PrevenirState.demander, {"mail": mail})
        dits.append(str(dit.delta).replace(mail, "…"))
    assert dits[0] == dits[1]


async def test_a_click_waits_for_an_opening_and_another_renounces(client: Client) -> None:
    client.connecter(compte_actif())
    await client.load("/aides/a-venir/prevenir")
    assert (await client.call(EtoilesState.prevenir, "a-venir", True)).vars(EtoilesState)["attendues"]
    await client.load("/mes-aides")
    vue = (await client.call(MesAidesState.renoncer, "a-venir")).vars(MesAidesState)["vue"]
    assert vue.avis == ()


async def test_a_link_stops_the_alerts_of_who_is_signed_in_nowhere(client: Client) -> None:
    zoe = compte_actif()
    with transaction() as session:
        secret = preferences.emettre(session, zoe.id, [preferences.FAVORIS])
    lu = (await client.load(f"/desabonnement#{secret}.1")).vars(DesabonnementState)
    assert (lu["etat"], lu["quoi"]) == ("pret", "favoris")
    assert (await client.call(DesabonnementState.arreter)).vars(DesabonnementState)["etat"] == "fait"
    assert (await client.load(f"/desabonnement#{secret}.9")).vars(DesabonnementState)["etat"] == "inconnu"


@pytest.mark.parametrize("qui", ["zoe", ""])
async def test_junk_breaks_nothing(client: Client, qui: str) -> None:
    if qui:
        client.connecter(compte_actif(qui))
    for path in (
        "/mes-aides",
        "/mes-aides/recherche?q=%ff%00&lieu=x",
        "/aides/a-venir/prevenir",
        "/desabonnement#",
    ):
        await client.load(path)
        for junk in JUNK:
            for geste in (
                EtoilesState.garder(junk, True),
                EtoilesState.garder("velo", junk),
                EtoilesState.prevenir(junk, junk),
                EtoilesState.joindre(junk),
                MesAidesState.lire(junk),
                MesAidesState.regler(junk, junk, junk),
                MesAidesState.regler(FREQUENCE, "jour", 1),
                MesAidesState.renommer(junk),
                MesAidesState.supprimer(junk),
                MesAidesState.renoncer(junk),
                RechercheState.enregistrer(junk),
                PrevenirState.demander(junk),
            ):
                await client.call(geste)
    assert tous(RechercheGardee) == []

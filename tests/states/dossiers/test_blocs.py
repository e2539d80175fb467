"""The rows of a block on the page: what is said of each change, where the focus goes."""

import pytest
from reflex_base.utils.format import json_dumps

from portail.dossiers import blocs, brouillon
from portail.dossiers.states.blocs import BlocsState
from portail.dossiers.states.etape import EtapeState
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.formulaires.types.ensembles import RANGEES_MAX
from portail.infra.db import transaction
from tests.integration.dossiers import depenses
from tests.integration.dossiers import monde as fabrique
from tests.states.client import Client


@pytest.fixture
async def onglet(client: Client, _base: None) -> Client:
    """A tab at the step."""
    with transaction() as session:
        depenses.publier(session)
        zoe = fabrique.creer(session).zoe
        numero = brouillon.ouvrir(session, zoe, depenses.SLUG)
        brouillon.enregistrer_reponse(session, zoe, numero, "achete", "oui", 1)
    client.connecter(zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/budget")
    return client


async def _changer(onglet: Client, lieu: str, action: str) -> BlocsState:
    numero = (await onglet.state(EtapeState)).vue.numero
    await onglet.call(BlocsState.changer, numero, lieu, action)
    return await onglet.state(BlocsState)


async def _rangees(onglet: Client) -> dict[str, str]:
    champs = (await onglet.state(EtapeState)).vue.champs
    return {champ.libelle: champ.id for champ in champs if champ.type == "rangee"}


async def _au_bout(onglet: Client) -> list[str]:
    """What may be done at the end of the block, beside adding a row."""
    champs = (await onglet.state(EtapeState)).vue.champs
    return [geste.valeur for champ in champs if champ.id == "depenses.fin" for geste in champ.gestes]


async def test_each_change_is_told_and_takes_the_focus(onglet: Client) -> None:
    dit = await _changer(onglet, "depenses.fin", "ajouter")
    rangees = await _rangees(onglet)
    assert dit.annonce == "Ligne ajoutée\u00a0: Dépense 1."
    assert dit.focus == f"{rangees['Dépense 1']}#1"
    dit = await _changer(onglet, rangees["Dépense 1"], "retirer")
    assert dit.focus == "depenses.fin.remettre#2"
    assert await _au_bout(onglet) == ["remettre"]
    assert await _rangees(onglet) == {}
    await _changer(onglet, "depenses.fin", "remettre")
    assert await _au_bout(onglet) == []
    assert await _rangees(onglet) == rangees


async def test_what_cannot_be_done_is_said(onglet: Client) -> None:
    dit = await _changer(onglet, "depenses.zzzz", "monter")
    assert "vient d’être retirée" in dit.annonce
    assert dit.focus == ""


@pytest.mark.usefixtures("_base")
async def test_a_keystroke_in_a_long_step_costs_little_more_than_in_a_short_one(client: Client) -> None:
    prix = {"id": "prix", "type": "montant", "libelle": "Prix"}
    double = {"id": "double", "type": "calcul", "libelle": "Double", "formule": "2 * prix"}
    bloc = {"id": "achats", "type": "bloc", "libelle": "Achats", "champs": [prix, double]}
    total = {"id": "total", "type": "calcul", "libelle": "Total", "formule": "somme(achats.double)"}
    etape = {"id": "achats", "titre": "Achats", "champs": [bloc, total]}
    with transaction() as session:
        aide = fabrique.aide(session, "achats")
        fabrique.fenetre(session, aide.id)
        publier_version(session, None, aide.id, Formulaire.model_validate({"titre": "F", "etapes": [etape]}))
        zoe = fabrique.creer(session).zoe
        numero = brouillon.ouvrir(session, zoe, "achats")
        rangees = [
            blocs.changer(session, zoe, numero, "achats", "ajouter", "").rangee for _ in range(RANGEES_MAX)
        ]
    client.connecter(zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/achats")
    poids = []
    for n, rangee in enumerate(rangees):
        args = (numero, f"achats.{rangee}.prix", "12", 100 + n, 0, "cettepage")
        poids.append(len(json_dumps((await client.call(EtapeState.enregistrer, *args)).delta)))
    # One in 24 sends what the others did not: more would be sent each time.
    assert sorted(poids)[len(poids) * 9 // 10] < 3_500
    assert sum(poids) / len(poids) < 3_000
    vue = await client.state(EtapeState)
    dits = vue.vue.calculs | vue.calculs_d_avant | vue.calculs
    assert dits["total"] == "4\u202f800,00\u00a0€"
    assert dits[f"achats.{rangees[0]}.double"] == "24,00\u00a0€"
    assert vue.acquits_d_avant | vue.acquits == {
        f"achats.{rangee}.prix": 100 + n for n, rangee in enumerate(rangees)
    }


async def test_an_address_of_a_row_is_read_again_under_its_own_name(onglet: Client) -> None:
    await _changer(onglet, "depenses.fin", "ajouter")
    (rangee,) = (await _rangees(onglet)).values()
    numero = (await onglet.state(EtapeState)).vue.numero
    args = (numero, f"{rangee}.lieu.voie", "12 rue du Port", 100, 0, "cettepage")
    await onglet.call(EtapeState.enregistrer, *args)
    await onglet.call(EtapeState.enregistrer, numero, f"{rangee}.prix", "12", 101, 0, "cettepage")
    lectures = (await onglet.state(EtapeState)).lectures
    assert list(lectures) == [f"{rangee}.lieu"]
    assert "12 rue du Port" in lectures[f"{rangee}.lieu"]


@pytest.mark.parametrize(
    "junk", [None, True, 3, 1.5, [], {}, ["a"], {"a": 1}, "", "x" * 300, "\x00", "a.b.c"]
)
async def test_any_json_changes_no_row_and_breaks_nothing(onglet: Client, junk: object) -> None:
    numero = (await onglet.state(EtapeState)).vue.numero
    for args in (
        (junk, "depenses.fin", "ajouter"),
        (numero, junk, "ajouter"),
        (numero, "depenses.fin", junk),
    ):
        await onglet.call(BlocsState.changer, *args)
        assert (await onglet.state(BlocsState)).annonce
    assert onglet.boite.defauts == []
    await onglet.load(f"/dossiers/{numero}/budget")
    assert await _rangees(onglet) == {}

"""The guard, through the real processor: who passes, and whose state a tab shows."""

import pytest
import reflex as rx
from reflex.state import BaseState
from reflex_base.registry import RegistrationContext
from structlog.testing import capture_logs

from portail.comptes import sessions
from portail.comptes.guards import POLICY, Visite, acteur, acteur_ou_rien, evenement, visiteur
from portail.comptes.rules import Acces, Role, empreinte
from portail.core.errors import Interdit
from portail.demandeurs.states.mes_infos import MesInfosState
from portail.infra.db import transaction
from tests.comptes_de_test import compte_actif
from tests.states.client import Client


class Temoin(rx.State):
    """Handlers of every policy, that remember who called them."""

    vu: str = ""
    _secret: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvert(self) -> None:
        who = acteur_ou_rien()
        self.vu = who.prenom if who else visiteur()

    @evenement(Acces.CONNECTE)
    async def reserve(self) -> None:
        self.vu, self._secret = f"chose privée de {acteur().prenom}", "plus privée encore"

    @evenement(Acces.AGENT)
    async def interne(self) -> None:
        self.vu = acteur().prenom

    @evenement(Acces.CONNECTE)
    async def refuser(self) -> None:
        raise Interdit("Non, pas ainsi.")

    @evenement(Acces.CONNECTE)
    async def refuser_apres_un_pas(self) -> object:
        self.vu = "un pas"
        yield
        raise Interdit("Non, pas ainsi.")

    @rx.event(background=True)
    async def en_fond(self) -> None:
        async with self:
            self.vu = f"en fond pour {acteur().prenom}"


setattr(Temoin.event_handlers["en_fond"].fn, POLICY, Acces.CONNECTE)


async def test_a_stranger_passes_public_doors_only(client: Client) -> None:
    client.path = "/mes-infos?x=1"
    await client.call(Temoin.ouvert)
    assert (await client.state(Temoin)).vu == empreinte(client.cookie)
    answer = await client.call(Temoin.reserve)
    assert answer.redirection == "/connexion?suite=/mes-infos%3Fx%3D1"
    assert (await client.state(Temoin))._secret == ""


@pytest.mark.parametrize("chemin", ["//ailleurs.exemple/x", "/\\ailleurs", "/a\n/b", "/?suite=//ailleurs"])
async def test_the_way_back_never_leaves_the_query(client: Client, chemin: str) -> None:
    client.path = chemin
    answer = await client.call(Temoin.reserve)
    assert answer.redirection.startswith("/connexion?suite=/")
    assert not {"\\", "\n", "&", "#"} & set(answer.redirection.partition("suite=")[2])


async def test_a_signed_in_person_passes_and_an_agent_further(client: Client) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    assert (await client.state(Temoin)).vu == "chose privée de Zoe"
    assert (await client.call(Temoin.interne)).redirection == "/"
    agent = client.autre()
    agent.connecter(compte_actif("lea", role=Role.AGENT))
    await agent.call(Temoin.interne)
    assert (await agent.state(Temoin)).vu == "Lea"


async def test_who_is_signed_in_and_tries_another_door_is_written_down(client: Client) -> None:
    compte = compte_actif("lea")
    with capture_logs() as lignes:
        await client.call(Temoin.interne)  # a stranger: so are robots, all day long
        client.connecter(compte)
        await client.call(Temoin.interne)
        await client.call(Temoin.reserve)
    assert [(ligne["event"], ligne["compte"]) for ligne in lignes] == [("acces.refuse", str(compte.id))]


async def test_a_handler_without_policy_is_closed_to_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Temoin.event_handlers["ouvert"].fn, POLICY)
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.ouvert)
    assert (await client.state(Temoin)).vu == ""


async def test_a_background_handler_is_guarded_too(client: Client) -> None:
    await client.call(Temoin.en_fond)
    assert (await client.state(Temoin)).vu == ""
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.en_fond)
    assert (await client.state(Temoin)).vu == "en fond pour Zoe"


@pytest.mark.parametrize("spec", [Temoin.refuser, Temoin.refuser_apres_un_pas])
async def test_a_business_refusal_becomes_the_message_of_the_page(
    client: Client, spec: rx.event.EventCallback
) -> None:
    client.connecter(compte_actif("zoe"))
    answer = await client.call(spec)
    assert answer.vars(Visite)["alerte"] == "Non, pas ainsi."
    assert answer.focus == "ref_alerte"
    await client.call(Visite.fermer_alerte)
    assert (await client.state(Visite)).alerte == ""


@pytest.mark.parametrize("premier", ["chargement", "gestionnaire", "sans cookie"])
async def test_a_stolen_tab_token_shows_nothing(client: Client, premier: str) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    thief = client.autre(token=client.token, cookie="" if premier == "sans cookie" else None)
    if premier == "gestionnaire":
        await thief.call(Temoin.ouvert)
    loaded = await thief.load("/")
    assert "chose privée" not in str(loaded.delta)
    assert "Zoe" not in str(loaded.delta)
    held = await thief.state(Temoin)
    assert held._secret == ""
    assert not (await thief.state(Visite)).connecte


async def test_another_account_on_a_stolen_tab_token_shows_nothing(client: Client) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    thief = client.autre(token=client.token)
    thief.connecter(compte_actif("lea"))
    loaded = await thief.load("/")
    assert "chose privée" not in str(loaded.delta)
    assert (await thief.state(Visite)).nom_affiche == "Lea Martin"


async def test_every_state_is_emptied_even_those_the_event_did_not_load(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Redis an event loads only its own branch: the others must be fetched to be emptied."""
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    fetched: set[type[BaseState]] = set()
    real = BaseState.get_state

    async def get_state(self: BaseState, cls: type[BaseState]) -> BaseState:
        fetched.add(cls)
        return await real(self, cls)

    monkeypatch.setattr(BaseState, "get_state", get_state)
    thief = client.autre(token=client.token)
    await thief.call(Visite.fermer_alerte)
    assert fetched == set(RegistrationContext.get().base_states.values())


async def test_a_session_that_ends_keeps_the_page_and_denies(client: Client) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    with transaction() as session:
        sessions.fermer(session, empreinte(client.cookie))
    answer = await client.call(Temoin.reserve)
    assert answer.vars(Visite)["expiree"] is True
    assert answer.redirection == ""
    assert (await client.state(Temoin)).vu == "chose privée de Zoe"


async def test_a_page_reloaded_after_the_session_ended_is_empty(client: Client) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    with transaction() as session:
        sessions.fermer(session, empreinte(client.cookie))
    loaded = await client.load("/")
    assert "chose privée" not in str(loaded.delta)
    visite = await client.state(Visite)
    assert (visite.connecte, visite.expiree, visite.nom_affiche) == (False, False, "")


@pytest.mark.parametrize("perdu", [False, True], ids=["state kept", "state lost"])
async def test_a_page_that_wakes_after_the_session_ended_stays_as_it_is(client: Client, perdu: bool) -> None:
    client.connecter(compte_actif("zoe"))
    await client.load("/mes-infos")
    await client.call(Temoin.reserve)
    with transaction() as session:
        sessions.fermer(session, empreinte(client.cookie))
    if perdu:
        client.manager.states.clear()
    answer = await client.wake()
    assert answer.delta == {Visite.get_full_name(): {"expiree_rx_state_": True}}
    assert answer.events == []
    assert (await client.state(Temoin))._secret == ""
    again = await client.call(Temoin.reserve)
    assert again.vars(Visite)["expiree"] is True
    assert again.redirection == ""
    loaded = await client.load("/mes-infos")
    assert loaded.redirection == "/connexion?suite=/mes-infos"
    assert not (await client.state(Visite)).expiree


async def test_a_page_that_wakes_after_the_person_came_back_is_filled_again(client: Client) -> None:
    zoe = compte_actif("zoe")
    client.connecter(zoe)
    await client.load("/mes-infos")
    with transaction() as session:
        sessions.fermer(session, empreinte(client.cookie))
    await client.wake()
    client.connecter(zoe)
    answer = await client.wake()
    assert answer.vars(Visite)["expiree"] is False
    assert answer.vars(MesInfosState)["charge"] is True


async def test_a_stranger_who_wakes_a_public_page_finds_it_as_it_was(client: Client) -> None:
    await client.load("/aides")
    answer = await client.wake()
    assert answer.vars(Visite)["expiree"] is False
    client.path = "/mes-infos"
    assert (await client.call(MesInfosState.ouvrir)).redirection == "/connexion?suite=/mes-infos"


async def test_a_second_tab_of_the_same_browser_is_signed_in_with_a_state_of_its_own(client: Client) -> None:
    client.connecter(compte_actif("zoe"))
    await client.call(Temoin.reserve)
    second = client.autre(cookie=client.cookie)
    await second.load("/")
    assert (await second.state(Visite)).nom_affiche == "Zoe Martin"
    assert (await second.state(Temoin)).vu == ""


async def test_signing_in_is_seen_by_a_tab_that_was_open_before(client: Client) -> None:
    """The cookie changes: what the tab held as nobody is gone, and it knows the person."""
    await client.call(Temoin.ouvert)
    client.connecter(compte_actif("zoe"))
    await client.load("/")
    assert (await client.state(Temoin)).vu == ""
    assert (await client.state(Visite)).connecte


@pytest.mark.parametrize("payload", [{"inconnu": 1}, {"self": 1}])
async def test_arguments_nobody_declared_do_not_pass(client: Client, payload: dict[str, int]) -> None:
    client.connecter(compte_actif("zoe"))
    with pytest.raises(TypeError):
        await client.call(Temoin.reserve, **payload)
    assert (await client.state(Temoin)).vu == ""

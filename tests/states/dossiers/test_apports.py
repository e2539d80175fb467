"""A link that answers, from its address to the dossier's home; an earlier dossier taken in one click."""

import pytest

from portail.dossiers import brouillon
from portail.dossiers.states.dossier import DossierState as Page
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde
from tests.states.client import Client


@pytest.fixture
def monde(_base: None) -> Monde:
    with transaction() as session:
        return fabrique.creer(session)


async def test_a_link_survives_the_way_through_the_sign_in(client: Client, monde: Monde) -> None:
    adresse = f"/aides/{monde.slug}/demande?resume=Des%20haies&cout=100"
    refuse = await client.load(adresse)
    assert refuse.redirection == (
        f"/connexion?suite=/aides/{monde.slug}/demande%3Fresume%3DDes%2520haies%26cout%3D100"
    )
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    ouvert = await client.load(adresse)
    assert ouvert.redirection.startswith("/dossiers/")
    assert "resume" not in ouvert.redirection
    lu = await client.load(ouvert.redirection)
    assert [une.libelle for une in lu.vars(Page)["vue"].apports.du_lien] == ["Résumé", "Coût"]
    fait = await client.call(Page.adopter)
    assert (fait.focus, fait.vars(Page)["vue"].apports.du_lien) == ("ref_apports", [])


async def test_an_earlier_dossier_is_taken_and_taken_back(client: Client, monde: Monde) -> None:
    with transaction() as session:
        ancien = brouillon.ouvrir(session, monde.zoe, monde.slug)
        brouillon.enregistrer_reponse(session, monde.zoe, ancien, "resume", "Des haies.", monde.n())
        autre = fabrique.aide(session, "autre")
        fabrique.fenetre(session, autre.id)
        fabrique.formulaire(session, autre.id)
        numero = brouillon.ouvrir(session, monde.zoe, "autre")
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    lu = await client.load(f"/dossiers/{numero}")
    assert [offre.nombre for offre in lu.vars(Page)["vue"].offres] == [1]
    pris = await client.call(Page.reprendre(ancien))
    assert (pris.focus, len(pris.vars(Page)["vue"].apports.reprises)) == ("ref_apports", 1)
    rendu = await client.call(Page.annuler_la_reprise)
    assert rendu.vars(Page)["vue"].apports.reprises == []

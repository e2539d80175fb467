"""What the page of a step does for the types of field that ask it more than to save."""

from typing import Any

import pytest

from portail.dossiers import brouillon
from portail.dossiers.states.etape import EtapeState as Page
from portail.dossiers.states.lieux import LieuxState as Lieux
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.infra.db import transaction
from tests import tous_les_types as tous
from tests.integration.dossiers import monde as fabrique
from tests.states.client import Client


@pytest.fixture
async def onglet(client: Client, _base: None) -> Client:
    """A tab at a step with every type."""
    with transaction() as session:
        monde = fabrique.creer(session)
        aide = fabrique.aide(session, "tout")
        fabrique.fenetre(session, aide.id)
        publier_version(session, None, aide.id, Formulaire.model_validate(tous.formulaire(*tous.REPONSES)))
        numero = brouillon.ouvrir(session, monde.zoe, "tout")
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/tout")
    return client


async def taper(onglet: Client, cle: str, valeur: Any, n: int) -> None:
    """One edit of this tab."""
    numero = (await onglet.state(Page)).vue.numero
    await onglet.call(Page.enregistrer, numero, cle, valeur, n, 0, "cettepage")


async def test_the_lists_of_a_page_follow_what_is_chosen(onglet: Client) -> None:
    await taper(onglet, "choix_lies.niveau_1", "eau", 100)
    await taper(onglet, "choix_lies.niveau_2", "mer", 200)
    await taper(onglet, "choix_lies.niveau_1", "terre", 300)
    page = await onglet.state(Page)
    assert [un.valeur for un in page.offres["choix_lies.niveau_2"].options] == ["mer"]
    assert page.remises["choix_lies.niveau_2"] == ""


async def test_a_part_made_right_or_wrong_by_another_says_so(onglet: Client) -> None:
    await taper(onglet, "plage_dates.fin", "3/4/2026", 100)
    await taper(onglet, "plage_dates.debut", "5/4/2026", 200)
    page = await onglet.state(Page)
    assert list(page.erreurs) == ["plage_dates.fin"]
    assert "« Question plage_dates »" in page.annonce.replace("\u00a0", " ")
    await taper(onglet, "plage_dates.debut", "1/4/2026", 300)
    assert (await onglet.state(Page)).erreurs == {}


async def test_official_lists_are_offered_and_junk_finds_nothing(onglet: Client) -> None:
    await onglet.call(Lieux.chercher_reference, "reference", "departements", "regions:75", "giron")
    lieux = await onglet.state(Lieux)
    assert (lieux.pour, lieux.options) == ("reference", [{"valeur": "33", "libelle": "Gironde (33)"}])
    for junk in (None, 7, [], {"a": 1}, "x" * 3_000):
        await onglet.call(Lieux.chercher_reference, "reference", junk, "regions:75", "giron")
        await onglet.call(Lieux.chercher_reference, "reference", "departements", junk, "giron")
        await onglet.call(Lieux.chercher_reference, junk, "departements", "", junk)
    assert (await onglet.state(Lieux)).pour == "reference"
    for inconnue, dans in (("inconnue", ""), ("departements", "regions:00"), ("departements", ":")):
        await onglet.call(Lieux.chercher_reference, "reference", inconnue, dans, "giron")
        assert (await onglet.state(Lieux)).options == []

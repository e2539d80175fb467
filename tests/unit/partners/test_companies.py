"""Organisations: the exact establishment, or none; nothing that the person asked to hide."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import respx

from portail.core import clock
from portail.core.referentiels import forme_juridique
from portail.partners import companies
from portail.partners.companies import Organisation
from portail.partners.http import PartenaireIndisponible

Reponse = Callable[[str], Any]
SIEGE, SECOND = "91234567500012", "91234567500020"

# What the partner answers for a number known to another register only.
UNITE_VIDE = {
    "siren": "912345675",
    "nom_complet": None,
    "nom_raison_sociale": None,
    "nature_juridique": None,
    "etat_administratif": None,
    "statut_diffusion": None,
    "siege": {},
    "matching_etablissements": [],
    "complements": {"identifiant_association": None},
}


def repondre(base_url: str, corps: object) -> respx.Route:
    return respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=corps))


def chercher(base_url: str, siret: str = SIEGE) -> Organisation:
    trouvee = companies.chercher_siret(siret)
    assert trouvee is not None
    return trouvee


@respx.mock
def test_the_siege_is_found(base_url: str, reponse: Reponse) -> None:
    route = repondre(base_url, reponse("entreprise"))
    assert asdict(chercher(base_url)) == {
        "siret": SIEGE,
        "siren": "912345675",
        "nom": "LES TRETEAUX DE LA LUNE",
        "categorie_juridique": "9220",
        "forme_juridique": "Association déclarée",
        "adresse": "MAISON DES ARTS 3 BIS RUE DU MOULIN",
        "code_postal": "33000",
        "commune": "Bordeaux",
        "code_insee": "33063",
        "naf": "90.01Z",
        "actif": True,
        "rna": "W332001234",
        "diffusible": True,
        "creation": "2012-04-02",
        "tranche_effectif": "NN",
    }
    assert route.calls.last.request.url.params["q"] == SIEGE


@respx.mock
def test_another_establishment_has_its_own_address(base_url: str, reponse: Reponse) -> None:
    repondre(base_url, reponse("entreprise"))
    second = chercher(base_url, SECOND)
    assert (second.siret, second.adresse, second.code_postal) == (SECOND, "4 PLACE DES TILLEULS", "75008")
    assert (second.commune, second.code_insee) == ("Paris", "75056")


@respx.mock
@pytest.mark.parametrize("siret", ["91234567500038", "12345678900012"])
def test_a_near_answer_is_not_the_number_asked(base_url: str, reponse: Reponse, siret: str) -> None:
    repondre(base_url, reponse("entreprise"))
    assert companies.chercher_siret(siret) is None


@respx.mock
def test_an_establishment_under_another_organisation_is_not_believed(base_url: str, reponse: Reponse) -> None:
    corps = reponse("entreprise")
    corps["results"][0]["siren"] = "999999999"
    repondre(base_url, corps)
    assert companies.chercher_siret(SIEGE) is None


@respx.mock
@pytest.mark.parametrize("vide", [{"results": []}, {"results": [UNITE_VIDE]}])
def test_an_unknown_number_is_none_and_asked_again_soon(
    base_url: str, reponse: Reponse, vide: object
) -> None:
    route = repondre(base_url, vide)
    debut = datetime(2030, 1, 1, tzinfo=UTC)
    with clock.fixed(debut):
        assert companies.chercher_siret(SIEGE) is None
        assert companies.chercher_siret(SIEGE) is None
    assert route.call_count == 1
    repondre(base_url, reponse("entreprise"))
    with clock.fixed(debut + timedelta(minutes=10)):
        assert companies.chercher_siret(SIEGE) is not None


@respx.mock
def test_a_known_number_is_kept_a_day(base_url: str, reponse: Reponse) -> None:
    route = repondre(base_url, reponse("entreprise"))
    debut = datetime(2030, 1, 1, tzinfo=UTC)
    for attente, appels in ((0, 1), (23.9, 1), (24, 2)):
        with clock.fixed(debut + timedelta(hours=attente)):
            chercher(base_url)
        assert route.call_count == appels


@pytest.mark.parametrize("siret", ["", "123", "９１２３４５６７５０００１２", "9123456750001a", SIEGE + "\n"])
def test_what_is_not_a_siret_is_not_asked(base_url: str, siret: str) -> None:
    with respx.mock(assert_all_called=False) as partenaire:
        route = partenaire.get(f"{base_url}/search")
        assert companies.chercher_siret(siret) is None
    assert not route.called


@respx.mock
@pytest.mark.parametrize("niveau", ["unite", "etablissement"])
@pytest.mark.parametrize("statut", ["P", "N", None, "?"])
def test_a_place_that_is_not_public_is_not_given(
    base_url: str, reponse: Reponse, niveau: str, statut: object
) -> None:
    corps = reponse("entreprise")
    unite = corps["results"][0]
    if niveau == "unite":
        unite["statut_diffusion"] = statut
    else:
        unite["siege"]["statut_diffusion_etablissement"] = statut
    repondre(base_url, corps)
    cachee = chercher(base_url)
    assert not cachee.diffusible
    assert (cachee.adresse, cachee.code_postal, cachee.commune, cachee.code_insee) == ("", "", "", "")
    assert cachee.nom == "LES TRETEAUX DE LA LUNE"


@respx.mock
def test_a_person_who_hides_is_not_named(base_url: str, reponse: Reponse) -> None:
    corps = reponse("entreprise")
    corps["results"][0] |= {"statut_diffusion": "P", "nature_juridique": "1000", "nom_complet": "JEANNE LUNE"}
    corps["results"][0]["nom_raison_sociale"] = None
    repondre(base_url, corps)
    assert chercher(base_url).nom == companies.NOM_NON_DIFFUSE


@respx.mock
def test_a_person_who_does_not_hide_is_named(base_url: str, reponse: Reponse) -> None:
    corps = reponse("entreprise")
    corps["results"][0] |= {
        "nature_juridique": "1000",
        "nom_complet": "JEANNE LUNE",
        "nom_raison_sociale": None,
    }
    repondre(base_url, corps)
    assert chercher(base_url).nom == "JEANNE LUNE"


@respx.mock
@pytest.mark.parametrize(("unite", "etablissement"), [("C", "A"), ("A", "F"), (None, "A"), ("C", "F")])
def test_a_closed_establishment_is_not_active(
    base_url: str, reponse: Reponse, unite: str | None, etablissement: str
) -> None:
    corps = reponse("entreprise")
    corps["results"][0]["etat_administratif"] = unite
    corps["results"][0]["siege"]["etat_administratif"] = etablissement
    repondre(base_url, corps)
    assert not chercher(base_url).actif


@respx.mock
@pytest.mark.parametrize("rna", [None, "", "332001234", "W33200123", "W3320012345", "W332001234'--"])
def test_a_strange_rna_is_left_out(base_url: str, reponse: Reponse, rna: str | None) -> None:
    corps = reponse("entreprise")
    corps["results"][0]["complements"]["identifiant_association"] = rna
    repondre(base_url, corps)
    assert chercher(base_url).rna is None


@respx.mock
@pytest.mark.parametrize(
    ("adresse", "code_postal", "voie"),
    [
        ("33000 BORDEAUX", "33000", ""),
        ("BP 33000 33000 BORDEAUX", "33000", "BP 33000"),
        ("5 RUE HAUTE", "33000", "5 RUE HAUTE"),
        ("12 KING STREET LONDRES", None, "12 KING STREET LONDRES"),
        (None, None, ""),
    ],
)
def test_the_street_is_cut_from_the_whole_address(
    base_url: str, reponse: Reponse, adresse: str | None, code_postal: str | None, voie: str
) -> None:
    corps = reponse("entreprise")
    corps["results"][0]["siege"] |= {"adresse": adresse, "code_postal": code_postal}
    repondre(base_url, corps)
    assert chercher(base_url).adresse == voie


@respx.mock
@pytest.mark.parametrize(
    "abime",
    [
        lambda c: c.pop("results"),
        lambda c: c.update(results="x"),
        lambda c: c.update(results=[None]),
        lambda c: c["results"][0].update(nom_complet=None, nom_raison_sociale=None),
        lambda c: c["results"][0].update(nom_raison_sociale={"a": 1}),
        lambda c: c["results"][0].update(siege=None),
        lambda c: c["results"][0]["siege"].update(etat_administratif=None),
        lambda c: c["results"][0]["siege"].update(adresse=["x"]),
    ],
)  # fmt: skip
def test_a_lie_means_it_could_not_be_checked(
    base_url: str, reponse: Reponse, abime: Callable[[Any], object]
) -> None:
    corps = reponse("entreprise")
    abime(corps)
    repondre(base_url, corps)
    with pytest.raises(PartenaireIndisponible):
        companies.chercher_siret(SIEGE)


@respx.mock
def test_a_partner_down_is_not_an_unknown_number(base_url: str) -> None:
    respx.get(f"{base_url}/search").mock(return_value=httpx.Response(503))
    with pytest.raises(PartenaireIndisponible):
        companies.chercher_siret(SIEGE)


@pytest.mark.parametrize(
    ("categorie", "attendu"),
    [("5499", "Société à responsabilité limitée (SARL)"), ("5498", "Société à responsabilité limitée (SARL)"),
     ("7346", "Communauté de communes"), ("1000", "Entrepreneur individuel"), ("4999", ""), ("", "")],
)  # fmt: skip
def test_a_legal_category_has_a_label(categorie: str, attendu: str) -> None:
    assert forme_juridique(categorie) == attendu

"""Addresses: what the partner says, cleaned; what makes no sense, dropped."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

from portail.partners import address
from portail.partners.address import Adresse
from portail.partners.http import PartenaireIndisponible

Reponse = Callable[[str], Any]


@respx.mock
def test_addresses_are_given_best_first(base_url: str, reponse: Reponse) -> None:
    route = respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=reponse("adresses")))
    trouvees = address.chercher("12 rue des acacias")
    assert trouvees == [
        Adresse(
            "12 Rue des Acacias 33000 Bordeaux", "12 Rue des Acacias", "33000", "Bordeaux", "33063", 0.93
        ),
        Adresse("12 Rue des Acacias 75008 Paris", "12 Rue des Acacias", "75008", "Paris", "75056", 0.81),
        Adresse("Acaciers", "", "24000", "Acaciers", "24322", 0.4),
    ]
    params = route.calls.last.request.url.params
    assert (params["q"], params["limit"], params["autocomplete"]) == ("12 rue des acacias", "6", "1")


@respx.mock
def test_the_same_question_is_asked_once(base_url: str, reponse: Reponse) -> None:
    route = respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=reponse("adresses")))
    premiere = address.chercher("12 rue des acacias")
    premiere.clear()
    assert len(address.chercher("  12 Rue  des\u00a0Acacias ")) == 3
    assert route.call_count == 1


@pytest.mark.parametrize("texte", ["", "12", "  12  ", "....", "- ab", "\x00\x00\x00\x00", "\u200b" * 9])
def test_under_three_characters_nobody_is_asked(base_url: str, texte: str) -> None:
    with respx.mock(assert_all_called=False) as partenaire:
        route = partenaire.get(f"{base_url}/search")
        assert address.chercher(texte) == []
    assert not route.called


@respx.mock
@pytest.mark.parametrize(
    ("texte", "demande"),
    [
        ("  « 12 rue", "12 rue"),
        ("12\true\n\x00", "12 rue"),
        ("a" * 5000, "a" * 200),
        ("école d'e", "école d'e"),
    ],
)
def test_the_question_is_made_acceptable(base_url: str, texte: str, demande: str) -> None:
    vide = {"type": "FeatureCollection", "features": []}
    route = respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=vide))
    assert address.chercher(texte) == []
    assert route.calls.last.request.url.params["q"] == demande


@respx.mock
@pytest.mark.parametrize(
    "valeur",
    [None, [], "x", 3, {}, {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": None},
     {"type": "autre", "features": []}, {"type": "FeatureCollection", "features": [None, 1, "x", {}]}],
)  # fmt: skip
def test_another_shape_is_a_partner_unavailable_and_is_not_remembered(
    base_url: str, reponse: Reponse, valeur: object
) -> None:
    route = respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=valeur))
    with pytest.raises(PartenaireIndisponible):
        address.chercher("12 rue")
    route.mock(return_value=httpx.Response(200, json=reponse("adresses")))
    assert len(address.chercher("12 rue")) == 3


@respx.mock
@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("label", None), ("label", ""), ("label", "x" * 301), ("label", "\u200b"), ("name", 3),
        ("postcode", "3300"), ("postcode", 33000), ("postcode", "33000\n"), ("citycode", None),
        ("citycode", "2C001"), ("city", ["x"]), ("score", "0.9"), ("score", -1), ("score", True),
        ("label", "\ud800"),
    ],
)  # fmt: skip
def test_a_broken_row_is_dropped_alone(base_url: str, reponse: Reponse, champ: str, valeur: object) -> None:
    corps = reponse("adresses")
    corps["features"][0]["properties"][champ] = valeur
    entetes = {"Content-Type": "application/json"}
    brut = httpx.Response(200, content=json.dumps(corps), headers=entetes)
    respx.get(f"{base_url}/search").mock(return_value=brut)
    assert [a.code_postal for a in address.chercher("12 rue")] == ["75008", "24000"]


@respx.mock
def test_control_characters_do_not_come_in(base_url: str, reponse: Reponse) -> None:
    corps = reponse("adresses")
    corps["features"][0]["properties"]["city"] = "Bor\u202edeaux\x00\r\n"
    respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=corps))
    assert address.chercher("12 rue")[0].commune == "Bordeaux"


@respx.mock
def test_six_at_most_even_if_the_partner_sends_more(base_url: str, reponse: Reponse) -> None:
    corps = reponse("adresses")
    corps["features"] *= 50
    respx.get(f"{base_url}/search").mock(return_value=httpx.Response(200, json=corps))
    assert len(address.chercher("12 rue")) == 6

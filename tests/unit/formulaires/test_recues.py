"""What a link, or the answers to another form, may answer."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.formulaires.recues import LIEN_MAX, d_un_autre, du_lien
from portail.formulaires.schema import Formulaire
from tests.tous_les_types import LIMITES

OPTIONS = [{"valeur": v, "libelle": v} for v in ("eau", "air")]


def formulaire(*champs: dict[str, Any]) -> Formulaire:
    etape = {"id": "e", "titre": "E", "champs": [{"libelle": "?", **champ} for champ in champs]}
    return Formulaire.model_validate({"titre": "F", "etapes": [etape]})


UN = formulaire(
    {"id": "nom", "type": "texte"},
    {"id": "cout", "type": "montant"},
    {"id": "themes", "type": "choix_multiples", "options": OPTIONS},
    {"id": "adresse", "type": "adresse"},
    {"id": "tel", "type": "telephone", "prefill": "telephone"},
    {"id": "iban", "type": "iban"},
    {"id": "juste", "type": "certification"},
    {"id": "charte", **{"type": "declaration", **LIMITES["declaration"]}},
    {"id": "signe", "type": "signature"},
    {"id": "devis", "type": "pieces"},
    {
        "id": "depenses",
        "type": "bloc",
        "nombre_max": 2,
        "champs": [
            {"id": "objet", "type": "texte", "libelle": "Objet"},
            {"id": "prix", "type": "montant", "libelle": "Prix"},
        ],
    },
)


def test_a_link_answers_what_its_values_fit() -> None:
    demande = "nom=La%20Loutre&nom=Autre&cout=12%20500&themes=eau&themes=air&inconnue=1&"
    demande += "adresse.voie=1+rue&adresse.code_postal=86000&adresse.commune=Poitiers"
    lues = du_lien(UN, demande)
    assert [*lues] == ["nom", "cout", "themes", "adresse"]
    assert (lues["nom"], lues["themes"]) == ("La Loutre", ["eau", "air"])
    assert lues["adresse"]["voie"] == "1 rue"  # type: ignore[call-overload,index]


@pytest.mark.parametrize(
    "demande",
    [
        "cout=beaucoup",
        "themes=feu",
        "iban=FR1420041010050500013M02606",
        "juste=oui&charte=oui&signe=Zo%C3%A9",
        "devis=x",
        "depenses=x&depenses.abcd.objet=x",
        "nom=%20&nom.partie=x",
        "nom=" + "x" * LIEN_MAX,
        "&".join(f"n{i}=1" for i in range(101)) + "&nom=x",
        "&&=&=x&.=.",
        None,
        {"nom": "x"},
    ],
)
def test_a_link_answers_nothing_else(demande: object) -> None:
    assert du_lien(UN, demande) == {}


@given(st.lists(st.tuples(st.sampled_from([*LIMITES, "nom", "cout", "adresse.voie", "tel", "x"]), st.text())))
def test_no_link_breaks(paires: list[tuple[str, str]]) -> None:
    du_lien(UN, "&".join(f"{quote(nom)}={quote(texte)}" for nom, texte in paires))


def test_another_form_answers_what_is_the_same_question() -> None:
    autre = formulaire(
        {"id": "nom", "type": "texte_long"},
        {"id": "cout", "type": "montant"},
        {"id": "portable", "type": "telephone", "prefill": "telephone"},
        {"id": "themes", "type": "choix_multiples", "options": OPTIONS},
        {"id": "juste", "type": "certification"},
        {"id": "iban", "type": "iban"},
        {
            "id": "depenses",
            "type": "bloc",
            "champs": [
                {"id": "objet", "type": "texte", "libelle": "Objet"},
                {"id": "prix", "type": "texte", "libelle": "Prix"},
            ],
        },
    )
    rangees = [{"_": nom, "objet": nom, "prix": "3"} for nom in ("abcd", "bcde", "cdef")]
    reponses = {
        "nom": "Zoé",
        "cout": "12",
        "portable": "06 12 34 56 78",
        "themes": ["feu"],
        "juste": "oui",
        "iban": "FR1420041010050500013M02606",
        "depenses": [{"_": "vide", "prix": "3"}, *rangees],
    }
    lues = d_un_autre(UN, autre, reponses)
    assert {*lues} == {"cout", "tel", "depenses"}
    assert lues["depenses"] == [{"_": "abcd", "objet": "abcd"}, {"_": "bcde", "objet": "bcde"}]

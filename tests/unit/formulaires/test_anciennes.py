"""Forms published before the language stay readable, and show what they showed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portail.formulaires.conditions import champs_visibles
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import est_vide, lire
from portail.formulaires.types.base import Element
from tests.expressions import CHAMPS, OPTIONS, reponses

NOMBRES = {"entier", "decimal", "montant"}


def _formulaire(*champs: dict[str, Any]) -> Formulaire:
    return Formulaire.model_validate(
        {"titre": "F", "etapes": [{"id": "une", "titre": "Une", "champs": [*CHAMPS, *champs]}]}
    )


def _champ(nom: str, condition: object) -> dict[str, Any]:
    return {"id": nom, "type": "texte", "libelle": "?", "afficher_si": condition}


@pytest.mark.parametrize(
    ("condition", "texte"),
    [
        ({"champ": "ouinon", "est": "oui"}, "ouinon = oui"),
        ({"champ": "ouinon", "n_est_pas": "oui"}, "ouinon != oui"),
        ({"champ": "certif", "est": "oui"}, "certif = oui"),
        ({"champ": "choix", "parmi": ["a", "b"]}, 'choix parmi ["a", "b"]'),
        ({"champ": "choix", "parmi": []}, "choix != choix"),
        ({"champ": "multi", "contient": "b"}, 'multi contient "b"'),
        ({"champ": "texte", "est": "oui"}, 'texte = "oui"'),
        ({"champ": "texte", "rempli": True}, "rempli(texte)"),
        ({"champ": "iban", "rempli": False}, "non rempli(iban)"),
        ({"champ": "montant", "superieur": 23000}, "montant > 23000 EUR"),
        ({"champ": "montant", "inferieur": "-0.5"}, "montant < -0.50 EUR"),
        ({"champ": "montant", "est": "0.125"}, "montant = 0.125"),
        ({"champ": "entier", "n_est_pas": "12"}, "entier != 12"),
        ({"champ": "jour", "superieur": "2026-01-31"}, "jour > 2026-01-31"),
        (
            {"tous": [{"champ": "texte", "rempli": True}, {"un": [{"champ": "choix", "est": "a"}]}]},
            'rempli(texte) et choix = "a"',
        ),
        (
            {"un": [{"champ": "ouinon", "est": "non"}, {"tous": [{"champ": "pieces", "rempli": True}]}]},
            "ouinon = non ou rempli(pieces)",
        ),
    ],
)
def test_a_former_condition_becomes_an_expression(condition: dict[str, Any], texte: str) -> None:
    lu = _formulaire(_champ("x", condition))
    assert str(lu.champ("x").afficher_si) == texte  # type: ignore[union-attr]
    assert lu == _formulaire(_champ("x", texte))
    assert Formulaire.model_validate(lu.model_dump(mode="json", exclude_unset=True)) == lu


def test_a_field_named_like_a_keyword_is_still_read() -> None:
    si = {"id": "si", "type": "oui_non", "libelle": "?"}
    lu = _formulaire(si, _champ("x", {"champ": "si", "est": "oui"}))
    assert str(lu.champ("x").afficher_si) == "champ.si = oui"  # type: ignore[union-attr]
    assert "x" in champs_visibles(lu, {"si": "oui"})


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"champ": "texte"},
        {"tous": []},
        {"champ": "texte", "est": "a", "rempli": True},
        {"champ": 3, "est": "a"},
    ],
)
def test_what_never_was_a_condition_is_refused_with_its_place(condition: object) -> None:
    with pytest.raises(ValidationError, match=r"«.x.», «.afficher_si.».: cette condition n’a pas"):
        _formulaire(_champ("x", condition))


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda plus: st.lists(plus, max_size=3)))
def test_what_is_no_form_is_refused_by_the_schema(valeur: object) -> None:
    for donnees in (valeur, {"etapes": valeur}, {"titre": "F", "etapes": [{"champs": valeur}]}):
        with pytest.raises(ValidationError):
            Formulaire.model_validate(donnees)


# What conditions meant before, kept here to compare with.


def _vraie(
    condition: Mapping[str, Any], champs: Mapping[str, Element], donnees: Mapping[str, object]
) -> bool:
    if "tous" in condition:
        return all(_vraie(partie, champs, donnees) for partie in condition["tous"])
    if "un" in condition:
        return any(_vraie(partie, champs, donnees) for partie in condition["un"])
    champ = champs.get(condition["champ"])
    if champ is None:  # hidden
        return False
    brut = donnees.get(champ.id)
    if "rempli" in condition:
        return condition["rempli"] is not est_vide(champ, brut)
    try:
        valeur: Any = lire(champ, brut)
    except ValueError:
        return False
    return _comparee(condition, champ, valeur)


def _comparee(condition: Mapping[str, Any], champ: Element, valeur: Any) -> bool:
    (operateur,) = condition.keys() - {"champ"}
    attendu = condition[operateur]
    if operateur in ("superieur", "inferieur"):
        mesure = date.fromisoformat(valeur) if isinstance(attendu, date) else Decimal(str(valeur))
        return bool(mesure > attendu if operateur == "superieur" else mesure < attendu)
    if operateur == "contient":
        return attendu in valeur
    if operateur == "parmi":
        return valeur in attendu
    egales = Decimal(str(valeur)) == Decimal(attendu) if champ.type in NOMBRES else valeur == attendu
    return egales is (operateur == "est")


def _comparaison(nom: str, **operateurs: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.fixed_dictionaries({"champ": st.just(nom), operateur: valeurs})
        for operateur, valeurs in operateurs.items()
    )


_BOOLEEN, _OPTION = st.sampled_from(["oui", "non"]), st.sampled_from(OPTIONS)
_ECRIT, _NOMBRE = st.sampled_from(["0", "3", "-1", "12.50"]), st.decimals(-100, 10**6, places=2)
_COMPARAISONS = st.one_of(
    _comparaison("ouinon", est=_BOOLEEN, n_est_pas=_BOOLEEN, rempli=st.booleans()),
    _comparaison("certif", est=st.just("oui"), rempli=st.booleans()),
    _comparaison("choix", est=_OPTION, n_est_pas=_OPTION, parmi=st.lists(_OPTION), rempli=st.booleans()),
    _comparaison("multi", contient=_OPTION, rempli=st.booleans()),
    _comparaison("texte", est=st.text(max_size=3), parmi=st.lists(st.text(max_size=3))),
    _comparaison("entier", est=_ECRIT, n_est_pas=_ECRIT, superieur=_NOMBRE, inferieur=_NOMBRE),
    _comparaison("montant", est=_ECRIT, n_est_pas=_ECRIT, superieur=_NOMBRE, inferieur=_NOMBRE),
    _comparaison("jour", superieur=st.dates(), inferieur=st.dates(), rempli=st.booleans()),
    _comparaison("iban", rempli=st.booleans()),
    _comparaison("milieu", est=st.just("t"), rempli=st.booleans()),
)
_CONDITIONS = st.recursive(
    _COMPARAISONS,
    lambda plus: (
        st.fixed_dictionaries({"tous": st.lists(plus, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"un": st.lists(plus, min_size=1, max_size=3)})
    ),
    max_leaves=6,
)


@given(
    _CONDITIONS.filter(lambda condition: "milieu" not in str(condition)), _CONDITIONS, reponses, st.booleans()
)
def test_shows_what_it_showed(milieu: object, bout: Any, donnees: dict[str, object], repondu: bool) -> None:
    formulaire = _formulaire(_champ("milieu", milieu), _champ("bout", bout))
    donnees |= {"milieu": "t"} if repondu else {}
    montres = {champ.id: champ for _, champ in formulaire.champs() if champ.id not in ("milieu", "bout")}
    for nom, condition in (("milieu", milieu), ("bout", bout)):
        if _vraie(condition, montres, donnees):  # type: ignore[arg-type]
            montres[nom] = formulaire.champ(nom)  # type: ignore[assignment]
    assert champs_visibles(formulaire, donnees) == set(montres)

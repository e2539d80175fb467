"""What expressions decide in a form: steps and fields that show, what must be answered, what is right."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portail.formulaires.conditions import champs_visibles
from portail.formulaires.schema import Etape, Formulaire
from portail.formulaires.types.base import Element
from portail.formulaires.validation import EtatEtape, Examen, examiner
from tests.expressions import jsons

APRES = "La fin vient après le début."
DONNEES: dict[str, Any] = {
    "titre": "F",
    "etapes": [
        {
            "id": "projet",
            "titre": "Projet",
            "champs": [
                {"id": "nature", "type": "choix", "libelle": "?", "options": []},
                {"id": "debut", "type": "date", "libelle": "?", "requis": False},
                {
                    "id": "fin",
                    "type": "date",
                    "libelle": "?",
                    "requis": "rempli(debut)",
                    "valide_si": "fin > debut et (non rempli(budget) ou budget < 5 000 € ou age(fin) = 0)",
                    "message_invalide": APRES,
                },
                {"id": "cofinance", "type": "oui_non", "libelle": "?"},
            ],
        },
        {
            "id": "argent",
            "titre": "Argent",
            "afficher_si": "cofinance et nature != «\u00a0c\u00a0»",
            "champs": [
                {"id": "budget", "type": "montant", "libelle": "?"},
                {"id": "detail", "type": "texte", "libelle": "?", "afficher_si": "budget > 23 000 €"},
                {
                    "id": "devis",
                    "type": "pieces",
                    "libelle": "?",
                    "requis": "budget >= 1 500 €",
                    "valide_si": "devis >= 2 ou budget < 50 000 €",
                    "message_invalide": "Joignez deux devis.",
                },
            ],
        },
        {
            "id": "suite",
            "titre": "Suite",
            "afficher_si": "rempli(devis)",
            "champs": [{"id": "remarque", "type": "texte", "libelle": "?", "requis": False}],
        },
    ],
}
DONNEES["etapes"][0]["champs"][0]["options"] = [{"valeur": v, "libelle": v} for v in ("a", "b", "c")]
FORMULAIRE = Formulaire.model_validate(DONNEES)
OUVERT: dict[str, object] = {"nature": "a", "cofinance": "oui"}


def _champ(nom: str) -> Element:
    trouve = FORMULAIRE.champ(nom)
    assert trouve
    return trouve


def _etapes(examen: Examen) -> list[str]:
    return [etape.id for etape in examen.etapes]


def test_a_hidden_step_hides_its_fields_and_what_looks_at_them() -> None:
    assert _etapes(examiner(FORMULAIRE, {})) == ["projet"]
    assert champs_visibles(FORMULAIRE, {"budget": "30000"}) == {"nature", "debut", "fin", "cofinance"}
    ouvert = examiner(FORMULAIRE, OUVERT | {"budget": "30000"})
    assert _etapes(ouvert) == ["projet", "argent"]
    assert {"budget", "detail", "devis"} <= ouvert.visibles
    assert _etapes(examiner(FORMULAIRE, OUVERT, {"devis": 1})) == ["projet", "argent", "suite"]
    ferme = examiner(FORMULAIRE, OUVERT | {"nature": "c", "budget": "30000"}, {"devis": 1})
    assert _etapes(ferme) == ["projet"]
    assert "detail" not in ferme.visibles


def test_a_hidden_step_is_to_do_until_one_knows_and_then_complete() -> None:
    argent = FORMULAIRE.etapes[1]
    assert examiner(FORMULAIRE, {}).etat(argent) is EtatEtape.A_FAIRE
    assert examiner(FORMULAIRE, {"nature": "a", "cofinance": "non"}).etat(argent) is EtatEtape.COMPLETE
    assert examiner(FORMULAIRE, OUVERT).etat(argent) is EtatEtape.A_FAIRE
    assert not examiner(FORMULAIRE, {"nature": "a", "cofinance": "non"}).manques(argent)


@pytest.mark.parametrize(
    ("reponses", "requis"),
    [({}, False), ({"debut": " "}, False), ({"debut": "1/3/2026"}, True), ({"debut": "demain"}, True)],
)
def test_a_field_may_be_required_by_an_answer(reponses: dict[str, object], requis: bool) -> None:
    examen = examiner(FORMULAIRE, reponses)
    assert examen.requis(_champ("fin")) is requis
    assert ("fin" in {manque.champ for manque in examen.tous_les_manques}) is requis


def test_files_may_be_required_by_an_answer() -> None:
    phrases = {
        budget: examiner(FORMULAIRE, OUVERT | {"budget": budget}).erreur(_champ("devis"), exiger=True)
        for budget in ("", "1 499,99", "1 500")
    }
    assert phrases == {"": None, "1 499,99": None, "1 500": "Joignez au moins un fichier."}


def test_an_answer_may_be_wrong_beside_another() -> None:
    fin, dates = _champ("fin"), {"debut": "1/3/2026", "fin": "1/2/2026"}
    faux = examiner(FORMULAIRE, dates)
    assert faux.erreur(fin, exiger=False) == APRES
    assert faux.etat(FORMULAIRE.etapes[0]) is EtatEtape.A_CORRIGER
    (manque,) = [manque for manque in faux.tous_les_manques if manque.champ == "fin"]
    assert (manque.phrase, manque.a_corriger) == (APRES, True)
    # Nothing is said while what it reads is unknown, nor of what is not answered.
    for reponses in ({"fin": "1/2/2026"}, {"debut": "1/3/2026"}, dates | {"debut": "demain"}):
        assert examiner(FORMULAIRE, dict(reponses)).erreur(fin, exiger=False) is None
    assert examiner(FORMULAIRE, dates | {"fin": "2/3/2026"}).erreur(fin, exiger=False) is None
    # What is wrong by itself is told first.
    assert "date" in (examiner(FORMULAIRE, dates | {"fin": "demain"}).erreur(fin, exiger=False) or "")


def test_a_number_of_files_may_be_wrong_beside_an_answer() -> None:
    devis, grand = _champ("devis"), OUVERT | {"budget": "60 000"}
    assert examiner(FORMULAIRE, grand, {"devis": 1}).erreur(devis, exiger=False) == "Joignez deux devis."
    assert examiner(FORMULAIRE, grand, {"devis": 2}).erreur(devis, exiger=False) is None
    assert examiner(FORMULAIRE, grand).erreur(devis, exiger=False) is None
    assert examiner(FORMULAIRE, {"budget": "60 000"}, {"devis": 1}).erreur(devis, exiger=False) is None


def test_what_is_cut_down_to_a_step_keeps_what_its_rules_read() -> None:
    def gardes(etape: Etape) -> set[str]:
        return {champ.id for _, champ in FORMULAIRE.extrait(etape).champs()}

    projet, argent, suite = FORMULAIRE.etapes
    assert gardes(projet) == {"nature", "debut", "fin", "cofinance", "budget", "devis"}
    assert gardes(argent) == {"nature", "cofinance", "budget", "detail", "devis"}
    assert gardes(suite) == {"nature", "cofinance", "devis", "remarque"}


@given(st.dictionaries(st.sampled_from([c.id for _, c in FORMULAIRE.champs()]), jsons), st.integers(0, 3))
def test_never_raises_and_a_step_alone_says_what_the_form_says(
    reponses: dict[str, object], nombre: int
) -> None:
    pieces = {"devis": nombre}
    entier = examiner(FORMULAIRE, reponses, pieces)
    for etape in FORMULAIRE.etapes:
        coupe = examiner(FORMULAIRE.extrait(etape), reponses, pieces)
        ids = {champ.id for champ in etape.champs}
        assert coupe.visibles & ids == entier.visibles & ids
        assert _etapes(coupe) == _etapes(entier)
        assert coupe.etat(etape) is entier.etat(etape)
        assert coupe.manques(etape) == entier.manques(etape)
        assert [coupe.requis(champ) for champ in etape.champs] == [entier.requis(c) for c in etape.champs]


def test_survives_being_stored_and_compares_by_meaning() -> None:
    texte = json.dumps(FORMULAIRE.model_dump(mode="json", exclude_unset=True))
    assert Formulaire.model_validate_json(texte) == FORMULAIRE
    assert '"requis": "rempli(debut)"' in texte
    autrement = json.loads(texte.replace("rempli(debut)", "  REMPLI( debut )"))
    assert Formulaire.model_validate(autrement) == FORMULAIRE
    assert Formulaire.model_json_schema()["$defs"]["TexteCourt"]["properties"]["afficher_si"]


def _formulaire(*champs: dict[str, Any], etape: str | None = None) -> Formulaire:
    entiers = [{"type": "oui_non", "libelle": "?"} | champ for champ in champs]
    une: dict[str, Any] = {"id": "a", "titre": "Une", "champs": entiers}
    if etape:
        une["afficher_si"] = etape
    deux = {"id": "deux", "titre": "Deux", "champs": [{"id": "z", "type": "oui_non", "libelle": "?"}]}
    return Formulaire.model_validate({"titre": "F", "etapes": [une, deux]})


def test_a_condition_may_look_forward() -> None:
    lu = _formulaire({"id": "a", "afficher_si": "b"}, {"id": "b", "afficher_si": "z"})
    assert champs_visibles(lu, {}) == {"z"}
    assert champs_visibles(lu, {"z": "oui"}) == {"b", "z"}
    assert champs_visibles(lu, {"z": "oui", "b": "oui"}) == {"a", "b", "z"}


def test_a_chain_as_long_as_the_form_is_settled() -> None:
    noms = [f"c{n}" for n in range(3_000)]
    champs = [{"id": nom, "type": "oui_non", "libelle": "?"} for nom in noms]
    for champ, suivant in zip(champs, noms[1:], strict=False):
        champ["afficher_si"] = suivant
    etapes = [{"id": f"e{n}", "titre": "E", "champs": champs[100 * n : 100 * n + 100]} for n in range(30)]
    lu = Formulaire.model_validate({"titre": "F", "etapes": etapes})
    assert len(champs_visibles(lu, dict.fromkeys(noms, "oui"))) == 3_000
    assert champs_visibles(lu, {}) == {noms[-1]}


@pytest.mark.parametrize(
    ("champs", "etape", "phrase"),
    [
        ([{"id": "a", "afficher_si": "b"}, {"id": "b", "afficher_si": "a"}], None,
         "« a », « afficher_si » tourne en rond : « a » → « b » → « a »"),
        ([{"id": "b"}], "b",
         "étape « a », « afficher_si » tourne en rond : étape « a » → « b » → étape « a »"),
        ([{"id": "a", "afficher_si": "rempli(c)"}], None,
         "« a », « afficher_si », ligne 1, colonne 8 : « c » n’est pas un champ de ce formulaire"),
        ([{"id": "a", "requis": "oui et\n\n  z = 3"}], None,
         "« a », « requis », ligne 3, colonne 7 : « 3 » est un nombre ; on attend oui ou non"),
        ([{"id": "a", "requis": "a = oui"}], None, "« a », « requis » : « a » dépend de sa propre réponse"),
        ([{"id": "a", "valide_si": "z > 3", "message_invalide": "M"}], None, "« a », « valide_si », ligne 1"),
        ([{"id": "a", "afficher_si": "z et faux"}], None, "« a », « afficher_si » n’est jamais vrai"),
        ([{"id": "b"}], "z et non z", "étape « a », « afficher_si » n’est jamais vrai"),
        ([{"id": "b"}], "1 > 2", "étape « a », « afficher_si » n’est jamais vrai"),
        ([{"id": "b"}], "titre_absent", "étape « a », « afficher_si », ligne 1, colonne 1"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_with_its_place(
    champs: list[dict[str, Any]], etape: str | None, phrase: str
) -> None:
    with pytest.raises(ValidationError) as refus:
        _formulaire(*champs, etape=etape)
    assert phrase in str(refus.value).replace("\u00a0", " ")


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as refus:
        _formulaire(
            {"id": "a", "afficher_si": "x"}, {"id": "b", "requis": "y"}, {"id": "c", "afficher_si": "c"}
        )
    assert all(f"« {nom} » " in str(refus.value).replace("\u00a0", " ") for nom in ("x", "y", "c"))


@pytest.mark.parametrize("etape", ["z", "z ou non z", "z et age(aujourdhui()) = 0", "non rempli(z)"])
def test_what_may_become_true_is_accepted(etape: str) -> None:
    assert _formulaire({"id": "b"}, etape=etape)

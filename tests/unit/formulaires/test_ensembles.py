"""Sections, blocks and calculated values: what shows, what it comes to, what is missing in which row."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from portail.formulaires.schema import Formulaire
from portail.formulaires.types import afficher, lire, normaliser_brut
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.validation import EtatEtape, Examen, examiner
from tests.expressions import jsons

DEPENSES = {
    "id": "depenses",
    "type": "bloc",
    "libelle": "Vos dépenses",
    "nom_rangee": "Dépense",
    "nombre_max": 3,
    "champs": [
        {"id": "nature", "type": "texte", "libelle": "Nature"},
        {"id": "quantite", "type": "entier", "libelle": "Quantité", "minimum": 1},
        {"id": "prix", "type": "montant", "libelle": "Prix"},
        {"id": "cout", "type": "calcul", "libelle": "Coût", "formule": "quantite * prix"},
        {"id": "devis", "type": "texte", "libelle": "Numéro du devis", "afficher_si": "cout > seuil"},
    ],
}


def calcul(nom: str, formule: str, **autres: str) -> dict[str, Any]:
    return {"id": nom, "type": "calcul", "libelle": nom, "formule": formule} | autres


def formulaire(*champs: dict[str, Any]) -> Formulaire:
    etape = {"id": "budget", "titre": "Budget", "champs": list(champs)}
    return Formulaire.model_validate({"titre": "F", "etapes": [etape]})


SEUIL = {"id": "seuil", "type": "montant", "libelle": "Seuil"}
BUDGET = formulaire(
    SEUIL,
    DEPENSES,
    calcul("total", "somme(depenses.cout)"),
    calcul("part", "total / seuil", resultat="pourcentage"),
    {"id": "pourquoi", "type": "texte", "libelle": "Pourquoi", "afficher_si": "total > 1000 EUR"},
)


def rangee(nom: str, **cellules: object) -> dict[str, object]:
    return {"_": nom, **cellules}


def vu(*rangees: dict[str, object], seuil: str = "500") -> Examen:
    return examiner(BUDGET, {"seuil": seuil, "depenses": list(rangees)})


def dit(examen: Examen, nom: str) -> str:
    champ = examen.formulaire.champ(nom)
    assert isinstance(champ, Calcul)
    return champ.montrer(examen.regard.valeur(nom)).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_block_is_summed_by_what_each_row_comes_to() -> None:
    examen = vu(rangee("aaaa", quantite="2", prix="100"), rangee("bbbb", quantite="3", prix="300,50"))
    assert dit(examen, "total") == "1 101,50 €"
    assert dit(examen, "part") == "220,3 %"
    assert "pourquoi" in examen.visibles


def test_a_row_that_cannot_be_computed_yet_counts_for_nothing() -> None:
    assert dit(vu(rangee("aaaa", quantite="2", prix="100"), rangee("bbbb")), "total") == "200,00 €"
    examen = vu(rangee("aaaa", quantite="2", prix="100"), rangee("bbbb", quantite="1", prix="beaucoup"))
    (premiere, seconde) = examen.rangees(BUDGET.champ("depenses")).values()  # type: ignore[arg-type]
    assert dit(premiere, "cout") == "200,00 €"
    assert dit(seconde, "cout") == ""
    assert "pourquoi" not in examen.visibles


def test_a_row_shows_its_questions_by_its_own_answers_and_those_around() -> None:
    examen = vu(rangee("aaaa", quantite="1", prix="600"), rangee("bbbb", quantite="1", prix="400"))
    premiere, seconde = examen.rangees(BUDGET.champ("depenses")).values()  # type: ignore[arg-type]
    assert "devis" in premiere.visibles
    assert "devis" not in seconde.visibles


def test_what_is_missing_is_told_row_by_row() -> None:
    examen = vu(rangee("aaaa", nature="Scène", quantite="1", prix="600"), rangee("bbbb", quantite="zéro"))
    manques = [(m.champ, m.libelle, m.a_corriger) for m in examen.tous_les_manques]
    assert manques == [
        ("depenses.aaaa.devis", "Dépense 1, Numéro du devis", False),
        ("depenses.bbbb.nature", "Dépense 2, Nature", False),
        ("depenses.bbbb.quantite", "Dépense 2, Quantité", True),
        ("depenses.bbbb.prix", "Dépense 2, Prix", False),
    ]
    assert examen.etat(BUDGET.etapes[0]) is EtatEtape.A_CORRIGER
    complete = vu(rangee("aaaa", nature="Scène", quantite="1", prix="60"))
    assert complete.etat(BUDGET.etapes[0]) is EtatEtape.COMPLETE
    assert vu(rangee("aaaa", nature="Scène")).etat(BUDGET.etapes[0]) is EtatEtape.EN_COURS


def test_the_number_of_rows_is_bounded() -> None:
    (trop,) = [
        m for m in vu(*(rangee(f"r{n}aa") for n in range(4))).tous_les_manques if m.champ == "depenses"
    ]
    assert trop.phrase.replace("\u00a0", " ") == "Gardez au plus 3 lignes : vous en avez 4."
    (aucune,) = vu().tous_les_manques
    assert aucune.phrase == "Ajoutez au moins une ligne."


def test_a_section_hides_what_it_holds() -> None:
    dedans = [{"id": "lieu", "type": "texte", "libelle": "Lieu"}, calcul("jours", "3", resultat="nombre")]
    section = {"id": "evenement", "type": "section", "libelle": "L’évènement", "champs": dedans}
    form = formulaire(
        {"id": "sur_place", "type": "oui_non", "libelle": "Sur place ?"},
        section | {"afficher_si": "sur_place"},
        {"id": "apres", "type": "texte", "libelle": "Après", "afficher_si": "jours > 2", "requis": False},
    )
    ferme, ouvert = examiner(form, {"sur_place": "non"}), examiner(form, {"sur_place": "oui"})
    assert ferme.visibles == {"sur_place"}
    assert ferme.pret
    assert ouvert.visibles == {"sur_place", "evenement", "lieu", "jours", "apres"}
    assert [manque.champ for manque in ouvert.tous_les_manques] == ["lieu"]


def test_a_step_cut_out_follows_blocks_and_calculated_values() -> None:
    etapes = [
        {"id": "une", "titre": "Une", "champs": [SEUIL, {"id": "x", "type": "texte", "libelle": "X"}]},
        {"id": "deux", "titre": "Deux", "champs": [DEPENSES]},
        {"id": "trois", "titre": "Trois", "champs": [calcul("total", "somme(depenses.cout)")]},
    ]
    form = Formulaire.model_validate({"titre": "F", "etapes": etapes})
    extrait = form.extrait(form.etapes[2])
    assert [champ.id for _, champ in extrait.champs()] == ["seuil", "depenses", "total"]
    reponses = {"seuil": "5", "depenses": [rangee("aaaa", quantite="2", prix="4")]}
    assert dit(examiner(extrait, reponses), "total") == "8,00 €"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ([calcul("a", "b + 1 EUR"), calcul("b", "a + 1 EUR")], "tourne en rond"),
        ([calcul("a", "a + 1 EUR")], "dépend de sa propre réponse"),
        ([calcul("a", '"texte"')], "on attend un montant"),
        ([DEPENSES, calcul("a", "somme(depenses.nature)")], "ne s’additionne pas"),
        ([DEPENSES, calcul("a", "somme(depenses.inconnu)")], "n’est pas un champ"),
        ([DEPENSES | {"champs": [calcul("cout", "inconnu * 2")]}], "n’est pas un champ"),
        ([DEPENSES | {"champs": [{"id": "b", "type": "pieces", "libelle": "P"}]}], "ni fichiers"),
        ([DEPENSES | {"champs": DEPENSES["champs"][:1] * 2}], "même identifiant"),
        ([DEPENSES | {"nombre_min": 4}], "limite basse"),
    ],
)
def test_what_contradicts_itself_is_refused(champs: list[dict[str, Any]], phrase: str) -> None:
    with pytest.raises(ValidationError, match=phrase):
        formulaire(*(champ | {"id": champ["id"]} for champ in champs), SEUIL)


def test_a_block_travels_and_is_read() -> None:
    bloc = BUDGET.question("depenses")
    assert bloc
    typee = [rangee("aaaa", nature=" Scène ", quantite="2", prix="1 200"), rangee("bbbb")]
    lue = lire(bloc, typee)
    assert lue == [{"_": "aaaa", "nature": "Scène", "quantite": 2, "prix": "1200.00"}, {"_": "bbbb"}]
    assert lire(bloc, lue) == lue
    assert afficher(bloc, typee).replace("\u202f", " ").replace("\u00a0", " ") == (
        "Nature : Scène · Quantité : 2 · Prix : 1 200,00 €\n"
    )
    assert Formulaire.model_validate(BUDGET.model_dump(mode="json", exclude_unset=True)) == BUDGET


@given(junk=jsons)
def test_any_json_in_a_block_is_read_or_refused(junk: object) -> None:
    bloc = BUDGET.question("depenses")
    assert bloc
    examiner(BUDGET, {"depenses": junk, "seuil": junk}).tous_les_manques
    with suppress(ValueError):
        normaliser_brut(bloc, [{"_": "aaaa", "prix": junk, "quantite": junk}])


def test_a_long_chain_of_calculated_values_is_computed() -> None:
    chaine = [calcul("c0", "seuil")] + [calcul(f"c{n}", f"c{n - 1} + 1 EUR") for n in range(1, 290)]
    form = formulaire(SEUIL, *reversed(chaine))
    assert dit(examiner(form, {"seuil": "1"}), "c289") == "290,00 €"


def test_a_long_chain_of_blocks_is_computed() -> None:
    def bloc(rang: int) -> dict[str, Any]:
        formule = f"somme(b{rang - 1}.c) + 1 EUR" if rang else "seuil"
        return {"id": f"b{rang}", "type": "bloc", "libelle": "B", "champs": [calcul("c", formule)]}

    form = formulaire(SEUIL, *(bloc(rang) for rang in reversed(range(250))), calcul("fin", "somme(b249.c)"))
    reponses: dict[str, object] = {f"b{rang}": [rangee("aaaa")] for rang in range(250)}
    assert dit(examiner(form, reponses | {"seuil": "1"}), "fin") == "250,00 €"


def test_a_row_may_be_right_or_worth_a_look_beside_the_sum_of_all_rows() -> None:
    prix = {
        "id": "prix",
        "type": "montant",
        "libelle": "Prix",
        "valide_si": "prix <= 50 % * total",
        "message_invalide": "Une dépense ne dépasse pas la moitié du total.",
        "avertir_si": "prix = max(0 EUR, somme(achats.prix) - prix)",
        "avertissement": "Autant que les autres.",
    }
    bloc = {"id": "achats", "type": "bloc", "libelle": "B", "nom_rangee": "Achat", "champs": [prix]}
    etapes = [
        {"id": "une", "titre": "Une", "champs": [bloc]},
        {"id": "deux", "titre": "Deux", "champs": [calcul("total", "somme(achats.prix)")]},
    ]
    form = Formulaire.model_validate({"titre": "F", "etapes": etapes})
    for vue in (form, form.extrait(form.etapes[0])):
        rangees = [rangee(4 * nom, prix=n) for nom, n in zip("abc", "125", strict=True)]
        examen = examiner(vue, {"achats": rangees})
        assert [manque.champ for manque in examen.tous_les_manques] == ["achats.cccc.prix"]
        examen = examiner(vue, {"achats": [*rangees[:1], rangee("bbbb", prix="1")]})
        rang = examen.rangees(bloc_de(form))["aaaa"]
        assert rang.avertissement(bloc_de(form).champs[0]) == "Autant que les autres."


def bloc_de(form: Formulaire) -> Bloc:
    bloc = form.champ("achats")
    assert isinstance(bloc, Bloc)
    return bloc

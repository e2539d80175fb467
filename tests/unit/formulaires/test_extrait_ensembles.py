"""A step cut out of any form says what the whole form says: sections, blocks, calculated values."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portail.dossiers import suivi
from portail.dossiers.cles import places
from portail.formulaires.schema import Formulaire
from portail.formulaires.validation import examiner

NOMBRES = st.sampled_from(["", "0", "1", "7", "12", "x"])
RANGS = st.integers(0, 5)


def _formule(ici: int) -> st.SearchStrategy[str]:
    """What stands at a place reads what stands anywhere before, whatever the step."""
    if ici == 0:
        return st.just("1 EUR + 2 EUR")
    avant = st.integers(0, ici - 1)
    lus = avant.map(lambda n: f"n{n}") | avant.map(lambda n: f"somme(b{n}.c)") | avant.map(lambda n: f"t{n}")
    return st.tuples(lus, st.sampled_from("+-*"), st.sampled_from(["2", "3"])).map(
        lambda tire: f"({tire[0]} {tire[1]} {tire[2]}{'' if tire[1] == '*' else ' EUR'})"
    )


@st.composite
def _groupe(draw: st.DrawFn, ici: int) -> list[dict[str, Any]]:
    """A number, a calculated value and a block whose rows read what stands around, in a section or not."""

    def montre() -> dict[str, str]:
        return {"afficher_si": f"{draw(_formule(ici))} > 3 EUR"} if ici and draw(st.booleans()) else {}

    def juge(nom: str) -> dict[str, Any]:
        partout = draw(_formule(6))
        return {
            "requis": draw(st.sampled_from([True, False, f"{partout} > 1 EUR"])),
            "valide_si": f"{nom} != {partout}",
            "message_invalide": "Faux.",
            "avertir_si": f"{nom} < {draw(_formule(6))}",
            "avertissement": "Peu.",
        }

    nombre = {"id": f"n{ici}", "type": "montant", "libelle": "N", **montre(), **juge(f"n{ici}")}
    nombre |= {"requis": False}
    cellules = [
        {"id": "a", "type": "montant", "libelle": "A", **montre(), **juge("a")},
        {"id": "c", "type": "calcul", "libelle": "C", "formule": f"a + {draw(_formule(ici))}"},
    ]
    bloc = {"id": f"b{ici}", "type": "bloc", "libelle": "B", "champs": cellules, "requis": False, **montre()}
    total = {"id": f"t{ici}", "type": "calcul", "libelle": "T", "formule": draw(_formule(ici)), **montre()}
    dedans = draw(st.permutations([nombre, bloc, total]))
    if draw(st.booleans()):
        return [{"id": f"s{ici}", "type": "section", "libelle": "S", "champs": dedans, **montre()}]
    return dedans


@st.composite
def formulaires(draw: st.DrawFn) -> Formulaire:
    """Six groups dealt to three steps, which may show by what stands before them all."""
    groupes = [draw(_groupe(ici)) for ici in range(6)]
    etapes = [
        {"id": f"e{rang}", "titre": "E", "champs": [*groupes[2 * rang], *groupes[2 * rang + 1]]}
        for rang in draw(st.permutations(range(3)))
    ]
    for etape in etapes:
        rang = 2 * int(etape["id"][1:])
        if rang and draw(st.booleans()):
            etape["afficher_si"] = f"{draw(_formule(rang))} > 3 EUR"
    return Formulaire.model_validate({"titre": "F", "etapes": etapes})


def _rangees() -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(NOMBRES, max_size=3).map(
        lambda prix: [{"_": f"r{rang}aa", "a": un} for rang, un in enumerate(prix)]
    )


@settings(max_examples=25)  # each is a form to make ready
@given(formulaires(), st.lists(NOMBRES, min_size=6, max_size=6), st.lists(_rangees(), min_size=6, max_size=6))
def test_says_the_same_as_the_whole_form(
    form: Formulaire, nombres: list[str], rangees: list[list[dict[str, str]]]
) -> None:
    reponses: dict[str, object] = {f"n{rang}": un for rang, un in enumerate(nombres)}
    reponses |= {f"b{rang}": un for rang, un in enumerate(rangees)}
    entier = examiner(form, reponses)
    for etape in form.etapes:
        coupe = examiner(form.extrait(etape), reponses)
        assert coupe.regard.etapes == entier.regard.etapes
        assert coupe.etat(etape) is entier.etat(etape)
        assert coupe.manques(etape) == entier.manques(etape)
        ici, la = list(places(etape, coupe)), list(places(etape, entier))
        for dire in (
            suivi.visibles, suivi.facultatifs, suivi.contredits, suivi.avertissements, suivi.calculs,
        ):  # fmt: skip
            assert dire(ici) == dire(la)  # type: ignore[operator]

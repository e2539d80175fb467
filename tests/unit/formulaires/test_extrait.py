"""A form cut down to one step says of that step what the whole form says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import portail.demo
from portail.formulaires.echanges.controle import lire_formulaire
from portail.formulaires.schema import Formulaire
from portail.formulaires.validation import examiner

FOLDER = Path(portail.demo.__file__).parent / "formulaires"
FORMULAIRES = [lire_formulaire(fichier.read_bytes()) for fichier in sorted(FOLDER.glob("*.yaml"))]
VALEURS = ["", "oui", "non", "3", "12 000", "x", "2026-01-01"]


def _chaine() -> Formulaire:
    """Each step is shown by the one before, through an answer of the step before."""
    champs = [{"id": "a", "type": "oui_non", "libelle": "A"}]
    for avant, apres in ("ab", "bc", "cd"):
        champs.append(
            {
                "id": apres,
                "type": "oui_non",
                "libelle": apres.upper(),
                "afficher_si": {"champ": avant, "est": "oui"},
            }
        )
    etapes = [{"id": f"etape-{champ['id']}", "titre": "T", "champs": [champ]} for champ in champs]
    return Formulaire.model_validate({"titre": "Chaîne", "etapes": etapes})


def test_follows_conditions_however_far() -> None:
    chaine = _chaine()
    derniere = chaine.etapes[-1]
    assert [champ.id for _, champ in chaine.extrait(derniere).champs()] == ["a", "b", "c", "d"]
    assert [champ.id for _, champ in chaine.extrait(chaine.etapes[0]).champs()] == ["a"]


@pytest.mark.parametrize("formulaire", [*FORMULAIRES, _chaine()], ids=lambda f: f.titre[:20])
@given(data=st.data())
def test_says_the_same_as_the_whole_form(formulaire: Formulaire, data: st.DataObject) -> None:
    reponses = data.draw(
        st.fixed_dictionaries(
            {}, optional={champ.id: st.sampled_from(VALEURS) for _, champ in formulaire.champs()}
        )
    )
    pieces = data.draw(
        st.dictionaries(st.sampled_from([c.id for _, c in formulaire.champs()]), st.integers(0, 2))
    )
    entier = examiner(formulaire, reponses, pieces)
    for etape in formulaire.etapes:
        coupe = examiner(formulaire.extrait(etape), reponses, pieces)
        ids = {champ.id for champ in etape.champs}
        assert coupe.visibles & ids == entier.visibles & ids
        assert coupe.etat(etape) is entier.etat(etape)
        assert coupe.manques(etape) == entier.manques(etape)

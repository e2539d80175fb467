"""What a form says of itself before anything is answered."""

import pytest

from portail.formulaires.apercu import apercu, dire
from portail.formulaires.schema import Formulaire
from tests.tous_les_types import LIMITES

FORMULAIRE = Formulaire.model_validate(
    {
        "titre": "F",
        "introduction": "Préparez un devis.",
        "etapes": [
            {
                "id": "projet",
                "titre": "Votre projet",
                "champs": [
                    {"id": "cofinance", "type": "oui_non", "libelle": "Un autre financeur ?"},
                    {"id": "lequel", "type": "texte", "libelle": "Lequel ?", "afficher_si": "cofinance"},
                    {"id": "devis", "type": "pieces", "libelle": "Devis", "requis": "cofinance"},
                    {"id": "mot", "type": "texte_long", "libelle": "Un mot", "requis": False},
                    {
                        "id": "depenses",
                        "type": "bloc",
                        "libelle": "Dépenses",
                        "nombre_max": 5,
                        "champs": [{"id": "objet", "type": "texte", "libelle": "Objet"}],
                    },
                    {
                        "id": "eau",
                        "type": "choix",
                        "libelle": "Laquelle ?",
                        "options": [{"valeur": v, "libelle": v.upper()} for v in ("a", "b")],
                    },
                ],
            },
            {
                "id": "accords",
                "titre": "Accords",
                "afficher_si": "cofinance",
                "champs": [{"id": "accord", "type": "pieces", "libelle": "Accord"}],
            },
        ],
    }
)


def test_tells_every_question_and_when_it_may_be_left_out() -> None:
    tout = apercu(FORMULAIRE)
    etape, accords = tout.etapes
    mentions = {une.libelle: une.mention for une in etape.dedans}
    assert mentions == {
        "Un autre financeur ?": "",
        "Lequel ?": "selon vos réponses",
        "Devis": "selon vos réponses",
        "Un mot": "facultatif",
        "Dépenses": "",
        "Laquelle ?": "",
    }
    assert (accords.mention, accords.dedans[0].mention) == ("selon vos réponses", "")
    assert tout.introduction == "Préparez un devis."
    assert etape.dedans[0].choix == ()
    assert etape.dedans[5].choix == ("A", "B")
    assert [une.libelle for une in etape.dedans[4].dedans] == ["Objet"]
    assert "5 au plus" in etape.dedans[4].aide


def test_files_come_first_with_what_their_step_makes_of_them() -> None:
    assert [(un.libelle, un.mention) for un in apercu(FORMULAIRE).fichiers] == [
        ("Devis", "selon vos réponses"),
        ("Accord", "selon vos réponses"),
    ]


def test_the_time_counts_half_what_only_some_answer() -> None:
    # 10 + 20/2 + 120 + 240/2 + 2 rows of 20 + 20 + 120/2 = 380 seconds
    assert apercu(FORMULAIRE).duree == "environ 10\u00a0minutes"


@pytest.mark.parametrize(
    ("secondes", "dite"),
    [
        (0, "environ 5 minutes"),
        (300, "environ 5 minutes"),
        (301, "environ 10 minutes"),
        (1_450, "environ 25 minutes"),
        (3_300, "environ 55 minutes"),
        (3_301, "environ 1 h"),
        (3_601, "environ 1 h 15"),
        (7_200, "environ 2 h"),
    ],
)
def test_a_time_is_rounded_up(secondes: int, dite: str) -> None:
    assert dire(secondes).replace("\u00a0", " ") == dite


@pytest.mark.parametrize("genre", sorted(LIMITES))
def test_every_type_is_told(genre: str) -> None:
    champ = {"id": "un", "type": genre, "libelle": "Un", **LIMITES[genre]}
    etape = {"id": "e", "titre": "E", "champs": [champ, {"id": "nom", "type": "texte", "libelle": "Nom"}]}
    lue, _ = apercu(Formulaire.model_validate({"titre": "F", "etapes": [etape]})).etapes[0].dedans
    assert (lue.libelle, bool(lue.dedans)) == ("Un", genre in ("section", "bloc"))

"""A form's file is checked whole: every mistake at once, each at its place, in words; remarks beside."""

import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import portail.demo
from portail.formulaires.echanges.controle import FormulaireRefuse, controler, lire_formulaire
from portail.formulaires.echanges.ecriture import ecrire_yaml
from portail.formulaires.echanges.lecture import Faute
from tests.expressions import jsons

DEMO = sorted((Path(portail.demo.__file__).parent / "formulaires").glob("*.yaml"))
FIXTURES = Path(__file__).parents[3] / "fixtures"
CAS = tomllib.loads((FIXTURES / "fautes_de_formulaires.toml").read_text(encoding="utf-8"))
DEBUT = """\
titre: Essai
etapes:
  - id: projet
    titre: Projet
    champs:
      - id: nature
        type: choix
        libelle: Qui ?
        options:
          - {valeur: asso, libelle: Association}
          - {valeur: commune, libelle: Commune}
      - {id: budget, type: montant, libelle: Budget}
      - {id: debut, type: date, libelle: Début}
"""


def dites(fautes: tuple[Faute, ...]) -> list[str]:
    return [
        f"{faute.lieu.ligne}:{faute.lieu.colonne} {faute.phrase}".replace("\u00a0", " ") for faute in fautes
    ]


def fautes(suite: str) -> list[str]:
    """The mistakes of a form whose line 14 begins with `suite`."""
    controle = controler((DEBUT + suite).encode())
    assert (controle.formulaire is None) is bool(controle.fautes)
    return dites(controle.fautes)


def remarques(suite: str) -> list[str]:
    controle = controler((DEBUT + suite).encode())
    assert controle.formulaire is not None, controle.fautes
    return dites(controle.remarques)


@pytest.mark.parametrize("fichier", DEMO, ids=lambda fichier: fichier.stem)
def test_the_demonstration_is_right_and_calls_for_no_remark(fichier: Path) -> None:
    controle = controler(fichier.read_bytes())
    assert controle.formulaire is not None
    assert (controle.fautes, dites(controle.remarques)) == ((), [])


CHAMP = "      - id: x\n        type: texte\n        libelle: X\n"


@pytest.mark.parametrize("cas", CAS["faute"], ids=lambda cas: cas["dite"][:70])
def test_a_mistake_is_said_at_its_place(cas: dict[str, str]) -> None:
    [dite] = fautes(cas["suite"])
    assert dite.startswith(cas["dite"])


TOUT = """\
      - id: c
        type: entier
        libelle: C
        minimum: 10
        maximum: 5
        requis: nature = "assoc"
      - {id: a, type: texte, libelle: A, afficher_si: rempli(b)}
      - {id: b, type: texte, libelle: B, afficher_si: rempli(a)}
      - {id: d, type: texte, libelle: D, afficher_si: rempli(e)}
      - {id: e, type: texte, libelle: E, afficher_si: rempli(d)}
      - {id: f, type: texxte, libelle: F}
      - {id: g, type: texte, libelle: G, longueur_max: 0, afficher_si: rempli(f) et inconnu}
      - {id: budget, type: texte, libelle: H}
  - {id: vide, titre: Vide, afficher_si: 1 > 2, champs: [{id: t, type: titre, libelle: T}]}
"""


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    trouvees = fautes(TOUT)
    assert [int(dite.partition(":")[0]) for dite in trouvees] == [18, 19, 20, 22, 24, 25, 25, 26, 27]
    assert "« maximum » : la limite basse" in trouvees[0]
    assert '« "assoc" » n’est pas une réponse' in trouvees[1]
    assert "tourne en rond : « a » → « b » → « a »" in trouvees[2]
    assert "tourne en rond : « d » → « e » → « d »" in trouvees[3]
    assert "vouliez-vous dire « texte »" in trouvees[4]
    assert "« longueur_max » : on attend 1 au moins" in trouvees[5]
    assert "« inconnu » n’est pas un champ" in trouvees[6]
    assert "(déjà ligne 12)" in trouvees[7]
    assert "n’est jamais vrai" in trouvees[8]


def test_nothing_is_said_of_what_reads_a_field_that_cannot_be_read() -> None:
    casse = """\
      - {id: f, type: zzz, libelle: F}
      - {id: g, type: texte, libelle: G, afficher_si: rempli(f)}
"""
    assert len(fautes(casse)) == 1
    assert len(fautes(casse.replace("id: f, type: zzz", "id: F, type: texte").replace("(f)", "(F)"))) == 1


def test_a_word_written_nearly_right_is_read_as_the_one_that_was_meant() -> None:
    presque = """\
      - {id: c, type: Texte long, label: C, longeur_max: 0}
  - id: b
    titre: B
    champ:
      - {id: d, type: oui non, libele: D, afficher_si: zut}
"""
    trouvees = fautes(presque)
    assert [int(dite.partition(":")[0]) for dite in trouvees] == [14, 14, 14, 14, 17, 18, 18, 18]
    assert "« longueur_max » : on attend 1 au moins" in trouvees[3]
    assert "« zut » n’est pas un champ" in trouvees[7]


BLOC = """\
      - id: depenses
        type: bloc
        libelle: Dépenses
        champs:
          - {id: montant, type: montant, libelle: Montant, afficher_si: budgett > 3}
          - {id: motif, type: texte, libelle: Motif, longueur_max: 0}
      - id: recettes
        type: bloc
        libelle: Recettes
        champs:
          - {id: montant, type: montant, libelle: Montant, requis: rempli(montant)}
      - id: suite
        type: section
        libelle: Suite
        champs:
          - {id: total, type: calcul, libelle: Total, formule: somme(depenses.montan)}
          - {id: budget, type: texte, libelle: Encore}
"""


def test_mistakes_within_sections_and_blocks_are_at_their_place() -> None:
    assert [dite.partition(" ; ")[0] for dite in fautes(BLOC)] == [
        "18:73 étape « projet », bloc « depenses », champ « montant », « afficher_si » : "
        "« budgett » n’est pas un champ de ce formulaire",
        "19:68 étape « projet », bloc « depenses », champ « motif », « longueur_max » : on attend 1 au moins",
        "24:68 étape « projet », bloc « recettes », champ « montant », « requis » : "
        "« montant » dépend de sa propre réponse",
        "29:70 étape « projet », section « suite », champ « total », « formule » : "
        "« depenses.montan » n’est pas un champ de ce formulaire",
        "30:18 étape « projet », section « suite », champ « budget » : "
        "deux champs ont l’identifiant « budget » (déjà ligne 12)",
    ]


def test_nothing_is_said_of_what_reads_a_column_that_cannot_be_read() -> None:
    illisible = BLOC.replace("montant, type: montant, libelle: Montant, aff", "montant, type: zzz, aff")
    assert len(fautes(illisible.replace("montan)", "montant)"))) == 4


def test_what_looks_like_a_number_is_a_text_where_a_text_is_meant() -> None:
    suite = """\
      - id: an
        type: choix
        libelle: 2026
        options: [{valeur: 2025, libelle: true}, {valeur: 01, libelle: 1.50}]
"""
    formulaire = lire_formulaire((DEBUT + suite).encode())
    champ = formulaire.champ("an")
    assert champ is not None
    assert champ.libelle == "2026"
    assert [(o.valeur, o.libelle) for o in champ.options] == [("2025", "true"), ("01", "1.50")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("contenu", "attendue"),
    [
        ("- 1", "on attend des rubriques"),
        ("titre: A", "« etapes » manque"),
        ("titre: A\netapes: 3", "on attend une liste"),
        ("titre: A\netapes: [3]", "on attend des rubriques"),
        ("3", "on attend des rubriques"),
        (
            "titre: A\netapes: [{id: a, titre: A, champs: [{id: t, type: titre, libelle: T}]}]",
            "ne pose aucune question",
        ),
    ],
)
def test_what_is_no_form_at_all_is_told(contenu: str, attendue: str) -> None:
    [dite] = dites(controler(contenu.encode()).fautes)
    assert attendue in dite
    with pytest.raises(FormulaireRefuse, match=r"^ligne [12], colonne"):
        lire_formulaire(contenu.encode())


def test_a_former_condition_is_read_and_a_wrong_one_told() -> None:
    assert fautes(CHAMP + "        afficher_si: {champ: nature, est: asso}\n") == []
    [dite] = fautes(CHAMP + "        afficher_si: {champ: nature}\n")
    assert "« x », « afficher_si »" in dite


@pytest.mark.parametrize("cas", CAS["remarque"], ids=lambda cas: cas["dite"][:70])
def test_what_is_seldom_meant_is_remarked(cas: dict[str, str]) -> None:
    [dite] = remarques(cas["suite"])
    assert dite.startswith(cas["dite"])


@given(valeur=jsons | st.fixed_dictionaries({"titre": jsons, "etapes": st.lists(jsons, max_size=3)}))
def test_no_data_makes_it_fail(valeur: object) -> None:
    controle = controler(yaml.safe_dump(valeur, allow_unicode=True).encode())
    assert controle.fautes


MODELE = ecrire_yaml(lire_formulaire(DEMO[0].read_bytes()))[:3000]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_file_damaged_anywhere_is_told_where(data: st.DataObject) -> None:
    debut = data.draw(st.integers(0, len(MODELE) - 1))
    longueur = data.draw(st.integers(0, 30))
    mis = data.draw(st.text(" -:#'\"[]{}|>abc1\n", max_size=6))
    casse = MODELE[:debut] + mis + MODELE[debut + longueur :]
    controle = controler(casse.encode())
    assert (controle.formulaire is None) is bool(controle.fautes)
    for faute in (*controle.fautes, *controle.remarques):
        assert 1 <= faute.lieu.ligne <= casse.count("\n") + 1

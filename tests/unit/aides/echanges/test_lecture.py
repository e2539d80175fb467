"""Files as spreadsheets write them: encodings, separators, quotes, JSON in its envelopes."""

import json
from pathlib import Path

import pytest

from portail.aides.echanges import lecture
from portail.aides.echanges.lecture import FichierIllisible, ouvrir
from tests.lignes_d_aides import deposer, en_csv, ligne

TEXTE = "Première ligne, avec « guillemets » ;\nseconde ligne\tà 20 % œuvre d’été"


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separateur", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_found_out(tmp_path: Path, encodage: str, separateur: str) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_bytes(en_csv([ligne(description=TEXTE), ligne(id="na-4")], separateur).encode(encodage))
    fichier = ouvrir(chemin)
    lues = list(fichier.lignes())
    assert [lue.valeurs["id"] for lue in lues] == ["na-3", "na-4"]
    assert lues[0].valeurs["description"] == TEXTE
    assert [lue.numero for lue in lues] == [2, 5]  # a row may take several lines
    assert fichier.non_lues == ()


def test_an_old_mac_is_read_too(tmp_path: Path) -> None:
    chemin = tmp_path / "aides.csv"
    rows = [
        ligne(id=f"na-{n}", description="L’été, la forêt brûlée à Hérault : où êtes-vous ?")
        for n in range(40)
    ]
    chemin.write_bytes(en_csv(rows, ";").encode("mac_roman"))
    assert next(iter(ouvrir(chemin).lignes())).valeurs["description"].startswith("L’été, la forêt brûlée")


def test_the_separator_a_spreadsheet_announces_is_no_row(tmp_path: Path) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_text("sep=;\n" + en_csv([ligne()], ";"), encoding="utf-8")
    lues = list(ouvrir(chemin).lignes())
    assert [(lue.numero, lue.valeurs["id"]) for lue in lues] == [(3, "na-3")]


def test_headers_are_known_by_name_or_title_whatever_their_dress(tmp_path: Path) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_text(" ID ;TITRE;Critères d'éligibilité;Date de fin;Couleur\n1;2;3;4;5\n", encoding="utf-8")
    fichier = ouvrir(chemin)
    assert fichier.entetes == ("id", "titre", "eligibilite", "date_cloture", "Couleur")
    assert fichier.non_lues == ("Couleur",)


def test_empty_lines_are_skipped_and_cells_too_many_are_counted(tmp_path: Path) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_text("id;titre\n\n;\n1;A;;\n2;B;C;D\n3\n", encoding="utf-8")
    lues = list(ouvrir(chemin).lignes())
    assert [(lue.numero, lue.en_trop, lue.valeurs) for lue in lues] == [
        (4, 0, {"id": "1", "titre": "A"}),
        (5, 2, {"id": "2", "titre": "B"}),
        (6, 0, {"id": "3"}),
    ]


@pytest.mark.parametrize("enveloppe", ["", "data", "aides"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_a_list_or_holds_one(tmp_path: Path, enveloppe: str, encodage: str) -> None:
    chemin = tmp_path / "aides.json"
    lu = [ligne(types_aides=["information", "financement"])]
    chemin.write_bytes(json.dumps({enveloppe: lu} if enveloppe else lu).encode(encodage))
    fichier = ouvrir(chemin)
    assert fichier.json
    assert fichier.mot_ligne == "aide n°"
    assert [un.valeurs["types_aides"] for un in fichier.lignes()] == [["information", "financement"]]


@pytest.mark.parametrize(
    ("contenu", "message"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf \r\n", "vide"),
        (b"PK\x03\x04" + b"x" * 50, "classeur"),
        (b'{"aides": 3}', "liste d’aides"),
        (b"[{]", "mal écrit"),
        (b"[" * 20_000, "mal écrit"),
        (b"nom;prenom\nA;B\n", "première ligne"),
        (b"id;titre;ID\n1;2;3\n", "Colonne en double"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, contenu: bytes, message: str) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_bytes(contenu)
    with pytest.raises(FichierIllisible, match=message):
        ouvrir(chemin)


def test_a_list_of_something_else_and_a_missing_file_are_told(tmp_path: Path) -> None:
    chemin = tmp_path / "aides.json"
    chemin.write_text("[3]", encoding="utf-8")
    with pytest.raises(FichierIllisible, match="n° 1"):
        list(ouvrir(chemin).lignes())
    with pytest.raises(FichierIllisible, match="ne peut pas être lu"):
        ouvrir(tmp_path / "absent.csv")


def test_a_quote_that_never_closes_does_not_break_anything(tmp_path: Path) -> None:
    chemin = deposer(tmp_path, ligne())
    chemin.write_text(chemin.read_text(encoding="utf-8") + '"jamais fermé', encoding="utf-8")
    assert len(list(ouvrir(chemin).lignes())) == 2


def test_a_line_that_does_not_end_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chemin = deposer(tmp_path, ligne())
    monkeypatch.setattr(lecture, "LIGNE_MAX", 5_000)
    assert len(list(ouvrir(chemin).lignes())) == 1
    with chemin.open("a", encoding="utf-8") as flux:
        flux.write("," * 5_001)
    lus = ouvrir(chemin).lignes()
    assert next(lus).numero == 2
    with pytest.raises(FichierIllisible, match="ne finit pas"):
        next(lus)

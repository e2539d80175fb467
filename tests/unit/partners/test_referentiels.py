"""Refreshing the lists of reference: from a file or a server, whole or not at all."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portail.core import communes, donnees, referentiels
from portail.core.donnees import Donnees, Provenance
from portail.core.referentiels.controle import FichierRefuse
from portail.partners import referentiels as refaire
from portail.partners.referentiels import SOURCES, Source, commandes, rafraichir
from tests.serveur_de_fichier import serveur

EPCI = {"code": "200000001", "nom": "CC des Landes de l’Est"}
SUD = {"departement": {"code": "33", "nom": "Gironde"}, "region": {"code": "75", "nom": "Nouvelle-Aquitaine"}}
COMMUNES: list[dict[str, Any]] = [
    {
        "code": "33001",
        "nom": "Ambarès",
        "codesPostaux": ["33001", "33002"],
        "population": 900,
        "epci": EPCI,
        **SUD,
    },
    {"code": "33002", "nom": "Bourg-Neuf", "codesPostaux": ["33002"], "population": 80, **SUD},
    {"code": "33003", "nom": "Cestas", "codesPostaux": ["33003"], "population": 70, **SUD},
    {"code": "33004", "nom": "Dardenac", "codesPostaux": ["33004"], "population": 60, **SUD},
    {"code": "33005", "nom": "Escoussans", "codesPostaux": ["33005"], "population": 50, **SUD},
]


@pytest.fixture(autouse=True)
def dossier(tmp_path: Path) -> Iterator[Path]:
    """A data folder that holds small lists, so that small files may take their place."""
    donnees.prendre_dans(tmp_path / "referentiels")
    petites = {
        "territoires": [
            ["R", "75", "Nouvelle-Aquitaine"], ["D", "33", "Gironde", "75"],
            ["E", EPCI["code"], "CC d’avant"],
            *(["C", c["code"], c["nom"], "33000", "33", "10", ""] for c in COMMUNES),
            ["X", "communes", "33900", "Vieux-Bourg", "33002"],
        ],
        "naf": [
            ["I", "A", "Agriculture", "Les champs", ""], ["I", "01", "Culture", "", "A"],
            ["I", "01.1", "Céréales", "", "01"],
            ["I", "01.11", "Blé", "", "01.1"], ["I", "01.11Z", "Blé", "", "01.11"],
        ],
        "formes_juridiques": [
            ["I", "9", "Groupement", "", ""], ["I", "92", "Association", "", "9"],
            ["I", "9220", "Association déclarée", "Association loi de 1901", "92"],
        ],
        "pays": [["I", "BE", "Belgique", "", ""], ["I", "FR", "France", "", ""],
                 ["I", "GP", "Guadeloupe", "", "FR"]],
    }  # fmt: skip
    for nom, rangees in petites.items():
        donnees.ecrire(nom, Donnees(Provenance("petite liste", "nous", "aucune"), rangees))
    yield tmp_path
    donnees.prendre_dans(None)


def fichier(dossier: Path, contenu: object, nom: str = "source") -> Path:
    chemin = dossier / nom
    chemin.write_bytes(contenu if isinstance(contenu, bytes) else json.dumps(contenu).encode())
    return chemin


_OPEN = "http://schemas.openxmlformats.org/"


def tableur(*feuilles: list[list[str]]) -> bytes:
    """The smallest .xlsx that holds these rows of texts."""
    feuille = f"{_OPEN}officeDocument/2006/relationships/worksheet"
    rangs = range(len(feuilles))
    liens = "".join(f'<Relationship Id="r{i}" Type="{feuille}" Target="worksheets/{i}.xml"/>' for i in rangs)
    noms = "".join(f'<sheet name="Niveau {i}" sheetId="{i + 1}" r:id="r{i}"/>' for i in rangs)
    paquet = f"{_OPEN}package/2006/relationships"
    main, r = f"{_OPEN}spreadsheetml/2006/main", f"{_OPEN}officeDocument/2006/relationships"
    parties = {
        "_rels/.rels": f'<Relationships xmlns="{paquet}"><Relationship Id="r" Type="{r}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_OPEN}package/2006/content-types"/>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{paquet}">{liens}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{r}"><sheets>{noms}</sheets></workbook>',
    }  # fmt: skip
    for i, rangees in enumerate(feuilles):
        lignes = "".join(_rangee(n, rangee) for n, rangee in enumerate(rangees, 1))
        parties[f"xl/worksheets/{i}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{lignes}</sheetData></worksheet>'
        )
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return sortie.getvalue()


def _rangee(n: int, cellules: list[str]) -> str:
    textes = (
        f'<c r="{chr(65 + j)}{n}" t="inlineStr"><is><t>{cellule}</t></is></c>'
        for j, cellule in enumerate(cellules)
    )
    return f'<row r="{n}">{"".join(textes)}</row>'


def test_the_communes_are_read_anew_with_what_holds_them(dossier: Path) -> None:
    nouvelles = [*COMMUNES[:4], {**COMMUNES[4], "code": "33006", "nom": "Floirac", "anciensCodes": ["33005"]}]
    bilan = rafraichir("communes", fichier(dossier, nouvelles))
    assert (bilan.avant, bilan.apres, bilan.nouveaux, bilan.abandonnes) == (8, 8, 1, 1)
    assert referentiels.libelle("epci", EPCI["code"]) == EPCI["nom"]
    assert [c.nom for c in communes.chercher("flo")] == ["Floirac"]
    ambares = communes.par_code("33001")
    assert ambares is not None
    assert (ambares.codes_postaux, ambares.population) == (("33001", "33002"), 900)
    # What was given up, long ago or now, is still read.
    assert referentiels.actuel("communes", "33005") == "33006"
    assert referentiels.libelle("communes", "33005") == "Escoussans"
    assert referentiels.libelle("communes", "33900") == "Vieux-Bourg"
    (premiere, *_) = referentiels.inventaire()
    assert premiere.provenance.source.startswith("API Découpage administratif")
    assert premiere.provenance.jour


def test_a_commune_that_changes_its_name_is_found_by_the_former(dossier: Path) -> None:
    for nom in ("Cestas-le-Vieux", "Cestas-les-Pins"):
        rafraichir("communes", fichier(dossier, [*COMMUNES[:2], {**COMMUNES[2], "nom": nom}, *COMMUNES[3:]]))
    assert communes.chercher("cestas-le-v") == communes.chercher("cestas les pins")
    rafraichir("communes", fichier(dossier, COMMUNES))
    assert [c.nom for c in communes.chercher("cestas les pins")] == ["Cestas"]


def test_a_commune_that_nothing_replaces_stays_readable(dossier: Path) -> None:
    rafraichir("epci", fichier(dossier, COMMUNES[:4]))
    assert referentiels.libelle("communes", "33005") == "Escoussans"
    assert referentiels.actuel("communes", "33005") == ""
    rafraichir("communes", fichier(dossier, COMMUNES))
    assert referentiels.existe("communes", "33005")


def test_a_table_of_insee_is_read_whatever_stands_around_it(dossier: Path) -> None:
    lignes = [
        ["ligne", "Code", "Intitulés"], ["1", "SECTION A", "AGRICULTURE ET PÊCHE"],
        ["10", "01", "Culture d'ici"],
        ["11", "01.1", "Céréales"], ["12", "01.11", "Blé tendre"], ["13", "01.11Z", "Blé  tendre"],
        ["14", "01.12", "Riz"], ["15", "01.12Z", "Riz"],
    ]  # fmt: skip
    rafraichir("naf", fichier(dossier, tableur(lignes)))
    assert [e.code for e in referentiels.lister("naf")][:3] == ["A", "01", "01.1"]
    lues = {e.code: (e.libelle, e.clair, e.dans) for e in referentiels.lister("naf")}
    assert lues["A"] == ("Agriculture et pêche", "Les champs", ())
    assert lues["01"] == ("Culture d’ici", "", ("naf:A",))
    assert lues["01.11Z"] == ("Blé tendre", "", ("naf:01.11",))


def test_a_csv_in_an_old_encoding_and_several_sheets(dossier: Path) -> None:
    source = "Catégories;\nCode;Libellé\n9;Groupement privé\n92;Association\n9220;Déclarée\n9230;Reconnue\n"
    rafraichir("formes_juridiques_3", fichier(dossier, source.encode("cp1252")))
    assert referentiels.libelle("formes_juridiques", "9") == "Groupement privé"
    assert referentiels.en_clair("formes_juridiques", "9220") == "Association loi de 1901"
    feuilles = ([["Code", "Libellé"], ["9", "Privé"]], [["92", "Association"]], [["9220", "Déclarée"]])
    rafraichir("formes_juridiques", fichier(dossier, tableur(*feuilles)), confirme=True)
    assert referentiels.libelle("formes_juridiques", "9230") == "Reconnue"
    assert not referentiels.existe("formes_juridiques", "9230")


def test_countries_keep_what_the_file_does_not_name(dossier: Path) -> None:
    lignes = ['"COG","LIBCOG","CODEISO2"', '"99131","Royaume de Belgique","BE"', '"99999","Sans code",""']
    source = "\n".join([*lignes, '"99140","Luxembourg","LU"'])
    rafraichir("pays", fichier(dossier, source.encode()))
    assert [e.libelle for e in referentiels.lister("pays")] == [
        "Royaume de Belgique", "France", "Guadeloupe", "Luxembourg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nom", "contenu", "phrase"),
    [
        ("communes", b"<html>", "pas du JSON"),
        ("communes", b"[" * 100_000, "pas du JSON"),
        ("communes", {"communes": []}, "pas une liste de communes"),
        ("communes", [3], "pas une liste de communes"),
        ("communes", [], "passerait de 1 à 0"),
        ("communes", COMMUNES[:2], "passerait de 5 à 2 codes"),
        ("communes", [*COMMUNES, COMMUNES[0]], "33001 y est deux fois"),
        ("communes", [*COMMUNES, {**COMMUNES[0], "code": "3300"}], "« 3300 » n’est pas un code"),
        ("communes", [*COMMUNES, {**COMMUNES[0], "code": "<b>"}], "« <b> » n’est pas un code"),
        ("communes", [*COMMUNES, {**COMMUNES[0], "nom": " "}], "n’a pas de « nom »"),
        ("communes", [*COMMUNES, {"code": "33009", "nom": "Nulle part"}], "33009 n’a pas de département"),
        ("communes", [*COMMUNES, {**COMMUNES[0], "code": "33009", "nom": "a" * 301}], "libellé trop long"),
        ("communes", [{**c, "anciensCodes": ["x"]} for c in COMMUNES], "« x » n’est pas un code"),
        ("naf", b"", "passerait de 1 à 0"),
        ("naf", b"PK\x03\x04 cut short", "tableur ne se lit pas"),
        ("naf", b"\xd0\xcf\x11\xe0 cut short", "tableur ne se lit pas"),
        ("naf", b"01;Culture\n01.1;Riz\n01.11;Riz\n01.11Z;Riz", "01 est dans A"),
        ("naf", b"A;Champs\n01;Culture\n01.11;Riz\n01.11Z;Riz", "01.11 est dans 01.1"),
        ("pays", b"un,deux\nBE,Belgique", "colonnes CODEISO2 et LIBCOG"),
        ("pays", b"", "colonnes CODEISO2 et LIBCOG"),
        ("pays", b"code,libelle\nbelgique,Belgique", "« belgique » n’est pas un code"),
    ],
)  # fmt: skip
def test_a_broken_file_changes_nothing(dossier: Path, nom: str, contenu: object, phrase: str) -> None:
    avant = {un.name: un.read_bytes() for un in (dossier / "referentiels").iterdir()}
    with pytest.raises(FichierRefuse) as refus:
        rafraichir(nom, fichier(dossier, contenu))
    assert phrase in str(refus.value).replace("\u00a0", " ")
    assert {un.name: un.read_bytes() for un in (dossier / "referentiels").iterdir()} == avant


def test_a_list_that_changes_much_is_confirmed(dossier: Path) -> None:
    rafraichir("communes", fichier(dossier, COMMUNES[:2]), confirme=True)
    assert len(referentiels.lister("communes")) == 2


def test_a_damaged_file_leaves_the_list_of_the_portal(
    dossier: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chemin = dossier / "referentiels" / donnees.FICHIERS["naf"]
    for contenu in (chemin.read_bytes()[:-9], b"", b"\x1f\x8b", b'M,a,b,c,\n"unfinished'):
        chemin.write_bytes(contenu)
        donnees.prendre_dans(dossier / "referentiels")
        assert len(referentiels.lister("naf")) == 1_728
    assert "la liste du portail sert à sa place" in caplog.text


def test_the_official_source_is_fetched(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dites: list[str] = []
    with serveur(json.dumps(COMMUNES).encode()) as adresse:
        monkeypatch.setitem(SOURCES, "territoires", Source("l’essai", adresse))
        assert commandes.refaire("departements", None, confirme=False, dire=dites.append) == commandes.FAIT
    assert referentiels.libelle("epci", EPCI["code"]) == EPCI["nom"]
    assert "territoires\u00a0: 8\u00a0codes (au lieu de 8), 0\u00a0nouveau, 0\u00a0abandonné." in dites[0]
    assert "prochain démarrage" in dites[1]


def test_when_the_source_is_down_nothing_changes_and_the_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serveur(b"") as adresse:
        pass  # nobody listens there any more
    for jeu in ("territoires", "naf", "formes_juridiques"):
        monkeypatch.setitem(SOURCES, jeu, Source("l’essai", adresse))
    dites: list[str] = []
    assert commandes.refaire("", None, confirme=False, dire=dites.append) == commandes.PAS_FAIT
    assert dites[0] == (
        "territoires\u00a0: 127.0.0.1 n’a pas donné le fichier (pas de réponse)\u00a0: rien n’est changé. "
        "Réessayez plus tard, ou donnez le fichier avec --depuis."
    )
    assert len(dites) == 3
    assert referentiels.inventaire()[0].provenance.source == "nous"


def test_the_command_says_what_it_cannot_do(dossier: Path) -> None:
    dites: list[str] = []
    refuser = {"confirme": False, "dire": dites.append}
    assert commandes.refaire("planetes", None, **refuser) == commandes.INCONNUE  # type: ignore[arg-type]
    assert commandes.refaire("", dossier, **refuser) == commandes.INCONNUE  # type: ignore[arg-type]
    assert commandes.refaire("pays", None, **refuser) == commandes.PAS_FAIT  # type: ignore[arg-type]
    assert commandes.refaire("naf", dossier / "absent", **refuser) == commandes.PAS_FAIT  # type: ignore[arg-type]
    assert commandes.refaire("naf", dossier, **refuser) == commandes.PAS_FAIT  # type: ignore[arg-type]
    assert [dite.partition("\u00a0:")[0] for dite in dites] == [
        "Il n’y a pas de liste «\u00a0planetes\u00a0»", "Dites quelle liste est dans ce fichier",
        "pays", "naf", "naf",
    ]  # fmt: skip


def test_the_command_shows_each_list_with_its_vintage_and_count() -> None:
    donnees.prendre_dans(None)
    dites: list[str] = []
    assert commandes.montrer(dites.append) == commandes.FAIT
    texte = "\n".join(dites)
    assert "Code officiel géographique au 1er janvier 2026" in texte
    assert "34\u202f969, 4\u202f240\u00a0anciens codes   Communes" in texte
    assert all(f"    {nom} " in texte for nom in referentiels.NOMS)


def test_the_real_lists_pass_their_own_control() -> None:
    donnees.prendre_dans(None)
    for jeu in donnees.FICHIERS:
        rangees = [list(r) for r in donnees.lire(jeu).rangees]
        refaire.controler(jeu, rangees, rangees, confirme=False)

"""The PDF engine: text stays text, files are accessible, identical and safe under threads."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from portail.core import clock
from portail.partners import pdf
from portail.partners.pdf import DonneesAccuse, DonneesReglement, ErreurPdf, compiler

INSTANT = datetime(2026, 11, 30, 23, 32, tzinfo=UTC)  # already 1 December, 0 h 32, in Paris


def reglement(corps: str, **autres: Any) -> DonneesReglement:
    base: DonneesReglement = {
        "collectivite": "Région d’Essai",
        "titre": "Aide aux essais",
        "version_du": date(2026, 9, 1),
        "corps": corps,
        "accent": "#0b5673",
    }
    return base | autres  # type: ignore[return-value]


def accuse(*reponses: tuple[str, str], **autres: Any) -> DonneesAccuse:
    base: DonneesAccuse = {
        "collectivite": "Région d’Essai",
        "numero": "NA-2026-000042",
        "aide": "Aide aux essais",
        "depose_le": INSTANT,
        "demandeur": ["Association Les Essais", "12 rue des Lilas, 86000 Poitiers"],
        "service": {"nom": "Service des essais", "telephone": "05 36 49 00 01", "mail": "essais@exemple.fr"},
        "etapes": [
            {"titre": "Votre projet", "reponses": [{"libelle": nom, "valeur": v} for nom, v in reponses]}
        ],
        "pieces": [{"libelle": "Statuts", "nom": "statuts.pdf", "octets": 2_400_000, "sha256": "ab" * 32}],
        "accent": "#0b5673",
    }
    return base | autres  # type: ignore[return-value]


def lire(fichier: bytes) -> tuple[PdfReader, str]:
    """The reader, and the words of every page with their breaks made plain spaces."""
    lecteur = PdfReader(io.BytesIO(fichier))
    texte = " ".join(page.extract_text() for page in lecteur.pages).replace("\u200b", "")
    return lecteur, re.sub(r"\s+", " ", texte)


@pytest.mark.parametrize(("modele", "donnees"), [("reglement", reglement("## A")), ("accuse", accuse())])
def test_accessible_file(modele: Any, donnees: Any) -> None:
    lecteur, _ = lire(compiler(modele, donnees))
    catalogue: Any = lecteur.trailer["/Root"]
    assert lecteur.metadata is not None
    assert lecteur.metadata.title
    assert catalogue["/Lang"] == "fr-FR"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


def test_accuse_says_what_the_law_asks() -> None:
    lecteur, texte = lire(compiler("accuse", accuse(("Montant demandé", "1 200,00 €"), ("Budget", " "))))
    assert lecteur.metadata is not None
    assert lecteur.metadata.title == "Accusé d’enregistrement électronique du dossier NA-2026-000042"
    for attendu in (
        "Accusé d’enregistrement électronique",
        "1er décembre 2026 à 0 h 32",
        "Service des essais 05 36 49 00 01 essais@exemple.fr",
        "Association Les Essais",
        "article L. 112-11",
        "Il ne dit pas si votre dossier est complet",
        "Montant demandé 1 200,00 €",
        "Budget Non renseigné",
        "Statuts 2,4 Mo",
        "ab" * 32,
        "Page 1 sur",
    ):
        assert attendu in texte.replace("statuts.pdf ", "").replace(
            "ab" * 32 + " 2,4 Mo", "2,4 Mo " + "ab" * 32
        ), attendu


HOSTILES = [
    '#eval("1+1") #panic() #import "commun.typ"',
    "$x^2$ @ref <label> *gras* _ital_ `code` \\u{41}",
    "= Titre\n- liste\n/ terme: a // fin /* fin */",
    '"} #{ "guillemets',
    "]]] [[[ ((( {{{ ~~~ ''' \"\"\"",
]


@pytest.mark.parametrize("hostile", HOSTILES)
def test_typed_text_is_never_code(hostile: str) -> None:
    _, texte = lire(compiler("accuse", accuse(("Réponse", hostile), (hostile, "x"), aide=hostile)))
    assert texte.count(" ".join(hostile.split())) == 3


@pytest.mark.parametrize("hostile", ['#eval("1+1")', "$x$ @ref <label>", "<script>alert(1)</script>"])
def test_markdown_is_never_code(hostile: str) -> None:
    _, texte = lire(compiler("reglement", reglement(f"## {hostile}\n\n- {hostile}", titre=hostile)))
    assert texte.count(hostile) == 3


def test_markdown_is_laid_out() -> None:
    corps = (
        "### Article 1 – Objet\n\nDu **gras**, de l’*italique*, [un lien](https://exemple.fr/a).\n\n"
        "##### Plus bas\n\n3. trois\n4. quatre\n\n> cité\n\n"
        "| Taille | Taux |\n|---|---|\n| Petite | 40 % |\n\n"
        "[piège](javascript:alert(1)) [ailleurs](/aides) ![une image](x.png)"
    )
    lecteur, texte = lire(compiler("reglement", reglement(corps)))
    assert "Article 1 – Objet Du gras, de l’italique, un lien. Plus bas 3. trois 4. quatre" in texte
    assert "cité Taille Taux Petite 40 % [piège](javascript:alert(1)) ailleurs une image" in texte
    liens = [a.get_object()["/A"]["/URI"] for page in lecteur.pages for a in page.get("/Annots", [])]
    assert liens == ["https://exemple.fr/a"]
    sommaire: Any = lecteur.outline
    assert [sommaire[0].title, sommaire[1][0].title] == ["Article 1 – Objet", "Plus bas"]


def test_long_and_deep_texts_are_laid_out() -> None:
    lecteur, texte = lire(compiler("accuse", accuse(("Réponse", "mot " * 20_000 + "fin"))))
    assert len(lecteur.pages) > 20
    assert "mot fin" in texte
    profond = "".join(f"{'  ' * n}- niveau {n}\n" for n in range(30)) + "\n" + ">" * 30 + " cité"
    _, texte = lire(compiler("reglement", reglement(profond)))
    assert "niveau 5" in texte


def test_very_long_words_stay_on_the_page() -> None:
    mot = "W" * 400
    lecteur, texte = lire(compiler("accuse", accuse(("Réponse", mot))))
    assert mot in texte.replace(" ", "")
    lignes = [ligne for page in lecteur.pages for ligne in page.extract_text().splitlines()]
    assert max(ligne.replace("\u200b", "").count("W") for ligne in lignes) < 60


def test_other_scripts_are_printed() -> None:
    _, texte = lire(compiler("accuse", accuse(("Nom", "Ελένη Жукова Łukasz"), ("Autre", "😀"))))
    assert "Ελένη Жукова Łukasz" in texte
    assert "😀" in texte
    assert "tient la place d’un caractère" not in texte
    lire(compiler("accuse", accuse(("Arabe", "مرحبا بالعالم"), ("Hébreu", "שלום עולם"))))


@pytest.mark.parametrize("inconnu", ["漢字", "🤯", "\ue000", "\U000e0041\U0001f9ff"])
def test_a_character_without_a_glyph_is_told(inconnu: str) -> None:
    _, texte = lire(compiler("accuse", accuse(("Nom", f"avant {inconnu} après"))))
    assert re.search(r"avant □+ après", texte)
    assert "Le signe □ tient la place d’un caractère" in texte


def test_invisible_characters_are_dropped() -> None:
    _, texte = lire(compiler("accuse", accuse(("Nom", "a\x00b\x1bc\ufeffd\ud800e\u0301\tf"))))
    assert "abcdé f" in texte
    assert "tient la place" not in texte


def test_same_data_at_the_same_instant_give_the_same_bytes() -> None:
    with clock.fixed(INSTANT):
        premier, second = compiler("accuse", accuse()), compiler("accuse", accuse())
    with clock.fixed(datetime(2027, 1, 1, tzinfo=UTC)):
        assert compiler("accuse", accuse()) != premier
    assert premier == second


def test_threads_do_not_mix_documents() -> None:
    def produire(n: int) -> str:
        return lire(compiler("accuse", accuse(numero=f"NA-{n:05}")))[1]

    with ThreadPoolExecutor(8) as equipe:
        textes = list(equipe.map(produire, range(24)))
    for n, texte in enumerate(textes):
        assert set(re.findall(r"NA-\d{5}", texte)) == {f"NA-{n:05}"}


def test_only_bundled_fonts() -> None:
    lecteur, _ = lire(compiler("accuse", accuse(("Nom", "漢 Ж"))))
    polices = {str(p["/BaseFont"]) for page in lecteur.pages for p in _polices(page)}
    assert {re.sub(r".*\+|-.*", "", nom) for nom in polices} == {"AtkinsonHyperlegibleNext", "DejaVuSans"}
    connues = {Path(police.path or "intégrée").parent for police in pdf.polices().fonts()}
    assert connues == {pdf.MODELES / "fonts"}  # a system's own DejaVu would change the page from host to host


def _polices(page: Any) -> list[Any]:
    return [police.get_object() for police in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize(
    ("modele", "donnees"),
    [
        ("inconnu", reglement("x")),
        ("reglement", {"collectivite": "Région"}),
        ("reglement", reglement("x", accent="rouge")),
        ("accuse", accuse(depose_le=object())),
    ],
)
def test_a_failure_is_one_clear_error(modele: Any, donnees: Any) -> None:
    with pytest.raises(ErreurPdf, match=modele):
        compiler(modele, donnees)


def test_templates_are_packaged_with_their_licences() -> None:
    noms = {fichier.name for fichier in (pdf.MODELES / "fonts").iterdir()}
    assert {"OFL.txt", "DejaVu-LICENSE.txt"} <= noms

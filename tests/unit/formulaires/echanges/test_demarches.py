"""A form of demarches-simplifiees arrives whole: each field is in the form or said, and the form is right."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portail.formulaires.echanges.commandes import importer_ds
from portail.formulaires.echanges.controle import controler
from portail.formulaires.echanges.demarches import fichier
from portail.formulaires.echanges.demarches.fichier import FichierIllisible
from portail.formulaires.echanges.demarches.importer import FormulaireImpossible, importer
from portail.formulaires.types.ensembles import Bloc
from tests.demarches import FERME, UNE_QUESTION, champ_lu, identifiants, importer_champs, un_champ
from tests.descriptions_au_hasard import GENRES, champs, n_importe_quoi, nommer, textes


def test_a_whole_form_arrives() -> None:
    reprise = importer(FERME.read_bytes())
    formulaire = reprise.formulaire
    assert [etape.titre for etape in formulaire.etapes] == ["1. Votre exploitation", "2. Votre projet"]
    assert formulaire.etapes[0].champs[0].type == "explication"  # what stood before the first heading
    assert formulaire.introduction == "Pour qui transforme et vend ses produits.\n\nPréparez vos devis."
    statut = champ_lu(reprise, "statut")
    assert [option["valeur"] for option in statut["options"]] == ["exploitant-individuel", "gaec", "earl"]
    assert (statut["autre"], statut["aide"]) == (True, "Celui de la MSA.")
    assert champ_lu(reprise, "departement")["liste"] == "departements"
    filiere = champ_lu(reprise, "filiere")["branches"]
    assert [branche["valeur"] for branche in filiere[0]["branches"]] == ["fromage", "yaourt"]
    associes = formulaire.champ("les_associes")
    assert isinstance(associes, Bloc)
    assert [champ.type for champ in associes.champs] == ["titre", "texte", "decimal"]
    assert formulaire.etapes[0].sections["les_associes"] == "associes"
    assert champ_lu(reprise, "piece_d_identite")["requis"] == "nombre(les_associes) > 0"
    visible = champ_lu(reprise, "decrivez_vos_points_de_vente")["afficher_si"]
    assert visible == "vendez_vous_deja_a_la_ferme"


def test_the_report_says_what_was_adapted() -> None:
    lignes = [*importer(FERME.read_bytes()).rapport.lignes()]
    assert lignes[0] == "20\u00a0champs repris, 4\u00a0adaptés, 1\u00a0laissé."
    dites = "\n".join(lignes)
    for attendu in ("« Statut » (statut)", "tableau-des-devis.ods", "pas de carte", "annotation privée"):
        assert attendu in dites
    assert "dateFermeture" in dites
    assert "signature=abc" not in dites


def test_the_same_file_makes_the_same_form() -> None:
    assert importer(FERME.read_bytes()).yaml == importer(FERME.read_bytes()).yaml


@pytest.mark.parametrize("genre", GENRES)
def test_each_type_arrives_alone(genre: str) -> None:
    reprise = importer_champs(un_champ(genre, options=["--A--", "b", "c", "d"]), UNE_QUESTION)
    suite = reprise.rapport.suites[f"ds-{genre}"]
    assert suite.ids
    assert not suite.laisse
    assert set(suite.ids) <= identifiants(reprise.formulaire)
    assert "est inconnu" not in " ".join(suite.adapte)


def test_a_type_of_old_answers_is_known() -> None:
    reprise = importer_champs({"type": "drop_down_list", "id": "1", "label": "Choix", "options": ["a", "b"]})
    assert champ_lu(reprise, "choix")["type"] == "choix"
    assert not reprise.rapport.suites["1"].adapte


def test_an_unknown_type_is_a_text_and_is_said() -> None:
    reprise = importer_champs(un_champ("Hologramme", profondeur=3))
    assert champ_lu(reprise, "le_hologramme")["type"] == "texte"
    assert reprise.rapport.suites["ds-Hologramme"].adapte == [
        "ce que dit « profondeur » n’est pas repris",
        "son type « hologramme » est inconnu : c’est un texte",
    ]


def test_a_long_label_continues_in_the_help() -> None:
    libelle = "Décrivez le projet et ce qu’il change. " * 20
    champ = champ_lu(
        importer_champs(un_champ("Text", label=libelle, description="Cinq lignes.")),
        "decrivez_le_projet_et_ce_qu_il_change",
    )
    assert len(champ["libelle"]) <= 200
    assert champ["aide"].endswith("Cinq lignes.")
    dit = champ["libelle"].removesuffix(" …") + " " + champ["aide"].removeprefix("… ").split("\n\n")[0]
    assert dit.split() == libelle.split()


def test_a_help_too_long_stands_before_the_question() -> None:
    reprise = importer_champs(un_champ("Text", description="mot " * 12_000))
    genres = [champ.type for champ in reprise.formulaire.etapes[0].champs]
    assert genres == ["explication"] * 3 + ["texte"]


def test_headings_make_steps_sections_and_titles() -> None:
    reprise = importer_champs(
        un_champ("HeaderSection", id="1", label="Pièces", level=2),
        un_champ("Text", id="2", label="Un"),
        un_champ("HeaderSection", id="3", label="Détail", level=3, description="À lire."),
        un_champ("Text", id="4", label="Deux"),
        un_champ("HeaderSection", id="5", label="Plus fin", level=4),
        un_champ("HeaderSection", id="6", label="Vide", level=2),
        un_champ("HeaderSection", id="7", label="Fin", level=2),
        un_champ("Text", id="8", label="Trois"),
    )  # fmt: skip
    assert [etape.id for etape in reprise.formulaire.etapes] == ["pieces-2", "fin"]  # the first name is kept
    assert [champ.id for champ in reprise.formulaire.etapes[0].champs] == ["un", "detail"]
    assert [champ.type for champ in reprise.formulaire.etapes[0].elements] == [
        "texte",
        "section",
        "texte",
        "titre",
    ]
    assert [champ.id for champ in reprise.formulaire.etapes[1].champs] == ["vide", "trois"]


def test_more_than_a_form_holds_is_cut_in_parts() -> None:
    titres = [un_champ("HeaderSection", id=f"h{rang}", label=f"Titre {rang}", level=1) for rang in range(140)]
    questions = [un_champ("Text", id=f"q{rang}", label="Question") for rang in range(140)]
    champs = [un for paire in zip(titres, questions, strict=True) for un in paire]
    reprise = importer_champs(
        *champs, *[un_champ("Text", id=f"r{rang}", label="Question") for rang in range(700)]
    )
    assert len(reprise.formulaire.etapes) == 30
    assert sum(1 for _ in reprise.formulaire.questions()) == 840


def test_a_block_holds_neither_files_nor_a_block_nor_too_much() -> None:
    dedans = [un_champ("Text", id=f"t{rang}", label="Nom") for rang in range(40)]
    interne = un_champ(
        "Repetition", id="interne", label="Interne", champDescriptors=[un_champ("Date", id="date")]
    )
    fichiers = un_champ("PieceJustificative", id="devis", label="Devis")
    reprise = importer_champs(
        un_champ("Repetition", id="bloc", champDescriptors=[*dedans, interne, fichiers])
    )
    assert [champ.type for _, champ in reprise.formulaire.champs()] == ["bloc", "bloc", "pieces"]
    assert reprise.rapport.suites["bloc"].adapte == ["ses champs tiennent en 2 blocs, et non en un seul"]
    assert "demandés une fois" in reprise.rapport.suites["interne"].adapte[0]
    assert "une seule fois" in reprise.rapport.suites["devis"].adapte[0]


def test_a_block_of_files_alone_is_a_title() -> None:
    fichiers = un_champ("PieceJustificative", id="devis", label="Devis")
    reprise = importer_champs(un_champ("Repetition", id="bloc", required=False, champDescriptors=[fichiers]))
    assert [champ.type for _, champ in reprise.formulaire.champs()] == ["titre", "pieces"]
    assert champ_lu(reprise, "devis")["requis"] is False


@pytest.mark.parametrize(
    "autour",
    [
        lambda revision: revision,
        lambda revision: revision["champDescriptors"],
        lambda revision: {
            "data": {"demarche": {"title": "T", "draftRevision": {}, "activeRevision": revision}}
        },
        lambda revision: {"demarcheDescriptor": {"title": "T", "revision": revision}},
    ],
)
def test_the_description_is_found_where_it_stands(autour: Any) -> None:
    contenu = json.dumps(autour({"champDescriptors": [UNE_QUESTION]})).encode()
    assert importer(contenu).formulaire.champ("nom") is not None


@pytest.mark.parametrize(
    ("contenu", "dite"),
    [
        (b"{", "ce n’est pas du JSON"),
        (b"\xff", "UTF-8"),
        (b"null", "champDescriptors"),
        (b'{"data": {"demarcheDescriptor": null}}', "champDescriptors"),
        (b'{"errors": [{"message": "Demarche not found"}]}', "Demarche not found"),
        (b'{"a": 1, "a": 2}', "« a » est écrit deux fois"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "démesuré"),
        (b"[" * 100_000, "niveaux"),
        (b"[" * 60 + b"]" * 60, "niveaux"),
        (b" " * (fichier.TAILLE_MAX + 1), "octets"),
        (json.dumps([UNE_QUESTION] * 1_501).encode(), "champs"),
    ],
)
def test_what_is_no_description_is_refused(contenu: bytes, dite: str) -> None:
    with pytest.raises(FichierIllisible, match=dite):
        importer(contenu)


@pytest.mark.parametrize(
    "liste", [[], [un_champ("HeaderSection")], [un_champ("Explication")], [un_champ("Repetition")]]
)
def test_a_form_that_asks_nothing_is_no_form(liste: list[Any]) -> None:
    with pytest.raises(FormulaireImpossible):
        importer_champs(*liste)


def test_a_form_too_large_for_its_file_is_no_form() -> None:
    with pytest.raises(FormulaireImpossible, match="caractères"):
        importer_champs(*[un_champ("Text", id=str(rang), description="mot " * 1_200) for rang in range(400)])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(champs, max_size=8), st.lists(champs, max_size=2), textes)
def test_no_field_is_lost_and_the_form_is_right(liste: list[Any], annotations: list[Any], titre: str) -> None:
    liste, annotations = copy.deepcopy(([*liste, {**UNE_QUESTION}], annotations))
    noms = nommer([*liste, *annotations])
    contenu = json.dumps({"title": titre, "champDescriptors": liste, "annotationDescriptors": annotations})
    reprise = importer(contenu.encode())
    assert set(noms) == set(reprise.rapport.suites)
    connus = identifiants(reprise.formulaire)
    for suite in reprise.rapport.suites.values():
        assert bool(suite.ids) is not bool(suite.laisse)
        assert set(suite.ids) <= connus
    assert not controler(reprise.yaml.encode()).fautes
    assert "\n".join(reprise.rapport.lignes())


@settings(max_examples=40, deadline=None)
@given(st.recursive(n_importe_quoi, lambda un: st.lists(un) | st.dictionaries(textes, un), max_leaves=6))
def test_nothing_makes_it_fall(bizarre: Any) -> None:
    for donnees in (
        bizarre,
        [bizarre],
        {"champDescriptors": [bizarre, UNE_QUESTION, {**UNE_QUESTION, "id": bizarre}]},
    ):
        try:
            reprise = importer(json.dumps(donnees).encode())
        except (FichierIllisible, FormulaireImpossible):
            continue
        assert not controler(reprise.yaml.encode()).fautes


def test_the_command_writes_the_form_and_says_the_rest(tmp_path: Path) -> None:
    dits: list[str] = []
    rapportes: list[str] = []
    sortie = tmp_path / "ferme.yaml"
    assert importer_ds(FERME, sortie, dits.append, rapportes.append) == 0
    assert (dits, rapportes[0]) == ([], "20\u00a0champs repris, 4\u00a0adaptés, 1\u00a0laissé.")
    assert controler(sortie.read_bytes()).formulaire is not None
    assert importer_ds(FERME, None, dits.append, rapportes.append) == 0
    assert f"{dits[0]}\n" == sortie.read_text(encoding="utf-8")


def test_the_command_overwrites_nothing_and_refuses_in_words(tmp_path: Path) -> None:
    dits: list[str] = []
    sortie, vide = tmp_path / "a.yaml", tmp_path / "vide.json"
    sortie.write_text("gardé", encoding="utf-8")
    vide.write_text('{"champDescriptors": []}', encoding="utf-8")
    assert importer_ds(FERME, sortie, dits.append, dits.append) == 2
    assert sortie.read_text(encoding="utf-8") == "gardé"
    assert importer_ds(vide, None, dits.append, dits.append) == 1
    assert importer_ds(tmp_path / "absent.json", None, dits.append, dits.append) == 2
    assert importer_ds(tmp_path, None, dits.append, dits.append) == 2
    assert dits[0].endswith("ce fichier existe déjà, rien n’y est écrit.")
    assert dits[1].endswith("aucun formulaire n’en sort, ce fichier ne pose aucune question.")
    assert dits[2].endswith("ce fichier n’existe pas.")
    assert len(dits) == 4

"""`portail formulaire …`: what each command says, writes and returns."""

import json
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from portail.aides.models import Aide, AncienneAdresse
from portail.cli import app
from portail.formulaires import service
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal

ECRIT = """\
titre: Essai
etapes:
  - id: projet
    titre: Projet
    champs:
      - id: budget
        type: montant
        libelle: Budget
        minimum: 1000.50
"""


@pytest.fixture
def aide(session: Session) -> Aide:
    made = Aide(slug="essai", titre="Essai", cle_titre="essai", resume="")
    session.add(made)
    session.flush()
    session.add(AncienneAdresse(slug="ancien", aide_id=made.id))
    session.commit()
    return made


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    (tmp_path / "essai.yaml").write_text(ECRIT, encoding="utf-8")
    return tmp_path / "essai.yaml"


def lancer(*arguments: object) -> tuple[int, str]:
    fait = CliRunner().invoke(app, ["formulaire", *map(str, arguments)])
    return fait.exit_code, fait.stdout.replace("\u00a0", " ")


def test_a_right_file_is_counted(fichier: Path) -> None:
    assert lancer("check", fichier) == (0, f"{fichier} : aucune erreur. 1 étape, 1 question.\n")


def test_each_mistake_has_its_line_and_the_code_is_1(fichier: Path) -> None:
    fichier.write_text(ECRIT.replace("montant", "montan").replace("titre: Essai", "titre:"), encoding="utf-8")
    code, dit = lancer("check", fichier)
    assert code == 1
    assert [ligne.removeprefix(str(fichier)) for ligne in dit.splitlines()] == [
        ":1:1: « titre » : cette rubrique est vide : écrivez sa valeur, ou retirez la ligne",
        ":7:15: étape « projet », champ « budget » : « montan » n’est pas un type de champ ; "
        "vouliez-vous dire « montant » ?",
        " : 2 erreurs.",
    ]


def test_several_files_and_one_that_is_not_there(fichier: Path, tmp_path: Path) -> None:
    code, dit = lancer("check", fichier, tmp_path / "absent.yaml", tmp_path)
    assert code == 2
    assert "aucune erreur" in dit
    assert f"{tmp_path / 'absent.yaml'} : ce fichier n’existe pas." in dit
    assert f"{tmp_path} : ce fichier ne se lit pas" in dit


def test_what_a_file_says_tells_the_terminal_nothing(fichier: Path) -> None:
    fichier.write_text(ECRIT.replace("type: montant", 'type: "\\e[2J\\n"'), encoding="utf-8")
    assert "\x1b" not in lancer("check", fichier)[1]


def test_the_schema_is_json() -> None:
    code, dit = lancer("schema")
    assert code == 0
    assert "etapes" in json.loads(dit)["properties"]


def test_a_form_is_published_once_and_written_back(session: Session, aide: Aide, fichier: Path) -> None:
    assert lancer("exporter", "essai") == (2, "L’aide « essai » n’a pas de formulaire.\n")
    dit = "Version 1 publiée. Les demandes déjà commencées gardent la leur.\n"
    code, tout = lancer("publier", "essai", fichier)
    assert (code, tout.splitlines()[-1] + "\n") == (0, dit)
    assert lancer("exporter", "essai") == (0, ECRIT)
    assert lancer("exporter", "ancien") == (0, ECRIT)
    code, tout = lancer("publier", "essai", fichier)
    assert (code, tout.splitlines()[-1]) == (0, "Rien n’est publié : identique à la version 1.")
    fichier.write_text(ECRIT.replace("Budget", "Coût"), encoding="utf-8")
    assert lancer("publier", "essai", fichier)[1].endswith(
        "Version 2 publiée. Les demandes déjà commencées gardent la leur.\n"
    )
    with transaction() as ouverte:
        version = service.version_courante(ouverte, aide.id)
        faits = ouverte.exec(select(EntreeJournal).where(EntreeJournal.action == "formulaire.publie")).all()
    assert version is not None
    assert version.numero == 2
    assert len(faits) == 2


def test_a_wrong_form_or_an_unknown_aid_publishes_nothing(
    session: Session, aide: Aide, fichier: Path
) -> None:
    code, dit = lancer("publier", "inconnue", fichier)
    assert (code, dit.splitlines()[-1]) == (2, "Aucune aide n’a l’adresse « inconnue ».")
    fichier.write_text(ECRIT.replace("libelle: Budget", "requis: zut"), encoding="utf-8")
    assert lancer("publier", "essai", fichier)[0] == 1
    assert lancer("exporter", "inconnue")[0] == 2
    with transaction() as ouverte:
        assert service.version_courante(ouverte, aide.id) is None

"""`portail import-aides`: its words and its exit codes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.aides.echanges import commandes
from portail.aides.echanges.importation import origine_de
from portail.aides.models import Aide
from tests.lignes_d_aides import deposer, ligne


def _lancer(chemin: Path, **options: Any) -> tuple[int, str]:
    dites: list[str] = []
    choix = {"partiel": False, "a_blanc": False, "retirer": False, **options}
    return commandes.importer(chemin, "", dire=dites.append, **choix), "\n".join(dites)


def _references(engine: Engine) -> set[str | None]:
    with Session(engine) as session:
        return set(session.exec(select(Aide.reference)))


def test_a_right_file_is_imported_and_told(engine: Engine, tmp_path: Path) -> None:
    chemin = deposer(tmp_path, ligne(couleur="bleu"), nom="aides-essai-2026-11-23.csv")
    code, dit = _lancer(chemin)
    assert code == 0
    assert "utf-8, origine « aides-essai »." in dit
    assert "Colonnes non lues : couleur." in dit
    assert "1 créée, 0 modifiée, 0 inchangée, 0 retirée, 0 refusée" in dit
    assert "par seconde" in dit
    assert _references(engine) == {"na-3"}


def test_a_rehearsal_writes_nothing(engine: Engine, tmp_path: Path) -> None:
    code, dit = _lancer(deposer(tmp_path, ligne()), a_blanc=True)
    assert code == 0
    assert "À blanc, rien n’est écrit. 1 créée" in dit
    assert _references(engine) == set()


def test_refused_rows_are_told_one_by_one(engine: Engine, tmp_path: Path) -> None:
    chemin = deposer(tmp_path, ligne(), ligne(id="na-4", cibles="martiens"))
    code, dit = _lancer(chemin)
    assert code == 1
    assert "ligne 4, colonne «\u00a0cibles\u00a0»\u00a0: « martiens » n’est pas une cible" in dit
    assert "Rien n’a été importé : 1\u00a0ligne refusée sur 2." in dit
    assert _references(engine) == set()
    code, dit = _lancer(chemin, partiel=True)
    assert code == 1
    assert "1 créée, 0 modifiée, 0 inchangée, 0 retirée, 1 refusée" in dit
    assert _references(engine) == {"na-3"}


@pytest.mark.parametrize("contenu", [b"", b"rien;ici\n", b"id;titre\n1;A\n"])
def test_an_unreadable_file_is_one_sentence(engine: Engine, tmp_path: Path, contenu: bytes) -> None:
    chemin = tmp_path / "aides.csv"
    chemin.write_bytes(contenu)
    code, dit = _lancer(chemin)
    assert code == 2
    assert len(dit.splitlines()) == 1
    assert _references(engine) == set()


@pytest.mark.parametrize(
    ("nom", "origine"),
    [
        ("aides-nouvelle-aquitaine.csv", "aides-nouvelle-aquitaine"),
        ("aides-nouvelle-aquitaine_2026-11-23.csv", "aides-nouvelle-aquitaine"),
        ("aides v2.1 (3).json", "aides"),
        ("2026.csv", "2026"),
    ],
)
def test_the_feed_is_named_after_the_file_without_its_date(nom: str, origine: str) -> None:
    assert origine_de(Path(nom)) == origine

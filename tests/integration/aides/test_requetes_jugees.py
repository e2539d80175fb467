"""Sixty searches as people type them find, among the first five, the sheets somebody judged right."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from portail.aides.criteres import Criteres
from portail.aides.resultats import Resultats
from portail.aides.service import rechercher
from portail.demo.catalogue import charger
from portail.demo.seed import semer_aides
from portail.infra.db import transaction
from tests.integration.aides.conftest import JOUR

FICHIER = Path(__file__).parent / "requetes_jugees.toml"
SEUIL = 0.95


def juger(chercher: Callable[[Criteres, date], Resultats]) -> tuple[float, list[str]]:
    """The part of the sheets wanted that are among the first five, and what was missed."""
    jugees = tomllib.loads(FICHIER.read_text(encoding="utf-8"))
    notes, manques = [], []
    for texte, voulues in jugees.items():
        premieres = [carte.slug for carte in chercher(Criteres(texte), JOUR).cartes[:5]]
        notes.append(sum(slug in premieres for slug in voulues) / len(voulues))
        manques += [f"{texte} : {slug}" for slug in voulues if slug not in premieres]
    return sum(notes) / len(notes), manques


def test_the_judged_searches(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with transaction() as session:
        semer_aides(session, charger(), JOUR)
    score, manques = juger(rechercher)
    with capsys.disabled():
        print(f"\n  recherches jugées : {score:.3f}")
    assert score >= SEUIL, manques


def test_they_are_sixty_and_about_sheets_there_are() -> None:
    jugees = tomllib.loads(FICHIER.read_text(encoding="utf-8"))
    connues = {aide.slug for aide in charger()}
    assert len(jugees) >= 60
    assert {slug for voulues in jugees.values() for slug in voulues} <= connues

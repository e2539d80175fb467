"""Logs never hold a cookie or a token."""

import pytest

from portail.core.errors import Conflit
from portail.infra.logs import mask, raison, trace


@pytest.mark.parametrize(
    "line",
    [
        "GET /_event?token=SECRET1234&EIO=4",
        "headers {'cookie': 'sid=SECRET1234; theme=light'}",
        "Cookie: sid=SECRET1234",
        "lien /activation?jeton=SECRET1234",
    ],
)
def test_secrets_are_masked(line: str) -> None:
    assert "SECRET1234" not in mask(line)


def test_the_rest_stays() -> None:
    assert mask("dossier 2026-7K3F9Q déposé") == "dossier 2026-7K3F9Q déposé"


@pytest.mark.parametrize(
    ("defaut", "dit"),
    [
        (ValueError("invalid literal: 'FR7612345'"), "ValueError"),
        (KeyError("FR7612345"), "KeyError"),
        (ConnectionError("serveur injoignable"), "ConnectionError: serveur injoignable"),
        (Conflit("Ce dossier est déposé."), "Conflit: Ce dossier est déposé."),
        (OSError("550 <zoe@exemple.fr> unknown\nERROR forged"), "OSError: 550 <…> unknown ERROR forged"),
    ],
)
def test_what_went_wrong_is_told_without_the_values(defaut: Exception, dit: str) -> None:
    assert raison(defaut) == dit


def test_a_trace_names_the_causes() -> None:
    try:
        try:
            int("FR7612345")
        except ValueError as cause:
            raise RuntimeError("no free number found") from cause
    except RuntimeError as defaut:
        dit = trace(defaut)
    assert "FR7612345" not in dit.replace('int("FR7612345")', "")
    assert dit.index("ValueError") < dit.index("RuntimeError: no free number found")
    assert __file__ in dit

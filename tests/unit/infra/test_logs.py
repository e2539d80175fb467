"""Logs never hold a cookie or a token."""

import pytest

from portail.infra.logs import mask


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

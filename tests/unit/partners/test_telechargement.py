"""Fetching an official file: whole, in time, in bounds, or a sentence that says what happened."""

import pytest

from portail.partners.referentiels.telechargement import SourceInjoignable, telecharger
from tests.serveur_de_fichier import serveur


@pytest.mark.parametrize(
    ("corps", "statut", "entetes", "raison"),
    [
        (b"non", 503, {}, "statut 503"),
        (b"", 200, {}, "fichier vide"),
        (b"x" * 1001, 200, {}, "fichier trop long"),
        (b"x", 200, {"Content_Encoding": "gzip"}, "compressée"),
        (b"x", 200, {"Content_Length": "50"}, "pas de réponse"),
        (b"", 302, {"Location": "/liste"}, "pas de réponse"),
    ],
)
def test_a_source_that_answers_badly_is_told(
    corps: bytes, statut: int, entetes: dict[str, str], raison: str
) -> None:
    with serveur(corps, statut, **entetes) as adresse, pytest.raises(SourceInjoignable, match=raison):
        telecharger(adresse, taille_max=1000)


def test_a_source_that_is_too_slow_is_told() -> None:
    with serveur(b"x") as adresse, pytest.raises(SourceInjoignable, match="trop lente"):
        telecharger(adresse, delai=-1)

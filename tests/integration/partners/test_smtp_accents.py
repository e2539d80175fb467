"""Addresses with accents: sent when the server knows them, refused for good when it does not."""

from collections.abc import Callable

import pytest

from portail.partners.mail import Courriel, EnvoiImpossible, envoyer
from tests.integration.partners.test_smtp_servers import Facteur, poste, regler  # noqa: F401  fixtures


def test_accents_in_the_address_when_the_server_knows_them(poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur)
    envoyer(Courriel("hélène@exemple.fr", "Sujet — é", "Corps é", "envoi-43"))
    assert facteur.recus[0].rcpt_tos == ["hélène@exemple.fr"]


def test_accents_in_the_address_are_final_when_it_does_not(poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur, enable_SMTPUTF8=False)
    with pytest.raises(EnvoiImpossible) as leve:
        envoyer(Courriel("hélène@exemple.fr", "Sujet", "Corps", "envoi-44"))
    assert not leve.value.temporaire

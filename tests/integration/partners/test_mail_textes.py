"""A text that breaks programs, in the subject, the body and the name of a joined file of a mail."""

import re
from pathlib import Path

import pytest

from portail.partners import boite
from portail.partners.mail import Courriel, echapper, envoyer, rendre
from portail.settings import settings
from tests.textes import REPERE, TEXTES


@pytest.fixture(autouse=True)
def _ici(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reglages = settings().model_copy(update={"data_dir": tmp_path})
    monkeypatch.setattr(boite, "settings", lambda: reglages)


@pytest.mark.parametrize("texte", TEXTES.values(), ids=TEXTES.keys())
def test_a_mail_says_it_and_obeys_nothing_of_it(texte: str) -> None:
    corps = f"Bonjour,\n\n{echapper(texte)}\n\n[Ouvrir](https://aides.exemple.fr/dossiers)"
    rendu = rendre(corps, collectivite="Région", accent="#0b5673", contact="aides@exemple.fr")
    envoyer(
        Courriel("zoe@exemple.fr", texte, rendu.texte, "envoi-1", rendu.html, ((texte, "text/plain", b"x"),))
    )
    (recu,) = boite.lire_boite()
    assert recu.destinataire == "zoe@exemple.fr"
    assert REPERE in recu.sujet
    assert REPERE in " ".join(recu.texte.split())
    assert recu.html is not None
    assert "<script" not in recu.html
    assert "<img" not in recu.html
    assert {lien for lien in re.findall(r'href="([^"]*)"', recu.html) if "mechant" in lien} == set()
    assert recu.pieces_jointes[0].contenu == b"x"

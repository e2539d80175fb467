"""Changing the encryption key: what was encrypted opens with the new key alone."""

import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session, select

from portail.demandeurs import iban
from portail.demandeurs.models import Fiche
from portail.demo.seed import semer
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.reponses import charger
from portail.infra import crypto
from portail.jobs.rotation import rechiffrer
from portail.settings import Reglages

IBAN = "FR14 2004 1010 0505 0001 3M02 606"


def cles(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Run with these keys from here on."""
    monkeypatch.setattr(crypto, "settings", lambda: Reglages(encryption_keys=keys))


@pytest.fixture
def vieille(monkeypatch: pytest.MonkeyPatch) -> str:
    key = Fernet.generate_key().decode()
    cles(monkeypatch, key)
    return key


@pytest.fixture
def neuve(session: Session, vieille: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new key, put first, after people gave their bank details."""
    semer(session)
    dossier = session.exec(select(Dossier)).one()
    session.add(Reponse(dossier_id=dossier.id, champ="iban", valeur={"chiffre": crypto.encrypt(IBAN)}))
    fiche = session.exec(select(Fiche)).first()
    assert fiche
    fiche.a_revoir = {"iban": crypto.encrypt("FR14 2004")}
    session.flush()
    key = Fernet.generate_key().decode()
    cles(monkeypatch, key, vieille)
    return key


def test_everything_opens_with_the_new_key_alone(
    session: Session, neuve: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claires = [iban.ouvrir(fiche.iban) for fiche in session.exec(select(Fiche))]
    avec = sum(map(bool, claires))
    assert rechiffrer(session) == avec + 2
    cles(monkeypatch, neuve)
    assert [iban.ouvrir(fiche.iban) for fiche in session.exec(select(Fiche))] == claires
    a_revoir = [fiche.a_revoir["iban"] for fiche in session.exec(select(Fiche)) if fiche.a_revoir]
    assert [iban.ouvrir(jeton) for jeton in a_revoir] == ["FR14 2004"]
    dossier = session.exec(select(Dossier)).one()
    assert charger(session, dossier).valeurs["iban"] == IBAN


def test_a_value_whose_key_is_gone_stops_it(
    session: Session, neuve: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cles(monkeypatch, neuve)
    with pytest.raises(crypto.Illisible):
        rechiffrer(session)

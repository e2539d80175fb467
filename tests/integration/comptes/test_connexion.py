"""Signing in: who passes, what the answer tells, who is slowed down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlmodel import Session, select

from portail.comptes import appareils, jetons
from portail.comptes.connexion import conclure, verifier
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Compte, Jeton
from portail.core import clock
from portail.core.errors import TropDeDemandes
from tests.comptes_de_test import MOT_DE_PASSE, ajouter_compte


def essayer(session: Session, nom: str, mot: str = MOT_DE_PASSE, reseau: str = "192.0.2.1") -> str:
    return conclure(session, verifier(session, nom, mot, reseau))


@pytest.mark.parametrize("nom", ["zoe", " ZOE ", "zoe@exemple.fr", "Zoe@Exemple.FR"])
def test_the_identifier_and_the_address_open_whatever_their_case(session: Session, nom: str) -> None:
    compte = ajouter_compte(session)
    billet = essayer(session, nom)
    assert jetons.consommer(session, Usage.CONNEXION, billet).compte_id == compte.id
    with pytest.raises(JetonRefuse):
        jetons.consommer(session, Usage.CONNEXION, billet)


def test_the_ticket_lives_a_minute(session: Session) -> None:
    ajouter_compte(session)
    billet = essayer(session, "zoe")
    with clock.fixed(clock.now() + timedelta(seconds=61)), pytest.raises(JetonRefuse):
        jetons.consommer(session, Usage.CONNEXION, billet)


@pytest.mark.parametrize("nom", ["zoe", "inconnue", "", "\x00", "\ud800", "a" * 10_000, "' or 1=1 --", "%"])
def test_a_wrong_password_and_an_unknown_name_answer_alike(
    session: Session, journal: Callable[[], list[str]], nom: str
) -> None:
    ajouter_compte(session)
    assert essayer(session, nom, "mauvais") == ""
    assert journal() == ["connexion.refusee"]
    assert session.exec(select(Jeton)).all() == []


def test_an_account_that_waits_for_activation_answers_like_none(
    session: Session, journal: Callable[[], list[str]]
) -> None:
    """Or one could sign up with an address, then see whether one's password is the address's."""
    ajouter_compte(session, active_le=None)
    for _ in range(5):
        assert essayer(session, "zoe") == ""
    with pytest.raises(TropDeDemandes):
        essayer(session, "zoe")
    assert set(journal()) == {"connexion.refusee"}
    assert session.exec(select(Jeton)).all() == []


def test_a_password_changed_meanwhile_does_not_open(session: Session) -> None:
    compte = ajouter_compte(session)
    verdict = verifier(session, "zoe", MOT_DE_PASSE, "192.0.2.1")
    compte.mot_de_passe = "autre"
    session.flush()
    assert conclure(session, verdict) == ""


def test_an_old_hash_is_made_again(session: Session) -> None:
    ancien = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(MOT_DE_PASSE)
    compte = ajouter_compte(session, mot_de_passe=ancien)
    assert essayer(session, "zoe")
    assert compte.mot_de_passe.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert essayer(session, "zoe")


@pytest.mark.parametrize("nom", ["zoe", "inconnue"])
def test_guessing_is_slowed_alike_for_known_and_unknown_names(session: Session, nom: str) -> None:
    ajouter_compte(session)
    for _ in range(5):
        assert essayer(session, nom, "mauvais") == ""
    with pytest.raises(TropDeDemandes, match="une minute"):
        essayer(session, nom)


def test_another_network_is_not_slowed_by_it(session: Session) -> None:
    ajouter_compte(session)
    for _ in range(5):
        essayer(session, "zoe", "mauvais")
    assert essayer(session, "zoe", reseau="198.51.100.9")


def test_a_success_forgives_the_slips_before_it(session: Session) -> None:
    ajouter_compte(session)
    for _ in range(3):
        for _ in range(4):
            essayer(session, "zoe", "mauvais")
        assert essayer(session, "zoe")


def test_wrong_passwords_are_counted_against_their_network(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portail.comptes.freins.ECHECS_PAR_RESEAU", ("5/minute",))
    for numero in range(5):
        essayer(session, f"nom{numero}", "mauvais")
    with pytest.raises(TropDeDemandes):
        essayer(session, "encore", "mauvais")
    assert essayer(session, "encore", "mauvais", "198.51.100.9") == ""


def test_a_flood_elsewhere_does_not_stop_a_browser_that_signed_in_before(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its mark is for one account: it opens no other name, and no password need be less right."""
    monkeypatch.setattr("portail.comptes.freins.PAR_NOM", ("5/minute",))
    marque = appareils.marquer("", ajouter_compte(session).id)
    for nom in ("zoe", "lea"):
        for numero in range(5):
            essayer(session, nom, "mauvais", f"203.0.113.{numero}")
    connus = appareils.connus(f"sid=x; {appareils.nom_du_cookie()}={marque}")
    with pytest.raises(TropDeDemandes):
        essayer(session, "zoe")
    with pytest.raises(TropDeDemandes):
        verifier(session, "lea", MOT_DE_PASSE, "192.0.2.1", connus)
    assert not verifier(session, "zoe", "mauvais", "192.0.2.1", connus).exact
    assert verifier(session, "ZOE@exemple.fr", MOT_DE_PASSE, "192.0.2.1", connus).exact


def test_signing_in_is_not_counted_against_a_network(session: Session) -> None:
    ajouter_compte(session)
    for _ in range(60):
        assert essayer(session, "zoe")


def test_a_deleted_account_gives_nothing(session: Session) -> None:
    compte = ajouter_compte(session)
    verdict = verifier(session, "zoe", MOT_DE_PASSE, "192.0.2.1")
    session.delete(compte)
    session.flush()
    assert conclure(session, verdict) == ""
    assert session.exec(select(Compte)).all() == []

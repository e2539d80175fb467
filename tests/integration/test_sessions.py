"""Open sessions: found by their cookie, closed at once, too old or idle."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from portail.comptes import jetons, sessions
from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.infra.db import transaction
from tests.comptes_de_test import compte_actif


@pytest.fixture
def compte(engine: object) -> Compte:
    return compte_actif(prenom="Zoé")


def test_a_session_is_found_by_the_hash_of_its_cookie(compte: Compte) -> None:
    with transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "Firefox")
    found = sessions.trouver(empreinte(sid))
    assert found is not None
    assert found.id == compte.id
    assert sessions.trouver(empreinte("autre")) is None


def test_a_closed_session_is_gone_at_once(compte: Compte) -> None:
    with transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "Firefox")
    assert sessions.trouver(empreinte(sid))
    with transaction() as session:
        sessions.fermer(session, empreinte(sid))
    assert sessions.acteur_connu(empreinte(sid)) == (False, None)
    assert sessions.trouver(empreinte(sid)) is None


@pytest.mark.parametrize("later", [timedelta(hours=3), timedelta(hours=25)])
def test_an_idle_or_old_session_ends(compte: Compte, later: timedelta) -> None:
    with transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "Firefox")
    with clock.fixed(clock.now() + later):
        assert sessions.trouver(empreinte(sid)) is None


def test_an_account_not_activated_has_no_session(compte: Compte) -> None:
    with transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "Firefox")
        session.get_one(Compte, compte.id).active_le = None
    assert sessions.trouver(empreinte(sid)) is None


def test_a_token_serves_once(compte: Compte, session: Session) -> None:
    secret = jetons.emettre(session, jetons.Usage.ACTIVATION, compte.id, timedelta(hours=72))
    assert jetons.consommer(session, jetons.Usage.ACTIVATION, secret).compte_id == compte.id
    with pytest.raises(jetons.JetonRefuse, match="déjà servi"):
        jetons.consommer(session, jetons.Usage.ACTIVATION, secret)


def test_a_token_serves_only_its_own_use_and_time(compte: Compte, session: Session) -> None:
    secret = jetons.emettre(session, jetons.Usage.ACTIVATION, compte.id, timedelta(hours=72))
    with pytest.raises(jetons.JetonRefuse, match="pas valide"):
        jetons.consommer(session, jetons.Usage.MOT_DE_PASSE, secret)
    with clock.fixed(clock.now() + timedelta(hours=73)), pytest.raises(jetons.JetonRefuse, match="expiré"):
        jetons.consommer(session, jetons.Usage.ACTIVATION, secret)

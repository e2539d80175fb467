"""An account nobody uses ends after two years, told a month before; one with a dossier does not."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.core import clock
from portail.dossiers import brouillon, comptes_inactifs
from portail.infra.outbox import Envoi
from tests.comptes_de_test import ajouter_compte
from tests.integration.dossiers.monde import Monde

DEBUT = datetime(2026, 1, 10, 9, tzinfo=clock.PARIS)
PREAVIS, FIN = 700, 730


@pytest.fixture
def zoe(session: Session) -> Compte:
    with clock.fixed(DEBUT):
        compte = ajouter_compte(session, "zoe")
        sessions.ouvrir(session, compte.id, "")
    return compte


def entretenir(session: Session, jours: float) -> None:
    with clock.fixed(DEBUT + timedelta(days=jours)):
        comptes_inactifs.purger(session)


def restants(session: Session) -> list[str]:
    return list(session.exec(select(Compte.identifiant)))


def mails(session: Session) -> list[str]:
    return [str(envoi.charge["corps_markdown"]) for envoi in session.exec(select(Envoi))]


def test_it_is_told_once_a_month_before_and_then_erased(session: Session, zoe: Compte) -> None:
    entretenir(session, PREAVIS - 1)
    assert mails(session) == []
    entretenir(session, PREAVIS + 0.1)
    entretenir(session, PREAVIS + 1)
    (mail,) = mails(session)
    assert "supprimé le **10\u00a0janvier 2028**" in mail
    entretenir(session, FIN)
    assert restants(session) == ["zoe"]  # the day it was told is not over
    entretenir(session, FIN + 0.2)
    assert restants(session) == []


def test_nobody_is_erased_without_a_month_of_notice(session: Session, zoe: Compte) -> None:
    """The portal was stopped for years."""
    entretenir(session, FIN * 2)
    entretenir(session, FIN * 2 + 29)
    assert (restants(session), len(mails(session))) == (["zoe"], 1)
    entretenir(session, FIN * 2 + 31)
    assert restants(session) == []


def test_signing_in_once_keeps_it_for_two_more_years(session: Session, zoe: Compte) -> None:
    entretenir(session, PREAVIS + 1)
    with clock.fixed(DEBUT + timedelta(days=PREAVIS + 5)):
        sessions.ouvrir(session, zoe.id, "")
    entretenir(session, FIN + 40)
    assert (restants(session), len(mails(session))) == (["zoe"], 1)
    entretenir(session, PREAVIS * 2 + 6)
    assert len(mails(session)) == 2


def test_accounts_with_a_dossier_and_those_of_agents_are_kept(session: Session, monde: Monde) -> None:
    brouillon.ouvrir(session, monde.zoe, monde.slug)
    dans_deux_ans = (clock.now() - DEBUT).days + 1 + FIN
    entretenir(session, dans_deux_ans)
    entretenir(session, dans_deux_ans + 31)
    assert set(restants(session)) == {"zoe", "ida", "luc"}  # all but Ali

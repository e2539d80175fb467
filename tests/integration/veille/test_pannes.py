"""Alerts on bad days: workers killed, rounds at the same instant, clocks that jump, pages of accounts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from portail.core import clock
from portail.infra import outbox
from portail.infra.db import snapshot, transaction
from portail.veille import alertes, mails, recherches, service
from tests.integration.veille.conftest import MATIN, Monde
from tests.integration.veille.test_alertes import VELO, lignes


def test_two_rounds_at_the_same_instant_write_once(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-9, 20)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    monde.avancer(days=18)
    with clock.fixed(monde.maintenant), ThreadPoolExecutor(4) as plusieurs:

        def ecrire(_rang: int) -> bool:
            with transaction() as session:
                return alertes.ecrire_au_compte(session, zoe.id)

        assert sorted(plusieurs.map(ecrire, range(4))) == [False, False, False, True]
    assert len(monde.relever()) == 1


@pytest.mark.parametrize("etape", ["avant", "pendant", "apres"])
def test_killed_in_the_middle_nothing_is_told_twice_nor_lost(
    monde: Monde, monkeypatch: pytest.MonkeyPatch, etape: str
) -> None:
    zoe, lou = monde.personne(), monde.personne("lou")
    monde.aide("velo", [(-9, 20)], **VELO)
    for qui in (zoe, lou):
        monde.faire(service.garder, qui, "velo")
    monde.avancer(days=18)
    monde.faire(alertes.demander)
    with monkeypatch.context() as casse:
        tue = _qui_meurt(etape)
        casse.setattr(*tue)
        with pytest.raises(KeyboardInterrupt):
            monde.travailler()
    monde.avancer(minutes=6)  # the lease of the row ends
    monde.travailler()
    assert sorted(mail["destinataire"] for mail in monde.relever()) == ["lou@exemple.fr", "zoe@exemple.fr"]
    monde.avancer(days=1)
    assert monde.matin() == []


def _qui_meurt(etape: str) -> tuple[Any, str, Any]:
    """What to replace so that the worker dies: at the first person, at the second one, or at the end."""
    vus: list[Any] = []
    ecrire = alertes.ecrire_au_compte

    def deuxieme(session: Session, compte_id: Any, *reste: Any) -> bool:
        vus.append(compte_id)
        if etape == "avant" or len(vus) == 2:
            ecrire(session, compte_id, *reste)  # written, and not committed
            raise KeyboardInterrupt
        return ecrire(session, compte_id, *reste)

    def fin(_session: Session, _envoi_id: Any) -> None:
        raise KeyboardInterrupt

    return (outbox, "reussi", fin) if etape == "apres" else (alertes, "ecrire_au_compte", deuxieme)


def test_one_who_cannot_be_written_to_keeps_nobody_else_waiting(
    monde: Monde, monkeypatch: pytest.MonkeyPatch
) -> None:
    qui = [monde.personne(f"p{rang}") for rang in range(3)]
    monde.aide("velo", [(-9, 20)], **VELO)
    for un in qui:
        monde.faire(service.garder, un, "velo")
    monde.avancer(days=18)
    poster = mails.alertes

    def refuser(mail: str, *reste: Any) -> Any:
        if mail.startswith("p1@"):
            raise ValueError("cassé")
        return poster(mail, *reste)

    with monkeypatch.context() as casse:
        casse.setattr(mails, "alertes", refuser)
        assert {m["destinataire"] for m in monde.matin()} == {"p0@exemple.fr", "p2@exemple.fr"}
    monde.avancer(minutes=1)
    monde.travailler()
    assert [m["destinataire"] for m in monde.relever()] == ["p1@exemple.fr"]


def test_accounts_are_taken_a_page_at_a_time_and_none_is_left_out(
    monde: Monde, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alertes, "PAR_PAGE", 2)
    monde.aide("velo", [(-9, 20)], **VELO)
    for rang in range(5):
        monde.faire(service.garder, monde.personne(f"p{rang}"), "velo")
    monde.avancer(days=18)
    assert len({m["destinataire"] for m in monde.matin()}) == 5


@pytest.mark.parametrize("saut", [timedelta(days=1), timedelta(days=400), timedelta(days=-400)])
def test_a_clock_that_jumps_and_comes_back_repeats_and_loses_nothing(monde: Monde, saut: timedelta) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo-un", [(-9, None)], **VELO)
    dits = monde.matin()
    monde.maintenant += saut
    dits += monde.matin()
    monde.maintenant -= saut
    monde.avancer(days=2)  # the round of tomorrow may have been made already
    monde.aide("velo-deux", [(-9, None)], **VELO)
    monde.avancer(hours=1)
    dits += monde.matin()
    textes = "".join(mail["corps_markdown"] for mail in dits)
    assert textes.count("/aides/velo-un)") == textes.count("/aides/velo-deux)") == 1


def test_rounds_begin_in_the_morning_of_paris_once_a_day_and_later_after_a_breakdown(monde: Monde) -> None:
    monde.maintenant = MATIN.replace(hour=5)  # six in Paris
    monde.faire(alertes.demander)
    assert _demandees() == 0
    monde.maintenant = MATIN.replace(hour=16)
    monde.faire(alertes.demander)
    monde.faire(alertes.demander)
    assert _demandees() == 2
    monde.travailler()
    monde.avancer(minutes=10)
    monde.faire(alertes.demander)
    assert _demandees() == 2


def _demandees() -> int:
    with snapshot() as session:
        return sum(une.genre.startswith("veille.") for une in lignes(session, outbox.Envoi))

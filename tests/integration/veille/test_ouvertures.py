"""« Prévenez-moi à l’ouverture »: one click with an account, a confirmed address without."""

import re
from typing import Any

import pytest
from sqlmodel import select

from portail.core.errors import Conflit, Introuvable, Invalide, TropDeDemandes
from portail.infra import ratelimit
from portail.infra.db import snapshot
from portail.veille import donnees, ouvertures, service
from portail.veille.models import AvisOuverture
from portail.veille.ouvertures import AvisRefuse
from tests.integration.veille.conftest import Monde

RESEAU = "192.0.2.7"
MAIL = "lou@exemple.fr"


def restent() -> list[AvisOuverture]:
    with snapshot() as session:
        return list(session.exec(select(AvisOuverture)))


def secret(mail: dict[str, Any]) -> str:
    trouve = re.search(r"/avis-ouverture#([\w-]+)\)", mail["corps_markdown"])
    assert trouve
    return trouve[1]


def demander(monde: Monde, mail: str = MAIL, slug: str = "a-venir") -> str:
    monde.faire(ouvertures.demander, slug, mail, RESEAU)
    (parti,) = monde.relever()
    return secret(parti)


@pytest.fixture
def a_venir(monde: Monde) -> None:
    monde.aide("a-venir", [(5, 60)], titre="À venir")
    monde.aide("ouverte", [(-5, 60)], titre="Ouverte")


@pytest.mark.usefixtures("a_venir")
def test_an_address_confirms_then_is_written_to_once_and_forgotten(monde: Monde) -> None:
    lien = demander(monde)
    assert monde.faire(ouvertures.examiner, lien, RESEAU)[1] is False
    monde.faire(ouvertures.confirmer, lien, RESEAU)
    assert monde.faire(ouvertures.examiner, lien, RESEAU)[1] is True
    monde.avancer(days=4)
    assert monde.matin() == []
    monde.avancer(days=1)
    (mail,) = monde.matin()
    assert mail["destinataire"] == MAIL
    assert mail["desabonnement"] == ""  # nothing is left to stop
    assert "/aides/a-venir)" in mail["corps_markdown"]
    assert restent() == []
    monde.avancer(days=1)
    assert monde.matin() == []
    with pytest.raises(AvisRefuse):
        monde.faire(ouvertures.confirmer, lien, RESEAU)


@pytest.mark.usefixtures("a_venir")
def test_an_address_that_did_not_confirm_is_never_written_to_and_goes_in_three_days(monde: Monde) -> None:
    lien = demander(monde)
    monde.avancer(days=2, hours=23)
    monde.faire(donnees.purger)
    assert len(restent()) == 1
    monde.avancer(hours=2)
    with pytest.raises(AvisRefuse):
        monde.faire(ouvertures.confirmer, lien, RESEAU)
    monde.faire(donnees.purger)
    assert restent() == []
    monde.avancer(days=3)
    assert monde.matin() == []


@pytest.mark.usefixtures("a_venir")
def test_a_confirmed_address_that_waits_in_vain_goes_in_two_years(monde: Monde) -> None:
    monde.faire(ouvertures.confirmer, demander(monde), RESEAU)
    monde.avancer(days=729)
    monde.faire(donnees.purger)
    assert len(restent()) == 1
    monde.avancer(days=2)
    monde.faire(donnees.purger)
    assert restent() == []


@pytest.mark.usefixtures("a_venir")
def test_two_aids_that_open_the_same_day_are_one_mail(monde: Monde) -> None:
    monde.aide("autre", [(5, 60)], titre="Autre")
    for slug in ("a-venir", "autre"):
        monde.faire(ouvertures.confirmer, demander(monde, slug=slug), RESEAU)
    monde.faire(ouvertures.confirmer, demander(monde, mail="LOU@exemple.fr"), RESEAU)  # asked again
    assert len(restent()) == 2
    monde.avancer(days=5)
    (mail,) = monde.matin()
    assert "/aides/autre)" in mail["corps_markdown"]
    assert mail["corps_markdown"].count("/aides/a-venir)") == 1


@pytest.mark.usefixtures("a_venir")
def test_one_may_change_ones_mind_by_the_same_link(monde: Monde) -> None:
    lien = demander(monde)
    monde.faire(ouvertures.confirmer, lien, RESEAU)
    monde.faire(ouvertures.renoncer_par_lien, lien, RESEAU)
    assert restent() == []
    for geste in (ouvertures.examiner, ouvertures.confirmer, ouvertures.renoncer_par_lien):
        with pytest.raises(AvisRefuse):
            monde.faire(geste, lien, RESEAU)


@pytest.mark.usefixtures("a_venir")
def test_an_address_with_an_account_is_answered_like_any_other(monde: Monde) -> None:
    monde.personne("zoe")
    partis = []
    for mail in ("zoe@exemple.fr", "inconnue@exemple.fr"):
        assert monde.faire(ouvertures.demander, "a-venir", mail, RESEAU) == mail
        (parti,) = monde.relever()
        partis.append(parti["corps_markdown"].replace(secret(parti), "…"))
    assert partis[0] == partis[1]


@pytest.mark.usefixtures("a_venir")
def test_floods_are_stopped_by_address_and_by_network(monde: Monde) -> None:
    def essayer(mail: str, reseau: str = RESEAU) -> bool:
        try:
            monde.faire(ouvertures.demander, "a-venir", mail, reseau)
        except TropDeDemandes:
            return False
        return True

    assert [essayer(MAIL, f"192.0.2.{n}") for n in range(5)] == [True, True, True, False, False]
    assert not essayer("Lou@Exemple.fr", "192.0.2.99")
    assert not essayer("lou+encore@exemple.fr", "192.0.2.98")  # the same mailbox
    ratelimit.oublier()
    assert sum(essayer(f"p{n}@exemple.fr") for n in range(40)) == 20
    assert essayer("p99@exemple.fr", "198.51.100.1")


@pytest.mark.parametrize(
    "mail", ["", "x", "a@b", "zoe@exemple.fr\nBcc: tous@exemple.fr", "é@exemple.fr", "x" * 300]
)
@pytest.mark.usefixtures("a_venir")
def test_what_is_no_address_is_refused_and_nothing_leaves(monde: Monde, mail: str) -> None:
    with pytest.raises(Invalide):
        monde.faire(ouvertures.demander, "a-venir", mail, RESEAU)
    assert monde.relever() == []


@pytest.mark.usefixtures("a_venir")
def test_an_aid_that_is_open_or_unknown_is_not_waited_for(monde: Monde) -> None:
    zoe = monde.personne()
    for geste, reste in ((ouvertures.demander, (MAIL, RESEAU)),):
        with pytest.raises(Conflit):
            monde.faire(geste, "ouverte", *reste)
        with pytest.raises(Introuvable):
            monde.faire(geste, "inconnue", *reste)
    with pytest.raises(Conflit):
        monde.faire(ouvertures.prevenir, zoe, "ouverte")
    assert restent() == []


@pytest.mark.usefixtures("a_venir")
def test_with_an_account_one_click_then_one_mail_with_the_rest(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(ouvertures.prevenir, zoe, "a-venir")
    monde.faire(ouvertures.prevenir, zoe, "a-venir")
    monde.faire(service.garder, zoe, "a-venir")  # kept besides: told once all the same
    assert monde.faire(service.marques, zoe) == (["a-venir"], ["a-venir"])
    monde.avancer(days=5)
    (mail,) = monde.matin()
    assert mail["corps_markdown"].count("/aides/a-venir)") == 1
    assert restent() == []


@pytest.mark.usefixtures("a_venir")
def test_one_waits_no_more_and_only_for_oneself(monde: Monde) -> None:
    zoe, lou = monde.personne(), monde.personne("lou")
    for qui in (zoe, lou):
        monde.faire(ouvertures.prevenir, qui, "a-venir")
    monde.faire(ouvertures.renoncer, zoe, "a-venir")
    assert [avis.compte_id for avis in restent()] == [lou.id]


@pytest.mark.usefixtures("a_venir")
def test_so_many_openings_are_waited_for_and_no_more(monde: Monde, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ouvertures, "AVIS_MAX", 1)
    zoe = monde.personne()
    monde.aide("autre", [(5, 60)])
    monde.faire(ouvertures.prevenir, zoe, "a-venir")
    with pytest.raises(Conflit):
        monde.faire(ouvertures.prevenir, zoe, "autre")


@pytest.mark.parametrize("lien", ["", "x", "x" * 43, "é" * 43, "' OR 1=1 --", "\x00", "x" * 5_000])
def test_a_link_that_was_never_mailed_is_for_nothing(monde: Monde, lien: str) -> None:
    for geste in (ouvertures.examiner, ouvertures.confirmer, ouvertures.renoncer_par_lien):
        with pytest.raises(AvisRefuse):
            monde.faire(geste, lien, RESEAU)

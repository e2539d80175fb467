"""The mail of the day: what is in it, once, grouped, whatever dies or jumps in between."""

from typing import Any

import pytest
from sqlmodel import Session, delete, select

from portail.aides.catalogue_vivant import VIVANT
from portail.aides.models import TermesAide
from portail.infra.db import snapshot
from portail.jobs import veille as ronde
from portail.veille import alertes, preferences, recherches, service
from portail.veille.models import Alertes, Dit, LienArret, RechercheGardee
from tests.integration.veille.conftest import MATIN, Monde

VELO = {"titre": "Achat d’un vélo", "beneficiaires": ["association"]}


def lignes(session: Session, table: Any) -> list[Any]:
    return list(session.exec(select(table)))


def test_a_new_aid_that_a_search_finds_is_told_once(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo-ancien", [(-9, 60)], **VELO)
    monde.avancer(hours=1)
    monde.faire(recherches.enregistrer, zoe, "Mes vélos", "q=v%C3%A9lo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo-neuf", [(-9, 60)], **VELO | {"titre": "Vélo neuf"})
    monde.aide("festival", [(-9, 60)])
    (mail,) = monde.matin()
    assert mail["destinataire"] == "zoe@exemple.fr"
    assert mail["sujet"].endswith("Vos aides\u00a0: 1\u00a0nouvelle")
    assert "/aides/velo-neuf)" in mail["corps_markdown"]
    assert "Mes vélos" in mail["corps_markdown"]
    assert "velo-ancien" not in mail["corps_markdown"]
    assert "festival" not in mail["corps_markdown"]
    for _ in range(3):
        monde.avancer(days=1)
        assert monde.matin() == []


def test_an_aid_that_holds_only_some_of_the_words_is_not_told(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos cargo", "q=v%C3%A9lo+cargo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo-neuf", [(-9, 60)], **VELO)
    assert monde.matin() == []
    monde.avancer(hours=1)
    monde.aide("velo-cargo", [(-9, 60)], **VELO | {"titre": "Vélo cargo"})
    monde.avancer(days=1)
    (mail,) = monde.matin()
    assert "/aides/velo-cargo)" in mail["corps_markdown"]
    assert "/aides/velo-neuf)" not in mail["corps_markdown"]


def test_the_first_search_of_a_worker_may_write_its_index(monde: Monde) -> None:
    """It would wait for ever for a transaction that waits for it."""
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo-neuf", [(-9, 60)], **VELO)
    monde.faire(lambda session: session.exec(delete(TermesAide)))
    VIVANT.oublier()
    (mail,) = monde.matin()
    assert "/aides/velo-neuf)" in mail["corps_markdown"]


def test_an_aid_that_two_searches_find_is_told_once(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    monde.faire(recherches.enregistrer, zoe, "Associations", "beneficiaire=association", "jour")
    monde.avancer(hours=1)
    monde.aide("velo-neuf", [(-9, 60)], **VELO)
    (mail,) = monde.matin()
    assert mail["corps_markdown"].count("/aides/velo-neuf)") == 1


def test_a_weekly_search_waits_its_week_and_then_tells_all(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "semaine")
    recus = []
    for rang in range(8):
        monde.avancer(days=1)
        monde.aide(f"velo-{rang}", [(-9, 60)], **VELO | {"titre": f"Vélo {rang}"})
        recus.append(len(monde.matin()))
    assert recus == [0, 0, 0, 0, 0, 0, 1, 0]
    monde.avancer(days=6)
    (mail,) = monde.matin()
    assert "/aides/velo-7)" in mail["corps_markdown"]
    assert "/aides/velo-6)" not in mail["corps_markdown"]


def test_what_was_published_while_alerts_were_off_is_no_news(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "aucune")
    monde.avancer(hours=1)
    monde.aide("velo-neuf", [(-9, 60)], **VELO)
    assert monde.matin() == []
    with snapshot() as session:
        (une,) = lignes(session, RechercheGardee)
    monde.avancer(hours=1)
    monde.faire(recherches.regler, zoe, str(une.id), "jour")
    monde.avancer(days=1)
    assert monde.matin() == []


def test_a_kept_aid_that_closes_is_told_at_both_thresholds(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-9, 20)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    recus = []
    for _ in range(21):
        recus += [(monde.maintenant - MATIN).days for _ in monde.matin()]
        monde.avancer(days=1)
    assert recus == [5, 17]


def test_a_closing_put_off_is_told_again(monde: Monde) -> None:
    zoe = monde.personne()
    aide = monde.aide("velo", [(-9, 20)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    monde.avancer(days=18)
    (mail,) = monde.matin()
    assert "dans 2\u00a0jours" in mail["corps_markdown"]
    monde.deplacer(aide, [(-9, 50)])
    monde.avancer(days=1)
    assert monde.matin() == []
    monde.avancer(days=28)
    assert len(monde.matin()) == 1


def test_a_kept_aid_that_opens_again_is_told_even_a_day_late(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-90, -30), (5, 60)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    monde.avancer(days=4)
    assert monde.matin() == []
    monde.avancer(days=3)  # nobody was there on the day itself, nor on the next
    (mail,) = monde.matin()
    assert mail["sujet"].endswith("1\u00a0ouverte")
    monde.avancer(days=1)
    assert monde.matin() == []


def test_an_aid_that_opens_and_closes_at_once_is_told_once(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("breve", [(1, 4)])
    monde.faire(service.garder, zoe, "breve")
    monde.avancer(days=1)
    (mail,) = monde.matin()
    assert mail["corps_markdown"].count("/aides/breve)") == 1
    assert mail["sujet"].endswith("1\u00a0ferme bientôt")
    monde.avancer(days=1)
    assert monde.matin() == []


def test_a_day_has_one_mail_with_everything_in_it(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("ferme", [(-9, 3)], titre="Ferme")
    monde.aide("ouvre", [(0, 60)], titre="Ouvre")
    monde.avancer(days=-2)
    monde.faire(service.ajouter, zoe, ["ferme", "ouvre"])
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    monde.avancer(days=2)
    monde.aide("velo", [(-9, 60)], **VELO)
    (mail,) = monde.matin()
    for slug in ("ferme", "ouvre", "velo"):
        assert f"/aides/{slug})" in mail["corps_markdown"]
    monde.avancer(hours=1)
    monde.aide("velo-deux", [(-9, 60)], **VELO)
    monde.faire(alertes.ecrire_au_compte, zoe.id)
    assert monde.relever() == []  # told tomorrow
    monde.avancer(days=1)
    (mail,) = monde.matin()
    assert "/aides/velo-deux)" in mail["corps_markdown"]


def test_nothing_new_writes_nothing(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-9, 60)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    assert monde.matin() == []
    with snapshot() as session:
        assert lignes(session, LienArret) == lignes(session, Dit) == lignes(session, Alertes) == []


def test_one_tells_only_what_one_wants_to_hear(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-9, 20)], **VELO)
    monde.faire(service.garder, zoe, "velo")
    for reglage in preferences.REGLAGES:
        monde.faire(preferences.regler, zoe, reglage, False)
    monde.faire(preferences.regler, zoe, "dernier_mail", True)  # no setting: nothing happens
    monde.avancer(days=18)
    assert monde.matin() == []


def test_an_account_that_is_not_active_or_is_gone_is_not_written_to(monde: Monde) -> None:
    jean = monde.personne("jean", active_le=None)
    monde.aide("velo", [(-9, 20)], **VELO)
    monde.faire(service.garder, jean, "velo")
    monde.avancer(days=18)
    assert monde.matin() == []
    with pytest.raises(KeyError):
        ronde.ecrire_aux_comptes("x", {})


def test_names_people_type_stay_text_in_the_mail(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "[ici](https://mal.exemple) <b>", "q=v%C3%A9lo", "jour")
    monde.avancer(hours=1)
    monde.aide("velo", [(-9, 60)], **VELO)
    (mail,) = monde.matin()
    from portail.partners.mail import rendre

    rendu = rendre(mail["corps_markdown"], collectivite="R", accent="#0b5673")
    assert "https://mal.exemple" not in [part.split('"')[0] for part in rendu.html.split('href="')[1:]]
    assert "<b>" not in rendu.html

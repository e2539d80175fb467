"""When something is worth a mail, and how a search is named."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portail.aides.criteres import Criteres
from portail.aides.rules import Fenetre, situation
from portail.core.clock import PARIS
from portail.veille import rules
from portail.veille.rules import Frequence, Genre, Nouvelle

FIN = date(2026, 3, 31)
AVANT = date(2026, 1, 1)
FENETRE = [Fenetre(date(2026, 2, 1), FIN)]


def cloture(jour: date, garde: date = AVANT, seuils: tuple[int, ...] = rules.SEUILS) -> Nouvelle | None:
    return rules.cloture_a_dire(situation(FENETRE, jour), jour, garde, seuils)


@pytest.mark.parametrize(
    ("reste", "seuil"), [(16, None), (15, 15), (12, 15), (4, 15), (3, 3), (1, 3), (0, 3), (-1, None)]
)
def test_a_closing_is_told_at_each_threshold_or_as_soon_as_one_can(reste: int, seuil: int | None) -> None:
    voulu = None if seuil is None else Nouvelle(Genre.CLOTURE, f"2026-03-31:{seuil}")
    assert cloture(FIN - timedelta(days=reste)) == voulu


def test_the_threshold_passed_when_one_kept_the_aid_is_no_news() -> None:
    garde = FIN - timedelta(days=10)
    assert cloture(FIN - timedelta(days=9), garde) is None
    assert cloture(FIN - timedelta(days=3), garde) == Nouvelle(Genre.CLOTURE, "2026-03-31:3")
    assert cloture(FIN - timedelta(days=1), FIN - timedelta(days=3)) is None


def test_only_the_thresholds_one_wants_are_told() -> None:
    assert cloture(FIN - timedelta(days=15), seuils=(3,)) is None
    assert cloture(FIN - timedelta(days=3), seuils=(15,)) == Nouvelle(Genre.CLOTURE, "2026-03-31:15")
    assert cloture(FIN - timedelta(days=3), seuils=()) is None


def test_a_permanent_or_closed_aid_does_not_close_soon() -> None:
    jour = date(2026, 3, 1)
    assert rules.cloture_a_dire(situation([Fenetre(AVANT)], jour), jour, AVANT, rules.SEUILS) is None
    assert rules.cloture_a_dire(situation([], jour), jour, AVANT, rules.SEUILS) is None


def test_an_opening_is_news_to_who_kept_the_aid_before() -> None:
    vue = situation(FENETRE, date(2026, 2, 3))
    assert rules.ouverture_a_dire(vue, AVANT) == Nouvelle(Genre.OUVERTURE, "2026-02-01")
    assert rules.ouverture_a_dire(vue, date(2026, 2, 1)) is None
    assert rules.ouverture_a_dire(situation(FENETRE, AVANT), AVANT) is None


@pytest.mark.parametrize(
    ("frequence", "derniere", "creee", "due"),
    [
        (Frequence.AUCUNE, None, 0, False),
        (Frequence.JOUR, None, 0, True),
        (Frequence.JOUR, 0, -9, False),
        (Frequence.JOUR, -1, -9, True),
        (Frequence.JOUR, 5, -9, True),  # looked at under a clock that has been set back since
        (Frequence.SEMAINE, None, -6, False),
        (Frequence.SEMAINE, None, -7, True),
        (Frequence.SEMAINE, -6, -30, False),
        (Frequence.SEMAINE, -7, -30, True),
        (Frequence.SEMAINE, -40, -90, True),
        (Frequence.SEMAINE, 300, -90, True),
    ],
)
def test_how_often_a_search_is_looked_at(
    frequence: Frequence, derniere: int | None, creee: int, due: bool
) -> None:
    jour = date(2026, 3, 15)
    vue = None if derniere is None else jour + timedelta(days=derniere)
    assert rules.est_due(frequence, vue, jour + timedelta(days=creee), jour) is due


def test_what_is_new_begins_a_little_before_the_last_look_and_never_in_the_future() -> None:
    now, an = datetime(2026, 3, 15, 8, tzinfo=UTC), timedelta(days=365)
    hier = now - timedelta(days=1)
    assert rules.depuis_quand(hier, None, now) == hier
    assert rules.depuis_quand(now - an, hier, now) == hier - rules.RECUL
    assert rules.depuis_quand(hier, hier, now) == hier
    assert rules.depuis_quand(hier, now + an, now) == hier
    assert rules.depuis_quand(now + an, None, now) == now


@pytest.mark.parametrize(
    ("instant", "voulu"),
    [
        ("2026-07-01T04:59+00:00", False),
        ("2026-07-01T05:00+00:00", True),  # seven in Paris, in summer
        ("2026-01-15T05:30+00:00", False),
        ("2026-01-15T06:00+00:00", True),  # seven in Paris, in winter
        ("2026-01-15T19:59+00:00", True),
        ("2026-01-15T20:00+00:00", False),
        ("2026-03-29T01:30+00:00", False),  # the night of the change of hour
    ],
)
def test_alerts_are_written_by_day_in_paris(instant: str, voulu: bool) -> None:
    assert rules.heure_d_ecrire(datetime.fromisoformat(instant).astimezone(PARIS)) is voulu


def test_a_search_is_named_after_what_it_asks() -> None:
    criteres = Criteres.depuis_adresse("q=v%C3%A9lo&beneficiaire=association&montant=5000&cloture=30")
    assert rules.resume(criteres).startswith("«\u00a0vélo\u00a0» · Association")
    assert rules.nom_propose(criteres).startswith("Vélo · Association")
    assert rules.nom_propose(Criteres()) == rules.TOUTES
    assert len(rules.nom_propose(Criteres(texte="x" * 120))) <= rules.NOM_MAX


@pytest.mark.parametrize("nom", ["", "   ", "\u200b", "x" * 81])
def test_a_name_that_says_nothing_or_too_much_is_refused(nom: str) -> None:
    with pytest.raises(ValueError, match="nom"):
        rules.lire_nom(nom)


def test_a_name_is_one_clean_line() -> None:
    assert rules.lire_nom("  Vélo\n pour\ttous\u202e ") == "Vélo pour tous"

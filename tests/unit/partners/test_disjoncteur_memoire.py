"""The circuit breaker and the memory of answers, with a clock held still."""

from datetime import UTC, datetime, timedelta

from portail.core import clock
from portail.partners.disjoncteur import Disjoncteur
from portail.partners.memoire import Memoire

DEBUT = datetime(2030, 1, 1, tzinfo=UTC)


def apres(secondes: float) -> datetime:
    return DEBUT + timedelta(seconds=secondes)


def test_one_failure_is_forgiven_two_in_a_row_are_not() -> None:
    disjoncteur = Disjoncteur(seuil=2, repos=timedelta(seconds=20))
    with clock.fixed(DEBUT):
        disjoncteur.echec()
        assert disjoncteur.permet()
        disjoncteur.succes()
        disjoncteur.echec()
        assert disjoncteur.permet()
        disjoncteur.echec()
        assert not disjoncteur.permet()


def test_after_the_rest_one_caller_goes_to_see() -> None:
    disjoncteur = Disjoncteur(seuil=1, repos=timedelta(seconds=20))
    with clock.fixed(DEBUT):
        disjoncteur.echec()
    with clock.fixed(apres(19.9)):
        assert not disjoncteur.permet()
    with clock.fixed(apres(20)):
        assert disjoncteur.permet()
        assert not disjoncteur.permet()
        disjoncteur.echec()
    with clock.fixed(apres(39)):
        assert not disjoncteur.permet()
    with clock.fixed(apres(40)):
        assert disjoncteur.permet()
        disjoncteur.succes()
        assert disjoncteur.permet()
        assert disjoncteur.permet()


def test_a_value_is_forgotten_when_too_old() -> None:
    memoire: Memoire[str, int] = Memoire(10, timedelta(seconds=60))
    with clock.fixed(DEBUT):
        memoire.ecrire("a", 1)
    with clock.fixed(apres(59)):
        assert memoire.lire("a") == 1
    with clock.fixed(apres(60)):
        assert memoire.lire("a") is None


def test_the_least_recently_read_leaves_first() -> None:
    memoire: Memoire[str, int] = Memoire(2, timedelta(seconds=60))
    memoire.ecrire("a", 1)
    memoire.ecrire("b", 2)
    assert memoire.lire("a") == 1
    memoire.ecrire("c", 3)
    assert [memoire.lire(cle) for cle in "abc"] == [1, None, 3]


def test_writing_again_replaces_and_starts_the_age_again() -> None:
    memoire: Memoire[str, int] = Memoire(2, timedelta(seconds=60))
    with clock.fixed(DEBUT):
        memoire.ecrire("a", 1)
    with clock.fixed(apres(50)):
        memoire.ecrire("a", 2)
    with clock.fixed(apres(100)):
        assert memoire.lire("a") == 2


def test_a_clock_that_goes_back_leaves_no_partner_alone_for_hours() -> None:
    disjoncteur = Disjoncteur(seuil=1, repos=timedelta(seconds=20))
    with clock.fixed(apres(3 * 3600)):
        disjoncteur.echec()
        assert not disjoncteur.permet()
    with clock.fixed(DEBUT):
        assert disjoncteur.permet()

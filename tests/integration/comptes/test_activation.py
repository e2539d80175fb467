"""Activating an account: once, by its owner, with the link and nothing less."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from portail.comptes import jetons
from portail.comptes.activation import activer, examiner, renvoyer_par_lien
from portail.comptes.inscription import creer_compte, renvoyer_activation
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Compte
from portail.core import clock
from portail.core.errors import Invalide, TropDeDemandes
from tests.comptes_de_test import HACHE, MOT_DE_PASSE
from tests.integration.comptes.conftest import Courrier

ICI, AILLEURS, RESEAU = "navigateur-1", "navigateur-2", "192.0.2.1"


@pytest.fixture
def inscrire(session: Session) -> Callable[..., Compte]:
    def faire(**autre: Any) -> Compte:
        faits = {"nom": "Martin", "prenom": "Zoé", "mail": "zoe@exemple.fr", "identifiant": "zoe"}
        acces = {"mot_de_passe_hache": HACHE, "visiteur": ICI}
        made = creer_compte(session, **{**faits, **acces, **autre})
        assert made is not None
        return made

    return faire


@pytest.mark.parametrize("visiteur", [ICI, AILLEURS, ""])
def test_the_link_activates_and_signs_in_from_any_browser(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier, visiteur: str
) -> None:
    compte = inscrire(suite="/aides/mobilite-etudiante")
    secret = courrier.secret()
    assert examiner(session, secret, visiteur, RESEAU) == "pret"
    assert compte.active_le is None
    ouverture = activer(session, secret, visiteur, RESEAU)
    assert compte.active_le is not None
    assert ouverture.suite == "/aides/mobilite-etudiante"
    assert jetons.consommer(session, Usage.CONNEXION, ouverture.billet).compte_id == compte.id


def test_the_next_page_is_the_catalogue_unless_a_safe_one_was_remembered(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    inscrire(suite="//ailleurs.exemple")
    assert activer(session, courrier.secret(), ICI, RESEAU).suite == "/aides"


def test_a_used_link_says_so_and_does_nothing(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    inscrire()
    renvoyer_activation(session, "zoe@exemple.fr")
    secrets = {courrier.secret(), _premier(courrier)}
    assert len(secrets) == 2
    activer(session, secrets.pop(), ICI, RESEAU)
    for secret in {courrier.secret(), _premier(courrier)}:
        assert examiner(session, secret, ICI, RESEAU) == "utilise"
        with pytest.raises(JetonRefuse):
            activer(session, secret, ICI, RESEAU)


def _premier(courrier: Courrier) -> str:
    return courrier.tous()[0]["corps_markdown"].partition("#")[2].partition(")")[0]


def test_of_two_tabs_at_the_same_instant_one_activates(
    session: Session,
    inscrire: Callable[..., Compte],
    courrier: Courrier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compte, secret = inscrire(), courrier.secret()

    def autre_onglet(*_: Any) -> bool:
        jetons.consommer(session, Usage.ACTIVATION, secret)
        return False

    monkeypatch.setattr("portail.comptes.activation._a_prouver", autre_onglet)
    with pytest.raises(JetonRefuse):
        activer(session, secret, ICI, RESEAU)
    assert compte.active_le is None


def test_an_expired_link_offers_another(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    compte = inscrire()
    ancien = courrier.secret()
    with clock.fixed(clock.now() + timedelta(hours=73)):
        assert examiner(session, ancien, ICI, RESEAU) == "expire"
        with pytest.raises(JetonRefuse):
            activer(session, ancien, ICI, RESEAU)
        renvoyer_par_lien(session, ancien, RESEAU)
        assert courrier.secret() != ancien
        assert activer(session, courrier.secret(), ICI, RESEAU).billet
        assert examiner(session, ancien, ICI, RESEAU) == "utilise"
    assert compte.active_le is not None


@pytest.mark.parametrize("secret", ["", "faux", "a" * 43, "\x00", "\ud800", "a" * 5000])
def test_a_forged_link_is_unknown(session: Session, inscrire: Callable[..., Compte], secret: str) -> None:
    compte = inscrire()
    assert examiner(session, secret, ICI, RESEAU) == "inconnu"
    with pytest.raises(JetonRefuse):
        activer(session, secret, ICI, RESEAU)
    with pytest.raises(JetonRefuse):
        renvoyer_par_lien(session, secret, RESEAU)
    assert compte.active_le is None


def test_a_link_for_something_else_does_not_activate(
    session: Session, inscrire: Callable[..., Compte]
) -> None:
    compte = inscrire()
    secret = jetons.emettre(session, Usage.MOT_DE_PASSE, compte.id, timedelta(hours=1))
    with pytest.raises(JetonRefuse):
        activer(session, secret, ICI, RESEAU)


def test_an_account_prepared_by_somebody_else_is_not_activated_by_its_owner_unawares(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    """Pre-hijacking: the attacker signs up again just after the owner, who opens the attacker's link."""
    inscrire(visiteur=ICI)
    intrus = inscrire(visiteur=AILLEURS, identifiant="intrus", mot_de_passe_hache="$haché ailleurs")
    secret = courrier.secret()
    assert examiner(session, secret, ICI, RESEAU) == "mot_de_passe"
    for mot in ("", MOT_DE_PASSE):
        with pytest.raises(Invalide):
            activer(session, secret, ICI, RESEAU, mot)
    assert intrus.active_le is None


def test_the_owner_of_a_disputed_sign_up_proves_it_with_the_password(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    inscrire(visiteur=AILLEURS, identifiant="intrus")
    compte = inscrire(visiteur=ICI)
    renvoyer_activation(session, "zoe@exemple.fr")
    secret = courrier.secret()
    assert examiner(session, secret, ICI, RESEAU) == "pret"
    assert examiner(session, secret, "telephone", RESEAU) == "mot_de_passe"
    assert activer(session, secret, "telephone", RESEAU, MOT_DE_PASSE).billet
    assert compte.active_le is not None


def test_the_password_of_a_disputed_sign_up_is_not_guessed(
    session: Session, inscrire: Callable[..., Compte], courrier: Courrier
) -> None:
    inscrire(visiteur=AILLEURS, identifiant="intrus")
    inscrire(visiteur=ICI)
    for _ in range(5):
        with pytest.raises(Invalide):
            activer(session, courrier.secret(), "", RESEAU, "mauvais")
    with pytest.raises(TropDeDemandes):
        activer(session, courrier.secret(), "", RESEAU, MOT_DE_PASSE)


def test_nobody_tries_links_without_end(session: Session) -> None:
    for _ in range(60):
        examiner(session, "a" * 43, ICI, RESEAU)
    with pytest.raises(TropDeDemandes):
        examiner(session, "a" * 43, ICI, RESEAU)

"""Getting back into an account by mail, and what nobody learns from it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portail.comptes import jetons, mots_de_passe, sessions
from portail.comptes.connexion import verifier
from portail.comptes.inscription import renvoyer_activation
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Jeton, SessionOuverte
from portail.comptes.recuperation import (
    definir_mot_de_passe,
    demander_identifiant,
    demander_mot_de_passe,
    lire_lien,
)
from portail.core import clock
from portail.core.errors import TropDeDemandes
from tests.comptes_de_test import MOT_DE_PASSE, ajouter_compte
from tests.integration.comptes.conftest import Courrier

RESEAU = "192.0.2.1"
NOUVEAU = mots_de_passe.hacher("trois pommes bleues 9")


@pytest.mark.parametrize("nom", ["zoe", "ZOE@exemple.fr"])
def test_the_link_replaces_the_password_closes_everything_and_signs_in(
    session: Session, courrier: Courrier, journal: Callable[[], list[str]], nom: str
) -> None:
    compte = ajouter_compte(session)
    sessions.ouvrir(session, compte.id, "")
    demander_mot_de_passe(session, nom, RESEAU)
    secret = courrier.secret("zoe@exemple.fr")
    assert lire_lien(session, secret, RESEAU).identifiant == "zoe"
    billet = definir_mot_de_passe(session, secret, NOUVEAU)
    assert jetons.consommer(session, Usage.CONNEXION, billet).compte_id == compte.id
    assert session.exec(select(SessionOuverte)).all() == []
    assert not verifier(session, "zoe", MOT_DE_PASSE, RESEAU).exact
    assert verifier(session, "zoe", "trois pommes bleues 9", RESEAU).exact
    assert courrier.sujets()[-1] == "Votre mot de passe a changé"
    assert journal()[-2:] == ["mot_de_passe.demande", "mot_de_passe.reinitialise"]


def test_the_link_serves_once_and_the_others_with_it(session: Session, courrier: Courrier) -> None:
    compte = ajouter_compte(session)
    demander_mot_de_passe(session, "zoe", RESEAU)
    premier = courrier.secret()
    demander_mot_de_passe(session, "zoe", RESEAU)
    deplacement = jetons.emettre(session, Usage.MAIL_ANCIEN, compte.id, timedelta(hours=1))
    definir_mot_de_passe(session, courrier.secret(), NOUVEAU)
    for usage, secret in ((Usage.MOT_DE_PASSE, premier), (Usage.MAIL_ANCIEN, deplacement)):
        with pytest.raises(JetonRefuse, match="déjà servi"):
            jetons.lire(session, usage, secret)


def test_the_link_lives_an_hour(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session)
    demander_mot_de_passe(session, "zoe", RESEAU)
    with clock.fixed(clock.now() + timedelta(minutes=61)), pytest.raises(JetonRefuse, match="expiré"):
        definir_mot_de_passe(session, courrier.secret(), NOUVEAU)


def test_an_unknown_name_is_answered_alike(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session)
    for demander, nom in ((demander_mot_de_passe, "inconnue"), (demander_identifiant, "x@exemple.fr")):
        for _ in range(3):
            demander(session, nom, RESEAU)
        with pytest.raises(TropDeDemandes):
            demander(session, nom, RESEAU)
    assert courrier.tous() == []
    assert session.exec(select(Jeton)).all() == []


def test_a_mailbox_is_not_flooded(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session)
    for numero in range(3):
        demander_mot_de_passe(session, "zoe", f"203.0.113.{numero}")
    with pytest.raises(TropDeDemandes):
        demander_mot_de_passe(session, " ZOE", "203.0.113.99")
    assert len(courrier.tous()) == 3


def test_choosing_a_password_from_the_mailbox_activates(session: Session, courrier: Courrier) -> None:
    compte = ajouter_compte(session, active_le=None)
    demander_mot_de_passe(session, "zoe", RESEAU)
    definir_mot_de_passe(session, courrier.secret(), NOUVEAU)
    assert compte.active_le is not None


def test_an_active_account_keeps_the_date_of_its_activation(session: Session, courrier: Courrier) -> None:
    compte = ajouter_compte(session)
    activee = compte.active_le
    demander_mot_de_passe(session, "zoe", RESEAU)
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        definir_mot_de_passe(session, courrier.secret(), NOUVEAU)
    assert compte.active_le == activee


def test_the_identifier_is_mailed_to_its_owner(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session, identifiant="zoe_*m*", mail="zoe@exemple.fr")
    demander_identifiant(session, "ZOE@exemple.fr", RESEAU)
    assert courrier.sujets() == ["Votre identifiant"]
    assert "zoe\\_\\*m\\*" in courrier.tous()[0]["corps_markdown"]


def test_an_account_not_activated_gets_its_link_instead(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session, active_le=None)
    demander_identifiant(session, "zoe@exemple.fr", RESEAU)
    assert courrier.sujets() == ["Activation de compte"]


def test_asking_for_an_identifier_takes_an_address_only(session: Session, courrier: Courrier) -> None:
    ajouter_compte(session)
    demander_identifiant(session, "zoe", RESEAU)
    assert courrier.tous() == []


@pytest.mark.parametrize("actif", [True, False, None])
def test_mails_asked_elsewhere_do_not_tell_an_account_that_waits(
    session: Session, actif: bool | None
) -> None:
    if actif is not None:
        ajouter_compte(session, active_le=clock.now() if actif else None)
    for _ in range(3):
        renvoyer_activation(session, "zoe@exemple.fr")
    demander_identifiant(session, "zoe@exemple.fr", RESEAU)

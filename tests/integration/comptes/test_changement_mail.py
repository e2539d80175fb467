"""Moving to another address: both confirm, in any order, and nobody is told who has an account."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portail.comptes import changement_mail, jetons
from portail.comptes.changement_mail import Changement, annuler, confirmer, demander, en_cours, examiner
from portail.comptes.changements import verifier_mot_de_passe
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Invalide, TropDeDemandes
from tests.comptes_de_test import MOT_DE_PASSE, acteur_de, ajouter_compte
from tests.integration.comptes.conftest import Courrier

RESEAU = "192.0.2.1"
ANCIENNE, NOUVELLE = "zoe@exemple.fr", "zoe.martin@exemple.org"


@pytest.fixture
def zoe(session: Session) -> Acteur:
    return acteur_de(session, ajouter_compte(session))


def demander_pour(session: Session, acteur: Acteur, mail: str = NOUVELLE) -> Changement:
    return demander(session, acteur, verifier_mot_de_passe(session, acteur, MOT_DE_PASSE), mail)


@pytest.mark.parametrize("ordre", [(ANCIENNE, NOUVELLE), (NOUVELLE, ANCIENNE)])
def test_the_account_moves_when_both_have_confirmed(
    session: Session, zoe: Acteur, courrier: Courrier, ordre: tuple[str, str]
) -> None:
    assert demander_pour(session, zoe) == Changement(NOUVELLE, False, False)
    compte = session.get_one(Compte, zoe.id)
    secrets = [courrier.secret(adresse) for adresse in ordre]
    assert examiner(session, secrets[0], RESEAU) == Changement(NOUVELLE, False, False)
    premier = confirmer(session, secrets[0], RESEAU)
    assert premier == Changement(NOUVELLE, ordre[0] == ANCIENNE, ordre[0] == NOUVELLE)
    assert en_cours(session, zoe) == premier
    assert compte.mail == ANCIENNE
    assert confirmer(session, secrets[1], RESEAU).effectif
    assert (compte.mail, compte.cle_mail, compte.identifiant) == (NOUVELLE, NOUVELLE, "zoe")
    assert en_cours(session, zoe) is None
    assert courrier.sujets(ANCIENNE)[-1] == "Votre adresse a changé"


@pytest.mark.parametrize("repete", [ANCIENNE, NOUVELLE])
def test_one_address_does_not_confirm_for_both(
    session: Session, zoe: Acteur, courrier: Courrier, repete: str
) -> None:
    demander_pour(session, zoe)
    secret = courrier.secret(repete)
    confirmer(session, secret, RESEAU)
    with pytest.raises(JetonRefuse):
        confirmer(session, secret, RESEAU)
    assert session.get_one(Compte, zoe.id).mail == ANCIENNE


def test_the_identifier_follows_when_it_was_the_address(session: Session, courrier: Courrier) -> None:
    acteur = acteur_de(session, ajouter_compte(session, ANCIENNE, mail=ANCIENNE))
    demander_pour(session, acteur)
    for adresse in (ANCIENNE, NOUVELLE):
        confirmer(session, courrier.secret(adresse), RESEAU)
    compte = session.get_one(Compte, acteur.id)
    assert (compte.identifiant, compte.cle_identifiant) == (NOUVELLE, NOUVELLE)


def test_a_newer_request_replaces_the_former(session: Session, zoe: Acteur, courrier: Courrier) -> None:
    demander_pour(session, zoe, "premiere@exemple.org")
    ancien_lien, lien_premiere = courrier.secret(ANCIENNE), courrier.secret("premiere@exemple.org")
    confirmer(session, ancien_lien, RESEAU)
    demander_pour(session, zoe)
    with pytest.raises(JetonRefuse):
        confirmer(session, lien_premiere, RESEAU)
    assert en_cours(session, zoe) == Changement(NOUVELLE, False, False)
    assert not confirmer(session, courrier.secret(NOUVELLE), RESEAU).effectif


def test_a_request_is_withdrawn(session: Session, zoe: Acteur, courrier: Courrier) -> None:
    demander_pour(session, zoe)
    confirmer(session, courrier.secret(ANCIENNE), RESEAU)
    annuler(session, zoe)
    assert en_cours(session, zoe) is None
    with pytest.raises(JetonRefuse):
        confirmer(session, courrier.secret(NOUVELLE), RESEAU)
    assert session.get_one(Compte, zoe.id).mail == ANCIENNE


def test_a_request_lives_a_day(session: Session, zoe: Acteur, courrier: Courrier) -> None:
    demander_pour(session, zoe)
    with clock.fixed(clock.now() + timedelta(hours=25)):
        assert en_cours(session, zoe) is None
        with pytest.raises(JetonRefuse, match="expiré"):
            confirmer(session, courrier.secret(NOUVELLE), RESEAU)


def test_an_address_with_an_account_is_told_and_the_screen_is_the_same(
    session: Session, zoe: Acteur, courrier: Courrier
) -> None:
    ajouter_compte(session, "lea", mail=NOUVELLE)
    assert demander_pour(session, zoe) == Changement(NOUVELLE, False, False)
    assert courrier.sujets(NOUVELLE) == ["Vous avez déjà un compte"]
    assert confirmer(session, courrier.secret(ANCIENNE), RESEAU) == Changement(NOUVELLE, True, False)
    assert en_cours(session, zoe) == Changement(NOUVELLE, True, False)
    assert session.get_one(Compte, zoe.id).mail == ANCIENNE


def test_an_address_taken_meanwhile_stops_the_move(session: Session, zoe: Acteur, courrier: Courrier) -> None:
    demander_pour(session, zoe)
    confirmer(session, courrier.secret(ANCIENNE), RESEAU)
    ajouter_compte(session, "lea", mail=NOUVELLE)
    with pytest.raises(Conflit):
        confirmer(session, courrier.secret(NOUVELLE), RESEAU)


def test_a_sign_up_never_activated_does_not_hold_an_address(
    session: Session, zoe: Acteur, courrier: Courrier
) -> None:
    ajouter_compte(session, "squatteur", mail=NOUVELLE, active_le=None)
    demander_pour(session, zoe)
    for adresse in (NOUVELLE, ANCIENNE):
        confirmer(session, courrier.secret(adresse), RESEAU)
    assert set(session.exec(select(Compte.mail))) == {NOUVELLE}


@pytest.mark.parametrize("mail", ["", "pas une adresse", "ZOE@exemple.fr"])
def test_an_improper_address_is_refused(session: Session, zoe: Acteur, courrier: Courrier, mail: str) -> None:
    with pytest.raises(Invalide) as refus:
        demander_pour(session, zoe, mail)
    assert list(refus.value.erreurs) == ["mail"]
    assert courrier.tous() == []


def test_addresses_are_not_probed_or_flooded_without_end(session: Session, zoe: Acteur) -> None:
    for numero in range(5):
        demander_pour(session, zoe, f"n{numero}@exemple.org")
    with pytest.raises(TropDeDemandes):
        demander_pour(session, zoe)


def test_a_new_password_stops_a_move_asked_with_the_former(
    session: Session, zoe: Acteur, courrier: Courrier
) -> None:
    demander_pour(session, zoe)
    confirmer(session, courrier.secret(ANCIENNE), RESEAU)
    jetons.annuler(session, zoe.id, *Usage)
    assert en_cours(session, zoe) is None


def test_links_of_another_kind_confirm_nothing(session: Session, zoe: Acteur) -> None:
    secret = jetons.emettre(session, Usage.MOT_DE_PASSE, zoe.id, changement_mail.VALIDITE)
    with pytest.raises(JetonRefuse):
        confirmer(session, secret, RESEAU)

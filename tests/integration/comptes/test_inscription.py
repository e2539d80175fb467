"""Opening an account: what is made, what is mailed, and what nobody can learn from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.comptes.identifiants import identifiant_libre
from portail.comptes.inscription import admettre, creer_compte, renvoyer_activation
from portail.comptes.models import Compte, Jeton
from portail.core import clock
from portail.core.errors import Invalide, TropDeDemandes
from portail.infra import db
from portail.infra.outbox import Envoi

Faire = Callable[..., Compte | None]


@pytest.fixture
def inscrire(session: Session) -> Faire:
    def faire(**autre: Any) -> Compte | None:
        faits: dict[str, Any] = {
            "nom": "Martin",
            "prenom": "Zoé",
            "mail": "Zoe@exemple.fr",
            "identifiant": "zoe",
            "mot_de_passe_hache": "$hache",
            "visiteur": "navigateur-1",
        }
        return creer_compte(session, **{**faits, **autre})

    return faire


def sujets(session: Session) -> list[str]:
    lignes = session.exec(select(Envoi).order_by(Envoi.cree_le))
    return [ligne.charge["sujet"].partition("] ")[2] for ligne in lignes]


def test_a_new_account_is_inactive_and_gets_its_link(inscrire: Faire, session: Session) -> None:
    compte = inscrire()
    assert compte is not None
    assert compte.active_le is None
    assert (compte.mail, compte.cle_mail) == ("Zoe@exemple.fr", "zoe@exemple.fr")
    envoi = session.exec(select(Envoi)).one()
    assert envoi.genre == "courriel"
    assert envoi.charge["destinataire"] == "Zoe@exemple.fr"
    assert envoi.charge["sujet"] == "[Région Nouvelle-Aquitaine] Activation de compte"
    assert "/activation#" in envoi.charge["corps_markdown"]
    assert "Martin" not in envoi.charge["corps_markdown"]
    jeton = session.exec(select(Jeton)).one()
    assert timedelta(hours=71) < jeton.expire_le - clock.now() <= timedelta(hours=72)


def test_a_known_address_makes_nothing_and_tells_its_owner(inscrire: Faire, session: Session) -> None:
    premier = inscrire()
    assert premier is not None
    premier.active_le = clock.now()
    assert inscrire(mail="ZOE@exemple.fr", identifiant="autre") is None
    assert session.exec(select(Compte)).one().nom == "Martin"
    assert sujets(session) == ["Activation de compte", "Vous avez déjà un compte"]


@pytest.mark.parametrize("actif", [True, False, None])
def test_an_address_is_signed_up_a_few_times_an_hour_account_or_not(
    inscrire: Faire, session: Session, actif: bool | None
) -> None:
    if actif is not None:
        compte = inscrire()
        assert compte is not None
        compte.active_le = clock.now() if actif else None
        session.flush()
    demandes = ["Zoe@exemple.fr", "zoe@EXEMPLE.fr"] * 3
    assert [admettre(session, mail, "navigateur-1") for mail in demandes] == [True] * 4 + [False] * 2
    assert admettre(session, "lea@exemple.fr", "navigateur-1")
    # The addresses of one mailbox are one: nobody fills it with « zoe+1@… », « zoe+2@… ».
    assert not admettre(session, "zoe+aides@exemple.fr", "navigateur-1")


@pytest.mark.parametrize(("visiteur", "contestee"), [("navigateur-1", False), ("ailleurs", True), ("", True)])
def test_another_browser_disputes_a_sign_up_even_when_no_more_mails_leave(
    inscrire: Faire, session: Session, visiteur: str, contestee: bool
) -> None:
    inscrire()
    renvoyer_activation(session, "zoe@exemple.fr")
    while admettre(session, "zoe@exemple.fr", "navigateur-1"):
        pass
    admettre(session, "zoe@exemple.fr", visiteur)
    session.expire_all()
    assert [jeton.charge["contestee"] for jeton in session.exec(select(Jeton))] == [contestee] * 2


def test_an_account_activated_at_the_same_instant_is_not_replaced(
    inscrire: Faire, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    premier = inscrire()

    def activer(*_: Any) -> bool:
        assert premier is not None
        premier.active_le = clock.now()
        session.flush()
        return False

    monkeypatch.setattr("portail.comptes.inscription._contestee", activer)
    assert inscrire(nom="Autre") is None
    assert session.exec(select(Compte.nom)).all() == ["Martin"]


def test_an_account_never_activated_is_replaced(inscrire: Faire, session: Session) -> None:
    premier = inscrire(nom="Imposteur", identifiant="imposteur", visiteur="ailleurs")
    second = inscrire()
    assert premier is not None
    assert second is not None
    assert session.exec(select(Compte.nom)).all() == ["Martin"]
    jeton = session.exec(select(Jeton)).one()
    assert jeton.compte_id == second.id
    assert jeton.charge["contestee"] is True


def test_mending_ones_own_sign_up_is_no_dispute(inscrire: Faire, session: Session) -> None:
    inscrire(nom="Martn")
    assert inscrire() is not None
    assert session.exec(select(Jeton)).one().charge["contestee"] is False


def test_an_identifier_taken_by_another_is_refused_whatever_its_case(inscrire: Faire) -> None:
    inscrire()
    with pytest.raises(Invalide) as refus:
        inscrire(mail="lea@exemple.fr", identifiant="ZOE", visiteur="navigateur-2")
    assert "identifiant" in refus.value.erreurs


def test_the_same_browser_keeps_its_identifier_with_a_mended_address(
    inscrire: Faire, session: Session
) -> None:
    inscrire(mail="zoe@exemlpe.fr")
    assert inscrire() is not None
    query = select(Compte.mail).where(Compte.identifiant == "zoe")
    assert session.exec(query).all() == ["Zoe@exemple.fr"]


def test_a_sign_up_whose_link_has_expired_frees_its_identifier(inscrire: Faire, session: Session) -> None:
    inscrire()
    assert not identifiant_libre(session, "zoe")
    with clock.fixed(clock.now() + timedelta(hours=73)):
        assert identifiant_libre(session, "zoe")
        assert inscrire(mail="lea@exemple.fr", visiteur="navigateur-2") is not None
    assert session.exec(select(Compte.mail).where(Compte.identifiant == "zoe")).all() == ["lea@exemple.fr"]


def test_an_address_as_identifier_tells_nothing_and_must_be_ones_own(
    inscrire: Faire, session: Session
) -> None:
    inscrire(identifiant="zoe@exemple.fr")
    assert identifiant_libre(session, "zoe@exemple.fr")
    with pytest.raises(Invalide):
        inscrire(mail="lea@exemple.fr", identifiant="zoe@exemple.fr")


def test_two_sign_ups_at_once_are_one_account(
    inscrire: Faire, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loser of the race finds the row only when it inserts its own."""
    inscrire()
    session.flush()
    reel = Session.exec
    aveugle = True

    def exec_aveugle(self: Session, statement: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal aveugle
        if aveugle and "compte.cle_mail = " in str(statement) and "SELECT" in str(statement):
            aveugle = False
            statement = statement.where(Compte.nom == "personne")
        return reel(self, statement, *args, **kwargs)

    monkeypatch.setattr(Session, "exec", exec_aveugle)
    assert inscrire(identifiant="autre", visiteur="ailleurs") is None
    assert not aveugle
    assert session.exec(select(Compte.identifiant)).all() == ["zoe"]
    assert session.exec(select(Jeton)).one().charge["contestee"] is True


def test_the_mail_comes_again_a_few_times_only(inscrire: Faire, session: Session) -> None:
    inscrire()
    for _ in range(3):
        renvoyer_activation(session, "zoe@EXEMPLE.fr")
    with pytest.raises(TropDeDemandes):
        renvoyer_activation(session, "zoe@exemple.fr")
    assert sujets(session) == ["Activation de compte"] * 4
    assert {jeton.charge["visiteur"] for jeton in session.exec(select(Jeton))} == {"navigateur-1"}


def test_asking_again_answers_alike_for_unknown_and_active_accounts(
    inscrire: Faire, session: Session
) -> None:
    compte = inscrire()
    assert compte is not None
    compte.active_le = clock.now()
    renvoyer_activation(session, "zoe@exemple.fr")
    assert sujets(session)[-1] == "Vous avez déjà un compte"
    avant = len(sujets(session))
    for _ in range(3):
        renvoyer_activation(session, "inconnue@exemple.fr")
    with pytest.raises(TropDeDemandes):
        renvoyer_activation(session, "inconnue@exemple.fr")
    assert len(sujets(session)) == avant


@pytest.mark.parametrize("actif", [True, False])
def test_asking_again_by_identifier_leaves_the_address_its_own_tries(
    inscrire: Faire, session: Session, actif: bool
) -> None:
    """Else the address's refusals would tell that the identifier's account is its own."""
    compte = inscrire()
    assert compte is not None
    compte.active_le = clock.now() if actif else None
    for _ in range(3):
        renvoyer_activation(session, "ZOE")
    with pytest.raises(TropDeDemandes):
        renvoyer_activation(session, "zoe")
    assert len(sujets(session)) == 4
    renvoyer_activation(session, "zoe@exemple.fr")


def test_a_network_cannot_make_us_write_to_everybody(session: Session) -> None:
    for numero in range(20):
        renvoyer_activation(session, f"n{numero}@exemple.fr", reseau="203.0.113.7")
    with pytest.raises(TropDeDemandes):
        renvoyer_activation(session, "dernier@exemple.fr", reseau="203.0.113.7")
    renvoyer_activation(session, "dernier@exemple.fr", reseau="203.0.113.8")


def test_an_undone_sign_up_mails_nothing(engine: Engine) -> None:
    with pytest.raises(RuntimeError), db.transaction() as session:
        creer_compte(
            session,
            nom="Martin",
            prenom="Zoé",
            mail="zoe@exemple.fr",
            identifiant="zoe",
            mot_de_passe_hache="x",
        )
        raise RuntimeError
    with db.snapshot() as session:
        assert sujets(session) == []

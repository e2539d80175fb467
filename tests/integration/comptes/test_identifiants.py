"""Which identifiers are free: the answer tells nothing of who has an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portail.comptes.changements import changer_identifiant, verifier_mot_de_passe
from portail.comptes.identifiants import identifiant_libre
from portail.comptes.inscription import creer_compte, renvoyer_activation
from portail.comptes.models import Compte
from portail.comptes.recuperation import demander_identifiant
from portail.core import clock
from portail.core.errors import Invalide
from tests.comptes_de_test import HACHE, MOT_DE_PASSE, acteur_de, ajouter_compte

SONDE, AILLEURS = "navigateur-sonde", "navigateur-2"
MAIL = "lea@exemple.fr"


def inscrire(session: Session, identifiant: str, mail: str = MAIL, visiteur: str = SONDE) -> Compte | None:
    acces = {"mot_de_passe_hache": HACHE, "visiteur": visiteur}
    return creer_compte(session, nom="M", prenom="L", mail=mail, identifiant=identifiant, **acces)


def libres(session: Session, visiteur: str = AILLEURS) -> list[bool]:
    return [identifiant_libre(session, cle, visiteur) for cle in ("sonde-1", "sonde-2")]


def prendre(session: Session, identifiant: str) -> bool:
    """Whether somebody signed in can take an identifier."""
    zoe = session.exec(select(Compte).where(Compte.cle_mail == "zoe@exemple.fr")).one()
    try:
        qui = acteur_de(session, zoe)
        changer_identifiant(session, qui, verifier_mot_de_passe(session, qui, MOT_DE_PASSE), identifiant)
    except Invalide:
        return False
    return True


def une_fois(session: Session) -> None:
    inscrire(session, "sonde-1")


def encore(session: Session) -> None:
    une_fois(session)
    inscrire(session, "sonde-2")


def corriger(session: Session) -> None:
    une_fois(session)
    inscrire(session, "sonde-1", "autre@exemple.fr")


def renvoyer(session: Session) -> None:
    une_fois(session)
    with clock.fixed(clock.now() + timedelta(hours=48)):
        renvoyer_activation(session, MAIL)


def renvoyer_par_nom(session: Session) -> None:
    une_fois(session)
    with clock.fixed(clock.now() + timedelta(hours=48)):
        renvoyer_activation(session, "sonde-1")


def oublier(session: Session) -> None:
    une_fois(session)
    with clock.fixed(clock.now() + timedelta(hours=48)):
        demander_identifiant(session, MAIL, "192.0.2.1")


def revenir(session: Session) -> None:
    une_fois(session)
    with clock.fixed(clock.now() + timedelta(hours=100)):
        renvoyer_activation(session, MAIL)


@pytest.mark.parametrize("connue", [True, False])
@pytest.mark.parametrize(
    ("faire", "heures"),
    [
        (une_fois, 72),
        (encore, 72),
        (corriger, 72),
        (renvoyer, 120),
        (renvoyer_par_nom, 120),
        (oublier, 120),
        (revenir, 172),
    ],
)
def test_an_identifier_is_held_as_long_with_as_without_an_account(
    session: Session, faire: Callable[[Session], None], heures: int, connue: bool
) -> None:
    ajouter_compte(session)
    if connue:
        ajouter_compte(session, "lea")
    depart = clock.now()
    faire(session)
    tenu, pris = ("sonde-2", [True, False]) if faire is encore else ("sonde-1", [False, True])
    with clock.fixed(depart + timedelta(hours=heures - 1)):
        assert (libres(session), libres(session, SONDE)) == (pris, [True, True])
        assert not prendre(session, tenu)
    with clock.fixed(depart + timedelta(hours=heures + 1)):
        assert libres(session) == [True, True]
        assert prendre(session, tenu)


def test_the_account_made_holds_its_identifier_for_good(session: Session) -> None:
    compte = inscrire(session, "sonde-1")
    assert compte is not None
    compte.active_le = clock.now()
    session.flush()
    with clock.fixed(clock.now() + timedelta(hours=73)):
        assert libres(session) == libres(session, SONDE) == [False, True]


def test_an_unfinished_sign_up_that_loses_its_identifier_keeps_its_address(session: Session) -> None:
    compte = inscrire(session, "sonde-1")
    assert compte is not None
    with clock.fixed(clock.now() + timedelta(hours=73)):
        assert inscrire(session, "sonde-1", "autre@exemple.fr", AILLEURS) is not None
    session.expire_all()
    assert (compte.identifiant, compte.cle_identifiant) == (MAIL, MAIL)


def test_two_sign_ups_at_once_do_not_share_an_identifier(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loser of the race learns of the other only when it writes its own."""
    ajouter_compte(session, "lea")
    inscrire(session, "sonde-1")
    monkeypatch.setattr("portail.comptes.identifiants.identifiant_libre", lambda *_: True)
    with pytest.raises(Invalide):
        inscrire(session, "sonde-1", "autre@exemple.fr", AILLEURS)

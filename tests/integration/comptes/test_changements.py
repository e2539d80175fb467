"""What people change in their own access, and nobody else can."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from portail.comptes import mots_de_passe, sessions
from portail.comptes.changements import (
    Preuve,
    changer_identifiant,
    changer_mot_de_passe,
    deconnecter,
    deconnecter_les_autres,
    sessions_ouvertes,
    supprimer_compte,
    verifier_mot_de_passe,
)
from portail.comptes.models import Compte, Jeton, SessionOuverte
from portail.comptes.rules import Acteur
from portail.core.errors import Conflit, Introuvable, Invalide, TropDeDemandes
from tests.comptes_de_test import MOT_DE_PASSE, acteur_de, ajouter_compte
from tests.integration.comptes.conftest import Courrier

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def zoe(session: Session) -> Acteur:
    return acteur_de(session, ajouter_compte(session), FIREFOX)


@pytest.fixture
def lea(session: Session) -> Acteur:
    return acteur_de(session, ajouter_compte(session, "lea"))


@pytest.fixture
def preuve(session: Session, zoe: Acteur) -> Preuve:
    """That Zoé knows her password."""
    return verifier_mot_de_passe(session, zoe, MOT_DE_PASSE)


def test_changing_the_password_asks_the_old_one_and_closes_the_other_sessions(
    session: Session, zoe: Acteur, lea: Acteur, courrier: Courrier
) -> None:
    sessions.ouvrir(session, zoe.id, "")
    with pytest.raises(Invalide) as refus:
        verifier_mot_de_passe(session, zoe, "mauvais", champ="actuel")
    assert list(refus.value.erreurs) == ["actuel"]
    preuve = verifier_mot_de_passe(session, zoe, MOT_DE_PASSE)
    assert changer_mot_de_passe(session, zoe, preuve, mots_de_passe.hacher("trois pommes bleues 9")) == 1
    restantes = set(session.exec(select(SessionOuverte.empreinte)))
    assert restantes == {zoe.empreinte_session, lea.empreinte_session}
    assert courrier.sujets("zoe@exemple.fr") == ["Votre mot de passe a changé"]
    with pytest.raises(Conflit):
        changer_mot_de_passe(session, zoe, preuve, "autre")


def test_a_proof_is_worth_its_own_account_only(session: Session, zoe: Acteur, lea: Acteur) -> None:
    preuve = verifier_mot_de_passe(session, lea, MOT_DE_PASSE)
    with pytest.raises(Conflit):
        changer_mot_de_passe(session, zoe, preuve, "autre")
    with pytest.raises(Conflit):
        supprimer_compte(session, zoe, Preuve(zoe.id, "inventé"))


def test_an_open_session_does_not_guess_the_password(session: Session, zoe: Acteur) -> None:
    for _ in range(5):
        with pytest.raises(Invalide):
            verifier_mot_de_passe(session, zoe, "mauvais")
    with pytest.raises(TropDeDemandes):
        verifier_mot_de_passe(session, zoe, MOT_DE_PASSE)


@pytest.mark.parametrize("nouveau", ["zoé", "z", "lea@exemple.fr", "LEA", "a" * 65, "zoe martin"])
def test_an_improper_or_taken_identifier_is_refused(
    session: Session, zoe: Acteur, lea: Acteur, nouveau: str, preuve: Preuve
) -> None:
    with pytest.raises(Invalide):
        changer_identifiant(session, zoe, preuve, nouveau)
    assert session.get_one(Compte, zoe.id).identifiant == "zoe"


def test_the_identifier_changes_for_who_knows_the_password(
    session: Session, zoe: Acteur, lea: Acteur
) -> None:
    with pytest.raises(Conflit):
        changer_identifiant(session, zoe, verifier_mot_de_passe(session, lea, MOT_DE_PASSE), "zoe2")
    assert session.get_one(Compte, zoe.id).identifiant == "zoe"


@pytest.mark.parametrize("nouveau", ["zoe2", "ZOE", "Zoe@exemple.fr"])
def test_the_identifier_changes_and_its_owner_is_told(
    session: Session, zoe: Acteur, courrier: Courrier, nouveau: str, preuve: Preuve
) -> None:
    assert changer_identifiant(session, zoe, preuve, f" {nouveau} ") == nouveau
    compte = session.get_one(Compte, zoe.id)
    assert (compte.identifiant, compte.cle_identifiant) == (nouveau, nouveau.casefold())
    assert courrier.sujets() == ["Votre identifiant a changé"]


def test_keeping_ones_identifier_is_no_news(
    session: Session, zoe: Acteur, courrier: Courrier, preuve: Preuve
) -> None:
    assert changer_identifiant(session, zoe, preuve, "zoe") == "zoe"
    assert courrier.tous() == []


def test_identifiers_are_not_probed_without_end(
    session: Session, zoe: Acteur, lea: Acteur, preuve: Preuve
) -> None:
    for _ in range(10):
        with pytest.raises(Invalide):
            changer_identifiant(session, zoe, preuve, "lea")
    with pytest.raises(TropDeDemandes):
        changer_identifiant(session, zoe, preuve, "lea")


def test_an_identifier_taken_at_the_same_instant_is_refused(
    session: Session, zoe: Acteur, lea: Acteur, monkeypatch: pytest.MonkeyPatch, preuve: Preuve
) -> None:
    monkeypatch.setattr("portail.comptes.changements.identifiant_libre", lambda *_: True)
    with pytest.raises(Invalide):
        changer_identifiant(session, zoe, preuve, "lea")
    assert session.exec(select(Compte.identifiant).where(Compte.id == zoe.id)).one() == "zoe"


def test_open_sessions_are_listed_in_words_the_present_one_first(session: Session, zoe: Acteur) -> None:
    sessions.ouvrir(session, zoe.id, "")
    vues = sessions_ouvertes(session, zoe)
    assert [(vue.appareil, vue.courante) for vue in vues] == [
        ("Firefox sur Windows", True),
        ("Navigateur inconnu", False),
    ]
    assert vues[0].vue.startswith("Dernière activité le ")


def test_one_session_is_closed_and_only_ones_own(session: Session, zoe: Acteur, lea: Acteur) -> None:
    sessions.ouvrir(session, zoe.id, "")
    courante, autre = sessions_ouvertes(session, zoe)
    [celle_de_lea] = sessions_ouvertes(session, lea)
    for reference in (celle_de_lea.reference, courante.reference, "", "inconnue"):
        with pytest.raises(Introuvable):
            deconnecter(session, zoe, reference)
    deconnecter(session, zoe, autre.reference)
    assert sessions_ouvertes(session, zoe) == [courante]
    assert sessions_ouvertes(session, lea) == [celle_de_lea]


def test_all_the_others_are_closed_at_once(session: Session, zoe: Acteur, lea: Acteur) -> None:
    for _ in range(3):
        sessions.ouvrir(session, zoe.id, "")
    assert deconnecter_les_autres(session, zoe) == 3
    assert len(sessions_ouvertes(session, zoe)) == 1
    assert len(sessions_ouvertes(session, lea)) == 1


def test_a_deleted_account_leaves_neither_session_nor_link(
    session: Session, zoe: Acteur, lea: Acteur, courrier: Courrier, journal: Callable[[], list[str]]
) -> None:
    supprimer_compte(session, zoe, verifier_mot_de_passe(session, zoe, MOT_DE_PASSE))
    assert session.exec(select(Compte.identifiant)).all() == ["lea"]
    assert session.exec(select(SessionOuverte.compte_id)).all() == [lea.id]
    assert session.exec(select(Jeton)).all() == []
    assert courrier.sujets("zoe@exemple.fr") == ["Votre compte est supprimé"]
    assert journal()[-1] == "compte.supprime"

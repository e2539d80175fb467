"""The sign-up wizard: kept as typed, finished once, and silent about who has an account."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from portail.comptes import activation
from portail.comptes.identifiants import PRIS
from portail.comptes.models import Compte, Jeton
from portail.core import clock
from portail.core.errors import ErreurMetier, Introuvable, TropDeDemandes
from portail.demandeurs import inscription
from portail.demandeurs.models import Fiche, Inscription
from portail.infra.outbox import Envoi

NAVIGATEUR, INTRUS = "a" * 64, "b" * 64
ETAPE_1 = {
    "nom": "Martin",
    "prenom": "Zoé",
    "mail": "zoe.martin@exemple.org",
    "identifiant": "zmartin",
    "type_demandeur": "association",
    "siret": "732 829 320 00074",
}
ETAPE_2 = {
    "telephone": "06 12 34 56 78",
    "voie": "12 rue de la Paix",
    "code_postal": "86000",
    "commune": "Poitiers",
    "representant_nom": "Awa Diop",
    "representant_qualite": "présidente",
    "titulaire": "Zoé Martin",
    "iban": "FR14 2004 1010 0505 0001 3M02 606",
}
TROUVEE = {"siret": "73282932000074", "etat": "verifiee", "nom": "Les Amis du Marais"}


def remplir(session: Session, visiteur: str = NAVIGATEUR, **autres: str) -> None:
    inscription.enregistrer(session, visiteur, ETAPE_1 | ETAPE_2 | autres)
    inscription.retenir_mot_de_passe(session, visiteur, "argon2-hash")


def comptes(session: Session) -> list[Compte]:
    return list(session.exec(select(Compte)))


def envois(session: Session, genre: str) -> list[Envoi]:
    return list(session.exec(select(Envoi).where(Envoi.genre == genre).order_by(col(Envoi.cree_le))))


def test_what_is_typed_is_found_again_right_or_wrong(session: Session) -> None:
    recu = inscription.enregistrer(session, NAVIGATEUR, {"nom": "Martin", "mail": "zoe"})
    assert recu.erreurs["nom"] == ""
    assert "arobase" in recu.erreurs["mail"]
    session.expire_all()
    vue = inscription.ouvrir(session, NAVIGATEUR)
    assert (vue.saisie.valeurs["nom"], vue.saisie.valeurs["mail"]) == ("Martin", "zoe")
    assert "arobase" in vue.saisie.erreurs["mail"]
    assert inscription.ouvrir(session, "b" * 64).saisie.valeurs["nom"] == ""


def test_unknown_fields_and_passwords_are_not_kept(session: Session) -> None:
    inscription.enregistrer(
        session, NAVIGATEUR, {"mot_de_passe": "secret", "role": "agent", "nom": "x" * 900}
    )
    assert inscription.ouvrir(session, NAVIGATEUR).saisie.valeurs["nom"] == "x" * 500
    assert set(session.get_one(Inscription, NAVIGATEUR).reponses) == {"nom"}


def test_a_typed_iban_is_encrypted_and_not_sent_back_once_valid(session: Session) -> None:
    inscription.enregistrer(session, NAVIGATEUR, {"iban": "FR14 2004"})
    vue = inscription.ouvrir(session, NAVIGATEUR).saisie
    assert vue.valeurs["iban"] == "FR14 2004"
    recu = inscription.enregistrer(session, NAVIGATEUR, {"iban": ETAPE_2["iban"]})
    assert "iban" not in recu.valeurs
    assert recu.valeurs["bic"] == "PSSTFRPP"
    vue = inscription.ouvrir(session, NAVIGATEUR).saisie
    assert vue.valeurs["iban"] == ""
    assert vue.infos.iban_masque.endswith("2606")
    assert "2004" not in str(session.get_one(Inscription, NAVIGATEUR).reponses)


def test_a_browser_without_cookie_is_told_so(session: Session) -> None:
    with pytest.raises(ErreurMetier, match="cookies"):
        inscription.enregistrer(session, "", {"nom": "Martin"})
    assert inscription.ouvrir(session, "").saisie.valeurs["nom"] == ""


def test_a_sign_up_is_forgotten_after_seven_days(session: Session) -> None:
    inscription.enregistrer(session, NAVIGATEUR, {"nom": "Martin"})
    with clock.fixed(clock.now() + timedelta(days=6)):
        assert inscription.ouvrir(session, NAVIGATEUR).saisie.valeurs["nom"] == "Martin"
    with clock.fixed(clock.now() + timedelta(days=8)):
        assert inscription.ouvrir(session, NAVIGATEUR).saisie.valeurs["nom"] == ""
        inscription.purger(session)
    assert session.exec(select(Inscription)).all() == []


def test_sign_ups_that_begin_from_one_place_are_bounded(session: Session) -> None:
    for rang in range(60):
        inscription.enregistrer(session, f"{rang:064}", {"nom": "Martin"}, "192.0.2.1")
    with pytest.raises(TropDeDemandes):
        inscription.enregistrer(session, "f" * 64, {"nom": "Martin"}, "192.0.2.1")
    inscription.enregistrer(session, f"{3:064}", {"nom": "Martine"}, "192.0.2.1")
    inscription.enregistrer(session, "e" * 64, {"nom": "Martin"}, "192.0.2.2")


def test_step_one_is_checked_as_a_whole(session: Session) -> None:
    bilan = inscription.verifier_etape_1(session, NAVIGATEUR, ETAPE_1 | {"siret": "", "nom": ""})
    assert set(bilan.erreurs) == {"nom", "siret"}
    assert not bilan.mot_de_passe_garde
    bilan = inscription.verifier_etape_1(session, NAVIGATEUR, {"nom": "Martin", "siret": ETAPE_1["siret"]})
    assert bilan.erreurs == {}
    assert "zoe.martin@exemple.org" in bilan.proches
    assert not inscription.ouvrir(session, NAVIGATEUR).etape_1_faite
    inscription.retenir_mot_de_passe(session, NAVIGATEUR, "argon2-hash")
    assert inscription.ouvrir(session, NAVIGATEUR).etape_1_faite


def test_a_taken_identifier_is_told_but_never_a_mail(session: Session, compte: Compte) -> None:
    recu = inscription.enregistrer(session, NAVIGATEUR, {"mail": "zoe@exemple.org", "identifiant": "ZOE"})
    assert "déjà pris" in recu.erreurs["identifiant"]
    assert "déjà pris" in inscription.ouvrir(session, NAVIGATEUR).saisie.erreurs["identifiant"]
    assert "identifiant" in inscription.verifier_etape_1(session, NAVIGATEUR, {}).erreurs
    recu = inscription.enregistrer(session, NAVIGATEUR, {"identifiant": "zoe@exemple.org"})
    assert recu.erreurs["identifiant"] == ""


def test_the_account_and_its_sheet_are_made_together(session: Session) -> None:
    remplir(session, suite="/aides/soutien-aux-associations")
    inscription.retenir_organisation(session, NAVIGATEUR, TROUVEE["siret"], TROUVEE)
    assert inscription.valider_fiche(session, NAVIGATEUR, {"telephone": "05 49 38 49 38"}).erreurs == {}
    (compte,) = comptes(session)
    assert (compte.mail, compte.mot_de_passe, compte.active_le) == (ETAPE_1["mail"], "argon2-hash", None)
    fiche = session.get_one(Fiche, compte.id)
    assert fiche.organisation["nom"] == "Les Amis du Marais"
    assert fiche.telephone == "+33549384938"
    jeton = session.exec(select(Jeton)).one()
    assert jeton.charge["suite"] == "/aides/soutien-aux-associations"
    assert jeton.charge["visiteur"] == NAVIGATEUR
    assert envois(session, "verifier_siret") == []


def test_nothing_of_a_finished_sign_up_stays_but_where_the_mail_went(session: Session) -> None:
    remplir(session)
    inscription.valider_fiche(session, NAVIGATEUR, {})
    row = session.get_one(Inscription, NAVIGATEUR)
    assert (row.reponses, row.mot_de_passe, row.organisation) == ({}, "", {})
    assert inscription.ouvrir(session, NAVIGATEUR).envoye_a == "z•••@exemple.org"


def test_an_unchecked_siret_is_to_be_checked_by_the_worker(session: Session) -> None:
    remplir(session)
    inscription.valider_fiche(session, NAVIGATEUR, {})
    (envoi,) = envois(session, "verifier_siret")
    assert envoi.charge["siret"] == TROUVEE["siret"]


def test_what_misses_in_either_step_stops_and_is_kept(session: Session) -> None:
    remplir(session, nom="", telephone="12")
    bilan = inscription.valider_fiche(session, NAVIGATEUR, {"representant_nom": "Awa"})
    assert set(bilan.erreurs) == {"nom", "telephone"}
    assert comptes(session) == []
    assert inscription.ouvrir(session, NAVIGATEUR).saisie.valeurs["representant_nom"] == "Awa"


def test_without_a_password_no_account(session: Session) -> None:
    inscription.enregistrer(session, NAVIGATEUR, ETAPE_1 | ETAPE_2)
    assert set(inscription.valider_fiche(session, NAVIGATEUR, {}).erreurs) == {"mot_de_passe"}
    assert comptes(session) == []


def test_a_known_mail_sees_the_same_screen(session: Session, compte: Compte) -> None:
    remplir(session, mail=compte.mail)
    assert inscription.valider_fiche(session, NAVIGATEUR, {}).erreurs == {}
    assert [un.id for un in comptes(session)] == [compte.id]
    assert session.exec(select(Fiche)).all() == []
    assert inscription.ouvrir(session, NAVIGATEUR).envoye_a == "z•••@exemple.org"
    (courriel,) = envois(session, "courriel")
    assert "déjà un compte" in courriel.charge["sujet"]


def test_a_stranger_who_spends_the_mails_of_an_address_gains_nothing(session: Session) -> None:
    """Pre-hijacking: the link already in the mailbox must not open the stranger's account unawares."""
    for _ in range(4):
        remplir(session, INTRUS, identifiant="intrus")
        assert not inscription.valider_fiche(session, INTRUS, {}).trop
    remplir(session)
    bilan = inscription.valider_fiche(session, NAVIGATEUR, {})
    assert bilan.trop
    assert inscription.ouvrir(session, NAVIGATEUR).envoye_a == ""
    assert inscription.ouvrir(session, NAVIGATEUR).saisie.valeurs["nom"] == "Martin"
    lien = envois(session, "courriel")[-1].charge["corps_markdown"].partition("#")[2].partition(")")[0]
    assert activation.examiner(session, lien, NAVIGATEUR, "192.0.2.1") == "mot_de_passe"
    assert activation.examiner(session, lien, INTRUS, "192.0.2.1") == "pret"


@pytest.mark.parametrize("connue", [False, True])
def test_too_many_sign_ups_for_an_address_are_told_alike_with_and_without_an_account(
    session: Session, compte: Compte, connue: bool
) -> None:
    mail = compte.mail if connue else ETAPE_1["mail"]
    bilans = []
    for _ in range(6):
        remplir(session, mail=mail)
        bilans.append(inscription.valider_fiche(session, NAVIGATEUR, {}))
    assert [bilan.trop for bilan in bilans] == [False] * 4 + [True] * 2
    assert not any(bilan.erreurs for bilan in bilans)
    assert len(envois(session, "courriel")) == 4
    assert inscription.ouvrir(session, NAVIGATEUR).etape_1_faite


def test_an_identifier_taken_meanwhile_is_told(session: Session, compte: Compte) -> None:
    remplir(session)
    compte.cle_identifiant = "zmartin"
    session.flush()
    assert set(inscription.valider_fiche(session, NAVIGATEUR, {}).erreurs) == {"identifiant"}
    assert len(comptes(session)) == 1


def test_one_may_start_again_after_a_mistyped_address(session: Session) -> None:
    remplir(session, mail="zoe@exempel.org")
    inscription.valider_fiche(session, NAVIGATEUR, {})
    remplir(session)
    assert inscription.ouvrir(session, NAVIGATEUR).saisie.erreurs["identifiant"] == ""
    assert inscription.valider_fiche(session, NAVIGATEUR, {}).erreurs == {}
    assert {un.mail: un.identifiant for un in comptes(session)} == {
        "zoe@exempel.org": "zoe@exempel.org",
        "zoe.martin@exemple.org": "zmartin",
    }
    other = "b" * 64
    remplir(session, other, mail="autre@exemple.org")
    assert "identifiant" in inscription.valider_fiche(session, other, {}).erreurs


@pytest.mark.parametrize("connue", [False, True])
def test_an_identifier_asked_for_tells_nothing_of_the_address_it_was_asked_with(
    session: Session, compte: Compte, connue: bool
) -> None:
    remplir(session, INTRUS, mail=compte.mail if connue else ETAPE_1["mail"], identifiant="sonde-1")
    assert inscription.valider_fiche(session, INTRUS, {}).erreurs == {}
    ailleurs = inscription.enregistrer(session, NAVIGATEUR, {"identifiant": "Sonde-1"})
    ici = inscription.enregistrer(session, INTRUS, {"identifiant": "sonde-1"})
    assert (ailleurs.erreurs["identifiant"], ici.erreurs["identifiant"]) == (PRIS, "")


def test_the_mail_is_sent_again_a_few_times(session: Session) -> None:
    with pytest.raises(ErreurMetier, match="Commencez"):
        inscription.renvoyer(session, NAVIGATEUR)
    remplir(session)
    inscription.valider_fiche(session, NAVIGATEUR, {})
    avant = len(envois(session, "courriel"))
    inscription.renvoyer(session, NAVIGATEUR)
    assert len(envois(session, "courriel")) == avant + 1
    with pytest.raises(TropDeDemandes):
        for _ in range(5):
            inscription.renvoyer(session, NAVIGATEUR)


def test_an_answer_about_a_number_changed_meanwhile_is_dropped(session: Session) -> None:
    recu = inscription.enregistrer(session, NAVIGATEUR, ETAPE_1)
    assert recu.siret_a_verifier == TROUVEE["siret"]
    inscription.enregistrer(session, NAVIGATEUR, {"siret": "775 685 019 00587"})
    autre = {"siret": "77568501900587", "etat": "verifiee", "nom": "La Bonne"}
    inscription.retenir_organisation(session, NAVIGATEUR, autre["siret"], autre)
    recu = inscription.retenir_organisation(session, NAVIGATEUR, TROUVEE["siret"], TROUVEE)
    assert recu.infos.organisation.nom == "La Bonne"
    with pytest.raises(Introuvable):
        inscription.retenir_organisation(session, "b" * 64, TROUVEE["siret"], TROUVEE)


def test_the_postal_code_brings_its_only_commune(session: Session) -> None:
    recu = inscription.enregistrer(session, NAVIGATEUR, {"code_postal": "86000"})
    assert (recu.valeurs["commune"], recu.valeurs["code_insee"]) == ("Poitiers", "86194")
    recu = inscription.enregistrer(session, NAVIGATEUR, {"commune": "poitiers"})
    assert recu.valeurs["code_insee"] == "86194"
    recu = inscription.enregistrer(session, NAVIGATEUR, {"commune": "Poitiers Cedex"})
    assert recu.valeurs["code_insee"] == ""

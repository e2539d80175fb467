"""Drafts: one per aid and person, every answer kept, nothing of others."""

import pytest
from sqlmodel import Session, col, select

from portail.core import clock
from portail.core.errors import Conflit, Interdit, Introuvable, Invalide
from portail.dossiers import brouillon, etapes, saisies, service
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.dossiers.rules import lire_numero
from portail.dossiers.vues_champs import ChampVue
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import IBAN, Monde


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def champ(session: Session, monde: Monde, numero: str, etape: str, nom: str) -> ChampVue:
    vue = etapes.lire_etape(session, monde.zoe, numero, etape)
    return next(c for c in vue.champs if c.id == nom)


def test_a_draft_is_opened_once(session: Session, monde: Monde) -> None:
    numero = brouillon.ouvrir(session, monde.zoe, monde.slug)
    assert lire_numero(numero) == numero
    assert brouillon.ouvrir(session, monde.zoe, monde.slug) == numero
    assert brouillon.ouvrir(session, monde.autre, monde.slug) != numero


def test_ten_tabs_open_one_draft(monde: Monde) -> None:
    trouves = fabrique.ensemble(10, lambda session: brouillon.ouvrir(session, monde.zoe, monde.slug))
    assert len(set(map(str, trouves))) == 1
    with transaction() as session:
        assert len(session.exec(select(Dossier)).all()) == 1
        assert len(session.exec(select(Reponse).where(Reponse.champ == "nom")).all()) == 1


def test_what_may_not_be_opened(session: Session, monde: Monde) -> None:
    fermee = fabrique.aide(session, "fermee")
    fabrique.fenetre(session, fermee.id, -30, -1)
    with pytest.raises(Conflit, match="ne se demande pas en ligne"):
        brouillon.ouvrir(session, monde.zoe, "fermee")
    fabrique.formulaire(session, fermee.id)
    with pytest.raises(Conflit, match="clos depuis le"):
        brouillon.ouvrir(session, monde.zoe, "fermee")
    a_venir = fabrique.aide(session, "a-venir")
    fabrique.formulaire(session, a_venir.id)
    fabrique.fenetre(session, a_venir.id, 5, 10)
    with pytest.raises(Conflit, match="ouvrira le"):
        brouillon.ouvrir(session, monde.zoe, "a-venir")
    with pytest.raises(Introuvable):
        brouillon.ouvrir(session, monde.zoe, "inconnue")
    with pytest.raises(Interdit, match="agent"):
        brouillon.ouvrir(session, monde.agent, monde.slug)


def test_a_draft_stays_readable_once_the_aid_is_closed(session: Session, monde: Monde, numero: str) -> None:
    with clock.fixed(clock.now().replace(year=clock.now().year + 1)):
        assert brouillon.ouvrir(session, monde.zoe, monde.slug) == numero


def test_the_home_of_a_draft_says_what_the_form_says_first(
    session: Session, monde: Monde, numero: str
) -> None:
    assert service.lire_dossier(session, monde.zoe, numero).introduction == "Comptez dix minutes."


def test_the_sheet_fills_what_it_knows(session: Session, monde: Monde, numero: str) -> None:
    assert champ(session, monde, numero, "vous", "nom").valeur == "Zoé Martin"
    assert champ(session, monde, numero, "vous", "naissance").valeur == "27/03/1990"
    assert champ(session, monde, numero, "vous", "adresse").adresse.commune == "Poitiers"
    assert etapes.lire_etape(session, monde.zoe, numero, "vous").etat == "Complète"


def test_a_secret_is_encrypted_and_never_comes_back(session: Session, monde: Monde, numero: str) -> None:
    garde = session.exec(select(Reponse.valeur).where(Reponse.champ == "iban")).one()
    assert "2004" not in str(garde)
    vue = champ(session, monde, numero, "vous", "iban")
    assert vue.valeur == ""
    assert vue.lecture.endswith("2606")
    acquitte = brouillon.enregistrer_reponse(session, monde.zoe, numero, "iban", IBAN, monde.n())
    assert IBAN not in str(acquitte)
    assert acquitte.version == 1  # the same value, though encrypted anew, is no change
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "iban", "FR14 2004", monde.n())
    faux = champ(session, monde, numero, "vous", "iban")
    assert (faux.valeur, bool(faux.erreur)) == ("FR14 2004", True)  # what is wrong can be mended
    assert "2004" not in str(session.exec(select(Reponse.valeur).where(Reponse.champ == "iban")).one())


def test_an_answer_is_kept_even_wrong(session: Session, monde: Monde, numero: str) -> None:
    acquitte = brouillon.enregistrer_reponse(session, monde.zoe, numero, "cout", "beaucoup", 5)
    assert (acquitte.n, acquitte.version, acquitte.etat_etape) == (5, 1, "À corriger")
    assert "montant en chiffres" in acquitte.erreur
    assert acquitte.heure.count("h") == 1
    vue = champ(session, monde, numero, "projet", "cout")
    assert (vue.valeur, vue.erreur, vue.edition) == ("beaucoup", acquitte.erreur, 5)
    juste = brouillon.enregistrer_reponse(session, monde.zoe, numero, "cout", "12 500,50", 6)
    assert (juste.erreur, juste.version, juste.lecture) == ("", 2, "12\u202f500,50\u00a0€")


def test_an_older_edit_never_overwrites_a_newer_one(session: Session, monde: Monde, numero: str) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "nouveau", 20)
    vieux = brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "ancien", 19)
    assert (vieux.depasse, vieux.n, vieux.valeur, vieux.version) == (True, 20, "nouveau", 1)
    encore = brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "nouveau", 20)
    assert (encore.depasse, encore.version) == (False, 1)
    assert champ(session, monde, numero, "projet", "resume").valeur == "nouveau"


def test_browsers_are_ordered_together(session: Session, monde: Monde, numero: str) -> None:
    from dataclasses import replace

    telephone = replace(monde.zoe, empreinte_session="telephone-0000000000000")
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "ordinateur", 1_000)
    tard = brouillon.enregistrer_reponse(session, telephone, numero, "resume", "écrit avant, reçu après", 999)
    assert (tard.depasse, tard.n, tard.valeur) == (True, 1_000, "ordinateur")
    memes = brouillon.enregistrer_reponse(session, telephone, numero, "resume", "au même instant", 1_000)
    assert (memes.depasse, memes.valeur) == (True, "ordinateur")
    repris = brouillon.enregistrer_reponse(session, telephone, numero, "resume", "ordinateur", 1_000)
    assert (repris.depasse, repris.version) == (False, 1)
    su = brouillon.enregistrer_reponse(session, telephone, numero, "resume", "téléphone", 1_001)
    assert (su.depasse, su.n, su.version) == (False, 1_001, 2)


def test_parts_of_an_address_are_saved_by_themselves(session: Session, monde: Monde, numero: str) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "adresse.commune", "Niort", 9)
    recu = brouillon.enregistrer_reponse(session, monde.zoe, numero, "adresse.voie", "1 place", 8)
    assert (recu.champ, recu.depasse, recu.n) == ("adresse.voie", False, 8)
    vue = champ(session, monde, numero, "vous", "adresse").adresse
    assert (vue.voie, vue.commune, vue.code_postal, vue.code_insee) == ("1 place", "Niort", "86000", "")
    faux = brouillon.enregistrer_reponse(session, monde.zoe, numero, "adresse.code_postal", "860", 10)
    assert "code postal" in faux.erreur
    assert set(champ(session, monde, numero, "vous", "adresse").erreurs_parties) == {"code_postal"}
    tout = {"voie": "2 quai", "code_postal": "33000", "commune": "Bordeaux", "code_insee": "33063"}
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "adresse", tout, 11)
    assert champ(session, monde, numero, "vous", "adresse").lecture == "2 quai\n33000 Bordeaux"


def test_answers_show_and_hide_questions(session: Session, monde: Monde, numero: str) -> None:
    non = brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "non", 1)
    assert "financeur" not in non.visibles
    oui = brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "oui", 2)
    assert {"financeur", "convention"} <= set(oui.visibles)
    assert champ(session, monde, numero, "projet", "financeur").visible


@pytest.mark.parametrize(
    "nom", ["inconnu", "bonjour", "devis", "adresse.pays.x", "nom.voie", "", None, 3, ["nom"]]
)
def test_only_questions_are_answered(session: Session, monde: Monde, numero: str, nom: object) -> None:
    with pytest.raises(Introuvable):
        brouillon.enregistrer_reponse(session, monde.zoe, numero, nom, "x", 1)


@pytest.mark.parametrize("n", [-1, 2**53, 1.5, "1", None, True, [1]])
def test_an_edit_has_a_number(session: Session, monde: Monde, numero: str, n: object) -> None:
    with pytest.raises(Invalide):
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "x", n)
    assert brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "x", 2**53 - 1).n == 2**53 - 1


def test_what_can_never_be_an_answer_is_refused_with_its_reason(
    session: Session, monde: Monde, numero: str
) -> None:
    with pytest.raises(Invalide) as refus:
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "x" * 20_001, 1)
    assert "20\u202f000" in refus.value.erreurs["resume"]
    assert not session.exec(select(Reponse).where(Reponse.champ == "resume")).all()


@pytest.mark.parametrize("action", ["enregistrer", "supprimer", "etape", "recapitulatif", "dossier"])
def test_strangers_and_agents_see_no_draft(session: Session, monde: Monde, numero: str, action: str) -> None:
    actions = {
        "enregistrer": lambda qui: brouillon.enregistrer_reponse(session, qui, numero, "resume", "x", 1),
        "supprimer": lambda qui: brouillon.supprimer(session, qui, numero),
        "etape": lambda qui: etapes.lire_etape(session, qui, numero, "vous"),
        "recapitulatif": lambda qui: etapes.lire_recapitulatif(session, qui, numero),
        "dossier": lambda qui: service.lire_dossier(session, qui, numero),
    }
    for qui in (monde.autre, monde.agent, monde.agent_ailleurs):
        with pytest.raises(Introuvable) as leur:
            actions[action](qui)
    with pytest.raises(Introuvable) as inconnu:
        etapes.lire_etape(session, monde.zoe, "2026-ZZZZZZ", "vous")
    assert leur.value.message == inconnu.value.message


def test_a_draft_is_deleted_with_its_files(session: Session, monde: Monde, numero: str) -> None:
    dossier = session.exec(select(Dossier)).one()
    fabrique.piece(session, dossier, cle="aa/bb")
    brouillon.supprimer(session, monde.zoe, numero)
    for table in (Dossier, Reponse, Piece):
        assert session.exec(select(table)).all() == []
    assert [envoi.charge for envoi in fabrique.envois(session, "effacer_fichiers")] == [{"cles": ["aa/bb"]}]
    assert brouillon.ouvrir(session, monde.zoe, monde.slug) != numero


def test_the_journal_tells_of_edits_without_their_words(session: Session, monde: Monde, numero: str) -> None:
    for n in range(5):
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", f"secret {n}", n)
    plus_tard = clock.now() + saisies.JOURNAL_TOUS_LES
    with clock.fixed(plus_tard):
        for n in range(5, 10):
            brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", f"secret {n}", n)
    entrees = session.exec(select(EntreeJournal).order_by(col(EntreeJournal.quand))).all()
    assert [e.action for e in entrees if e.objet == numero] == ["dossier.ouvert", "dossier.modifie"]
    assert "secret" not in str([e.detail for e in entrees])


def test_concurrent_edits_of_one_draft_are_all_kept(monde: Monde, numero: str) -> None:
    noms = ["nom", "resume", "cout", "cofinance", "adresse.voie", "adresse.pays", "mail", "resume"]

    def travail(session: Session) -> int:
        nom, n = noms[monde.numeros[0] % 8], monde.n()
        return brouillon.enregistrer_reponse(session, monde.zoe, numero, nom, str(n), n).version

    resultats = fabrique.ensemble(16, travail)
    assert [r for r in resultats if isinstance(r, Exception)] == []

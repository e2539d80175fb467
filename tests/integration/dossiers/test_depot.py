"""The deposit: checked again, once only, whatever comes at the same instant; its PDF and its mail."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from portail.aides.models import FenetreDepot
from portail.core import clock
from portail.core.clock import PARIS
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.dossiers import accuse, brouillon, depot, etapes, service
from portail.dossiers.models import Depot, Dossier, Piece, Reponse
from portail.dossiers.views import RecuVue
from portail.dossiers.workflow import Statut
from portail.infra import storage
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal
from portail.infra.outbox import Envoi
from portail.jobs import worker
from portail.partners.mail import lire_boite
from portail.settings import settings
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft that may be submitted."""
    with transaction() as session:
        return fabrique.brouillon_complet(session, monde)


@pytest.fixture
def boite_vide() -> None:
    """Mails of other tests are not ours."""
    dossier = settings().data_dir / "mails"
    for fichier in dossier.glob("*.eml") if dossier.exists() else ():
        fichier.unlink()


def test_a_complete_draft_is_submitted(session: Session, monde: Monde, numero: str) -> None:
    recap = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert recap.manques == {}
    recu = depot.deposer(session, monde.zoe, numero, True)
    assert (recu.numero, recu.mail, recu.deja) == (numero, "zoe@exemple.org", False)
    dossier = session.exec(select(Dossier)).one()
    assert dossier.statut is Statut.DEPOSE
    garde = session.exec(select(Depot)).one()
    assert garde.depose_le == dossier.depose_le
    assert garde.demandeur[:2] == ["Zoé Martin", "12 rue de la Paix"]
    assert len(garde.empreinte) == 64
    assert [e.action for e in session.exec(select(EntreeJournal)) if e.action.endswith("depose")]
    assert len(fabrique.envois(session, "accuse_pdf")) == 1


def test_submitting_again_gives_the_same_receipt(session: Session, monde: Monde, numero: str) -> None:
    premier = depot.deposer(session, monde.zoe, numero, True)
    second = depot.deposer(session, monde.zoe, numero, False)
    assert (second.depose, second.deja) == (premier.depose, True)
    assert service.lire_recu(session, monde.zoe, numero) == second
    assert len(fabrique.envois(session, "accuse_pdf")) == 1


def test_ten_submissions_at_once_make_one(monde: Monde, numero: str) -> None:
    recus = fabrique.ensemble(10, lambda session: depot.deposer(session, monde.zoe, numero, True))
    assert all(isinstance(recu, RecuVue) for recu in recus), recus
    assert sorted(recu.deja for recu in recus if isinstance(recu, RecuVue)) == [False] + [True] * 9
    with transaction() as session:
        assert len(session.exec(select(Depot)).all()) == 1
        assert len(fabrique.envois(session, "accuse_pdf")) == 1
        actions = [e.action for e in session.exec(select(EntreeJournal))]
        assert actions.count("dossier.depose") == 1


def test_an_edit_during_the_deposit_is_before_or_refused(monde: Monde, numero: str) -> None:
    def travail(session: Session) -> object:
        n = monde.n()
        if n % 2:
            return depot.deposer(session, monde.zoe, numero, True)
        return brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", f"texte {n}", n)

    resultats = fabrique.ensemble(12, travail)
    assert all(not isinstance(r, Exception) or isinstance(r, Conflit) for r in resultats), resultats
    with transaction() as session:
        garde = session.exec(select(Depot)).one()
        reponse = session.exec(select(Reponse).where(Reponse.champ == "resume")).one()
    assert reponse.maj_le <= garde.depose_le


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [("cout", ""), ("cout", "beaucoup"), ("exact", False), ("cofinance", "oui"), ("mail", "x")],
)
def test_what_is_missing_or_wrong_is_refused(
    session: Session, monde: Monde, numero: str, champ: str, valeur: object
) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, champ, valeur, monde.n())
    with pytest.raises(Invalide) as refus:
        depot.deposer(session, monde.zoe, numero, True)
    attendus = {"financeur", "convention"} if champ == "cofinance" else {champ}
    assert set(refus.value.erreurs) == attendus
    recap = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert set(recap.manques) == attendus
    assert session.exec(select(Dossier)).one().statut is Statut.BROUILLON
    assert session.exec(select(Depot)).all() == []


@pytest.mark.parametrize("certifie", [False, "oui", 1, None])
def test_the_attestation_is_required(session: Session, monde: Monde, numero: str, certifie: object) -> None:
    with pytest.raises(Invalide) as refus:
        depot.deposer(session, monde.zoe, numero, certifie)  # type: ignore[arg-type]
    assert set(refus.value.erreurs) == {"certifie"}


def test_the_closing_day_counts_until_midnight_in_paris(monde: Monde, numero: str) -> None:
    with transaction() as session:
        fin = session.exec(select(FenetreDepot)).one().ferme_le
    assert fin is not None
    minuit = datetime.combine(fin + timedelta(days=1), datetime.min.time(), PARIS)
    with clock.fixed(minuit), transaction() as session, pytest.raises(Conflit, match="clos depuis") as refus:
        depot.deposer(session, monde.zoe, numero, True)
    assert "conservé" in refus.value.message
    with clock.fixed(minuit - timedelta(seconds=1)), transaction() as session:
        assert not depot.deposer(session, monde.zoe, numero, True).deja


def test_only_the_owner_submits(session: Session, monde: Monde, numero: str) -> None:
    for qui in (monde.autre, monde.agent):
        with pytest.raises(Introuvable):
            depot.deposer(session, qui, numero, True)
        with pytest.raises(Introuvable):
            service.lire_recu(session, qui, numero)


def test_what_answers_hide_is_forgotten(session: Session, monde: Monde, numero: str) -> None:
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "oui", monde.n())
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "financeur", "Le Département", monde.n())
    fabrique.piece(session, session.exec(select(Dossier)).one(), "convention", cle="aa/cachee")
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "non", monde.n())
    depot.deposer(session, monde.zoe, numero, True)
    assert session.exec(select(Reponse).where(Reponse.champ == "financeur")).all() == []
    assert [piece.champ for piece in session.exec(select(Piece))] == ["devis"]
    assert [envoi.charge for envoi in fabrique.envois(session, "effacer_fichiers")] == [
        {"cles": ["aa/cachee"]}
    ]


def test_a_submitted_dossier_is_frozen_and_followed(session: Session, monde: Monde, numero: str) -> None:
    depot.deposer(session, monde.zoe, numero, True)
    with pytest.raises(Conflit, match="déposé"):
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "autre", monde.n())
    with pytest.raises(Conflit):
        brouillon.supprimer(session, monde.zoe, numero)
    vue = service.lire_dossier(session, monde.zoe, numero)
    assert (vue.statut_libelle, vue.brouillon, vue.qui) == ("Déposé", False, "La collectivité s’en occupe")
    assert [fait.texte for fait in vue.historique] == ["Dossier déposé", "Demande commencée"]
    assert not etapes.lire_etape(session, monde.zoe, numero, "projet").modifiable
    assert brouillon.ouvrir(session, monde.zoe, monde.slug) != numero  # another request may be begun


def test_agents_in_charge_read_what_is_submitted(session: Session, monde: Monde, numero: str) -> None:
    depot.deposer(session, monde.zoe, numero, True)
    recap = etapes.lire_recapitulatif(session, monde.agent, numero)
    assert recap.demandeur[0] == "Zoé Martin"
    assert not recap.modifiable
    with pytest.raises(Introuvable):
        etapes.lire_recapitulatif(session, monde.agent_ailleurs, numero)


def test_the_receipt_is_made_then_mailed_once(monde: Monde, numero: str, boite_vide: None) -> None:
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, True)
        with pytest.raises(Introuvable, match="préparation"):
            accuse.lire_accuse(session, monde.zoe, numero)
    while worker.faire_un_tour():
        pass
    with transaction() as session:
        fichier = accuse.lire_accuse(session, monde.zoe, numero)
        assert accuse.lire_accuse(session, monde.agent, numero) == fichier
        with pytest.raises(Introuvable):
            accuse.lire_accuse(session, monde.autre, numero)
        assert all(envoi.fait_le for envoi in session.exec(select(Envoi)))
    document = storage.read_bytes(fichier.cle)
    assert document.startswith(b"%PDF-")
    assert len(document) == fichier.taille
    (courriel,) = lire_boite()
    assert courriel.destinataire == "zoe@exemple.org"
    assert numero in courriel.sujet
    assert [piece.nom for piece in courriel.pieces_jointes] == [f"accuse-{numero}.pdf"]
    assert numero in courriel.texte


def test_a_worker_that_dies_half_way_makes_one_receipt(monde: Monde, numero: str) -> None:
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, True)
        (envoi,) = fabrique.envois(session, "accuse_pdf")
    for _ in range(2):
        worker.TACHES["accuse_pdf"](str(envoi.id), dict(envoi.charge))
    with transaction() as session:
        dossier_id = session.exec(select(Dossier.id)).one()
        premiere = session.exec(select(Depot.accuse_cle)).one()
        accuse.ranger(session, dossier_id, "documents/autre", 3)
        assert session.exec(select(Depot.accuse_cle)).one() == premiere
        assert len(fabrique.envois(session, "courriel")) == 1
        assert [e.charge for e in fabrique.envois(session, "effacer_fichiers")] == [
            {"cles": ["documents/autre"]}
        ]

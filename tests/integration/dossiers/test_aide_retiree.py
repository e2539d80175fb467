"""An aid that is withdrawn: a draft is kept and says why it is not submitted; what was submitted goes on."""

import pytest
from sqlmodel import Session, select

from portail.aides.edition import changer_statut
from portail.aides.models import Aide
from portail.aides.workflow import StatutAide
from portail.core.errors import Conflit, Introuvable
from portail.dossiers import brouillon, depot, etapes, service
from portail.dossiers.models import Dossier
from portail.dossiers.workflow import Statut
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde

PHRASE = "Cette aide n’est plus proposée\u00a0: elle ne reçoit plus de demandes."


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return fabrique.brouillon_complet(session, monde)


def _passer(session: Session, numero: str, vers: StatutAide) -> None:
    dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
    changer_statut(session, session.get_one(Aide, dossier.aide_id), vers)
    session.flush()


def test_a_draft_is_kept_and_says_why_it_cannot_be_submitted(
    session: Session, monde: Monde, numero: str
) -> None:
    _passer(session, numero, StatutAide.RETIREE)
    vue = service.lire_dossier(session, monde.zoe, numero)
    assert (vue.depot_ouvert, vue.echeance, vue.suite, vue.aide_slug) == (False, PHRASE, PHRASE, "")
    etape = etapes.lire_etape(session, monde.zoe, numero, vue.etapes[0].href.rsplit("/", 1)[1])
    assert (etape.modifiable, etape.echeance) == (True, PHRASE)
    recap = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert (recap.depot_ouvert, recap.echeance) == (False, PHRASE)
    (carte,) = service.mes_dossiers(session, monde.zoe).cartes
    assert (carte.suite, carte.brouillon) == (PHRASE, True)
    with pytest.raises(Conflit, match=r"n’est plus proposée.* Votre brouillon est conservé\."):
        depot.deposer(session, monde.zoe, numero, True)
    assert session.exec(select(Dossier)).one().statut is Statut.BROUILLON


def test_what_is_typed_is_still_saved_and_may_be_deleted(session: Session, monde: Monde, numero: str) -> None:
    _passer(session, numero, StatutAide.RETIREE)
    acquis = brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "Encore un mot.", monde.n())
    assert acquis.erreur == ""
    brouillon.supprimer(session, monde.zoe, numero)
    assert service.mes_dossiers(session, monde.zoe).tous == 0


def test_an_aid_that_comes_back_takes_the_draft(session: Session, monde: Monde, numero: str) -> None:
    _passer(session, numero, StatutAide.RETIREE)
    _passer(session, numero, StatutAide.PUBLIEE)
    assert service.lire_dossier(session, monde.zoe, numero).depot_ouvert
    assert depot.deposer(session, monde.zoe, numero, True).numero == numero


def test_what_was_submitted_goes_on(session: Session, monde: Monde, numero: str) -> None:
    recu = depot.deposer(session, monde.zoe, numero, True)
    avant = service.lire_dossier(session, monde.zoe, numero)
    _passer(session, numero, StatutAide.RETIREE)
    assert service.lire_recu(session, monde.zoe, numero).depose == recu.depose
    apres = service.lire_dossier(session, monde.zoe, numero)
    assert (apres.statut, apres.aide, apres.suite) == (Statut.DEPOSE, avant.aide, avant.suite)
    (carte,) = service.mes_dossiers(session, monde.zoe).cartes
    assert (carte.brouillon, carte.suite) == (False, avant.suite)
    assert depot.deposer(session, monde.zoe, numero, True).deja


def test_nobody_begins_a_dossier_on_it(session: Session, monde: Monde, numero: str) -> None:
    slug = service.lire_dossier(session, monde.zoe, numero).aide_slug
    _passer(session, numero, StatutAide.RETIREE)
    with pytest.raises(Introuvable):
        brouillon.ouvrir(session, monde.zoe, slug)

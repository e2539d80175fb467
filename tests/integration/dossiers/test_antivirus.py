"""A file and the antivirus: what is said of it, who gets its bytes, before and after the deposit."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portail.comptes import mails
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.dossiers import analyses, etapes, pieces, rules, service
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.vues_pieces import PieceVue, vue_piece
from portail.dossiers.workflow import Analyse, Statut
from portail.formulaires.validation import A_RETIRER
from portail.infra import outbox, storage
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal
from portail.jobs import entretien, worker
from portail.settings import settings
from tests.clamd import EICAR, INFECTE, VIRUS, Clamd
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.garde import (
    ETEINT,
    INJOIGNABLE,
    Regler,
    deposer,
    envoyer,
    numero,
    octets,
    reel,
    regler,
    travailler,
    vue,
)
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.test_api import client
from tests.integration.dossiers.test_pieces import joindre

__all__ = ["numero", "reel", "regler"]


def test_without_antivirus_agents_are_told_so(monde: Monde, numero: str, regler: Regler) -> None:
    regler(ETEINT)
    piece = envoyer(monde, numero)
    deposer(monde, numero)
    travailler()
    sienne, agent = vue(monde, numero), vue(monde, numero, agent=True)
    assert (sienne.analyse, sienne.etat, sienne.phrase) == ("non_analysee", "", "")
    assert (agent.etat, agent.genre, agent.url) == ("Non analysé", "warning", piece.url)
    assert octets(monde, piece, agent=True) == octets(monde, piece) == PDF


def test_a_sane_file_waits_then_is_everybody_s(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(reel.unix)
    piece = envoyer(monde, numero)
    assert (piece.etat, piece.apercu, piece.vignette) == ("Analyse en cours", "", "")
    assert octets(monde, piece) == PDF  # whoever sent it has it already
    deposer(monde, numero)  # waiting does not stand in the way
    attente = vue(monde, numero, agent=True)
    assert (attente.etat, attente.url, attente.apercu) == ("Analyse en cours", "", "")
    with pytest.raises(Conflit, match="antivirus"):
        octets(monde, piece, agent=True)
    travailler()
    assert vue(monde, numero).analyse == "saine"
    assert vue(monde, numero, agent=True).etat == "Aucun virus trouvé"
    assert octets(monde, piece, agent=True) == PDF
    with transaction() as session:
        analysee = session.exec(select(Piece)).one().analysee_le
        assert analysee
        assert clock.now() - analysee < rules.ANALYSE_LENTE


def test_a_virus_in_a_draft_is_destroyed_and_counts_as_missing(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(reel.tcp)
    piece = envoyer(monde, numero, INFECTE)
    with transaction() as session:
        cle = session.exec(select(Piece.cle)).one()
    travailler()
    refusee = vue(monde, numero)
    assert refusee.phrase == (
        f"Refusé\u00a0: ce fichier contient un virus ({VIRUS}). Retirez-le et joignez-en un autre."
    )
    assert (refusee.genre, refusee.url, refusee.apercu) == ("danger", "", "")
    with pytest.raises(Conflit, match="virus"):
        octets(monde, piece)
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(cle)
    with transaction() as session:
        recapitulatif = etapes.lire_recapitulatif(session, monde.zoe, numero)
        assert recapitulatif.manques["devis"] == A_RETIRER
        faits = session.exec(select(EntreeJournal).where(EntreeJournal.action == "piece.refusee")).all()
        assert [fait.detail["virus"] for fait in faits] == [VIRUS]
        assert fabrique.envois(session, mails.GENRE) == []
    with pytest.raises(Invalide):
        deposer(monde, numero)
    assert envoyer(monde, numero, INFECTE).analyse == "refusee"  # known already
    with transaction() as session:
        pieces.retirer(session, monde.zoe, numero, piece.id)
    envoyer(monde, numero)
    travailler()
    deposer(monde, numero)


def test_a_refused_file_stands_in_the_way_even_beside_a_good_one(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    """Who sent it believes it is part of the request: nothing is left out in silence."""
    regler(reel.tcp)
    envoyer(monde, numero, INFECTE, "a.pdf")
    envoyer(monde, numero, PDF, "b.pdf")
    travailler()
    with transaction() as session:
        assert etapes.lire_recapitulatif(session, monde.zoe, numero).manques["devis"] == A_RETIRER


def test_a_virus_found_after_the_deposit_is_told_by_mail(
    monde: Monde, numero: str, reel: Clamd, regler: Regler, monkeypatch: pytest.MonkeyPatch
) -> None:
    regler(reel.unix)
    envoyer(monde, numero, INFECTE, "devis _gras_.pdf")
    deposer(monde, numero)
    partis: list[dict[str, str]] = []
    monkeypatch.setitem(worker.TACHES, mails.GENRE, lambda _, charge: partis.append(charge))
    travailler()
    [charge] = [charge for charge in partis if "refusé" in charge["sujet"]]
    assert charge["destinataire"] == monde.zoe.mail
    assert numero in charge["sujet"]
    assert "devis \\_gras\\_" in charge["corps_markdown"]
    texte = charge["corps_markdown"].replace("\\", "")
    assert f"ce fichier contient un virus ({VIRUS})" in texte
    assert settings().telephone in texte
    with transaction() as session:
        [fait] = session.exec(select(EntreeJournal).where(EntreeJournal.action == "piece.refusee")).all()
        assert fait.objet == numero
        assert session.exec(select(Dossier)).one().statut is Statut.DEPOSE
        faits = [fait.texte for fait in service.lire_dossier(session, monde.zoe, numero).historique]
        assert any(fait.startswith("Fichier «\u00a0devis _gras_.pdf\u00a0» refusé") for fait in faits)
    assert "contactez le service" in vue(monde, numero).phrase
    assert vue(monde, numero, agent=True).etat == "Refusé"


def test_an_antivirus_that_is_away_is_waited_for(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(INJOIGNABLE)
    piece = envoyer(monde, numero)
    travailler()
    assert vue(monde, numero).etat == "Analyse en cours"
    with transaction() as session:
        [envoi] = fabrique.envois(session, analyses.ANALYSER)
        assert (envoi.essais, envoi.fait_le, envoi.abandonne_le) == (1, None, None)
        assert "AntivirusIndisponible" in envoi.erreur
    with clock.fixed(clock.now() + rules.ANALYSE_LENTE):
        assert "ne répond pas" in vue(monde, numero).phrase
        regler(reel.unix)
        travailler()
    assert vue(monde, numero).analyse == "saine"
    assert vue(monde, numero).url == piece.url


def test_an_antivirus_taken_away_leaves_files_as_they_are(monde: Monde, numero: str, regler: Regler) -> None:
    regler(INJOIGNABLE)
    envoyer(monde, numero)
    regler(ETEINT)
    travailler()
    assert vue(monde, numero).analyse == "non_analysee"


def test_a_file_taken_back_is_not_looked_at(monde: Monde, numero: str, reel: Clamd, regler: Regler) -> None:
    regler(reel.unix)
    piece = envoyer(monde, numero)
    with transaction() as session:
        pieces.retirer(session, monde.zoe, numero, piece.id)
    travailler()
    with transaction() as session:
        assert all(envoi.fait_le for envoi in fabrique.envois(session, analyses.ANALYSER))


def test_older_files_are_looked_at_a_few_at_a_time(
    monde: Monde, numero: str, reel: Clamd, regler: Regler, monkeypatch: pytest.MonkeyPatch
) -> None:
    regler(ETEINT)
    envoyer(monde, numero, PDF, "a.pdf")
    envoyer(monde, numero, PDF + EICAR, "b.pdf")
    monkeypatch.setattr(analyses, "EN_ATTENTE_MAX", 1)
    entretien.entretenir()
    assert etats() == ["non_analysee", "non_analysee"]
    regler(reel.unix)
    for attendus in (["en_analyse", "non_analysee"], ["saine", "en_analyse"], ["saine", "refusee"]):
        entretien.entretenir()
        entretien.entretenir()
        assert etats() == attendus
        travailler()


def test_a_file_the_outbox_gave_up_and_forgot_is_asked_for_again(
    monde: Monde, numero: str, reel: Clamd, regler: Regler
) -> None:
    regler(INJOIGNABLE)
    envoyer(monde, numero)
    with transaction() as session:
        [envoi] = fabrique.envois(session, analyses.ANALYSER)
        outbox.rate(session, envoi.id, "abandon", definitif=True)
    with clock.fixed(clock.now() + outbox.KEEP + timedelta(days=1)):
        regler(reel.unix)
        entretien.entretenir()
        entretien.entretenir()
        with transaction() as session:
            assert len(fabrique.envois(session, analyses.ANALYSER)) == 1
        travailler()
    assert etats() == ["saine"]


def test_refused_bytes_are_swept_if_they_remain(session: Session, monde: Monde, numero: str) -> None:
    joindre(session, monde.zoe, numero, contenu=INFECTE)
    piece = session.exec(select(Piece)).one()
    piece.analyse = Analyse.REFUSEE
    session.flush()
    with clock.fixed(clock.now() + pieces.ORPHELIN_APRES):
        pieces.balayer(session)
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(piece.cle)


def etats() -> list[str]:
    with transaction() as session:
        return [str(piece.analyse) for piece in session.exec(select(Piece).order_by(Piece.nom))]


def test_once_there_is_an_antivirus_what_it_has_not_seen_is_for_its_owner(
    monde: Monde, numero: str, regler: Regler
) -> None:
    regler(ETEINT)
    piece = envoyer(monde, numero)
    deposer(monde, numero)
    regler(INJOIGNABLE)
    with pytest.raises(Conflit):
        octets(monde, piece, agent=True)
    assert octets(monde, piece) == PDF
    assert vue(monde, numero).apercu == ""


async def test_the_route_keeps_the_rule(monde: Monde, numero: str, reel: Clamd, regler: Regler) -> None:
    """Its owner downloads what waits, but nobody is shown it; agents are told to come back."""
    regler(reel.unix)
    piece = envoyer(monde, numero)
    deposer(monde, numero)
    assert await demander(monde.zoe, piece) == (200, "attachment")
    assert await demander(monde.agent, piece) == (409, "")
    travailler()
    assert await demander(monde.zoe, piece) == await demander(monde.agent, piece) == (200, "inline")
    with transaction() as session:
        session.exec(select(Piece)).one().analyse = Analyse.REFUSEE
    assert await demander(monde.zoe, piece) == await demander(monde.agent, piece) == (409, "")
    assert await demander(monde.agent_ailleurs, piece) == (404, "")


async def demander(qui: Acteur, piece: PieceVue) -> tuple[int, str]:
    """Ask to look at a file: the status, and whether it is shown or given to keep."""
    async with client(qui) as navigateur:
        reponse = await navigateur.get(f"/api/pieces/{piece.id}?apercu=1")
    return reponse.status_code, reponse.headers.get("content-disposition", "").partition(";")[0]


@pytest.mark.parametrize("etat", list(Analyse))
def test_a_stranger_learns_nothing_of_it(session: Session, monde: Monde, numero: str, etat: Analyse) -> None:
    vue = joindre(session, monde.zoe, numero)
    session.exec(select(Piece)).one().analyse = etat
    session.flush()
    for lire in (pieces.lire_piece, pieces.lire_vignette):
        with pytest.raises(Introuvable) as refus:
            lire(session, monde.autre, vue.id)
        assert refus.value.message == pieces.ABSENTE


def test_every_state_has_its_view(session: Session, monde: Monde, numero: str) -> None:
    joindre(session, monde.zoe, numero)
    piece = session.exec(select(Piece)).one()
    for etat in Analyse:
        piece.analyse = etat
        assert vue_piece(piece).analyse == etat
        assert vue_piece(piece, proprietaire=False, brouillon=False).etat

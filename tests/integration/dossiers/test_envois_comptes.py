"""Uploads that are left half way: counted, shown, in the way of the deposit, and swept within a day."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from portail.core import clock
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.dossiers import brouillon, depot, donnees, etapes, rules, televersements
from portail.dossiers.models import Dossier, Televersement
from portail.infra import halves, storage
from portail.infra.db import transaction
from portail.jobs.entretien import entretenir
from portail.jobs.taches import TACHES
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def ouvrir(session: Session, monde: Monde, numero: str, **faits: Any) -> televersements.EnCours:
    tout = {"champ": "devis", "nom": "devis.pdf", "taille": 1_000, "empreinte": uuid.uuid4().hex * 2, **faits}
    champ = tout.pop("champ")
    return televersements.ouvrir(session, monde.zoe, numero, champ, **tout)


def venir(envoi: televersements.EnCours, octets: int) -> None:
    halves.Half(envoi.id).close()
    halves.path(envoi.id).write_bytes(b"x" * octets)


def taches(session: Session, genre: str) -> None:
    for envoi in fabrique.envois(session, genre):
        TACHES[genre](str(envoi.id), envoi.charge)


def test_those_left_half_way_fill_the_field(session: Session, monde: Monde, numero: str) -> None:
    premier = ouvrir(session, monde, numero)
    ouvrir(session, monde, numero)
    with pytest.raises(Conflit, match="pas terminé"):
        ouvrir(session, monde, numero)
    televersements.abandonner(session, monde.zoe, str(premier.id))
    assert ouvrir(session, monde, numero)


def test_those_left_half_way_weigh_on_the_dossier(
    session: Session, monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "OCTETS_PAR_DOSSIER", 1_500)
    ouvrir(session, monde, numero)
    with pytest.raises(Conflit, match="en tout"):
        ouvrir(session, monde, numero, champ="budget", nom="b.xlsx", taille=501)
    assert ouvrir(session, monde, numero, champ="budget", nom="b.xlsx", taille=500)


def test_one_person_leaves_so_many(
    session: Session, monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(televersements, "PAR_PERSONNE", 2)
    for _ in range(2):
        ouvrir(session, monde, numero, champ="budget", nom="b.xlsx")
    with pytest.raises(Conflit, match="2 envois"):
        ouvrir(session, monde, numero)


def test_what_is_announced_counts_as_written(
    session: Session, monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    libre = storage.RESERVE_BYTES + 1_000_000
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda _: type("Usage", (), {"free": libre}))
    premier = ouvrir(session, monde, numero, taille=600_000)
    with pytest.raises(storage.EcritureImpossible):
        ouvrir(session, monde, numero, taille=400_001)
    venir(premier, 1)  # what has come is on the disk already
    assert ouvrir(session, monde, numero, taille=400_001)


def test_those_that_start_together_keep_the_limit(monde: Monde, numero: str) -> None:
    resultats = fabrique.ensemble(8, lambda session: ouvrir(session, monde, numero))
    assert sum(isinstance(r, televersements.EnCours) for r in resultats) == 2
    assert all(isinstance(r, televersements.EnCours | Conflit) for r in resultats), resultats


def test_a_day_later_they_are_gone(monde: Monde, numero: str) -> None:
    with transaction() as session:
        envoi = ouvrir(session, monde, numero)
        ouvrir(session, monde, numero)
    venir(envoi, 400)
    with clock.fixed(clock.now() + timedelta(hours=23)):
        entretenir()
        with transaction() as session:
            assert televersements.trouver(session, monde.zoe, str(envoi.id)) == envoi
    with clock.fixed(clock.now() + televersements.DUREE):
        with transaction() as session:
            with pytest.raises(Introuvable):
                televersements.trouver(session, monde.zoe, str(envoi.id))
            dossier = session.exec(select(Dossier)).one()
            assert televersements.par_champ(session, dossier) == {}
            ouvrir(session, monde, numero)  # they no longer count
        entretenir()
    with transaction() as session:
        assert len(session.exec(select(Televersement)).all()) == 1
        taches(session, televersements.EFFACER)
    assert halves.sizes() == {}


def test_half_files_that_no_row_names_are_swept(session: Session, monde: Monde, numero: str) -> None:
    garde, perdu = ouvrir(session, monde, numero), ouvrir(session, monde, numero)
    for envoi in (garde, perdu):
        venir(envoi, 10)
    session.delete(session.get_one(Televersement, perdu.id))
    session.flush()
    televersements.balayer(session)
    assert set(halves.sizes()) == {garde.id, perdu.id}  # it may be on its way
    with clock.fixed(clock.now() + televersements.DUREE + timedelta(minutes=1)):
        televersements.balayer(session)
    assert set(halves.sizes()) == {garde.id}


@pytest.mark.parametrize("fin", ["brouillon", "compte"])
def test_they_go_with_their_draft_and_their_account(
    session: Session, monde: Monde, numero: str, fin: str
) -> None:
    venir(ouvrir(session, monde, numero), 10)
    if fin == "brouillon":
        brouillon.supprimer(session, monde.zoe, numero)
    else:
        donnees.effacer_ou_detacher(session, monde.zoe.id)
    assert session.exec(select(Televersement)).all() == []
    taches(session, televersements.EFFACER)
    assert halves.sizes() == {}


def test_an_account_that_submitted_leaves_none(session: Session, monde: Monde) -> None:
    numero = fabrique.brouillon_complet(session, monde)
    envoi = ouvrir(session, monde, numero)
    session.get_one(Televersement, envoi.id).fini_le = clock.now()
    depot.deposer(session, monde.zoe, numero, True)
    donnees.effacer_ou_detacher(session, monde.zoe.id)
    assert session.exec(select(Televersement)).all() == []


def test_a_step_shows_how_far_they_are(session: Session, monde: Monde, numero: str) -> None:
    envoi = ouvrir(session, monde, numero, nom="statuts.pdf")
    venir(envoi, 456)
    devis = next(
        c for c in etapes.lire_etape(session, monde.zoe, numero, "justificatifs").champs if c.id == "devis"
    )
    (vue,) = devis.en_cours
    assert (vue.nom, vue.url) == ("statuts.pdf", f"/api/envois/{envoi.id}")
    assert vue.phrase == "45\u00a0% envoyés\u00a0: choisissez de nouveau le fichier pour reprendre"


def test_nobody_submits_without_a_file_on_its_way(session: Session, monde: Monde) -> None:
    numero = fabrique.brouillon_complet(session, monde)
    envoi = ouvrir(session, monde, numero, nom="plan.pdf")
    phrase = "L’envoi de « plan.pdf » n’est pas terminé : reprenez-le ou abandonnez-le."
    vue = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert vue.manques["devis"].replace("\u00a0", " ") == phrase
    (ligne,) = [une for section in vue.sections for une in section.lignes if une.manque]
    assert (ligne.champ, ligne.explique) == ("devis", True)
    assert ligne.href.endswith("#devis")
    with pytest.raises(Invalide) as refus:
        depot.deposer(session, monde.zoe, numero, True)
    assert list(refus.value.erreurs) == ["devis"]
    televersements.abandonner(session, monde.zoe, str(envoi.id))
    assert depot.deposer(session, monde.zoe, numero, True)


def test_what_a_hidden_question_was_getting_is_forgotten_at_the_deposit(
    session: Session, monde: Monde
) -> None:
    numero = fabrique.brouillon_complet(session, monde)
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "oui", monde.n())
    venir(ouvrir(session, monde, numero, champ="convention"), 10)
    brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "non", monde.n())
    assert depot.deposer(session, monde.zoe, numero, True)
    assert session.exec(select(Televersement)).all() == []
    with pytest.raises(Conflit):
        ouvrir(session, monde, numero)


@pytest.mark.parametrize(
    ("nom", "garde"),
    [
        ("../Devis n°3.PDF", "Devis n°3.PDF"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("photo", "photo"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 300, "x" * 150),
        ("", "fichier"),
        ("photo.heic", "photo.heic"),
        ("scan.webp", "scan.webp"),
    ],
)
def test_a_name_is_made_safe(session: Session, monde: Monde, numero: str, nom: str, garde: str) -> None:
    assert ouvrir(session, monde, numero, nom=nom).nom == garde


@pytest.mark.parametrize("nom", ["page.html", "budget.xlsx", "outil.exe", "lettre.doc"])
def test_a_name_that_says_another_kind_is_refused(
    session: Session, monde: Monde, numero: str, nom: str
) -> None:
    with pytest.raises(televersements.annonces.TypeRefuse, match="ne sont pas acceptés ici"):
        ouvrir(session, monde, numero, nom=nom)


@pytest.mark.parametrize("hostile", ["", "x", "0" * 10_000, None, 3, ["a"], {"id": 1}, "\x00"])
def test_any_identifier_is_answered(session: Session, monde: Monde, hostile: str) -> None:
    for usage in (televersements.trouver, televersements.abandonner, televersements.le_sien):
        with pytest.raises(Introuvable):
            usage(session, monde.zoe, hostile)

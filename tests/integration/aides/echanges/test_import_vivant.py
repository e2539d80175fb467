"""An import beside people who work: nobody waits while it is worked out, what changes meanwhile is seen."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.aides.echanges import commandes, importation
from portail.aides.echanges.suivi import Suivi
from portail.aides.edition import changer_statut
from portail.aides.models import Aide
from portail.aides.workflow import StatutAide
from portail.core.errors import Conflit
from portail.infra.db import snapshot, transaction
from portail.infra.journal import EntreeJournal, consigner
from tests.lignes_d_aides import deposer, ligne

TROIS = [ligne(), ligne(id="na-4", titre="Une autre aide"), ligne(id="na-5", titre="Une troisième")]


def _lancer(chemin: Path, **options: Any) -> str:
    dites: list[str] = []
    choix = {"partiel": False, "a_blanc": False, "retirer": False, **options}
    assert commandes.importer(chemin, "flux", dire=dites.append, **choix) == 0
    return dites[1].split(", 0 refusée")[0]


def _aide(reference: str) -> Aide:
    with snapshot() as session:
        return session.exec(select(Aide).where(Aide.reference == reference)).one()


def _passages() -> list[tuple[str | None, str, str]]:
    with snapshot() as session:
        references = {str(aide.id): aide.reference or "" for aide in session.exec(select(Aide))}
        faits = session.exec(select(EntreeJournal).where(EntreeJournal.action == "aide.statut")).all()
    assert {fait.detail["origine"] for fait in faits} == {"flux"}
    return sorted(
        ((fait.detail["de"], fait.detail["vers"], references[fait.objet]) for fait in faits), key=str
    )


def test_each_change_of_state_stands_in_the_journal(engine: Engine, tmp_path: Path) -> None:
    nees = [(None, "publiee", reference) for reference in ("na-3", "na-4", "na-5")]
    _lancer(deposer(tmp_path, *TROIS))
    assert _passages() == nees
    assert _lancer(deposer(tmp_path, *TROIS[:2])) == "0 créée, 0 modifiée, 2 inchangées, 1 retirée"
    assert _passages() == sorted([*nees, ("publiee", "retiree", "na-5")], key=str)
    assert _lancer(deposer(tmp_path, *TROIS)) == "0 créée, 1 modifiée, 2 inchangées, 0 retirée"
    suite = [("publiee", "retiree", "na-5"), ("retiree", "publiee", "na-5")]
    assert _passages() == sorted([*nees, *suite], key=str)
    assert _aide("na-5").statut is StatutAide.PUBLIEE


def test_others_save_while_an_import_is_worked_out(engine: Engine, tmp_path: Path) -> None:
    """On SQLite too: whoever wrote during a transaction of the import would wait, then fail."""
    faits: list[str] = []

    def avancer(faire: str, _part: float) -> None:
        if faire != "Écriture":
            with transaction() as session:
                consigner(session, "essai", faire)
            faits.append(faire)

    fichier = importation.ouvrir_complet(deposer(tmp_path, *TROIS))
    with snapshot() as lecture, importation.preparer(lecture, fichier, "flux", avancer=avancer) as prevu:
        lecture.rollback()
        with transaction() as session:
            importation.ecrire(session, prevu)
    assert set(faits) == {"Lecture", "Préparation"}
    assert _aide("na-3").statut is StatutAide.PUBLIEE


def test_what_changed_meanwhile_is_worked_out_again(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lancer(deposer(tmp_path, *TROIS))
    ecrire, refus = importation.ecrire, []

    def apres_un_agent(session: Session, *reste: Any) -> None:
        if not refus:
            changer_statut(session, session.get_one(Aide, _aide("na-4").id), StatutAide.RETIREE)
            session.flush()
        try:
            ecrire(session, *reste)
        except Conflit as conflit:
            refus.append(conflit)
            session.commit()  # what the agent did stands
            raise

    monkeypatch.setattr(importation, "ecrire", apres_un_agent)
    changees = [TROIS[0], {**TROIS[1], "titre": "Un nouveau titre"}, TROIS[2]]
    assert _lancer(deposer(tmp_path, *changees)) == "0 créée, 1 modifiée, 2 inchangées, 0 retirée"
    assert len(refus) == 1
    assert (_aide("na-4").titre, _aide("na-4").statut) == ("Un nouveau titre", StatutAide.RETIREE)


def test_a_row_that_is_written_otherwise_changes_nothing_and_is_known_next_time(
    engine: Engine, tmp_path: Path
) -> None:
    _lancer(deposer(tmp_path, *TROIS))
    avant = _aide("na-3")
    chemin = deposer(tmp_path, {**TROIS[0], "date_ouverture": "10/01/2026"}, *TROIS[1:])
    assert _lancer(chemin) == "0 créée, 0 modifiée, 3 inchangées, 0 retirée"
    apres = _aide("na-3")
    assert apres.modifiee_le == avant.modifiee_le
    assert Suivi.lire(apres.empreinte_import).ligne != Suivi.lire(avant.empreinte_import).ligne


def test_a_title_is_told_from_one_that_comes_later_then_stands_alone_again(
    engine: Engine, tmp_path: Path
) -> None:
    _lancer(deposer(tmp_path, *TROIS))
    jumelle = ligne(id="na-6", programmes_parents="Forêt - Bois")
    assert _lancer(deposer(tmp_path, *TROIS, jumelle)) == "1 créée, 1 modifiée, 2 inchangées, 0 retirée"
    assert _aide("na-3").titre == (
        "Rénover une salle de spectacle (EnR - Energies renouvelables, Fonds vert)"
    )
    assert _lancer(deposer(tmp_path, *TROIS)) == "0 créée, 1 modifiée, 2 inchangées, 1 retirée"
    assert _aide("na-3").titre == "Rénover une salle de spectacle"

"""Importing a feed: idempotent, all or nothing, what was typed here kept, dossiers never broken."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from portail.aides import chargement
from portail.aides.criteres import Criteres
from portail.aides.echanges import importation
from portail.aides.echanges.importation import TropDeRetraits
from portail.aides.models import Aide, FenetreDepot
from portail.aides.recherche import moteur
from portail.aides.recherche.index import Index
from portail.aides.service import lire_aide
from portail.aides.workflow import StatutAide
from portail.core.errors import Introuvable
from portail.infra.journal import EntreeJournal
from tests.lignes_d_aides import deposer, ligne

JOUR = date(2026, 3, 15)


def _importer(
    session: Session, dossier: Path, *lignes: dict[str, Any], nom: str = "flux.csv", **options: Any
) -> str:
    fichier = importation.ouvrir_complet(deposer(dossier, *lignes, nom=nom))
    rapport = importation.importer(session, fichier, "flux", **options)
    session.flush()
    session.expire_all()
    return rapport.bilan


def _aide(session: Session, reference: str = "na-3") -> Aide:
    return session.exec(select(Aide).where(Aide.reference == reference)).one()


def _deux() -> list[dict[str, Any]]:
    return [ligne(), ligne(id="na-4", titre="Une autre aide", date_cloture="")]


@pytest.mark.parametrize("nom", ["flux.csv", "flux.json"])
def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path, nom: str) -> None:
    assert (
        _importer(session, tmp_path, *_deux(), nom=nom)
        == "2 créées, 0 modifiée, 0 inchangée, 0 retirée, 0 refusée"
    )
    avant = [aide.modifiee_le for aide in session.exec(select(Aide).order_by(col(Aide.reference)))]
    assert (
        _importer(session, tmp_path, *_deux(), nom=nom)
        == "0 créée, 0 modifiée, 2 inchangées, 0 retirée, 0 refusée"
    )
    assert [aide.modifiee_le for aide in session.exec(select(Aide).order_by(col(Aide.reference)))] == avant
    assert len(session.exec(select(FenetreDepot)).all()) == 2


def test_an_imported_aid_is_read_and_found(session: Session, tmp_path: Path) -> None:
    _importer(session, tmp_path, *_deux())
    fiche = lire_aide(session, "renover-une-salle-de-spectacle", JOUR)
    assert fiche.quand == "Ouverte jusqu’au 31\u00a0décembre 2026"
    assert fiche.pour == "Association, collectivité territoriale, établissement public"
    assert fiche.contacts[0].service == "Région Nouvelle-Aquitaine"
    assert lire_aide(session, "une-autre-aide", JOUR).quand == "Ouverte en permanence"
    index = Index(chargement.tout(session))
    completes = moteur.trouver(index, "spectacle rénover", index.journee(JOUR)).completes
    assert "renover-une-salle-de-spectacle" in {index.aides[numero].slug for numero in completes}
    assert Criteres.depuis_adresse("q=spectacle").texte == "spectacle"


def test_one_wrong_row_and_nothing_is_written_unless_partial(session: Session, tmp_path: Path) -> None:
    fausses = [*_deux(), ligne(id="na-5", cibles="martiens"), ligne(id="na-4", titre="Doublon")]
    assert _importer(session, tmp_path, *fausses).endswith("2 refusées")
    assert session.exec(select(Aide)).all() == []
    bilan = _importer(session, tmp_path, *fausses, partiel=True)
    assert bilan == "2 créées, 0 modifiée, 0 inchangée, 0 retirée, 2 refusées"
    assert _aide(session, "na-4").titre == "Une autre aide"


def test_a_refused_row_withdraws_nothing(session: Session, tmp_path: Path) -> None:
    _importer(session, tmp_path, *_deux())
    bilan = _importer(session, tmp_path, ligne(), ligne(id="na-4", date_cloture="un jour"), partiel=True)
    assert bilan == "0 créée, 0 modifiée, 1 inchangée, 0 retirée, 1 refusée"
    assert _aide(session, "na-4").statut is StatutAide.PUBLIEE


def test_what_the_file_changed_is_written_and_what_was_typed_here_stays(
    session: Session, tmp_path: Path
) -> None:
    _importer(session, tmp_path, *_deux())
    aide = _aide(session)
    adresse, aide.resume, aide.en_bref = aide.slug, "Écrit par un agent.", "En bref."
    session.add(FenetreDepot(aide_id=aide.id, ouvre_le=date(2027, 1, 1)))
    session.flush()
    nouvelle = ligne(titre="Rénover sa salle", date_cloture="30/06/2026", description="Tout autre chose.")
    assert _importer(session, tmp_path, nouvelle, _deux()[1]).startswith("0 créée, 1 modifiée, 1 inchangée")
    aide = _aide(session)
    assert (aide.titre, aide.slug, aide.en_bref) == ("Rénover sa salle", adresse, "En bref.")
    assert aide.description == "Tout autre chose."
    assert aide.resume == "Tout autre chose."  # the file says another summary than before
    fenetres = session.exec(select(FenetreDepot.ferme_le).where(FenetreDepot.aide_id == aide.id)).all()
    assert sorted(fenetres, key=str) == [date(2026, 6, 30), None]
    aide.titre = "Titre d’un agent"
    session.flush()
    assert _importer(
        session, tmp_path, {**nouvelle, "url_source": "https://exemple.fr/b"}, _deux()[1]
    ).startswith("0 créée, 1 modifiée")
    aide = _aide(session)
    assert (aide.titre, aide.source) == ("Titre d’un agent", "https://exemple.fr/b")


def test_an_aid_that_left_the_file_is_withdrawn_then_comes_back(session: Session, tmp_path: Path) -> None:
    _importer(session, tmp_path, *_deux())
    identifiant = _aide(session, "na-4").id
    assert _importer(session, tmp_path, ligne()) == "0 créée, 0 modifiée, 1 inchangée, 1 retirée, 0 refusée"
    assert _aide(session, "na-4").statut is StatutAide.RETIREE
    with pytest.raises(Introuvable):
        lire_aide(session, "une-autre-aide", JOUR)
    assert _importer(session, tmp_path, ligne()).endswith("1 inchangée, 0 retirée, 0 refusée")
    assert _importer(session, tmp_path, *_deux()) == "0 créée, 1 modifiée, 1 inchangée, 0 retirée, 0 refusée"
    assert lire_aide(session, "une-autre-aide", JOUR).titre == "Une autre aide"
    assert _aide(session, "na-4").id == identifiant  # its dossiers are still its own


def test_an_aid_withdrawn_by_hand_stays_so(session: Session, tmp_path: Path) -> None:
    _importer(session, tmp_path, *_deux())
    _aide(session).statut = StatutAide.RETIREE
    session.flush()
    _importer(session, tmp_path, ligne(titre="Un nouveau titre"), _deux()[1])
    assert (_aide(session).statut, _aide(session).titre) == (StatutAide.RETIREE, "Un nouveau titre")


def test_most_of_a_feed_is_not_withdrawn_without_a_word(session: Session, tmp_path: Path) -> None:
    lignes = [ligne(id=f"na-{n}", titre=f"Aide numéro {n}") for n in range(30)]
    _importer(session, tmp_path, *lignes)
    with pytest.raises(TropDeRetraits, match="28\u00a0aides sur 30"):
        _importer(session, tmp_path, *lignes[:2])
    assert _importer(session, tmp_path, *lignes[:2], retirer=True).endswith("28 retirées, 0 refusée")


def test_two_feeds_and_what_is_written_here_do_not_mix(session: Session, tmp_path: Path) -> None:
    ici = Aide(slug="ici", titre="Écrite ici", cle_titre="ecrite ici", resume="")
    session.add(ici)
    session.flush()
    fichier = importation.ouvrir_complet(deposer(tmp_path, *_deux()))
    assert importation.importer(session, fichier, "autre").creees == 2
    assert _importer(session, tmp_path, ligne(), ligne(id=str(ici.id), titre="Écrite ici")).startswith(
        "1 créée, 0 modifiée, 1 inchangée"
    )
    assert {aide.slug for aide in session.exec(select(Aide))} == {
        *("ici", "une-autre-aide", "renover-une-salle-de-spectacle", "renover-une-salle-de-spectacle-2"),
    }


def test_same_titles_are_told_apart_and_stay_so(session: Session, tmp_path: Path) -> None:
    memes = [
        ligne(programmes_parents="Énergie, air et climat"),
        ligne(id="na-4", programmes_parents="Forêt - Bois"),
    ]
    _importer(session, tmp_path, *memes)
    assert _aide(session).titre == "Rénover une salle de spectacle (Énergie, air et climat)"
    assert _aide(session, "na-4").titre == "Rénover une salle de spectacle (Forêt - Bois)"
    assert _importer(session, tmp_path, *memes).startswith("0 créée, 0 modifiée, 2 inchangées")


def test_an_opening_that_is_not_told_makes_nothing_change(session: Session, tmp_path: Path) -> None:
    _importer(session, tmp_path, ligne(date_ouverture="", date_cloture=""))
    assert lire_aide(session, "renover-une-salle-de-spectacle", JOUR).quand == "Ouverte en permanence"
    plus_tard = ligne(date_ouverture="", date_cloture="", date_mise_a_jour="2026-03-01")
    assert _importer(session, tmp_path, plus_tard).startswith("0 créée, 0 modifiée, 1 inchangée")


def test_batches_are_written_whole_and_the_journal_knows(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portail.aides.echanges.importation.LOT", 3)
    faites: list[tuple[str, float]] = []
    lignes = [ligne(id=f"na-{n}", titre=f"Aide numéro {n}") for n in range(8)]
    assert _importer(session, tmp_path, *lignes, avancer=lambda *vu: faites.append(vu)).startswith("8 créées")
    assert list(dict.fromkeys(faire for faire, _ in faites)) == ["Lecture", "Préparation", "Écriture"]
    assert all(max(part for dite, part in faites if dite == faire) == 1 for faire, _ in faites)
    assert len(session.exec(select(FenetreDepot)).all()) == 8
    entree = session.exec(select(EntreeJournal).where(EntreeJournal.action == "aides.importees")).one()
    assert entree.detail == {"creees": 8, "modifiees": 0, "retirees": 0}

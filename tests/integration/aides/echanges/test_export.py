"""The catalogue goes out in the schema it came in by: read again, it changes nothing."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.aides.echanges import commandes, export, importation
from portail.aides.echanges.schema import COLONNES, GENERALES, verifier
from portail.aides.models import Aide, FenetreDepot
from portail.aides.workflow import StatutAide
from portail.infra.db import transaction
from tests.lignes_d_aides import deposer, ligne

PRO = {
    "base_juridique": '[{"libelle": "Règlement de minimis", "lien": "https://exemple.eu/minimis"}]',
    "eligibilite_effectif_minimal": "10",
    "eligibilite_categorie_taille_entreprise": "MIC|PME",
    "ciblage_naf": "A|10.11Z",
}
LIGNES = [
    ligne(),
    ligne(
        id="na-4",
        titre="AIDES À LA RÉALISATION DE VÉLOS",
        promesse="Faites réparer vos vélos",
        description="<p>Un <b>texte</b> :</p><ul><li>un</li><li>deux</li></ul>",
        types_aides="information|financement",
        porteurs="[{ nom: 'ADEME', siren: '385290309', roles: ['instructeur'] }, { nom: 'État' }]",
        cibles="particuliers|professionnels",
        eligibilite_geographique="DEP-2A|COM-2A004",
        eligibilite_geographique_exclusions="COM-24037",
        date_ouverture="",
        date_cloture="",
    ),
    ligne(id="na-5", titre="Rénover une salle de spectacle", programmes_parents="Forêt - Bois", **PRO),
    ligne(id="na-6", titre="À l’envers", date_ouverture="2026-05-01", date_cloture="2026-01-01"),
]


def _importer(session: Session, chemin: Path) -> str:
    return importation.importer(session, importation.ouvrir_complet(chemin), "flux").bilan


def _ecrire(session: Session, chemin: Path) -> list[dict[str, Any]]:
    rangees = list(export.lignes(session))
    morceaux = (
        export.en_json(rangees)
        if chemin.suffix == ".json"
        else export.en_csv(rangees, professionnelles=export.professionnelle(session))
    )
    chemin.write_text("".join(morceaux), encoding="utf-8", newline="")
    return rangees


@pytest.mark.parametrize("nom", ["flux.csv", "flux.json"])
def test_what_goes_out_comes_back_unchanged(session: Session, tmp_path: Path, nom: str) -> None:
    _importer(session, deposer(tmp_path, *LIGNES))
    _ecrire(session, tmp_path / nom)
    assert _importer(session, tmp_path / nom) == "0 créée, 0 modifiée, 4 inchangées, 0 retirée, 0 refusée"


def test_cells_go_out_as_they_came_in(session: Session, tmp_path: Path) -> None:
    _importer(session, deposer(tmp_path, *LIGNES))
    sorties = {une["id"]: une for une in _ecrire(session, tmp_path / "flux.csv")}
    gardees = set(GENERALES) - {"titre", "eligibilite"}  # told apart, made a list
    assert {nom: sorties["na-3"].get(nom, "") for nom in gardees} == {nom: LIGNES[0][nom] for nom in gardees}
    assert {nom: sorties["na-5"][nom] for nom in PRO} == PRO
    assert sorties["na-4"]["promesse"] == "Faites réparer vos vélos"
    assert json.loads(sorties["na-4"]["porteurs"])[0]["siren"] == "385290309"
    assert "date_ouverture" not in sorties["na-4"]  # the portal made one up for itself
    assert sorties["na-6"]["date_ouverture"] == "2026-05-01T00:00:00Z"


def test_every_row_that_goes_out_is_right(session: Session, tmp_path: Path) -> None:
    aide = Aide(
        slug="ici",
        titre="Écrite ici",
        cle_titre="ecrite ici",
        resume="Un résumé " * 30,
        nature="pret",
        montant_texte="Jusqu’à 5 000 €",
        plafond=Decimal(5000),
        thematiques=["environnement"],
        sous_thematiques=["climat"],
        beneficiaires=["collectivite"],
        bases_juridiques=["rgec"],
        conditions={"effectif_max": 250, "formes": ["92"]},
    )
    session.add_all([aide, Aide(slug="vide", titre="Vide", cle_titre="vide", resume="")])
    session.add(Aide(slug="cachee", titre="Cachée", cle_titre="c", resume="", statut=StatutAide.BROUILLON))
    session.flush()
    session.add(FenetreDepot(aide_id=aide.id, ouvre_le=date(2020, 1, 1), ferme_le=date(2020, 2, 1)))
    session.flush()
    rangees = {une["titre"]: une for une in _ecrire(session, tmp_path / "flux.csv")}
    assert set(rangees) == {"Écrite ici", "Vide"}
    for rangee in rangees.values():
        lue, erreurs, remarques = verifier(rangee)
        assert lue is not None
        assert (erreurs, remarques) == ({}, {})
    ici = rangees["Écrite ici"]
    assert ici["types_aides"] == "prêt"
    assert ici["programmes_parents"] == "Environnement et énergie > Climat"
    assert ici["cibles"] == "secteur public"
    assert ici["url_source"].endswith("/aides/ici")
    assert ici["eligibilite_effectif_maximal"] == "250"
    assert "Jusqu’à 5 000 €" in ici["description"]


def test_the_window_that_goes_out_is_the_one_people_use(session: Session, tmp_path: Path) -> None:
    _importer(session, deposer(tmp_path, ligne(date_ouverture="2020-01-01", date_cloture="2020-02-01")))
    aide = session.exec(select(Aide)).one()
    session.add(FenetreDepot(aide_id=aide.id, ouvre_le=date(2099, 1, 1), ferme_le=date(2099, 2, 1)))
    session.flush()
    assert next(export.lignes(session))["date_ouverture"] == "2099-01-01T00:00:00Z"


def test_two_feeds_that_number_alike_stay_told_apart(session: Session, tmp_path: Path) -> None:
    for origine in ("un", "deux"):
        importation.importer(session, importation.ouvrir_complet(deposer(tmp_path, ligne())), origine)
    assert len({une["id"] for une in export.lignes(session)}) == 2
    assert [une["id"] for une in export.lignes(session, "un")] == ["na-3"]


def test_an_empty_catalogue_is_still_a_file(session: Session) -> None:
    assert json.loads("".join(export.en_json(export.lignes(session)))) == []
    entete = "".join(export.en_csv(export.lignes(session), professionnelles=True))
    assert next(csv.reader([entete])) == list(COLONNES)


def test_the_command_writes_a_whole_file_or_says_why_not(engine: Engine, tmp_path: Path) -> None:
    with transaction() as session:
        _importer(session, deposer(tmp_path, ligne()))
    dites: list[str] = []
    assert commandes.exporter(tmp_path / "aides.csv", None, dites.append) == 0
    assert commandes.exporter(tmp_path / "aides.json", None, dites.append) == 0
    assert commandes.exporter(tmp_path / "aides.xls", None, dites.append) == 2
    assert commandes.exporter(tmp_path / "nulle" / "part.csv", None, dites.append) == 2
    assert dites[0] == f"1\u00a0aide écrite dans {tmp_path / 'aides.csv'}."
    assert ".csv ou en .json" in dites[2]
    assert (tmp_path / "aides.csv").read_text(encoding="utf-8").startswith("id,titre,promesse")
    assert [une["id"] for une in json.loads((tmp_path / "aides.json").read_text(encoding="utf-8"))] == [
        "na-3"
    ]
    assert not list(tmp_path.glob("*.en-cours"))

"""One's own data: a ZIP that opens, with everything and nobody else's."""

import io
import json
import zipfile

import pytest
from sqlmodel import Session

from portail.api.mes_donnees import archive
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.comptes.sessions import acteur_de
from portail.core.errors import TropDeDemandes
from portail.demandeurs import donnees, service
from portail.dossiers.donnees import Fichier
from portail.infra import storage
from tests.integration.demandeurs.test_fiche import PERSONNE


@pytest.fixture
def zoe(session: Session, compte: Compte) -> Acteur:
    service.creer_fiche(session, compte.id, PERSONNE)
    return acteur_de(compte)


async def ouvrir(document: dict[str, object], fichiers: list[Fichier]) -> zipfile.ZipFile:
    whole = b"".join([bloc async for bloc in archive(document, fichiers)])
    return zipfile.ZipFile(io.BytesIO(whole))


def test_the_person_gets_the_account_and_the_sheet_in_clear(session: Session, zoe: Acteur) -> None:
    copie = donnees.donnees_de(session, zoe)
    assert copie["compte"]["mail"] == "zoe@exemple.org"
    assert copie["fiche"]["iban"] == "FR1420041010050500013M02606"
    assert copie["fiche"]["vous_etes"] == "Personne physique"
    assert copie["journal"][-1]["action"] == "donnees.copiees"
    assert "mot_de_passe" not in json.dumps(copie)


def test_copies_are_bounded(session: Session, zoe: Acteur) -> None:
    with pytest.raises(TropDeDemandes):
        for _ in range(20):
            donnees.donnees_de(session, zoe)


async def test_the_archive_holds_the_document_and_the_files() -> None:
    cle = storage.write_bytes("essais", b"%PDF " + b"x" * 700_000)
    fichiers = [
        Fichier("dossiers/A/01-budget été.pdf", cle, 700_005),
        Fichier("dossiers/A/02-perdu.pdf", "rien", 1),
    ]
    zip_ = await ouvrir({"compte": {"prenom": "Zoé"}}, fichiers)
    assert zip_.testzip() is None
    assert zip_.namelist() == [
        "mes-donnees.json",
        "dossiers/A/01-budget été.pdf",
        "dossiers/A/02-perdu.pdf.absent.txt",
    ]
    assert json.loads(zip_.read("mes-donnees.json"))["compte"]["prenom"] == "Zoé"
    assert len(zip_.read("dossiers/A/01-budget été.pdf")) == 700_005


async def test_the_archive_comes_piece_by_piece() -> None:
    cle = storage.write_bytes("essais", b"x" * 1_000_000)
    tailles = [len(bloc) async for bloc in archive({}, [Fichier("a", cle, 1_000_000)])]
    assert max(tailles) < 600_000

"""Numbers, readers, deadlines and limits of a dossier."""

import uuid
from datetime import date

import pytest

from portail.aides.rules import Fenetre, situation
from portail.comptes.rules import Acteur, Role
from portail.dossiers import rules
from portail.dossiers.workflow import STATUTS, Statut
from portail.formulaires.types.pieces import Pieces
from portail.formulaires.vocabulaire import FamilleFichier

MOI = uuid.uuid4()
JOUR = date(2026, 6, 15)


def acteur(role: Role = Role.DEMANDEUR, service: str = "") -> Acteur:
    return Acteur(MOI, "Zoé", "Martin", "zoe@exemple.org", "zoe", role, service, "e" * 64)


def test_numbers_are_readable_and_not_guessable() -> None:
    tires = {rules.nouveau_numero(2026) for _ in range(2_000)}
    assert len(tires) == 2_000
    assert all(rules.lire_numero(numero) == numero for numero in tires)
    assert not set("".join(numero[5:] for numero in tires)) & set("ILOU01")


@pytest.mark.parametrize(
    ("texte", "numero"),
    [
        (" 2026-7k3f9q ", "2026-7K3F9Q"),
        ("2026-7K3F9", ""),
        ("2026-7K3F9QQ", ""),
        ("2026-IIIIII", ""),
        ("٢٠٢٦-7K3F9Q", ""),
        ("2026-7K3F9Q\n", "2026-7K3F9Q"),
        ("../2026-7K3F9Q", ""),
        ("2026-7K3F9Q" * 100, ""),
        (None, ""),
        (2026, ""),
        (["2026-7K3F9Q"], ""),
    ],
)
def test_a_number_is_read_or_refused(texte: object, numero: str) -> None:
    assert rules.lire_numero(texte) == numero


@pytest.mark.parametrize(
    ("qui", "statut", "service", "permis"),
    [
        (acteur(Role.AGENT, "culture"), Statut.DEPOSE, "culture", True),
        (acteur(Role.ADMINISTRATEUR, "culture"), Statut.DEPOSE, "culture", True),
        (acteur(Role.AGENT, "culture"), Statut.BROUILLON, "culture", False),
        (acteur(Role.AGENT, "sport"), Statut.DEPOSE, "culture", False),
        (acteur(Role.AGENT, ""), Statut.DEPOSE, "", False),
        (acteur(Role.DEMANDEUR, "culture"), Statut.DEPOSE, "culture", False),
    ],
)
def test_who_reads(qui: Acteur, statut: Statut, service: str, permis: bool) -> None:
    assert rules.peut_lire(qui, uuid.uuid4(), statut, service) is permis
    assert rules.peut_lire(qui, None, statut, service) is permis
    assert rules.peut_lire(qui, MOI, statut, service)


@pytest.mark.parametrize(
    ("fenetres", "ouvert", "phrase"),
    [
        ([], False, "Le dépôt est clos."),
        ([Fenetre(date(2026, 1, 1))], True, ""),
        ([Fenetre(date(2026, 6, 1), JOUR)], True, "15 juin 2026 à minuit (dernier jour)"),
        ([Fenetre(date(2026, 6, 1), date(2026, 6, 18))], True, "encore 3 jours"),
        ([Fenetre(date(2026, 6, 1), date(2026, 6, 14))], False, "clos depuis le 14 juin 2026 à minuit"),
        ([Fenetre(date(2026, 6, 16))], False, "ouvrira le 16 juin 2026"),
    ],
)
def test_deadlines(fenetres: list[Fenetre], ouvert: bool, phrase: str) -> None:
    vue = situation(fenetres, JOUR)
    assert rules.depot_ouvert(vue) is ouvert
    dite = rules.echeance(vue, JOUR).replace("\u00a0", " ")
    assert phrase in dite
    assert bool(phrase) is bool(dite)


def test_limits_of_a_field_of_files() -> None:
    champ = Pieces(
        id="devis",
        type="pieces",
        libelle="Devis",
        familles=(FamilleFichier.PDF, FamilleFichier.TABLEUR),
        taille_max=50_000_000,
    )
    assert rules.taille_max(champ, 20) == 20_000_000
    assert rules.taille_max(champ, 100) == 50_000_000
    assert rules.nombre_max(champ) == rules.PIECES_PAR_CHAMP
    assert rules.noms_des_formats(champ.familles) == "PDF, Excel (XLSX) ou OpenDocument (ODS)"
    assert set(rules.accept(champ).split(",")) >= {".pdf", ".xlsx", ".ods", "application/pdf"}
    assert rules.trop_gros(25_000_000, 20_000_000) == (
        "Ce fichier fait 25\u00a0Mo\u00a0; la limite est 20\u00a0Mo."
    )


def test_every_status_says_what_it_is_and_where_it_leads() -> None:
    assert set(STATUTS) == set(Statut)
    for statut, fiche in STATUTS.items():
        assert fiche.libelle
        assert fiche.suite.endswith(".")
        assert statut not in fiche.peut_devenir
        assert Statut.BROUILLON not in fiche.peut_devenir


def test_a_file_hard_to_read_is_told_and_no_other() -> None:
    assert "semble vide" in rules.difficile_a_lire((480, 300), image=True, vide=True)
    assert "première page" in rules.difficile_a_lire((480, 300), image=False, vide=True)
    assert "320\u00a0×\u00a0200" in rules.difficile_a_lire((320, 200), image=True, vide=False)
    assert rules.difficile_a_lire((320, 200), image=False, vide=False) == ""
    assert rules.difficile_a_lire((200, 480), image=True, vide=False) == ""

"""The rows of a block: they come and go, keep what was typed, and are submitted as they show."""

from typing import Any

import pytest
from sqlmodel import Session, select

from portail.core.errors import Conflit, Introuvable
from portail.dossiers import blocs, brouillon, depot, donnees, etapes, reponses
from portail.dossiers.models import Dossier, Reponse
from portail.dossiers.rangees import RETIREES_MAX
from portail.dossiers.views import Acquittement, EtapeVue
from portail.infra.db import transaction
from tests.integration.dossiers import depenses
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        depenses.publier(session)
        numero = brouillon.ouvrir(session, monde.zoe, depenses.SLUG)
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "achete", "oui", monde.n())
        return numero


def changer(
    monde: Monde, numero: str, action: object, rangee: object = "", champ: object = "depenses"
) -> str:
    with transaction() as session:
        return blocs.changer(session, monde.zoe, numero, champ, action, rangee).rangee


def ecrire(monde: Monde, numero: str, cle: str, valeur: object) -> Acquittement:
    with transaction() as session:
        return brouillon.enregistrer_reponse(session, monde.zoe, numero, cle, valeur, monde.n())


def vue(monde: Monde, numero: str) -> EtapeVue:
    with transaction() as session:
        return etapes.lire_etape(session, monde.zoe, numero, "budget")


def titres(monde: Monde, numero: str) -> list[tuple[str, str]]:
    """The rows as the step shows them, each with what its « Nature » holds."""
    champs = {champ.id: champ for champ in vue(monde, numero).champs}
    return [
        (champ.libelle, champs[f"{champ.id}.nature"].valeur)
        for champ in champs.values()
        if champ.type == "rangee"
    ]


def toutes(session: Session, numero: str) -> dict[str, Any]:
    dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
    lignes = session.exec(select(Reponse).where(Reponse.dossier_id == dossier.id))
    return {ligne.champ: ligne.valeur for ligne in lignes}


def test_rows_are_added_moved_copied_taken_away_and_put_back(monde: Monde, numero: str) -> None:
    une, deux = changer(monde, numero, "ajouter"), changer(monde, numero, "ajouter")
    ecrire(monde, numero, f"depenses.{une}.nature", "Scène")
    ecrire(monde, numero, f"depenses.{deux}.nature", "Son")
    assert titres(monde, numero) == [("Dépense 1", "Scène"), ("Dépense 2", "Son")]
    changer(monde, numero, "monter", deux)
    assert titres(monde, numero) == [("Dépense 1", "Son"), ("Dépense 2", "Scène")]
    changer(monde, numero, "descendre", deux)
    copie = changer(monde, numero, "copier", une)
    ecrire(monde, numero, f"depenses.{copie}.nature", "Lumière")
    assert [nature for _, nature in titres(monde, numero)] == ["Scène", "Lumière", "Son"]
    changer(monde, numero, "retirer", une)
    assert [nature for _, nature in titres(monde, numero)] == ["Lumière", "Son"]
    changer(monde, numero, "remettre")
    assert [nature for _, nature in titres(monde, numero)] == ["Lumière", "Son", "Scène"]


def test_a_cell_is_acknowledged_with_what_it_changes(monde: Monde, numero: str) -> None:
    une, deux = changer(monde, numero, "ajouter"), changer(monde, numero, "ajouter")
    ecrire(monde, numero, f"depenses.{deux}.prix", "200")
    acquit = ecrire(monde, numero, f"depenses.{une}.prix", "6000")
    assert acquit.champ == f"depenses.{une}.prix"
    assert acquit.calculs["total"].replace("\u202f", " ") == "6 200,00\u00a0€"
    assert acquit.calculs[f"depenses.{deux}.moitie"] == "100,00\u00a0€"
    assert acquit.avertissements == {f"depenses.{une}.prix": "Joignez deux devis."}
    assert f"depenses.{une}.devis" in acquit.visibles
    assert f"depenses.{deux}.devis" not in acquit.visibles
    assert f"depenses.{une}.lieu" in acquit.facultatifs
    assert "chiffres" in ecrire(monde, numero, f"depenses.{une}.prix", "beaucoup").erreur
    ecrire(monde, numero, f"depenses.{une}.lieu.voie", "12 rue du Port")
    ecrire(monde, numero, f"depenses.{une}.compte", fabrique.IBAN)
    champs = {champ.id: champ for champ in vue(monde, numero).champs}
    assert champs[f"depenses.{une}.lieu"].adresse.voie == "12 rue du Port"
    assert champs[f"depenses.{une}.compte"].valeur == ""
    with transaction() as session:
        assert fabrique.IBAN not in str(toutes(session, numero))


@pytest.mark.parametrize(
    ("action", "rangee", "champ"),
    [
        ("ajouter", "", "achete"),
        ("ajouter", "", "inconnu"),
        ("effacer", "", "depenses"),
        ("retirer", "inconnue", "depenses"),
        ("monter", "", "depenses"),
        ("remettre", "", "depenses"),
        (["ajouter"], "", "depenses"),
        ("ajouter", {"a": 1}, "depenses"),
        ("ajouter", "", None),
    ],
)
def test_what_is_no_row_is_not_found(
    monde: Monde, numero: str, action: object, rangee: object, champ: object
) -> None:
    with pytest.raises(Introuvable):
        changer(monde, numero, action, rangee, champ)


def test_nobody_makes_a_row_by_writing_in_it_nor_writes_the_block_itself(monde: Monde, numero: str) -> None:
    une = changer(monde, numero, "ajouter")
    for cle in ("depenses.zzzz.nature", "depenses", f"depenses.{une}", "depenses.fin", "depenses..nature"):
        with pytest.raises(Introuvable):
            ecrire(monde, numero, cle, "x")
    with transaction() as session, pytest.raises(Introuvable):
        blocs.changer(session, monde.autre, numero, "depenses", "ajouter", "")


def test_what_is_typed_in_a_row_just_taken_away_comes_back_with_it(monde: Monde, numero: str) -> None:
    une = changer(monde, numero, "ajouter")
    changer(monde, numero, "retirer", une)
    acquit = ecrire(monde, numero, f"depenses.{une}.nature", "Scène")
    assert not [cle for cle in acquit.visibles if une in cle]
    with transaction() as session:
        copie = donnees.donnees_de(session, monde.zoe.id).dossiers[0]
    assert copie["lignes_retirees"] == [{"champ": f"depenses.{une}.nature", "reponse": "Scène"}]
    changer(monde, numero, "remettre")
    assert titres(monde, numero) == [("Dépense 1", "Scène")]


def test_only_the_last_rows_taken_away_keep_what_was_typed(monde: Monde, numero: str) -> None:
    noms = []
    for _ in range(RETIREES_MAX + 2):
        noms.append(changer(monde, numero, "ajouter"))
        ecrire(monde, numero, f"depenses.{noms[-1]}.nature", "Scène")
        changer(monde, numero, "retirer", noms[-1])
    with transaction() as session:
        gardees = {cle.split(".")[1] for cle in toutes(session, numero) if "." in cle}
    assert gardees == set(noms[2:])
    with pytest.raises(Introuvable):
        ecrire(monde, numero, f"depenses.{noms[0]}.nature", "Son")


def test_two_texts_of_a_cell_are_a_choice_while_its_row_stands(monde: Monde, numero: str) -> None:
    une = changer(monde, numero, "ajouter")

    def partage(cle: str, valeur: str, page: str) -> Acquittement:
        with transaction() as session:
            return brouillon.enregistrer_reponse(
                session, monde.zoe, numero, cle, valeur, monde.n(), base=0, page=page
            )

    for partie in ("lieu.code_insee", "nature"):
        partage(f"depenses.{une}.{partie}", "33063", "cettepage")
        acquit = partage(f"depenses.{une}.{partie}", "86194", "telephone")
    assert set(acquit.ecarts) == {f"depenses.{une}.nature"}

    def a_choisir() -> list[str]:
        with transaction() as session:
            lu = etapes.lire_recapitulatif(session, monde.zoe, numero)
        return [f"{un.libelle} {un.href.partition('#')[2]}" for un in lu.choix]

    assert a_choisir() == [f"Dépense 1, Nature depenses.{une}.nature"]
    assert set(vue(monde, numero).ecarts) == {f"depenses.{une}.nature"}
    changer(monde, numero, "retirer", une)
    assert a_choisir() == []


def test_a_block_is_filled_up_to_its_limit(monde: Monde, numero: str) -> None:
    rangees = [changer(monde, numero, "ajouter") for _ in range(4)]
    for action in ("ajouter", "copier"):
        with pytest.raises(Conflit, match=r"4\slignes"):
            changer(monde, numero, action, rangees[0])


def test_what_is_submitted_is_what_shows(monde: Monde, numero: str) -> None:
    une, deux, retiree = (changer(monde, numero, "ajouter") for _ in range(3))
    for rangee, prix in ((une, "6000"), (deux, "500"), (retiree, "1")):
        ecrire(monde, numero, f"depenses.{rangee}.nature", "Scène")
        ecrire(monde, numero, f"depenses.{rangee}.prix", prix)
        ecrire(monde, numero, f"depenses.{rangee}.devis", "D-1")
    changer(monde, numero, "retirer", retiree)
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, certifie=True)
    with transaction() as session:
        gardees = toutes(session, numero)
        assert {cle.split(".")[1] for cle in gardees if cle.startswith("depenses.")} == {une, deux}
        assert f"depenses.{une}.devis" in gardees
        assert f"depenses.{deux}.devis" not in gardees
        assert (gardees["total"], gardees[f"depenses.{une}.moitie"]) == ("6500.00", "3000.00")
        dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
        contenu = reponses.charger(session, dossier)
        assert contenu.examen.tous_les_manques == []
        (section,) = etapes.lire_recapitulatif(session, monde.zoe, numero).sections
    dites = {ligne.libelle: ligne.valeur.replace("\u202f", " ") for ligne in section.lignes}
    assert dites["Dépense 1, Prix"] == "6 000,00\u00a0€"
    assert [ligne.libelle for ligne in section.lignes if ligne.avertissement] == ["Dépense 1, Prix"]
    assert dites["Total"] == "6 500,00\u00a0€"


def test_a_hidden_block_is_not_submitted(monde: Monde, numero: str) -> None:
    une = changer(monde, numero, "ajouter")
    acquit = ecrire(monde, numero, "achete", "non")
    assert acquit.visibles == ["achete"]
    assert f"depenses.{une}" in {champ.id for champ in vue(monde, numero).champs}
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, certifie=True)
    with transaction() as session:
        assert set(toutes(session, numero)) == {"achete"}

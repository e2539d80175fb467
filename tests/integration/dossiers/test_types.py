"""Every type of field as autosave keeps it: part by part, read again, corrected, submitted, in the PDF."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from portail.core import clock
from portail.dossiers import accuse, brouillon, depot, etapes, saisies
from portail.dossiers.models import Dossier
from portail.dossiers.saisies import Saisie
from portail.dossiers.views import Acquittement
from portail.dossiers.vues_champs import ChampVue
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from portail.formulaires.types import lire
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal
from tests import tous_les_types as tous
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde

FORM = Formulaire.model_validate(tous.formulaire(*tous.REPONSES))


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft that asks everything."""
    with transaction() as session:
        aide = fabrique.aide(session, "tout")
        fabrique.fenetre(session, aide.id)
        publier_version(session, None, aide.id, FORM)
        return brouillon.ouvrir(session, monde.zoe, "tout")


def taper(session: Session, monde: Monde, numero: str, cle: str, valeur: Any) -> Acquittement:
    """One edit, as a browser sends it."""
    (fait,) = saisies.enregistrer(session, [Saisie(monde.zoe, numero, cle, valeur, monde.n())])
    assert isinstance(fait, Acquittement), fait
    return fait


def repondre(session: Session, monde: Monde, numero: str, genre: str) -> Acquittement:
    """The right answer, each part of it by itself."""
    champ, valeur = FORM.champ(genre), tous.REPONSES[genre]
    assert champ is not None
    if not champ.parties:
        return taper(session, monde, numero, genre, valeur)
    return [taper(session, monde, numero, f"{genre}.{nom}", texte) for nom, texte in valeur.items()][-1]


def vu(session: Session, monde: Monde, numero: str, genre: str) -> ChampVue:
    """A question as a page loaded again shows it."""
    etape = etapes.lire_etape(session, monde.zoe, numero, "tout")
    return next(champ for champ in etape.champs if champ.id == genre)


def test_each_is_saved_and_read_again_without_a_word_then_submitted(
    session: Session, monde: Monde, numero: str
) -> None:
    with clock.fixed(datetime(2026, 4, 3, 12, 32, tzinfo=UTC)):
        assert {g: a.erreur for g in tous.REPONSES if (a := repondre(session, monde, numero, g)).erreur} == {}
    recap = etapes.lire_recapitulatif(session, monde.zoe, numero)
    assert recap.manques == {}
    lignes = {ligne.champ: ligne for ligne in recap.sections[0].lignes}
    assert all(ligne.valeur for ligne in lignes.values())
    assert lignes["signature"].valeur == "Zoé Martin\nLe 3\u00a0avril 2026 à 14\u00a0h\u00a032"
    assert lignes["url"].lien == "https://www.exemple.fr"
    assert not any(ligne.lien for nom, ligne in lignes.items() if nom != "url")
    depot.deposer(session, monde.zoe, numero, True)
    dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
    donnees = accuse.rassembler(session, dossier.id)
    assert donnees is not None
    dites = {r["libelle"]: r["valeur"] for r in donnees["etapes"][0]["reponses"]}
    texte = dites.pop("Question declaration")
    assert [*dites.values()] == [un.valeur for nom, un in lignes.items() if nom != "declaration"]
    assert tous.LIMITES["declaration"]["texte"] in texte
    (entree,) = session.exec(select(EntreeJournal).where(EntreeJournal.action == "dossier.depose")).all()
    acceptee = entree.detail["declarations"]["declaration"]
    assert acceptee["version"] == "2026-1"
    assert acceptee["sha256"] in texte


def test_what_was_typed_comes_back_in_each_part(session: Session, monde: Monde, numero: str) -> None:
    for genre, valeur in tous.REPONSES.items():
        repondre(session, monde, numero, genre)
        champ = vu(session, monde, numero, genre)
        if champ.parties:
            assert {un.nom: un.valeur for un in champ.parties} == valeur
            assert all(un.libelle for un in champ.parties)
        question = FORM.question(genre)
        assert question is not None
        assert champ.lecture == question.montrer(lire(question, valeur))


def test_a_part_is_corrected_by_another(session: Session, monde: Monde, numero: str) -> None:
    debut = taper(session, monde, numero, "plage_dates.debut", "5/4/2026")
    assert (debut.erreur, debut.contredits) == ("", {"plage_dates": "", "plage_dates.debut": ""})
    fin = taper(session, monde, numero, "plage_dates.fin", "3/4/2026")
    assert "précède" in fin.erreur
    assert "précède" in vu(session, monde, numero, "plage_dates").erreurs_parties["fin"]
    debut = taper(session, monde, numero, "plage_dates.debut", "1/4/2026")
    assert debut.erreur == ""
    assert debut.contredits["plage_dates.fin"] == ""
    assert vu(session, monde, numero, "plage_dates").erreurs_parties == {}


def test_another_first_choice_empties_those_that_hung_from_it(
    session: Session, monde: Monde, numero: str
) -> None:
    repondre(session, monde, numero, "choix_lies")
    acquit = taper(session, monde, numero, "choix_lies.niveau_1", "terre")
    assert {cle: [o.valeur for o in offre.options] for cle, offre in acquit.offres.items()} == {
        "choix_lies.niveau_2": ["mer"],
        "choix_lies.niveau_3": [],
    }
    assert [un.valeur for un in vu(session, monde, numero, "choix_lies").parties] == ["terre", "", ""]
    assert taper(session, monde, numero, "choix_lies.niveau_3", "vienne").offres == {}


def test_a_box_shows_the_name_of_what_was_chosen(session: Session, monde: Monde, numero: str) -> None:
    acquit = taper(session, monde, numero, "reference", "vienne (86)")
    assert (acquit.valeur, acquit.erreur) == ("Vienne (86)", "")
    assert vu(session, monde, numero, "reference").valeur == "Vienne (86)"
    acquit = taper(session, monde, numero, "reference", "Atlantide")
    assert (acquit.valeur, acquit.erreur) == ("Atlantide", "Choisissez dans la liste.")

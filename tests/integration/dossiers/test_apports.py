"""Answers that a link or an earlier dossier brings: where nothing is, told until verified, undone at will."""

import pytest
from sqlmodel import Session, select

from portail.core.errors import Conflit, Introuvable
from portail.dossiers import apports, blocs, brouillon, etapes, reprises, service
from portail.dossiers.models import Dossier, Reponse
from portail.formulaires.schema import Formulaire
from portail.formulaires.service import publier_version
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde

LIEN = (
    "resume=Des%20haies&cout=100&nom=Pirate&iban=FR7630006000011234567890189&exact=oui&inconnu=1&themes=feu"
)
BLOC = {
    "id": "depenses",
    "type": "bloc",
    "libelle": "Dépenses",
    "requis": False,
    "champs": [{"id": "objet", "type": "texte", "libelle": "Objet"}],
}


def valeurs(session: Session, numero: str) -> dict[str, object]:
    lignes = select(Reponse.champ, Reponse.valeur).join(Dossier).where(Dossier.numero == numero)
    return dict(session.exec(lignes).all())


def tapees(session: Session, monde: Monde, numero: str, **reponses: object) -> None:
    for champ, valeur in reponses.items():
        brouillon.enregistrer_reponse(session, monde.zoe, numero, champ, valeur, monde.n())


@pytest.fixture
def ailleurs(session: Session, monde: Monde) -> str:
    """Another aid, that asks some of the same, and a block."""
    aide = fabrique.aide(session, "ailleurs")
    fabrique.fenetre(session, aide.id)
    _, projet, fin = fabrique.FORMULAIRE["etapes"]  # type: ignore[misc]
    etapes_ = [{**projet, "champs": [*projet["champs"], BLOC]}, fin]
    publier_version(session, None, aide.id, Formulaire.model_validate({"titre": "F", "etapes": etapes_}))
    return "ailleurs"


def test_a_link_answers_and_is_told(session: Session, monde: Monde) -> None:
    numero = brouillon.ouvrir_par_lien(session, monde.zoe, monde.slug, LIEN)
    lues = valeurs(session, numero)
    assert (lues["resume"], lues["nom"]) == ("Des haies", "Zoé Martin")
    assert "exact" not in lues
    assert "themes" not in lues
    vue = service.lire_dossier(session, monde.zoe, numero)
    assert [etape.avancement for etape in vue.etapes] == [
        "5\u00a0réponses sur 5",
        "2\u00a0réponses sur 5",
        "0\u00a0réponse sur 3",
    ]
    assert vue.duree == "environ 15\u00a0minutes"
    assert [une.libelle for une in vue.apports.du_lien] == ["Résumé", "Coût"]
    assert vue.apports.du_lien[0].href == f"/dossiers/{numero}/projet#resume"
    assert etapes.lire_recapitulatif(session, monde.zoe, numero).apports == vue.apports


def test_a_link_never_replaces_what_was_typed_or_emptied(session: Session, monde: Monde) -> None:
    numero = brouillon.ouvrir(session, monde.zoe, monde.slug)
    tapees(session, monde, numero, resume="Le mien.", cout="")
    assert brouillon.ouvrir_par_lien(session, monde.zoe, monde.slug, LIEN) == numero
    assert (valeurs(session, numero)["resume"], valeurs(session, numero)["cout"]) == ("Le mien.", "")
    assert service.lire_dossier(session, monde.zoe, numero).apports.du_lien == []


def test_what_is_typed_or_verified_is_no_more_the_link_s(session: Session, monde: Monde) -> None:
    numero = brouillon.ouvrir_par_lien(session, monde.zoe, monde.slug, LIEN)
    tapees(session, monde, numero, resume="Le mien.")
    assert [u.libelle for u in service.lire_dossier(session, monde.zoe, numero).apports.du_lien] == ["Coût"]
    apports.adopter(session, monde.zoe, numero)
    assert service.lire_dossier(session, monde.zoe, numero).apports.du_lien == []
    assert valeurs(session, numero)["cout"] == "100.00"


def test_an_earlier_dossier_is_offered_taken_and_taken_back(
    session: Session, monde: Monde, ailleurs: str
) -> None:
    ancien = brouillon.ouvrir(session, monde.zoe, monde.slug)
    tapees(session, monde, ancien, resume="Des haies.", cout="faux", cofinance="oui", financeur="Le Parc")
    tapees(session, monde, ancien, exact=True)
    numero = brouillon.ouvrir(session, monde.zoe, ailleurs)
    (offre,) = service.lire_dossier(session, monde.zoe, numero).offres
    assert (offre.numero, offre.nombre) == (ancien, 3)
    assert reprises.reprendre(session, monde.zoe, numero, ancien) == 3
    vue = service.lire_dossier(session, monde.zoe, numero)
    assert (vue.apports.reprises_de, vue.offres) == (ancien, [])
    assert len(vue.apports.reprises) == 3
    assert {"cout", "exact", "iban"}.isdisjoint(valeurs(session, numero))
    tapees(session, monde, numero, resume="Mieux.")
    reprises.annuler(session, monde.zoe, numero)
    assert valeurs(session, numero) == {"resume": "Mieux."}


def test_the_rows_of_a_block_are_copied_whole(session: Session, monde: Monde, ailleurs: str) -> None:
    ancien = brouillon.ouvrir(session, monde.zoe, ailleurs)
    rangee = blocs.changer(session, monde.zoe, ancien, "depenses", "ajouter", "").rangee
    tapees(session, monde, ancien, **{f"depenses.{rangee}.objet": "Pelle"})
    aide = fabrique.aide(session, "troisieme")
    fabrique.fenetre(session, aide.id)
    seule = {"titre": "F", "etapes": [{"id": "e", "titre": "E", "champs": [BLOC]}]}
    publier_version(session, None, aide.id, Formulaire.model_validate(seule))
    numero = brouillon.ouvrir(session, monde.zoe, "troisieme")
    assert reprises.reprendre(session, monde.zoe, numero, ancien) == 1
    assert valeurs(session, numero)[f"depenses.{rangee}.objet"] == "Pelle"
    tapees(session, monde, numero, **{f"depenses.{rangee}.objet": "Bêche"})
    reprises.annuler(session, monde.zoe, numero)
    assert valeurs(session, numero)[f"depenses.{rangee}.objet"] == "Bêche"
    assert "depenses" in valeurs(session, numero)


def test_a_draft_begun_is_offered_nothing(session: Session, monde: Monde, ailleurs: str) -> None:
    ancien = brouillon.ouvrir(session, monde.zoe, monde.slug)
    tapees(session, monde, ancien, resume="Des haies.")
    numero = brouillon.ouvrir(session, monde.zoe, ailleurs)
    tapees(session, monde, numero, cout="3")
    assert service.lire_dossier(session, monde.zoe, numero).offres == []


def test_only_one_s_own_dossiers_are_taken_from_or_into(
    session: Session, monde: Monde, ailleurs: str
) -> None:
    de_zoe = fabrique.brouillon_complet(session, monde)
    d_ali = brouillon.ouvrir(session, monde.autre, ailleurs)
    with pytest.raises(Introuvable):
        reprises.reprendre(session, monde.autre, d_ali, de_zoe)
    with pytest.raises(Introuvable):
        reprises.reprendre(session, monde.autre, de_zoe, d_ali)
    with pytest.raises(Introuvable):
        reprises.reprendre(session, monde.autre, d_ali, d_ali)
    with pytest.raises(Introuvable):
        reprises.reprendre(session, monde.autre, d_ali, {"numero": de_zoe})
    for refuse in (reprises.annuler, apports.adopter):
        with pytest.raises(Introuvable):
            refuse(session, monde.autre, de_zoe)
    assert service.lire_dossier(session, monde.autre, d_ali).offres == []
    vide = brouillon.ouvrir(session, monde.autre, monde.slug)
    with pytest.raises(Conflit):
        reprises.reprendre(session, monde.autre, d_ali, vide)

"""Aids kept and searches saved: whose they are, how many, what becomes of them with the account."""

from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from portail.aides.models import Aide
from portail.aides.workflow import StatutAide
from portail.comptes.models import Compte
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.infra.db import snapshot
from portail.veille import donnees, ouvertures, preferences, recherches, service
from portail.veille.views import RechercheVue
from tests.integration.veille.conftest import Monde

TABLES = ("favori", "veille_recherche", "alertes", "alerte_dite", "avis_ouverture", "lien_arret")


def de(monde: Monde, qui: Any) -> tuple[RechercheVue, ...]:
    vues: tuple[RechercheVue, ...] = monde.faire(service.mes_aides, qui).recherches
    return vues


def test_a_search_is_saved_renamed_deleted_and_taken_back(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, " Vélos ", "q=v%C3%A9lo&page=7&inconnu=1", "jour")
    (une,) = de(monde, zoe)
    assert (une.nom, une.lien, une.frequence) == ("Vélos", "/aides?q=v%C3%A9lo", "jour")
    monde.faire(recherches.renommer, zoe, une.id, "Vélo d’été")
    monde.faire(recherches.regler, zoe, une.id, "semaine")
    effacee = monde.faire(recherches.supprimer, zoe, une.id)
    assert de(monde, zoe) == ()
    monde.faire(recherches.reprendre, zoe, effacee)
    monde.faire(recherches.reprendre, zoe, effacee)
    (revenue,) = de(monde, zoe)
    assert (revenue.id, revenue.nom, revenue.frequence) == (une.id, "Vélo d’été", "semaine")


def test_the_same_search_saved_again_takes_its_new_name(monde: Monde) -> None:
    zoe = monde.personne()
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    monde.faire(recherches.enregistrer, zoe, "Mes vélos", "page=3&q=v%C3%A9lo", "aucune")
    assert [(une.nom, une.frequence) for une in de(monde, zoe)] == [("Mes vélos", "aucune")]


@pytest.mark.parametrize("reference", ["", "x", "00000000-0000-0000-0000-000000000000", "\x00", "é" * 40])
def test_nobody_touches_anothers_search(monde: Monde, reference: str) -> None:
    zoe, lou = monde.personne(), monde.personne("lou")
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    for cible in (reference, de(monde, zoe)[0].id):
        for geste, reste in (
            (recherches.renommer, ("Volée",)),
            (recherches.regler, ("aucune",)),
            (recherches.supprimer, ()),
        ):
            with pytest.raises(Introuvable):
                monde.faire(geste, lou, cible, *reste)
    assert [(une.nom, une.frequence) for une in de(monde, zoe)] == [("Vélos", "jour")]


def test_nonsense_is_refused(monde: Monde) -> None:
    zoe = monde.personne()
    for nom, frequence in (("", "jour"), ("x" * 81, "jour"), ("Vélos", "toujours"), ("Vélos", None)):
        with pytest.raises(Invalide):
            monde.faire(recherches.enregistrer, zoe, nom, "q=a", frequence)


def test_there_is_an_end_to_how_much_one_keeps(monde: Monde, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recherches, "RECHERCHES_MAX", 1)
    monkeypatch.setattr(service, "FAVORIS_MAX", 1)
    zoe = monde.personne()
    for slug in ("une", "deux"):
        monde.aide(slug, [(-1, 60)])
    monde.faire(service.garder, zoe, "une")
    with pytest.raises(Conflit):
        monde.faire(service.garder, zoe, "deux")
    monde.faire(service.garder, zoe, "une")
    monde.faire(recherches.enregistrer, zoe, "Vélos", "q=v%C3%A9lo", "jour")
    with pytest.raises(Conflit):
        monde.faire(recherches.enregistrer, zoe, "Sports", "q=sport", "jour")


def test_aids_are_kept_by_each_for_themselves(monde: Monde) -> None:
    zoe, lou = monde.personne(), monde.personne("lou")
    monde.aide("velo", [(-1, 60)], titre="Vélo")
    with pytest.raises(Introuvable):
        monde.faire(service.garder, zoe, "inconnue")
    for qui in (zoe, lou):
        monde.faire(service.garder, qui, "velo")
    monde.faire(service.retirer, zoe, "velo")
    monde.faire(service.retirer, zoe, "velo")
    assert monde.faire(service.marques, zoe) == ([], [])
    assert monde.faire(service.marques, lou) == (["velo"], [])


def test_what_a_browser_kept_is_taken_in_once_without_what_is_gone(monde: Monde) -> None:
    zoe = monde.personne()
    monde.aide("velo", [(-1, 60)])
    monde.aide("festival", [(-1, 60)])
    monde.faire(service.garder, zoe, "velo")
    assert monde.faire(service.ajouter, zoe, ["festival", "velo", "inconnue", "festival"]) == 1
    assert sorted(monde.faire(service.marques, zoe)[0]) == ["festival", "velo"]


def test_one_sees_what_changed_since_one_kept_it(monde: Monde) -> None:
    from portail.aides.edition import changer_statut
    from portail.aides.models import Aide
    from portail.aides.workflow import StatutAide

    zoe = monde.personne()
    monde.aide("rouvre", [(-90, -30), (5, 60)])
    aide = monde.aide("retiree", [(-1, 60)])
    monde.faire(service.ajouter, zoe, ["rouvre", "retiree"])
    monde.avancer(days=6)
    monde.faire(lambda s: changer_statut(s, s.get_one(Aide, aide.id), StatutAide.RETIREE))
    vues = {une.slug: une for une in monde.faire(service.mes_aides, zoe).favoris}
    assert vues["rouvre"].nouveau.startswith("Rouverte")
    assert not vues["retiree"].publiee
    monde.faire(service.retirer, zoe, "retiree")
    assert [une.slug for une in monde.faire(service.mes_aides, zoe).favoris] == ["rouvre"]


def test_all_of_it_is_in_the_copy_and_goes_with_the_account(monde: Monde) -> None:
    zoe, lou = monde.personne(), monde.personne("lou")
    monde.aide("ferme", [(-9, 3)], titre="Ferme")
    monde.aide("a-venir", [(50, 60)], titre="À venir")
    monde.avancer(days=-1)
    for qui in (zoe, lou):
        monde.faire(service.garder, qui, "ferme")
        monde.faire(ouvertures.prevenir, qui, "a-venir")
        monde.faire(recherches.enregistrer, qui, "Vélos", "q=v%C3%A9lo", "jour")
        monde.faire(preferences.regler, qui, "cloture_15", False)
        monde.faire(ouvertures.demander, "a-venir", qui.mail, "192.0.2.7")  # by the address alone, besides
    monde.avancer(days=1)
    monde.matin()
    copie = monde.faire(donnees.donnees_de, zoe.id)
    assert copie["aides_gardees"][0]["aide"] == "Ferme"
    assert copie["recherches"][0]["nom"] == "Vélos"
    assert {avis["mail"] for avis in copie["ouvertures_attendues"]} == {None, zoe.mail}
    assert copie["alertes"]["cloture_15_jours"] is False
    assert copie["alertes_envoyees"][0]["quoi"] == "cloture"
    avant = _lignes()
    monde.faire(donnees.effacer, zoe.id)
    monde.faire(lambda session: session.delete(session.get_one(Compte, zoe.id)))
    apres = _lignes()
    for table in TABLES:
        assert len(apres[table]) * 2 == len(avant[table]), table
        assert not any(zoe.id.hex in str(ligne).replace("-", "") for ligne in apres[table])


def _lignes() -> dict[str, list[Any]]:
    with snapshot() as session:
        tables = SQLModel.metadata.tables
        return {nom: list(session.connection().execute(tables[nom].select())) for nom in TABLES}


def test_what_is_written_of_a_withdrawn_aid_for_another_day_is_not_told(monde: Monde) -> None:
    zoe = monde.personne()
    aide = monde.aide("velo", [(-9, 20)], titre="Vélo")
    monde.faire(service.garder, zoe, "velo")

    def passer(session: Session, statut: StatutAide, titre: str) -> None:
        sienne = session.get_one(Aide, aide.id)
        sienne.statut, sienne.titre = statut, titre

    def titre() -> str:
        (vu,) = monde.faire(service.mes_aides, zoe).favoris
        return str(vu.titre)

    monde.faire(passer, StatutAide.RETIREE, "Vélo")
    assert titre() == "Vélo"
    for statut in (StatutAide.BROUILLON, StatutAide.A_RELIRE, StatutAide.A_VALIDER, StatutAide.A_PUBLIER):
        monde.faire(passer, statut, "Vélo, annonce du 3 mars")
        assert "3 mars" not in titre()
        assert "3 mars" not in str(monde.faire(donnees.donnees_de, zoe.id))

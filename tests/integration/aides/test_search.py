"""The search, told by what people type: one behaviour, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from portail.aides import search, service
from portail.aides.criteres import PAR_PAGE, Criteres
from portail.aides.models import Aide
from portail.aides.workflow import StatutAide
from portail.infra.db import transaction
from tests.integration.aides.conftest import JOUR

Plus = Callable[..., Aide]


def trouver(texte: str = "", **criteres: object) -> list[str]:
    resultats = service.rechercher(replace(Criteres(texte), **criteres), JOUR)
    assert resultats.total == len(resultats.cartes)
    return [carte.slug for carte in resultats.cartes]


@pytest.mark.parametrize(
    ("texte", "slugs"),
    [
        ("vélo", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("VELOS", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("vel", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("vélo commune", ["pistes-cyclables"]),
        ("une aide pour acheter un vélo", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("un vélo de course", ["clubs-sportifs"]),
        ("achat velo", ["velo-electrique"]),
        ("foret", ["foret-bois"]),
        ("forêts", ["foret-bois"]),
        ("oeuvre", ["oeuvres-contemporaines"]),
        ("ŒUVRES d’art", ["oeuvres-contemporaines"]),
        ("renovee", ["renovation-salles"]),
        ("rénover une salle", ["renovation-salles"]),
        ("apprentie", ["apprentis"]),
        ("association", ["oeuvres-contemporaines", "clubs-sportifs"]),
        ("énergie' OR 1=1 --", []),
        ('"vélo*" NEAR(:A', ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("licorne", []),
    ],
)
def test_what_is_typed_finds(en_ligne: Plus, texte: str, slugs: list[str]) -> None:
    assert trouver(texte) == slugs


def test_without_words_everything_is_listed_what_closes_first_first(en_ligne: Plus) -> None:
    par_echeance = ["oeuvres-contemporaines", "apprentis", "velo-electrique", "renovation-salles"]
    assert trouver() == [*par_echeance, "pistes-cyclables", "clubs-sportifs", "foret-bois"]
    assert trouver("aide") == trouver("les aides de la Région") == trouver()


def test_the_title_weighs_more_than_the_summary_and_a_whole_word_more_than_a_beginning(
    en_ligne: Plus,
) -> None:
    en_ligne("artisans", [(-1, 5)], titre="Artisans d’ici")
    en_ligne("arts", [(-90, 9)], titre="Arts de la rue")
    en_ligne("resume-art", [(-1, 5)], titre="Compagnies", resume="Un art vivant.")
    en_ligne("resume-artisan", [(-1, 5)], titre="Ateliers", resume="Des artisans.")
    en_ligne("reste-z-art", [(-1, 1)], titre="Divers", description="De l’art.")
    en_ligne("reste-artisan", [(-1, 1)], titre="Divers", description="Un artisan.")
    ordre = ["arts", "artisans", "resume-art", "resume-artisan", "reste-z-art", "reste-artisan"]
    assert trouver("art") == ordre


def test_equal_answers_are_sorted_by_title_whatever_accents_and_spaces(en_ligne: Plus) -> None:
    for titre in ("zébre 1", "Éclair", "eclair b", "Eclair-a", "eclat", "ECLAIR Z"):
        en_ligne(titre.lower().replace(" ", "-"), [(-1, None)], titre=titre, resume="licorne")
    assert trouver("licorne") == ["éclair", "eclair-a", "eclair-b", "eclair-z", "eclat", "zébre-1"]


def test_ticked_values_of_one_facet_add_up_and_two_facets_cross(en_ligne: Plus) -> None:
    assert trouver(beneficiaires=("personne_physique", "entreprise")) == [
        "apprentis",
        "velo-electrique",
        "foret-bois",
    ]
    assert trouver(beneficiaires=("collectivite",), thematiques=("territoire", "sport")) == [
        "pistes-cyclables"
    ]
    assert trouver("vélo", etats=("ouverte",)) == ["velo-electrique", "pistes-cyclables"]


def test_what_is_to_come_is_listed_by_opening_and_an_aid_is_open_on_its_first_and_last_day(
    en_ligne: Plus,
) -> None:
    en_ligne("licorne-c", [(20, 30)])
    en_ligne("licorne-b", [(-50, -40), (9, 12)])
    en_ligne("licorne-a", [(-9, -1)])
    en_ligne("licorne-e", [(-9, 0)])
    en_ligne("licorne-d", [(0, 9)])
    assert trouver("licorne") == [f"licorne-{lettre}" for lettre in "edbca"]
    assert trouver("licorne", etats=("ouverte",)) == ["licorne-e", "licorne-d"]


def test_counts_say_what_each_box_would_give(en_ligne: Plus) -> None:
    vide = service.rechercher(Criteres(), JOUR)
    assert (vide.total, vide.comptes["etat", "ouverte"]) == (7, 5)
    assert vide.comptes["beneficiaire", "collectivite"] == 3
    assert vide.comptes["thematique", "culture"] == 2
    assert vide.comptes["beneficiaire", "autre"] == vide.comptes["nature", "pret"] == 0
    assert vide.comptes["etat", "permanente"] == vide.comptes["etat", "bientot"] == 1

    coche = service.rechercher(Criteres("vélo", beneficiaires=("collectivite",)), JOUR)
    assert coche.total == 1
    assert {valeur: nombre for valeur, nombre in coche.comptes.items() if nombre} == {
        ("beneficiaire", "personne_physique"): 1,
        ("beneficiaire", "collectivite"): 1,
        ("beneficiaire", "association"): 1,
        ("thematique", "mobilites"): 1,
        ("thematique", "territoire"): 1,
        ("etat", "ouverte"): 1,
        ("etat", "permanente"): 1,
    }
    ouvertes = service.rechercher(Criteres("vélo", etats=("ouverte",)), JOUR)
    assert ouvertes.comptes["beneficiaire", "association"] == 0


def test_pages_add_up(en_ligne: Plus) -> None:
    for n in range(PAR_PAGE + 5):
        en_ligne(f"licorne-{n:02}", [(-1, None)], titre=f"Licorne {n:02}")
    une = service.rechercher(Criteres("licorne"), JOUR)
    deux = service.rechercher(Criteres("licorne", pages=2), JOUR)
    assert (une.total, len(une.cartes), len(deux.cartes)) == (PAR_PAGE + 5, PAR_PAGE, PAR_PAGE + 5)
    assert deux.cartes[:PAR_PAGE] == une.cartes


def modifier(slug: str, **champs: object) -> None:
    with transaction() as session:
        aide = session.exec(select(Aide).where(Aide.slug == slug)).one()
        for nom, valeur in champs.items():
            setattr(aide, nom, valeur)
        search.indexer(session, aide)
        search.indexer(session, aide)


def test_a_changed_aid_is_found_by_its_new_words_only(en_ligne: Plus) -> None:
    assert trouver("apprenti") == ["apprentis"]
    modifier("apprentis", titre="Licorne", beneficiaires=["association"])
    assert trouver("licorne") == ["apprentis"]
    assert trouver("embaucher") == []
    assert "apprentis" in trouver(beneficiaires=("association",))
    modifier("apprentis", statut=StatutAide.RETIREE)
    assert trouver("licorne") == []
    assert "apprentis" not in trouver()
    modifier("apprentis", statut=StatutAide.PUBLIEE)
    assert trouver("licorne") == ["apprentis"]


def test_a_card_says_who_and_until_when(en_ligne: Plus) -> None:
    cartes = {carte.slug: carte for carte in service.rechercher(Criteres(), JOUR).cartes}
    assert cartes["velo-electrique"].quand == "Ouverte jusqu’au 9\u00a0avril 2026 · 25\u00a0jours"
    assert cartes["oeuvres-contemporaines"].ton == "warning"
    assert cartes["pistes-cyclables"].quand == "Ouverte en permanence"
    assert cartes["clubs-sportifs"].quand == "Ouvre le 20\u00a0mars 2026"
    assert cartes["foret-bois"].quand == "Fermée depuis le 13\u00a0février 2026"
    assert cartes["foret-bois"].pour == "Entreprise, collectivité territoriale"


def test_a_search_asks_the_database_nothing(en_ligne: Plus, engine: Engine) -> None:
    trouver()
    vues: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: vues.append(a[2]))
    trouver("vélo commune à Bergerac", beneficiaires=("collectivite",), etats=("ouverte",))
    assert vues == []


def test_when_nothing_holds_all_the_words_those_that_find_something_alone_are_offered(en_ligne: Plus) -> None:
    vide = service.rechercher(Criteres("Vélos licorne dragon forêt gnome", thematiques=("sport",)), JOUR)
    assert (vide.total, vide.pistes) == (0, (("vélos", 3), ("forêt", 1)))
    assert service.rechercher(Criteres("vélo"), JOUR).pistes == ()

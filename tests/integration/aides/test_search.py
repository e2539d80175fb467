"""The search, told by what people type: one behaviour, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from portail.aides import search, service
from portail.aides.criteres import PAR_PAGE, Criteres
from portail.aides.models import Aide, FacetteAide
from portail.aides.workflow import StatutAide
from tests.integration.aides.conftest import JOUR

Plus = Callable[..., Aide]


def trouver(session: Session, texte: str = "", **criteres: object) -> list[str]:
    resultats = service.rechercher_en_base(session, replace(Criteres(texte), **criteres), JOUR)
    assert resultats.total == len(resultats.cartes)
    return [carte.slug for carte in resultats.cartes]


@pytest.mark.parametrize(
    ("texte", "slugs"),
    [
        ("vélo", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("VELOS", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("vel", ["velo-electrique", "pistes-cyclables", "clubs-sportifs"]),
        ("vélo commune", ["pistes-cyclables"]),
        ("une aide pour acheter un vélo", []),
        ("achat velo", ["velo-electrique"]),
        ("foret", ["foret-bois"]),
        ("forêts", ["foret-bois"]),
        ("oeuvre", ["oeuvres-contemporaines"]),
        ("ŒUVRES d’art", []),
        ("renovee", ["renovation-salles"]),
        ("rénover une salle", ["renovation-salles"]),
        ("apprentie", ["apprentis"]),
        ("association", ["oeuvres-contemporaines", "clubs-sportifs"]),
        ("énergie' OR 1=1 --", []),
        ('"vélo*" NEAR(:A', []),
        ("licorne", []),
    ],
)
def test_what_is_typed_finds(session: Session, catalogue: Plus, texte: str, slugs: list[str]) -> None:
    assert trouver(session, texte) == slugs


def test_without_words_everything_is_listed_what_closes_first_first(
    session: Session, catalogue: Plus
) -> None:
    par_echeance = ["oeuvres-contemporaines", "apprentis", "velo-electrique", "renovation-salles"]
    assert trouver(session) == [*par_echeance, "pistes-cyclables", "clubs-sportifs", "foret-bois"]
    assert trouver(session, "aide") == trouver(session, "les aides de la Région") == trouver(session)


def test_the_title_weighs_more_than_the_summary_and_a_whole_word_more_than_a_beginning(
    session: Session, catalogue: Plus
) -> None:
    catalogue("artisans", [(-1, 5)], titre="Artisans d’ici")
    catalogue("arts", [(-90, -10)], titre="Arts de la rue")
    catalogue("resume-art", [(-1, 5)], titre="Compagnies", resume="Un art vivant.")
    catalogue("resume-artisan", [(-1, 5)], titre="Ateliers", resume="Des artisans.")
    catalogue("reste-z-art", [(-1, 1)], titre="Divers", description="De l’art.")
    catalogue("reste-artisan", [(-1, 1)], titre="Divers", description="Un artisan.")
    ordre = ["arts", "artisans", "resume-art", "resume-artisan", "reste-z-art", "reste-artisan"]
    assert trouver(session, "art") == ordre


def test_equal_answers_are_sorted_by_title_whatever_accents_and_spaces(
    session: Session, catalogue: Plus
) -> None:
    for titre in ("zébre 1", "Éclair", "eclair b", "Eclair-a", "eclat", "ECLAIR Z"):
        catalogue(titre.lower().replace(" ", "-"), [(-1, None)], titre=titre, resume="licorne")
    assert trouver(session, "licorne") == ["éclair", "eclair-a", "eclair-b", "eclair-z", "eclat", "zébre-1"]


def test_ticked_values_of_one_facet_add_up_and_two_facets_cross(session: Session, catalogue: Plus) -> None:
    assert trouver(session, beneficiaires=("personne_physique", "entreprise")) == [
        "apprentis",
        "velo-electrique",
        "foret-bois",
    ]
    assert trouver(session, beneficiaires=("collectivite",), thematiques=("territoire", "sport")) == [
        "pistes-cyclables"
    ]
    assert trouver(session, "vélo", etats=("ouverte",)) == ["velo-electrique", "pistes-cyclables"]


def test_what_is_to_come_is_listed_by_opening_and_an_aid_is_open_on_its_first_and_last_day(
    session: Session, catalogue: Plus
) -> None:
    catalogue("licorne-c", [(20, 30)])
    catalogue("licorne-b", [(-50, -40), (9, 12)])
    catalogue("licorne-a", [(-9, -1)])
    catalogue("licorne-e", [(-9, 0)])
    catalogue("licorne-d", [(0, 9)])
    assert trouver(session, "licorne") == [f"licorne-{lettre}" for lettre in "edbca"]
    assert trouver(session, "licorne", etats=("ouverte",)) == ["licorne-e", "licorne-d"]


def test_counts_say_what_each_box_would_give(session: Session, catalogue: Plus) -> None:
    vide = service.rechercher_en_base(session, Criteres(), JOUR)
    assert (vide.total, vide.comptes["etat", "ouverte"]) == (7, 5)
    assert vide.comptes["beneficiaire", "collectivite"] == 3
    assert vide.comptes["thematique", "culture"] == 2
    assert ("beneficiaire", "autre") not in vide.comptes

    coche = service.rechercher_en_base(session, Criteres("vélo", beneficiaires=("collectivite",)), JOUR)
    assert coche.total == 1
    assert coche.comptes == {
        ("beneficiaire", "personne_physique"): 1,
        ("beneficiaire", "collectivite"): 1,
        ("beneficiaire", "association"): 1,
        ("thematique", "mobilites"): 1,
        ("thematique", "territoire"): 1,
        ("etat", "ouverte"): 1,
    }
    ouvertes = service.rechercher_en_base(session, Criteres("vélo", etats=("ouverte",)), JOUR)
    assert ("beneficiaire", "association") not in ouvertes.comptes


def test_pages_add_up(session: Session, catalogue: Plus) -> None:
    for n in range(PAR_PAGE + 5):
        catalogue(f"licorne-{n:02}", [(-1, None)], titre=f"Licorne {n:02}")
    une = service.rechercher_en_base(session, Criteres("licorne"), JOUR)
    deux = service.rechercher_en_base(session, Criteres("licorne", pages=2), JOUR)
    assert (une.total, len(une.cartes), len(deux.cartes)) == (PAR_PAGE + 5, PAR_PAGE, PAR_PAGE + 5)
    assert deux.cartes[:PAR_PAGE] == une.cartes


def test_a_changed_aid_is_found_by_its_new_words_only(session: Session, catalogue: Plus) -> None:
    aide = session.exec(select(Aide).where(Aide.slug == "apprentis")).one()
    aide.titre, aide.beneficiaires = "Licorne", ["association"]
    search.indexer(session, aide)
    search.indexer(session, aide)
    assert trouver(session, "licorne") == ["apprentis"]
    assert trouver(session, "apprenti") == []
    assert "apprentis" in trouver(session, beneficiaires=("association",))
    aide.statut = StatutAide.RETIREE
    search.indexer(session, aide)
    assert trouver(session, "licorne") == []
    assert session.exec(select(FacetteAide).where(FacetteAide.aide_id == aide.id)).all() == []


def test_a_card_says_who_and_until_when(session: Session, catalogue: Plus) -> None:
    cartes = {carte.slug: carte for carte in service.rechercher_en_base(session, Criteres(), JOUR).cartes}
    assert cartes["velo-electrique"].quand == "Ouverte jusqu’au 9\u00a0avril 2026 · 25\u00a0jours"
    assert cartes["oeuvres-contemporaines"].ton == "warning"
    assert cartes["pistes-cyclables"].quand == "Ouverte en permanence"
    assert cartes["clubs-sportifs"].quand == "Ouvre le 20\u00a0mars 2026"
    assert cartes["foret-bois"].quand == "Fermée depuis le 13\u00a0février 2026"
    assert cartes["foret-bois"].pour == "Entreprise, collectivité territoriale"


def test_a_search_asks_the_database_three_times(session: Session, catalogue: Plus) -> None:
    from sqlalchemy import event

    vues: list[str] = []
    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", lambda *a: vues.append(a[2]))
    service.rechercher_en_base(
        session, Criteres("vélo commune", ("collectivite",), ("mobilites",), etats=("ouverte",)), JOUR
    )
    assert len(vues) == 3


def test_when_nothing_holds_all_the_words_those_that_find_something_alone_are_offered(
    session: Session, catalogue: Plus
) -> None:
    vide = service.rechercher_en_base(session, Criteres("Vélos licorne forêt", thematiques=("sport",)), JOUR)
    assert (vide.total, vide.pistes) == (0, (("vélos", 3), ("forêt", 1)))
    assert service.rechercher_en_base(session, Criteres("vélo"), JOUR).pistes == ()

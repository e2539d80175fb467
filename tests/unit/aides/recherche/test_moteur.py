"""The search, rule by rule, over indexes of a few aids."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.criteres import LISTES, TRIS, Criteres
from portail.aides.recherche.index import Index
from portail.aides.recherche.moteur import rechercher
from portail.aides.resultats import Resultats
from tests.aides_en_memoire import JOUR, index, ligne
from tests.unit.aides.recherche.test_index import CRITERES, LIGNES


def chercher(dans: Index, texte: str = "", **criteres: object) -> Resultats:
    return rechercher(dans, replace(Criteres(texte), **criteres), JOUR)


def slugs(dans: Index, texte: str = "", **criteres: object) -> list[str]:
    return [carte.slug for carte in chercher(dans, texte, **criteres).cartes]


COMPLET = index(
    ligne("Vélo", "Rouler", beneficiaires=("association",), nature="bourse", slug="a"),
    ligne("Forêt et vélo", "Planter", beneficiaires=("entreprise",), montant=5_000, slug="b"),
    ligne("École", "À vélo", fenetres=[(5, 9)], montant=20_000, slug="c"),
)  # fmt: skip


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(texte: str) -> None:
    trouves = chercher(COMPLET, texte)
    assert 0 <= trouves.partielles <= trouves.total <= 3
    for carte in trouves.cartes:
        assert "".join(carte.titre) in {"Vélo", "Forêt et vélo", "École"}


@given(LIGNES, CRITERES)
def test_counts_are_what_each_box_would_give(lignes: list, c: Criteres) -> None:
    dans = Index(lignes)
    trouves = rechercher(dans, c, JOUR)
    assert set(trouves.comptes) == {(genre, code) for genre, liste in LISTES.items() for code in liste}
    for genre, code in [("beneficiaire", "association"), ("etat", "ouverte"), ("etat", "bientot")]:
        seul = rechercher(dans, c.avec_choix(genre, [code]), JOUR)
        assert trouves.comptes[genre, code] == seul.total


@given(LIGNES, CRITERES)
def test_filters_only_take_away_and_orders_only_sort(lignes: list, c: Criteres) -> None:
    dans = Index(lignes)
    trouvees = {carte.slug for carte in rechercher(dans, c, JOUR).cartes}
    assert trouvees <= {carte.slug for carte in rechercher(dans, c.sans_filtres(), JOUR).cartes}
    for tri in ("", *TRIS):
        triees = rechercher(dans, c.avec_reglage("tri", tri), JOUR)
        assert {carte.slug for carte in triees.cartes} == trouvees


def test_an_amount_is_had_when_the_ceiling_or_the_lump_sum_is_known_and_enough() -> None:
    assert slugs(COMPLET, montant=5_000) == ["b", "c"]
    assert slugs(COMPLET, montant=5_001) == ["c"]


def test_what_closes_within_so_many_days_is_open_and_ends() -> None:
    dans = index(
        ligne("Demain", fenetres=[(-1, 1)]),
        ligne("Dans trente jours", fenetres=[(-1, 30)]),
        ligne("Plus tard", fenetres=[(-1, 31)]),
        ligne("Toujours"),
        ligne("Bientôt", fenetres=[(2, 9)]),
    )
    assert slugs(dans, cloture=30) == ["demain", "dans-trente-jours"]
    assert slugs(dans, cloture=60) == ["demain", "dans-trente-jours", "plus-tard"]


def test_states_are_open_for_good_and_soon_on_a_known_or_announced_day() -> None:
    dans = index(
        ligne("Ouverte", fenetres=[(-1, 9)]),
        ligne("Permanente"),
        ligne("À venir", fenetres=[(2, 9)]),
        ligne("Rouvre", fenetres=[(-9, -2), (2, 9)]),
        ligne("Annoncée", fenetres=[(-9, -2), (None, None)]),
        ligne("Fermée", fenetres=[(-9, -2)]),
        ligne("Ouverte puis encore", fenetres=[(-1, 10), (20, 30)]),
    )
    assert slugs(dans, etats=("ouverte",)) == ["ouverte", "ouverte-puis-encore", "permanente"]
    assert slugs(dans, etats=("permanente",)) == ["permanente"]
    assert slugs(dans, etats=("bientot",)) == ["a-venir", "rouvre", "annoncee"]
    assert slugs(dans)[-1] == "fermee"


def test_a_sub_theme_narrows_its_own_theme_only() -> None:
    dans = index(
        ligne("Vélo", thematiques=("mobilites",), sous_thematiques=("velo",)),
        ligne("Gare", thematiques=("mobilites",)),
        ligne("Stade", thematiques=("sport",)),
        ligne("Hôpital", thematiques=("sante",)),
    )
    trouves = chercher(dans, thematiques=("mobilites", "sport"), sous_thematiques=("velo",))
    assert [carte.slug for carte in trouves.cartes] == ["stade", "velo"]
    comptes = trouves.comptes
    assert [comptes["thematique", code] for code in ("mobilites", "sport", "sante")] == [2, 1, 1]
    assert comptes["sous-thematique", "velo"] == 1
    assert slugs(dans, sous_thematiques=("velo",)) == ["velo"]
    assert slugs(dans, thematiques=("sport",), sous_thematiques=("velo",)) == ["stade", "velo"]


def test_a_new_day_changes_what_is_open_and_the_order() -> None:
    dans = index(ligne("Vélo d’hiver", fenetres=[(-9, 0)]), ligne("Vélo d’été", fenetres=[(1, 9)]))
    assert slugs(dans, "vélo") == ["velo-d-hiver", "velo-d-ete"]
    demain = rechercher(dans, Criteres("vélo"), JOUR + timedelta(days=1))
    assert [carte.slug for carte in demain.cartes] == ["velo-d-ete", "velo-d-hiver"]
    assert demain.comptes["etat", "ouverte"] == 1


def test_the_latest_first_and_new_for_thirty_days() -> None:
    dans = index(
        *(
            ligne(titre, publiee_le=JOUR - timedelta(days=jours))
            for titre, jours in (("Ancienne", 30), ("Récente", 29), ("Du jour", 0))
        ),
        ligne("Sans date"),
    )
    trouves = chercher(dans, tri="nouveaute")
    assert [(carte.slug, carte.nouvelle) for carte in trouves.cartes] == [
        ("du-jour", True), ("recente", True), ("ancienne", False), ("sans-date", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lieu", "trouvees"),
    [
        ("", ["bordeaux", "dordogne", "hors-gironde", "partout", "region"]),
        ("COM-24037", ["dordogne", "hors-gironde", "partout", "region"]),
        ("COM-33063", ["bordeaux", "partout", "region"]),
        ("COM-33522", ["partout", "region"]),
        ("DEP-33", ["bordeaux", "partout", "region"]),
        ("REG-75", ["bordeaux", "dordogne", "hors-gironde", "partout", "region"]),
        ("COM-75056", ["partout"]),
        ("COM-2A004", ["partout"]),
    ],
)
def test_a_place_is_offered_what_is_for_it_around_it_or_inside_it(lieu: str, trouvees: list[str]) -> None:
    dans = index(
        ligne("Partout"),
        ligne("Région", territoires=("REG-75",)),
        ligne("Dordogne", territoires=("DEP-24",)),
        ligne("Bordeaux", territoires=("COM-33063",)),
        ligne("Hors Gironde", territoires=("REG-75",), territoires_exclus=("DEP-33",)),
    )
    assert slugs(dans, lieu=lieu) == trouvees


def test_a_place_in_the_words_keeps_away_what_is_for_elsewhere_and_says_so() -> None:
    dans = index(
        ligne("Toitures", territoires=("REG-75",)),
        ligne("Toitures de Bordeaux", territoires=("COM-33063",)),
        ligne("Toitures de Bergerac", territoires=("COM-24037",)),
    )
    trouves = chercher(dans, "toiture à Bergerac")
    assert [carte.slug for carte in trouves.cartes] == ["toitures-de-bergerac", "toitures"]
    assert [(a.ecrit, a.raison, a.mots) for a in trouves.aussi] == [
        ("bergerac", "lieu", ("Bergerac (24100, Dordogne)",))
    ]
    assert slugs(dans, "toiture à Bergerac", lieu="COM-33063") == ["toitures", "toitures-de-bordeaux"]


def test_few_complete_answers_are_followed_by_those_that_hold_most_of_the_words() -> None:
    dans = index(
        ligne("Rénover une toiture de théâtre"),
        ligne("Rénover une toiture"),
        ligne("Théâtre"),
        *(ligne(f"Divers {n}") for n in range(20)),
    )
    trouves = chercher(dans, "rénover toiture théâtre")
    assert [carte.slug for carte in trouves.cartes] == [
        "renover-une-toiture-de-theatre",
        "renover-une-toiture",
    ]
    assert (trouves.total, trouves.partielles) == (2, 1)
    assert chercher(dans, "licorne dragon gnome théâtre").pistes == (("théâtre", 2),)


def test_words_that_say_little_sort_but_are_not_asked_for() -> None:
    dans = index(ligne("Vélo"), ligne("Financement vélo", fenetres=[(5, 9)]), ligne("Financement"))
    assert slugs(dans, "financement projet vélo") == ["financement-velo", "velo"]
    assert slugs(dans, "financement") == ["financement", "financement-velo"]
    assert len(slugs(dans, "je cherche une aide de la Région")) == 3


def test_what_may_be_asked_for_comes_before_what_is_over() -> None:
    dans = index(
        ligne("Vélo d’hier", fenetres=[(-900, -800)]),
        ligne("Mobilité", "Rouler à vélo"),
        ligne("Vélo de demain", fenetres=[(5, 9)]),
        ligne("Transports", "", "Train, car ou vélo"),
    )
    assert slugs(dans, "vélo") == ["velo-de-demain", "mobilite", "velo-d-hier", "transports"]


def test_an_aid_for_a_kind_of_place_no_list_knows_is_kept_from_nobody() -> None:
    dans = index(
        ligne("Parc naturel", territoires=("PNR-FR8000012",)),
        ligne("Parc naturel hors Dordogne", territoires=("PNR-FR8000012",), territoires_exclus=("DEP-24",)),
    )
    assert slugs(dans, lieu="COM-24037") == ["parc-naturel"]
    assert slugs(dans, lieu="COM-33063") == ["parc-naturel", "parc-naturel-hors-dordogne"]

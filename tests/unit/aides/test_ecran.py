"""What the page of the search says of an answer: numbers, titles, explanations, filters, ways out."""

import pytest

from portail.aides import ecran
from portail.aides.criteres import LISTES, Criteres
from portail.aides.resultats import Aussi, Resultats
from portail.aides.views import Carte


def carte(slug: str) -> Carte:
    return Carte(slug, (slug,), ("",), "", "", "", "neutral")


def simple(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def trouves(total: int, partielles: int = 0, cartes: int = 20) -> Resultats:
    return Resultats(
        tuple(carte(f"a-{n}") for n in range(min(total, cartes))), total, {}, partielles=partielles
    )


@pytest.mark.parametrize(
    ("total", "partielles", "titre", "suite", "voir"),
    [
        (0, 0, "Aucune aide trouvée", "", "Aucune aide : revenir"),
        (1, 0, "1 aide trouvée", "", "Voir l’aide trouvée"),
        (12, 0, "12 aides trouvées", "", "Voir les 12 aides"),
        (1_200, 0, "1 200 aides trouvées", "", "Voir les 1 200 aides"),
        (3, 2, "1 aide répond à tous vos mots", "2 autres répondent en partie", "Voir les 3 aides"),
        (3, 1, "2 aides répondent à tous vos mots", "1 autre répond en partie", "Voir les 3 aides"),
        (
            2,
            2,
            "2 aides répondent en partie à vos mots",
            "",
            "Voir les 2 aides",
        ),
    ],
)
def test_the_number_found_is_said_in_french(
    total: int, partielles: int, titre: str, suite: str, voir: str
) -> None:
    vue = ecran.vue(Criteres(texte="x"), trouves(total, partielles))
    assert [simple(vue[nom]) for nom in ("total", "voir")] == [titre, voir]
    assert simple(vue["groupes"][-1].titre if total else "") == suite


def test_what_holds_all_the_words_comes_apart_from_what_holds_some() -> None:
    vue = ecran.vue(Criteres(texte="x y"), trouves(25, partielles=22))
    assert [(groupe.titre, len(groupe.cartes)) for groupe in vue["groupes"]] == [
        ("", 3),
        ("22\u00a0autres répondent en partie", 17),
    ]
    assert vue["reste"] == "Afficher 5\u00a0aides de plus"
    assert vue["annonce"] == ("3\u00a0aides répondent à tous vos mots, 22\u00a0autres répondent en partie")
    pleines = ecran.vue(Criteres(texte="x y"), trouves(25, partielles=2))
    assert [len(groupe.cartes) for groupe in pleines["groupes"]] == [20]
    assert ecran.vue(Criteres(texte="x"), trouves(0))["groupes"] == []


@pytest.mark.parametrize(
    ("criteres", "total", "titre"),
    [
        (Criteres(), 61, "Déposer un dossier"),
        (Criteres(tri="nouveaute"), 61, "Déposer un dossier"),
        (Criteres(texte="vélo"), 12, "vélo – 12\u00a0aides"),
        (Criteres(texte="vélo"), 0, "vélo – aucune aide"),
        (Criteres(natures=("pret",)), 1, "1\u00a0aide"),
    ],
)
def test_the_title_of_the_page_follows_the_search(criteres: Criteres, total: int, titre: str) -> None:
    assert ecran.vue(criteres, trouves(total))["titre_page"] == f"{titre} – Portail des aides"


def test_counts_travel_as_one_list_in_the_order_of_the_lists() -> None:
    comptes = {("beneficiaire", "association"): 4, ("etat", "bientot"): 2}
    vue = ecran.vue(Criteres(), Resultats(comptes=comptes))
    assert len(vue["comptes"]) == sum(len(liste) for liste in LISTES.values())
    assert vue["comptes"][ecran.PLACES["beneficiaire", "association"]] == 4
    assert vue["comptes"][ecran.PLACES["etat", "bientot"]] == 2
    assert sum(vue["comptes"]) == 6


def test_every_filter_has_a_chip_in_words() -> None:
    criteres = Criteres(
        etats=("ouverte",),
        beneficiaires=("association",),
        sous_thematiques=("velo",),
        natures=("pret",),
        lieu="COM-24037",
        montant=10_000,
        cloture=30,
    )
    puces = [(puce.genre, simple(puce.libelle)) for puce in ecran.puces(criteres)]
    assert puces == [
        ("etat", "Ouverte aujourd’hui"),
        ("beneficiaire", "Association"),
        ("sous-thematique", "Vélo et marche"),
        ("nature", "Prêt"),
        ("lieu", "Bergerac (24100, Dordogne)"),
        ("montant", "Au moins 10 000 €"),
        ("cloture", "Clôture dans les 30 jours"),
    ]  # fmt: skip
    sans = criteres
    for puce in ecran.puces(criteres):
        sans = sans.avec_filtre(puce.genre, puce.valeur, False)
    assert sans == Criteres()
    assert ecran.demande(criteres)["filtres"] == 7


def test_an_amount_no_choice_holds_leaves_the_list_without_choice() -> None:
    assert ecran.demande(Criteres(montant=7_777))["montant"] == ""
    assert ecran.demande(Criteres(montant=5_000))["montant"] == "5000"


def test_without_words_the_best_answers_are_those_that_close_first() -> None:
    assert ecran.demande(Criteres(tri="cloture"))["tri"] == ""
    assert ecran.demande(Criteres(texte="vélo", tri="cloture"))["tri"] == "cloture"
    assert ecran.demande(Criteres(tri="nouveaute"))["tri"] == "nouveaute"


def test_words_read_otherwise_are_explained_on_a_few_lines() -> None:
    aussi = [
        Aussi("vélo", "synonyme", ("bicyclette", "cycle")),
        Aussi("toitture", "orthographe", ("toiture",)),
        Aussi("bergerac", "lieu", ("Bergerac (Dordogne)",)),
        Aussi("asso", "synonyme", ("association", "cycle")),
    ]
    assert [simple("".join(ligne)) for ligne in ecran.explications(aussi)] == [
        "Résultats pour « toiture »",
        "Aides proposées à cet endroit : Bergerac (Dordogne)",
        "Résultats aussi pour « bicyclette », « cycle », « association »",
    ]
    assert ecran.explications([]) == []


def test_a_place_that_is_chosen_is_not_said_to_be_read_in_the_words() -> None:
    lu = Resultats(aussi=(Aussi("bergerac", "lieu", ("Bergerac",)),))
    assert len(ecran.vue(Criteres(texte="à Bergerac"), lu)["aussi"]) == 1
    assert ecran.vue(Criteres(texte="à Bergerac", lieu="DEP-24"), lu)["aussi"] == []


def test_the_filters_worth_taking_off_come_the_most_useful_first() -> None:
    puces = [ecran.Puce("etat", str(n), "x") for n in range(3)]
    dits = ecran.retraits(zip(puces, (0, 2, 7), strict=True))
    assert [(r.valeur, r.nombre) for r in dits] == [("2", "7\u00a0aides"), ("1", "2\u00a0aides")]


def test_one_filter_less_is_tried_for_each_then_none_at_all() -> None:
    criteres = Criteres(texte="vélo", natures=("pret",), cloture=30)
    essais = ecran.sans_un_filtre(criteres)
    assert [puce.libelle for puce, _ in essais] == [
        "Prêt",
        "Clôture dans les 30\u00a0jours",
        "Tous les filtres",
    ]
    assert [sans for _, sans in essais] == [
        Criteres(texte="vélo", cloture=30),
        Criteres(texte="vélo", natures=("pret",)),
        Criteres(texte="vélo"),
    ]
    assert len(ecran.sans_un_filtre(Criteres(cloture=30))) == 1
    assert ecran.sans_un_filtre(Criteres(texte="vélo")) == []

"""The address of a search: read, written, and read again; nothing hostile gets through."""

import pytest

from portail.aides.criteres import LISTES, PAGES_MAX, TEXTE_MAX, Criteres
from portail.api.socket import MAX_ADDRESS


def test_an_address_is_read() -> None:
    lus = Criteres.depuis_adresse(
        "q=velo+%C3%A9lectrique&beneficiaire=entreprise&beneficiaire=association&ouverte=1"
    )
    assert lus == Criteres("velo électrique", ("association", "entreprise"), etats=("ouverte",))
    assert lus.filtres == 3


@pytest.mark.parametrize(
    "criteres",
    [
        Criteres(),
        Criteres(
            natures=("pret",),
            sous_thematiques=("velo",),
            etats=("ouverte", "bientot"),
            lieu="COM-24037",
            montant=5_000,
            cloture=30,
            tri="nouveaute",
        ),
        Criteres("forêt & bois = énergie ?"),
        Criteres("vélo", ("association",), ("culture", "sport"), etats=("ouverte",), pages=3),
    ],
)
def test_an_address_is_written_and_read_again(criteres: Criteres) -> None:
    assert Criteres.depuis_adresse(criteres.adresse) == criteres


@pytest.mark.parametrize(
    "query",
    [
        "beneficiaire=roi&thematique=<script>&ouverte=peut-etre&page=-1",
        "page=999999999999",
        "page=²",
        "page=0&page=x",
        "lieu=COM-99999&lieu=24037&etat=fermee&nature=don&montant=-3&cloture=45&tri=prix&montant=1e9",
        "&" * 5_000,
        "q=%00%ff%F0%9F%98%80&" * 200,
        "q",
    ],
)
def test_a_hostile_address_is_a_plain_search(query: str) -> None:
    lus = Criteres.depuis_adresse(query)
    assert (lus.beneficiaires, lus.thematiques, lus.etats) == ((), (), ())
    assert 1 <= lus.pages <= PAGES_MAX
    assert "\x00" not in lus.texte
    assert lus == Criteres(lus.texte, pages=lus.pages)


def test_a_long_text_is_cut_and_every_change_starts_at_the_first_page() -> None:
    loin = Criteres(pages=4)
    assert len(loin.avec_texte("é" * 10_000).texte) == TEXTE_MAX
    assert loin.avec_texte("x").pages == loin.avec_filtre("etat", "ouverte", True).pages == 1
    assert loin.page_suivante().pages == 5


@pytest.mark.parametrize("valeur", [None, True, -1, "x", "²", [], {}, 1.5, "9" * 5_000])
def test_whatever_is_set_as_a_bound_is_one_or_none(valeur: object) -> None:
    for nom in ("montant", "cloture", "tri", "texte"):
        assert Criteres("vélo").avec_reglage(nom, valeur) == Criteres("vélo")
    assert Criteres("vélo").avec_lieu(valeur) == Criteres("vélo")


def test_a_place_and_bounds_are_set_and_taken_off() -> None:
    tout = Criteres(pages=3).avec_lieu("DEP-2A").avec_reglage("montant", "5000").avec_reglage("cloture", 60)
    assert (tout.lieu, tout.montant, tout.cloture, tout.filtres, tout.pages) == ("DEP-2A", 5_000, 60, 3, 1)
    sans = tout.avec_filtre("lieu", "DEP-2A", False).avec_filtre("montant", "", False)
    assert sans == Criteres(cloture=60)
    assert tout.avec_reglage("tri", "nouveaute").sans_filtres() == Criteres(tri="nouveaute")


def test_a_box_is_ticked_once_and_unticked() -> None:
    deux = (
        Criteres()
        .avec_filtre("beneficiaire", "entreprise", True)
        .avec_filtre("beneficiaire", "association", True)
    )
    assert deux.beneficiaires == ("association", "entreprise")
    assert deux.avec_filtre("beneficiaire", "entreprise", True) == deux
    assert deux.avec_filtre("beneficiaire", "entreprise", False).beneficiaires == ("association",)
    assert deux.avec_filtre("beneficiaire", "roi", True) == deux
    assert deux.avec_filtre("autre", "entreprise", True) == deux
    assert deux.sans_filtres() == Criteres()


def test_a_search_with_everything_set_is_read_again_from_its_address() -> None:
    tout = Criteres().avec_texte("œ’é" * 40)
    for genre, valeurs in LISTES.items():
        tout = tout.avec_choix(genre, list(valeurs))
    tout = tout.avec_lieu("COM-24037").avec_reglage("montant", "10000000").avec_reglage("cloture", "90")
    tout = tout.avec_reglage("tri", "nouveaute")
    assert Criteres.depuis_adresse(tout.adresse) == tout
    assert len(tout.adresse) < MAX_ADDRESS


def test_a_facet_is_read_from_whatever_a_browser_sends() -> None:
    sales = [None, 1, [], {}, "association", *["x"] * 10_000, "association"]
    assert Criteres().avec_choix("beneficiaire", sales).beneficiaires == ("association",)

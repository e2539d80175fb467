"""Near aids: what counts, how much, and what comes first."""

from portail.aides.recherche.voisinage import voisines
from tests.aides_en_memoire import JOUR, index, ligne


def test_sub_themes_then_themes_then_words_and_applicants_and_open_ones_first() -> None:
    velo = {"thematiques": ("mobilites",), "sous_thematiques": ("velo",), "beneficiaires": ("association",)}
    modele = ligne("Achat de vélos", **velo, termes_cles=frozenset({"cycle"}))
    dans = index(
        modele,
        ligne("Autre vélo", **velo),
        ligne("Même sous-thème", **velo),
        ligne("Vélos du même thème", thematiques=("mobilites",)),
        ligne("Cycle", thematiques=("mobilites",)),
        ligne("Gare", thematiques=("mobilites",)),
        ligne("Achat de vélos, plus tard", **velo, fenetres=[(3, 9)]),
        ligne("Achat de vélos, fini", **velo, fenetres=[(-9, -3)]),
        ligne("Achat de vélos pour entreprises", **velo | {"beneficiaires": ("entreprise",)}),
        ligne("Achat de vélos sans thème"),
    )
    assert [dans.aides[autre].slug for autre in voisines(dans, modele[0], JOUR)] == [
        "autre-velo",
        "meme-sous-theme",
        "velos-du-meme-theme",
        "cycle",
        "gare",
        "achat-de-velos-plus-tard",
        "achat-de-velos-fini",
    ]


def test_after_a_change_the_dead_are_near_to_nobody() -> None:
    theme = {"thematiques": ("sport",)}
    avant = index(ligne("Une", **theme), ligne("Deux", **theme), ligne("Trois", **theme))
    apres = avant.avec([ligne("Quatre", slug="deux", **theme)], [avant.aides[avant.adresses["trois"]].id])
    une = apres.aides[apres.adresses["une"]]
    assert [apres.aides[autre].titre for autre in voisines(apres, une, JOUR)] == ["Quatre"]
    assert "trois" not in apres.adresses

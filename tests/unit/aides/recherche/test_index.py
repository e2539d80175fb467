"""The index: built at once or one aid after the other, it answers the same."""

import uuid
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from portail.aides.criteres import Criteres
from portail.aides.recherche.index import UN_A_UN, Index, Ligne
from portail.aides.recherche.moteur import rechercher
from tests.aides_en_memoire import JOUR, index, ligne

MOTS = st.sampled_from(
    ["vélo", "forêt", "école", "bois", "salle", "toiture", "commune", "énergie", "festival"]
)
TEXTE = st.lists(MOTS, max_size=4).map(" ".join)
FENETRES = st.lists(st.tuples(st.none() | st.integers(-20, 20), st.none() | st.integers(21, 40)), max_size=2)
LIGNE = st.builds(
    ligne,
    st.tuples(MOTS, st.integers(0, 99)).map(lambda t: f"{t[0]} {t[1]}"),
    TEXTE,
    TEXTE,
    id=st.uuids(version=4),
    beneficiaires=st.sampled_from([(), ("association",), ("association", "entreprise")]),
    montant=st.none() | st.integers(0, 20_000),
    territoires=st.sampled_from([(), ("REG-75",), ("DEP-24",), ("COM-33063",)]),
    publiee_le=st.none() | st.integers(0, 60).map(lambda n: JOUR - timedelta(days=n)),
    fenetres=FENETRES,
)
LIGNES = st.lists(LIGNE, max_size=12, unique_by=lambda une: une[0].slug)
CRITERES = st.builds(
    Criteres,
    texte=TEXTE,
    beneficiaires=st.sampled_from([(), ("association",)]),
    etats=st.sampled_from([(), ("ouverte",), ("bientot", "permanente")]),
    lieu=st.sampled_from(["", "COM-24037", "DEP-33"]),
    montant=st.sampled_from([0, 5_000]),
    tri=st.sampled_from(["", "cloture", "nouveaute"]),
)


@given(LIGNES, LIGNES, CRITERES)
def test_one_aid_after_the_other_or_all_at_once(avant: list[Ligne], apres: list[Ligne], c: Criteres) -> None:
    connus = {une[0].slug: une for une in avant} | {une[0].slug: une for une in apres}
    remplaces = [une[0].id for une in avant if une[0].slug in {autre[0].slug for autre in apres}]
    suivi = Index(avant)
    suivi.journee(JOUR)
    suivi = suivi.avec(apres, remplaces)
    assert rechercher(suivi, c, JOUR) == rechercher(Index(connus.values()), c, JOUR)


@given(LIGNES, CRITERES)
def test_an_aid_that_leaves_and_comes_back_changes_nothing(lignes: list[Ligne], c: Criteres) -> None:
    entier = Index(lignes)
    vide = entier.avec([], [aide.id for aide, _ in lignes])
    assert len(vide) == rechercher(vide, c, JOUR).total == 0
    assert rechercher(vide.avec(lignes), c, JOUR) == rechercher(entier, c, JOUR)


def test_the_former_index_is_not_touched() -> None:
    avant = index(ligne("Vélo", slug="a"))
    id_ = avant.aides[0].id
    apres = avant.avec([ligne("Forêt", slug="a", id=id_)])
    assert [rechercher(avant, Criteres(mot), JOUR).total for mot in ("vélo", "forêt")] == [1, 0]
    assert [rechercher(apres, Criteres(mot), JOUR).total for mot in ("vélo", "forêt")] == [0, 1]


def test_many_changes_ask_for_an_index_made_again() -> None:
    suivi = index(*(ligne(f"Aide {n}") for n in range(600)))
    assert not suivi.a_refaire
    assert suivi.avec([ligne(f"Nouvelle {n}") for n in range(501)]).a_refaire
    assert suivi.avec([], [aide.id for aide in suivi.aides[:501]]).a_refaire
    assert not suivi.avec([], [uuid.uuid4()]).a_refaire


def test_long_lists_are_read_in_the_same_order_as_short_ones() -> None:
    lignes = [ligne(f"Vélo {n:04}", fenetres=[(-1, n % 7)]) for n in range(3 * UN_A_UN)]
    tard = [ligne(f"Vélo {n:04} bis", fenetres=[(-1, n % 7)]) for n in range(0, 700, 13)]
    suivi = index(*lignes).avec(tard)
    cartes = rechercher(suivi, Criteres("vélo", pages=25), JOUR).cartes
    attendues = sorted(
        (n % 7, f"velo-{n:04}{suite}")
        for suite, quand in (("", range(768)), ("-bis", range(0, 700, 13)))
        for n in quand
    )
    assert [carte.slug for carte in cartes] == [slug for _, slug in attendues[:500]]

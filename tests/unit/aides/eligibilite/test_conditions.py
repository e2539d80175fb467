"""Who may ask for what: the verdict, its sentences, and that nobody is refused for a fact we do not know."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.eligibilite.conditions import Conditions, Offre, Taille, exigences
from portail.aides.eligibilite.profil import Fait, Lieu, Profil
from portail.aides.eligibilite.verdict import Statut, Verdict, examiner
from portail.aides.vocabulaire import BENEFICIAIRES, PROFILS
from portail.demandeurs.rules import TypeDemandeur

JOUR = date(2026, 3, 15)
BERGERAC = Lieu(frozenset({"COM-24037", "DEP-24", "REG-75", "PAYS-99100"}), 26_833)
ETUDIANTE = Profil(TypeDemandeur.PERSONNE_PHYSIQUE, frozenset({"etudiant"}), age=21, lieu=BERGERAC)
ATELIER = Profil(
    TypeDemandeur.ENTREPRISE,
    lieu=BERGERAC,
    forme="5499",
    naf="31.09B",
    effectif=(10, 49),
    creation=(date(2020, 6, 1), date(2020, 6, 1)),
)
MAIRIE = Profil(TypeDemandeur.COLLECTIVITE, lieu=BERGERAC, forme="7210")


def rendre(profil: Profil, offre: Offre) -> Verdict:
    return examiner(profil, exigences(offre), JOUR)


def verdict(profil: Profil, **champs: Any) -> tuple[Statut, tuple[str, ...], tuple[Fait, ...]]:
    conditions = {nom: champs.pop(nom) for nom in list(champs) if nom in Conditions.model_fields}
    rendu = rendre(profil, Offre(conditions=Conditions(**conditions), **champs))
    return rendu.statut, rendu.raisons, tuple(un.fait for un in rendu.inconnus)


POSSIBLE: tuple[Statut, tuple[str, ...], tuple[Fait, ...]] = (Statut.POSSIBLE, (), ())


@pytest.mark.parametrize(
    ("profil", "champs"),
    [
        (Profil(), {}),
        (ETUDIANTE, {"beneficiaires": ["personne_physique"], "age_min": 17, "age_max": 21}),
        (ETUDIANTE, {"profils": ["etudiant", "apprenti"]}),
        (ETUDIANTE, {"profils": ["particulier"]}),
        (ETUDIANTE, {"profils": ["entreprise"], "naf": ["01"], "effectif_max": 3}),
        (ATELIER, {"age_max": 25, "profils": ["etudiant"]}),
        (ATELIER, {"naf": ["31"], "formes": ["54"], "effectif_max": 49, "tailles": [Taille.PME]}),
        (ATELIER, {"naf": ["C"], "anciennete_min": 69, "anciennete_max": 69}),
        (ATELIER, {"population_max": 100}),
        (ATELIER, {"naf_exclus": ["31.01Z", "A", "junk"], "formes_juridiques_exclues": ["SAS", "Caravane"]}),
        (ATELIER, {"naf_exclus": ["junk"]}),
        (replace(ATELIER, forme=""), {"formes_juridiques_exclues": ["Caravane"]}),
        (ATELIER, {"territoires": ["PAYS-99100"]}),
        (MAIRIE, {"population_min": 26_833, "population_max": 26_833}),
        (MAIRIE, {"territoires": ["DEP-24", "COM-33063"]}),
    ],
)
def test_one_may_ask(profil: Profil, champs: dict[str, Any]) -> None:
    assert verdict(profil, **champs) == POSSIBLE


@pytest.mark.parametrize(
    ("profil", "champs", "phrase"),
    [
        (ETUDIANTE, {"age_min": 22}, "Réservée aux personnes de 22\u00a0ans ou plus."),
        (ETUDIANTE, {"age_max": 20}, "Réservée aux personnes de 20\u00a0ans ou moins."),
        (ETUDIANTE, {"age_min": 15, "age_max": 18}, "Réservée aux personnes de 15 à 18\u00a0ans."),
        (ATELIER, {"effectif_max": 9}, "Réservée aux entreprises de moins de 10\u00a0salariés."),
        (ATELIER, {"effectif_max": 0}, "Réservée aux entreprises sans salarié."),
        (ATELIER, {"effectif_min": 50}, "Réservée aux entreprises de 50\u00a0salariés ou plus."),
        (
            ATELIER,
            {"tailles": [Taille.TPE, Taille.GE]},
            "Réservée aux très petites entreprises (moins de 10\u00a0salariés) et "
            "grandes entreprises (5\u202f000\u00a0salariés ou plus).",
        ),
        (ATELIER, {"anciennete_max": 36}, "Réservée aux organismes créés depuis 3\u00a0ans au plus."),
        (ATELIER, {"anciennete_min": 90}, "Réservée aux organismes créés depuis au moins 90\u00a0mois."),
        (ATELIER, {"naf": ["10", "25"]}, "Réservée à ces activités\u00a0: industries alimentaires, "
         "produits métalliques."),
        (ATELIER, {"formes": ["5458"]}, "Réservée à ces formes juridiques\u00a0: Société coopérative et "
         "participative à responsabilité limitée (Scop)."),
        (ATELIER, {"naf_exclus": ["31.09B", "01"]}, "Exclut ces activités\u00a0: meubles, agriculture."),
        (ATELIER, {"naf_exclus": ["C"]}, "Exclut ces activités\u00a0: industrie, artisanat de fabrication."),
        (ATELIER, {"formes_juridiques_exclues": ["SARL", "GAEC"]},
         "Exclut ces formes juridiques\u00a0: SARL, GAEC."),
        (MAIRIE, {"population_max": 3_499}, "Réservée aux communes de moins de 3\u202f500\u00a0habitants."),
    ],
)  # fmt: skip
def test_one_nearly_may(profil: Profil, champs: dict[str, Any], phrase: str) -> None:
    assert verdict(profil, **champs) == (Statut.PRESQUE, (phrase,), ())


@pytest.mark.parametrize(
    ("profil", "champs", "phrase"),
    [
        (ATELIER, {"beneficiaires": ["personne_physique", "association"]},
         "Réservée aux personnes et aux associations."),
        (ETUDIANTE, {"profils": ["lyceen", "apprenti"]}, "Pour\u00a0: lycéen, apprenti."),
        (ETUDIANTE, {"territoires": ["DEP-33"], "territoire_libelle": "Gironde"},
         "Territoire\u00a0: Gironde."),
        (ETUDIANTE, {"territoires_exclus": ["COM-24037"]}, "Réservée à certains territoires."),
        (ATELIER, {"naf": ["01"]}, "Réservée à ces activités\u00a0: agriculture."),
        (ATELIER, {"formes": ["92"]},
         "Réservée à ces formes juridiques\u00a0: Association loi 1901 ou assimilée."),
    ],
)  # fmt: skip
def test_it_is_for_others(profil: Profil, champs: dict[str, Any], phrase: str) -> None:
    assert verdict(profil, **champs) == (Statut.NON, (phrase,), ())


def test_three_criteria_missed_is_no_more_nearly() -> None:
    statut, raisons, _ = verdict(ATELIER, effectif_max=9, anciennete_max=12, naf=["25"])
    assert (statut, len(raisons)) == (Statut.NON, 3)


@pytest.mark.parametrize(
    ("profil", "champs", "faits"),
    [
        (Profil(), {"beneficiaires": ["association"], "age_max": 3}, (Fait.TYPE,)),
        (replace(ETUDIANTE, age=None), {"age_max": 25}, (Fait.AGE,)),
        (replace(ETUDIANTE, situations=frozenset()), {"profils": ["etudiant"]}, (Fait.SITUATION,)),
        (replace(ETUDIANTE, lieu=None), {"territoires": ["DEP-24"]}, (Fait.COMMUNE,)),
        (ETUDIANTE, {"territoires": ["EPCI-200040392"]}, (Fait.COMMUNE,)),
        (ETUDIANTE, {"territoires": ["un village"]}, (Fait.COMMUNE,)),
        (replace(ATELIER, effectif=None), {"effectif_max": 9, "tailles": ["TPE"]}, (Fait.EFFECTIF,) * 2),
        (ATELIER, {"effectif_min": 20}, (Fait.EFFECTIF,)),
        (replace(ATELIER, naf="C"), {"naf": ["10"]}, (Fait.ACTIVITE,)),
        (replace(ATELIER, naf="junk"), {"naf": ["10"]}, (Fait.ACTIVITE,)),
        (replace(ATELIER, forme="5"), {"formes": ["5458"]}, (Fait.FORME,)),
        (replace(ATELIER, naf=""), {"naf_exclus": ["10"]}, (Fait.ACTIVITE,)),
        (replace(ATELIER, naf="C"), {"naf_exclus": ["10"]}, (Fait.ACTIVITE,)),
        (replace(ATELIER, forme=""), {"formes_juridiques_exclues": ["SARL"]}, (Fait.FORME,)),
        (ATELIER, {"formes_juridiques_exclues": ["EURL"]}, (Fait.FORME,)),
        (replace(ATELIER, forme="5710"), {"formes_juridiques_exclues": ["SASU"]}, (Fait.FORME,)),
        (replace(ATELIER, creation=None), {"anciennete_min": 3}, (Fait.CREATION,)),
        (
            replace(ATELIER, creation=(date(2023, 1, 1), date(2023, 12, 31))),
            {"anciennete_min": 36},
            (Fait.CREATION,),
        ),
        (replace(MAIRIE, forme="7346"), {"population_max": 3}, (Fait.COMMUNE,)),
        (replace(MAIRIE, forme=""), {"population_max": 3}, (Fait.COMMUNE,)),
    ],
)
def test_what_is_not_known_is_left_to_check(profil: Profil, champs: dict[str, Any], faits: Any) -> None:
    assert verdict(profil, **champs) == (Statut.POSSIBLE, (), faits)


codes = st.sampled_from(["", "C", "10", "10.71C", "01", "9220", "54", "5458", "7210", "é", "5" * 40])
bornes = st.none() | st.integers(0, 120)
profils = st.builds(
    Profil,
    type=st.none() | st.sampled_from(TypeDemandeur),
    situations=st.frozensets(st.sampled_from([*PROFILS, "inconnu"]), max_size=3),
    age=st.none() | st.integers(-5, 200),
    lieu=st.none() | st.builds(Lieu, st.frozensets(st.sampled_from(["DEP-24", "COM-24037", "x"])), bornes),
    forme=codes,
    naf=codes,
    effectif=st.none() | st.tuples(st.integers(-1, 300), st.none() | st.integers(0, 300)),
    creation=st.none() | st.tuples(st.dates(), st.dates()),
)
conditions = st.builds(
    Conditions,
    age_min=bornes, age_max=bornes, effectif_min=bornes, effectif_max=bornes, anciennete_min=bornes,
    anciennete_max=bornes, population_min=bornes, population_max=bornes, formes=st.lists(codes, max_size=6),
    formes_juridiques_exclues=st.lists(st.sampled_from(["SARL", "eurl", "SASU", "Caravane"])),
    naf=st.lists(codes, max_size=6), naf_exclus=st.lists(codes, max_size=6),
    tailles=st.lists(st.sampled_from(Taille)),
)  # fmt: skip
offres = st.builds(
    Offre,
    beneficiaires=st.lists(st.sampled_from([*BENEFICIAIRES, "martien"])),
    profils=st.lists(st.sampled_from([*PROFILS, "inconnu"])),
    territoires=st.lists(st.sampled_from(["DEP-24", "EPCI-1", "FR", "", "DEP-33"])),
    territoires_exclus=st.lists(st.sampled_from(["COM-24037", "EPCI-1"])),
    territoire_libelle=st.text(max_size=5),
    conditions=conditions,
)
INCONNUS = {"situations": frozenset(), "age": None, "lieu": None, "forme": "", "naf": "", "effectif": None,
            "creation": None, "type": None}  # fmt: skip


@given(profils, offres)
def test_every_applicant_and_every_aid_get_a_verdict(profil: Profil, offre: Offre) -> None:
    rendu = rendre(profil, offre)
    assert (rendu.statut is Statut.POSSIBLE) == (not rendu.raisons)
    for phrase in [*rendu.raisons, *(un.phrase for un in rendu.inconnus)]:
        assert phrase.endswith(".")
        assert "None" not in (
            phrase.replace(offre.territoire_libelle, "") if offre.territoire_libelle else phrase
        )


@given(profils, offres, st.sampled_from(sorted(INCONNUS)))
def test_what_is_not_known_never_says_no(profil: Profil, offre: Offre, fait: str) -> None:
    moins = replace(profil, **{fait: INCONNUS[fait]})
    assert set(rendre(moins, offre).raisons) <= set(rendre(profil, offre).raisons)
    assert rendre(Profil(), offre).statut is Statut.POSSIBLE


champs = st.sampled_from(sorted(Conditions.model_fields)) | st.text()
feuilles = st.none() | st.integers() | st.text() | st.floats()


@given(st.recursive(feuilles, lambda c: st.lists(c) | st.dictionaries(champs, c)))
def test_a_column_that_holds_junk_bars_nobody(valeur: Any) -> None:
    Conditions.lire(valeur)


def test_a_criterion_that_cannot_be_read_is_left_out_alone() -> None:
    lues = Conditions.lire({"age_max": 25, "naf": "pas une liste", "tailles": ["TPE"], "autre": 1})
    assert lues == Conditions(age_max=25, tailles=(Taille.TPE,))
    assert Conditions.lire(lues.model_dump(mode="json", exclude_defaults=True)) == lues

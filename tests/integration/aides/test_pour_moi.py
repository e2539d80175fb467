"""« Quelles aides pour moi ? » over the catalogue as it is committed, on both databases."""

from collections.abc import Callable

from portail.aides import pour_moi
from portail.aides.catalogue_vivant import VIVANT
from portail.aides.eligibilite.exigences import Age, Zone
from portail.aides.questions import Reponses
from tests.integration.aides.conftest import JOUR

Plus = Callable[..., None]


def test_what_decides_who_may_ask_is_read_whole_and_shared(en_ligne: Plus) -> None:
    for slug in ("une", "autre"):
        conditions = {"age_max": 25, "naf": 3}
        en_ligne(slug, [(-9, 9)], conditions=conditions, territoires=["DEP-24"], mots_cles=["Deux roues"])
    VIVANT.oublier()
    index = VIVANT.index()
    une, autre = (index.aides[index.adresses[slug]] for slug in ("une", "autre"))
    assert une.exigences == (Zone(frozenset({"DEP-24"})), Age(None, 25))
    assert une.exigences is autre.exigences
    assert "roues" in une.termes_cles


def test_open_aids_then_those_to_come_then_those_one_nearly_may_ask_for(en_ligne: Plus) -> None:
    en_ligne("pour-petits", [(-9, 9)], beneficiaires=["entreprise"], conditions={"effectif_max": 9})
    en_ligne("pour-landais", [(-9, 9)], beneficiaires=["entreprise"], territoires=["DEP-40"])
    bilan = pour_moi.chercher(Reponses(type="entreprise", effectif="10-19", commune="24037"), JOUR)
    assert [une.slug for une in bilan.possibles.aides] == ["apprentis", "renovation-salles"]
    assert [une.slug for une in bilan.bientot.aides] == ["foret-bois"]
    assert [(une.slug, une.raisons) for une in bilan.presque.aides] == [
        ("pour-petits", ("Réservée aux entreprises de moins de 10\u00a0salariés.",))
    ]
    assert bilan.manquent == ()
    en_ligne("suivante", [(9, 30)], beneficiaires=["entreprise"], territoires=["DEP-24"])
    attente = pour_moi.chercher(Reponses(type="entreprise", effectif="10-19"), JOUR)
    assert [une.slug for une in attente.bientot.aides] == ["suivante", "foret-bois"]
    sans_lieu = pour_moi.chercher(Reponses(type="entreprise"), JOUR)
    assert sans_lieu.manquent == ("commune", "effectif")
    assert sans_lieu.possibles.aides[-1].slug in {"pour-petits", "pour-landais"}


def test_what_an_aid_leaves_out_is_told(en_ligne: Plus) -> None:
    exclut = {"naf_exclus": ["C", "47.11F"], "formes_juridiques_exclues": ["SARL", "Caravane"]}
    en_ligne("sans-industrie", [(-9, 9)], beneficiaires=["entreprise"], conditions=exclut)
    atelier = Reponses(type="entreprise", naf="31.09B", forme="5499")
    presque = {une.slug: une.raisons for une in pour_moi.chercher(atelier, JOUR).presque.aides}
    assert presque["sans-industrie"] == (
        "Exclut ces formes juridiques\u00a0: SARL, Caravane.",
        "Exclut ces activités\u00a0: industrie, artisanat de fabrication, commerce de détail.",
    )
    boutique = Reponses(type="entreprise", naf="56.10A", forme="5710")
    assert "sans-industrie" in {une.slug for une in pour_moi.chercher(boutique, JOUR).possibles.aides}


def test_a_group_shows_its_first_aids_and_says_how_many_there_are(en_ligne: Plus) -> None:
    for n in range(12):
        en_ligne(f"aide-{n:02}", [(-9, 9 + n)], beneficiaires=["autre"])
    bilan = pour_moi.chercher(Reponses(type="autre"), JOUR)
    assert (bilan.possibles.total, len(bilan.possibles.aides)) == (13, 10)
    assert len(pour_moi.chercher(Reponses(type="autre"), JOUR, {"possibles": 30}).possibles.aides) == 13


def test_a_project_brings_the_aids_that_speak_of_it_and_of_its_themes(en_ligne: Plus) -> None:
    def trouvees(**reponses: object) -> list[str]:
        bilan = pour_moi.chercher(Reponses(type="collectivite", **reponses), JOUR)  # type: ignore[arg-type]
        return [une.slug for une in (*bilan.possibles.aides, *bilan.bientot.aides)]

    assert trouvees(texte="vélo") == ["pistes-cyclables"]
    assert trouvees(themes=("culture",)) == ["oeuvres-contemporaines", "renovation-salles"]
    assert trouvees(texte="forêt bois", themes=("environnement",)) == ["foret-bois"]
    assert len(trouvees(texte="zzzzzz")) == len(trouvees())
    assert pour_moi.chercher(Reponses(type="collectivite", texte="zzzzzz"), JOUR).sans_projet
    assert not pour_moi.chercher(Reponses(type="collectivite"), JOUR).sans_projet

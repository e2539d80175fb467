"""Aids side by side, and aids near to one, on both databases."""

from collections.abc import Callable
from decimal import Decimal

from sqlmodel import Session

from portail.aides import comparaison
from portail.aides.adresses import renommer
from portail.aides.comparaison import Cellule, Ligne
from portail.aides.models import Aide
from portail.aides.proches import proches
from tests.integration.aides.conftest import JOUR


def test_each_criterion_says_what_each_aid_says_and_whether_they_differ(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    catalogue("une", [(-9, 9)], titre="Une", taux_max=Decimal("20"), eligibilite="- un", nature="pret")
    catalogue("deux", [(-9, 9)], titre="Deux", forfait=Decimal("300"), nature="pret")
    trouvees = comparaison.comparer(session, ("une", "deux", "licorne", "brouillon-velo"), JOUR)
    assert ([fiche.slug for fiche in trouvees.fiches], trouvees.absentes) == (["une", "deux"], 2)
    lignes = {ligne.critere: ligne for ligne in trouvees.lignes}
    assert lignes["Taux maximal"] == Ligne(
        "Taux maximal", True, (Cellule("Une", ("20\u00a0%",)), Cellule("Deux", ("Non précisé",)))
    )
    assert lignes["Forfait"].cellules[1].lignes == ("300\u00a0€",)
    assert (lignes["Dépôt"].differe, lignes["Forme"].differe) == (False, False)
    assert lignes["Conditions"].cellules == (Cellule("Une", (), "- un"), Cellule("Deux", ("Non précisé",)))
    assert "Territoire" not in lignes, "no aid says anything of it"


def test_a_former_address_leads_to_the_aid_once(session: Session, catalogue: Callable[..., Aide]) -> None:
    aide = catalogue("ancienne", [(-9, 9)], titre="Ancienne")
    renommer(session, aide, "Nouvelle adresse")
    trouvees = comparaison.comparer(session, ("ancienne", "nouvelle-adresse"), JOUR)
    assert [fiche.slug for fiche in trouvees.fiches] == ["nouvelle-adresse"]
    assert comparaison.comparer(session, (), JOUR) == comparaison.Comparaison()


def test_the_nearest_first_but_never_a_closed_one_before_an_open_one(
    en_ligne: Callable[..., None],
) -> None:
    velo = {"thematiques": ["mobilites"], "sous_thematiques": ["velo"], "beneficiaires": ["association"]}
    en_ligne("modele", [(-9, 9)], **velo)
    en_ligne("fermee-et-semblable", [(-9, -3)], **velo)
    en_ligne("a-venir", [(3, 9)], **velo)
    en_ligne("ouverte-et-semblable", [(-9, 9)], **velo)
    en_ligne("ouverte-moins-semblable", [(-9, 9)], thematiques=["mobilites"])
    en_ligne("pour-d-autres", [(-9, 9)], **velo | {"beneficiaires": ["entreprise"]})
    en_ligne("d-un-autre-theme", [(-9, 9)], thematiques=["sante"])
    trouvees = proches("modele", JOUR)
    assert [une.slug for une in trouvees] == [
        "ouverte-et-semblable",
        "ouverte-moins-semblable",
        "a-venir",
        "fermee-et-semblable",
    ]
    assert [une.commun for une in trouvees[:2]] == ["Vélo et marche", "Mobilités"]
    assert proches("licorne", JOUR) == ()

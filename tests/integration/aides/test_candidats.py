"""The aids in memory: all of those published, and anew as soon as one changes."""

from collections.abc import Callable

from sqlmodel import Session

from portail.aides import candidats, edition, pour_moi
from portail.aides.models import Aide
from portail.aides.questions import Reponses
from portail.aides.workflow import StatutAide
from tests.integration.aides.conftest import JOUR


def test_only_published_aids_and_what_decides_who_may_ask(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    catalogue("fermee", [(-9, 9)], conditions={"age_max": 25, "naf": 3}, territoires=["DEP-24"])
    tous = candidats.lire(session).par_slug
    assert "brouillon-velo" not in tous
    assert tous["fermee"].offre.conditions.age_max == 25
    assert tous["fermee"].offre.territoires == ("DEP-24",)
    assert len(tous["fermee"].fenetres) == 1


def test_what_is_not_committed_is_read_and_not_remembered(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue("nouvelle", [(-9, 9)])
    assert "nouvelle" in candidats.lire(session).par_slug
    edition.changer_statut(session, aide, StatutAide.RETIREE)
    assert "nouvelle" not in candidats.lire(session).par_slug


def test_open_aids_then_those_to_come_then_those_one_nearly_may_ask_for(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    catalogue("pour-petits", [(-9, 9)], beneficiaires=["entreprise"], conditions={"effectif_max": 9})
    catalogue("pour-landais", [(-9, 9)], beneficiaires=["entreprise"], territoires=["DEP-40"])
    bilan = pour_moi.chercher(session, Reponses(type="entreprise", effectif="10-19", commune="24037"), JOUR)
    assert [une.slug for une in bilan.possibles] == ["apprentis", "renovation-salles"]
    assert [une.slug for une in bilan.bientot] == ["foret-bois"]
    assert [(une.slug, une.raisons) for une in bilan.presque] == [
        ("pour-petits", ("Réservée aux entreprises de moins de 10\u00a0salariés.",))
    ]
    assert bilan.manquent == ()
    sans_lieu = pour_moi.chercher(session, Reponses(type="entreprise"), JOUR)
    assert sans_lieu.manquent == ("commune", "effectif")
    assert sans_lieu.possibles[-1].slug in {"pour-petits", "pour-landais"}

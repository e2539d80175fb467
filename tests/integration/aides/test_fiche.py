"""The sheet of an aid as the database gives it back."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlmodel import Session

from portail.aides import service
from portail.aides.models import Aide
from portail.aides.vues_fiche import Contact
from portail.core.errors import Introuvable
from tests.integration.aides.conftest import JOUR


def test_a_sheet_says_everything_and_amounts_are_exact(
    session: Session, catalogue: Callable[..., Aide]
) -> None:
    aide = catalogue(
        "exacte",
        [(-1, 5), (50, None)],
        taux_max=Decimal("12.5"),
        plafond=Decimal("15000"),
        plancher=Decimal("0.10"),
        documents=[{"nom": "Devis", "obligatoire": True}, {"nom": "Photo", "obligatoire": False}],
        contacts=[{"service": "Guichet", "telephone": "05 36 49 00 00"}],
        thematiques=["sport", "culture"],
        nature="avance",
    )
    session.expire(aide)
    fiche = service.lire_aide(session, "exacte", JOUR)
    assert fiche.chiffres == (
        ("Taux maximal", "12,5\u00a0%"),
        ("Montant minimal", "0,1\u00a0€"),
        ("Montant maximal", "15\u202f000\u00a0€"),
    )
    assert (fiche.jours, fiche.jours_libelle) == ("5", "jours pour déposer votre demande")
    assert [document.facultatif for document in fiche.documents] == [False, True]
    assert fiche.contacts == (Contact("Guichet", "05 36 49 00 00"),)
    assert (fiche.thematiques, fiche.nature) == ("Culture et patrimoine, Sport", "Avance remboursable")
    assert (fiche.en_ligne, fiche.reglement, len(fiche.periodes)) == (False, "", 2)


def test_an_amount_is_never_rounded_in_silence(session: Session, catalogue: Callable[..., Aide]) -> None:
    with pytest.raises(Exception, match="two digits"):
        catalogue("fausse", [], plafond=Decimal("0.001"))


@pytest.mark.parametrize("slug", ["", "licorne", "brouillon-velo", "VELO-ELECTRIQUE", "velo-electrique "])
def test_no_sheet_but_those_published(session: Session, catalogue: Callable[..., Aide], slug: str) -> None:
    with pytest.raises(Introuvable):
        service.lire_aide(session, slug, JOUR)

"""The whole catalogue judged at once, and one aid after the other: the same verdicts."""

from hypothesis import given
from hypothesis import strategies as st

from portail.aides.eligibilite.conditions import Offre
from portail.aides.eligibilite.profil import Profil
from portail.aides.eligibilite.verdict import Statut, examiner
from portail.aides.recherche.eligibilite import eligibles
from tests.aides_en_memoire import JOUR, index, ligne
from tests.unit.aides.eligibilite.test_conditions import offres, profils


@given(profils, st.lists(offres, max_size=8))
def test_at_once_or_one_after_the_other(profil: Profil, celles: list[Offre]) -> None:
    lignes = [ligne(f"Aide {n}", **vars(offre)) for n, offre in enumerate(celles)]
    dans = index(*lignes)
    lus = eligibles(dans, profil, dans.vivants, JOUR)
    for numero, aide in enumerate(dans.aides):
        verdict = examiner(profil, aide.exigences, JOUR)
        manques = [nombre for nombre, aides in enumerate(lus.manques) if numero in aides]
        assert manques == ([] if verdict.statut is Statut.NON else [len(verdict.raisons)])
        if verdict.statut is not Statut.NON:
            assert (numero in lus.a_verifier) == any(not un.va_de_soi for un in verdict.inconnus)
            connus = {fait for fait, aides in lus.inconnus.items() if numero in aides}
            assert connus == {un.fait for un in verdict.inconnus}

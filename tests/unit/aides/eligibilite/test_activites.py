"""Activities: every code has its section, and is the same as another, of its section, or something else."""

import pytest

from portail.aides.eligibilite.activites import Rapport, nom, rapport, section, sections


@pytest.mark.parametrize(
    ("code", "lettre"),
    [("01.13Z", "A"), ("03", "A"), ("10.71C", "C"), ("33", "C"), ("47.61Z", "G"), ("94.99Z", "S"),
     ("99", "U"), ("q", "Q"), ("", ""), ("00", ""), ("Z", ""), ("é1", ""), ("1", "")],
)  # fmt: skip
def test_the_section_of_a_code(code: str, lettre: str) -> None:
    assert section(code) == lettre


@pytest.mark.parametrize(
    ("code", "voulu", "attendu"),
    [
        ("10.71C", "10", Rapport.MEME),
        ("10.71C", "10.71", Rapport.MEME),
        ("10.71C", "C", Rapport.MEME),
        ("C", "C", Rapport.MEME),
        ("C", "10", Rapport.INDECIS),
        ("10", "10.71C", Rapport.INDECIS),
        ("25.11Z", "10", Rapport.VOISINE),
        ("01.13Z", "10", Rapport.AUTRE),
        ("", "10", Rapport.INDECIS),
        ("10.71C", "??", Rapport.INDECIS),
    ],
)
def test_what_an_activity_is_to_another(code: str, voulu: str, attendu: Rapport) -> None:
    assert rapport(code, voulu) is attendu


def test_every_activity_has_a_name() -> None:
    assert nom("10.71C") == "industries alimentaires"
    assert nom("64.19Z") == "finance et assurance"
    assert nom("junk") == ""
    assert all(nom(lettre) for lettre in sections())

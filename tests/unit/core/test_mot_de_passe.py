"""What a password may be."""

import pytest

from portail.core.identifiers import mesurer_mot_de_passe, verifier_mot_de_passe

PROCHES = ["Dupont", "Éloïse", "elo.martinet@orange.fr", "edupont86"]


@pytest.mark.parametrize(
    "mot",
    [
        "girafe tuile samedi plombier",
        "Xk9$mLq2vB7&zz",
        "le-chat-dort-encore-là",
        "日本語のパスワードです長い",
    ],
)
def test_accepts_long_and_uncommon(mot: str) -> None:
    assert verifier_mot_de_passe(mot, PROCHES).score >= 2


@pytest.mark.parametrize(
    ("mot", "phrase"),
    [
        ("", "Choisissez un mot de passe"),
        ("Xk9$mLq2vB7", "au moins 12 caractères\u00a0; vous en avez saisi 11"),
        ("x" * 129, "128 caractères au plus\u00a0; vous en avez saisi 129"),
        ("motdepasse123", "trop facile"),
        ("azertyuiop12", "trop facile"),
        ("Soleil123456!", "trop facile"),
        ("Chocolat-2024", "trop facile"),
        ("123456789012", "trop facile"),
        ("motdepasse2026", "trop facile"),
        ("Bordeaux33000", "trop facile"),
        ("Nouvelle-Aquitaine", "trop facile"),
        ("PortailDesAides2026!", "trop facile"),
        ("LiberteEgaliteFraternite", "trop facile"),
        ("allezlesbleus2026", "trop facile"),
        ("Passw0rd2026!", "trop facile"),
        ("12041985claire", "trop facile"),
        ("Soleil-2026-ete", "trop facile"),
        ("jesuisunmotdepasse", "trop facile"),
        ("password1234", "trop facile"),
        ("aaaaaaaaaaaaaaaa", "trop facile"),
        ("zebre-DUPONT-tuile", "ni votre nom"),
        ("zebre-eloise-tuile", "ni votre nom"),
        ("zebre-martinet-tuile", "ni votre nom"),
        ("tuile elo.martinet@orange.fr", "ni votre nom"),
    ],
)
def test_refuses_with_what_to_do(mot: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        verifier_mot_de_passe(mot, PROCHES)


def test_the_name_of_this_place_is_no_password() -> None:
    ici = ("Région Zanzibar", "aides.zanzibar.example")
    assert verifier_mot_de_passe("Zanzibar-Zanzibar", PROCHES).score >= 2
    for mot in ("Zanzibar-2026!", "RegionZanzibar1", "aides.zanzibar.example"):
        with pytest.raises(ValueError, match="trop facile"):
            verifier_mot_de_passe(mot, PROCHES, ici)


def test_common_words_among_others_are_welcome() -> None:
    for mot in ("soleil tuile plombier", "bruyere-marais-ocean-42", "jetaime 8392 0174 6501 92"):
        assert verifier_mot_de_passe(mot, PROCHES).score >= 2


def test_the_mail_provider_is_not_the_persons_name() -> None:
    assert verifier_mot_de_passe("girafe orange samedi plombier", PROCHES)


def test_measure_speaks_french_and_refuses_nothing() -> None:
    assert mesurer_mot_de_passe("", []).mot == "Trop faible"
    court = mesurer_mot_de_passe("Xk9$mLq2", [])
    assert court.score <= 1
    assert "12 caractères" in court.conseil
    assert mesurer_mot_de_passe("girafe tuile samedi plombier", []).mot == "Excellent"


def test_a_hostile_length_costs_no_more_than_forty_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    vus: list[int] = []

    def compte(mot: str, user_inputs: list[str]) -> dict[str, int]:
        vus.append(len(mot))
        return {"score": 4}

    monkeypatch.setattr("portail.core.identifiers.mot_de_passe.zxcvbn", compte)
    mesurer_mot_de_passe("4@8({[<" * 5000, [])
    assert vus == [40]

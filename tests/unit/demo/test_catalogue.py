"""The invented catalogue: complete, varied, coherent, in correct French typography."""

import re
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from portail.aides.vocabulaire import THEMATIQUES, thematique_de
from portail.demo import catalogue
from portail.demo.catalogue import AideDemo, Beneficiaire, Nature, Thematique, charger
from portail.demo.reglement import reglement

AIDES = charger()
JOUR = date(2026, 3, 1)
FORMULAIRES = {fichier.stem for fichier in (catalogue.DOSSIER.parent / "formulaires").glob("*.yaml")}


def test_about_seventy_aids_on_every_theme() -> None:
    assert 66 <= len(AIDES) <= 74
    for thematique in get_args(Thematique):
        assert sum(thematique in aide.thematiques for aide in AIDES) >= 4, thematique


def test_every_kind_of_applicant_and_of_aid() -> None:
    for beneficiaire in get_args(Beneficiaire):
        assert sum(beneficiaire in aide.beneficiaires for aide in AIDES) >= 4, beneficiaire
    assert {aide.nature for aide in AIDES} == set(get_args(Nature))


def test_seven_forms_open_now_for_more_than_twenty_days() -> None:
    avec = [aide for aide in AIDES if aide.formulaire]
    assert {aide.formulaire for aide in avec} == {aide.slug for aide in avec} == FORMULAIRES
    for aide in avec:
        ouvertes = [f for f in aide.fenetres if f.ouverte()]
        assert all(f.ferme is None or f.ferme > 20 for f in ouvertes)
        assert len(ouvertes) == 1
    assert len(avec) == 7
    assert {len(aide.fenetres) for aide in avec} >= {1, 2}


def test_windows_of_every_kind() -> None:
    def compte(condition: Any) -> int:
        return sum(bool(condition(aide.fenetres)) for aide in AIDES)

    def datees(fenetres: Any) -> Any:
        return [f for f in fenetres if f.ouvre is not None]

    assert compte(lambda fs: fs[-1].ouverte() and fs[-1].ferme is None) >= 5
    assert compte(lambda fs: any(f.ferme == 3 and f.ouverte() for f in fs)) >= 3
    assert compte(lambda fs: datees(fs) and datees(fs)[0].ouvre > 0) >= 5
    assert compte(lambda fs: all(f.ferme is not None and f.ferme < 0 for f in fs)) >= 5
    assert compte(lambda fs: any(f.ouverte() for f in fs) and any((f.ouvre or 0) > 0 for f in fs)) >= 4
    assert compte(lambda fs: any(f.ouverte() for f in fs)) >= 30
    assert compte(lambda fs: len(datees(fs)) < len(fs)) >= 3, "announced without dates"
    assert compte(lambda fs: sum(f.ouverte() for f in fs) > 1) >= 1, "open twice at a time"
    assert compte(lambda fs: (fs[-1].ouvre or 0) > 0 and fs[-1].ferme is None) >= 1, "to come, without an end"
    assert compte(lambda fs: any(f.commission_texte for f in fs)) >= 2


def test_every_field_of_the_model_has_something_to_show() -> None:
    for champ in (
        *("en_bref", "alerte", "objectifs", "modalites", "demarches", "conditions", "profils", "forfait"),
        *("documents_informatifs", "programmes", "porteurs", "fonds_europeens", "bases_juridiques", "acte"),
        *("autres_contacts", "anciens_reglements", "territoire_exclu", "mots_cles", "sous_thematiques"),
    ):
        defaut = AideDemo.model_fields[champ].get_default()
        assert any(getattr(aide, champ) != defaut for aide in AIDES), champ
    genres = {
        code.partition("-")[0] for aide in AIDES for code in aide.territoire if len(aide.territoire) == 1
    }
    assert genres == {"REG", "DEP", "EPCI", "COM"}


def test_a_sub_theme_belongs_to_a_theme_of_its_aid_or_widens_it() -> None:
    libelles = {libelle: code for code, libelle in THEMATIQUES.items()}
    for aide in AIDES:
        themes = {libelles[nom] for nom in aide.thematiques}
        assert {thematique_de(code) for code in aide.sous_thematiques} & themes, aide.slug


def textes(valeur: object) -> list[str]:
    if isinstance(valeur, str):
        return [valeur]
    if isinstance(valeur, dict):
        return [t for nom, v in valeur.items() if nom not in {"source", "contact"} for t in textes(v)]
    return [t for v in valeur for t in textes(v)] if isinstance(valeur, (list, tuple)) else []


@pytest.mark.parametrize("aide", AIDES, ids=lambda aide: aide.slug)
def test_typography(aide: AideDemo) -> None:
    for texte in [*textes(aide.model_dump(mode="python")), reglement(aide, JOUR)]:
        assert not re.search(r"['\"]| [;:?!»%€]|« |\d \d{3}(?!\d)|[^\d\s] {2,}|\.\.\.", texte), texte


@pytest.mark.parametrize("aide", AIDES, ids=lambda aide: aide.slug)
def test_reglement_has_numbered_articles_and_no_blank(aide: AideDemo) -> None:
    texte = reglement(aide, JOUR)
    numeros = re.findall(r"^## Article (\d+) – \w", texte, re.MULTILINE)
    assert numeros == [str(n) for n in range(1, len(numeros) + 1)]
    assert 8 <= len(numeros) <= 12
    assert "{" not in texte
    assert aide.contact.mail in texte
    for document in aide.documents:
        assert document.nom in texte


def test_reglement_dates_the_windows_from_the_given_day() -> None:
    aide = next(aide for aide in AIDES if aide.slug == "soutien-aux-associations")
    texte = reglement(aide, JOUR)
    assert (
        "du 15\u00a0janvier 2026 au 29\u00a0mars 2026 inclus, pour une décision le 15\u00a0mai 2026" in texte
    )


def test_window_includes_its_two_ends() -> None:
    fenetre = catalogue.Fenetre(ouvre=-2, ferme=3)
    assert [jour for jour in range(-5, 6) if fenetre.ouverte(jour)] == [-2, -1, 0, 1, 2, 3]
    assert catalogue.Fenetre(ouvre=0).ouverte(10_000)


ERREURS = [
    {"beneficiaires": ("particulier",)},
    {"beneficiaires": ()},
    {"thematiques": ("Divers",)},
    {"territoire": ("33",)},
    {"resume": "x" * 201},
    {"plancher": 500, "plafond": 100},
    {"taux_max": 120},
    {"surprise": "champ inconnu"},
    {"formulaire": None},
    {"fenetres": ({"ouvre": 3, "ferme": 3},)},
    {"fenetres": ({"ouvre": 3, "ferme": 9, "commission": 5},)},
    {"fenetres": ({"ouvre": 9, "ferme": 12}, {"ouvre": 0, "ferme": 9})},
    {"fenetres": ({"ouvre": 0, "ferme": 9}, {"ouvre": 0, "ferme": 9})},
    {"fenetres": ({"libelle": "Bientôt"}, {"ouvre": 0})},
    {"fenetres": ({"ferme": 9},)},
    {"profils": ("martien",)},
    {"sous_thematiques": ("divers",)},
    {"conditions": {"age_max": "vieux"}},
    {"territoire": ("EPCI-33",)},
    {"contact": {"service": "S", "telephone": "05 49 38 49 38", "mail": "s@exemple.fr"}},
    {"contact": {"service": "S", "telephone": "05 36 49 38 49", "mail": "s@nouvelle-aquitaine.fr"}},
]


@pytest.mark.parametrize("erreur", ERREURS, ids=str)
def test_a_wrong_table_is_refused(erreur: dict[str, Any]) -> None:
    bonne = next(aide for aide in AIDES if aide.reglement).model_dump(mode="json")
    AideDemo.model_validate(bonne)
    with pytest.raises(ValidationError):
        AideDemo.model_validate(bonne | erreur)


def test_a_slug_used_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    source = (catalogue.DOSSIER / "sport.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(source, encoding="utf-8")
    (tmp_path / "b.toml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(catalogue, "DOSSIER", tmp_path)
    with pytest.raises(ValueError, match="slug en double"):
        charger()

"""The demonstration's forms: well written, complete, and possible to fill."""

import re
from pathlib import Path

import pytest

import portail.demo
from portail.formulaires.schema import Champ, Formulaire
from portail.formulaires.validation import EtatEtape, examiner
from portail.formulaires.vocabulaire import TypeChamp

DOSSIER = Path(portail.demo.__file__).parent / "formulaires"
SLUGS = ("soutien-aux-associations", "investissement-des-entreprises", "mobilite-etudiante")

VALEURS: dict[TypeChamp, object] = {
    TypeChamp.TEXTE: "Une réponse",
    TypeChamp.TEXTE_LONG: "Une réponse plus longue.",
    TypeChamp.DATE: "3 avril 2000",
    TypeChamp.OUI_NON: "oui",
    TypeChamp.MAIL: "contact@exemple.fr",
    TypeChamp.TELEPHONE: "06 12 34 56 78",
    TypeChamp.SIRET: "73282932000074",
    TypeChamp.IBAN: "FR7630006000011234567890189",
    TypeChamp.ADRESSE: {"voie": "1 rue du Port", "code_postal": "86000", "commune": "Poitiers"},
    TypeChamp.COMMUNE: {"code": "86194", "nom": "Poitiers"},
    TypeChamp.CERTIFICATION: True,
}


def charger(slug: str) -> Formulaire:
    return Formulaire.model_validate_json((DOSSIER / f"{slug}.json").read_text(encoding="utf-8"))


def reponse(champ: Champ) -> object:
    if champ.options:
        valeurs = [option.valeur for option in champ.options]
        return valeurs[: champ.nombre_max or 3] if champ.type is TypeChamp.CHOIX_MULTIPLES else valeurs[0]
    if champ.minimum is not None:
        return str(champ.minimum + 1)
    if champ.periode == "futur":
        return "3 avril 2199"
    return VALEURS[champ.type]


@pytest.mark.parametrize("slug", SLUGS)
def test_can_be_filled_to_the_end(slug: str) -> None:
    formulaire = charger(slug)
    champs = [champ for _, champ in formulaire.champs()]
    reponses = {champ.id: reponse(champ) for champ in champs if champ.repond}
    pieces = {champ.id: 1 for champ in champs if champ.type is TypeChamp.PIECES}
    examen = examiner(formulaire, reponses, pieces)
    assert examen.tous_les_manques == []
    assert {examen.etat(etape) for etape in formulaire.etapes} == {EtatEtape.COMPLETE}


@pytest.mark.parametrize("slug", SLUGS)
def test_untouched_everything_is_to_do_and_conditional_questions_wait(slug: str) -> None:
    formulaire = charger(slug)
    examen = examiner(formulaire, {})
    assert {examen.etat(etape) for etape in formulaire.etapes} == {EtatEtape.A_FAIRE}
    caches = {champ.id for _, champ in formulaire.champs() if champ.afficher_si}
    assert caches
    assert not caches & examen.visibles


@pytest.mark.parametrize("slug", SLUGS)
def test_survives_being_stored(slug: str) -> None:
    formulaire = charger(slug)
    assert Formulaire.model_validate(formulaire.model_dump(mode="json")) == formulaire
    court = formulaire.model_dump(mode="json", exclude_defaults=True)
    assert Formulaire.model_validate(court) == formulaire


@pytest.mark.parametrize("slug", SLUGS)
def test_is_complete_prefilled_and_certified(slug: str) -> None:
    formulaire = charger(slug)
    champs = [champ for _, champ in formulaire.champs()]
    assert 4 <= len(formulaire.etapes) <= 6
    assert sum(champ.prefill is not None for champ in champs) >= 5
    assert sum(champ.type is TypeChamp.PIECES for champ in champs) >= 4
    assert champs[-1].type is TypeChamp.CERTIFICATION


def test_together_they_use_every_type() -> None:
    assert {champ.type for slug in SLUGS for _, champ in charger(slug).champs()} == set(TypeChamp)


@pytest.mark.parametrize("slug", SLUGS)
def test_is_set_in_french_typography(slug: str) -> None:
    texte = (DOSSIER / f"{slug}.json").read_text(encoding="utf-8")
    phrases = re.findall(r'": "(.*)"', texte)
    fautes = [p for p in phrases if "'" in p or re.search(r" [;?!€%]| :(?!\w)|« | »|\d \d{3}\b", p)]
    assert fautes == []

"""The demonstration's forms: well written, complete, and possible to fill."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import portail.demo
from portail.formulaires.echanges.controle import lire_formulaire
from portail.formulaires.schema import Formulaire
from portail.formulaires.types.base import Question
from portail.formulaires.types.choix import Choix, ChoixMultiples
from portail.formulaires.types.dates import Jour
from portail.formulaires.types.nombres import Nombre
from portail.formulaires.validation import EtatEtape, examiner

DOSSIER = Path(portail.demo.__file__).parent / "formulaires"
LUES = {"titre", "introduction", "intro", "libelle", "aide", "texte", "message_invalide", "avertissement"}
SLUGS = ("soutien-aux-associations", "investissement-des-entreprises", "mobilite-etudiante")

VALEURS: dict[str, object] = {
    "texte": "Une réponse",
    "texte_long": "Une réponse plus longue.",
    "date": "3 avril 2000",
    "oui_non": "oui",
    "mail": "contact@exemple.fr",
    "telephone": "06 12 34 56 78",
    "siret": "73282932000074",
    "iban": "FR7630006000011234567890189",
    "adresse": {"voie": "1 rue du Port", "code_postal": "86000", "commune": "Poitiers"},
    "commune": {"code": "86194", "nom": "Poitiers"},
    "certification": True,
}


def charger(slug: str) -> Formulaire:
    return lire_formulaire((DOSSIER / f"{slug}.yaml").read_bytes())


def reponse(question: Question) -> object:
    match question:
        case ChoixMultiples(valeurs=valeurs, nombre_max=limite):
            return list(valeurs[: limite or 3])
        case Choix(valeurs=(premiere, *_)):
            return premiere
        case Nombre(minimum=minimum) if minimum is not None:
            return str(minimum + 1)
        case Jour(periode="futur"):
            return "3 avril 2199"
    return VALEURS[question.type]


@pytest.mark.parametrize("slug", SLUGS)
def test_can_be_filled_to_the_end(slug: str) -> None:
    formulaire = charger(slug)
    reponses = {question.id: reponse(question) for question in formulaire.questions() if question.repond}
    pieces = {question.id: 1 for question in formulaire.questions() if not question.repond}
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
    champs = list(formulaire.questions())
    assert 4 <= len(formulaire.etapes) <= 6
    assert sum(champ.prefill is not None for champ in champs) >= 5
    assert sum(champ.type == "pieces" for champ in champs) >= 4
    assert champs[-1].type == "certification"


def _phrases(donnee: object, nom: str = "") -> Iterator[str]:
    """All that is read by people: neither identifiers nor expressions."""
    if isinstance(donnee, dict):
        for cle, valeur in donnee.items():
            yield from _phrases(valeur, cle)
    elif isinstance(donnee, list):
        for element in donnee:
            yield from _phrases(element, nom)
    elif isinstance(donnee, str) and nom in LUES:
        yield donnee


@pytest.mark.parametrize("slug", SLUGS)
def test_is_set_in_french_typography(slug: str) -> None:
    phrases = list(_phrases(charger(slug).model_dump(mode="json")))
    assert len(phrases) > 100
    fautes = [p for p in phrases if "'" in p or re.search(r" [;?!€%]| :(?!\w)|« | »|\d \d{3}\b", p)]
    assert fautes == []

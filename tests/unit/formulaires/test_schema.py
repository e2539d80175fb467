"""A form that contradicts itself is refused when it is written, not when somebody fills it."""

from typing import Any

import pytest
from pydantic import ValidationError

from portail.formulaires.schema import Formulaire
from portail.formulaires.types import TYPES
from portail.formulaires.vocabulaire import TAILLE_MAX, Source
from tests import tous_les_types as tous
from tests.unit.formulaires.elements import element

OPTIONS = [{"valeur": "a", "libelle": "A"}, {"valeur": "b", "libelle": "B"}]


def un_champ(**details: Any) -> dict[str, Any]:
    return {"id": "x", "type": "texte", "libelle": "Question"} | details


def un_formulaire(*champs: dict[str, Any], **details: Any) -> dict[str, Any]:
    return {"titre": "F", "etapes": [{"id": "une", "titre": "Une", "champs": list(champs)}]} | details


def test_defaults() -> None:
    champ = element(un_champ(type="pieces"))
    assert champ.requis
    assert champ.taille_max == TAILLE_MAX == 20_000_000
    assert len(champ.familles) == 4


@pytest.mark.parametrize(
    "details",
    [
        {"id": "Majuscule"},
        {"id": "a-b"},
        {"id": ""},
        {"type": "inconnu"},
        {"libelle": ""},
        {"libelle": "   "},
        {"inconnu": 1},
        {"prefill": "inconnu"},
        {"longueur_max": 0},
        {"longueur_max": 20_001},
        {"type": "explication"},
        {"type": "explication", "texte": "T", "requis": False},
        {"type": "entier", "longueur_max": 3},
        {"type": "texte", "minimum": 3},
        {"type": "texte", "options": OPTIONS},
        {"type": "texte", "periode": "passe"},
        {"type": "texte", "familles": ["pdf"]},
        {"type": "texte", "texte": "Markdown"},
        {"type": "texte", "taille_max": 5},
        {"type": "date", "periode": "jamais"},
        {"type": "entier", "minimum": 3, "maximum": 2},
        {"type": "date", "au_plus_tot": "2026-02-01", "au_plus_tard": "2026-01-01"},
        {"type": "pieces", "nombre_min": 3, "nombre_max": 2},
        {"type": "pieces", "familles": []},
        {"type": "pieces", "familles": ["exe"]},
        {"type": "pieces", "nombre_max": 101},
        {"type": "choix"},
        {"type": "choix", "options": OPTIONS[:1]},
        {"type": "choix", "options": [OPTIONS[0], OPTIONS[0]]},
        {"type": "choix", "options": [{"valeur": "Avec espace", "libelle": "A"}, OPTIONS[0]]},
        {"type": "choix_multiples", "options": OPTIONS, "nombre_min": 3},
        {"type": "texte", "prefill": "iban"},
        {"type": "iban", "prefill": "nom"},
        {"type": "adresse", "prefill": "commune"},
        {"afficher_si": {"champ": "y"}},
        {"afficher_si": {"champ": "y", "est": "a", "rempli": True}},
        {"afficher_si": {"tous": []}},
        {"afficher_si": {"champ": "y", "ressemble": "a"}},
        {"afficher_si": "y ="},
        {"afficher_si": 3},
        {"requis": "y ="},
        {"requis": 1},
        {"valide_si": 'x = "a"'},
        {"message_invalide": "Écrivez a."},
        {"type": "titre", "requis": "oui"},
        {"type": "explication", "texte": "T", "valide_si": "oui", "message_invalide": "M"},
    ],
)
def test_an_incoherent_field_is_refused(details: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        element(un_champ(**details))


@pytest.mark.parametrize(
    "condition", [{"champ": "x", "rempli": True}, "rempli(x)", 'x = "a" ou rempli(apres)']
)
def test_a_condition_does_not_look_at_itself(condition: object) -> None:
    champs = [un_champ(afficher_si=condition), un_champ(id="apres")]
    with pytest.raises(ValidationError, match=r"«.x.» dépend de sa propre réponse"):
        Formulaire.model_validate(un_formulaire(*champs))


@pytest.mark.parametrize(
    ("cible", "condition"),
    [
        ({"type": "oui_non"}, {"est": "peut-être"}),
        ({"type": "choix", "options": OPTIONS}, {"est": "c"}),
        ({"type": "choix", "options": OPTIONS}, {"parmi": ["a", "c"]}),
        ({"type": "choix", "options": OPTIONS}, {"contient": "a"}),
        ({"type": "choix_multiples", "options": OPTIONS}, {"est": "a"}),
        ({"type": "choix_multiples", "options": OPTIONS}, {"contient": "c"}),
        ({"type": "texte"}, {"superieur": 3}),
        ({"type": "date"}, {"superieur": 3}),
        ({"type": "entier"}, {"inferieur": "2026-01-01"}),
        ({"type": "entier"}, {"est": "beaucoup"}),
        ({"type": "pieces"}, {"est": "a"}),
        ({"type": "titre"}, {"rempli": True}),
    ],
)
def test_a_condition_fits_the_field_it_reads(cible: dict[str, Any], condition: dict[str, Any]) -> None:
    cible = {"id": "cible", "libelle": "Cible"} | cible
    champ = un_champ(afficher_si={"un": [{"champ": "cible"} | condition]})
    with pytest.raises(ValidationError):
        Formulaire.model_validate(un_formulaire(cible, champ))


def test_ids_are_unique_in_the_whole_form() -> None:
    etapes = [{"id": nom, "titre": nom, "champs": [un_champ()]} for nom in ("une", "deux")]
    with pytest.raises(ValidationError, match="deux champs"):
        Formulaire.model_validate({"titre": "F", "etapes": etapes})


def test_step_ids_are_unique_and_leave_the_pages_their_addresses() -> None:
    etape = {"id": "une", "titre": "Une", "champs": [un_champ()]}
    autre = {"id": "une", "titre": "Deux", "champs": [un_champ(id="y")]}
    with pytest.raises(ValidationError, match="même identifiant"):
        Formulaire.model_validate({"titre": "F", "etapes": [etape, autre]})
    with pytest.raises(ValidationError, match="réservé"):
        Formulaire.model_validate({"titre": "F", "etapes": [etape | {"id": "recapitulatif"}]})


def test_a_form_asks_something() -> None:
    with pytest.raises(ValidationError, match="aucune question"):
        Formulaire.model_validate(un_formulaire(un_champ(type="titre")))


def test_the_schema_is_frozen() -> None:
    champ = element(un_champ())
    with pytest.raises(ValidationError):
        champ.libelle = "Autre"  # type: ignore[misc]


def test_every_type_and_every_source_may_be_written() -> None:
    for genre in TYPES:
        assert element(tous.un_champ(genre)).type == genre
    genres = {nom: nom for nom in ("adresse", "commune", "siret", "iban")} | {"date_naissance": "date"}
    for source in Source:
        champ = element(un_champ(type=genres.get(source, "texte"), prefill=source))
        assert champ.prefill is source


def test_finds_its_parts() -> None:
    formulaire = Formulaire.model_validate(un_formulaire(un_champ()))
    assert formulaire.etape("une") is formulaire.etapes[0]
    assert formulaire.etape("deux") is None
    assert formulaire.champ("x") is formulaire.etapes[0].champs[0]
    assert formulaire.champ("y") is None

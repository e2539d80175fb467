"""What each type of field reads, shows and refuses, value by value."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from portail.core import clock
from portail.formulaires.types import afficher, lire
from portail.formulaires.types.base import Element
from tests import tous_les_types as tous
from tests.unit.formulaires.elements import element

ADRESSE = {"voie": " 12 rue  du Port ", "code_postal": "86 000", "commune": "Poitiers"}
IBAN = "FR7630006000011234567890189"


def champ(genre: str, **limites: Any) -> Element:
    return element(tous.un_champ(genre, **limites))


@pytest.mark.parametrize(
    ("genre", "brut", "canonique", "montre"),
    [
        ("texte", "  deux\u00a0 mots\n", "deux mots", "deux mots"),
        ("texte_long", " a\r\nb ", "a\nb", "a\nb"),
        ("entier", "1 234", 1234, "1\u202f234"),
        ("entier", 12, 12, "12"),
        ("decimal", "1 234,5", "1234.5", "1\u202f234,5"),
        ("decimal", 1e-7, "0.0000001", "0,0000001"),
        ("montant", "1.234,50 €", "1234.50", "1\u202f234,50\u00a0€"),
        ("montant", "1234.5", "1234.50", "1\u202f234,50\u00a0€"),
        ("date", "3 avril 2026", "2026-04-03", "3\u00a0avril 2026"),
        ("oui_non", "oui", "oui", "Oui"),
        ("oui_non", False, "non", "Non"),
        ("choix", "b", {"choix": "b", "autre": ""}, "Option B"),
        (
            "choix",
            {"choix": "autre", "autre": " le  vent "},
            {"choix": "autre", "autre": "le vent"},
            "Autre\u00a0: le vent",
        ),
        ("choix", {"choix": "a", "autre": "le vent"}, {"choix": "a", "autre": ""}, "Option A"),
        (
            "choix_lies",
            {"niveau_1": "eau", "niveau_2": "mer"},
            {"niveau_1": "eau", "niveau_2": "mer", "niveau_3": ""},
            "L’eau › La mer",
        ),
        ("choix_lies", {"niveau_1": "air"}, {"niveau_1": "air", "niveau_2": "", "niveau_3": ""}, "L’air"),
        ("reference", "vienne", "86", "Vienne (86)"),
        ("choix_multiples", ["c", "a", "c"], ["a", "c"], "Option A\nOption C"),
        ("mail", "A@Exemple.FR", "A@exemple.fr", "A@exemple.fr"),
        ("telephone", "06 12 34 56 78", "+33612345678", "06\u00a012\u00a034\u00a056\u00a078"),
        ("telephone", "+32 470 12 34 56", "+32470123456", "+32\u00a0470\u00a012\u00a034\u00a056"),
        ("pourcentage", "12,5 %", "12.5", "12,5\u00a0%"),
        ("pourcentage", 100, "100", "100\u00a0%"),
        (
            "url",
            " Www.Exemple.FR/a?b=c#d ",
            "https://www.exemple.fr/a?b=c#d",
            "https://www.exemple.fr/a?b=c#d",
        ),
        ("url", "http://éxemple.fr:8080", "http://xn--xemple-9ua.fr:8080", "http://xn--xemple-9ua.fr:8080"),
        ("rna", "w 751 234 567", "W751234567", "W751234567"),
        ("rna", "W2A1234567", "W2A1234567", "W2A1234567"),
        ("formate", " AB-123 ", "AB-123", "AB-123"),
        ("signature", " Zoé  Martin ", "Zoé Martin", "Zoé Martin"),
        ("heure", "14h5", "14:05", "14\u00a0h\u00a005"),
        ("heure", "midi", "12:00", "12\u00a0h\u00a000"),
        (
            "date_heure",
            {"jour": "3 avril 2026", "heure": "14 h"},
            {"jour": "2026-04-03", "heure": "14:00"},
            "3\u00a0avril 2026 à 14\u00a0h\u00a000",
        ),
        (
            "plage_dates",
            {"debut": "3/4/2026", "fin": "3/4/2026"},
            {"debut": "2026-04-03", "fin": "2026-04-03"},
            "Du 3\u00a0avril 2026 au 3\u00a0avril 2026",
        ),
        ("civilite", "Madame", "madame", "Madame"),
        ("siret", "732 829 320 00074", "73282932000074", "732\u00a0829\u00a0320\u00a000074"),
        ("iban", "fr76 3000 6000 0112 3456 7890 189", IBAN, "FR76\u00a0••••\u00a0••••\u00a00189"),
        ("certification", True, "oui", "Oui"),
        ("declaration", True, "oui", "Acceptée (version 2026-1)"),
        (
            "adresse",
            ADRESSE,
            {
                "voie": "12 rue du Port",
                "complement": "",
                "code_postal": "86000",
                "commune": "Poitiers",
                "code_insee": "",
                "pays": "France",
            },
            "12 rue du Port\n86000 Poitiers",
        ),
        (
            "commune",
            {"code": "86194", "nom": "poitier"},
            {"code": "86194", "nom": "Poitiers", "code_postal": "86000"},
            "Poitiers (86000)",
        ),
    ],
)
def test_reads_and_shows(genre: str, brut: object, canonique: object, montre: str) -> None:
    x = champ(genre)
    assert lire(x, brut) == canonique
    assert lire(x, canonique) == canonique
    assert afficher(x, brut) == afficher(x, canonique) == montre
    json.dumps(canonique)


@pytest.mark.parametrize(
    ("genre", "limites", "brut", "phrase"),
    [
        ("texte", {}, "x" * 251, "compte 251 caractères\u00a0; la limite est 250"),
        ("texte", {"longueur_max": 5}, "six mots", "compte 8 caractères\u00a0; la limite est 5"),
        ("texte_long", {}, "x" * 5001, "la limite est 5\u202f000"),
        ("entier", {}, "3,5", "nombre entier"),
        ("entier", {"minimum": 8}, "7", "au moins 8"),
        ("entier", {"maximum": 26}, "27", "au plus 26"),
        ("montant", {}, "-1", "ne peut pas être négatif"),
        ("montant", {"minimum": 1000}, "999,99", "au moins 1\u202f000,00\u00a0€"),
        ("montant", {}, "1,005", "deux chiffres au plus"),
        ("date", {}, "31/2/2026", "n’existe pas"),
        ("date", {"periode": "passe"}, "11/4/2026", "une date passée"),
        ("date", {"periode": "futur"}, "9/4/2026", "une date à venir"),
        ("date", {"au_plus_tot": "2026-05-01"}, "30/4/2026", "à partir du 1er\u00a0mai 2026"),
        ("date", {"au_plus_tard": "2026-05-01"}, "2/5/2026", "jusqu’au 1er\u00a0mai 2026"),
        ("date", {"moins_de_mois": 3}, "9/1/2026", "moins de 3 mois"),
        ("oui_non", {}, "peut-être", "par oui ou par non"),
        ("choix", {}, "z", "parmi les réponses proposées"),
        ("choix", {"autre": False}, "autre", "parmi les réponses proposées"),
        ("choix", {}, "autre", "Précisez"),
        ("choix", {}, {"choix": "autre", "autre": "x" * 251}, "trop longue"),
        ("choix_lies", {}, {"niveau_1": "feu"}, "parmi les réponses proposées"),
        ("choix_lies", {}, {"niveau_1": "eau"}, "Choisissez : milieu"),
        ("choix_lies", {}, {"niveau_1": "terre", "niveau_2": "fleuves"}, "parmi les réponses"),
        ("reference", {}, "Paris", "dans la liste"),
        ("reference", {}, "75", "dans la liste"),
        ("choix_multiples", {}, ["a", "z"], "parmi les réponses proposées"),
        ("choix_multiples", {"nombre_min": 2}, ["a", "a"], "au moins 2\u00a0réponses"),
        ("choix_multiples", {"nombre_max": 1}, ["a", "b"], "au plus 1\u00a0réponse"),
        ("mail", {}, "jean", "arobase"),
        ("telephone", {}, "06", "10 chiffres"),
        ("siret", {}, "123", "14 chiffres"),
        ("telephone", {}, "+999 12", "indicatif du pays"),
        ("pourcentage", {}, "101", "au plus 100\u00a0%"),
        ("pourcentage", {}, "-1", "au moins 0\u00a0%"),
        ("pourcentage", {"maximum": 80}, "80,5 %", "au plus 80\u00a0%"),
        ("pourcentage", {}, "moitié", "en chiffres"),
        ("url", {}, "javascript:alert(1)//x.fr", "complet|compris"),
        ("url", {}, "ftp://exemple.fr", "https://"),
        ("url", {}, "http://", "complet"),
        ("url", {}, "exemple", "complet"),
        ("url", {}, "http://127.0.0.1/", "complet"),
        ("url", {}, "https://[::1/", "comprise"),
        ("url", {}, "https://exemple.fr:99999", "comprise"),
        ("url", {}, "zoe@exemple.fr", "adresse mail"),
        ("url", {}, "exemple.fr et autre.fr", "espace"),
        ("url", {}, "https://exemple.fr/" + "x" * 2000, "trop longue"),
        ("rna", {}, "751234567", "SIREN"),
        ("rna", {}, "W75123456", "W751234567"),
        ("formate", {}, "ab-123", "Deux lettres"),
        ("formate", {}, "AB-123 ou pas", "Deux lettres"),
        ("signature", {}, "+", "en lettres"),
        ("signature", {}, "x" * 251, "trop long"),
        ("heure", {}, "14", "pas comprise"),
        ("heure", {}, "24 h", "n’existe pas"),
        ("date_heure", {}, {"jour": "3/4/2026"}, "Saisissez une heure"),
        ("date_heure", {}, {"heure": "14 h"}, "Saisissez une date"),
        ("plage_dates", {}, {"debut": "3/4/2026", "fin": "2/4/2026"}, "précède"),
        ("plage_dates", {}, {"debut": "3/4/2026"}, "date de fin"),
        ("plage_dates", {"periode": "futur"}, {"debut": "1/4/2026", "fin": "2/5/2026"}, "à venir"),
        ("civilite", {}, "docteur", "parmi les réponses proposées"),
        ("iban", {}, "FR76", "27 caractères"),
        ("adresse", {}, ADRESSE | {"voie": " "}, "numéro et la voie"),
        ("adresse", {}, ADRESSE | {"code_postal": "8600"}, "5 chiffres"),
        ("adresse", {}, ADRESSE | {"commune": ""}, "Saisissez la commune"),
        ("adresse", {}, ADRESSE | {"code_insee": "ville"}, "dans la liste"),
        ("adresse", {}, ADRESSE | {"complement": "x" * 251}, "trop longue"),
        ("commune", {}, {"nom": "Poitiers"}, "dans la liste"),
        ("commune", {}, {"code": "99999", "nom": "Nulle part"}, "dans la liste"),
        ("certification", {}, "peut-être", "Cochez|oui"),
    ],
)
def test_refuses_with_what_to_do(genre: str, limites: dict[str, Any], brut: object, phrase: str) -> None:
    with clock.fixed(datetime(2026, 4, 10, 12, tzinfo=UTC)), pytest.raises(ValueError, match=phrase):
        lire(champ(genre, **limites), brut)


@pytest.mark.parametrize("motif", ["(", "[A-Z", r"(a)\1", "(?=a)b", "a{1000}{1000}", "", "x" * 501, "a)|(b"])
def test_a_pattern_that_cannot_be_read_in_step_with_the_text_is_refused(motif: str) -> None:
    with pytest.raises(ValueError, match=r"motif"):
        champ("formate", motif=motif)


def test_a_pattern_holds_from_end_to_end_and_never_runs_away() -> None:
    deux = champ("formate", motif="a|ab")
    assert lire(deux, "ab") == "ab"
    piege = champ("formate", motif="(a+)+")
    with pytest.raises(ValueError, match="Deux lettres"):
        lire(piege, "a" * 499 + "b")
    with pytest.raises(ValueError, match="exemple"):
        champ("formate", exemple="ab-123")


def test_each_part_has_its_own_sentence_and_one_may_be_wrong_because_of_another() -> None:
    dates = champ("plage_dates")
    assert dates.fautes({"debut": "31/2/2026", "fin": ""}).keys() == {"debut", "fin"}
    assert dates.fautes({"debut": "3/4/2026", "fin": "2/4/2026"}).keys() == {"fin"}
    assert dates.fautes({"debut": "", "fin": ""}) == {}


def test_only_an_address_of_the_web_is_a_link() -> None:
    assert champ("url").lien("https://exemple.fr") == "https://exemple.fr"
    assert champ("texte").lien("https://exemple.fr") == ""


def test_each_list_offers_what_the_one_before_opens() -> None:
    lies = champ("choix_lies")

    def offres(**choisies: str) -> list[list[str]]:
        return [[option.valeur for option in boite.offertes] for boite in lies.boites(choisies)]

    assert offres() == [["eau", "air", "terre"], [], []]
    assert offres(niveau_1="eau") == [["eau", "air", "terre"], ["mer", "fleuves"], []]
    assert offres(niveau_1="eau", niveau_2="fleuves")[2] == ["vienne"]
    assert offres(niveau_1="air", niveau_2="fleuves")[1:] == [[], []]
    assert lies.suites("niveau_1") == ("niveau_2", "niveau_3")
    lots = [lies.boites({"niveau_1": valeur})[1].lot for valeur in ("eau", "terre")]
    assert lots[0] != lots[1]


@pytest.mark.parametrize(
    ("genre", "limites"),
    [
        ("choix", {"options": [*tous.OPTIONS, {"valeur": "autre", "libelle": "Autre"}]}),
        ("choix_lies", {"niveaux": ["Seul"]}),
        ("choix_lies", {"niveaux": ["Un", "Deux"]}),
        ("choix_lies", {"branches": []}),
        ("choix_lies", {"branches": [{"valeur": "a", "libelle": "A"}, {"valeur": "a", "libelle": "B"}]}),
        ("reference", {"liste": "inconnue", "dans": ""}),
        ("reference", {"dans": "regions:00"}),
    ],
)
def test_choices_that_nobody_could_make_are_refused(genre: str, limites: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=genre):
        champ(genre, **limites)


def test_the_receipt_keeps_the_words_that_were_accepted() -> None:
    entier = champ("declaration").en_entier()
    assert "Je respecte *la charte*." in entier
    assert champ("declaration").empreinte in entier


def test_how_recent_a_file_must_be_is_said_by_its_day() -> None:
    with clock.fixed(datetime(2026, 5, 31, 12, tzinfo=UTC)):
        assert (
            champ("pieces").precision == "De moins de 3 mois\u00a0: daté du 28\u00a0février 2026 au plus tôt."
        )

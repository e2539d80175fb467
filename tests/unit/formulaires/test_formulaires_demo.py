"""The demonstration's forms: well written, complete, and possible to fill."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import portail.demo
from portail.demo.catalogue import charger as charger_les_aides
from portail.formulaires.conditions import Circonstances
from portail.formulaires.echanges.controle import controler, lire_formulaire
from portail.formulaires.schema import Formulaire
from portail.formulaires.types.base import Question
from portail.formulaires.types.choix import Choix, ChoixMultiples
from portail.formulaires.types.dates import DateHeure, Jour
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.types.nombres import Nombre
from portail.formulaires.validation import EtatEtape, Examen, examiner

DOSSIER = Path(portail.demo.__file__).parent / "formulaires"
LUES = {"titre", "introduction", "intro", "libelle", "aide", "texte", "message_invalide", "avertissement"}
LUES |= {"nom_rangee", "message_motif"}
SLUGS = tuple(sorted(fichier.stem for fichier in DOSSIER.glob("*.yaml")))
CERFA = "formation-des-benevoles"
ENTREPRISE = "investissement-des-entreprises"
RENOVATION = "renovation-batiments-publics"

VALEURS: dict[str, object] = {
    "texte": "Une réponse",
    "texte_long": "Une réponse plus longue.",
    "date": "3 avril 2000",
    "heure": "20 h 30",
    "plage_dates": {"debut": "1/1/2026", "fin": "31/12/2026"},
    "oui_non": "oui",
    "mail": "contact@exemple.fr",
    "telephone": "06 12 34 56 78",
    "url": "exemple.fr",
    "siret": "73282932000074",
    "rna": "W332012345",
    "montant": "1000",
    "iban": "FR7630006000011234567890189",
    "adresse": {"voie": "1 rue du Port", "code_postal": "86000", "commune": "Poitiers"},
    "commune": {"code": "86194", "nom": "Poitiers"},
    "certification": True,
    "signature": "Yasmine Benali",
}

FINANCEUR = {"service": "Vie associative", "accord": "obtenue"}
SESSION = {"jour": "3 avril 2199", "inscrits": "12", "ouverte": "oui"}
DEVIS = {"objet": "Fraiseuse", "fournisseur": "Machines du Limousin"}
PROPRES: dict[str, dict[str, object]] = {
    CERFA: {
        "sessions": [
            {"_": "aaaa", "theme": "Tenir les comptes", "journees": "3,5"} | SESSION,
            {"_": "bbbb", "theme": "Animer une réunion", "journees": "2,5"} | SESSION,
        ],
        **{"a606": "1 500", "a613": "3 000", "a641": "18 000", "a645": "6 000", "a65": "500"},
        **{"a70": "5 000", "a756": "2 800", "a758": "1 000", "a78": "4 000"},
        "a74": [
            {"_": "aaaa", "financeur": "departement", "montant": "12 000"} | FINANCEUR,
            {"_": "bbbb", "financeur": "region", "montant": "4 200"} | FINANCEUR,
        ],
        **{"p604": "4 200", "p613": "900", "p623": "350,50", "p625": "649,50", "pfixes": "400"},
        **{"p756": "300", "pressources": "500", "subvention_demandee": "4 200"},
        **{"p864": "1 200", "p870": "1 200"},
        "p74": [
            {"_": "aaaa", "financeur": "commune", "montant": "1 000"} | FINANCEUR,
            {"_": "bbbb", "financeur": "prive", "montant": "500"} | FINANCEUR,
        ],
    },
    RENOVATION: {
        **{"gain": "55", "commences": "non", "conso_avant": "120 000", "conso_apres": "54 000"},
        "depenses": [{"_": "aaaa", "poste": "isolation", "objet": "Toiture", "montant": "100 000"}],
        "aide_demandee": "40 000",
    },
    "equipements-sportifs-de-proximite": {
        "depenses": [
            {"_": "aaaa", "nature": "travaux", "objet": "Sol", "quantite": "400", "prix": "250"},
            {"_": "bbbb", "nature": "etudes", "objet": "Architecte", "quantite": "1", "prix": "10 000"},
        ],
        "aide_demandee": "22 000",
    },
    ENTREPRISE: {
        **{"capitaux_propres": "200 000", "subvention_demandee": "25 000", "emprunt_montant": "40 000"},
        "depenses": [
            {"_": "aaaa", "nature": "equipement", "montant": "90 000", "occasion": "non"} | DEVIS,
            {"_": "bbbb", "nature": "etude", "montant": "20 000"} | DEVIS,
        ],
    },
    "festivals-et-manifestations": {
        **{"editions": "3", "cloture": "5 avril 2199", "licence_numero": "L-D-2025-001234"},
        **{"cachets": "18 000", "droits": "1 500", "technique": "8 000", "mediation_cout": "500"},
        **{"communication": "2 000", "organisation": "4 000", "billetterie": "15 000"},
        **{"fonds_propres": "5 400", "aide_demandee": "5 600"},
        "partenaires": [
            {"_": "aaaa", "genre": "commune", "nom": "Ribérac", "montant": "8 000", "accord": "deposee"}
        ],
    },
}
"""The answers that must agree with others; of the Cerfa, the lines of the budgets that are filled."""


@cache
def charger(slug: str) -> Formulaire:
    return lire_formulaire((DOSSIER / f"{slug}.yaml").read_bytes())


@cache
def circonstances(slug: str) -> Circonstances:
    """What the form reads of its aid."""
    aide = next(aide for aide in charger_les_aides() if aide.formulaire == slug)
    faits = {
        "aide.plafond": None if aide.plafond is None else Decimal(aide.plafond),
        "aide.taux_max": None if aide.taux_max is None else Decimal(aide.taux_max) / 100,
    }
    return Circonstances(dehors=faits.get)


def reponse(question: Question) -> object:
    futur = getattr(question, "periode", "") == "futur"
    match question:
        case Bloc():
            return [{"_": "aaaa"} | {colonne.id: reponse(colonne) for colonne in question.colonnes}]
        case ChoixMultiples(valeurs=valeurs, nombre_max=limite):
            return list(valeurs[: limite or 3])
        case Choix(valeurs=(premiere, *_)):
            return premiere
        case Nombre(minimum=minimum) if minimum is not None:
            return str(minimum + 1)
        case DateHeure():
            return {"jour": "3 avril 2199", "heure": "18 h"}
        case Jour() if futur:
            return "3 avril 2199"
    return VALEURS[question.type]


def reponses(slug: str, formulaire: Formulaire) -> dict[str, object]:
    """An answer to every question, but the lines of a budget that stay empty."""
    propres = PROPRES.get(slug, {})
    vides = {q.id for q in formulaire.questions() if slug == CERFA and q.type == "montant"} - propres.keys()
    return {
        question.id: propres.get(question.id) or reponse(question)
        for question in formulaire.questions()
        if question.repond and question.id not in vides
    }


def remplie(slug: str, **autres: object) -> Examen:
    """The form filled to the end, `autres` answered otherwise."""
    formulaire = charger(slug)
    pieces = {question.id: 1 for question in formulaire.questions() if not question.repond}
    tout = reponses(slug, formulaire) | autres
    return examiner(formulaire, tout, pieces, circonstances=circonstances(slug))


def phrases(examen: Examen) -> dict[str, str]:
    """What stands in the way, by question."""
    return {manque.champ: manque.phrase for manque in examen.tous_les_manques}


@pytest.mark.parametrize("slug", SLUGS)
def test_can_be_filled_to_the_end(slug: str) -> None:
    examen = remplie(slug)
    assert phrases(examen) == {}
    assert {examen.etat(etape) for etape in examen.formulaire.etapes} == {EtatEtape.COMPLETE}
    inconnus = [nom for nom in examen.formulaire.calculs if examen.regard.valeur(nom) is None]
    assert inconnus == []


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_in_it_deserves_a_second_look(slug: str) -> None:
    assert controler((DOSSIER / f"{slug}.yaml").read_bytes()).remarques == ()


def test_the_budgets_of_the_cerfa_add_up() -> None:
    lu = remplie(CERFA).regard.valeur
    assert {nom: lu(f"p{nom}") for nom in ("charges", "produits", "ecart", "t74", "t86", "t87")} == {
        **{"charges": Decimal(6500), "produits": Decimal(6500), "ecart": Decimal(0)},
        **{"t74": Decimal(1500), "t86": Decimal(1200), "t87": Decimal(1200)},
    }
    assert (lu("acharges"), lu("aproduits"), lu("at74")) == (Decimal(29000), Decimal(29000), Decimal(16200))
    assert (lu("journees_total"), lu("aide_possible")) == (Decimal(6), Decimal(4200))
    part = remplie(CERFA).formulaire.calculs["part"]
    assert part.montrer(lu("part")) == "64,62\u00a0%"


def test_a_budget_of_the_cerfa_that_does_not_balance_is_told() -> None:
    assert phrases(remplie(CERFA, p613="901")).keys() == {"pequilibre"}
    assert phrases(remplie(CERFA, p870="1 000")).keys() == {"pequilibre"}
    rien = {nom: "" for nom in PROPRES[CERFA] if nom.startswith("a")}
    assert phrases(remplie(CERFA, **rien)).keys() == {"aequilibre"}
    trop = phrases(remplie(CERFA, subvention_demandee="4 201", pressources="499"))
    assert trop.keys() == {"subvention_demandee"}
    assert trop["subvention_demandee"].startswith("Article 4")


def test_too_much_public_money_is_a_warning_of_the_cerfa() -> None:
    def averti(financeur: str) -> bool:
        autres = [{"_": "aaaa", "financeur": financeur, "montant": "1 500"} | FINANCEUR]
        examen = remplie(CERFA, p74=autres)
        assert phrases(examen) == {}
        return examen.avertissement(examen.formulaire.lieu("subvention_demandee")[1]) is not None

    assert (averti("etat"), averti("prive")) == (True, False)


@pytest.mark.parametrize(
    ("question", "valeur"),
    [
        *(("demandeur", "autre"), ("ancien", "non"), ("reste_public", "non")),
        *(("gain", "49,9"), ("basse_consommation", "non"), ("commences", "oui")),
    ],
)
def test_eligibility_decides_with_the_sentence_of_the_reglement(question: str, valeur: str) -> None:
    examen = remplie(RENOVATION, **{question: valeur})
    assert [etape.id for etape in examen.etapes] == ["eligibilite"]
    assert {"non_eligible"} == examen.visibles & {"eligible", "non_eligible"}
    assert re.match(r"Article [23] du règlement", phrases(examen)[question])
    assert not examen.pret


def test_a_possible_aid_follows_its_rate_and_its_ceiling() -> None:
    def possible(slug: str, **autres: object) -> object:
        return remplie(slug, **autres).regard.valeur("aide_possible")

    lots = [{"_": "aaaa", "poste": "isolation", "objet": "Toit", "montant": "100 000"}]
    hors = [*lots, {"_": "bbbb", "poste": "autre", "objet": "Parking", "montant": "9 000"}]
    assert possible(RENOVATION, depenses=hors) == Decimal(40000)
    assert possible(RENOVATION, depenses=hors, biosources=[]) == Decimal(30000)
    assert possible(RENOVATION, depenses=[lots[0] | {"montant": "900 000"}]) == Decimal(200000)
    assert possible("equipements-sportifs-de-proximite") == Decimal(22000)
    assert possible("equipements-sportifs-de-proximite", genre="bassin") == Decimal(27500)
    assert possible("festivals-et-manifestations") == Decimal(5600)
    assert possible(ENTREPRISE) == Decimal(25000)  # of studies, 10 000 € are taken
    assert possible(ENTREPRISE, effectif="50-a-249", objectifs=["moderniser"]) == Decimal(15000)
    assert possible(ENTREPRISE, capitaux_propres="9 000") == Decimal(9000)
    assert possible("mobilite-etudiante", semaines="26") == Decimal(2500)
    assert possible("mobilite-etudiante", semaines="10", boursier="non") == Decimal(1025)


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
    assert 4 <= len(formulaire.etapes) <= 8
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

"""What search engines read of an aid."""

from dataclasses import replace
from datetime import date

from portail.aides.donnees_structurees import service_public
from portail.aides.models import Aide
from portail.aides.rules import Fenetre
from portail.aides.vues_fiche import FicheAide, fiche

JOUR = date(2026, 3, 15)
ORIGINE = "https://aides.exemple.fr"
FENETRES = [
    Fenetre(date(2026, 1, 1), date(2026, 4, 1), "Printemps"),
    Fenetre(date(2026, 9, 1)),
    Fenetre(None),
]


def _aide(**champs: object) -> Aide:
    return Aide(slug="velo", titre="Vélo", cle_titre="velo", resume="Une prime.", **champs)


def _dire(aide: Aide, vue: FicheAide | None = None) -> dict[str, object]:
    vue = vue or fiche(aide, FENETRES, JOUR, en_ligne=True)
    return service_public(aide, vue, FENETRES, ORIGINE, "Région Essai")


def test_an_aid_is_a_government_service() -> None:
    aide = _aide(
        nature="subvention",
        thematiques=["mobilites"],
        beneficiaires=["entreprise"],
        territoires=["REG-75", "COM-24037", "DEP-33", "XX"],
        service_instructeur="Pôle mobilités",
        contacts=[{"service": "Guichet", "telephone": "05 36 49 00 00"}],
    )
    dites = _dire(aide)
    assert dites["@type"] == "GovernmentService"
    assert dites["url"] == dites["@id"] == f"{ORIGINE}/aides/velo"
    assert (dites["name"], dites["description"], dites["serviceType"]) == ("Vélo", "Une prime.", "Subvention")
    assert dites["provider"] == {"@type": "GovernmentOrganization", "name": "Région Essai", "url": ORIGINE}
    assert dites["serviceOperator"] == {"@type": "Organization", "name": "Pôle mobilités"}
    assert dites["areaServed"] == [
        {"@type": "State", "name": "Nouvelle-Aquitaine", "identifier": "REG-75"},
        {"@type": "City", "name": "Bergerac", "identifier": "COM-24037"},
        {"@type": "AdministrativeArea", "name": "Gironde", "identifier": "DEP-33"},
    ]
    assert dites["audience"] == {"@type": "BusinessAudience", "audienceType": "Entreprise"}
    assert dites["availableChannel"] == {
        "@type": "ServiceChannel",
        "serviceUrl": f"{ORIGINE}/aides/velo/demande",
        "servicePhone": {"@type": "ContactPoint", "telephone": "05 36 49 00 00"},
        "availableLanguage": "fr",
    }
    assert dites["offers"] == [
        {
            "@type": "Offer",
            "name": "Printemps",
            "category": "Période de dépôt",
            "validFrom": "2026-01-01",
            "validThrough": "2026-04-01",
        },
        {"@type": "Offer", "category": "Période de dépôt", "validFrom": "2026-09-01"},
    ]


def test_what_is_not_known_is_left_out() -> None:
    aide = _aide()
    vue = replace(fiche(aide, [], JOUR, en_ligne=False), resume="")
    dites = service_public(aide, vue, [], ORIGINE, "Région Essai")
    absentes = {
        "description",
        "serviceOperator",
        "areaServed",
        "audience",
        "offers",
        "termsOfService",
        "sameAs",
    }
    assert not absentes & dites.keys()
    assert dites["serviceType"] == "Aide publique"

"""A row as the fields of an aid."""

from datetime import date
from typing import Any

from portail.aides.echanges.conversion import Convertie, convertir, homonyme, territoire_libelle
from portail.aides.echanges.criteres_pro import colonnes
from portail.aides.echanges.rapport import MESSAGES_DITS, Message, Rapport, en_lignes
from portail.aides.echanges.schema import verifier
from portail.aides.echanges.suivi import Suivi
from portail.aides.echanges.themes import codes_de, reconnaitre, valeurs_de
from portail.aides.vocabulaire import SOUS_THEMATIQUES, THEMATIQUES
from tests.lignes_d_aides import ligne


def _convertir(**cellules: Any) -> Convertie:
    lue, erreurs, _ = verifier(ligne(**cellules))
    assert lue, erreurs
    return convertir(lue)


def test_a_row_fills_the_fields_of_an_aid() -> None:
    champs = _convertir().champs
    assert champs["beneficiaires"] == ["association", "collectivite", "etablissement_public"]
    assert champs["profils"] == ["association", "collectivite", "etablissement-public"]
    assert (champs["thematiques"], champs["sous_thematiques"]) == (
        ["environnement"],
        ["energies-renouvelables"],
    )
    assert champs["programmes"] == ["Fonds vert"]
    assert champs["mots_cles"] == ["Énergie, air et climat > EnR - Energies renouvelables"]
    assert champs["eligibilite"] == "- Être propriétaire de la salle ;\n- Ouvrir toute l’année."
    assert champs["service_instructeur"] == "Région Nouvelle-Aquitaine"
    assert champs["territoire_libelle"] == "Nouvelle-Aquitaine"
    assert (champs["types_aides"], champs["nature"]) == (["financement"], "")
    assert _convertir().fenetre == (date(2026, 1, 10), date(2026, 12, 31))


def test_the_nature_is_told_only_when_the_kind_says_it() -> None:
    assert _convertir(types_aides="prêt").champs["nature"] == "pret"
    assert _convertir(types_aides="accompagnement").champs["nature"] == "accompagnement"
    assert _convertir(types_aides="prêt|subvention").champs["nature"] == ""


def test_the_service_is_who_handles_the_request_else_the_first() -> None:
    porteurs = "[{ nom: 'ADEME', roles: ['financeur'] }, { nom: 'Région', roles: ['instructeur'] }]"
    assert _convertir(porteurs=porteurs).champs["service_instructeur"] == "Région"
    assert _convertir(porteurs="[{ nom: 'ADEME' }]").champs["service_instructeur"] == "ADEME"
    assert _convertir(porteurs="[]").champs["service_instructeur"] == ""


def test_places_are_named() -> None:
    assert territoire_libelle(["DEP-24", "DEP-33"], []) == "Dordogne et Gironde"
    assert territoire_libelle(["PAYS-99100"], ["DEP-2A"]) == "France, sauf Corse-du-Sud"
    assert territoire_libelle(["DEP-16", "DEP-17", "DEP-24", "DEP-33", "DEP-40"], []) == (
        "Charente, Charente-Maritime, Dordogne et 2 autres territoires"
    )
    assert territoire_libelle(["COM-2A004"], []) == "Ajaccio"
    assert territoire_libelle(["COM-99999"], []) == "COM-99999"


def test_the_criteria_of_companies_are_kept_and_given_back() -> None:
    cellules = {
        "eligibilite_effectif_minimal": "10",
        "eligibilite_effectif_maximal": "249",
        "eligibilite_categorie_taille_entreprise": "MIC|PME",
        "eligibilite_annees_existence_minimal": "2",
        "eligibilite_forme_juridique": "EI|SARL",
        "ciblage_naf": "A|10.11Z",
        "ciblage_secteur_activite": "agriculture",
    }
    conditions = _convertir(**cellules).champs["conditions"]
    assert conditions["tailles"] == ["TPE", "PME"]
    assert conditions["anciennete_min"] == 24  # months
    assert conditions["formes"] == ["1", "54"]
    assert colonnes(conditions) == cellules
    assert _convertir().champs["conditions"] == {}


def test_a_legal_form_nobody_knows_bars_nobody() -> None:
    conditions = _convertir(eligibilite_forme_juridique="SARL|Caravane").champs["conditions"]
    assert "formes" not in conditions
    assert conditions["formes_juridiques"] == ["SARL", "Caravane"]
    exclue = _convertir(
        eligibilite_forme_juridique="SARL|EI", eligibilite_forme_juridique_exclusions="EI"
    ).champs["conditions"]
    assert exclue["formes"] == ["54"]


def test_legal_bases_are_known_and_kept_as_links() -> None:
    bases = "[{ libelle: 'Règlement de minimis', lien: 'https://europa.eu/x' }, { libelle: 'Arrêté n° 1' }]"
    champs = _convertir(base_juridique=bases).champs
    assert champs["bases_juridiques"] == ["de-minimis"]
    assert champs["documents_informatifs"] == [
        {"nom": "Règlement de minimis", "adresse": "https://europa.eu/x"},
        {"nom": "Arrêté n° 1", "adresse": ""},
    ]


def test_same_titles_are_found_whatever_their_case() -> None:
    une, autre = (
        verifier(ligne(titre=titre))[0]
        for titre in ("APPEL À PROJETS POUR LA FORÊT", "Appel à projets pour la forêt")
    )
    assert une
    assert autre
    assert homonyme(une)[0] == homonyme(autre)[0]
    assert homonyme(une)[1].theme == "EnR - Energies renouvelables, Fonds vert"


def test_every_code_of_the_mapping_exists_and_our_own_labels_are_known() -> None:
    connus = {*THEMATIQUES, *(code for sous in SOUS_THEMATIQUES.values() for code in sous)}
    for famille in ("Énergie, air et climat", "ENERGIE AIR ET CLIMAT", "Tourisme - Culture"):
        assert codes_de(famille)
        assert codes_de(famille) <= connus
    for theme, sous in SOUS_THEMATIQUES.items():
        dites = valeurs_de([theme], sous)
        lues = reconnaitre(dites)
        assert lues.thematiques == [theme]
        assert set(lues.sous_thematiques) == set(sous)
        assert lues.programmes == []


def test_what_is_remembered_of_a_row_is_read_back() -> None:
    suivi = Suivi({"titre": "x"}, "2026-01-01", "2026-01-02T00:00:00+00:00", True)
    assert Suivi.lire(suivi.ecrire()) == suivi
    for abime in ("", "[]", "{", '{"autre": 1}', "sha256"):
        assert Suivi.lire(abime) == Suivi()


def test_the_report_is_told_in_french() -> None:
    assert Rapport(creees=337).bilan == "337 créées, 0 modifiée, 0 inchangée, 0 retirée, 0 refusée"
    message = Message("ligne 12", "cibles", "à revoir.")
    assert str(message) == "ligne 12, colonne «\u00a0cibles\u00a0»\u00a0: à revoir."
    dites = en_lignes([message] * (MESSAGES_DITS + 2))
    assert (len(dites), dites[-1]) == (MESSAGES_DITS + 1, "… et 2\u00a0autres messages.")

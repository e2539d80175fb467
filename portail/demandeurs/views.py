"""Answers as the screens show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portail.core.adresse import FRANCE, lire_adresse
from portail.core.identifiers import (
    Iban,
    lire_iban,
    moins_de_16_ans,
    suggestion_mail,
)
from portail.demandeurs.champs import Reponses, erreur_a_la_saisie, lire_ou_rien
from portail.demandeurs.rules import CHAMPS, EtatOrganisation, sans_adresse

NON_VERIFIE = "Nous n’avons pas pu vérifier ce numéro, vous pouvez continuer."
_MESSAGES = {
    EtatOrganisation.VERIFIEE: "",
    EtatOrganisation.CESSEE: "Cet établissement est fermé selon la base Sirene. Vérifiez le numéro ;"
    " s’il est juste, vous pouvez continuer.",
    EtatOrganisation.INCONNUE: NON_VERIFIE,
    EtatOrganisation.A_VERIFIER: NON_VERIFIE,
}


@dataclass(frozen=True)
class VueOrganisation:
    """What is known of the organisation; `etat` is empty while nothing was asked."""

    etat: str = ""
    nom: str = ""
    forme_juridique: str = ""
    adresse: str = ""
    message: str = ""


@dataclass(frozen=True)
class Infos:
    """What the fields say besides errors."""

    organisation: VueOrganisation = VueOrganisation()
    suggestion_mail: str = ""
    mineur: bool = False
    iban_masque: str = ""
    banque: str = ""
    adresse: list[str] = field(default_factory=list)
    a_la_main: bool = False


@dataclass(frozen=True)
class VueSaisie:
    """A form in progress: texts as typed (never a valid IBAN), sentences by field, and the rest."""

    valeurs: dict[str, str]
    erreurs: dict[str, str]
    infos: Infos


@dataclass(frozen=True)
class VueInscription:
    """The wizard as it was left."""

    saisie: VueSaisie
    mot_de_passe_garde: bool = False
    etape_1_faite: bool = False
    envoye_a: str = ""


@dataclass(frozen=True)
class Recu:
    """What the server says of fields just typed: their values as kept, sentences by field, and the rest.

    `siret_a_verifier` is a number the partner should now be asked about.
    """

    valeurs: dict[str, str]
    erreurs: dict[str, str]
    infos: Infos
    siret_a_verifier: str = ""


def masquer_mail(mail: str) -> str:
    """« z•••@exemple.fr »: enough for its owner to recognise it on a shared screen."""
    nom, _, domaine = mail.rpartition("@")
    return f"{nom[:1]}•••@{domaine}" if nom else ""


def siret_a_verifier(reponses: Reponses, organisation: Mapping[str, Any], aujourd_hui: date) -> str:
    """The canonical SIRET nobody has checked yet; empty when there is none to check."""
    siret = lire_ou_rien("siret", reponses, aujourd_hui)
    connu = organisation.get("siret") == siret and organisation.get("etat") != EtatOrganisation.A_VERIFIER
    return "" if connu else siret


def vue_organisation(organisation: Mapping[str, Any], siret: str) -> VueOrganisation:
    """The organisation of this canonical SIRET; an answer about another number is not shown."""
    if not siret or organisation.get("siret") != siret:
        return VueOrganisation()
    etat = EtatOrganisation(organisation["etat"])
    return VueOrganisation(
        etat=etat,
        nom=organisation.get("nom", ""),
        forme_juridique=organisation.get("forme_juridique", ""),
        adresse=organisation.get("adresse", ""),
        message=_MESSAGES[etat],
    )


def lignes_adresse(parties: Mapping[str, str]) -> list[str]:
    """The lines of a valid address; none of one that is not."""
    try:
        return lire_adresse(parties).lignes()
    except ValueError:
        return []


def _iban(reponses: Reponses) -> Iban | None:
    try:
        return lire_iban(reponses.get("iban", ""))
    except ValueError:
        return None


def infos(reponses: Reponses, organisation: Mapping[str, Any], aujourd_hui: date) -> Infos:
    """What the fields say besides errors, for these answers."""
    siret = lire_ou_rien("siret", reponses, aujourd_hui)
    naissance = lire_ou_rien("date_naissance", reponses, aujourd_hui)
    iban, lignes = _iban(reponses), lignes_adresse(reponses)
    commencee = not lignes and not sans_adresse(reponses)
    return Infos(
        organisation=vue_organisation(organisation, siret),
        suggestion_mail=suggestion_mail(reponses.get("mail", "")) or "",
        mineur=bool(naissance) and moins_de_16_ans(date.fromisoformat(naissance), aujourd_hui),
        iban_masque=iban.masque if iban else "",
        banque=iban.banque if iban else "",
        adresse=lignes,
        a_la_main=commencee or reponses.get("adresse_a_la_main") == "oui",
    )


def vue_saisie(reponses: Reponses, organisation: Mapping[str, Any], aujourd_hui: date) -> VueSaisie:
    """The form as a page shows it on opening: a valid IBAN stays on the server."""
    valeurs = {champ: reponses.get(champ, "") for champ in CHAMPS}
    valeurs["pays"] = valeurs["pays"] or FRANCE
    dit = infos(reponses, organisation, aujourd_hui)
    if dit.iban_masque:
        valeurs["iban"] = ""
    erreurs = {champ: erreur_a_la_saisie(champ, reponses, aujourd_hui) for champ in CHAMPS}
    return VueSaisie(valeurs, erreurs, dit)

"""What each field of the sign-up and of the fiche accepts. Pure.

The answers are a mapping of texts as typed, by field name; what is missing is an empty text.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from portail.comptes.rules import SUITE_MAX
from portail.core.adresse import erreurs_adresse
from portail.core.identifiers import (
    lire_bic,
    lire_iban,
    lire_mail,
    lire_siret,
    lire_telephone,
    verifier_bic,
    verifier_date_naissance,
    verifier_identifiant,
    verifier_mot_de_passe,
)
from portail.core.saisie import sans_impossible, une_ligne
from portail.demandeurs.rules import (
    ADRESSE,
    CIVILITES,
    DEPENDANTS,
    LONGUEUR_GARDEE,
    concerne,
    sans_adresse,
    type_de,
)

Reponses = Mapping[str, str]
_NOM_MAX = 100
_PHRASES = {
    "nom": "Saisissez votre nom.",
    "prenom": "Saisissez votre prénom.",
    "representant_nom": "Saisissez le nom de la personne qui représente l’organisme.",
    "representant_qualite": "Saisissez la qualité du représentant, par exemple « présidente ».",
    "titulaire": "Saisissez le titulaire du compte, tel qu’il figure sur le relevé.",
}
SANS_ADRESSE = "Choisissez votre adresse dans la liste, ou saisissez-la à la main."


def garder(champ: str, texte: str) -> str:
    """What is kept of a typed text: anything a database can hold, within bounds."""
    return sans_impossible(texte)[: SUITE_MAX if champ == "suite" else LONGUEUR_GARDEE]


def lire(champ: str, reponses: Reponses, aujourd_hui: date) -> str:
    """The canonical value of a field (a date in ISO 8601), empty when nothing is asked or given.

    Raises:
        ValueError: a French sentence that says what to do.
    """
    texte = reponses.get(champ, "")
    if champ in ADRESSE:
        return _lire_adresse(champ, reponses)
    if champ in _PHRASES:
        return _lire_nom(champ, texte, reponses)
    if champ == "date_naissance":
        return verifier_date_naissance(texte, aujourd_hui).isoformat()
    if champ in _LECTURES:
        return _LECTURES[champ](texte)
    return _lire_lie(champ, texte, reponses)


def _lire_lie(champ: str, texte: str, reponses: Reponses) -> str:
    """The fields that are read with the help of another one."""
    if champ == "identifiant":
        return verifier_identifiant(texte, reponses.get("mail", ""))
    if champ == "iban":
        demande = any(une_ligne(reponses.get(nom, "")) for nom in ("titulaire", "iban", "bic"))
        return lire_iban(texte).compact if demande else ""
    if champ == "bic":
        return _lire_bic(texte, reponses)
    return une_ligne(texte)


def _lire_type(texte: str) -> str:
    if type_de({"type_demandeur": texte}) is None:
        raise ValueError("Choisissez ce que vous êtes.")
    return texte


def _lire_civilite(texte: str) -> str:
    if texte and texte not in CIVILITES:
        raise ValueError("Choisissez une civilité dans la liste, ou laissez ce champ vide.")
    return texte


_LECTURES = {
    "mail": lire_mail,
    "siret": lire_siret,
    "telephone": lire_telephone,
    "type_demandeur": _lire_type,
    "civilite": _lire_civilite,
}


def _lire_nom(champ: str, texte: str, reponses: Reponses) -> str:
    propre = une_ligne(texte)
    if not propre:
        if champ == "titulaire" and not une_ligne(reponses.get("iban", "")):
            return ""
        raise ValueError(_PHRASES[champ])
    if not any(lettre.isalpha() for lettre in propre):
        raise ValueError(f"{_PHRASES[champ][:-1]} avec des lettres.")
    if len(propre) > _NOM_MAX:
        raise ValueError(f"Ce texte est trop long : {_NOM_MAX} caractères au plus.")
    return propre


def _lire_bic(texte: str, reponses: Reponses) -> str:
    """A BIC may be left out: the bank finds its own from the IBAN (règlement (UE) 260/2012, article 5)."""
    if not une_ligne(texte):
        return ""
    bic = lire_bic(texte)
    try:
        iban = lire_iban(reponses.get("iban", ""))
    except ValueError:
        return bic  # the IBAN has its own error
    verifier_bic(bic, iban)
    return bic


def _lire_adresse(champ: str, reponses: Reponses) -> str:
    erreurs = erreurs_adresse({partie: reponses.get(partie, "") for partie in ADRESSE})
    if champ in erreurs:
        raise ValueError(erreurs[champ])
    return une_ligne(reponses.get(champ, ""))


def lire_ou_rien(champ: str, reponses: Reponses, aujourd_hui: date) -> str:
    """The canonical value, empty when the field is not asked, not given or not valid."""
    if not concerne(champ, reponses):
        return ""
    try:
        return lire(champ, reponses, aujourd_hui)
    except ValueError:
        return ""


def erreur(champ: str, reponses: Reponses, aujourd_hui: date) -> str:
    """The sentence for one field, missing ones included; empty when there is nothing to say."""
    if not concerne(champ, reponses):
        return ""
    try:
        lire(champ, reponses, aujourd_hui)
    except ValueError as refus:
        return str(refus)
    return ""


def erreur_a_la_saisie(champ: str, reponses: Reponses, aujourd_hui: date) -> str:
    """As `erreur`, but an empty field is not scolded before the person validates."""
    if not une_ligne(reponses.get(champ, "")):
        return ""
    return erreur(champ, reponses, aujourd_hui)


def erreurs_liees(champs: Iterable[str], reponses: Reponses, aujourd_hui: date) -> dict[str, str]:
    """The sentences to show, or to take away, once these fields were typed: theirs and their dependants'.

    A dependant still missing is left as the screen shows it: scolded already, or not yet.
    """
    phrases = {typed: erreur_a_la_saisie(typed, reponses, aujourd_hui) for typed in champs}
    lies = {lie for champ in phrases for lie in DEPENDANTS.get(champ, ())}
    for champ in lies - set(phrases):
        phrase = erreur(champ, reponses, aujourd_hui)
        if not phrase or une_ligne(reponses.get(champ, "")):
            phrases[champ] = phrase
    return phrases


def erreurs(champs: Iterable[str], reponses: Reponses, aujourd_hui: date) -> dict[str, str]:
    """Every sentence of these fields, in their order; a wholly missing address is told once."""
    trouvees: dict[str, str] = {}
    vide = sans_adresse(reponses) and reponses.get("adresse_a_la_main") != "oui"
    for champ in champs:
        if vide and champ in ADRESSE:
            trouvees["adresse"] = SANS_ADRESSE
        elif phrase := erreur(champ, reponses, aujourd_hui):
            trouvees[champ] = phrase
    return trouvees


def proches(reponses: Reponses) -> list[str]:
    """What a password must not contain."""
    return [reponses.get(champ, "") for champ in ("nom", "prenom", "mail", "identifiant")]


def refus_mot_de_passe(mot: str, reponses: Reponses) -> str:
    """The sentence for a password that cannot be taken; empty when it can."""
    try:
        verifier_mot_de_passe(mot, proches(reponses))
    except ValueError as refus:
        return str(refus)
    return ""

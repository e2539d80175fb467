"""The screens of a form, as a person meets them: where each question is, and how it is answered."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from portail.formulaires.schema import Formulaire
from portail.formulaires.types.base import Element
from tests.e2e.pilotes import Pilote
from tests.e2e.remplissage import reponse

ENREGISTRE = re.compile(r"Enregistré à \d{1,2}\sh\s\d\d")
RADIOS = 6
"""More options than this are a list to unfold."""
EN_UNE_FOIS = ("choix", "choix_multiples", "oui_non")


def exactement(libelle: str) -> re.Pattern[str]:
    """This label and no longer one, whatever its spaces; « (facultatif) » may follow."""
    mots = r"\s+".join(re.escape(mot) for mot in libelle.split())
    return re.compile(rf"^\s*{mots}(\s+\(facultatif\))?\s*$")


def a_derouler(champ: Element) -> bool:
    """Whether the options are a native list rather than radios."""
    return champ.type == "choix" and len(champ.offertes) > RADIOS


def question(page: Page, champ: Element) -> Locator:
    """The control of a question, or the group of its controls."""
    nom = exactement(champ.libelle)
    if champ.type in EN_UNE_FOIS and not a_derouler(champ):
        return page.get_by_role("group", name=nom)
    return page.get_by_role("main").get_by_label(nom)


def statut(page: Page, champ: Element) -> Locator:
    """The words at the right of a question: being saved, saved."""
    if champ.type in EN_UNE_FOIS and not a_derouler(champ):
        return question(page, champ).locator(".field-status")
    autour = question(page, champ).locator("xpath=ancestor::*[contains(@class, 'control')][1]")
    return autour.locator(".field-status")


def champ_de(form: Formulaire, identifiant: str) -> Element:
    """A question by its key."""
    return next(champ for _, champ in form.champs() if champ.id == identifiant)


def repondre(pilote: Pilote, champ: Element, fichiers: Sequence[Path] = ()) -> None:
    """Answer one question of the step that is shown."""
    lieu = question(pilote.page, champ)
    match champ.type:
        case "pieces":
            joints = pilote.page.locator(".piece")
            avant = joints.count()
            pilote.joindre(lieu, fichiers)
            expect(joints).to_have_count(avant + len(fichiers))
        case "choix" if a_derouler(champ):
            pilote.derouler(lieu, str(reponse(champ)))
        case "oui_non" | "choix" | "choix_multiples":
            choisir(pilote, champ, lieu)
        case "certification" | "declaration":
            pilote.cocher(lieu)
        case "commune":
            pilote.suggestion(lieu, "poitiers", re.compile(r"^Poitiers"))
        case "adresse":
            pilote.suggestion(lieu, "12 rue des essais", "12 Rue des Essais 33000 Bordeaux")
        case _:
            pilote.ecrire(lieu, str(reponse(champ)).replace("\n", " "))


def choisir(pilote: Pilote, champ: Element, groupe: Locator) -> None:
    """Choose « Oui », an option, or several."""
    valeur, role = reponse(champ), "checkbox" if champ.type == "choix_multiples" else "radio"
    voulues = valeur if isinstance(valeur, list) else [valeur]
    noms = {option.valeur: option.libelle for option in champ.offertes} or {"oui": "Oui"}
    for voulue in voulues:
        pilote.cocher(groupe.get_by_role(role, name=exactement(noms[str(voulue)])))  # type: ignore[arg-type]

"""Right answers to every question of a form, from its schema alone."""

from datetime import timedelta
from pathlib import Path

import portail.demo
from portail.core import clock
from portail.core.adresse import PARTIES
from portail.core.formats import date_courte
from portail.dossiers import depot
from portail.formulaires.conditions import champs_visibles
from portail.formulaires.echanges.controle import lire_formulaire
from portail.formulaires.schema import Formulaire
from portail.formulaires.types.base import Element
from tests.e2e import fichiers, gens

LARGES = 5_000
ADRESSE = {partie: gens.FICHE[partie] for partie in PARTIES}
TEXTES = {
    "texte": "Fête du fleuve",
    "texte_long": "Trois jours sur les quais.\nOuverts à tous.",
    "decimal": "3,5",
    "mail": "contact@exemple.org",
    "telephone": "05 36 49 12 34",
    "siret": "732 829 320 00074",
    "iban": gens.IBAN,
    "oui_non": "oui",
}


def formulaire(slug: str) -> Formulaire:
    """The form of the demonstration for this aid."""
    fichier = Path(portail.demo.__file__).parent / "formulaires" / f"{slug}.yaml"
    return lire_formulaire(fichier.read_bytes())


def reponse(champ: Element) -> object:
    """A right answer, as a browser would send it. « oui » opens every question that depends on another."""
    match champ.type:
        case "entier" | "montant":
            return str(int(min(max(LARGES, champ.minimum or 0), champ.maximum or LARGES)))
        case "date":
            ecart = timedelta(days=90 if champ.periode == "futur" else -900)
            return date_courte(clock.today() + ecart)
        case "choix":
            return champ.offertes[0].valeur
        case "choix_multiples":
            return [champ.offertes[0].valeur, champ.offertes[-1].valeur]
        case "adresse":
            return ADRESSE
        case "commune":
            return {"code": "86194", "nom": "Poitiers", "code_postal": "86000"}
        case "certification":
            return True
        case _:
            return TEXTES[champ.type]


def reponses(form: Formulaire) -> dict[str, object]:
    """Right answers to all the questions, files excepted."""
    return {champ.id: reponse(champ) for _, champ in form.champs() if champ.repond}


def visibles(form: Formulaire) -> list[tuple[str, Element]]:
    """The questions that the answers above show, in order, each with the id of its step."""
    montrees = champs_visibles(form, reponses(form))
    return [(etape.id, champ) for etape, champ in form.champs() if champ.demande and champ.id in montrees]


def completer(qui: gens.Personne, slug: str, *, pieces: bool = True) -> str:
    """The number of a new draft of which every question is answered."""
    numero, form = gens.ouvrir_dossier(qui, slug), formulaire(slug)
    gens.repondre(qui, numero, reponses(form))
    for _, champ in visibles(form) if pieces else []:
        if champ.type == "pieces" and champ.requis:
            recue = gens.joindre(qui, numero, champ.id, f"{champ.id}.pdf", fichiers.pdf())
            assert recue.status_code == 204, recue.text
    return numero


def deposer(qui: gens.Personne, slug: str) -> str:
    """The number of a new dossier that was submitted."""
    numero = completer(qui, slug)
    with gens.base(qui.server) as session:
        depot.deposer(session, qui.acteur, numero, True)
    return numero

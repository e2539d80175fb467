"""Right answers to every question of a form, from its schema alone."""

import json
from datetime import timedelta
from pathlib import Path

import portail.demo
from portail.core import clock
from portail.core.adresse import PARTIES
from portail.core.formats import date_courte
from portail.dossiers import depot
from portail.formulaires.conditions import champs_visibles
from portail.formulaires.schema import Champ, Formulaire
from portail.formulaires.vocabulaire import TypeChamp
from tests.e2e import fichiers, gens

LARGES = 5_000
ADRESSE = {partie: gens.FICHE[partie] for partie in PARTIES}
TEXTES = {
    TypeChamp.TEXTE: "Fête du fleuve",
    TypeChamp.TEXTE_LONG: "Trois jours sur les quais.\nOuverts à tous.",
    TypeChamp.DECIMAL: "3,5",
    TypeChamp.MAIL: "contact@exemple.org",
    TypeChamp.TELEPHONE: "05 36 49 12 34",
    TypeChamp.SIRET: "732 829 320 00074",
    TypeChamp.IBAN: gens.IBAN,
    TypeChamp.OUI_NON: "oui",
}


def formulaire(slug: str) -> Formulaire:
    """The form of the demonstration for this aid."""
    fichier = Path(portail.demo.__file__).parent / "formulaires" / f"{slug}.json"
    return Formulaire.model_validate(json.loads(fichier.read_text(encoding="utf-8")))


def reponse(champ: Champ) -> object:
    """A right answer, as a browser would send it. « oui » opens every question that depends on another."""
    match champ.type:
        case TypeChamp.ENTIER | TypeChamp.MONTANT:
            return str(int(min(max(LARGES, champ.minimum or 0), champ.maximum or LARGES)))
        case TypeChamp.DATE:
            ecart = timedelta(days=90 if champ.periode == "futur" else -900)
            return date_courte(clock.today() + ecart)
        case TypeChamp.CHOIX:
            return champ.options[0].valeur
        case TypeChamp.CHOIX_MULTIPLES:
            return [champ.options[0].valeur, champ.options[-1].valeur]
        case TypeChamp.ADRESSE:
            return ADRESSE
        case TypeChamp.COMMUNE:
            return {"code": "86194", "nom": "Poitiers", "code_postal": "86000"}
        case TypeChamp.CERTIFICATION:
            return True
        case _:
            return TEXTES[champ.type]


def reponses(form: Formulaire) -> dict[str, object]:
    """Right answers to all the questions, files excepted."""
    return {champ.id: reponse(champ) for _, champ in form.champs() if champ.repond}


def visibles(form: Formulaire) -> list[tuple[str, Champ]]:
    """The questions that the answers above show, in order, each with the id of its step."""
    montrees = champs_visibles(form, reponses(form))
    return [(etape.id, champ) for etape, champ in form.champs() if champ.demande and champ.id in montrees]


def completer(qui: gens.Personne, slug: str, *, pieces: bool = True) -> str:
    """The number of a new draft of which every question is answered."""
    numero, form = gens.ouvrir_dossier(qui, slug), formulaire(slug)
    gens.repondre(qui, numero, reponses(form))
    for _, champ in visibles(form) if pieces else []:
        if champ.type is TypeChamp.PIECES and champ.requis:
            recue = gens.joindre(qui, numero, champ.id, f"{champ.id}.pdf", fichiers.pdf())
            assert recue.status_code == 204, recue.text
    return numero


def deposer(qui: gens.Personne, slug: str) -> str:
    """The number of a new dossier that was submitted."""
    numero = completer(qui, slug)
    with gens.base(qui.server) as session:
        depot.deposer(session, qui.acteur, numero, True)
    return numero

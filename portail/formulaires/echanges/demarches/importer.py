"""From the description of a form by demarches-simplifiees to a form that may be published."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from portail.core.formats import nombre
from portail.formulaires.echanges.controle import controler
from portail.formulaires.echanges.demarches.champs import Traducteur
from portail.formulaires.echanges.demarches.conditions import poser_les_conditions
from portail.formulaires.echanges.demarches.fichier import Demarche, Descripteur, lire
from portail.formulaires.echanges.demarches.rapport import Rapport
from portail.formulaires.echanges.demarches.structure import Structure
from portail.formulaires.echanges.demarches.textes import couper, paragraphes
from portail.formulaires.echanges.ecriture import ecrire_yaml
from portail.formulaires.echanges.lecture import TAILLE_MAX
from portail.formulaires.schema import Formulaire

_SANS_TITRE = "Votre demande"
_SANS_OBLIGATION = (
    "Le fichier ne dit pas quels champs doivent être remplis (« required ») : aucun n’est obligatoire."
)
_SANS_NIVEAU = "Le fichier ne dit pas le niveau des titres (« level ») : chaque titre fait une étape."


class FormulaireImpossible(ValueError):
    """What the file describes makes no form; the sentence says why."""


@dataclass(frozen=True)
class Reprise:
    """The form, as the YAML that `formulaire check` takes, and what became of each field."""

    yaml: str
    formulaire: Formulaire
    rapport: Rapport


def importer(contenu: bytes) -> Reprise:
    """Make a form of a description.

    Raises:
        FichierIllisible: it is no description.
        FormulaireImpossible: no form can be made of it.
    """
    demarche, rapport = lire(contenu), Rapport()
    donnees = _donnees(demarche, rapport)
    rapport.generales += _tus(demarche)
    for annotation in demarche.annotations:
        _laisser(annotation, rapport)
    if demarche.autres:
        cites = ", ".join(demarche.autres[:20])
        rapport.generales.append(f"Ce que le fichier dit de la démarche n’est pas repris : {cites}.")
    try:
        yaml = ecrire_yaml(Formulaire.model_validate(donnees))
    except ValidationError as refus:
        dite = str(refus.errors()[0].get("ctx", {}).get("error", refus.errors()[0]["msg"]))
        raise FormulaireImpossible(dite.splitlines()[0]) from None
    if len(yaml) > TAILLE_MAX:
        raise FormulaireImpossible(f"le formulaire dépasserait {nombre(TAILLE_MAX)} caractères")
    controle = controler(yaml.encode())
    if controle.formulaire is None:
        raise FormulaireImpossible(controle.fautes[0].phrase)
    return Reprise(yaml, controle.formulaire, rapport)


def _donnees(demarche: Demarche, rapport: Rapport) -> dict[str, object]:
    traducteur = Traducteur(rapport, _combien(demarche.champs))
    titre, suite = couper(demarche.titre or _SANS_TITRE)
    introduction, avant = traducteur.sous(paragraphes(suite, demarche.description))
    etapes = Structure(traducteur, _SANS_TITRE).batir(demarche.champs)
    if not etapes or not any(champ["type"] not in ("titre", "explication") for _, champ in traducteur.faits):
        raise FormulaireImpossible("ce fichier ne pose aucune question")
    etapes[0]["champs"][:0] = avant
    poser_les_conditions(etapes, traducteur.faits, rapport)
    return {"titre": titre, "introduction": introduction, "etapes": etapes}


def _tus(demarche: Demarche) -> Iterator[str]:
    """What the question that was asked to the API left out, for all the fields."""
    if not any("required" in un.donnees for un in demarche.champs):
        yield _SANS_OBLIGATION
    titres = [un for un in demarche.champs if un.genre == "headersection"]
    if titres and not any("level" in un.donnees for un in titres):
        yield _SANS_NIVEAU


def _combien(champs: tuple[Descripteur, ...]) -> int:
    return sum(1 + _combien(un.enfants) for un in champs)


def _laisser(annotation: Descripteur, rapport: Rapport) -> None:
    rapport.laisser(annotation, "annotation privée, que seuls les agents remplissent")
    for enfant in annotation.enfants:
        _laisser(enfant, rapport)

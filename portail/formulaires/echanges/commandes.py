"""The commands `portail formulaire …`: what they say, and their exit codes."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlmodel import Session

from portail.core.formats import pluriel
from portail.formulaires import service
from portail.formulaires.echanges.controle import Controle, controler
from portail.formulaires.echanges.demarches import fichier as demarches
from portail.formulaires.echanges.demarches.importer import FormulaireImpossible, Reprise, importer
from portail.formulaires.echanges.ecriture import ecrire_yaml
from portail.formulaires.echanges.json_schema import json_schema
from portail.formulaires.echanges.lecture import TAILLE_MAX
from portail.formulaires.schema import Formulaire
from portail.infra.db import snapshot, transaction

Dire = Callable[[str], None]
Trouver = Callable[[Session, str], uuid.UUID | None]
"""Finds an aid by its address."""
JUSTE, FAUTIF, ILLISIBLE = 0, 1, 2
"""Exit codes."""


def verifier(chemins: Iterable[Path], dire: Dire) -> int:
    """Say all that is wrong in some files; the exit code is returned."""
    return max((_verifier(chemin, dire)[0] for chemin in chemins), default=JUSTE)


def publier(slug: str, chemin: Path, trouver: Trouver, dire: Dire) -> int:
    """Publish a file as the form of an aid, unless something is wrong in it; the exit code is returned."""
    code, formulaire = _verifier(chemin, dire)
    if formulaire is None:
        return code
    with transaction() as session:
        if (aide := trouver(session, slug)) is None:
            dire(_INCONNUE.format(slug))
            return ILLISIBLE
        avant = service.version_courante(session, aide)
        version = service.publier_version(session, None, aide, formulaire)
    if avant is not None and avant.numero == version.numero:
        dire(f"Rien n’est publié : identique à la version {version.numero}.")
    else:
        dire(f"Version {version.numero} publiée. Les demandes déjà commencées gardent la leur.")
    return JUSTE


def exporter(slug: str, trouver: Trouver, dire: Dire) -> int:
    """Write the form of an aid as YAML; the exit code is returned."""
    with snapshot() as session:
        aide = trouver(session, slug)
        version = service.version_courante(session, aide) if aide else None
    if aide is None:
        dire(_INCONNUE.format(slug))
    elif version is None:
        dire(f"L’aide « {slug} » n’a pas de formulaire.")
    else:
        dire(ecrire_yaml(version.schema).rstrip("\n"))
        return JUSTE
    return ILLISIBLE


def importer_ds(chemin: Path, sortie: Path | None, dire: Dire, rapporter: Dire) -> int:
    """Make a form of a description by demarches-simplifiees; the exit code is returned.

    The form goes to `sortie`, which must not exist yet, or is said by `dire`; the report by `rapporter`.
    """
    try:
        with chemin.open("rb") as lu:
            reprise = importer(lu.read(demarches.TAILLE_MAX + 1))
        if sortie is not None:
            with sortie.open("x", encoding="utf-8") as ecrit:
                ecrit.write(reprise.yaml)
    except FileExistsError:
        rapporter(f"{sortie} : ce fichier existe déjà, rien n’y est écrit.")
    except OSError as erreur:
        rapporter(f"{erreur.filename or chemin} : {_RAISONS.get(type(erreur), erreur.strerror)}.")
    except demarches.FichierIllisible as refus:
        rapporter(f"{chemin} : {_imprimable(str(refus))}.")
    except FormulaireImpossible as refus:
        rapporter(f"{chemin} : aucun formulaire n’en sort, {_imprimable(str(refus))}.")
        return FAUTIF
    else:
        return _livrer(reprise, sortie, dire, rapporter)
    return ILLISIBLE


def _livrer(reprise: Reprise, sortie: Path | None, dire: Dire, rapporter: Dire) -> int:
    if sortie is None:
        dire(reprise.yaml.rstrip("\n"))
    for ligne in reprise.rapport.lignes():
        rapporter(_imprimable(ligne))
    return JUSTE


_RAISONS = {FileNotFoundError: "ce fichier n’existe pas", PermissionError: "ce fichier est interdit d’accès"}


def montrer_le_schema(dire: Dire) -> int:
    """Write the JSON Schema of forms; the exit code is returned."""
    dire(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return JUSTE


_INCONNUE = "Aucune aide n’a l’adresse « {} »."


def _verifier(chemin: Path, dire: Dire) -> tuple[int, Formulaire | None]:
    try:
        with chemin.open("rb") as fichier:
            contenu = fichier.read(4 * TAILLE_MAX + 1)
    except FileNotFoundError:
        dire(f"{chemin} : ce fichier n’existe pas.")
        return ILLISIBLE, None
    except OSError as erreur:
        dire(f"{chemin} : ce fichier ne se lit pas ({erreur.strerror}).")
        return ILLISIBLE, None
    controle = controler(contenu)
    for ligne in _lignes(chemin, controle):
        dire(ligne)
    return (FAUTIF if controle.formulaire is None else JUSTE), controle.formulaire


def _lignes(chemin: Path, controle: Controle) -> Iterator[str]:
    dites = [(faute, "") for faute in controle.fautes] + [(une, "remarque, ") for une in controle.remarques]
    for faute, mot in sorted(dites):
        yield f"{chemin}:{faute.lieu.ligne}:{faute.lieu.colonne}: {mot}{_imprimable(faute.phrase)}"
    if controle.formulaire is None:
        yield f"{chemin} : {pluriel(len(controle.fautes), 'erreur')}."
        return
    questions = sum(1 for _ in controle.formulaire.questions())
    etapes = pluriel(len(controle.formulaire.etapes), "étape")
    yield f"{chemin} : aucune erreur. {etapes}, {pluriel(questions, 'question')}."


def _imprimable(phrase: str) -> str:
    """What the file says may be quoted: no line of ours is broken by it, nor a terminal told anything."""
    return "".join(signe if signe.isprintable() or signe == "\u00a0" else "·" for signe in phrase)

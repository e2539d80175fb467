"""The rows of a block: added, copied, moved, taken away and put back, in the database."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlmodel import Session

from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable
from portail.dossiers import reponses
from portail.dossiers.acces import brouillon_tenu, tenir
from portail.dossiers.lignes import Ligne, lignes_de, ranger
from portail.dossiers.rangees import Rangees
from portail.formulaires.types.ensembles import Bloc

_LETTRES = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Fait:
    """What became of a block: a sentence that says it, and the row it is about."""

    phrase: str
    rangee: str = ""
    oubliees: tuple[str, ...] = ()
    """Rows taken away so long ago that nobody puts them back."""


def changer(
    session: Session, acteur: Acteur, numero: object, champ: object, action: object, rangee: object
) -> Fait:
    """Do one of `ajouter`, `copier`, `monter`, `descendre`, `retirer`, `remettre` to a row of a block.

    Raises:
        Introuvable: no such dossier for this person, no such block in it, no such row or action.
        Conflit: the dossier is submitted, or the block is full.
    """
    dossier = brouillon_tenu(tenir(session, [(acteur, numero)]), acteur, numero)
    bloc = reponses.schema_de(session, dossier).question(champ) if isinstance(champ, str) else None
    faire = _ACTIONS.get(action) if isinstance(action, str) else None
    if not isinstance(bloc, Bloc) or faire is None or not isinstance(rangee, str):
        raise Introuvable("Cette ligne n’existe pas dans ce dossier : rechargez la page.")
    lignes = lignes_de(session, dossier)
    avant = lignes.get(bloc.id)
    rangees = Rangees.lire(avant.valeur if avant else None)
    apres, fait = faire(bloc, rangees, rangee)
    version, maintenant = avant.version + 1 if avant else 1, clock.now()
    nouvelle = Ligne(bloc.id, apres.ecrire(), version, 0, "", 0, maintenant)
    copiees = _copies(lignes, bloc, rangee, fait.rangee) if action == "copier" else []
    ranger(session, [(dossier.id, ligne) for ligne in (nouvelle, *copiees)])
    reponses.oublier_les_rangees(session, dossier.id, bloc.id, fait.oubliees)
    return fait


def _copies(lignes: dict[str, Ligne], bloc: Bloc, de: str, vers: str) -> list[Ligne]:
    debut = f"{bloc.id}.{de}."
    siennes = [ligne for cle, ligne in lignes.items() if cle.startswith(debut)]
    return [ligne._replace(champ=f"{bloc.id}.{vers}.{ligne.champ.removeprefix(debut)}") for ligne in siennes]


def _exiger_une_place(bloc: Bloc, rangees: Rangees) -> None:
    if len(rangees.gardees) >= bloc.maximum:
        raise Conflit(bloc.plein)


def _nouvelle(bloc: Bloc, rangees: Rangees) -> str:
    _exiger_une_place(bloc, rangees)
    return "".join(secrets.choice(_LETTRES) for _ in range(8))


def _place(rangees: Rangees, rangee: str) -> int:
    if rangee not in rangees.gardees:
        raise Introuvable("Cette ligne n’est plus là : elle vient d’être retirée.")
    return rangees.gardees.index(rangee)


def _ajouter(bloc: Bloc, rangees: Rangees, _rangee: str) -> tuple[Rangees, Fait]:
    nom = _nouvelle(bloc, rangees)
    rang = len(rangees.gardees) + 1
    fait = Fait(f"Ligne ajoutée : {bloc.nom_rangee} {rang}.", nom)
    return replace(rangees, gardees=(*rangees.gardees, nom)), fait


def _copier(bloc: Bloc, rangees: Rangees, rangee: str) -> tuple[Rangees, Fait]:
    ici, nom = _place(rangees, rangee), _nouvelle(bloc, rangees)
    gardees = (*rangees.gardees[: ici + 1], nom, *rangees.gardees[ici + 1 :])
    fait = Fait(f"Ligne copiée : {bloc.nom_rangee} {ici + 2}.", nom)
    return replace(rangees, gardees=gardees), fait


def _deplacer(bloc: Bloc, rangees: Rangees, rangee: str, de: int) -> tuple[Rangees, Fait]:
    ici = _place(rangees, rangee)
    la = min(max(ici + de, 0), len(rangees.gardees) - 1)
    autres = [nom for nom in rangees.gardees if nom != rangee]
    fait = Fait(f"Ligne déplacée : {bloc.nom_rangee} {la + 1}.", rangee)
    return replace(rangees, gardees=(*autres[:la], rangee, *autres[la:])), fait


def _monter(bloc: Bloc, rangees: Rangees, rangee: str) -> tuple[Rangees, Fait]:
    return _deplacer(bloc, rangees, rangee, -1)


def _descendre(bloc: Bloc, rangees: Rangees, rangee: str) -> tuple[Rangees, Fait]:
    return _deplacer(bloc, rangees, rangee, 1)


def _retirer(bloc: Bloc, rangees: Rangees, rangee: str) -> tuple[Rangees, Fait]:
    ici = _place(rangees, rangee)
    apres, oubliees = rangees.retirer(rangee)
    fait = Fait(f"Ligne retirée : {bloc.nom_rangee} {ici + 1}.", rangee, oubliees=oubliees)
    return apres, fait


def _remettre(bloc: Bloc, rangees: Rangees, _rangee: str) -> tuple[Rangees, Fait]:
    """The last one taken away, at the end: where it stood may have changed."""
    if not rangees.retirees:
        raise Introuvable("Il n’y a aucune ligne à remettre.")
    _exiger_une_place(bloc, rangees)
    *restent, nom = rangees.retirees
    fait = Fait(f"Ligne remise : {bloc.nom_rangee} {len(rangees.gardees) + 1}.", nom)
    return Rangees((*rangees.gardees, nom), tuple(restent)), fait


_ACTIONS: dict[str, Callable[[Bloc, Rangees, str], tuple[Rangees, Fait]]] = {
    "ajouter": _ajouter,
    "copier": _copier,
    "monter": _monter,
    "descendre": _descendre,
    "retirer": _retirer,
    "remettre": _remettre,
}

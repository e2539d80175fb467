"""The command `portail referentiels`: what it says, and its exit codes."""

from collections.abc import Callable
from pathlib import Path

from portail.core import referentiels
from portail.core.errors import ErreurMetier
from portail.core.formats import nombre, pluriel
from portail.core.referentiels.controle import FichierRefuse
from portail.partners.referentiels import SOURCES, Bilan, rafraichir

Dire = Callable[[str], None]
FAIT, PAS_FAIT, INCONNUE = 0, 1, 2
"""Exit codes."""


def montrer(dire: Dire) -> int:
    """Tell each list: how many codes, of which vintage, from whom."""
    precedent = None
    for liste in referentiels.inventaire():
        origine = liste.provenance
        if origine != precedent:
            dire(f"\n{origine.millesime}\n  {origine.source} ({origine.licence})")
            precedent = origine
        anciens = f", {pluriel(liste.anciennes, 'ancien code', 'anciens codes')}" if liste.anciennes else ""
        dire(f"    {liste.nom:<22} {nombre(liste.nombre):>7}{anciens}   {liste.titre}")
    return FAIT


def refaire(nom: str, depuis: Path | None, *, confirme: bool, dire: Dire) -> int:
    """Refresh one list, or all those that have an official address; the exit code is returned."""
    if nom and nom not in referentiels.NOMS:
        dire(f"Il n’y a pas de liste «\u00a0{nom}\u00a0»\u00a0: {', '.join(referentiels.NOMS)}.")
        return INCONNUE
    if depuis and not nom:
        dire("Dites quelle liste est dans ce fichier\u00a0: portail referentiels rafraichir NOM --depuis …")
        return INCONNUE
    noms = [nom] if nom else [jeu for jeu, source in SOURCES.items() if source.adresse]
    faites = [_une(un, depuis, confirme=confirme, dire=dire) for un in noms]
    if any(faites):
        dire("Un portail en marche lira ces listes à son prochain démarrage.")
    return FAIT if all(faites) else PAS_FAIT


def _une(nom: str, depuis: Path | None, *, confirme: bool, dire: Dire) -> bool:
    # « territoires » names the file; any list in it leads to it.
    liste = "communes" if nom == "territoires" else nom
    try:
        dire(_phrase(rafraichir(liste, depuis, confirme=confirme)))
    except FichierRefuse as refus:
        dire(f"{nom}\u00a0: {refus} Rien n’est changé.")
        return False
    except ErreurMetier as refus:
        dire(f"{nom}\u00a0: {refus.message}")
        return False
    return True


def _phrase(bilan: Bilan) -> str:
    return (
        f"{bilan.fichier}\u00a0: {pluriel(bilan.apres, 'code')} (au lieu de {nombre(bilan.avant)}), "
        f"{pluriel(bilan.nouveaux, 'nouveau', 'nouveaux')}, "
        f"{pluriel(bilan.abandonnes, 'abandonné', 'abandonnés')}. Écrit dans {bilan.chemin}."
    )

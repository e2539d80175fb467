"""What each kind of outbox row does. A task may be run twice, and raises to be tried again."""

from collections.abc import Callable
from typing import Any

from portail.comptes import mails
from portail.demandeurs import organisations
from portail.dossiers import analyses, depot, pieces, televersements, vignettes
from portail.jobs.courriels import envoyer_courriel
from portail.jobs.dossiers import balayer_fichiers, effacer_envois, effacer_fichiers, faire_accuse
from portail.jobs.pieces import analyser_piece, dessiner_vignette
from portail.jobs.veille import ecrire_aux_adresses, ecrire_aux_comptes
from portail.veille import alertes

LENTES = frozenset({analyses.ANALYSER, vignettes.DESSINER})
"""Those that may take their time over one file: they have a worker's thread of their own."""

Tache = Callable[[str, dict[str, Any]], None]

TACHES: dict[str, Tache] = {
    mails.GENRE: envoyer_courriel,
    organisations.GENRE: organisations.verifier_siret,
    depot.ACCUSE: faire_accuse,
    analyses.ANALYSER: analyser_piece,
    vignettes.DESSINER: dessiner_vignette,
    pieces.EFFACER: effacer_fichiers,
    televersements.EFFACER: effacer_envois,
    pieces.BALAYER: balayer_fichiers,
    alertes.COMPTES: ecrire_aux_comptes,
    alertes.ADRESSES: ecrire_aux_adresses,
}

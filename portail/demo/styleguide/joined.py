"""Files joined, in each of their states."""

from dataclasses import replace
from datetime import timedelta

import reflex as rx

from portail.dossiers.components.pieces import liste_de_pieces
from portail.dossiers.rules import ANALYSE_LENTE, phrase_analyse
from portail.dossiers.vues_pieces import PieceVue
from portail.dossiers.workflow import ANALYSES, Analyse
from portail.ui.layout import stack
from portail.ui.text import h2, h3

VIRUS = "Win.Test.EICAR_HDB-1"


def _piece(
    nom: str, analyse: Analyse, *, attente: timedelta = timedelta(), deposee: bool = False
) -> PieceVue:
    return PieceVue(
        id=nom,
        nom=nom,
        taille="2,4\u00a0Mo",
        ajoutee="le 3 avril 2026 à 14 h 32",
        analyse=analyse,
        url="" if analyse is Analyse.REFUSEE else "/logo",
        etat=ANALYSES[analyse].demandeur,
        genre=ANALYSES[analyse].genre,
        phrase=phrase_analyse(analyse, VIRUS, attente, brouillon=not deposee),
    )


SAINE = replace(_piece("Statuts signés.pdf", Analyse.SAINE), apercu="/logo")
PIECES = [
    _piece("Budget 2026.xlsx", Analyse.NON_ANALYSEE),
    replace(SAINE, vignette="/logo", vignette_largeur=120, vignette_hauteur=40),
    replace(SAINE, id="bombe", nom="Plan de masse.png", sans_vignette=True),
    _piece("Comptes.pdf", Analyse.EN_ANALYSE),
    _piece("Procès-verbal.pdf", Analyse.EN_ANALYSE, attente=ANALYSE_LENTE),
    _piece("Devis.pdf", Analyse.REFUSEE),
    _piece("RIB.pdf", Analyse.REFUSEE, deposee=True),
]
OUVERTES = {Analyse.SAINE, Analyse.NON_ANALYSEE}
POUR_L_AGENT = [
    replace(
        _piece(f"{analyse}.pdf", analyse),
        etat=ANALYSES[analyse].agent,
        phrase="",
        url="/logo" if analyse in OUVERTES else "",
    )
    for analyse in Analyse
]


def joined() -> rx.Component:
    """As their owner sees them, then as agents do."""
    return stack(
        h2("Fichiers joints"),
        liste_de_pieces(rx.Var.create(PIECES)),
        h3("Les mêmes, pour un agent"),
        liste_de_pieces(rx.Var.create(POUR_L_AGENT)),
        gap="4",
    )

"""Règlements as PDF."""

from portail.api.chemin import Chemin

CHEMINS: list[Chemin] = []

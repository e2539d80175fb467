"""Pièces: upload, download, preview, and the beacon of drafts."""

from portail.api.chemin import Chemin

CHEMINS: list[Chemin] = []

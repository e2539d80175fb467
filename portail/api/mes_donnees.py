"""One's own data as a ZIP."""

from portail.api.chemin import Chemin

CHEMINS: list[Chemin] = []

"""The territory of an aid in words, from its codes: « Départements : Dordogne, Gironde ». Pure."""

from collections.abc import Iterable

from portail.core.lieux import lieu

_GENRES = {
    "PAYS": ("Pays", "Pays"),
    "REG": ("Région", "Régions"),
    "DEP": ("Département", "Départements"),
    "EPCI": ("Intercommunalité", "Intercommunalités"),
    "COM": ("Commune", "Communes"),
}
_NOMMES = 40
"""Places named of each kind: a list of a thousand communes is for a file, not for a page."""


def en_mots(codes: Iterable[str], exclus: Iterable[str], libelle: str) -> tuple[str, ...]:
    """A line for each kind of place, then what is left out; none when the label says it all."""
    lignes = [_ligne(genre, noms) for genre, noms in _par_genre(codes).items()]
    hors = [nom for noms in _par_genre(exclus).values() for nom in noms]
    if len(lignes) == 1 and not hors and lignes[0].partition("\u00a0: ")[2].casefold() in libelle.casefold():
        return ()
    return (*lignes, f"Sauf\u00a0: {_liste(hors)}") if hors else tuple(lignes)


def _par_genre(codes: Iterable[str]) -> dict[str, list[str]]:
    trouves: dict[str, list[str]] = {genre: [] for genre in _GENRES}
    for code in codes:
        place = lieu(code)
        if place and place.nom not in (noms := trouves[place.code.partition("-")[0]]):
            noms.append(place.nom)
    return {genre: noms for genre, noms in trouves.items() if noms}


def _ligne(genre: str, noms: list[str]) -> str:
    un, plusieurs = _GENRES[genre]
    return f"{plusieurs if len(noms) > 1 else un}\u00a0: {_liste(noms)}"


def _liste(noms: list[str]) -> str:
    reste = len(noms) - _NOMMES
    return ", ".join(noms[:_NOMMES]) + (f" et {reste} autres" if reste > 0 else "")

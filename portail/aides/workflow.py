"""The editorial life of an aid's sheet, as data: from the author's draft to the public, and back. Pure."""

from enum import StrEnum


class StatutAide(StrEnum):
    """Where a sheet stands; only a published one is read by the public."""

    BROUILLON = "brouillon"
    A_RELIRE = "a_relire"
    A_VALIDER = "a_valider"
    A_PUBLIER = "a_publier"  # validated, waits for its day
    PUBLIEE = "publiee"
    RETIREE = "retiree"  # was public; its dossiers go on

    @property
    def libelle(self) -> str:
        """The state in words: « À relire »."""
        return _LIBELLES[self]


_LIBELLES = {
    StatutAide.BROUILLON: "Brouillon",
    StatutAide.A_RELIRE: "À relire",
    StatutAide.A_VALIDER: "À valider",
    StatutAide.A_PUBLIER: "À publier",
    StatutAide.PUBLIEE: "Publiée",
    StatutAide.RETIREE: "Retirée",
}


SUITES: dict[StatutAide, frozenset[StatutAide]] = {
    StatutAide.BROUILLON: frozenset({StatutAide.A_RELIRE}),
    StatutAide.A_RELIRE: frozenset({StatutAide.BROUILLON, StatutAide.A_VALIDER}),
    StatutAide.A_VALIDER: frozenset({StatutAide.BROUILLON, StatutAide.A_PUBLIER, StatutAide.PUBLIEE}),
    StatutAide.A_PUBLIER: frozenset({StatutAide.BROUILLON, StatutAide.PUBLIEE}),
    StatutAide.PUBLIEE: frozenset({StatutAide.RETIREE}),
    StatutAide.RETIREE: frozenset({StatutAide.BROUILLON, StatutAide.PUBLIEE}),
}
"""What may follow each: author, reader, validator, publisher; whoever refuses sends it back to its author."""

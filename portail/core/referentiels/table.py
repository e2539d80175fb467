"""A list short enough to be looked at from one end to the other: some thousands of entries. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from portail.core.communes import cle_de_nom
from portail.core.fautes import corrections
from portail.core.referentiels.entrees import Entree

MOTS_MAX = 10
"""The first words of what is typed are enough: each costs a look at the whole list."""
_SIGLE = re.compile(r"\(([A-Z]+)\)$")
_SEPARES = re.compile(r"[\s.\u00a0\u202f-]")


Garder = Callable[[Entree], bool]


@dataclass(frozen=True)
class Table:
    """Entries by code, of a hierarchy that may hold more than them."""

    nom: str
    par_code: dict[str, Entree]
    anciennes: dict[str, Entree] = field(default_factory=dict)
    hierarchie: dict[str, Entree] = field(default_factory=dict)

    @classmethod
    def lue(cls, nom: str, rangees: Iterable[list[str]], *, avec_code: bool) -> "Table":
        """The table of the rows `I,code,libellé,en clair,code au-dessus` and `X` of a file."""
        entrees, anciennes = {}, {}
        for genre, *r in rangees:
            if genre == "I":
                dans = (f"{nom}:{r[3]}",) if r[3] else ()
                entrees[r[0]] = Entree(r[0], r[1], r[2], r[0] if avec_code else "", dans)
            elif genre == "X" and r[0] == nom:
                anciennes[r[1]] = Entree(
                    r[1], r[2], precision=r[1] if avec_code else "", ancienne=True, actuel=r[3]
                )
        return cls(nom, entrees, anciennes, entrees)

    def niveau(self, longueur: int) -> "Table":
        """The entries of one level alone: those whose code has this length."""

        def garder(entrees: dict[str, Entree]) -> dict[str, Entree]:
            return {code: e for code, e in entrees.items() if len(code) == longueur}

        return Table(self.nom, garder(self.par_code), garder(self.anciennes), self.par_code)

    def entree(self, code: str) -> Entree | None:
        return self.par_code.get(code) or self.anciennes.get(code)

    def toutes(self, dans: str = "") -> Iterable[Entree]:
        garder = self._garder(dans)
        return [e for e in self.par_code.values() if garder is None or garder(e)]

    def tient(self, entree: Entree, dans: str) -> bool:
        garder = self._garder(dans)
        return garder is None or garder(entree)

    def nombre(self) -> int:
        return len(self.par_code)

    def nombre_d_anciennes(self) -> int:
        return len(self.anciennes)

    def au_dessus(self, entree: Entree) -> list[str]:
        """The codes of this list that hold an entry, the nearest first."""
        codes: list[str] = []
        while entree.dans and (plus_haut := self.hierarchie.get(entree.dans[0].partition(":")[2])):
            codes.append(plus_haut.code)
            entree = plus_haut
        return codes

    def chercher(self, texte: str, limite: int, dans: str = "") -> list[Entree]:
        """By a code or its beginning, or by the beginnings of words; else with one mistake in each."""
        cle = cle_de_nom(texte[:100])
        garder = self._garder(dans)
        if not cle or limite < 1:
            return []
        par_code = [e for e in self._de_code(texte) if garder is None or garder(e)]
        mots = list(dict.fromkeys(cle.split()))[:MOTS_MAX]
        trouvees = self._de_mots([(mot,) for mot in mots], cle, garder)
        if not trouvees and not par_code:
            trouvees = self._de_mots([self._autrement(mot) for mot in mots], cle, garder)
        return list(dict.fromkeys([*par_code, *trouvees]))[:limite]

    def nommees(self, texte: str) -> list[Entree]:
        if exacte := self.par_code.get(texte.strip().upper()):
            return [exacte]
        return self._noms.get(cle_de_nom(texte[:300]), [])

    def _de_code(self, texte: str) -> list[Entree]:
        compact = _SEPARES.sub("", texte[:30]).upper()
        if not any(c.isdigit() for c in compact):
            return [e for code in (compact,) if (e := self.par_code.get(code))]
        return sorted(
            (self.par_code[code] for nu, code in self._codes_nus if nu.startswith(compact)),
            key=lambda e: len(e.code),
        )

    def _de_mots(self, mots: list[tuple[str, ...]], cle: str, garder: Garder | None) -> list[Entree]:
        """The entries with a word that begins by one of each group: called so, beginning so, the shortest."""
        if not all(mots):
            return []
        restent = list(enumerate(self._cles))
        for groupe in mots:
            debut, *autres = (f" {mot}" for mot in groupe)
            if autres:
                restent = [r for r in restent if any(d in r[1][0] for d in (debut, *autres))]
            else:
                restent = [r for r in restent if debut in r[1][0]]
        trouvees = []
        for rang, (lu, noms, entree) in restent:
            if garder is None or garder(entree):
                note = 0 if cle in noms else 1 if lu.startswith(f" {cle}") else 2
                trouvees.append((note, len(lu), rang, entree))
        return [entree for *_, entree in sorted(trouvees, key=lambda t: t[:3])]

    def _autrement(self, mot: str) -> tuple[str, ...]:
        """A word as it is when something begins so, else as it is spelt without one mistake."""
        if any(f" {mot}" in lu for lu, *_ in self._cles):
            return (mot,)
        return tuple(corrections(mot, self._mots))

    def _garder(self, dans: str) -> Garder | None:
        """What is true of the entries that « liste:code » holds; a code alone is of this very hierarchy."""
        if not dans:
            return None
        liste, separe, code = dans.rpartition(":")
        if separe and liste != self.nom and not liste.startswith(f"{self.nom}_"):
            return lambda entree: dans in entree.dans
        return lambda entree: code in self.au_dessus(entree)

    @cached_property
    def _cles(self) -> list[tuple[str, tuple[str, ...], Entree]]:
        """What is read of each entry, and its whole names: label, plain words, « SARL » in brackets."""
        cles: list[tuple[str, tuple[str, ...], Entree]] = []
        for entree in self.par_code.values():
            libelle, clair = cle_de_nom(entree.libelle), cle_de_nom(entree.clair)
            trouve = _SIGLE.search(entree.clair or entree.libelle)
            sigle = cle_de_nom(trouve[1]) if trouve else ""
            cles.append((f" {libelle} {clair}".rstrip(), (libelle, clair, sigle), entree))
        return cles

    @cached_property
    def _mots(self) -> list[str]:
        return sorted({mot for lu, *_ in self._cles for mot in lu.split()})

    @cached_property
    def _codes_nus(self) -> list[tuple[str, str]]:
        return [(_SEPARES.sub("", code).upper(), code) for code in self.par_code]

    @cached_property
    def _noms(self) -> dict[str, list[Entree]]:
        noms: dict[str, list[Entree]] = {}
        for entree in self.par_code.values():
            for nom in {cle_de_nom(n) for n in (entree.libelle, entree.clair, entree.propose) if n}:
                noms.setdefault(nom, []).append(entree)
        return noms

"""What became of each field of a description: nothing is left out without being said."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portail.core.formats import pluriel
from portail.formulaires.echanges.demarches.fichier import Descripteur

_DIT_MAX = 80


@dataclass
class Suite:
    """What became of one field: the steps and fields it made, what was adapted, why it was left."""

    libelle: str
    ids: list[str] = field(default_factory=list)
    adapte: list[str] = field(default_factory=list)
    laisse: str = ""


class Rapport:
    """What became of each, by its name in the file, and what is said of the whole."""

    def __init__(self) -> None:
        self.suites: dict[str, Suite] = {}
        self.generales: list[str] = []

    def reprendre(self, descripteur: Descripteur, *ids: str) -> None:
        """It made these steps or fields, and no other."""
        self._suite(descripteur).ids[:] = ids

    def adapter(self, descripteur: Descripteur, raison: str) -> None:
        """It is not quite what it was."""
        if raison not in (suite := self._suite(descripteur)).adapte:
            suite.adapte.append(raison)

    def laisser(self, descripteur: Descripteur, raison: str) -> None:
        """It is not in the form."""
        self._suite(descripteur).laisse = raison

    def _suite(self, descripteur: Descripteur) -> Suite:
        return self.suites.setdefault(descripteur.ref, Suite(descripteur.libelle or descripteur.ref))

    def lignes(self) -> Iterator[str]:
        """The report: how many first, then each that was adapted or left, then what goes for all."""
        adaptes = [suite for suite in self.suites.values() if suite.adapte and not suite.laisse]
        laisses = [suite for suite in self.suites.values() if suite.laisse]
        repris = len(self.suites) - len(laisses)
        compte = f"{pluriel(repris, 'champ')} repris, {pluriel(len(adaptes), 'adapté')}"
        yield f"{compte}, {pluriel(len(laisses), 'laissé')}."
        for suite in adaptes:
            ou = f" ({', '.join(suite.ids)})" if suite.ids else ""
            yield f"- adapté, « {_court(suite.libelle)} »{ou} : {' ; '.join(suite.adapte)}."
        for suite in laisses:
            yield f"- laissé, « {_court(suite.libelle)} » : {suite.laisse}."
        yield from (f"- {phrase}" for phrase in self.generales)


def _court(texte: str) -> str:
    return texte if len(texte) <= _DIT_MAX else f"{texte[: _DIT_MAX - 1]}…"

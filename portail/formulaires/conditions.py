"""Which steps and fields show, given the answers; what an answer is worth to the expressions that read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portail.core.clock import today
from portail.formulaires.expressions import Valeur
from portail.formulaires.programmes import Cachable, Regle
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import est_vide, lire
from portail.formulaires.types.base import Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc


@dataclass(frozen=True)
class Circonstances:
    """What expressions may read beside the answers; what is not given is unknown.

    `ouverture` is asked for the first day of the deposit window, `dehors` for a name like « fiche.nom », only
    when an expression reads them. `depose`: the dossier is submitted, so what it answers was asked.
    """

    aujourdhui: date = field(default_factory=today)
    ouverture: Callable[[], date | None] = lambda: None
    dehors: Callable[[str], Valeur] = lambda nom: None
    depose: bool = False


class Regard:
    """The answers of one form as its expressions read them (`expressions.Lecture`): each value is read once.

    `visibles` are the fields that show, `etapes` the steps. A hidden answer does not count: it is unknown, so
    what looks at it is hidden too. `autour` sees the form of which this one is a row.
    """

    def __init__(
        self,
        formulaire: Formulaire,
        reponses: Mapping[str, object],
        nb_pieces: Mapping[str, int],
        circonstances: Circonstances,
        autour: "Regard | None" = None,
    ) -> None:
        self._formulaire, self._reponses, self._nb_pieces = formulaire, reponses, nb_pieces
        self._circonstances, self._autour = circonstances, autour
        self.aujourdhui: date | None = circonstances.aujourdhui
        self._valeurs: dict[str, Valeur] = {}
        self._rangees: dict[str, tuple[Rangee, ...]] = {}
        self.etapes, self.visibles = set(formulaire.etapes_montrees), set(formulaire.champs_montres)
        for cachable in formulaire.ordre:
            self._regler(cachable)
        if circonstances.depose:
            self._montrer_ce_qui_est_repondu()

    def _regler(self, cachable: Cachable) -> None:
        programme = self._formulaire.programmes.de(cachable.regle, cachable.id)
        if programme is not None and programme.valeur(self) is not True:
            return
        if cachable.regle is Regle.ETAPE:
            self.etapes.add(cachable.id)
        elif cachable.etape in self.etapes and (not cachable.section or cachable.section in self.visibles):
            self.visibles.add(cachable.id)
            if cachable.id in self._formulaire.calculs:  # now, for a chain of them may be as long as the form
                self.valeur(cachable.id)
            elif cachable.id in self._formulaire.rangees:
                self.rangees_de(cachable.id)

    def _montrer_ce_qui_est_repondu(self) -> None:
        """What was hidden on that day was erased: neither the day nor the sheet hide anything since."""
        for etape, champ in self._formulaire.champs():
            if champ.id in self._reponses or self._nb_pieces.get(champ.id):
                self.visibles |= {champ.id, etape.sections.get(champ.id, champ.id)}
                self.etapes.add(etape.id)

    @property
    def debut_depot(self) -> date | None:
        """The first day of the deposit window."""
        return self._circonstances.ouverture()

    def vrai(self, regle: Regle, nom: str) -> bool | None:
        """What an expression of the form says; None when it cannot tell yet, or when there is none."""
        programme = self._formulaire.programmes.de(regle, nom)
        dit = programme.valeur(self) if programme else None
        return dit if isinstance(dit, bool) else None

    def valeur(self, nom: str) -> Valeur:
        """The value of a field or of something known otherwise; None while unknown."""
        if nom not in self._valeurs:
            self._valeurs[nom] = self._lire(nom)
        return self._valeurs[nom]

    def rempli(self, nom: str) -> bool | None:
        """Whether something was answered, right or wrong; None when it is hidden."""
        champ = self._formulaire.champ(nom)
        if champ is None:
            return self._autour.rempli(nom) if self._autour else self.valeur(nom) is not None
        if nom not in self.visibles:
            return None
        if not isinstance(champ, Question):
            return self.valeur(nom) is not None
        if not champ.repond:
            return self._nb_pieces.get(nom, 0) > 0
        return not est_vide(champ, self._reponses.get(nom))

    def colonne(self, nom: str) -> tuple[Valeur, ...] | None:
        """What is filled in a column of a block, None for a cell that is wrong; None when it is hidden."""
        bloc, _, colonne = nom.partition(".")
        if bloc not in self._formulaire.rangees:
            return self._autour.colonne(nom) if self._autour else None
        if bloc not in self.visibles:
            return None
        remplies = (rangee.regard for rangee in self.rangees_de(bloc) if rangee.regard.rempli(colonne))
        return tuple(regard.valeur(colonne) for regard in remplies)

    def rangees(self, bloc: str) -> int | None:
        """How many rows a block has; None when it is hidden."""
        if bloc not in self._formulaire.rangees:
            return self._autour.rangees(bloc) if self._autour else None
        return len(self.rangees_de(bloc)) if bloc in self.visibles else None

    def rangees_de(self, nom: str) -> "tuple[Rangee, ...]":
        """The rows of a block, each with what shows in it."""
        if nom not in self._rangees:
            bloc, forme = self._formulaire.champ(nom), self._formulaire.rangees[nom]
            brutes = bloc.rangees(self._reponses.get(nom)) if isinstance(bloc, Bloc) else []
            self._rangees[nom] = tuple(
                Rangee(rangee, forme, cellules, Regard(forme, cellules, {}, self._circonstances, self))
                for rangee, cellules in brutes
            )
        return self._rangees[nom]

    def _lire(self, nom: str) -> Valeur:
        champ = self._formulaire.champ(nom)
        if champ is None:
            return self._autour.valeur(nom) if self._autour else self._circonstances.dehors(nom)
        if nom not in self.visibles:
            return None
        if isinstance(champ, Calcul):
            return self._calculer(champ)
        if not isinstance(champ, Question):
            return None
        if not champ.repond:
            return Decimal(self._nb_pieces.get(nom, 0))
        try:
            return champ.valeur_lue(lire(champ, self._reponses.get(nom)))
        except ValueError:
            return None

    def _calculer(self, calcul: Calcul) -> Valeur:
        if self._circonstances.depose and calcul.id in self._reponses:
            return calcul.relire(self._reponses[calcul.id])
        programme = self._formulaire.programmes.de(Regle.FORMULE, calcul.id)
        return programme.valeur(self) if programme else None


class Rangee(NamedTuple):
    """One row of a block: its name, its form, its raw answers, what shows in it."""

    nom: str
    forme: Formulaire
    cellules: Mapping[str, object]
    regard: Regard


def regarder(
    formulaire: Formulaire,
    reponses: Mapping[str, object],
    nb_pieces: Mapping[str, int] | None = None,
    circonstances: Circonstances | None = None,
) -> Regard:
    """Settle what shows, from the raw answers by field and how many files each has."""
    return Regard(formulaire, reponses, nb_pieces or {}, circonstances or Circonstances())


def champs_visibles(
    formulaire: Formulaire,
    reponses: Mapping[str, object],
    nb_pieces: Mapping[str, int] | None = None,
) -> frozenset[str]:
    """The ids of the fields to show."""
    return frozenset(regarder(formulaire, reponses, nb_pieces).visibles)

"""Which steps and fields show, given the answers; what an answer is worth to the expressions that read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portail.core.clock import today
from portail.formulaires.expressions import Valeur
from portail.formulaires.programmes import Regle
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import est_vide, lire


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
    what looks at it is hidden too.
    """

    def __init__(
        self,
        formulaire: Formulaire,
        reponses: Mapping[str, object],
        nb_pieces: Mapping[str, int],
        circonstances: Circonstances,
    ) -> None:
        self._formulaire, self._reponses, self._nb_pieces = formulaire, reponses, nb_pieces
        self._circonstances = circonstances
        self.aujourdhui: date | None = circonstances.aujourdhui
        self._valeurs: dict[str, Valeur] = {}
        self.etapes, self.visibles = set(formulaire.etapes_montrees), set(formulaire.champs_montres)
        for cachable in formulaire.ordre:
            programme = formulaire.programmes.de(cachable.regle, cachable.id)
            if programme is not None and programme.valeur(self) is not True:
                continue
            if cachable.regle is Regle.ETAPE:
                self.etapes.add(cachable.id)
            elif cachable.etape in self.etapes:
                self.visibles.add(cachable.id)

        if circonstances.depose:
            self._montrer_ce_qui_est_repondu()

    def _montrer_ce_qui_est_repondu(self) -> None:
        """What was hidden on that day was erased: neither the day nor the sheet hide anything since."""
        for etape, champ in self._formulaire.champs():
            if champ.id in self._reponses or self._nb_pieces.get(champ.id):
                self.visibles.add(champ.id)
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
        question = self._formulaire.question(nom)
        if question is None:
            return self.valeur(nom) is not None
        if nom not in self.visibles:
            return None
        if not question.repond:
            return self._nb_pieces.get(nom, 0) > 0
        return not est_vide(question, self._reponses.get(nom))

    def colonne(self, nom: str) -> None:
        """Unknown: no type of field is a block."""

    def rangees(self, bloc: str) -> None:
        """Unknown: no type of field is a block."""

    def _lire(self, nom: str) -> Valeur:
        question = self._formulaire.question(nom)
        if question is None:
            return self._circonstances.dehors(nom)
        if nom not in self.visibles:
            return None
        if not question.repond:
            return Decimal(self._nb_pieces.get(nom, 0))
        try:
            return question.valeur_lue(lire(question, self._reponses.get(nom)))
        except ValueError:
            return None


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

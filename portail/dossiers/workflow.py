"""The life of a dossier and of its files as data: states, their words, where each may lead. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Statut(StrEnum):
    """Where a dossier stands."""

    BROUILLON = "brouillon"
    DEPOSE = "depose"
    EN_INSTRUCTION = "en_instruction"
    A_CORRIGER = "a_corriger"
    ACCEPTE = "accepte"
    REFUSE = "refuse"
    SANS_SUITE = "sans_suite"
    RETIRE = "retire"


class QuiAgit(StrEnum):
    """Who must act next, in the words of the screen."""

    DEMANDEUR = "À vous d’agir"
    COLLECTIVITE = "La collectivité s’en occupe"
    PERSONNE = "Rien à faire"


@dataclass(frozen=True)
class FicheStatut:
    """What the screens say of a status. `genre` is a badge's kind; `suite` the next step, in one sentence."""

    libelle: str
    genre: str
    qui: QuiAgit
    suite: str
    peut_devenir: frozenset[Statut]


_S = Statut

STATUTS: dict[Statut, FicheStatut] = {
    _S.BROUILLON: FicheStatut(
        "Non déposé",
        "warning",
        QuiAgit.DEMANDEUR,
        "Terminez votre demande, puis validez-la définitivement.",
        frozenset({_S.DEPOSE}),
    ),
    _S.DEPOSE: FicheStatut(
        "Déposé",
        "info",
        QuiAgit.COLLECTIVITE,
        "Le service chargé de cette aide va vérifier que votre dossier est complet.",
        frozenset({_S.EN_INSTRUCTION, _S.A_CORRIGER, _S.SANS_SUITE, _S.RETIRE}),
    ),
    _S.EN_INSTRUCTION: FicheStatut(
        "En instruction",
        "info",
        QuiAgit.COLLECTIVITE,
        "Le service étudie votre demande et vous informera de la décision.",
        frozenset({_S.A_CORRIGER, _S.ACCEPTE, _S.REFUSE, _S.SANS_SUITE, _S.RETIRE}),
    ),
    _S.A_CORRIGER: FicheStatut(
        "À corriger",
        "warning",
        QuiAgit.DEMANDEUR,
        "Le service vous demande de corriger ou de compléter votre dossier.",
        frozenset({_S.DEPOSE, _S.EN_INSTRUCTION, _S.SANS_SUITE, _S.RETIRE}),
    ),
    _S.ACCEPTE: FicheStatut(
        "Accepté",
        "success",
        QuiAgit.PERSONNE,
        "Votre demande est acceptée. La décision vous a été envoyée.",
        frozenset(),
    ),
    _S.REFUSE: FicheStatut(
        "Refusé",
        "danger",
        QuiAgit.PERSONNE,
        "Votre demande n’a pas été retenue. La décision et les recours vous ont été envoyés.",
        frozenset(),
    ),
    _S.SANS_SUITE: FicheStatut(
        "Classé sans suite",
        "neutral",
        QuiAgit.PERSONNE,
        "Ce dossier est classé sans suite.",
        frozenset(),
    ),
    _S.RETIRE: FicheStatut(
        "Retiré",
        "neutral",
        QuiAgit.PERSONNE,
        "Vous avez retiré cette demande.",
        frozenset(),
    ),
}


class Analyse(StrEnum):
    """What the antivirus said of a file."""

    NON_ANALYSEE = "non_analysee"
    EN_ANALYSE = "en_analyse"
    SAINE = "saine"
    REFUSEE = "refusee"


@dataclass(frozen=True)
class FicheAnalyse:
    """What the screens say of a file in two words, to who sent it and to agents, when no sentence does.

    `genre` is a badge's kind.
    """

    demandeur: str
    agent: str
    genre: str


ANALYSES: dict[Analyse, FicheAnalyse] = {
    Analyse.NON_ANALYSEE: FicheAnalyse("", "Non analysé", "warning"),
    Analyse.EN_ANALYSE: FicheAnalyse("Analyse en cours", "Analyse en cours", "info"),
    Analyse.SAINE: FicheAnalyse("", "Aucun virus trouvé", "success"),
    Analyse.REFUSEE: FicheAnalyse("", "Refusé", "danger"),
}


class Vignette(StrEnum):
    """Whether a file has its picture in small."""

    SANS = "sans"
    ATTENDUE = "attendue"
    FAITE = "faite"
    VIDE = "vide"  # drawn, and nothing can be seen in it
    IMPOSSIBLE = "impossible"


DESSINEES = frozenset({Vignette.FAITE, Vignette.VIDE})
"""Those whose picture is kept."""

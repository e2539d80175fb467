"""What the screens of dossiers show: frozen, plain values only, ready for a loop of the page."""

from dataclasses import dataclass, field

from portail.dossiers.vues_champs import ChampVue, OffreVue
from portail.dossiers.vues_pieces import PieceVue


@dataclass(frozen=True)
class EcartVue:
    """Two texts for one field, as one reads them: the one that stands, the one it replaced unknowingly."""

    actuelle: str
    autre: str
    quand: str  # « à 14 h 32 », when the other one was typed


@dataclass(frozen=True)
class EtapeLigne:
    """One step in the task list. `genre` is a badge's kind."""

    id: str
    numero: int
    titre: str
    etat: str  # « À faire », « En cours », « Complète », « À corriger »
    genre: str
    href: str
    avancement: str = ""  # « 3 réponses sur 9 »


@dataclass(frozen=True)
class PlaceVue:
    """Where a step stands among those that show; `suivante` and `precedente` are addresses."""

    rang: int = 0
    total: int = 0
    titre_suivante: str = ""
    suivante: str = ""
    precedente: str = ""


@dataclass(frozen=True)
class EtapeVue:
    """One step as a page. `modifiable` is false once submitted."""

    numero: str
    aide: str
    statut: str
    modifiable: bool
    id: str
    titre: str
    intro: str
    place: PlaceVue
    etat: str
    echeance: str
    champs: list[ChampVue]
    visibles: list[str]  # the keys of what shows
    facultatifs: list[str]  # the keys of what may be left out
    contredits: dict[str, str]  # by field that others may make wrong, what is wrong, empty when nothing is
    calculs: dict[str, str]  # what is computed, by key
    avertissements: dict[str, str]  # what deserves a look, by key
    url_balise: str  # where the browser sends the last edit when its tab closes
    ecarts: dict[str, EcartVue]  # by key, the fields where one has to choose between two texts


@dataclass(frozen=True)
class FaitVue:
    """One fact in the life of a dossier."""

    quand: str
    texte: str


@dataclass(frozen=True)
class ChoixVue:
    """A field where something waits for the person, and where it is."""

    libelle: str
    href: str


@dataclass(frozen=True)
class ApportsVue:
    """The answers that a link, or the dossier `reprises_de`, brought and nobody verified."""

    du_lien: list[ChoixVue] = field(default_factory=list)
    reprises: list[ChoixVue] = field(default_factory=list)
    reprises_de: str = ""


@dataclass(frozen=True)
class OffreReprise:
    """An earlier dossier, and how many of its answers fit."""

    numero: str
    aide: str
    quand: str
    nombre: int


@dataclass(frozen=True)
class DossierVue:
    """A dossier's home.

    `echeance` is a sentence, empty when no date bounds the deposit; `depot_ouvert` tells whether it may be
    submitted today, `pret` whether nothing is missing.
    """

    numero: str
    aide: str
    aide_slug: str
    introduction: str  # what the form asks to know and prepare before one begins
    statut: str
    statut_libelle: str
    statut_genre: str
    qui: str
    suite: str
    brouillon: bool
    depot_ouvert: bool
    echeance: str
    delai: str  # « Il reste 25 jours », empty when no day is known
    limite: str  # « jusqu’au 12 mars 2027 à minuit », with `delai`
    urgent: bool
    pret: bool
    completes: int
    total: int
    etapes: list[EtapeLigne]
    reprendre: str  # the address of the first step that is not complete, else of the récapitulatif
    cree: str
    modifie: str
    depose: str
    accuse: str  # address of the PDF, empty until it is made
    historique: list[FaitVue] = field(default_factory=list)
    apports: ApportsVue = ApportsVue()
    duree: str = ""  # « environ 25 minutes », for the whole form
    offres: list[OffreReprise] = field(default_factory=list)


@dataclass(frozen=True)
class LigneVue:
    """One answer in the récapitulatif; `manque` says what is wrong with it, if anything."""

    champ: str
    libelle: str
    valeur: str  # lines parted by a line break
    lien: str  # where it leads, empty when it is no address of the web
    fichiers: bool  # the answer is the files joined
    manque: str
    explique: bool  # what is wrong needs its words, it is not simply missing
    avertissement: str  # what deserves a look in it, and prevents nothing
    href: str
    pieces: list[PieceVue]


@dataclass(frozen=True)
class SectionVue:
    """One step in the récapitulatif."""

    id: str
    titre: str
    href: str
    lignes: list[LigneVue]


@dataclass(frozen=True)
class RecapitulatifVue:
    """Everything on one page. `manques`: by field, the sentence of what stands in the way of submitting.

    `choix` do not: what is attested is what the page shows.
    """

    numero: str
    aide: str
    statut: str
    modifiable: bool
    depot_ouvert: bool
    echeance: str
    demandeur: list[str]
    sections: list[SectionVue]
    manques: dict[str, str]
    choix: list[ChoixVue]
    apports: ApportsVue = ApportsVue()


@dataclass(frozen=True)
class CarteVue:
    """A dossier in « Suivre mes dossiers »."""

    numero: str
    aide: str
    statut: str
    statut_libelle: str
    statut_genre: str
    qui: str
    suite: str
    echeance: str
    delai: str
    limite: str
    urgent: bool
    avancement: str  # « 2 étapes complètes sur 4 », empty once submitted
    cree: str
    modifie: str
    depose: str
    href: str
    brouillon: bool


@dataclass(frozen=True)
class MesDossiers:
    """The list and how many each filter would show."""

    cartes: list[CarteVue]
    filtre: str
    tous: int
    brouillons: int
    deposes: int
    termines: int


@dataclass(frozen=True)
class Acquittement:
    """What the server holds after an edit.

    `champ` is what was typed in: `question`, or one part of it. `n` is the number of the edit it holds for
    it; `depasse` is true when a later edit was already there: `valeur` is then what the field must show.
    `visibles` are the fields of the step to show now, `facultatifs` those that may be left out, `contredits`
    what is wrong with those that others may make wrong, `calculs` what is computed, `place` where the step
    stands now. `ecarts`: by key, what this very edit gave to choose between; `tranche`: this edit was the
    choice. `offres`: by key, the boxes it emptied, with what they offer now.
    """

    champ: str
    question: str
    n: int
    version: int
    heure: str  # « 14 h 32 »
    erreur: str
    lecture: str
    depasse: bool
    sensible: bool
    valeur: str | int | list[str] | dict[str, str]
    etape: str
    etat_etape: str
    visibles: list[str]
    facultatifs: list[str]
    contredits: dict[str, str]
    calculs: dict[str, str]
    avertissements: dict[str, str]
    place: PlaceVue
    ecarts: dict[str, EcartVue] = field(default_factory=dict)
    offres: dict[str, OffreVue] = field(default_factory=dict)
    tranche: bool = False


@dataclass(frozen=True)
class RecuVue:
    """The receipt of a deposit. `deja` is true when the dossier had been submitted before this very call."""

    numero: str
    aide: str
    depose: str  # « le 3 avril 2026 à 14 h 32 »
    mail: str
    suite: str
    accuse: str  # address of the PDF, empty until it is made
    deja: bool

"""What the screen of a step shows of a field: frozen, plain values only."""

from dataclasses import dataclass, field

from portail.dossiers.vues_pieces import EnvoiVue, PieceVue


@dataclass(frozen=True)
class OptionVue:
    """One answer offered by a choice."""

    valeur: str
    libelle: str


@dataclass(frozen=True)
class PartieVue:
    """One box of a question in several parts: a list when it has options; `lot` tells a list from another."""

    nom: str
    libelle: str
    valeur: str
    options: list[OptionVue]
    largeur: str
    lot: str


@dataclass(frozen=True)
class OffreVue:
    """The list that stands now in a box, because of what another one holds."""

    lot: str
    options: list[OptionVue]


@dataclass(frozen=True)
class AdresseVue:
    """The parts of a postal address, each empty when unknown."""

    voie: str = ""
    complement: str = ""
    code_postal: str = ""
    commune: str = ""
    code_insee: str = ""
    pays: str = ""


@dataclass(frozen=True)
class ChampVue:
    """One field of a step.

    `valeur` as typed (text, « oui », an option), `valeurs` for several choices, `adresse` for an address;
    `lecture` is the answer as the récapitulatif reads it. A valid secret (an IBAN) never comes back:
    `valeur` is empty and `lecture` is masked. `edition` is the number of the last edit saved.
    """

    id: str
    type: str
    libelle: str
    visible: bool
    texte: str  # Markdown of an explanation, of a declaration
    rangee: str = ""  # « Dépense 2 », in a block
    repliee: bool = False
    gestes: list[OptionVue] = field(default_factory=list)  # what one may do to a row, or at its block’s end
    aide: str = ""
    requis: bool = False
    sensible: bool = False
    valeur: str = ""
    valeurs: list[str] = field(default_factory=list)
    adresse: AdresseVue = AdresseVue()
    lecture: str = ""
    options: list[OptionVue] = field(default_factory=list)
    erreur: str = ""
    parties: list[PartieVue] = field(default_factory=list)
    erreurs_parties: dict[str, str] = field(default_factory=dict)  # by part
    edition: int = 0
    pieces: list[PieceVue] = field(default_factory=list)
    saisie: str = "text"  # the input's type: text, email, tel
    inputmode: str = ""
    autocomplete: str = ""
    liste: str = ""  # the list of reference one chooses in, and what it is narrowed to
    dans: str = ""
    largeur: str = ""
    suffixe: str = ""
    accept: str = ""  # « .pdf,.jpg », for a field of files as what follows
    formats: str = ""  # « 3 fichiers au plus, 20 Mo chacun : PDF, JPEG ou PNG. »
    modele: str = ""  # the name of a file to fill and send back, and where it is
    adresse_modele: str = ""
    taille_max: int = 0  # bytes
    nombre_max: int = 0
    url_depot: str = ""  # where the uploader sends files
    en_cours: list[EnvoiVue] = field(default_factory=list)

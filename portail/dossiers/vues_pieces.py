"""A file joined, as shown: to who sent it, or to an agent in charge."""

from dataclasses import dataclass

from portail.core import clock
from portail.core.fichiers import MONTRABLES
from portail.core.formats import date_heure, taille
from portail.dossiers import rules
from portail.dossiers.models import Piece, Televersement
from portail.dossiers.workflow import ANALYSES, DESSINEES, Vignette
from portail.settings import settings

_MONTRABLES = {genre.type_mime for genre in MONTRABLES}


@dataclass(frozen=True)
class PieceVue:
    """A file joined. `url` and `apercu` are empty when it may not be downloaded, or looked at.

    `etat` is what the antivirus said in two words, with the kind of its badge, and `phrase` in full. `alerte`
    is what makes the file hard to read, if anything, told to who may still send another. The
    thumbnail has its address and its sides in pixels; `sans_vignette` says that none could be made.
    """

    id: str
    nom: str
    taille: str  # « 2,4 Mo »
    ajoutee: str  # « le 3 avril 2026 à 14 h 32 »
    analyse: str
    url: str = ""
    apercu: str = ""
    etat: str = ""
    genre: str = ""
    phrase: str = ""
    alerte: str = ""
    vignette: str = ""
    vignette_largeur: int = 0
    vignette_hauteur: int = 0
    sans_vignette: bool = False


def vue_piece(piece: Piece, *, proprietaire: bool = True, brouillon: bool = True) -> PieceVue:
    """A row, as shown to its owner or to an agent, while its dossier is a draft or once it is submitted."""
    antivirus = settings().antivirus
    montrable = rules.montrable(piece.analyse, antivirus=antivirus)
    donnee = rules.octets_donnes(piece.analyse, proprietaire=proprietaire, antivirus=antivirus)
    fiche, url = ANALYSES[piece.analyse], f"/api/pieces/{piece.id}"
    attente = clock.now() - piece.ajoutee_le
    phrase = rules.phrase_analyse(piece.analyse, piece.virus, attente, brouillon=brouillon)
    dessinee = montrable and piece.vignette in DESSINEES
    return PieceVue(
        id=str(piece.id),
        nom=piece.nom,
        taille=taille(piece.taille),
        ajoutee=date_heure(piece.ajoutee_le),
        analyse=piece.analyse,
        url=url if donnee else "",
        apercu=f"{url}?apercu=1" if montrable and piece.type_mime in _MONTRABLES else "",
        etat=fiche.demandeur if proprietaire else fiche.agent,
        genre=fiche.genre,
        phrase=phrase if proprietaire else "",
        alerte=_alerte(piece) if dessinee and proprietaire and brouillon else "",
        vignette=f"{url}/vignette" if dessinee else "",
        vignette_largeur=piece.vignette_largeur,
        vignette_hauteur=piece.vignette_hauteur,
        sans_vignette=montrable and piece.vignette is Vignette.IMPOSSIBLE,
    )


def _alerte(piece: Piece) -> str:
    cotes = (piece.vignette_largeur, piece.vignette_hauteur)
    image = piece.type_mime.startswith("image/")
    return rules.difficile_a_lire(cotes, image=image, vide=piece.vignette is Vignette.VIDE)


@dataclass(frozen=True)
class EnvoiVue:
    """A file that has not come whole yet, as the uploader resumes it."""

    url: str
    nom: str
    phrase: str  # « 45 % envoyés : choisissez de nouveau le fichier pour reprendre »


def vue_envoi(envoi: Televersement, venus: int) -> EnvoiVue:
    """A row, of which so many bytes have come."""
    part = 100 * venus // envoi.taille
    envoyes = f"{part} % {'envoyé' if part < 2 else 'envoyés'}"
    return EnvoiVue(
        url=f"/api/envois/{envoi.id}",
        nom=envoi.nom,
        phrase=f"{envoyes} : choisissez de nouveau le fichier pour reprendre",
    )

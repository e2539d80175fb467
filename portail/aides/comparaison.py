"""Up to three aids side by side: each criterion, what each aid says of it, and whether they differ."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode

from sqlmodel import Session

from portail.aides import service
from portail.aides.adresses import Deplacee
from portail.aides.vues_fiche import FicheAide
from portail.core.errors import Introuvable

MAX = 3
_SLUG = re.compile(r"[a-z0-9-]{1,100}")
_RIEN = "Non précisé"


@dataclass(frozen=True)
class Cellule:
    """What an aid says of a criterion: lines, or Markdown."""

    aide: str
    lignes: tuple[str, ...] = ()
    texte: str = ""


@dataclass(frozen=True)
class Ligne:
    """A criterion and the aids' answers, in their order."""

    critere: str
    differe: bool
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True)
class Comparaison:
    """The aids found, what is said of them, and how many addresses led nowhere."""

    fiches: tuple[FicheAide, ...] = ()
    lignes: tuple[Ligne, ...] = ()
    absentes: int = 0


def slugs(query: str) -> tuple[str, ...]:
    """The aids an address asks to compare: the first three, each once."""
    demandes = parse_qs(query[:2_000]).get("aide", []) if query.count("&") < 50 else []
    return tuple(dict.fromkeys(slug for slug in demandes if _SLUG.fullmatch(slug)))[:MAX]


def adresse(demandes: Sequence[str]) -> str:
    """The query string of this comparison."""
    return urlencode([("aide", slug) for slug in demandes])


def comparer(session: Session, demandes: Sequence[str], jour: date) -> Comparaison:
    """Compare these aids on that day; one that is no more published is counted and left out."""
    trouvees: dict[str, FicheAide] = {}
    for slug in demandes:
        fiche = _lire(session, slug, jour)
        if fiche is not None:
            trouvees[fiche.slug] = fiche
    fiches = tuple(trouvees.values())
    absentes = len(demandes) - len(fiches)
    return Comparaison(fiches, _lignes(fiches), absentes)


def _lire(session: Session, slug: str, jour: date) -> FicheAide | None:
    try:
        return service.lire_aide(session, slug, jour)
    except Deplacee as ailleurs:
        return service.lire_aide(session, ailleurs.slug, jour)
    except Introuvable:
        return None


Lecture = Callable[[FicheAide], tuple[str, ...]]


def _un(texte: str) -> tuple[str, ...]:
    return (texte,) if texte else ()


_AVANT: tuple[tuple[str, Lecture], ...] = (
    ("Dépôt", lambda f: (f.quand,)),
    ("Demande en ligne", lambda f: ("Oui" if f.en_ligne else "Non",)),
    ("Pour", lambda f: (*_un(f.pour), *f.profils)),
    ("À vérifier d’abord", lambda f: f.criteres),
    ("Territoire", lambda f: (*_un(f.territoire), *f.territoires)),
    ("Forme", lambda f: _un(f.nature)),
    ("Montant", lambda f: _un(f.montant)),
)
_APRES: tuple[tuple[str, Lecture], ...] = (
    ("Dépenses prises en compte", lambda f: f.depenses),
    ("Prochaines périodes", lambda f: tuple(p.dates for p in f.periodes if p.etat != "Terminée")),
    (
        "Documents à préparer",
        lambda f: tuple(f"{d.nom}{' (facultatif)' if d.facultatif else ''}" for d in f.documents),
    ),
    ("Qui finance", lambda f: tuple(porteur.nom for porteur in f.porteurs)),
    ("Contact", lambda f: tuple(" ".join(filter(None, (c.service, c.telephone))) for c in f.contacts)),
)


def _lignes(fiches: Sequence[FicheAide]) -> tuple[Ligne, ...]:
    noms = dict.fromkeys(nom for fiche in fiches for nom, _ in fiche.chiffres)
    chiffres = [(nom, _chiffre(nom)) for nom in noms]
    lues = [_ligne(nom, fiches, lecture) for nom, lecture in (*_AVANT, *chiffres, *_APRES)]
    conditions = [Cellule(f.titre, () if f.eligibilite else (_RIEN,), f.eligibilite) for f in fiches]
    if any(fiche.eligibilite for fiche in fiches):
        differe = len({fiche.eligibilite for fiche in fiches}) > 1
        lues.insert(4, Ligne("Conditions", differe, tuple(conditions)))
    return tuple(ligne for ligne in lues if any(c.lignes != (_RIEN,) for c in ligne.cellules))


def _chiffre(nom: str) -> Lecture:
    return lambda fiche: _un(dict(fiche.chiffres).get(nom, ""))


def _ligne(nom: str, fiches: Sequence[FicheAide], lecture: Lecture) -> Ligne:
    dites = [lecture(fiche) for fiche in fiches]
    cellules = [Cellule(fiche.titre, dite or (_RIEN,)) for fiche, dite in zip(fiches, dites, strict=True)]
    return Ligne(nom, len(set(dites)) > 1, tuple(cellules))

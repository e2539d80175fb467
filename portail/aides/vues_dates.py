"""When one may deposit, and which règlement applies when, as the sheet tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portail.aides.models import VersionReglement
from portail.aides.rules import Fenetre
from portail.core.formats import date_longue


@dataclass(frozen=True)
class Periode:
    """A deposit window in the table of the sheet; `etat` is « Terminée », « En cours » or « À venir »."""

    dates: str
    libelle: str
    commission: str
    etat: str
    ton: str


@dataclass(frozen=True)
class VersionVue:
    """A version of the règlement: « depuis le 1er mars 2026 », and where its PDF is."""

    quand: str
    adresse: str
    en_vigueur: bool
    acte: str


def periodes(fenetres: Sequence[Fenetre], jour: date) -> tuple[Periode, ...]:
    """Every deposit window, oldest first."""
    return tuple(
        _periode(f, jour)
        for f in sorted(fenetres, key=lambda f: (f.ouvre_le or date.max, f.ferme_le or date.max))
    )


def _periode(f: Fenetre, jour: date) -> Periode:
    if not f.ouvre_le:
        dates = "Dates à préciser"
    elif f.ferme_le:
        dates = f"Du {date_longue(f.ouvre_le)} au {date_longue(f.ferme_le)}"
    else:
        dates = (
            f"Depuis le {date_longue(f.ouvre_le)}" if f.ouverte(jour) else f"Dès le {date_longue(f.ouvre_le)}"
        )
    etat, couleur = ("À venir", "info")
    if f.ouverte(jour):
        etat, couleur = ("En cours", "success")
    elif f.passee(jour):
        etat, couleur = ("Terminée", "neutral")
    commission = date_longue(f.commission_le) if f.commission_le else f.commission_texte
    return Periode(dates, f.libelle, commission, etat, couleur)


def versions_vues(slug: str, reglements: Sequence[VersionReglement], jour: date) -> tuple[VersionVue, ...]:
    """Every version of the règlement, the latest first as given, and which one applies on that day."""
    vues: list[VersionVue] = []
    fin: date | None = None  # the day from which the next one applies
    for version in reglements:
        debut = version.applicable_le
        if debut > jour:
            quand = f"à partir du {date_longue(debut)}"
        elif fin and fin <= jour:
            quand = f"du {date_longue(debut)} au {date_longue(fin - timedelta(days=1))}"
        else:
            quand = f"depuis le {date_longue(debut)}"
        adresse = f"/api/aides/{slug}/reglement.pdf?version={debut}"
        applique = debut <= jour and not (fin and fin <= jour)
        vues.append(VersionVue(quand, adresse, applique, version.acte))
        fin = debut
    return tuple(vues)

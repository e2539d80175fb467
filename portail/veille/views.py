"""What the screens of this room show: frozen, plain values, written out in French."""

from dataclasses import dataclass
from datetime import date

from portail.aides.criteres import Criteres
from portail.aides.views import quand, quand_et_reste, ton
from portail.veille import rules
from portail.veille.lecture import AideLue
from portail.veille.models import RechercheGardee


@dataclass(frozen=True)
class FavoriVu:
    """A kept aid; `nouveau` says what changed since it was kept: « Ouverte depuis que vous la gardez »."""

    slug: str
    titre: str
    quand: str
    ton: str
    publiee: bool
    nouveau: str = ""


@dataclass(frozen=True)
class RechercheVue:
    """A saved search."""

    id: str
    nom: str
    lien: str
    resume: str
    frequence: str


@dataclass(frozen=True)
class AvisVu:
    """An opening somebody waits for."""

    slug: str
    titre: str
    quand: str


@dataclass(frozen=True)
class AlertesVues:
    """What one wants to be written of the aids one keeps."""

    cloture_15: bool = True
    cloture_3: bool = True
    ouverture: bool = True


@dataclass(frozen=True)
class MesAides:
    """The whole of « Mes aides »."""

    favoris: tuple[FavoriVu, ...] = ()
    recherches: tuple[RechercheVue, ...] = ()
    avis: tuple[AvisVu, ...] = ()
    alertes: AlertesVues = AlertesVues()
    mail: str = ""


def vue_favori(aide: AideLue, jour: date, garde_le: date | None = None) -> FavoriVu:
    """A kept aid on a day."""
    if not aide.publiee:
        return FavoriVu(aide.slug, aide.titre, "N’est plus publiée", "neutral", False)
    ouverte = garde_le and rules.ouverture_a_dire(aide.vue, garde_le)
    nouveau = ""
    if ouverte:
        nouveau = "Rouverte depuis que vous la gardez" if aide.vue.derniere else "Ouverte depuis peu"
    return FavoriVu(
        aide.slug, aide.titre, quand_et_reste(aide.vue, jour), ton(aide.vue), aide.publiee, nouveau
    )


def vue_avis(aide: AideLue, jour: date) -> AvisVu:
    """An opening waited for, on a day."""
    dit = quand(aide.vue, jour) if aide.publiee else "N’est plus publiée"
    return AvisVu(aide.slug, aide.titre, dit)


def vue_recherche(recherche: RechercheGardee) -> RechercheVue:
    """A saved search."""
    criteres = Criteres.depuis_adresse(recherche.adresse)
    lien = f"/aides?{criteres.adresse}" if criteres.adresse else "/aides"
    return RechercheVue(
        str(recherche.id), recherche.nom, lien, rules.resume(criteres), recherche.frequence.value
    )

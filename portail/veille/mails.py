"""What this room writes. Titles come from the catalogue; only the names of searches are typed by people."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from portail.comptes.mails import Courriel, bouton, courriel
from portail.core.formats import pluriel
from portail.partners.mail import echapper
from portail.settings import settings

LIGNES_MAX = 20
ARRET = "/desabonnement"
ARRET_HTTP = "/api/desabonnement"


@dataclass(frozen=True)
class Ligne:
    """One aid of a mail, and what is told of it in our own words: « ferme dans 3 jours, le 12 mars 2027 »."""

    slug: str
    titre: str
    dit: str = ""


@dataclass
class Lettre:
    """All that one mail tells. `recherches`: name, reference and new aids of each saved search."""

    clotures: list[Ligne] = field(default_factory=list)
    ouvertures: list[Ligne] = field(default_factory=list)
    recherches: list[tuple[str, str, list[Ligne]]] = field(default_factory=list)
    favoris: bool = False
    """Whether something is told because the aid is kept."""

    @property
    def vide(self) -> bool:
        """Nothing to say: no mail."""
        return not (self.clotures or self.ouvertures or self.recherches)

    @property
    def objet(self) -> str:
        """« Vos aides : 2 nouvelles, 1 ferme bientôt »."""
        nouvelles = sum(len(lignes) for _, _, lignes in self.recherches)
        parties = []
        if self.clotures:
            parties.append(pluriel(len(self.clotures), "ferme bientôt", "ferment bientôt"))
        if self.ouvertures:
            parties.append(pluriel(len(self.ouvertures), "ouverte"))
        if nouvelles:
            parties.append(pluriel(nouvelles, "nouvelle"))
        return f"Vos aides : {', '.join(parties)}"


def alertes(mail: str, lettre: Lettre, secret: str) -> Courriel:
    """The one mail of a day. Its links stop: `.0` all, then what is kept if told of, then each search."""
    rangs = ([("mes aides gardées", 1)] if lettre.favoris else []) + [
        (f"la recherche « {nom} »", rang)
        for rang, (nom, _, _) in enumerate(lettre.recherches, start=2 if lettre.favoris else 1)
    ]
    parties = [
        _partie("Elles ferment bientôt", lettre.clotures),
        _partie("Elles sont ouvertes", lettre.ouvertures),
        *(_partie(f"Nouvelles aides pour « {nom} »", lignes) for nom, _, lignes in lettre.recherches),
        bouton("Voir mes aides", "/mes-aides"),
        "Vous recevez ce message, un par jour au plus, parce que vous suivez des aides sur le portail. "
        f"[Régler mes alertes]({settings().origin}/mes-aides)",
        *(f"[Ne plus m’écrire pour {echapper(quoi)}]({_arret(secret, rang)})" for quoi, rang in rangs),
        f"[Ne plus recevoir aucune alerte]({_arret(secret, 0)})",
    ]
    ecrit = courriel(mail, lettre.objet, *filter(None, parties))
    return replace(ecrit, desabonnement=f"{settings().origin}{ARRET_HTTP}/{secret}.0")


def confirmer_avis(mail: str, titre: str, secret: str) -> Courriel:
    """To an address that somebody gave: does its owner want to be told?"""
    return courriel(
        mail,
        "Confirmez votre demande d’avis",
        f"Quelqu’un, sans doute vous, veut être prévenu ici de l’ouverture de l’aide **{echapper(titre)}**.",
        bouton("Confirmer ma demande", "/avis-ouverture", secret),
        "Nous vous écrirons une seule fois, le jour de l’ouverture, puis votre adresse sera effacée. Le même "
        "lien permet de changer d’avis.",
        "**Ce n’était pas vous ?** N’ouvrez pas ce lien : sans confirmation, cette adresse est effacée dans "
        "trois jours.",
    )


def ouverture(mail: str, lignes: list[Ligne]) -> Courriel:
    """To a confirmed address, the day it was waiting for."""
    seule = len(lignes) == 1
    return courriel(
        mail,
        "L’aide que vous attendiez est ouverte" if seule else "Les aides que vous attendiez sont ouvertes",
        "Vous nous aviez demandé de vous prévenir :",
        _lignes(lignes),
        bouton("Ouvrir la fiche de l’aide", f"/aides/{lignes[0].slug}") if seule else "",
        "C’est notre seul message : votre adresse est maintenant effacée de notre liste.",
    )


def _partie(titre: str, lignes: list[Ligne]) -> str:
    return f"## {echapper(titre)}\n\n{_lignes(lignes)}" if lignes else ""


def _lignes(lignes: Iterable[Ligne]) -> str:
    toutes = list(lignes)
    ecrites = [
        f"- [{echapper(ligne.titre)}]({settings().origin}/aides/{ligne.slug})"
        + (f" : {ligne.dit}" if ligne.dit else "")
        for ligne in toutes[:LIGNES_MAX]
    ]
    if reste := len(toutes) - LIGNES_MAX:
        ecrites += [f"- et {pluriel(reste, 'autre')}"] if reste > 0 else []
    return "\n".join(ecrites)


def _arret(secret: str, rang: int) -> str:
    return f"{settings().origin}{ARRET}#{secret}.{rang}"

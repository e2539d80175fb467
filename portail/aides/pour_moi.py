"""« Quelles aides pour moi ? »: the aids one may ask for, soon or nearly, from a few answers."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType

from pyroaring import BitMap
from sqlmodel import Session

from portail.aides.catalogue_vivant import VIVANT
from portail.aides.eligibilite.profil import Profil
from portail.aides.eligibilite.verdict import examiner
from portail.aides.questions import Reponses, tranche
from portail.aides.recherche.cartes import en_francais, etat, pour_qui
from portail.aides.recherche.eligibilite import Eligibles, eligibles
from portail.aides.recherche.index import AideIndexee, Index
from portail.aides.recherche.journee import Journee
from portail.aides.recherche.moteur import Trouvees, au_mieux, trouver
from portail.core.identifiers import lire_siret
from portail.demandeurs.organisations import interroger_pour
from portail.demandeurs.rules import EtatOrganisation
from portail.demandeurs.service import profil_de_la_fiche

EN_PANNE = "Nous ne pouvons pas chercher ce numéro pour le moment\u00a0: répondez vous-même."
INCONNU = "Aucun établissement ne porte ce numéro\u00a0: vérifiez-le, ou répondez vous-même."
PAR_GROUPE = 10
"""Aids shown of each group unless more are asked for."""
TOUS_PAREILS: Mapping[str, int] = MappingProxyType({})
TROUVABLE = {EtatOrganisation.VERIFIEE, EtatOrganisation.CESSEE}


@dataclass(frozen=True)
class AideMoi:
    """An aid in the answer: its card, what stands in the way, what is left to check."""

    slug: str
    titre: str
    resume: str
    pour: str
    montant: str
    quand: str
    ton: str
    raisons: tuple[str, ...] = ()
    a_verifier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groupe:
    """The first aids of a group, and how many it holds."""

    total: int = 0
    aides: tuple[AideMoi, ...] = ()


@dataclass(frozen=True)
class Bilan:
    """What one may ask for today, what will open, what one nearly may; and the facts that would tell more.

    `sans_projet` when no aid at all speaks of the words given: they were then left aside.
    """

    possibles: Groupe = Groupe()
    bientot: Groupe = Groupe()
    presque: Groupe = Groupe()
    manquent: tuple[str, ...] = ()
    sans_projet: bool = False


@dataclass(frozen=True)
class Identite:
    """What is said of an organisation found by its number, and the answers it gives."""

    dit: str
    reponses: dict[str, str]


@dataclass(frozen=True)
class _Recherche:
    """What is needed to read a group of aids in order, and to say of each how it stands."""

    index: Index
    journee: Journee
    profil: Profil
    trouvees: Trouvees
    eligibles: Eligibles

    def groupe(self, parties: Iterable[BitMap], combien: int) -> Groupe:
        """The first aids of these parts of the catalogue, one part after the other.

        In each part what is settled comes first; then what answers the project best, then what closes first.
        """
        parties = list(parties)
        doutes, ordre = self.eligibles.a_verifier, self.journee.par_cloture
        numeros = (
            numero
            for partie in parties
            for aides in (partie - doutes, partie & doutes)
            for numero in au_mieux(self.index, self.trouvees, aides, ordre)
        )
        aides = tuple(self._vue(self.index.aides[numero]) for numero in islice(numeros, combien))
        return Groupe(sum(map(len, parties)), aides)

    def _vue(self, aide: AideIndexee) -> AideMoi:
        verdict = examiner(self.profil, aide.exigences, self.journee.jour)
        quand, ton = etat(aide.fenetres, self.journee.jour)
        return AideMoi(
            slug=aide.slug,
            titre=en_francais(aide.titre),
            resume=en_francais(aide.resume),
            pour=pour_qui(aide.beneficiaires),
            montant=en_francais(aide.montant_texte),
            quand=quand,
            ton=ton,
            raisons=verdict.raisons,
            a_verifier=tuple(i.phrase for i in verdict.inconnus if not i.va_de_soi),
        )


def chercher(reponses: Reponses, jour: date, montrees: Mapping[str, int] = TOUS_PAREILS) -> Bilan:
    """The aids for these answers on that day; none before one says who one is.

    `montrees` is how many to show of the groups that are to show more than the first.
    """
    return bilan(VIVANT.index(), reponses, jour, montrees) if reponses.genre else Bilan()


def bilan(index: Index, reponses: Reponses, jour: date, montrees: Mapping[str, int]) -> Bilan:
    """The aids of an index for these answers on that day."""
    profil = reponses.profil()
    journee = index.journee(jour)
    trouvees = trouver(index, reponses.texte, journee)
    du_projet = _du_projet(index, reponses, trouvees)
    sans_projet = bool(reponses.texte or reponses.themes) and not du_projet
    lus = eligibles(index, profil, du_projet or index.vivants, jour)
    ouvertes = journee.etats.get("ouverte", BitMap())
    recherche = _Recherche(index, journee, profil, trouvees, lus)
    parties = {
        "possibles": [lus.possibles & ouvertes],
        "bientot": [lus.possibles & fermees for fermees in journee.fermees()],
        "presque": lus.presque,
    }
    groupes = {nom: recherche.groupe(p, montrees.get(nom, PAR_GROUPE)) for nom, p in parties.items()}
    return Bilan(**groupes, manquent=_manquent(lus), sans_projet=sans_projet)


def _du_projet(index: Index, reponses: Reponses, trouvees: Trouvees) -> BitMap:
    """The aids that speak of the project; those that hold a part of its words when none holds them all."""
    themes = [index.facette("thematique", theme) for theme in reponses.themes] or [index.vivants]
    du_theme = BitMap.union(*themes)
    return trouvees.completes & du_theme or trouvees.partielles & du_theme


def d_apres_la_fiche(session: Session, compte_id: uuid.UUID, jour: date) -> Reponses:
    """The answers that the identity sheet of an account gives; none without a sheet."""
    dits = profil_de_la_fiche(session, compte_id, jour)
    return _avec(Reponses(), dits) if dits else Reponses()


def identifier(qui: str, siret: str) -> Identite | None:
    """The organisation of a SIRET, None when the number is wrong; asks over HTTP, never in a transaction."""
    try:
        compact = lire_siret(siret)
    except ValueError:
        return None
    trouvee = interroger_pour(qui, compact)
    if trouvee["etat"] == EtatOrganisation.A_VERIFIER:
        return Identite(EN_PANNE, {})
    if trouvee["etat"] not in TROUVABLE:
        return Identite(INCONNU, {})
    dit = ", ".join(filter(None, (trouvee["nom"], trouvee["forme_juridique"], trouvee["adresse"])))
    return Identite(dit, {nom: str(trouvee.get(nom) or "") for nom in _SIRENE})


_SIRENE = ("categorie_juridique", "naf", "tranche_effectif", "creation")


def completer(reponses: Reponses, dits: dict[str, str]) -> Reponses:
    """The answers, with those an organisation's register gives."""
    return _avec(reponses, {nom: valeur for nom, valeur in dits.items() if valeur})


def _avec(reponses: Reponses, dits: dict[str, str]) -> Reponses:
    reponses = reponses.avec("type", dits.get("type", reponses.type))
    lus = {
        "commune": dits.get("commune", ""),
        "age": dits.get("age", ""),
        "forme": dits.get("categorie_juridique", ""),
        "naf": dits.get("naf", ""),
        "effectif": tranche(dits.get("tranche_effectif", "")),
        "creation": dits.get("creation", "")[:4],
    }
    for champ, valeur in lus.items():
        if valeur:
            reponses = reponses.avec(champ, valeur)
    return reponses


def _manquent(lus: Eligibles) -> tuple[str, ...]:
    """The facts that are not known and would settle the most aids, the most useful first."""
    fois = {fait.value: len(aides) for fait, aides in lus.inconnus.items() if aides}
    return tuple(sorted(fois, key=lambda fait: (-fois[fait], fait)))

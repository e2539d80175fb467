"""« Quelles aides pour moi ? »: the aids one may ask for, soon or nearly, from a few answers."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from portail.aides import candidats, service
from portail.aides.candidats import Candidat
from portail.aides.conditions import Fait, Statut, Verdict, examiner
from portail.aides.criteres import PAGES_MAX, Criteres
from portail.aides.questions import Reponses, tranche
from portail.aides.rules import Situation, situation
from portail.aides.views import pour, quand_et_reste, ton
from portail.core.identifiers import lire_siret
from portail.demandeurs.organisations import interroger_pour
from portail.demandeurs.rules import EtatOrganisation
from portail.demandeurs.service import profil_de_la_fiche

EN_PANNE = "Nous ne pouvons pas chercher ce numéro pour le moment\u00a0: répondez vous-même."
INCONNU = "Aucun établissement ne porte ce numéro\u00a0: vérifiez-le, ou répondez vous-même."
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
class Bilan:
    """What one may ask for today, what will open, what one nearly may; and the facts that would tell more.

    `sans_projet` when no aid at all speaks of the words given: they were then left aside.
    """

    possibles: tuple[AideMoi, ...] = ()
    bientot: tuple[AideMoi, ...] = ()
    presque: tuple[AideMoi, ...] = ()
    manquent: tuple[str, ...] = ()
    sans_projet: bool = False


@dataclass(frozen=True)
class Identite:
    """What is said of an organisation found by its number, and the answers it gives."""

    dit: str
    reponses: dict[str, str]


@dataclass(frozen=True)
class _Examen:
    aide: Candidat
    verdict: Verdict
    vue: Situation


def chercher(session: Session, reponses: Reponses, jour: date) -> Bilan:
    """The aids for these answers on that day; none before one says who one is."""
    if reponses.genre is None:
        return Bilan()
    rangs = _rangs(reponses, jour)
    profil, examens = reponses.profil(), []
    for un in candidats.lire(session).tous:
        if rangs and un.slug not in rangs:
            continue
        verdict = examiner(profil, un.offre, jour)
        if verdict.statut is not Statut.NON:
            examens.append(_Examen(un, verdict, situation(un.fenetres, jour)))
    examens.sort(key=lambda examen: _ordre(examen, rangs))
    possibles = [examen for examen in examens if examen.verdict.statut is Statut.POSSIBLE]
    fermees = [examen for examen in possibles if not examen.vue.etat.depot_possible]
    return Bilan(
        possibles=tuple(_vue(e, jour) for e in possibles if e.vue.etat.depot_possible),
        bientot=tuple(_vue(e, jour) for e in sorted(fermees, key=lambda e: _attente(e.vue))),
        presque=tuple(_vue(e, jour) for e in examens if e.verdict.statut is Statut.PRESQUE),
        manquent=_manquent([examen.verdict for examen in examens]),
        sans_projet=bool((reponses.texte or reponses.themes) and not rangs),
    )


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


def _rangs(reponses: Reponses, jour: date) -> dict[str, int]:
    """The place of each aid that speaks of the project; none when nothing was said of it."""
    if not reponses.texte and not reponses.themes:
        return {}
    criteres = Criteres().avec_texte(reponses.texte).avec_choix("thematique", reponses.themes)
    trouvees = service.rechercher(replace(criteres, pages=PAGES_MAX), jour)
    # Those that hold only a part of the words come last: they are left out when others hold them all.
    return {carte.slug: rang for rang, carte in enumerate(trouvees.entieres or trouvees.cartes)}


def _ordre(examen: _Examen, rangs: dict[str, int]) -> tuple[object, ...]:
    """What is settled first; then the project's, what closes first, what opens first; by title."""
    fenetre, prochaine = examen.vue.fenetre, examen.vue.prochaine
    return (
        len(examen.verdict.raisons),
        bool(_doutes(examen)),
        rangs.get(examen.aide.slug, 0),
        (fenetre.ferme_le if fenetre else None) or date.max,
        (prochaine.ouvre_le if prochaine else None) or date.max,
        examen.aide.cle,
        examen.aide.slug,
    )


def _attente(vue: Situation) -> int:
    """What is dated, then what is announced, come before what is over."""
    return 0 if vue.prochaine else 1 if vue.annoncee else 2


def _doutes(examen: _Examen) -> tuple[str, ...]:
    """What is left to check; that one is of the région goes without saying."""
    regional = all(code.startswith(("REG-", "PAYS-")) for code in examen.aide.offre.territoires)
    return tuple(i.phrase for i in examen.verdict.inconnus if i.fait is not Fait.COMMUNE or not regional)


def _vue(examen: _Examen, jour: date) -> AideMoi:
    aide = examen.aide
    return AideMoi(
        slug=aide.slug,
        titre=aide.titre,
        resume=aide.resume,
        pour=pour(aide.offre.beneficiaires),
        montant=aide.montant,
        quand=quand_et_reste(examen.vue, jour),
        ton=ton(examen.vue),
        raisons=examen.verdict.raisons,
        a_verifier=_doutes(examen),
    )


def _manquent(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """The facts that are not known and would settle the most aids, the most useful first."""
    fois: dict[str, int] = {}
    for verdict in verdicts:
        for fait in {inconnu.fait.value for inconnu in verdict.inconnus}:
            fois[fait] = fois.get(fait, 0) + 1
    return tuple(sorted(fois, key=lambda fait: (-fois[fait], fait)))

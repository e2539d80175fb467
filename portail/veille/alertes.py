"""Who is written to today, and what: one mail a day and a person, each thing told once, nothing without news.

The mail, what it tells and the opt-ins it ends are of one commit: killed in the middle, nothing was told, and
the next round tells it.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select, union

from portail.aides.views import quand
from portail.comptes import mails as poste
from portail.comptes.models import Compte
from portail.core import clock
from portail.core.formats import date_longue, pluriel
from portail.infra import outbox
from portail.veille import lecture, mails, ouvertures, preferences, rules
from portail.veille.lecture import AideLue
from portail.veille.mails import Lettre, Ligne
from portail.veille.models import Alertes, AvisOuverture, Dit, Favori, RechercheGardee
from portail.veille.rules import SEUILS, Frequence, Genre, Nouvelle

COMPTES, ADRESSES = "veille.comptes", "veille.adresses"
"""What the outbox calls the two rounds of a day."""
PAR_PAGE = 100
"""Accounts, or addresses, written to before what else waits in the outbox has its turn."""


def demander(session: Session) -> None:
    """Ask for the rounds of the day, once, from the morning on; after a breakdown, later in the day."""
    if not rules.heure_d_ecrire(clock.now().astimezone(clock.PARIS)):
        return
    jour = clock.today().isoformat()
    for ronde in (COMPTES, ADRESSES):
        outbox.publier(session, ronde, f"{ronde}:{jour}", {"jour": jour, "apres": ""})


def suite(session: Session, ronde: str, jour: str, apres: str) -> None:
    """Ask for the page of a round that follows `apres`."""
    outbox.publier(session, ronde, f"{ronde}:{jour}:{apres}", {"jour": jour, "apres": apres})


def page_de_comptes(session: Session, apres: str) -> list[uuid.UUID]:
    """The accounts after `apres` that watch something."""
    qui = union(
        select(Favori.compte_id),
        select(RechercheGardee.compte_id).where(RechercheGardee.frequence != Frequence.AUCUNE),
        select(AvisOuverture.compte_id).where(col(AvisOuverture.compte_id).is_not(None)),
    ).subquery()
    query = select(qui.c.compte_id).order_by(qui.c.compte_id).limit(PAR_PAGE)
    return list(session.exec(query.where(qui.c.compte_id > uuid.UUID(apres)) if apres else query))


def page_d_adresses(session: Session, apres: str) -> list[str]:
    """The addresses after `apres` that wait for an aid which is open today."""
    query = (
        select(AvisOuverture.cle_mail)
        .where(*_confirmes(), col(AvisOuverture.aide_id).in_(ouvertures.a_ouvrir(session, clock.today())))
        .where(col(AvisOuverture.cle_mail) > apres)
    )
    return list(session.exec(query.distinct().order_by(AvisOuverture.cle_mail).limit(PAR_PAGE)))


def a_chercher(session: Session, compte_id: uuid.UUID) -> list[str]:
    """The addresses of the searches that are due, and since whose last look something was published."""
    maintenant = clock.now()
    dues = _dues(session, compte_id)
    return [u.adresse for u in dues if lecture.a_publie_depuis(session, _depuis_quand(u, maintenant))]


def ecrire_au_compte(
    session: Session, compte_id: uuid.UUID, trouvees: Mapping[str, Sequence[str]] | None = None
) -> bool:
    """Write what is new to one person; whether a mail leaves is returned. It is all in one commit.

    `trouvees`: what each address of `a_chercher` finds; a search that is not there waits for tomorrow.
    """
    compte = session.get(Compte, compte_id)
    if compte is None or compte.active_le is None:
        return False
    lecture.tenir(session, compte_id)
    reglages = preferences.lire(session, compte_id)
    if reglages.dernier_mail == clock.today():
        return False
    redaction = _Redaction(session, compte_id, clock.now())
    redaction.des_favoris(reglages)
    redaction.des_avis()
    redaction.des_recherches(trouvees or {})
    lettre = redaction.lettre
    if lettre.vide:
        return False
    arrets = [preferences.FAVORIS] if lettre.favoris else []
    arrets += [reference for _, reference, _ in lettre.recherches]
    secret = preferences.emettre(session, compte_id, arrets)
    poste.poster(session, mails.alertes(compte.mail, lettre, secret))
    preferences.verrouiller(session, compte_id).dernier_mail = redaction.jour
    session.flush()
    return True


def ecrire_a_l_adresse(session: Session, cle_mail: str) -> bool:
    """Tell an address what it waited for and forget it; whether a mail leaves is returned."""
    aides = ouvertures.a_ouvrir(session, clock.today())
    query = select(AvisOuverture).where(*_confirmes(), AvisOuverture.cle_mail == cle_mail)
    siens = session.exec(query.where(col(AvisOuverture.aide_id).in_(aides)).with_for_update()).all()
    if not siens:
        return False
    lignes = [_ouverte(aides[aide_id], clock.today()) for aide_id in {avis.aide_id for avis in siens}]
    poste.poster(session, mails.ouverture(siens[0].mail, sorted(lignes, key=lambda ligne: ligne.titre)))
    dits = [avis.id for avis in siens]
    session.exec(delete(AvisOuverture).where(col(AvisOuverture.id).in_(dits)))
    return True


class _Redaction:
    """The letter of one person, being written: what is put in it is noted as told."""

    def __init__(self, session: Session, compte_id: uuid.UUID, maintenant: datetime) -> None:
        self.session, self.compte_id, self.maintenant = session, compte_id, maintenant
        self.jour, self.lettre = clock.today(), Lettre()
        dits = session.exec(select(Dit).where(Dit.compte_id == compte_id))
        self._dits = {(dit.aide_id, dit.genre, dit.repere) for dit in dits}

    def des_favoris(self, reglages: Alertes) -> None:
        """What closes soon, and what opened since it was kept."""
        favoris = self.session.exec(select(Favori).where(Favori.compte_id == self.compte_id)).all()
        aides = self._lire([favori.aide_id for favori in favoris])
        seuils = tuple(seuil for seuil in SEUILS if getattr(reglages, f"cloture_{seuil}"))
        for favori in favoris:
            aide, garde = aides[favori.aide_id], favori.garde_le.astimezone(clock.PARIS).date()
            fin = rules.cloture_a_dire(aide.vue, self.jour, garde, seuils)
            if aide.publiee and fin and self._a_dire(aide.id, fin):
                self.lettre.clotures.append(_ferme(aide, self.jour))
                self.lettre.favoris = True
            debut = rules.ouverture_a_dire(aide.vue, garde) if reglages.ouverture else None
            if aide.publiee and debut and self._a_dire(aide.id, debut):
                self.lettre.favoris = True
                if not fin:  # that it closes soon says that it is open
                    self.lettre.ouvertures.append(_ouverte(aide, self.jour))

    def des_avis(self) -> None:
        """What one waited for and is open now: told, and waited for no more."""
        query = select(AvisOuverture).where(AvisOuverture.compte_id == self.compte_id)
        siens = self.session.exec(query).all()
        aides = self._lire([avis.aide_id for avis in siens])
        for avis in siens:
            aide = aides[avis.aide_id]
            debut = rules.ouverture_a_dire(aide.vue, date.min)
            if not aide.publiee or debut is None:
                continue
            if self._a_dire(aide.id, debut):
                self.lettre.ouvertures.append(_ouverte(aide, self.jour))
            self.session.delete(avis)

    def des_recherches(self, trouvees: Mapping[str, Sequence[str]]) -> None:
        """What was published since each search was last looked at, and that it finds."""
        for recherche in _dues(self.session, self.compte_id):
            # An instant to come was written under a wrong clock.
            recherche.depuis = min(recherche.depuis, self.maintenant)
            # Nothing was published since: neither searched nor written, and looked at again tomorrow.
            if (slugs := trouvees.get(recherche.adresse)) is not None:
                debut = _depuis_quand(recherche, self.maintenant)
                recherche.examinee_le = self.maintenant
                publiees = lecture.publiees_depuis(self.session, debut, slugs)
                ids = [publiees[slug] for slug in slugs if slug in publiees]
                if lignes := self._nouvelles(ids):
                    self.lettre.recherches.append((recherche.nom, str(recherche.id), lignes))

    def _nouvelles(self, ids: list[uuid.UUID]) -> list[Ligne]:
        aides = self._lire(ids)
        neuves = [aides[i] for i in ids if self._a_dire(i, Nouvelle(Genre.NOUVELLE))]
        return [Ligne(aide.slug, aide.titre, quand(aide.vue, self.jour)) for aide in neuves]

    def _lire(self, ids: list[uuid.UUID]) -> dict[uuid.UUID, AideLue]:
        return lecture.lire(self.session, ids, self.jour)

    def _a_dire(self, aide_id: uuid.UUID, nouvelle: Nouvelle) -> bool:
        """Whether this was not told yet; from now on it is."""
        cle = (aide_id, nouvelle.genre, nouvelle.repere)
        if cle in self._dits:
            return False
        self._dits.add(cle)
        self.session.add(
            Dit(compte_id=self.compte_id, aide_id=aide_id, genre=nouvelle.genre, repere=nouvelle.repere)
        )
        return True


def _dues(session: Session, compte_id: uuid.UUID) -> list[RechercheGardee]:
    query = select(RechercheGardee).where(
        RechercheGardee.compte_id == compte_id, RechercheGardee.frequence != Frequence.AUCUNE
    )
    siennes = session.exec(query.order_by(col(RechercheGardee.cree_le))).all()
    return [une for une in siennes if _est_due(une)]


def _est_due(recherche: RechercheGardee) -> bool:
    vue = recherche.examinee_le
    derniere = vue.astimezone(clock.PARIS).date() if vue else None
    creee = recherche.depuis.astimezone(clock.PARIS).date()
    return rules.est_due(recherche.frequence, derniere, creee, clock.today())


def _depuis_quand(recherche: RechercheGardee, maintenant: datetime) -> datetime:
    return rules.depuis_quand(recherche.depuis, recherche.examinee_le, maintenant)


def _ferme(aide: AideLue, jour: date) -> Ligne:
    fin = aide.vue.fenetre.ferme_le if aide.vue.fenetre else None
    reste = (fin - jour).days if fin else 0
    dans = f"dans {pluriel(reste, 'jour')}" if reste else "c’est le dernier jour"
    return Ligne(aide.slug, aide.titre, f"ferme le {date_longue(fin or jour)}, {dans}")


def _ouverte(aide: AideLue, jour: date) -> Ligne:
    dit = quand(aide.vue, jour)
    return Ligne(aide.slug, aide.titre, dit[:1].lower() + dit[1:])


def _confirmes() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(AvisOuverture.compte_id).is_(None), col(AvisOuverture.confirme_le).is_not(None)

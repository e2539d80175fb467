"""Moving an account to another mail address: both addresses confirm, in any order."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from portail.comptes import jetons, mails
from portail.comptes.changements import Preuve, compte_prouve
from portail.comptes.freins import compter_lien
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Compte, Jeton
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Invalide
from portail.core.identifiers import cle_mail, lire_mail
from portail.infra import ratelimit
from portail.infra.journal import consigner

VALIDITE = timedelta(hours=24)
DEMANDES = "5/hour"
USAGES = (Usage.MAIL_ANCIEN, Usage.MAIL_NOUVEAU)


@dataclass(frozen=True)
class Changement:
    """A move that is under way: which address, and who confirmed."""

    nouveau: str
    ancienne_confirmee: bool
    nouvelle_confirmee: bool

    @property
    def effectif(self) -> bool:
        """Both addresses confirmed."""
        return self.ancienne_confirmee and self.nouvelle_confirmee


def demander(session: Session, acteur: Acteur, preuve: Preuve, texte: str) -> Changement:
    """Mail a link to both addresses; one that has its account gets another mail, and the screen is the same.

    Raises:
        Invalide: on `mail`, not an address or already the account's own.
        Conflit: the password was changed meanwhile.
        TropDeDemandes: asked too often.
    """
    compte = compte_prouve(session, acteur, preuve)
    try:
        nouveau = lire_mail(texte)
    except ValueError as refus:
        raise Invalide({"mail": str(refus)}) from None
    if cle_mail(nouveau) == compte.cle_mail:
        raise Invalide({"mail": "C’est déjà l’adresse de votre compte."})
    ratelimit.exiger(
        DEMANDES, "changement-mail", str(compte.id), message="Trop de demandes. Réessayez dans une heure."
    )
    annuler(session, acteur)
    charge = {"demande": str(uuid.uuid4()), "nouveau": nouveau}
    ancien_secret = jetons.emettre(session, Usage.MAIL_ANCIEN, compte.id, VALIDITE, dict(charge))
    nouveau_secret = jetons.emettre(session, Usage.MAIL_NOUVEAU, compte.id, VALIDITE, dict(charge))
    mails.poster(session, mails.changement_vu_de_l_ancienne(compte.mail, nouveau, ancien_secret))
    if _occupant(session, nouveau) is None:
        mails.poster(session, mails.changement_vu_de_la_nouvelle(nouveau, nouveau_secret))
    else:
        mails.poster(session, mails.deja_un_compte(nouveau))
    consigner(session, "mail.changement_demande", compte.id, acteur_id=acteur.id)
    return Changement(nouveau, False, False)


def _occupant(session: Session, mail: str) -> Compte | None:
    """The active account of an address; one never activated has proven nothing and holds nothing."""
    query = select(Compte).where(Compte.cle_mail == cle_mail(mail), col(Compte.active_le).is_not(None))
    return session.exec(query).first()


def en_cours(session: Session, acteur: Acteur) -> Changement | None:
    """The move the person asked for and that both addresses may still confirm."""
    query = (
        select(Jeton)
        .where(
            Jeton.compte_id == acteur.id, Jeton.usage == Usage.MAIL_ANCIEN, col(Jeton.expire_le) > clock.now()
        )
        .order_by(col(Jeton.cree_le).desc())
    )
    jeton = session.exec(query).first()
    if jeton is None or any(
        lie.utilise_le and not lie.charge.get("confirme") for lie in _lies(session, jeton)
    ):
        return None
    changement = _changement(session, jeton)
    return None if changement.effectif else changement


def annuler(session: Session, acteur: Acteur) -> None:
    """Make the links of a move that is under way worthless; one confirmation alone does nothing."""
    jetons.annuler(session, acteur.id, *USAGES)


def examiner(session: Session, secret: str, reseau: str) -> Changement:
    """What a link confirms, without using it.

    Raises:
        JetonRefuse: unknown, used or expired link.
        TropDeDemandes: too many links looked at.
    """
    compter_lien(reseau)
    return _changement(session, _lire(session, secret))


def confirmer(session: Session, secret: str, reseau: str) -> Changement:
    """Use a link; with the second one the account moves, its identifier too when it was the former address.

    Raises:
        JetonRefuse: unknown, used or expired link.
        Conflit: somebody opened an account with the new address meanwhile.
        TropDeDemandes: too many tries.
    """
    compter_lien(reseau)
    usage = Usage(_lire(session, secret).usage)
    compte_id = jetons.lire(session, usage, secret).compte_id
    # The account's row is the lock: two confirmations at the same instant must see each other.
    compte = session.exec(select(Compte).where(Compte.id == compte_id).with_for_update()).one()
    jeton = jetons.consommer(session, usage, secret)
    jeton.charge = {**jeton.charge, "confirme": True}
    session.flush()
    changement = _changement(session, jeton)
    if changement.effectif:
        _appliquer(session, compte, changement.nouveau)
    return changement


def _lire(session: Session, secret: str) -> Jeton:
    try:
        return jetons.lire(session, Usage.MAIL_ANCIEN, secret)
    except JetonRefuse as refus:
        if refus.raison != "inconnu":
            raise
        return jetons.lire(session, Usage.MAIL_NOUVEAU, secret)


def _lies(session: Session, jeton: Jeton) -> list[Jeton]:
    """The two links of one move."""
    query = select(Jeton).where(Jeton.compte_id == jeton.compte_id, col(Jeton.usage).in_(USAGES))
    return [lie for lie in session.exec(query) if lie.charge.get("demande") == jeton.charge["demande"]]


def _changement(session: Session, jeton: Jeton) -> Changement:
    confirmes = {lie.usage for lie in _lies(session, jeton) if lie.charge.get("confirme")}
    return Changement(
        jeton.charge["nouveau"], Usage.MAIL_ANCIEN in confirmes, Usage.MAIL_NOUVEAU in confirmes
    )


def _appliquer(session: Session, compte: Compte, nouveau: str) -> None:
    ancien, cle = compte.mail, cle_mail(nouveau)
    session.exec(delete(Compte).where(col(Compte.cle_mail) == cle, col(Compte.active_le).is_(None)))
    try:
        with session.begin_nested():
            if compte.cle_identifiant == compte.cle_mail:
                compte.identifiant, compte.cle_identifiant = nouveau, cle
            compte.mail, compte.cle_mail = nouveau, cle
            session.flush()
    except IntegrityError:
        raise Conflit("Cette adresse a été prise par un autre compte entre-temps.") from None
    # A link to a new password may wait in the former mailbox.
    jetons.annuler(session, compte.id, Usage.MOT_DE_PASSE)
    mails.poster(session, mails.mail_change(ancien, nouveau))
    consigner(session, "mail.change", compte.id, acteur_id=compte.id)

"""« Prévenez-moi à l’ouverture »: in one click with an account, by a confirmed address without.

Nothing done here tells whether an address has an account: the screen, the words and the work are the same.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, delete, func, or_, select

from portail.aides.adresses import publiee
from portail.aides.views import quand
from portail.comptes import mails as poste
from portail.comptes.freins import compter_lien
from portail.comptes.rules import Acteur, empreinte
from portail.core import clock
from portail.core.errors import Conflit, ErreurMetier, Invalide
from portail.core.identifiers import cle_boite, cle_mail, lire_mail
from portail.infra import ratelimit
from portail.infra.crypto import new_secret
from portail.veille import lecture, mails
from portail.veille.lecture import AideLue
from portail.veille.models import AvisOuverture
from portail.veille.rules import attend_ouverture

CONFIRMER = timedelta(days=3)
"""How long an address that did not confirm is kept."""
GARDE = timedelta(days=730)
"""How long an opening that does not come is waited for."""
AVIS_MAX = 50
PAR_ADRESSE = ("3/hour", "6/day")
PAR_RESEAU = ("20/hour", "60/day")
TROP = "Trop de demandes d’avis pour le moment. Réessayez dans une heure, ou connectez-vous."
PLEIN = f"Vous attendez déjà {AVIS_MAX} ouvertures : renoncez d’abord à l’une d’elles."


@dataclass(frozen=True)
class Attente:
    """The page on which one asks: the aid, when it opens, and what the person asked already."""

    slug: str = ""
    titre: str = ""
    quand: str = ""
    ouverte: bool = False
    attendue: bool = False


class AvisRefuse(ErreurMetier):
    """The link confirms nothing: unknown, too old, or its mail has left already."""

    def __init__(self) -> None:
        super().__init__("Ce lien n’est plus valable.")


def lire(session: Session, slug: str, acteur: Acteur | None) -> Attente:
    """What the page shows.

    Raises:
        Introuvable: no published aid has this address.
    """
    aide = _aide(session, slug)
    attendue = acteur is not None and _sien(session, acteur, aide.id) is not None
    dit = quand(aide.vue, clock.today())
    return Attente(aide.slug, aide.titre, dit, not attend_ouverture(aide.vue), attendue)


def prevenir(session: Session, acteur: Acteur, slug: str) -> None:
    """Wait for the opening of an aid; once more changes nothing.

    Raises:
        Introuvable: no published aid has this address.
        Conflit: it is open, or too many are waited for.
    """
    aide = _aide(session, slug)
    if not attend_ouverture(aide.vue):
        raise Conflit("Cette aide est ouverte : vous pouvez la demander dès maintenant.")
    lecture.tenir(session, acteur.id)
    if _sien(session, acteur, aide.id) is not None:
        return
    nombre = select(func.count()).select_from(AvisOuverture).where(AvisOuverture.compte_id == acteur.id)
    if session.exec(nombre).one() >= AVIS_MAX:
        raise Conflit(PLEIN)
    session.add(AvisOuverture(aide_id=aide.id, compte_id=acteur.id, confirme_le=clock.now()))
    session.flush()


def renoncer(session: Session, acteur: Acteur, slug: str) -> None:
    """Wait no more; published or not, waited for or not."""
    siens = session.exec(select(AvisOuverture).where(AvisOuverture.compte_id == acteur.id)).all()
    aides = lecture.lire(session, [avis.aide_id for avis in siens], clock.today())
    for avis in siens:
        if aides[avis.aide_id].slug == slug:
            session.delete(avis)
    session.flush()


def demander(session: Session, slug: str, mail: str, reseau: str) -> str:
    """Ask with an address alone: a mail leaves to it, whose link confirms. The address is returned, as read.

    Raises:
        Invalide: on `mail`.
        Introuvable: no published aid has this address.
        Conflit: the aid is open.
        TropDeDemandes: asked too often, for this address or from this network.
    """
    try:
        adresse = lire_mail(mail)
    except ValueError as refus:
        raise Invalide({"mail": str(refus)}) from None
    aide = _aide(session, slug)
    if not attend_ouverture(aide.vue):
        raise Conflit("Cette aide est ouverte : vous pouvez la demander dès maintenant.")
    for limite in PAR_RESEAU:
        ratelimit.exiger(limite, "avis", reseau, message=TROP)
    for limite in PAR_ADRESSE:
        ratelimit.exiger(limite, "avis-adresse", empreinte(cle_boite(adresse)), message=TROP)
    secret = new_secret()
    session.add(
        AvisOuverture(aide_id=aide.id, mail=adresse, cle_mail=cle_mail(adresse), empreinte=empreinte(secret))
    )
    poste.poster(session, mails.confirmer_avis(adresse, aide.titre, secret))
    return adresse


def examiner(session: Session, secret: str, reseau: str) -> tuple[Attente, bool]:
    """What a mailed link is for, and whether it was confirmed already; nothing is done.

    Raises:
        AvisRefuse: it is for nothing.
        TropDeDemandes: too many links looked at.
    """
    compter_lien(reseau)
    avis = _par_lien(session, secret)
    aide = lecture.lire(session, [avis.aide_id], clock.today())[avis.aide_id]
    dit = quand(aide.vue, clock.today())
    vue = Attente(aide.slug, aide.titre, dit, not attend_ouverture(aide.vue))
    return vue, avis.confirme_le is not None


def confirmer(session: Session, secret: str, reseau: str) -> None:
    """The owner of the address wants it; asked several times for one aid, it counts once.

    Raises:
        AvisRefuse: the link is for nothing.
        TropDeDemandes: too many links used.
    """
    compter_lien(reseau)
    avis = _par_lien(session, secret)
    avis.confirme_le = avis.confirme_le or clock.now()
    meme = (col(AvisOuverture.aide_id) == avis.aide_id, col(AvisOuverture.cle_mail) == avis.cle_mail)
    session.exec(delete(AvisOuverture).where(*meme, col(AvisOuverture.id) != avis.id))
    session.flush()


def renoncer_par_lien(session: Session, secret: str, reseau: str) -> None:
    """The owner of the address does not want it, or no more: nothing of it is left.

    Raises:
        AvisRefuse: the link is for nothing.
        TropDeDemandes: too many links used.
    """
    compter_lien(reseau)
    session.delete(_par_lien(session, secret))
    session.flush()


def purger(session: Session) -> None:
    """Forget the addresses that did not confirm, and what was waited for in vain."""
    maintenant, jamais = clock.now(), col(AvisOuverture.confirme_le).is_(None)
    session.exec(
        delete(AvisOuverture).where(
            or_(
                jamais & (col(AvisOuverture.cree_le) < maintenant - CONFIRMER),
                col(AvisOuverture.cree_le) < maintenant - GARDE,
            )
        )
    )


def a_ouvrir(session: Session, jour: date) -> dict[uuid.UUID, AideLue]:
    """The published aids that somebody without an account waits for, and that are open on that day."""
    attendues = select(AvisOuverture.aide_id).where(
        col(AvisOuverture.compte_id).is_(None), col(AvisOuverture.confirme_le).is_not(None)
    )
    aides = lecture.lire(session, set(session.exec(attendues)), jour)
    return {i: aide for i, aide in aides.items() if aide.publiee and aide.vue.etat.depot_possible}


def _aide(session: Session, slug: str) -> AideLue:
    aide_id = publiee(session, slug).id
    return lecture.lire(session, [aide_id], clock.today())[aide_id]


def _sien(session: Session, acteur: Acteur, aide_id: uuid.UUID) -> AvisOuverture | None:
    query = select(AvisOuverture).where(
        AvisOuverture.compte_id == acteur.id, AvisOuverture.aide_id == aide_id
    )
    return session.exec(query).first()


def _par_lien(session: Session, secret: str) -> AvisOuverture:
    query = select(AvisOuverture).where(AvisOuverture.empreinte == empreinte(secret))
    avis = session.exec(query).first() if 0 < len(secret) <= 100 else None
    if avis is None or (avis.confirme_le is None and avis.cree_le < clock.now() - CONFIRMER):
        raise AvisRefuse
    return avis

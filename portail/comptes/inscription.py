"""Opening an account: made inactive, activated by the link mailed to its address."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from portail.comptes import identifiants, jetons, mails
from portail.comptes.connexion import LONGUEUR_NOM, trouver_compte
from portail.comptes.identifiants import PRIS
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte, Jeton
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.core.errors import Invalide
from portail.core.identifiers import cle_boite, cle_identifiant, cle_mail
from portail.infra import ratelimit
from portail.infra.journal import consigner

VALIDITE = identifiants.DUREE
GARDE = identifiants.GARDE
PAR_ADRESSE = "4/hour"
MAILS_PAR_ADRESSE = "3/hour"
RENVOIS_PAR_RESEAU = "20/hour"
ATTENDEZ = (
    "Vous avez demandé ce mail plusieurs fois. Regardez dans vos courriers indésirables, "
    "ou réessayez dans une heure."
)
TROP = (
    "Plusieurs comptes viennent d’être demandés pour cette adresse mail : aucun autre mail n’est parti. "
    "Ouvrez le dernier reçu (regardez aussi dans les courriers indésirables), ou réessayez dans une heure. "
    "Ce que vous avez saisi est gardé."
)


def admettre(session: Session, mail: str, visiteur: str) -> bool:
    """Count one sign-up for a mailbox; False (`TROP`) when it has had too many, with or without an account.

    To be asked before `creer_compte`, outside of what an error undoes: refused, another browser still makes
    the sign-up that waits there a disputed one. Its link may be in the mailbox of who is refused.
    """
    if ratelimit.permis(PAR_ADRESSE, "inscription", empreinte(cle_boite(mail))):
        return True
    _contester(session, cle_mail(mail), visiteur)
    return False


def creer_compte(
    session: Session,
    *,
    nom: str,
    prenom: str,
    mail: str,
    identifiant: str,
    mot_de_passe_hache: str,
    visiteur: str = "",
    suite: str = "",
) -> Compte | None:
    """Open an inactive account and mail its activation link, once `admettre` has agreed.

    `mail` and `identifiant` as `lire_mail` and `verifier_identifiant` return them; `mot_de_passe_hache` from
    `mots_de_passe.hacher`; `visiteur` from `guards.visiteur()`; `suite`: where the activation leads.
    Returns None when the address has its account already: a mail tells its owner, and the screen must be the
    same. An account never activated is replaced, with all that hangs on it: its address was not proven.

    Raises:
        Invalide: on `identifiant`, taken by somebody else in the meantime.
    """
    cle, nom_cle = cle_mail(mail), cle_identifiant(identifiant)
    # With and without an account alike: an identifier that stays free would tell that there is one.
    identifiants.reserver(session, nom_cle, cle, visiteur)
    present = session.exec(select(Compte).where(Compte.cle_mail == cle)).first()
    if present is not None and present.active_le is not None:
        mails.poster(session, mails.deja_un_compte(present.mail))
        return None
    compte = Compte(
        nom=nom,
        prenom=prenom,
        mail=mail,
        cle_mail=cle,
        identifiant=identifiant,
        cle_identifiant=nom_cle,
        mot_de_passe=mot_de_passe_hache,
    )
    charge = {"visiteur": visiteur, "suite": suite, "contestee": _contestee(session, present, visiteur)}
    return _ouvrir(session, present, compte, charge)


def _ouvrir(
    session: Session, present: Compte | None, compte: Compte, charge: dict[str, Any]
) -> Compte | None:
    if not _remplacer(session, present, compte):
        _contester(session, compte.cle_mail, charge["visiteur"])
        return None
    _envoyer_lien(session, compte, charge)
    consigner(session, "compte.cree", compte.id)
    return compte


def _contestee(session: Session, present: Compte | None, visiteur: str) -> bool:
    """Whether two browsers asked for this address: a link opened elsewhere then needs the password too.

    Otherwise somebody could sign up with your address just after you, and let you activate their account.
    """
    if present is None:
        return False
    avant = _derniere_charge(session, present)
    return bool(avant.get("contestee", True)) or not visiteur or avant.get("visiteur") != visiteur


def _contester(session: Session, cle: str, visiteur: str) -> None:
    """Note on the links of an address's unfinished sign-up that `visiteur` asked for it too."""
    compte = session.exec(
        select(Compte).where(Compte.cle_mail == cle, col(Compte.active_le).is_(None))
    ).first()
    if compte is None or not _contestee(session, compte, visiteur):
        return
    liens = select(Jeton).where(Jeton.compte_id == compte.id, Jeton.usage == Usage.ACTIVATION)
    for jeton in session.exec(liens):
        jeton.charge = {**jeton.charge, "contestee": True}
    session.flush()


def _remplacer(session: Session, present: Compte | None, compte: Compte) -> bool:
    """Insert `compte` in place of its address's unfinished sign-up; False when another was faster.

    Raises:
        Invalide: the identifier was taken in the meantime.
    """
    if present is not None:
        session.exec(delete(Compte).where(col(Compte.id) == present.id, col(Compte.active_le).is_(None)))
    try:
        with session.begin_nested():
            session.add(compte)
            session.flush()
    except IntegrityError:
        query = select(Compte.id).where(Compte.cle_mail == compte.cle_mail)
        if session.exec(query).first() is None:
            raise Invalide({"identifiant": PRIS}) from None
        return False
    return True


def _derniere_charge(session: Session, compte: Compte) -> dict[str, Any]:
    query = (
        select(Jeton)
        .where(Jeton.compte_id == compte.id, Jeton.usage == Usage.ACTIVATION)
        .order_by(col(Jeton.cree_le).desc())
    )
    dernier = session.exec(query).first()
    return dict(dernier.charge) if dernier else {}


def _envoyer_lien(session: Session, compte: Compte, charge: dict[str, Any]) -> None:
    secret = jetons.emettre(session, Usage.ACTIVATION, compte.id, VALIDITE, charge)
    mails.poster(session, mails.activation(compte.mail, secret))


def renvoyer_activation(session: Session, nom: str, reseau: str = "") -> None:
    """Mail again what an address or identifier waits for: its activation link, or that it has an account.

    The answer is the same when it is unknown, and it is counted as typed. `reseau` from `rules.reseau`.

    Raises:
        TropDeDemandes: asked too often, whether or not there is an account.
    """
    cle = cle_identifiant(nom[:LONGUEUR_NOM])
    ratelimit.exiger(MAILS_PAR_ADRESSE, "renvoi", empreinte(cle), message=ATTENDEZ)
    if reseau:
        ratelimit.exiger(RENVOIS_PAR_RESEAU, "renvoi-reseau", reseau, message=ATTENDEZ)
    identifiants.prolonger(session, cle)
    compte = trouver_compte(session, nom)
    if compte is None:
        return
    if compte.active_le is not None:
        mails.poster(session, mails.deja_un_compte(compte.mail))
    else:
        relancer(session, compte)


def relancer(session: Session, compte: Compte) -> None:
    """Mail a new link to an account not activated yet; how often is for the caller to count."""
    _envoyer_lien(session, compte, _derniere_charge(session, compte))


def purger(session: Session) -> None:
    """Erase the accounts that nobody activated within `GARDE`, unless a link was mailed again since."""
    identifiants.purger(session)
    en_attente = select(Jeton.compte_id).where(
        Jeton.usage == Usage.ACTIVATION, col(Jeton.expire_le) > clock.now()
    )
    session.exec(
        delete(Compte).where(
            col(Compte.active_le).is_(None),
            col(Compte.cree_le) < clock.now() - GARDE,
            col(Compte.id).not_in(en_attente),
        )
    )

"""What one wants to be written, and no more of it: from « Mes aides », or from a link of a mail."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select, update

from portail.comptes.freins import compter_lien
from portail.comptes.rules import Acteur, empreinte
from portail.core.errors import ErreurMetier
from portail.infra.crypto import new_secret
from portail.infra.journal import consigner
from portail.veille.lecture import tenir
from portail.veille.models import Alertes, AvisOuverture, LienArret, RechercheGardee
from portail.veille.rules import Frequence

REGLAGES = ("cloture_15", "cloture_3", "ouverture")
FAVORIS = "favoris"
JETON = re.compile(r"([A-Za-z0-9_-]{43})\.(\d{1,2})")


class LienRefuse(ErreurMetier):
    """The link stops nothing: unknown, cut short, or of an account that is gone."""

    def __init__(self) -> None:
        super().__init__("Ce lien n’est pas valable. Ouvrez-le en entier, depuis le mail reçu.")


@dataclass(frozen=True)
class Arret:
    """What a link stops: `nom` of a search, or « favoris », or all; `deja` when it is stopped already."""

    quoi: str
    nom: str
    deja: bool


def regler(session: Session, acteur: Acteur, reglage: str, oui: bool) -> None:
    """Tick one of `REGLAGES` or not; another name changes nothing."""
    if reglage in REGLAGES:
        setattr(verrouiller(session, acteur.id), reglage, oui)
        session.flush()


def lire(session: Session, compte_id: uuid.UUID) -> Alertes:
    """What the account wants to be told, as it stands in the database by now; not to be written to."""
    return session.get(Alertes, compte_id, populate_existing=True) or Alertes(compte_id=compte_id)


def verrouiller(session: Session, compte_id: uuid.UUID) -> Alertes:
    """The account's own row, made if need be, held until the transaction ends."""
    tenir(session, compte_id)
    alertes = session.get(Alertes, compte_id, populate_existing=True)
    if alertes is None:
        alertes = Alertes(compte_id=compte_id)
        session.add(alertes)
        session.flush()
    return alertes


def tout_arreter(session: Session, compte_id: uuid.UUID) -> None:
    """No alert of any kind any more; what is kept stays kept."""
    _arreter_favoris(session, compte_id)
    siennes = col(RechercheGardee.compte_id) == compte_id
    session.exec(update(RechercheGardee).where(siennes).values(frequence=Frequence.AUCUNE))
    session.exec(delete(AvisOuverture).where(col(AvisOuverture.compte_id) == compte_id))
    consigner(session, "alertes.arretees", compte_id, acteur_id=compte_id)


def emettre(session: Session, compte_id: uuid.UUID, alertes: Sequence[str]) -> str:
    """The secret of the links of one mail; `.0` after it stops all, `.1` the first of `alertes`…"""
    secret = new_secret()
    session.add(LienArret(empreinte=empreinte(secret), compte_id=compte_id, alertes=list(alertes)))
    return secret


def examiner(session: Session, jeton: str, reseau: str) -> Arret:
    """What a link stops, without stopping it.

    Raises:
        LienRefuse: it stops nothing.
        TropDeDemandes: too many links looked at.
    """
    compter_lien(reseau)
    lien, quoi = _lire(session, jeton)
    if not quoi:
        return Arret("tout", "", deja=not _en_attend(session, lien.compte_id))
    if quoi == FAVORIS:
        alertes = lire(session, lien.compte_id)
        return Arret("favoris", "", deja=not any(getattr(alertes, nom) for nom in REGLAGES))
    recherche = _recherche(session, lien, quoi)
    if recherche is None:
        return Arret("recherche", "", deja=True)
    return Arret("recherche", recherche.nom, deja=recherche.frequence is Frequence.AUCUNE)


def arreter(session: Session, jeton: str, reseau: str) -> None:
    """Stop what a link stops. Once more changes nothing.

    Raises:
        LienRefuse: it stops nothing.
        TropDeDemandes: too many links used.
    """
    compter_lien(reseau)
    lien, quoi = _lire(session, jeton)
    if not quoi:
        tout_arreter(session, lien.compte_id)
    elif quoi == FAVORIS:
        _arreter_favoris(session, lien.compte_id)
    elif recherche := _recherche(session, lien, quoi):
        recherche.frequence = Frequence.AUCUNE
    session.flush()


def _lire(session: Session, jeton: str) -> tuple[LienArret, str]:
    trouve = JETON.fullmatch(jeton)
    lien = session.get(LienArret, empreinte(trouve[1])) if trouve else None
    rang = int(trouve[2]) if trouve else 0
    if lien is None or rang > len(lien.alertes):
        raise LienRefuse
    return lien, lien.alertes[rang - 1] if rang else ""


def _recherche(session: Session, lien: LienArret, reference: str) -> RechercheGardee | None:
    trouvee = session.get(RechercheGardee, uuid.UUID(reference))
    return trouvee if trouvee and trouvee.compte_id == lien.compte_id else None


def _arreter_favoris(session: Session, compte_id: uuid.UUID) -> None:
    alertes = verrouiller(session, compte_id)
    for reglage in REGLAGES:
        setattr(alertes, reglage, False)


def _en_attend(session: Session, compte_id: uuid.UUID) -> bool:
    alertes = lire(session, compte_id)
    if any(getattr(alertes, nom) for nom in REGLAGES):
        return True
    query = select(RechercheGardee.id).where(
        RechercheGardee.compte_id == compte_id, RechercheGardee.frequence != Frequence.AUCUNE
    )
    avis = select(AvisOuverture.id).where(AvisOuverture.compte_id == compte_id)
    return session.exec(query).first() is not None or session.exec(avis).first() is not None

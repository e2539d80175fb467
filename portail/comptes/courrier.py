"""The demonstration's mailbox: what was written to the local folder instead of being sent."""

from portail.comptes.views import MailVu
from portail.core.errors import Introuvable
from portail.core.formats import date_heure
from portail.partners.mail import lire_boite
from portail.settings import settings


def lister() -> list[MailVu]:
    """The last mails, newest first.

    Raises:
        Introuvable: this is not the demonstration: mails hold links that open accounts.
    """
    if not settings().demo:
        raise Introuvable
    return [
        MailVu(
            id=mail.identifiant,
            date=date_heure(mail.date),
            destinataire=mail.destinataire,
            sujet=mail.sujet,
            texte=mail.texte,
            liens=list(dict.fromkeys(mail.liens)),
            pieces=[piece.nom for piece in mail.pieces_jointes],
        )
        for mail in lire_boite()
    ]

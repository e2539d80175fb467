"""The demonstration's mailbox: what was written to the local folder instead of being sent."""

import re
from html import escape

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
            corps=_corps(mail.texte),
            pieces=[piece.nom for piece in mail.pieces_jointes],
        )
        for mail in lire_boite()
    ]


def _corps(texte: str) -> str:
    """The text of a mail as HTML: what people typed stays text, only our own links can be followed."""
    lien = re.compile(re.escape(escape(settings().origin)) + r"/[\w/?=&;#.-]*[\w/=#-]")
    return lien.sub(lambda trouve: f'<a href="{trouve[0]}">{trouve[0]}</a>', escape(texte))

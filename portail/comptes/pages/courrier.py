"""`/courrier`: in the demonstration, the mails that would have been sent."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.states.courrier import CourrierState as S
from portail.comptes.views import MailVu
from portail.ui.buttons import raw_link
from portail.ui.feedback import empty_state, skeleton
from portail.ui.layout import Page, card, narrow, stack
from portail.ui.text import h1, h2, hint, lead


def _mail(mail: rx.Var[MailVu]) -> rx.Component:
    return card(
        h2(mail.sujet),
        hint(mail.date, " · ", mail.destinataire),
        rx.el.p(mail.texte, class_name="courrier-texte"),
        rx.el.ul(rx.foreach(mail.liens, lambda lien: rx.el.li(raw_link(lien, lien)))),
        rx.cond(mail.pieces.length() > 0, hint("Pièces jointes : ", mail.pieces.join(", ")), rx.fragment()),
        id=mail.id,
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            h1("Courrier de la démonstration"),
            lead("Les mails que le portail enverrait, le plus récent d’abord."),
            rx.cond(
                S.charge,
                rx.cond(
                    S.mails.length() > 0,
                    stack(rx.foreach(S.mails, _mail), gap="6"),
                    empty_state(
                        "Aucun mail pour le moment", "Créez un compte : son mail d’activation arrivera ici."
                    ),
                ),
                skeleton(),
            ),
        )
    )


PAGE = Page("/courrier", "Courrier de la démonstration", contenu, on_load=[S.ouvrir], demo_only=True)

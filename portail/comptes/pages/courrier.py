"""`/courrier`: in the demonstration, the mails that would have been sent."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.states.courrier import CourrierState as S
from portail.comptes.views import MailVu
from portail.ui.buttons import button
from portail.ui.feedback import empty_state, live, skeleton
from portail.ui.layout import Page, cluster, narrow, stack
from portail.ui.text import h1, h2, hint, lead


def _mail(mail: rx.Var[MailVu], rang: rx.Var[int]) -> rx.Component:
    return rx.el.details(
        rx.el.summary(h2(mail.sujet), hint(mail.destinataire, ", ", mail.date)),
        rx.html(mail.corps, class_name="courrier-texte"),
        rx.cond(mail.pieces.length() > 0, hint("Pièces jointes : ", mail.pieces.join(", ")), rx.fragment()),
        open=rang == 0,
        key=mail.id,
        class_name="card courrier",
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            h1("Courrier de la démonstration"),
            lead("Les mails que le portail enverrait, le plus récent d’abord."),
            cluster(button("Actualiser", S.ouvrir), live(S.compte)),
            rx.cond(
                S.charge,
                rx.cond(
                    S.mails.length() > 0,
                    stack(rx.foreach(S.mails, _mail), gap="6"),
                    empty_state(
                        "Aucun mail pour le moment", "Créez un compte : son mail d’activation arrivera ici."
                    ),
                ),
                skeleton(),
            ),
        )
    )


PAGE = Page("/courrier", "Courrier de la démonstration", contenu, on_load=[S.ouvrir], demo_only=True)

"""What a draft holds, or could hold, that the person did not type: to be verified, to be taken or left."""

from typing import Any

import reflex as rx

from portail.ui.buttons import button
from portail.ui.layout import cluster, panel
from portail.ui.text import h2, hint, p, visually_hidden


def apportees(vue: Any, etat: Any) -> rx.Component:
    """What was brought, and what could be. Focus comes here after each change."""
    apports = vue.apports
    verifier = button("J’ai vérifié", on_click=etat.adopter, kind="secondary")
    return rx.el.div(
        rx.cond(apports.du_lien.length() > 0, du_lien(apports.du_lien, verifier), rx.fragment()),
        rx.cond(apports.reprises.length() > 0, _reprises(apports, etat, verifier), rx.fragment()),
        rx.cond(vue.offres.length() > 0, _offres(vue, etat), rx.fragment()),
        id="apports",
        tab_index=-1,
        class_name="stack apports",
    )


def du_lien(questions: Any, *gestes: rx.Component) -> rx.Component:
    """The answers a link brought, each leading to its question."""
    nombre = questions.length()
    titre = rx.cond(
        nombre == 1,
        "1 réponse vient du lien que vous avez suivi\u00a0: vérifiez-la",
        f"{nombre} réponses viennent du lien que vous avez suivi\u00a0: vérifiez-les",
    )
    boite = panel(_liste(questions), cluster(*gestes), kind="warning", title=titre)
    return rx.cond(nombre > 0, boite, rx.fragment())


def _reprises(apports: Any, etat: Any, verifier: rx.Component) -> rx.Component:
    nombre = apports.reprises.length()
    titre = rx.cond(
        nombre == 1,
        f"1 réponse reprise de votre dossier n° {apports.reprises_de}\u00a0: vérifiez-la",
        f"{nombre} réponses reprises de votre dossier n° {apports.reprises_de}\u00a0: vérifiez-les",
    )
    return panel(
        _liste(apports.reprises),
        p("Les fichiers, l’IBAN et ce que vous certifiez ne sont jamais repris."),
        cluster(verifier, button("Annuler la reprise", on_click=etat.annuler_la_reprise, kind="link")),
        kind="info",
        title=titre,
    )


def _liste(questions: Any) -> rx.Component:
    return rx.el.ul(rx.foreach(questions, lambda une: rx.el.li(rx.el.a(une.libelle, href=une.href))))


def _offres(vue: Any, etat: Any) -> rx.Component:
    def une(offre: Any) -> rx.Component:
        quoi = rx.cond(offre.nombre == 1, "Reprendre 1 réponse", f"Reprendre {offre.nombre} réponses")
        de = visually_hidden(" du dossier n° ", offre.numero)
        return rx.el.li(
            p(rx.el.strong(offre.aide)),
            hint("Dossier n° ", rx.el.span(offre.numero, class_name="tabular"), ", ", offre.quand),
            button(rx.fragment(quoi, de), on_click=etat.reprendre(offre.numero), kind="secondary"),
            key=offre.numero,
            class_name="stack gap-2",
        )

    return rx.el.section(
        h2("Gagner du temps"),
        p("Vous avez déjà répondu à des questions semblables. Ce que vous avez saisi ici ne changera pas."),
        rx.el.ul(rx.foreach(vue.offres, une), class_name="offres-reprise"),
        class_name="stack gap-3",
    )

"""The sections of the sheet, each shown when it has something to say."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from portail.aides.components import telephone
from portail.aides.states.fiche import Fiche
from portail.aides.vues_fiche import RUBRIQUES
from portail.ui.buttons import phone_link, raw_link, text_link
from portail.ui.icons import icon
from portail.ui.text import badge, h2, h3, hint, prose, shown

VUE = Fiche.aide
_TITRES = {ou: titre for ou, titre, _ in RUBRIQUES}


def rubriques() -> list[rx.Component]:
    """Every section, in the order of `RUBRIQUES`."""
    dessins: dict[str, Callable[[], rx.Component]] = {
        "objectifs": lambda: prose(VUE.objectifs),
        "detail": lambda: prose(VUE.description),
        "qui": _qui,
        "conditions": _conditions,
        "montant": _montant,
        "modalites": lambda: prose(VUE.modalites),
        "depenses": lambda: _liste(VUE.depenses),
        "periodes": _periodes,
        "demarches": lambda: rx.el.div(prose(VUE.demarches), class_name="demarches"),
        "documents": _documents,
        "territoire": lambda: rx.fragment(
            shown(VUE.territoire, rx.el.p(VUE.territoire)), _liste(VUE.territoires)
        ),
        "a-lire": _a_lire,
        "porteurs": _porteurs,
        "cadre": _cadre,
        "note": lambda: prose(VUE.note),
        "contact": _contact,
    }
    return [_rubrique(ou, dessins[ou]()) for ou, _, _ in RUBRIQUES]


def _rubrique(ou: str, contenu: rx.Component) -> rx.Component:
    section = rx.el.section(h2(_TITRES[ou], id=ou, tab_index=-1), contenu, class_name="stack")
    return rx.cond(Fiche.presentes.contains(ou), section, rx.fragment())


def _liste(lignes: Any, **props: Any) -> rx.Component:
    return _si(lignes, rx.el.ul(rx.foreach(lignes, rx.el.li), **props))


def _si(lignes: Any, contenu: rx.Component) -> rx.Component:
    return rx.cond(lignes.length() > 0, contenu, rx.fragment())


def _qui() -> rx.Component:
    profils = rx.el.div(
        h3("En particulier"), _liste(VUE.profils, class_name="etiquettes"), class_name="stack gap-2"
    )
    return rx.fragment(shown(VUE.qui, prose(VUE.qui)), _si(VUE.profils, profils))


def _conditions() -> rx.Component:
    criteres = rx.el.div(
        h3("À vérifier d’abord"),
        _liste(VUE.criteres),
        rx.el.p(text_link("Vérifier si je peux demander cette aide", "/aides/pour-moi")),
        class_name="encart stack gap-2",
    )
    return rx.fragment(_si(VUE.criteres, criteres), shown(VUE.eligibilite, prose(VUE.eligibilite)))


def _montant() -> rx.Component:
    chiffres = rx.el.dl(
        rx.foreach(
            VUE.chiffres,
            lambda ligne: rx.el.div(rx.el.dt(ligne[0]), rx.el.dd(ligne[1], class_name="tabular")),
        ),
        class_name="chiffres",
    )
    return rx.fragment(shown(VUE.montant, rx.el.p(VUE.montant)), _si(VUE.chiffres, chiffres))


def _periodes() -> rx.Component:
    def une(periode: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                shown(periode.libelle, rx.el.p(rx.el.strong(periode.libelle))),
                rx.el.p(periode.dates),
                shown(periode.commission, hint("Décision\u00a0: ", periode.commission)),
            ),
            badge(periode.etat, periode.ton),
            custom_attrs={"data-ton": periode.ton},
        )

    return rx.el.ol(rx.foreach(VUE.periodes, une), class_name="periodes")


def _documents() -> rx.Component:
    def un(document: Any) -> rx.Component:
        return rx.el.li(
            icon("file"),
            rx.el.span(
                document.nom,
                rx.cond(document.facultatif, rx.el.span(" (facultatif)", class_name="optional"), ""),
            ),
        )

    return rx.el.ul(rx.foreach(VUE.documents, un), class_name="documents")


def _a_lire() -> rx.Component:
    def version(une: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(
                raw_link(rx.fragment("Règlement ", une.quand), une.adresse, download=True),
                rx.cond(une.en_vigueur, rx.el.span(" ", badge("En vigueur", "success")), ""),
                shown(une.acte, hint(une.acte)),
            ),
        )

    def document(un: Any) -> rx.Component:
        lien = raw_link(un.nom, un.adresse, rel="noopener noreferrer")
        return rx.el.li(icon("file"), rx.cond(un.adresse, lien, rx.el.span(un.nom)))

    return rx.el.ul(
        rx.foreach(VUE.reglements, version), rx.foreach(VUE.a_lire, document), class_name="documents"
    )


def _porteurs() -> rx.Component:
    def un(porteur: Any) -> rx.Component:
        return rx.el.div(rx.el.dt(porteur.nom), rx.el.dd(porteur.roles))

    return rx.fragment(
        _si(VUE.porteurs, rx.el.dl(rx.foreach(VUE.porteurs, un), class_name="porteurs")),
        _si(VUE.fonds, rx.el.p("Avec des fonds européens\u00a0: ", VUE.fonds.join(", "), ".")),
        _si(VUE.programmes, rx.el.div(h3("Programmes"), _liste(VUE.programmes), class_name="stack gap-2")),
    )


def _cadre() -> rx.Component:
    def une(base: Any) -> rx.Component:
        return rx.el.div(rx.el.dt(base.nom), rx.el.dd(base.sens))

    return rx.fragment(
        _si(VUE.bases, rx.el.dl(rx.foreach(VUE.bases, une), class_name="porteurs")),
        shown(VUE.reference, rx.el.p(VUE.reference)),
    )


def _contact() -> rx.Component:
    """Whom to ask, and where the sheet comes from."""

    def un(contact: Any) -> rx.Component:
        return rx.el.li(
            shown(contact.service, rx.el.p(rx.el.strong(contact.service))),
            shown(contact.adresse, rx.el.p(icon("pin"), " ", contact.adresse)),
            shown(contact.telephone, rx.el.p(icon("phone"), " ", phone_link(contact.telephone))),
            shown(
                contact.mail,
                rx.el.p(icon("mail"), " ", raw_link(contact.mail, f"mailto:{contact.mail}")),
            ),
        )

    lien = raw_link(
        rx.fragment("la page de cette aide sur ", VUE.site), VUE.source, rel="noopener noreferrer"
    )
    source = hint("Source\u00a0: ", lien, ".")
    return rx.fragment(
        rx.el.ul(rx.foreach(VUE.contacts, un), class_name="contacts"),
        rx.el.p("Pour toute question sur ce portail\u00a0: ", telephone(), "."),
        shown(VUE.source, source),
    )

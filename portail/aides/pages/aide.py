"""`/aides/[slug]`: the sheet of an aid, and the way into its form."""

from typing import Any

import reflex as rx

from portail.aides.components import telephone
from portail.aides.emplacements import SUR_LA_FICHE, dessiner
from portail.aides.states.fiche import Fiche
from portail.comptes.components import gabarit
from portail.comptes.guards import Visite
from portail.ui.buttons import link_button, phone_link, raw_link, text_link
from portail.ui.feedback import skeleton
from portail.ui.icons import icon
from portail.ui.layout import Page, cluster, narrow, wide
from portail.ui.navigation import focus_link
from portail.ui.text import badge, figure, h1, h2, hint, lead, prose, shown

AIDE_VUE = Fiche.aide


def page() -> rx.Component:
    """The sheet, or what to do when the address leads to none."""
    return gabarit(
        rx.el.div(
            rx.cond(Fiche.pret, _fiche(), rx.cond(Fiche.absente, _introuvable(), narrow(skeleton(6)))),
            # Here and not on the sheet itself, which also goes away when the next address has none.
            on_unmount=Fiche.quitter,
        )
    )


def _introuvable() -> rx.Component:
    return narrow(
        h1("Cette aide n’existe pas"),
        lead("Elle n’est peut-être plus publiée, ou l’adresse est mal recopiée."),
        cluster(
            link_button("Rechercher une aide", "/aides", kind="primary"),
            link_button("Aller à l’accueil", "/", kind="link"),
        ),
        rx.el.p("Vous la cherchiez pour un projet ? Appelez-nous au ", telephone(), "."),
    )


def _fiche() -> rx.Component:
    return wide(
        text_link("Toutes les aides", "/aides", class_name="retour"),
        rx.el.div(
            rx.el.header(h1(AIDE_VUE.titre), lead(AIDE_VUE.resume), class_name="stack aide-tete"),
            rx.el.div(_etat(), _en_bref(), class_name="aide-cote"),
            rx.el.div(
                _section("L’aide en détail", AIDE_VUE.description, prose(AIDE_VUE.description)),
                _section("Qui peut demander cette aide", AIDE_VUE.qui, rx.el.p(AIDE_VUE.qui)),
                _section("Conditions à remplir", AIDE_VUE.eligibilite, prose(AIDE_VUE.eligibilite)),
                _montant(),
                _liste("Dépenses prises en compte", AIDE_VUE.depenses, lambda depense: depense),
                _periodes(),
                _documents(),
                _contact(),
                class_name="aide-corps",
            ),
            class_name="aide",
        ),
    )


def _section(titre: str, present: Any, *contenu: rx.Component) -> rx.Component:
    return rx.cond(present, rx.el.section(h2(titre), *contenu, class_name="stack"), rx.fragment())


def _liste(titre: str, lignes: Any, ecrire: Any) -> rx.Component:
    return _section(
        titre, lignes.length() > 0, rx.el.ul(rx.foreach(lignes, lambda ligne: rx.el.li(ecrire(ligne))))
    )


def _etat() -> rx.Component:
    """Whether one may ask, in large, and the one thing to do."""
    return rx.el.section(
        h2(AIDE_VUE.quand, class_name="etat-quand"),
        rx.cond(AIDE_VUE.jours, figure(AIDE_VUE.jours, AIDE_VUE.jours_libelle), rx.el.p(AIDE_VUE.delai)),
        rx.cond(AIDE_VUE.depot_possible & AIDE_VUE.en_ligne, _acces(), rx.fragment()),
        rx.cond(AIDE_VUE.depot_possible & ~AIDE_VUE.en_ligne, _hors_ligne(), rx.fragment()),
        rx.cond(
            AIDE_VUE.reglement,
            raw_link(
                "Télécharger le règlement",
                AIDE_VUE.reglement,
                download=True,
                kind="secondary",
            ),
            rx.fragment(),
        ),
        *dessiner(SUR_LA_FICHE, AIDE_VUE),
        class_name="etat-aide stack",
        custom_attrs={"data-ton": AIDE_VUE.ton, "aria-label": "Déposer une demande"},
    )


def _acces() -> rx.Component:
    formulaire = f"/aides/{AIDE_VUE.slug}/demande"
    return rx.cond(
        Visite.connecte,
        link_button("Accéder au formulaire", formulaire, kind="primary", icon_name="edit"),
        rx.fragment(
            link_button(
                "Accéder au formulaire", f"/connexion?suite={formulaire}", kind="primary", icon_name="edit"
            ),
            hint("Vous vous connecterez d’abord, puis vous arriverez droit au formulaire."),
        ),
    )


def _hors_ligne() -> rx.Component:
    return rx.el.p(
        "Cette aide ne se demande pas en ligne : écrivez ou téléphonez au ",
        focus_link("service qui la suit", "contact"),
        ".",
    )


def _en_bref() -> rx.Component:
    faits = (
        ("Pour", AIDE_VUE.pour),
        ("Montant", AIDE_VUE.montant),
        ("Forme", AIDE_VUE.nature),
        ("Territoire", AIDE_VUE.territoire),
        ("Thématique", AIDE_VUE.thematiques),
    )
    return rx.el.section(
        h2("En bref"),
        rx.el.dl(*[shown(valeur, rx.el.div(rx.el.dt(nom), rx.el.dd(valeur))) for nom, valeur in faits]),
        class_name="en-bref stack",
    )


def _montant() -> rx.Component:
    chiffres = rx.el.dl(
        rx.foreach(
            AIDE_VUE.chiffres,
            lambda ligne: rx.el.div(rx.el.dt(ligne[0]), rx.el.dd(ligne[1], class_name="tabular")),
        ),
        class_name="chiffres",
    )
    return _section("Montant et taux", AIDE_VUE.montant, rx.el.p(AIDE_VUE.montant), chiffres)


def _periodes() -> rx.Component:
    def une(periode: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                shown(periode.libelle, rx.el.p(rx.el.strong(periode.libelle))),
                rx.el.p(periode.dates),
                shown(periode.commission, hint("Décision le ", periode.commission)),
            ),
            badge(periode.etat, periode.ton),
            custom_attrs={"data-ton": periode.ton},
        )

    return _section(
        "Périodes de dépôt",
        AIDE_VUE.periodes.length() > 0,
        rx.el.ol(rx.foreach(AIDE_VUE.periodes, une), class_name="periodes"),
    )


def _documents() -> rx.Component:
    def un(document: Any) -> rx.Component:
        return rx.el.li(
            icon("file"),
            rx.el.span(
                document.nom,
                rx.cond(document.facultatif, rx.el.span(" (facultatif)", class_name="optional"), ""),
            ),
        )

    return _section(
        "Documents à préparer",
        AIDE_VUE.documents.length() > 0,
        rx.el.ul(rx.foreach(AIDE_VUE.documents, un), class_name="documents"),
    )


def _contact() -> rx.Component:
    """Whom to ask, and where the sheet comes from."""
    return rx.el.section(
        h2("Contact", id="contact", tab_index=-1),
        shown(AIDE_VUE.contact, rx.el.p(rx.el.strong(AIDE_VUE.contact))),
        rx.cond(
            AIDE_VUE.telephone,
            rx.el.p(icon("phone"), " ", phone_link(AIDE_VUE.telephone)),
            rx.el.p(icon("phone"), " ", telephone()),
        ),
        shown(AIDE_VUE.mail, rx.el.p(icon("mail"), " ", raw_link(AIDE_VUE.mail, f"mailto:{AIDE_VUE.mail}"))),
        shown(
            AIDE_VUE.source,
            hint("Source : ", raw_link(AIDE_VUE.source, AIDE_VUE.source, rel="noopener noreferrer")),
        ),
        class_name="stack gap-2",
    )


AIDE = Page(
    "/aides/[slug]",
    Fiche.titre_page,
    page,
    on_load=[Fiche.charger],
    description="Une aide de la Région : conditions, montant, dates de dépôt, règlement et formulaire.",
)

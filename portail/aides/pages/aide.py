"""`/aides/[slug]`: the sheet of an aid, and the way into its form."""

import reflex as rx

from portail.aides.components import telephone
from portail.aides.components.comparer import barre, comparer
from portail.aides.emplacements import SUR_LA_FICHE, dessiner
from portail.aides.pages.rubriques import rubriques
from portail.aides.proches import Proche
from portail.aides.states.fiche import Fiche
from portail.comptes.components import gabarit
from portail.comptes.guards import Visite
from portail.ui.buttons import link_button, raw_link, text_link
from portail.ui.feedback import skeleton
from portail.ui.icons import icon
from portail.ui.layout import Page, cluster, narrow, panel, wide
from portail.ui.navigation import focus_link
from portail.ui.share import share
from portail.ui.text import badge, figure, h1, h2, hint, lead, prose, shown

AIDE_VUE = Fiche.aide
LONGUE = 5
"""Sections a sheet may have without a table of contents."""


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
        shown(AIDE_VUE.alerte, panel(rx.el.p(AIDE_VUE.alerte), kind="warning")),
        rx.el.div(
            rx.el.header(
                h1(AIDE_VUE.titre),
                lead(AIDE_VUE.resume),
                shown(AIDE_VUE.en_bref, rx.el.div(prose(AIDE_VUE.en_bref), class_name="en-clair")),
                class_name="stack aide-tete",
            ),
            rx.el.div(_etat(), _en_bref(), _gestes(), class_name="aide-cote"),
            rx.el.div(_sommaire(), rx.el.div(*rubriques(), class_name="aide-corps"), class_name="aide-texte"),
            class_name="aide",
        ),
        _proches(),
        barre(),
    )


def _etat() -> rx.Component:
    """Whether one may ask, in large, and the one thing to do."""
    return rx.el.section(
        h2(AIDE_VUE.quand, class_name="etat-quand"),
        rx.cond(AIDE_VUE.jours, figure(AIDE_VUE.jours, AIDE_VUE.jours_libelle), rx.el.p(AIDE_VUE.delai)),
        rx.cond(AIDE_VUE.depot_possible & AIDE_VUE.en_ligne, _acces(), rx.fragment()),
        rx.cond(AIDE_VUE.depot_possible & ~AIDE_VUE.en_ligne, _hors_ligne(), rx.fragment()),
        rx.cond(
            AIDE_VUE.en_ligne,
            raw_link("Voir toutes les questions", f"/aides/{AIDE_VUE.slug}/questions"),
            rx.fragment(),
        ),
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
    """Whom to ask; an aid without a telephone nor a mail is explained on its own site."""
    service = rx.el.p(
        "Cette aide ne se demande pas en ligne\u00a0: écrivez ou téléphonez au ",
        focus_link("service qui la suit", "contact"),
        ".",
    )
    ailleurs = rx.fragment(
        rx.el.p("Cette aide ne se demande pas sur ce portail."),
        shown(
            AIDE_VUE.site,
            raw_link(
                rx.fragment("Voir sur ", AIDE_VUE.site),
                AIDE_VUE.source,
                kind="primary",
                rel="noopener noreferrer",
            ),
        ),
    )
    return rx.cond(AIDE_VUE.joignable, service, ailleurs)


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


def _gestes() -> rx.Component:
    return rx.el.div(comparer(AIDE_VUE), share(AIDE_VUE.titre), class_name="gestes")


def _proches() -> rx.Component:
    """At most four others, when this one is not quite it."""

    def un(proche: Proche) -> rx.Component:
        return rx.el.li(
            rx.el.h3(rx.el.a(proche.titre, href=f"/aides/{proche.slug}", class_name="carte-lien")),
            rx.el.p(proche.resume),
            rx.el.div(badge(proche.quand, proche.ton), class_name="carte-etat"),
            hint("En commun\u00a0: ", proche.commun),
            class_name="carte-aide",
        )

    liste = rx.el.ul(rx.foreach(Fiche.proches, un), class_name="cartes cartes-proches")
    return rx.cond(
        Fiche.proches.length() > 0,
        rx.el.section(h2("Aides proches de celle-ci"), liste, class_name="stack proches"),
        rx.fragment(),
    )


def _sommaire() -> rx.Component:
    """Where things are; folded on a phone, beside the text on a screen. A short sheet needs none."""
    liens = rx.foreach(Fiche.sommaire, lambda ligne: rx.el.li(focus_link(ligne[1], ligne[0])))
    boite = rx.el.details(
        rx.el.summary("Sommaire", icon("chevron")),
        rx.el.nav(rx.el.ul(liens), custom_attrs={"aria-label": "Sommaire de la fiche"}),
        class_name="sommaire",
    )
    return rx.cond(Fiche.sommaire.length() > LONGUE, boite, rx.fragment())


# Without a description: the server writes that of each aid in its page (`api/fiches.py`).
AIDE = Page(
    "/aides/[slug]",
    Fiche.titre_page,
    page,
    on_load=[Fiche.charger],
)

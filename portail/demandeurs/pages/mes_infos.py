"""`/mes-infos`, « Mes infos personnelles »: the sheet, the account, one's data."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.components.sections import (
    section_identifiant,
    section_mail,
    section_mot_de_passe,
    section_sessions,
)
from portail.comptes.states.acces import AccesState
from portail.demandeurs.components import adresse, coordonnees, nom_et_prenom, representant, rib, situation
from portail.demandeurs.states.mes_infos import MesInfosState as S
from portail.ui.buttons import link_button, raw_link, text_link
from portail.ui.feedback import skeleton
from portail.ui.layout import Page, cluster, narrow, stack
from portail.ui.navigation import focus_link
from portail.ui.text import h1, h2, lead, p


def _section(nom: str, *contenu: rx.Component) -> rx.Component:
    """A part of the page that the summary leads to."""
    return rx.el.div(*contenu, id=nom, tab_index=-1, class_name="partie stack gap-6")


def _sommaire() -> rx.Component:
    fiche = [("vous", "Votre identité"), ("coordonnees", "Vos coordonnées"), ("rib", "Votre relevé bancaire")]
    acces = [
        ("acces", "Votre adresse mail, votre identifiant, votre mot de passe"),
        ("sessions", "Vos sessions ouvertes"),
        ("donnees", "Vos données"),
    ]

    def lignes(parties: list[tuple[str, str]]) -> list[rx.Component]:
        return [rx.el.li(focus_link(titre, nom)) for nom, titre in parties]

    return rx.el.nav(
        rx.el.ul(rx.cond(S.avec_fiche, rx.fragment(*lignes(fiche)), rx.fragment()), *lignes(acces)),
        custom_attrs={"aria-label": "Sur cette page"},
        class_name="sommaire",
    )


def _fiche() -> rx.Component:
    return rx.fragment(
        _section("vous", h2("Votre identité"), nom_et_prenom(S), situation(S)),
        _section("coordonnees", h2("Vos coordonnées"), coordonnees(S), adresse(S)),
        representant(S),
        _section("rib", rib(S)),
    )


def _acces() -> rx.Component:
    return stack(section_mail(), section_identifiant(), section_mot_de_passe(), gap="12")


def _alertes() -> rx.Component:
    return rx.el.section(
        h2("Vos alertes par mail"),
        p(
            "Vos aides gardées, vos recherches et ce que vous voulez recevoir se règlent dans ",
            text_link("Mes aides", "/mes-aides#alertes"),
            ".",
        ),
        class_name="stack",
    )


def _donnees() -> rx.Component:
    return _section(
        "donnees",
        h2("Vos données"),
        p(
            "Vous pouvez recevoir une copie de tout ce que le portail sait de vous\u00a0: votre compte, "
            "votre fiche, vos demandes, les fichiers joints, vos aides gardées et vos alertes."
        ),
        cluster(
            raw_link("Télécharger mes données", "/api/mes-donnees.zip", download=True, kind="secondary"),
            link_button("Supprimer mon compte", "/mes-infos/suppression", kind="link"),
        ),
    )


def contenu() -> rx.Component:
    """The page."""
    return gabarit(
        narrow(
            h1("Mes infos personnelles"),
            lead("Ce que vous modifiez dans votre fiche s’enregistre tout seul et sert à vos demandes."),
            _sommaire(),
            stack(
                rx.cond(S.charge, rx.cond(S.avec_fiche, _fiche(), rx.fragment()), skeleton()),
                _section("acces", _acces()),
                _section("sessions", section_sessions()),
                _alertes(),
                _donnees(),
                gap="12",
            ),
        )
    )


PAGE = Page(
    route="/mes-infos", titre="Mes infos personnelles", contenu=contenu, on_load=[S.ouvrir, AccesState.ouvrir]
)

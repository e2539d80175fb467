"""`/mes-infos`, « Mes infos personnelles »: the sheet, the account, one's data."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.comptes.sections import section_identifiant, section_mail, section_mot_de_passe, section_sessions
from portail.comptes.states.acces import AccesState
from portail.demandeurs.components import adresse, coordonnees, nom_et_prenom, representant, rib, situation
from portail.demandeurs.states.mes_infos import MesInfosState as S
from portail.ui.buttons import link_button, raw_link
from portail.ui.feedback import skeleton
from portail.ui.layout import Page, cluster, narrow, stack
from portail.ui.text import h1, h2, lead, p


def _fiche() -> rx.Component:
    return stack(
        stack(h2("Vous"), nom_et_prenom(S), situation(S), gap="6"),
        stack(h2("Vos coordonnées"), coordonnees(S), adresse(S), gap="6"),
        representant(S),
        rib(S),
        gap="12",
    )


def _acces() -> rx.Component:
    return stack(section_mail(), section_identifiant(), section_mot_de_passe(), section_sessions(), gap="12")


def _donnees() -> rx.Component:
    return stack(
        h2("Vos données"),
        p(
            "Vous pouvez recevoir une copie de tout ce que le portail sait de vous\u00a0: votre compte, "
            "votre fiche, vos demandes et les fichiers joints."
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
            lead("Chaque modification s’enregistre d’elle-même et servira à vos prochaines demandes."),
            rx.cond(S.charge, rx.cond(S.avec_fiche, _fiche(), rx.fragment()), skeleton()),
            _acces(),
            _donnees(),
        )
    )


PAGE = Page(
    route="/mes-infos", titre="Mes infos personnelles", contenu=contenu, on_load=[S.ouvrir, AccesState.ouvrir]
)

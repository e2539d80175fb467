"""The files of a question: the door they enter by, and the list of those that are in."""

from typing import Any

import reflex as rx

from portail.dossiers.components.liens import erreur, requis
from portail.dossiers.states.etape import EtapeState as E
from portail.dossiers.states.pieces import PiecesState as P
from portail.dossiers.vues_pieces import PieceVue
from portail.ui import field_parts
from portail.ui.buttons import raw_link
from portail.ui.feedback import confirm_dialog
from portail.ui.icons import icon
from portail.ui.keep_focus import keep_focus
from portail.ui.layout import cluster
from portail.ui.text import badge, visually_hidden
from portail.ui.uploader import uploader


def pieces(un: Any) -> rx.Component:
    """The door for files and the files joined."""
    liste = E.pieces.get(un.id, un.pieces).to(list[PieceVue])
    porte = uploader(
        un.url_depot,
        un.id,
        rx.cond(requis(un), un.libelle, un.libelle + field_parts.OPTIONAL),
        accept=un.accept,
        max_bytes=un.taille_max,
        multiple=un.nombre_max > 1,
        described_by=field_parts.described(un.id, un.aide, erreur(un.id)),
        unfinished=un.en_cours,
        on_done=lambda _piece: P.ajoutee(un.id),
    )
    return rx.el.div(
        field_parts.error_part(un.id, erreur(un.id)),
        rx.cond(un.modele, _modele(un), rx.fragment()),
        rx.cond(E.vue.modifiable, porte, rx.el.p(un.libelle, class_name="label")),
        field_parts.hint_part(un.id, un.aide),
        keep_focus(
            rx.cond(
                liste.length() > 0,
                liste_de_pieces(liste, un.id, retirable=E.vue.modifiable),
                rx.el.p("Aucun fichier joint", class_name="hint"),
            ),
            label="Fichiers joints",
        ),
        class_name=field_parts.field_class(erreur(un.id)),
    )


def _modele(un: Any) -> rx.Component:
    """The file to fill and send back, before the door that takes it."""
    nouvel = visually_hidden(" (nouvel onglet)")
    lien = raw_link(
        rx.fragment(un.modele, nouvel), un.adresse_modele, target="_blank", rel="noopener noreferrer"
    )
    return rx.el.p("Modèle à remplir puis à joindre\u00a0: ", lien)


def liste_de_pieces(liste: Any, champ: Any = "", *, retirable: Any = False) -> rx.Component:
    """The files, with what one may do of each."""
    return rx.cond(
        liste.length() > 0,
        rx.el.ul(rx.foreach(liste, lambda une: _piece(une, champ, retirable)), class_name="pieces"),
        rx.fragment(),
    )


def _piece(une: Any, champ: Any, retirable: Any) -> rx.Component:
    return rx.el.li(
        _vignette(une),
        rx.el.div(
            rx.el.p(une.nom, class_name="piece-nom"),
            rx.el.p(
                une.taille,
                ", joint ",
                une.ajoutee,
                rx.cond((une.analyse == "saine") & (une.etat == ""), ", vérifié par l’antivirus", ""),
                rx.cond(une.sans_vignette, ". Aperçu indisponible", ""),
                class_name="hint",
            ),
            rx.cond(une.etat, badge(une.etat, une.genre), rx.fragment()),
            rx.cond(une.phrase, _phrase(une), rx.fragment()),
            rx.cond(une.alerte, _alerte(une), rx.fragment()),
            class_name="piece-texte",
        ),
        _gestes(une, champ, retirable),
        key=une.id,
        class_name="piece",
    )


def _gestes(une: Any, champ: Any, retirable: Any) -> rx.Component:
    regarder = raw_link(
        rx.fragment("Aperçu", visually_hidden(" de ", une.nom, " (nouvel onglet)")),
        une.apercu,
        target="_blank",
        rel="noopener",
    )
    garder = raw_link(rx.fragment("Télécharger", visually_hidden(" ", une.nom)), une.url, download=True)
    retirer = confirm_dialog(
        f"retirer-{une.id}",
        "Retirer ce fichier ?",
        f"« {une.nom} » sera effacé de votre demande.",
        "Retirer",
        P.retirer(champ, une.id),
        "Retirer",
        trigger_kind="link",
        trigger_detail=une.nom,
    )
    return cluster(
        rx.cond(une.apercu, regarder, rx.fragment()),
        rx.cond(une.url, garder, rx.fragment()),
        rx.cond(retirable, retirer, rx.fragment()),
    )


def _vignette(une: Any) -> rx.Component:
    """In a box of one size: nothing moves when the picture comes."""
    image = rx.el.img(
        src=une.vignette,
        alt=f"Aperçu de {une.nom}",
        loading="lazy",
        custom_attrs={"width": une.vignette_largeur, "height": une.vignette_hauteur},
    )
    return rx.el.div(rx.cond(une.vignette, image, icon("file")), class_name="piece-vignette")


def _phrase(une: Any) -> rx.Component:
    refus = rx.el.p(icon("danger"), rx.el.span(une.phrase), class_name="piece-refus")
    return rx.cond(une.genre == "danger", refus, rx.el.p(une.phrase, class_name="hint"))


def _alerte(une: Any) -> rx.Component:
    return rx.el.p(icon("warning"), rx.el.span(une.alerte), class_name="ligne-manque")

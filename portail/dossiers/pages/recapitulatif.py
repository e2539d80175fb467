"""`/dossiers/[numero]/recapitulatif`: everything on one page, what is missing, and the deposit."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.components.apports import du_lien
from portail.dossiers.components.etats import clos, retour_au_dossier, selon
from portail.dossiers.components.pieces import liste_de_pieces
from portail.dossiers.depot import CERTIFIE
from portail.dossiers.states.recapitulatif import RecapitulatifState as S
from portail.ui.buttons import button, link_button, raw_link
from portail.ui.feedback import summary_list
from portail.ui.fields import checkbox_field
from portail.ui.here import here
from portail.ui.icons import icon
from portail.ui.layout import Page, narrow, panel, stack
from portail.ui.text import h1, h2, hint, p, shown, visually_hidden

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    tout = narrow(
        retour_au_dossier(V),
        h1("Récapitulatif de votre demande"),
        hint("Dossier n° ", rx.el.strong(V.numero, class_name="tabular"), " – ", V.aide),
        rx.el.div(
            shown(S.refus, panel(p(S.refus), kind="danger")),
            id="refus",
            tab_index=-1,
            role="alert",
        ),
        rx.cond(V.modifiable, _a_deposer(), _deposee()),
        rx.cond(V.choix.length() > 0, _choix(), rx.fragment()),
        rx.cond(V.modifiable, du_lien(V.apports.du_lien), rx.fragment()),
        _demandeur(),
        rx.foreach(V.sections, _section),
        rx.cond(V.modifiable & V.depot_ouvert, _deposer(), rx.fragment()),
    )
    return gabarit(here(S.chemin, selon(S, tout)))


def _a_deposer() -> rx.Component:
    return stack(
        rx.cond(V.depot_ouvert, rx.fragment(), clos(V)),
        rx.el.div(
            rx.cond(
                V.manques.length() > 0,
                _manques(),
                panel(
                    rx.cond(
                        V.depot_ouvert,
                        p("Relisez vos réponses, puis validez votre demande en bas de cette page."),
                        p("Vous pourrez la valider quand l’aide prendra de nouveau des dépôts."),
                    ),
                    kind="success",
                    title="Votre demande est complète",
                ),
            ),
            id="manques",
            tab_index=-1,
        ),
    )


def _choix() -> rx.Component:
    """What was typed twice without knowing. It stops nobody: what is attested is what this page shows."""
    return panel(
        rx.el.ul(rx.foreach(V.choix, lambda un: rx.el.li(rx.el.a(un.libelle, href=un.href)))),
        p("Sans choix de votre part, le texte affiché ici est celui qui sera déposé."),
        kind="warning",
        title="Deux textes attendent votre choix",
    )


def _manques() -> rx.Component:
    titre = rx.cond(
        V.manques.length() == 1,
        "Une réponse manque ou est à corriger",
        f"{V.manques.length()} réponses manquent ou sont à corriger",
    )
    return panel(
        rx.el.h2(titre, class_name="panel-title"),
        rx.el.dl(rx.foreach(S.manques, _manques_de), class_name="manques"),
        kind="warning",
    )


def _manques_de(section: rx.Var) -> rx.Component:
    """The links of one step. What is simply missing needs no more words; what is wrong is explained."""

    def un(ligne: rx.Var) -> rx.Component:
        fautive = rx.el.span(" : ", ligne.manque, class_name="manque-phrase")
        expliquer = (ligne.valeur != "") | ligne.explique
        return rx.el.li(rx.el.a(ligne.libelle, href=ligne.href), rx.cond(expliquer, fautive, rx.fragment()))

    return rx.el.div(rx.el.dt(section.titre), rx.el.dd(rx.el.ul(rx.foreach(section.lignes, un))))


def _deposee() -> rx.Component:
    return panel(
        p("Vous pouvez relire vos réponses, mais plus les modifier."),
        rx.el.p(rx.el.a("Suivre ce dossier", href=f"/dossiers/{V.numero}")),
        kind="info",
        title="Cette demande est déposée",
    )


def _demandeur() -> rx.Component:
    lignes = rx.el.section(
        h2("Demandeur"),
        rx.el.div(rx.foreach(V.demandeur, rx.el.p), class_name="demandeur"),
        rx.cond(
            V.modifiable,
            hint(
                "Ces lignes viennent de votre fiche. ",
                rx.el.a("Mettre ma fiche à jour", href="/mes-infos", class_name="ecran-seul"),
            ),
            rx.fragment(),
        ),
        class_name="stack gap-3",
    )
    return rx.cond(V.demandeur.length() > 0, lignes, rx.fragment())


def _section(section: rx.Var) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            h2(section.titre),
            rx.cond(
                V.modifiable,
                rx.el.a(
                    "Modifier",
                    visually_hidden(" l’étape : ", section.titre),
                    href=section.href,
                    class_name="ecran-seul",
                ),
                rx.fragment(),
            ),
            class_name="section-tete",
        ),
        summary_list(section.lignes, _reponse, change=V.modifiable),
        class_name="stack gap-2 section",
    )


def _reponse(ligne: rx.Var) -> rx.Component:
    reponse = rx.cond(
        ligne.fichiers,
        liste_de_pieces(ligne.pieces),
        rx.cond(ligne.lien, _lien(ligne), rx.el.span(ligne.valeur)),
    )
    rien = rx.cond(
        (ligne.valeur == "") & (ligne.pieces.length() == 0) & (ligne.manque == ""),
        rx.el.span("Non renseigné", class_name="hint"),
        rx.fragment(),
    )
    manque = rx.el.span(icon("warning"), ligne.manque, class_name="ligne-manque")
    a_revoir = rx.el.span(icon("info"), ligne.avertissement, class_name="ligne-avertie")
    return rx.fragment(reponse, rien, shown(ligne.manque, manque), shown(ligne.avertissement, a_revoir))


def _lien(ligne: rx.Var) -> rx.Component:
    """An address somebody typed: it opens apart, and is told nothing of this page."""
    nouvel = visually_hidden(" (nouvel onglet)")
    return raw_link(
        rx.fragment(ligne.valeur, nouvel), ligne.lien, target="_blank", rel="noopener noreferrer nofollow"
    )


def _deposer() -> rx.Component:
    return rx.el.section(
        h2("Valider votre demande"),
        p(
            "Après validation, vous ne pourrez plus modifier votre demande. "
            "Vous recevrez un accusé d’enregistrement par mail."
        ),
        shown(V.echeance, p(V.echeance)),
        rx.el.form(
            checkbox_field(
                CERTIFIE,
                "J'atteste sur l'honneur que les informations de cette demande sont exactes et complètes.",
                error=S.erreur,
            ),
            rx.el.div(
                button(
                    "Valider définitivement ma demande",
                    kind="primary",
                    type="submit",
                    busy=S.envoi,
                    icon_name="send",
                ),
                link_button("Revenir au dossier", f"/dossiers/{V.numero}", kind="link"),
                class_name="cluster",
            ),
            on_submit=S.deposer,
            no_validate=True,
            class_name="stack gap-6",
        ),
        class_name="stack ecran-seul deposer",
    )


PAGE = Page(route="/dossiers/[numero]/recapitulatif", titre=S.titre, contenu=contenu, on_load=[S.charger])

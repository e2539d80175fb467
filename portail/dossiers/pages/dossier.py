"""`/dossiers/[numero]`: a draft's steps and deadline; a submitted dossier's status and next step."""

import reflex as rx

from portail.comptes.components import gabarit
from portail.dossiers.components.apports import apportees
from portail.dossiers.components.etats import clos, delai, selon
from portail.dossiers.states.dossier import DossierState as S
from portail.ui.buttons import link_button, raw_link
from portail.ui.feedback import confirm_dialog, task_list
from portail.ui.here import here
from portail.ui.layout import Page, card, cluster, narrow, panel, stack
from portail.ui.poll import poll
from portail.ui.text import badge, h1, h2, hint, p, shown

V = S.vue


def contenu() -> rx.Component:
    """The page."""
    dossier = narrow(_entete(), rx.cond(V.brouillon, _brouillon(), _depose()))
    return gabarit(here(S.chemin, selon(S, dossier)))


def _entete() -> rx.Component:
    return stack(
        h1(V.aide),
        cluster(
            badge(V.statut_libelle, V.statut_genre),
            rx.el.span("Dossier n° ", rx.el.strong(V.numero, class_name="tabular")),
        ),
        gap="3",
    )


def _brouillon() -> rx.Component:
    ouvert = panel(
        delai(V),
        p("Rien n’est envoyé tant que vous n’avez pas validé définitivement votre demande."),
        kind="warning",
        title="Votre demande n’est pas encore déposée",
    )
    return stack(
        rx.cond(V.depot_ouvert, ouvert, clos(V)),
        apportees(V, S),
        rx.el.section(
            h2("Remplir votre demande"),
            shown(V.introduction, p(V.introduction)),
            hint(
                f"{V.completes} ",
                rx.cond(V.completes > 1, "étapes complètes sur ", "étape complète sur "),
                V.total,
                ". Le tout demande ",
                V.duree,
                ", documents prêts.",
            ),
            rx.el.div(
                rx.el.progress(value=V.completes, max=V.total, custom_attrs={"aria-hidden": "true"}),
                class_name="steps",
            ),
            task_list(V.etapes),
            class_name="stack gap-3",
        ),
        _deposer(),
        _autour(),
        gap="8",
    )


def _deposer() -> rx.Component:
    verifier = "Vérifier et déposer"
    recapitulatif = f"/dossiers/{V.numero}/recapitulatif"
    suite = rx.cond(
        V.pret,
        link_button(verifier, recapitulatif, kind="primary"),
        rx.fragment(
            link_button("Continuer", V.reprendre, kind="primary"),
            link_button(verifier, recapitulatif),
        ),
    )
    return rx.el.section(h2("Déposer"), p(V.suite), cluster(suite), class_name="stack gap-3")


def _autour() -> rx.Component:
    """The règlement and the aid, which lead nowhere once it is withdrawn; the way to give up."""
    return rx.el.section(
        h2("Autour de cette demande", class_name="visually-hidden"),
        shown(
            V.aide_slug,
            cluster(
                raw_link("Télécharger le règlement", S.reglement, download=True),
                raw_link("Voir toutes les questions", f"/aides/{V.aide_slug}/questions"),
                rx.el.a("Revoir l’aide", href=f"/aides/{V.aide_slug}"),
            ),
        ),
        hint("Commencée ", V.cree, ", modifiée ", V.modifie, "."),
        confirm_dialog(
            "supprimer",
            "Supprimer ce brouillon ?",
            "Vos réponses et vos fichiers seront effacés. Cette action est définitive.",
            "Supprimer",
            S.supprimer,
            "Supprimer le brouillon",
            trigger_kind="link",
        ),
        class_name="stack gap-3",
    )


def _depose() -> rx.Component:
    accuse = rx.cond(
        V.accuse,
        raw_link("Télécharger l’accusé d’enregistrement", V.accuse, download=True, kind="secondary"),
        rx.cond(V.depose, hint("L’accusé d’enregistrement est en préparation…"), rx.fragment()),
    )
    return stack(
        poll((V.depose != "") & (V.accuse == ""), S.attendre_accuse),
        card(
            rx.el.dl(
                _fait("Déposé", V.depose),
                _fait("Qui doit agir", V.qui),
                _fait("Prochaine étape", V.suite),
                class_name="faits",
            ),
        ),
        cluster(
            link_button("Relire ma demande", f"/dossiers/{V.numero}/recapitulatif", kind="primary"),
            rx.el.div(accuse, role="status"),
        ),
        rx.el.section(
            h2("Historique"),
            rx.el.ol(
                rx.foreach(
                    V.historique, lambda fait: rx.el.li(rx.el.span(fait.quand), rx.el.strong(fait.texte))
                ),
                class_name="historique",
            ),
            class_name="stack gap-3",
        ),
        rx.el.a("Suivre mes dossiers", href="/dossiers"),
        gap="8",
    )


def _fait(libelle: str, valeur: rx.Var) -> rx.Component:
    return rx.cond(valeur, rx.el.div(rx.el.dt(libelle), rx.el.dd(valeur), class_name="fait"), rx.fragment())


PAGE = Page(route="/dossiers/[numero]", titre=S.titre, contenu=contenu, on_load=[S.charger])

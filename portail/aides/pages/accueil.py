"""`/`: find an aid, create an account or sign in, and what the way looks like."""

import reflex as rx

from portail.aides.components import carte_aide, champ_recherche
from portail.aides.states.accueil import Accueil
from portail.comptes.components import gabarit
from portail.comptes.guards import Visite
from portail.settings import settings
from portail.ui.buttons import button, link_button, text_link
from portail.ui.layout import Page, stack
from portail.ui.native_form import native_form
from portail.ui.text import h1, h2, h3, hint, lead

ETAPES = (
    (
        "Créez votre compte",
        "Votre nom, votre adresse mail, un mot de passe. Un seul compte sert pour toutes vos demandes.",
    ),
    (
        "Remplissez votre fiche",
        "Vos coordonnées et, si vous le souhaitez, votre RIB. Elles seront reprises dans vos demandes.",
    ),
    (
        "Confirmez par mail",
        "Ouvrez le lien que nous vous envoyons. Pensez à regarder dans les courriers indésirables.",
    ),
    (
        "Déposez votre demande",
        "Trouvez l’aide, lisez son règlement, remplissez le formulaire. Tout s’enregistre à mesure.",
    ),
)


def page() -> rx.Component:
    """The search first: one looks for an aid before anything else."""
    return gabarit(stack(_entree(), _bientot(), _etapes(), gap="12"))


def _entree() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            h1("Trouvez une aide, déposez votre demande en ligne"),
            lead(
                f"{settings().collectivite} : des aides pour les projets des habitants, des associations, "
                "des entreprises et des collectivités."
            ),
            _recherche(),
            class_name="stack gap-6 entree-recherche",
        ),
        rx.cond(Visite.connecte, _bienvenue(), _comptes()),
        class_name="entree",
    )


def _recherche() -> rx.Component:
    """A plain form: it needs no script."""
    return native_form(
        rx.el.label("Rechercher une aide", html_for="q", class_name="label"),
        rx.el.div(
            champ_recherche(),
            button("Rechercher", kind="primary", type="submit", icon_name="search"),
            class_name="recherche-ligne",
        ),
        rx.el.p(
            "Par exemple : « vélo », « festival », « embaucher ». Ou ",
            text_link("parcourez toutes les aides", "/aides"),
            ", ou répondez à quelques questions : ",
            text_link("quelles aides pour moi ?", "/aides/pour-moi"),
            id="q-aide",
            class_name="hint",
        ),
        action="/aides",
        role="search",
        class_name="recherche",
    )


def _comptes() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            h2("Nouvel utilisateur ?"),
            rx.el.p("Il vous faut un compte pour déposer une demande. Comptez cinq minutes."),
            link_button("Créer un compte", "/inscription"),
            class_name="stack gap-3",
        ),
        rx.el.section(
            h2("Déjà un compte ?"),
            rx.el.p("Reprenez un brouillon ou suivez une demande déposée."),
            link_button("Se connecter", "/connexion"),
            class_name="stack gap-3",
        ),
        class_name="card entree-comptes",
    )


def _bienvenue() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            h2("Bonjour ", Visite.nom_affiche),
            rx.el.p("Reprenez un brouillon ou suivez une demande déposée."),
            link_button("Suivre mes dossiers", "/dossiers"),
            class_name="stack gap-3",
        ),
        class_name="card entree-comptes",
    )


def _etapes() -> rx.Component:
    etapes = [rx.el.li(h3(titre), rx.el.p(texte), class_name="etape-accueil") for titre, texte in ETAPES]
    return rx.el.section(
        h2("Votre demande en quatre étapes"),
        hint("Vous avez déjà un compte ? Connectez-vous et passez directement à l’étape 4."),
        rx.el.ol(*etapes, class_name="etapes-accueil"),
        class_name="stack gap-3",
    )


def _bientot() -> rx.Component:
    liste = rx.el.section(
        rx.el.div(
            h2("Bientôt closes"),
            text_link("Toutes les aides ouvertes", "/aides?etat=ouverte"),
            class_name="resultats-tete",
        ),
        rx.el.ul(rx.foreach(Accueil.bientot, carte_aide), class_name="cartes cartes-accueil"),
        class_name="stack",
    )
    return rx.cond(Accueil.bientot.length() > 0, liste, rx.fragment())


ACCUEIL = Page(
    "/",
    "Accueil",
    page,
    on_load=[Accueil.charger],
    description="Trouvez une aide de la Région, déposez votre demande en ligne et suivez-la.",
)

"""Type, colours, icons, buttons, boxes."""

import reflex as rx

from portail.ui.buttons import button, link_button, raw_link, text_link
from portail.ui.icons import PATHS, icon
from portail.ui.layout import card, cluster, panel, stack
from portail.ui.markdown import to_html
from portail.ui.text import badge, figure, h2, h3, hint, lead, prose

COLOURS = ("paper", "raised", "ink", "soft", "line", "accent", "success", "warning", "danger", "info")
MARKDOWN = """## Un titre du règlement

Un paragraphe avec du **gras**, un [lien](/aides) et une liste :

1. une association de plus d’un an ;
2. un siège dans la région.

> Une précision citée du texte officiel.
"""


def typography() -> rx.Component:
    """The type scale and long text."""
    return stack(
        h2("Typographie"),
        lead("Une phrase d’introduction, sous le titre de la page, dit à quoi elle sert."),
        rx.el.p(
            "Le texte courant est composé en 18 pixels, sur 66 caractères au plus. ",
            text_link("Un lien dans le site", "/styleguide"),
            " et ",
            raw_link("un lien vers un autre site", "https://www.service-public.fr"),
            ".",
        ),
        h3("Un titre de troisième niveau"),
        hint("Une aide discrète."),
        cluster(
            figure("12 500 €", "aide possible"),
            figure("18", "jours pour déposer"),
            figure("3", "pièces manquantes"),
        ),
        prose(to_html(MARKDOWN)),
    )


def _swatch(name: str) -> rx.Component:
    return rx.el.svg(
        rx.el.svg.rect(width="100%", height="100%", custom_attrs={"fill": f"var(--{name})"}),
        class_name="swatch",
        custom_attrs={"aria-hidden": "true"},
    )


def colours() -> rx.Component:
    """The tokens of colour, and the icons."""
    swatches = [
        rx.el.div(
            _swatch(name),
            name,
            class_name="cluster",
        )
        for name in COLOURS
    ]
    icons = [rx.el.span(icon(name), f" {name}", class_name="hint") for name in PATHS]
    return stack(h2("Couleurs et icônes"), cluster(*swatches), cluster(*icons))


def buttons() -> rx.Component:
    """Every button in every state."""
    return stack(
        h2("Boutons"),
        cluster(
            button("Principal", kind="primary"),
            button("Secondaire"),
            button("Dangereux", kind="danger"),
            button("Comme un lien", kind="link"),
        ),
        cluster(
            button("Avec icône", kind="primary", icon_name="send"),
            link_button("Lien en bouton", "/styleguide", icon_name="edit"),
            raw_link("Télécharger le règlement (PDF, 120 ko)", "/logo", download=True),
        ),
        cluster(
            button("Envoi en cours", kind="primary", busy=True),
            button("Désactivé", disabled=True),
            button("Désactivé", kind="primary", disabled=True),
        ),
    )


def boxes() -> rx.Component:
    """Badges, panels, cards."""
    return stack(
        h2("Étiquettes, panneaux, cartes"),
        cluster(
            badge("À faire", "neutral"),
            badge("En instruction", "info"),
            badge("Accordée", "success"),
            badge("À corriger", "warning"),
            badge("Refusée", "danger"),
        ),
        panel(rx.el.p("Votre dossier est enregistré, il n’est pas encore déposé."), title="Brouillon"),
        panel(rx.el.p("Votre demande est déposée."), kind="success", title="C’est fait"),
        panel(rx.el.p("Il vous reste 3 jours pour déposer ce dossier."), kind="warning"),
        panel(rx.el.p("La date limite est passée."), kind="danger", title="Dépôt impossible"),
        stack(
            card(
                h3(text_link("Soutien aux associations", "/styleguide")),
                rx.el.p("Une aide au fonctionnement ou à un projet d’intérêt régional."),
                cluster(badge("Ouverte", "success"), rx.el.span("jusqu’au 31 mars 2027", class_name="hint")),
            ),
            card(
                h3(
                    text_link(
                        "Mobilité étudiante : stages, semestres d’études et séjours linguistiques",
                        "/styleguide",
                    )
                ),
                rx.el.p("Un titre long passe à la ligne sans rien casser."),
                cluster(badge("Bientôt ouverte", "info")),
            ),
        ),
    )


def filters() -> rx.Component:
    """Where filters are seen: shown here too, their code would be a file more on the search's first visit."""
    return stack(
        h2("Filtres"),
        rx.el.p(
            "Les listes à cocher et la feuille qui les porte : ", text_link("rechercher une aide", "/aides")
        ),
        gap="3",
    )

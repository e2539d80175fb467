"""What the pages of the catalogue are made of: a card, the search form, its filters, its results."""

from typing import Any

import reflex as rx

from portail.aides.criteres import TEXTE_MAX
from portail.aides.emplacements import SUR_LA_CARTE, SUR_LA_RECHERCHE, dessiner
from portail.aides.states.catalogue import OUVERTE, Catalogue
from portail.aides.views import Carte
from portail.aides.vocabulaire import BENEFICIAIRES, THEMATIQUES
from portail.settings import settings
from portail.ui.autosave import autosave
from portail.ui.buttons import button, phone_link
from portail.ui.feedback import skeleton
from portail.ui.icons import icon
from portail.ui.layout import cluster
from portail.ui.navigation import focus_link
from portail.ui.text import badge, hint, visually_hidden


def carte_aide(carte: Carte) -> rx.Component:
    """One aid in a list; the whole card leads to its sheet."""
    return rx.el.li(
        rx.el.h3(rx.el.a(carte.titre.join(""), href=f"/aides/{carte.slug}", class_name="carte-lien")),
        rx.el.p(carte.resume.join("")),
        rx.el.div(badge(carte.quand, carte.ton), class_name="carte-etat"),
        rx.el.dl(
            _fait("Pour", carte.pour),
            _fait("Montant", carte.montant),
            class_name="carte-faits",
        ),
        *dessiner(SUR_LA_CARTE, carte),
        class_name="carte-aide",
    )


def _fait(nom: str, valeur: Any) -> rx.Component:
    return rx.cond(valeur, rx.el.div(rx.el.dt(nom), rx.el.dd(valeur)), rx.fragment())


def telephone() -> rx.Component:
    """The phone of the Région, as a link."""
    return phone_link(settings().telephone)


def champ_recherche() -> rx.Component:
    """The box of words of the search, `q`; its page says beside it, as `q-aide`, what to type."""
    return rx.el.input(
        id="q",
        name="q",
        type="search",
        class_name="input",
        max_length=TEXTE_MAX,
        auto_complete="off",
        custom_attrs={"aria-describedby": "q-aide", "enterkeyhint": "search"},
    )


def recherche() -> rx.Component:
    """The words and their button; a plain form too, so that it works before and without scripts."""
    saisie = champ_recherche()
    return rx.el.form(
        rx.el.label("Mots clés", html_for="q", class_name="label"),
        hint("Un projet, un lieu, un métier : « vélo », « festival », « rénover une salle »…", id="q-aide"),
        rx.el.div(
            autosave(saisie, field="q", value=Catalogue.texte, on_save=Catalogue.saisir, delay=150),
            button("Rechercher", kind="primary", type="submit", icon_name="search"),
            class_name="recherche-ligne",
        ),
        on_submit=Catalogue.valider,
        action="/aides",
        method="get",
        role="search",
        class_name="recherche",
    )


def filtres() -> rx.Component:
    """The facets with their counts; a folding sheet on a phone, a column beside the results elsewhere."""
    nombre = Catalogue.puces.length()
    return rx.el.details(
        rx.el.summary(
            rx.el.span("Filtrer les aides", rx.cond(nombre > 0, f" ({nombre})", "")), icon("chevron")
        ),
        rx.el.div(
            _ouvertes(),
            _facette("beneficiaire", "Bénéficiaire", BENEFICIAIRES, Catalogue.beneficiaires),
            _facette("thematique", "Thématique", THEMATIQUES, Catalogue.thematiques),
            focus_link("Voir les résultats", "resultats", class_name="filtres-voir"),
            class_name="filtres-corps",
        ),
        class_name="filtres",
    )


def _facette(champ: str, legende: str, liste: dict[str, str], choisis: Any) -> rx.Component:
    cases = [
        _case(champ, f"{champ}-{code}", libelle, f"{champ}:{code}", code) for code, libelle in liste.items()
    ]
    boite = rx.el.div(*cases, class_name="choices", custom_attrs={"data-several": ""})
    return rx.el.fieldset(
        rx.el.legend(legende, class_name="label"),
        autosave(boite, field=champ, value=choisis, on_save=Catalogue.saisir),
    )


def _ouvertes() -> rx.Component:
    case = _case("ouverte", "ouverte", OUVERTE, "etat:ouverte", "1")
    return autosave(case, field="ouverte", value=Catalogue.ouvertes, on_save=Catalogue.saisir)


def _case(champ: str, identifiant: str, libelle: str, compte: str, valeur: str) -> rx.Component:
    """A box with its count. The count describes the box and is no part of its name."""
    nombre = Catalogue.comptes[compte]
    return rx.el.div(
        rx.el.input(
            type="checkbox",
            id=identifiant,
            name=champ,
            value=valeur,
            class_name="choice-input",
            custom_attrs={"aria-describedby": f"{identifiant}-nombre"},
        ),
        rx.el.label(libelle, html_for=identifiant, class_name="choice-label"),
        rx.el.span(
            rx.cond(Catalogue.pret, nombre.to_string(), ""),
            rx.cond(Catalogue.pret, visually_hidden(" aides"), rx.fragment()),
            id=f"{identifiant}-nombre",
            class_name="case-nombre",
        ),
        class_name="choice",
        custom_attrs={"data-vide": rx.cond(Catalogue.pret & (nombre == 0), "oui", "non")},
    )


def puces() -> rx.Component:
    """The ticked boxes, each a press away from being taken off."""
    une = rx.foreach(
        Catalogue.puces,
        lambda puce: rx.el.li(
            rx.el.button(
                puce.libelle,
                visually_hidden(" : retirer ce filtre"),
                icon("close"),
                type="button",
                on_click=Catalogue.retirer(puce.genre, puce.valeur),
                class_name="puce",
            )
        ),
    )
    tout = rx.el.li(button("Retirer les filtres", Catalogue.retirer_les_filtres, kind="link"))
    return rx.cond(
        Catalogue.puces.length() > 0,
        rx.el.ul(une, rx.cond(Catalogue.puces.length() > 1, tout, rx.fragment()), class_name="puces"),
        rx.fragment(),
    )


def resultats() -> rx.Component:
    """The number found, the cards, and what to do when there are none."""
    return rx.el.section(
        rx.cond(
            Catalogue.pret,
            rx.fragment(
                rx.el.div(
                    rx.el.h2(Catalogue.total, id="resultats", tab_index=-1),
                    rx.cond(Catalogue.vide, rx.fragment(), hint(Catalogue.ordre)),
                    *dessiner(SUR_LA_RECHERCHE, Catalogue.adresse),
                    class_name="resultats-tete",
                ),
                puces(),
                rx.cond(
                    Catalogue.vide,
                    _rien(),
                    rx.el.ul(rx.foreach(Catalogue.cartes, carte_aide), class_name="cartes"),
                ),
                rx.cond(Catalogue.reste, button(Catalogue.reste, Catalogue.afficher_plus), rx.fragment()),
                rx.el.p(
                    rx.cond(
                        Catalogue.vide | (Catalogue.reste != ""),
                        "",
                        "Toutes les aides trouvées sont affichées.",
                    ),
                    id="resultats-fin",
                    tab_index=-1,
                    class_name="hint",
                ),
            ),
            skeleton(8),
        ),
        class_name="resultats stack",
        custom_attrs={"aria-label": "Résultats"},
    )


def _rien() -> rx.Component:
    pistes = rx.el.li(
        "Cherchez un seul mot : ",
        rx.el.span(
            rx.foreach(
                Catalogue.pistes,
                lambda piste: rx.el.button(
                    f"« {piste.mot} » ({piste.nombre})",
                    type="button",
                    on_click=Catalogue.essayer(piste.mot),
                    class_name="puce",
                ),
            ),
            class_name="pistes",
        ),
    )
    return rx.el.div(
        rx.el.p("Pour en trouver quand même :", class_name="empty-title"),
        rx.el.ul(
            rx.cond(Catalogue.pistes.length() > 0, pistes, rx.fragment()),
            rx.cond(
                Catalogue.puces.length() > 0,
                rx.el.li("Retirez un filtre, ci-dessus."),
                rx.fragment(),
            ),
            rx.el.li("Essayez un mot plus court ou plus général : « forêt » plutôt que « sylviculture »."),
            rx.el.li("Appelez-nous : nous cherchons avec vous, au ", telephone(), "."),
        ),
        cluster(button("Voir toutes les aides", Catalogue.tout_effacer)),
        class_name="empty-state stack",
    )

"""Texts of a feed, HTML or typed, as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.echanges.textes import BALISE, en_ligne, en_markdown, sans_markdown


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("<p>Bonjour&nbsp;<b>à tous</b> &amp; bienvenue</p>", "Bonjour\u00a0**à tous** & bienvenue"),
        ("<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>", "- un\n  - deux\n- trois"),
        ("&lt;p&gt;Écrit deux fois &amp;eacute;chappé&lt;/p&gt;", "Écrit deux fois échappé"),
        ("<p>Avant</p><script>alert(1)</script><p>Après</p>", "Avant\n\nAprès"),
        ("<h2>Titre</h2><p>Texte</p>", "## Titre\n\nTexte"),
        ('<a href="https://exemple.fr">le site</a>', "[le site](https://exemple.fr)"),
        ('<a href="javascript:alert(1)">piège</a>', "piège"),
        ("Dépenses < 5 000 € et <contact@exemple.fr>", "Dépenses < 5 000 € et <contact@exemple.fr>"),
        ("a <b>gras</b>\nligne Deux\nLigne trois", "a **gras** ligne Deux\n\nLigne trois"),
        ("Intro :\n• un ;\n• deux.\nSuite", "Intro :\n\n- un ;\n- deux.\n\nSuite"),
        ("Intro :\n\n– un\n\n– deux", "Intro :\n\n- un\n- deux"),
        ("pour : - identifier ; - évaluer ; - agir.", "pour :\n\n- identifier ;\n- évaluer ;\n- agir."),
        ("\uf0b7 un\n\uf0b7\tdeux", "- un\n- deux"),
        ("> un\n> deux", "- un\n- deux"),
        ("-un\n-deux", "- un\n- deux"),
        ("1. un\n2. deux", "1. un\n2. deux"),
        ("Liste :\n\n L’eau\n\n L’air\n\nFin.", "Liste :\n\n- L’eau\n- L’air\n\nFin."),
        ("Chef de file du projet\nassurant l’animation.", "Chef de file du projet assurant l’animation."),
        ("Entreprises\nToutes les tailles", "Entreprises\n\nToutes les tailles"),
        ("éco\u00adlo\u00adgie\u200b, 12\u202f000\u00a0€", "écologie, 12\u202f000\u00a0€"),
        ("ligne\u2028Suivante\r\nEncore", "ligne\n\nSuivante\n\nEncore"),
        ("trop   d’espaces\t ici", "trop d’espaces ici"),
        ("été", "été"),
        ("• un • deux • trois", "- un\n- deux\n- trois"),
        ("\x00\ud800texte", "texte"),
        ("", ""),
    ],
)
def test_texts_read_well(ecrit: str, lu: str) -> None:
    assert en_markdown(ecrit) == lu


MORCEAUX = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<ul><li>",
            "</li></ul>",
            "<br/>",
            "<o:p>",
            "<!-- x -->",
            "<!",
            "<",
            ">",
            "&",
        ),
        *(
            "&amp;",
            "&lt;",
            "&lt;b&gt;",
            "&#60;i&#62;",
            "&amp;lt;",
            "<script>",
            "</script>",
            "<a href='x'>",
            "&nbsp;",
        ),
        *(
            "\n",
            "\n\n",
            " ",
            "  ",
            "• ",
            "- ",
            "– ",
            "-x",
            "> ",
            "1. ",
            "# ",
            "| a | b |\n",
            "* ",
            "o ",
            "\uf0b7",
            "\u00a0",
        ),
        *(
            "mot",
            "Mot",
            "Fin.",
            ":",
            ";",
            "é",
            "\u00ad",
            "\t",
            "<table><tr><td>",
            "</td></tr></table>",
            "\\",
            "```",
            "**",
        ),
    ]
)


@given(st.lists(MORCEAUX, max_size=14).map("".join) | st.text(max_size=80))
def test_cleaning_never_fails_nor_leaves_a_tag(texte: str) -> None:
    assert not BALISE.search(en_markdown(texte))
    assert not BALISE.search(en_ligne(texte))
    assert "\n" not in en_ligne(texte)


@given(st.lists(MORCEAUX, max_size=14).map("".join) | st.text(max_size=80))
def test_cleaning_twice_changes_nothing(texte: str) -> None:
    une_fois = en_markdown(texte)
    assert en_markdown(une_fois) == une_fois
    assert en_ligne(en_ligne(texte)) == en_ligne(texte)


def test_the_words_of_a_markdown_text() -> None:
    assert sans_markdown("## Titre\n\n- **un** [lien](https://x.fr)\n- deux\n\n| a | b |\n| --- | --- |") == (
        "Titre\nun lien\ndeux\n| a | b |"
    )

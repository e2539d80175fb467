"""Mails from Markdown: the same words in HTML and in plain text, nothing typed becomes markup."""

import pytest
from markdown_it import MarkdownIt

from portail.partners.mail import echapper, rendre

URL = "https://aides.exemple.fr/activation/abc?x=1&y=2"
CORPS = f"""Bonjour Jeanne,

Votre compte est **presque prêt** : il reste à l’activer,
par ce lien valable 72 heures.

[Activer mon compte]({URL})

Ensuite :

1. complétez votre fiche ;
2. cherchez une aide sur [le catalogue](https://aides.exemple.fr/aides).

- un
- deux

> Une citation

[Autre lien seul](https://aides.exemple.fr/autre)

---

Écrivez à [aides@exemple.fr](mailto:aides@exemple.fr)\\
ou téléphonez.
"""


def rendu(corps: str = CORPS, **plus: str) -> tuple[str, str]:
    return rendre(corps, **{"collectivite": "Région <Test> & Cie", "accent": "#0b5673", **plus})


def test_the_plain_text_says_the_same() -> None:
    texte, _ = rendu(contact="aides@exemple.fr")
    assert (
        texte
        == f"""Bonjour Jeanne,

Votre compte est presque prêt : il reste à l’activer, par ce lien valable 72
heures.

Activer mon compte\u00a0:
{URL}

Ensuite :

1. complétez votre fiche ;

2. cherchez une aide sur le catalogue (https://aides.exemple.fr/aides).

- un

- deux

> Une citation

Autre lien seul (https://aides.exemple.fr/autre)

--------------------

Écrivez à aides@exemple.fr
ou téléphonez.

--\u0020
Ce message a été envoyé automatiquement par le portail des aides, Région <Test> & Cie.
Une question\u00a0? Écrivez-nous à aides@exemple.fr.
"""
    )


def test_one_link_is_the_button_and_is_written_out_too() -> None:
    _, html = rendu()
    adresse = URL.replace("&", "&amp;")
    assert html.count('class="bouton"') == 1
    assert f'class="bouton" href="{adresse}"' in html
    assert html.count(adresse) == 2
    assert ">Activer mon compte</a>" in html


def test_the_mail_follows_both_schemes_and_says_its_language() -> None:
    _, html = rendu()
    assert '<html lang="fr">' in html
    assert "prefers-color-scheme: dark" in html
    assert "<title>Région &lt;Test&gt; &amp; Cie</title>" in html
    assert "<Test>" not in html
    assert "$" not in html


@pytest.mark.parametrize(
    ("accent", "texte", "lien"),
    [("#0b5673", "#ffffff", "#0b5673"), ("#ffd800", "#1b1b1b", "#1b1b1b"), ("#000000", "#ffffff", "#000000")],
)
def test_any_accent_stays_legible(accent: str, texte: str, lien: str) -> None:
    _, html = rendu(accent=accent)
    assert f"background:{accent};color:{texte};" in html
    assert f'style="color:{lien}" class="lien"' in html


def test_html_in_the_body_is_text() -> None:
    texte, html = rendu(
        "<script>alert(1)</script>\n\n<b onclick=x>gras</b> & <!-- caché -->\n\n![i](https://x.fr/p.png)"
    )
    assert "<script" not in html
    assert "<b " not in html
    assert "<img" not in html
    assert "<script>alert(1)</script>" in texte


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_only_ordinary_links_are_links(url: str) -> None:
    _, html = rendu(f"[Cliquez]({url})\n\nOu [ici]({url}).")
    assert "href" not in html


def test_a_link_cannot_leave_its_attribute() -> None:
    _, html = rendu("[x](https://x.fr/\"onmouseover=alert(1))\n\n[y](<https://x.fr/' onclick='z>)")
    assert '"onmouseover' not in html
    assert "' onclick" not in html


@pytest.mark.parametrize(
    "nom",
    [
        "[Cliquez ici](https://pirate.exemple.fr)", "**gras** _doux_ `code`", "# titre", "1. un", "- un",
        "> cite", "<https://pirate.exemple.fr>", "a\n\n# b", "&lt;b&gt;", "a\\", "***", "===", "```",
        "L’Étoile & Cie (42)", "[x]: https://pirate.exemple.fr", "a  \nb", "    quatre",
    ],
)  # fmt: skip
def test_what_a_person_typed_stays_as_typed(nom: str) -> None:
    lu = " ".join(nom.split())
    texte, html = rendu(f"{echapper(nom)}\n\nBonjour {echapper(nom)} !")
    assert texte.startswith(f"{lu}\n\nBonjour {lu} !")
    assert "href" not in html
    assert MarkdownIt().render(echapper(nom)).startswith("<p>")


def test_long_links_are_not_cut() -> None:
    lien = "https://aides.exemple.fr/" + "a-" * 100
    texte, _ = rendu(f"Voici le lien : {lien} merci.\n\n[Ouvrir]({lien})")
    assert texte.count(lien) == 2


def test_lists_in_lists_keep_their_margins() -> None:
    texte, _ = rendu("- un\n  - sous\n\n    suite\n- deux")
    assert texte.startswith("- un\n\n  - sous\n\n    suite\n\n- deux\n")


def test_an_empty_body_is_only_the_foot() -> None:
    texte, _ = rendu("")
    assert texte.startswith("-- \n")

"""The anatomy of a field: what assistive tools are told, whether texts are known now or come later."""

from typing import Any

import pytest
import reflex as rx

from portail.ui import fields
from portail.ui.buttons import phone_link
from portail.ui.field_parts import described, sub_id
from portail.ui.icons import PATHS, icon


class Later(rx.State):
    """Texts that come from the server."""

    text: str = ""
    pairs: list[tuple[str, str]] = []


def drawn(component: rx.Component) -> str:
    """The compiled form of a component, as one string."""
    return str(component.render())


def test_only_the_parts_that_exist_are_described() -> None:
    assert described("nom", "", "") == ""
    assert described("nom", "Aide", "") == "nom-aide"
    assert described("nom", "Aide", "Faux", "€") == "nom-erreur nom-aide nom-suffixe"
    assert str(sub_id("nom", "aide")) == '"nom-aide"'


def test_parts_that_may_come_are_described_when_they_do() -> None:
    expression = str(described("nom", "Aide", Later.text))
    assert "nom-erreur" in expression
    assert "nom-aide" in expression
    assert "?" in expression


def test_optional_is_said_required_is_not() -> None:
    assert "(facultatif)" in drawn(fields.text_field("a", "A", required=False))
    assert "(facultatif)" not in drawn(fields.text_field("a", "A"))
    assert '"aria-required"' in drawn(fields.text_field("a", "A"))


def test_an_error_marks_the_control_and_its_words_have_an_id() -> None:
    wrong = drawn(fields.text_field("a", "A", error="Trop court"))
    assert '"aria-invalid":"true"' in wrong
    assert '"aria-describedby":"a-erreur"' in wrong
    assert "aria-invalid" not in drawn(fields.text_field("a", "A"))


@pytest.mark.parametrize("draw", [fields.radio_group, fields.checkbox_group, fields.select_field])
def test_choices_are_drawn_from_pairs_and_from_the_state(draw: Any) -> None:
    assert "Oui" in drawn(draw("a", "A", [("o", "Oui"), ("n", "Non")]))
    assert "'iterable'" in drawn(draw("a", "A", Later.pairs))


def test_a_choice_made_before_is_ticked() -> None:
    assert (
        drawn(fields.radio_group("a", "A", [("o", "Oui"), ("n", "Non")], default="n")).count("defaultChecked")
        == 1
    )
    ticked = fields.checkbox_group("a", "A", [("o", "Oui"), ("n", "Non"), ("p", "Pas")], default=["o", "p"])
    assert drawn(ticked).count("defaultChecked") == 2


def test_icons_are_hidden_from_assistive_tools() -> None:
    for name in PATHS:
        assert "aria-hidden" in drawn(icon(name))
    with pytest.raises(KeyError):
        icon("inconnue")


@pytest.mark.parametrize("number", ["05 36 49 00 00", Later.text])
def test_a_telephone_number_is_dialled_without_its_spaces(number: Any) -> None:
    link = drawn(phone_link(number))
    assert '"tel:0536490000"' in link or '.replaceAll(" ", "")' in link
    assert "href" in link

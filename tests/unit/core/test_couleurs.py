"""The contrast of two colours, against the values of WCAG."""

import pytest

from portail.core.couleurs import contraste, luminance


def test_black_on_white_is_the_highest_contrast() -> None:
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))
    assert contraste("#000000", "#ffffff") == pytest.approx(21)
    assert contraste("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_order_of_two_colours_does_not_count() -> None:
    assert contraste("#0b5673", "#fbfaf7") == contraste("#fbfaf7", "#0b5673")
    assert contraste("#0b5673", "#0b5673") == 1

"""The comparison's address, and what it takes from it whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.comparaison import MAX, adresse, slugs


@pytest.mark.parametrize(
    ("query", "demandes"),
    [
        ("", ()),
        ("aide=a&aide=b", ("a", "b")),
        ("aide=a&aide=a&aide=b&aide=c&aide=d", ("a", "b", "c")),
        ("aide=A&aide=../x&aide=é&aide=&autre=b", ()),
        ("&".join(["aide=a"] * 90), ()),
        ("aide=" + "a" * 200, ()),
    ],
)
def test_three_addresses_at_most_each_once(query: str, demandes: tuple[str, ...]) -> None:
    assert slugs(query) == demandes
    assert slugs(adresse(demandes)) == demandes


@given(st.text())
def test_any_query_is_read(query: str) -> None:
    assert len(slugs(query)) <= MAX

"""A body that never ends, or that is cut short, is refused like any other junk."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from portail.api import corps
from portail.api.corps import CorpsRefuse, read_object


def request(*messages: dict[str, Any]) -> Request:
    told = iter(messages)

    async def receive() -> Any:
        for message in told:
            return message
        await asyncio.Event().wait()

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


BEGUN = {"type": "http.request", "body": b'{"a"', "more_body": True}


async def test_a_body_that_stalls_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corps, "BODY_SECONDS", 0.01)
    with pytest.raises(CorpsRefuse):
        await read_object(request(BEGUN), 100)


async def test_who_leaves_in_the_middle_breaks_nothing() -> None:
    with pytest.raises(CorpsRefuse):
        await read_object(request(BEGUN, {"type": "http.disconnect"}), 100)


async def test_a_body_too_long_is_refused() -> None:
    with pytest.raises(CorpsRefuse):
        await read_object(request(BEGUN, {"type": "http.request", "body": b"x" * 200}), 100)

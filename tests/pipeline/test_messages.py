from __future__ import annotations

import io

import pytest

from cadocs.pipeline.messages import receive, send

MESSAGES = [b"", b"a", b"\0" * 100_000]


def sent(messages: list[bytes]) -> bytes:
    stream = io.BytesIO()
    for message in messages:
        send(stream, message)
    return stream.getvalue()


def test_messages_arrive_as_they_were_sent() -> None:
    stream = io.BytesIO(sent(MESSAGES))
    assert [receive(stream) for _ in MESSAGES] == MESSAGES
    assert receive(stream) is None


@pytest.mark.parametrize("length", range(11))
def test_a_message_that_breaks_off_is_none(length: int) -> None:
    assert receive(io.BytesIO(sent([b"abc"])[:length])) is None

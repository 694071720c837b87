"""Messages between a batch and its workers: bytes with their length in front."""

from __future__ import annotations

from typing import IO

__all__ = ["HEADER", "length_of", "receive", "send"]

HEADER = 8
"""Bytes in front of each message."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message; it is on its way when this returns."""
    stream.write(len(message).to_bytes(HEADER, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read a message, or None where the other side ended before its last byte."""
    length = length_of(stream.read(HEADER))
    if length is None:
        return None
    message = stream.read(length)
    return message if len(message) == length else None


def length_of(header: bytes) -> int | None:
    """The length that a header announces, or None where it is cut short."""
    return int.from_bytes(header, "big") if len(header) == HEADER else None

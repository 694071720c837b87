"""What the packed streams of a PDF file unpack to, counted before anything else unpacks them.

Pictures are left out of the count: reading text does not unpack them.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from cadocs.read.guard import FEW_BYTES, check_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Limits

__all__ = ["check_streams"]

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 2_000
_MOST_LAYERS = 4
_PIECE = 1 << 16


def check_streams(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a PDF file whose streams unpack to more than the limits allow.

    Args:
        data: The content of a file.
        name: What it is called in messages.
        limits: How much all streams may unpack to, and how many times as long one may grow.

    Raises:
        LimitError: They do.
    """
    total = 0
    for match in _STREAM.finditer(data):
        layers = _layers(data, match.start())
        if not layers:
            continue
        size = 0
        taken = [0]
        for piece in _unpacked(data, match.end(), layers, taken):
            size += len(piece)
            check_limit(name, limits, "unpacked", total + size, least=True)
            if size > FEW_BYTES:
                check_limit(name, limits, "ratio", size / taken[0], least=True)
        total += size


def _layers(data: bytes, at: int) -> int:
    """How many times the stream is packed; 0 for pictures."""
    dictionary = data[max(0, at - _DICTIONARY) : at].rpartition(b"obj")[2]
    return 0 if _PICTURE.search(dictionary) else min(len(_PACKED.findall(dictionary)), _MOST_LAYERS)


def _unpacked(data: bytes, start: int, layers: int, taken: list[int]) -> Iterable[bytes]:
    """The unpacked stream in pieces; ``taken`` tells how much was read for them."""
    pieces: Iterable[bytes] = _pieces(data, start, taken)
    for _ in range(layers):
        pieces = _inflated(pieces)
    return pieces


def _pieces(data: bytes, start: int, taken: list[int]) -> Iterator[bytes]:
    for at in range(start, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        taken[0] += len(piece)
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What packed pieces hold, up to the end of the packed data or the first error in it."""
    machine = zlib.decompressobj()
    for piece in pieces:
        waiting = piece
        while waiting:
            try:
                found = machine.decompress(waiting, _PIECE)
            except zlib.error:
                return
            waiting = machine.unconsumed_tail
            if found:
                yield found
            if machine.eof:
                return

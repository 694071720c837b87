"""Refusals: what goes beyond a limit is told by its name, the limit and the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.errors import LimitError

if TYPE_CHECKING:
    from cadocs.schema import Limits

__all__ = ["FEW_BYTES", "check_limit", "short_name"]

FEW_BYTES = 10_000_000
"""What unpacks to no more does no harm, however well it was packed."""

_WHAT = {
    "size": "it has {} bytes",
    "characters": "its text has {} characters",
    "pages": "it has {} pages",
    "unpacked": "unpacked it has {} bytes",
    "ratio": "a part of it grows {} times as long when it is unpacked",
    "members": "the archive has {} members",
    "depth": "its elements stand {} deep in each other",
}
_INSTEAD = {
    "size": "Split the file",
    "characters": "Split the file",
    "pages": "Split the file",
}
_OTHERWISE = "Leave the file out, save it anew in the program that made it"
_LONGEST_NAME = 80


def check_limit(
    name: str, limits: Limits, limit: str, value: float, *, least: bool = False
) -> None:
    """Refuse a document that goes beyond a limit.

    Args:
        name: What the document is called in messages.
        limits: The limits that hold.
        limit: The name of one of them.
        value: What the document would cost.
        least: Whether counting stopped here, so that the document may cost more.

    Raises:
        LimitError: The value is above the limit.
    """
    allowed = getattr(limits, limit)
    if value <= allowed:
        return
    figure = f"{'at least ' * least}{value:,.0f}"
    msg = (
        f"Cannot read {name}: {_WHAT[limit].format(figure)}, and Limits.{limit} allows "
        f"{allowed:,.0f}. {_INSTEAD.get(limit, _OTHERWISE)}, or allow more, as in "
        f"Limits({limit}={value:.0f}) for read() and Config(limits=...)."
    )
    raise LimitError(msg)


def short_name(uri: str | None) -> str:
    """What a document is called in messages.

    >>> short_name("news.pdf"), short_name(None)
    ("'news.pdf'", 'the given bytes')
    """
    if uri is None:
        return "the given bytes"
    return repr(uri if len(uri) <= _LONGEST_NAME else f"…{uri[1 - _LONGEST_NAME :]}")

"""English names of languages, also of those that cadocs doesn't read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

__all__ = ["language_name"]


def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, with the tag; the tag alone where none is known.

    >>> language_name("kk")
    'Kazakh (kk)'
    """
    name = _names().get(tag)
    return f"{name} ({tag})" if name is not None else tag


@cache
def _names() -> dict[str, str]:
    stored = resources.files("cadocs.tables").joinpath("language_names.toml")
    return tomllib.loads(stored.read_text(encoding="utf-8"))

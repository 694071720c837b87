"""What cadocs knows of each language: one TOML file per BCP 47 tag in this folder.

A file may name a ``base``: it then holds only what differs, as ``uz-Cyrl`` does, whose text is
searched in its Latin form. Meaning stands on the left, forms on the right. Tables may use the
official Uzbek letters; they are folded on loading like the text they are compared with. The file
``und.toml`` holds what is read alike in every language, for text of none that is known.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias, cast

from cadocs.errors import BadTableError, UnknownLanguageError
from cadocs.schema import UNDETERMINED
from cadocs.text.characters import fold_characters

__all__ = ["Language", "load_language", "tags"]

Table: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one tag.

    Attributes:
        tag: BCP 47 tag.
        name: English name.
        script: ISO 15924 code of the script it is written in.
        base: Tag whose tables it shares after transliteration, or None.
        tables: All tables, those of the base included.
    """

    tag: str
    name: str
    script: str
    base: str | None
    tables: Table

    def table(self, *path: str) -> Table:
        """The table at a path such as ``("date", "month")``.

        Raises:
            BadTableError: The language has no such table.
        """
        found: Any = self.tables
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            msg = f"The language table {self.tag}.toml has no table [{'.'.join(path)}]."
            raise BadTableError(msg)
        return cast("Table", found)


@cache
def tags() -> tuple[str, ...]:
    """The known tags in alphabetical order, read from the names of the files."""
    files = (file.name for file in resources.files(__name__).iterdir())
    named = {name.removesuffix(".toml") for name in files if name.endswith(".toml")}
    return tuple(sorted(named - {UNDETERMINED}))


@cache
def load_language(tag: str) -> Language:
    """Read the tables of a tag.

    Raises:
        UnknownLanguageError: There is no file for the tag.
        BadTableError: The file cannot be read as a language table.
    """
    own = _read(tag)
    base = own.get("base")
    tables = _merged(load_language(base).tables, own) if base else own
    try:
        return Language(tag, own["name"], own["script"], base, tables)
    except KeyError as error:
        msg = f"The language table {tag}.toml lacks the key {error}."
        raise BadTableError(msg) from error


def _read(tag: str) -> Table:
    if tag not in (*tags(), UNDETERMINED):
        raise UnknownLanguageError(tag, tags())
    text = resources.files(__name__).joinpath(f"{tag}.toml").read_text(encoding="utf-8")
    try:
        return cast("Table", _folded(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        msg = f"The language table {tag}.toml is not valid TOML: {error}."
        raise BadTableError(msg) from error


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold_characters(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    return value


def _merged(base: Table, own: Table) -> Table:
    merged = dict(base)
    for key, value in own.items():
        shared = merged.get(key)
        if isinstance(shared, dict) and isinstance(value, dict):
            merged[key] = _merged(shared, value)
        else:
            merged[key] = value
    return merged

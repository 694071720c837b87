"""A user's own rows of the knowledge base: one JSON object a line.

    {"id": "local:org:acme", "type": "org", "country": "UZ",
     "names": {"en": ["Acme Textiles"], "uz-Latn": ["Acme toʻqimachilik"], "ru": ["Акме"]}}

``id``, ``type`` and ``names`` are needed. ``type`` is ``country``, ``admin1``, ``city``,
``region``, ``continent``, ``water``, ``org`` or ``person``; ``subtype``, ``country``,
``population``, ``surnames`` and ``adjectives`` may be added. The first name of a language is
the usual one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cadocs.errors import BadTableError
from cadocs.languages import load_language, tags
from cadocs.text import View, fold_characters
from cadocs.transliterate import to_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Row", "check_rows", "fields_of", "read_rows"]

Row = dict[str, Any]

_LABELS = {
    **dict.fromkeys(("country", "admin1", "city", "region", "continent", "water"), "LOC"),
    "org": "ORG",
    "person": "PER",
}


def read_rows(path: Path) -> Iterator[list[Any]]:
    """The fields of each row's entry, in order; empty lines are passed over.

    Raises:
        BadTableError: The file or a row of it cannot be used; file and line are named.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read as a table of names: {error}."
        raise BadTableError(msg) from error
    for at, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield fields_of(json.loads(line))
            except (json.JSONDecodeError, BadTableError) as error:
                msg = f"{path}:{at} is no row of a table of names: {error}"
                raise BadTableError(msg) from error


def check_rows(rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The fields of each row's entry, in order.

    Raises:
        BadTableError: A row cannot be used; its number is named, from 1.
    """
    for at, row in enumerate(rows, 1):
        try:
            yield fields_of(row)
        except BadTableError as error:
            msg = f"Row {at} of the table of names cannot be used: {error}"
            raise BadTableError(msg) from error


def fields_of(row: Any) -> list[Any]:
    """The fields of a row's entry, in the order of `cadocs.extract.knowledge.Entry`.

    Raises:
        BadTableError: Something is missing or of a wrong kind.
    """
    if not isinstance(row, dict):
        msg = "a row is a JSON object."
        raise BadTableError(msg)
    kind = row.get("type")
    if kind not in _LABELS:
        msg = f"type is one of {', '.join(sorted(_LABELS))}, not {kind!r}."
        raise BadTableError(msg)
    if not isinstance(row.get("id"), str) or not row["id"]:
        msg = f"id is a name, not {row.get('id')!r}."
        raise BadTableError(msg)
    population = row.get("population") or 0
    if not isinstance(population, int):
        msg = f"population is a number, not {population!r}."
        raise BadTableError(msg)
    names = _names(row, "names")
    if not names:
        msg = f"names holds no name in {', '.join(tags())}."
        raise BadTableError(msg)
    by_tag = (names, _names(row, "surnames"), _names(row, "adjectives"))
    kind = str(row.get("subtype") or kind)
    english = next(iter(names.get("en") or next(iter(names.values()))))
    country = row.get("country") or row.get("iso2")
    return [row["id"], _LABELS[row["type"]], kind, country, population, english, *by_tag]


def _names(row: Row, key: str) -> dict[str, list[str]]:
    """Folded names by the tag of the table they are looked up with, without doubles."""
    given = row.get(key, {})
    if not isinstance(given, dict) or not all(map(_is_list_of_names, given.values())):
        msg = f"{key} holds a list of names for each language."
        raise BadTableError(msg)
    found: dict[str, list[str]] = {}
    for tag in tags():
        base = load_language(tag).base
        for name in given.get(tag, ()):
            folded = fold_characters(to_latin(View.whole(name)).text if base else name)
            place = found.setdefault(base or tag, [])
            if folded not in place:
                place.append(folded)
    return found


def _is_list_of_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)

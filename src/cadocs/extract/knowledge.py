"""What is known of persons, organisations and places."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from cadocs.backends.files import find_model
from cadocs.errors import BadTableError
from cadocs.languages import load_language, tags
from cadocs.languages.inflection import load_inflection
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cadocs.languages.inflection import Inflection
    from cadocs.schema import Label

__all__ = ["Alias", "Entry", "KnowledgeBase", "Lexicon", "load_knowledge"]

FILE = "knowledge/entities.jsonl.gz"
_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity.

    Attributes:
        id: Wikidata QID, ``geonames:N`` or ``local:…``.
        label: PER, ORG or LOC.
        kind: ``country``, ``admin1``, ``city``, ``region``, ``water``, ``person`` …
        country: ISO 3166-1 code, or None.
        population: Inhabitants, 0 where not known.
        name: Canonical English name.
        names: Folded names by the tag of the table they are looked up with.
        surnames: For persons: surnames that stand alone.
        adjectives: For countries: beginnings of words that are derived from the name and are
            no names.
    """

    id: str
    label: Label
    kind: str
    country: str | None
    population: int
    name: str
    names: dict[str, list[str]]
    surnames: dict[str, list[str]]
    adjectives: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity, cut into the forms its words are looked up in."""

    keys: tuple[str, ...]
    entry: Entry
    form: str
    is_surname: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return self.form.isupper() and len(self.form) <= _LONGEST_ACRONYM


@dataclass(slots=True)
class Lexicon:
    """All names of one language, by the first word's key, longest names first."""

    inflection: Inflection
    by_first: dict[str, list[Alias]] = field(default_factory=dict)
    by_keys: dict[tuple[str, ...], list[Alias]] = field(default_factory=dict)
    adjectives: tuple[str, ...] = ()


class KnowledgeBase:
    """Known entities and their names; lexicons are made when a language first occurs."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries; later ones win over earlier ones of the same id."""
        self.entries = {entry.id: entry for entry in entries}
        self._lexicons: dict[str, Lexicon] = {}

    def lexicon(self, tag: str) -> Lexicon:
        """The names in the language of a tag (that of its base, if it has one)."""
        known = (load_language(tag).base or tag) if tag in tags() else tag
        if known not in self._lexicons:
            self._lexicons[known] = _make_lexicon(self.entries.values(), known)
        return self._lexicons[known]

    @cached_property
    def persons(self) -> list[Entry]:
        """The entries of persons."""
        return [entry for entry in self.entries.values() if entry.kind == "person"]


@cache
def load_knowledge(models: Path | None = None) -> KnowledgeBase:
    """The shipped knowledge base.

    Raises:
        ModelMissingError: Its file is in none of the model folders.
        BadTableError: A line of it cannot be read.
    """
    path = find_model(FILE, models)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return KnowledgeBase([_entry(line, f"{path}:{at}") for at, line in enumerate(lines, 1)])


def _entry(line: str, place: str) -> Entry:
    try:
        fields = cast("list[Any]", json.loads(line))
        return Entry(*fields)
    except (json.JSONDecodeError, TypeError) as error:
        msg = f"{place} is no line of a knowledge base: {error}."
        raise BadTableError(msg) from error


def _make_lexicon(entries: Iterable[Entry], tag: str) -> Lexicon:
    lexicon = Lexicon(load_inflection(tag))
    clitics = load_language(tag).table("token")["clitics"] if tag in tags() else ()
    for entry in entries:
        for names, is_surname in ((entry.names, False), (entry.surnames, True)):
            for form in names.get(tag, ()):
                words = [token.text for token in tokenise(form, clitics)]
                keys = tuple(lexicon.inflection.key(word) for word in words)
                if keys:
                    # A person's single name is ambiguous like a surname.
                    alone = is_surname or (entry.kind == "person" and len(keys) == 1)
                    alias = Alias(keys, entry, form, alone)
                    lexicon.by_first.setdefault(keys[0], []).append(alias)
                    by_keys = lexicon.by_keys.setdefault(keys, [])
                    by_keys.append(alias)
    derived = {form.lower() for entry in entries for form in entry.adjectives.get(tag, ())}
    lexicon.adjectives = tuple(sorted(derived))
    for aliases in lexicon.by_first.values():
        aliases.sort(key=lambda alias: -len(alias.keys))
    return lexicon

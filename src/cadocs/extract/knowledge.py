"""What is known of persons, organisations and places."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from cadocs.backends.files import find_model
from cadocs.errors import BadTableError
from cadocs.extract.knowledge_rows import check_rows, read_rows
from cadocs.languages import load_language, tags
from cadocs.languages.inflection import load_inflection, plain
from cadocs.languages.words import load_words
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cadocs.extract.knowledge_rows import Row
    from cadocs.languages.inflection import Inflection
    from cadocs.schema import Label

__all__ = ["LEADER", "Alias", "Entry", "KnowledgeBase", "Lexicon", "load_knowledge"]

FILE = "knowledge/entities.jsonl.gz"
LEADER = "leader"
"""Kind of a person whose surname alone is enough in news."""
_LONGEST_ACRONYM = 6
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity.

    Attributes:
        id: Wikidata QID, ``geonames:N`` or ``local:…``.
        label: PER, ORG or LOC.
        kind: ``country``, ``admin1``, ``city``, ``region``, ``water``, ``person``, ``leader`` …
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
    """One name of an entity, cut into the forms its words are looked up in.

    Attributes:
        keys: The forms of its words.
        entry: Whose name it is.
        form: The name as the table has it.
        is_surname: Whether it is a person's single name.
        is_common: Whether it is also a common word of the language.
    """

    keys: tuple[str, ...]
    entry: Entry
    form: str
    is_surname: bool = False
    is_common: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return self.form.isupper() and len(self.form) <= _LONGEST_ACRONYM

    @property
    def may_be_foreign(self) -> bool:
        """Whether it is so much of a name that it is known in text of another language."""
        if len(self.keys) > 1:
            return not self.is_common
        return self.is_acronym and len(self.form) >= _SHORTEST_ACRONYM and not self.is_common


@dataclass(slots=True)
class Lexicon:
    """All names of one language, by the first word's key, longest names first."""

    inflection: Inflection
    by_first: dict[str, list[Alias]] = field(default_factory=dict)
    by_keys: dict[tuple[str, ...], list[Alias]] = field(default_factory=dict)
    adjectives: tuple[str, ...] = ()

    def add(self, alias: Alias) -> None:
        """Take one more name."""
        self.by_first.setdefault(alias.keys[0], []).append(alias)
        self.by_keys.setdefault(alias.keys, []).append(alias)


class KnowledgeBase:
    """Known entities and their names; lexicons are made when a language first occurs."""

    def __init__(self, entries: Iterable[Entry], own: Iterable[Entry] = ()) -> None:
        """Take the entries, and the caller's own, which win over others of their id or name."""
        own = list(own)
        self.own = frozenset(entry.id for entry in own)
        self.entries = {entry.id: entry for entry in (*entries, *own)}
        self._lexicons: dict[str, Lexicon] = {}

    def lexicon(self, tag: str) -> Lexicon:
        """The names in the language of a tag (that of its base, if it has one)."""
        known = (load_language(tag).base or tag) if tag in tags() else tag
        if known not in self._lexicons:
            self._lexicons[known] = _make_lexicon(list(self.entries.values()), known, self.own)
        return self._lexicons[known]

    @cached_property
    def persons(self) -> list[Entry]:
        """The entries of persons."""
        return [entry for entry in self.entries.values() if entry.label == "PER"]


def load_knowledge(
    models: Path | None = None, own: Path | Sequence[Row] | None = None
) -> KnowledgeBase:
    """The shipped knowledge base, and the caller's own rows.

    Args:
        models: Folder of trained files; see `cadocs.backends.find_model`.
        own: A file of own rows or the rows themselves, which win over those shipped with the
            same id or name; see `cadocs.extract.knowledge_rows`.

    Raises:
        ModelMissingError: The shipped file is in none of the model folders.
        BadTableError: A line of either file cannot be read; the message names it.
    """
    path = find_model(FILE, models)
    if not own:
        return _shipped(path)
    rows = check_rows(own) if isinstance(own, Sequence) else read_rows(own)
    return KnowledgeBase(_shipped(path).entries.values(), [Entry(*fields) for fields in rows])


@cache
def _shipped(path: Path) -> KnowledgeBase:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return KnowledgeBase([_entry(line, f"{path}:{at}") for at, line in enumerate(lines, 1)])


def _entry(line: str, place: str) -> Entry:
    try:
        return Entry(*cast("list[Any]", json.loads(line)))
    except (json.JSONDecodeError, TypeError) as error:
        msg = f"{place} is no line of a knowledge base: {error}."
        raise BadTableError(msg) from error


def _make_lexicon(entries: Sequence[Entry], tag: str, own: frozenset[str]) -> Lexicon:
    lexicon = Lexicon(load_inflection(tag))
    for alias in _aliases(entries, tag, lexicon.inflection):
        lexicon.add(alias)
    derived = {form.lower() for entry in entries for form in entry.adjectives.get(tag, ())}
    lexicon.adjectives = tuple(sorted(derived))
    for aliases in lexicon.by_first.values():
        aliases.sort(key=lambda alias: (-len(alias.keys), alias.entry.id not in own))
    return lexicon


def _aliases(entries: Iterable[Entry], tag: str, inflection: Inflection) -> Iterator[Alias]:
    clitics = load_language(tag).table("token")["clitics"] if tag in tags() else ()
    listed = [load_words(tag, "names", name) for name in ("common", "rarely")]
    common = {form for words in listed for form in words.forms}
    for entry in entries:
        for names, is_surname in ((entry.names, False), (entry.surnames, True)):
            for form in names.get(tag, ()):
                keys = tuple(inflection.key(token.text) for token in tokenise(form, clitics))
                if keys:
                    # A person's single name is ambiguous like a surname.
                    alone = is_surname or (entry.label == "PER" and len(keys) == 1)
                    is_common = bool({form.lower(), plain(form.lower())} & common)
                    yield Alias(keys, entry, form, alone, is_common)

"""What a whole document says of the names in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cadocs.languages import tags
from cadocs.languages.inflection import load_inflection
from cadocs.link.candidates import NAME, SURNAME
from cadocs.link.forms import table_tag
from cadocs.link.phonetic import phonetic_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.knowledge import Entry
    from cadocs.link.candidates import Candidate
    from cadocs.schema import Mention

__all__ = ["Knowings", "read_document"]


@dataclass(slots=True)
class Knowings:
    """What the sure mentions of a document say about the others.

    Attributes:
        countries: How often it surely names each country or something in it.
        named: Ids of the entities that it names by a full name that is only theirs.
        strangers: Keys of the surnames of persons whom it names in full and nobody knows.
        short: For each abbreviation in brackets, what the name before it names.
        parts: For each word of the full names of persons, without its ending, who bears it.
    """

    countries: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    short: dict[str, Entry] = field(default_factory=dict)
    parts: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def bearer(self, mention: Mention) -> Entry | None:
        """The only person named in full with this word, such as a surname that comes first."""
        bearers = {
            entry.id: entry
            for key in _keys(mention, mention.form)
            for entry in self.parts.get(key, {}).values()
        }
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def note_person(self, mention: Mention, entry: Entry) -> None:
        """Remember the words of a person's full name."""
        for word in mention.form.split():
            for key in _keys(mention, word) if len(word) > 1 else ():
                self.parts.setdefault(key, {})[entry.id] = entry


def _keys(mention: Mention, word: str) -> list[str]:
    return load_inflection(table_tag(mention.tag)).keys(word) if mention.tag in tags() else []


def read_document(mentions: Sequence[Mention], options: Sequence[Sequence[Candidate]]) -> Knowings:
    """Collect what the mentions with one reading say."""
    known = Knowings()
    followers = [*mentions[1:], None]
    for mention, follower, candidates in zip(mentions, followers, options, strict=False):
        if len(candidates) == 1 and candidates[0].how != SURNAME:
            _note_sure(known, mention, follower, candidates[0].entry)
        elif not candidates and mention.label == "PER" and " " in mention.form.strip():
            keys = map(phonetic_key, mention.form.split())
            known.strangers.update(filter(None, keys))
    for candidates in options:
        full = [c.entry.id for c in candidates if c.how == NAME]
        known.named.update(full if len(full) == 1 else ())
    return known


def _note_sure(known: Knowings, mention: Mention, follower: Mention | None, entry: Entry) -> None:
    """Take in a mention that can only be of one entity, and the mention behind it."""
    known.named.add(entry.id)
    if entry.country:
        known.countries[entry.country] += 1
    if mention.label == "PER" and " " in mention.form:
        known.note_person(mention, entry)
    if follower is not None and _explains(mention, follower):
        known.short.setdefault(follower.form, entry)


def _explains(name: Mention, short: Mention) -> bool:
    """Whether the next mention is an abbreviation in brackets behind this one."""
    letters = short.form.strip()
    shape = sum(map(str.isupper, letters)) >= 2 and " " not in letters
    return (
        shape
        and short.label == name.label
        and name.after.lstrip(" \"'»”").startswith(f"({letters}")
    )

"""Words that say that something happened, by type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cadocs.text import Token

__all__ = ["Lexicon", "Trigger", "find_triggers", "load_lexicon"]

_MOST_WORDS = 3
"""Words of the longest form of a verb."""


class Trigger(NamedTuple):
    """A trigger in a sentence.

    Attributes:
        start: First code point in the view.
        end: One past the last code point in the view.
        type: The event type that the word alone suggests.
        is_verb: Whether it is a verb; nouns count only where no verb does.
    """

    start: int
    end: int
    type: str
    is_verb: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """Exact forms, beginnings and ends of words (or of runs of words), each with its meaning."""

    exact: dict[str, str]
    prefixes: dict[str, str]
    suffixes: dict[str, str]
    longest: int

    def find(self, text: str) -> str | None:
        """The meaning of a lower-case word, by its longest known beginning."""
        if text in self.exact:
            return self.exact[text]
        for size in range(min(self.longest, len(text)), 2, -1):
            if text[:size] in self.prefixes:
                return self.prefixes[text[:size]]
        return self._by_end(text) if self.suffixes else None

    def _by_end(self, text: str) -> str | None:
        """The meaning of a compound, by its longest known end."""
        ends = (text[at:] for at in range(1, len(text) - 3))
        return next((self.suffixes[end] for end in ends if end in self.suffixes), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The event words of one language."""

    verbs: tuple[Forms, ...]
    nouns: Forms
    light: Forms
    context: tuple[Forms, ...]
    order: str
    place_endings: tuple[str, ...]
    place_words: frozenset[str]
    articles: frozenset[str]
    joins: frozenset[str]
    aside: frozenset[str]
    aside_after: frozenset[str]
    pair: tuple[str, ...]
    source_before: tuple[str, ...]
    source_after: tuple[str, ...]


@cache
def load_lexicon(tag: str) -> Lexicon | None:
    """The event words of a tag; None for a tag without a table."""
    if tag not in tags():
        return None
    language = load_language(tag)
    context = language.table("event", "context")
    kinds = {kind: context[kind] for kind in ("trade", "statistic", "investment")}
    return Lexicon(
        verbs=tuple(
            _forms(language.table("event", "verb"), size) for size in range(1, _MOST_WORDS + 1)
        ),
        nouns=_forms(language.table("event", "noun")),
        light=_forms({"light": context["light"]}),
        context=tuple(_forms(kinds, size) for size in (1, 2)),
        order=context["order"],
        place_endings=tuple(context["place_endings"]),
        place_words=frozenset(context["place_words"]),
        articles=frozenset(context["articles"]),
        joins=frozenset(language.table("names")["joins"]),
        aside=frozenset(context["aside"]),
        aside_after=frozenset(context["aside_after"]),
        pair=tuple(context["pair"]),
        source_before=tuple(context["source_before"]),
        source_after=tuple(context["source_after"]),
    )


def _forms(table: Mapping[str, Sequence[str]], words: int = 1) -> Forms:
    """The forms of so many words."""
    exact: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    suffixes: dict[str, str] = {}
    for meaning, forms in table.items():
        for form in forms:
            if form.count(" ") + 1 != words:
                continue
            target = prefixes if form.endswith("*") else exact
            target = suffixes if form.startswith("*") else target
            target.setdefault(form.strip("*").lower(), meaning)
    return Forms(exact, prefixes, suffixes, max(map(len, prefixes), default=0))


def find_triggers(tokens: Sequence[Token], lexicon: Lexicon) -> list[Trigger]:
    """The triggers among the words of a sentence, in order; forms of more words win."""
    found: list[Trigger] = []
    at = 0
    while at < len(tokens):
        trigger, size = _trigger(tokens, at, lexicon)
        if trigger is not None:
            found.append(trigger)
        at += size
    return found


def _trigger(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Trigger | None, int]:
    words = [token.text.lower() for token in tokens[at : at + _MOST_WORDS]]
    for size in range(len(words), 0, -1):
        meaning = lexicon.verbs[size - 1].find(" ".join(words[:size]))
        if meaning is not None:
            return Trigger(tokens[at].start, tokens[at + size - 1].end, meaning, is_verb=True), size
    noun = lexicon.nouns.find(words[0])
    if noun is None:
        return None, 1
    if len(words) > 1 and lexicon.light.find(words[1]):
        return Trigger(tokens[at].start, tokens[at + 1].end, noun, is_verb=True), 2
    return Trigger(tokens[at].start, tokens[at].end, noun, is_verb=False), 1

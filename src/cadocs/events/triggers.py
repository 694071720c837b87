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
    """Exact forms, beginnings and ends of words (or of two words), each with its meaning."""

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

    verbs: Forms
    nouns: Forms
    light: Forms
    context: Forms
    order: str
    place_endings: tuple[str, ...]
    place_words: frozenset[str]
    articles: frozenset[str]
    aside: frozenset[str]
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
        verbs=_forms(language.table("event", "verb")),
        nouns=_forms(language.table("event", "noun")),
        light=_forms({"light": context["light"]}),
        context=_forms(kinds),
        order=context["order"],
        place_endings=tuple(context["place_endings"]),
        place_words=frozenset(context["place_words"]),
        articles=frozenset(context["articles"]),
        aside=frozenset(context["aside"]),
        pair=tuple(context["pair"]),
        source_before=tuple(context["source_before"]),
        source_after=tuple(context["source_after"]),
    )


def _forms(table: Mapping[str, Sequence[str]]) -> Forms:
    exact: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    suffixes: dict[str, str] = {}
    for meaning, forms in table.items():
        for form in forms:
            target = prefixes if form.endswith("*") else exact
            target = suffixes if form.startswith("*") else target
            target.setdefault(form.strip("*").lower(), meaning)
    return Forms(exact, prefixes, suffixes, max(map(len, prefixes), default=0))


def find_triggers(tokens: Sequence[Token], lexicon: Lexicon) -> list[Trigger]:
    """The triggers among the words of a sentence, in order; two-word forms win."""
    found: list[Trigger] = []
    at = 0
    while at < len(tokens):
        trigger, size = _trigger(tokens, at, lexicon)
        if trigger is not None:
            found.append(trigger)
        at += size
    return found


def _trigger(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[Trigger | None, int]:
    word = tokens[at].text.lower()
    pair = f"{word} {tokens[at + 1].text.lower()}" if at + 1 < len(tokens) else word
    for text, size in ((pair, 2), (word, 1)):
        meaning = lexicon.verbs.find(text) if " " in text or size == 1 else None
        if meaning is not None and (size == 1 or _needs_both(lexicon.verbs, pair)):
            return Trigger(tokens[at].start, tokens[at + size - 1].end, meaning, is_verb=True), size
    noun = lexicon.nouns.find(word)
    if noun is None:
        return None, 1
    if at + 1 < len(tokens) and lexicon.light.find(tokens[at + 1].text.lower()):
        return Trigger(tokens[at].start, tokens[at + 1].end, noun, is_verb=True), 2
    return Trigger(tokens[at].start, tokens[at].end, noun, is_verb=False), 1


def _needs_both(forms: Forms, pair: str) -> bool:
    """Whether the form that matches a pair of words has two words itself."""
    if pair in forms.exact:
        return True
    sizes = range(min(forms.longest, len(pair)), 2, -1)
    return any(" " in pair[:size] for size in sizes if pair[:size] in forms.prefixes)

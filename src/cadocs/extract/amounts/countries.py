"""Which member of a family of currencies a sum means: the countries and places around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cadocs.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Item, Token
    from cadocs.text.passage import Passage

__all__ = ["Surroundings"]

_PARTS = ",;"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text around the sums of a stretch.

    Attributes:
        passage: The passage.
        lexicon: The words of its language.
        tokens: The tokens of the stretch.
        named: What sentences and the whole text told of families of currencies before.
    """

    passage: Passage
    lexicon: Lexicon
    tokens: Sequence[Token]
    named: dict[tuple[object, ...], str]

    def member(self, items: Sequence[Item], index: int, members: tuple[str, ...]) -> str:
        """The member that the clause tells, else the sentence, else the text; else the usual one.

        ``In Baku 35 Manat, in Turkmenbaschi 110 Manat``: each sum has a place of its own.
        """
        start, end = self._sentence(self.tokens[items[index].first].start)
        for low, high in self._clause(items, index, (start, end)):
            told = self._told(members, low, high)
            if len(told) == 1:
                return told[0]
        whole = 0, len(self.passage.view.text)
        in_sentence = self._once(members, (start, end), places=True)
        return in_sentence or self._once(members, whole, places=False) or members[0]

    def _once(self, members: tuple[str, ...], span: tuple[int, int], *, places: bool) -> str:
        """The first member told in a span, looked for only once; "" where there is none."""
        key = (*members, span)
        if key not in self.named:
            told = self._told(members, *span, places=places)
            self.named[key] = told[0] if told else ""
        return self.named[key]

    def _sentence(self, at: int) -> tuple[int, int]:
        sentences = self.passage.sentences
        index = bisect_right(sentences, (at, len(self.passage.view.text) + 1)) - 1
        return sentences[index] if index >= 0 else (at, at)

    def _clause(
        self, items: Sequence[Item], index: int, sentence: tuple[int, int]
    ) -> Iterable[tuple[int, int]]:
        """What stands before a sum and behind it, up to a comma, "and" or another sum."""
        item, tokens = items[index], self.tokens
        floor = items[index - 1].end if index else 0
        first = item.first
        while first > floor and tokens[first - 1].start >= sentence[0]:
            first -= 1
            if floor and self._parts(tokens[first]):
                break
        yield tokens[first].start, tokens[item.first].start
        ceiling = items[index + 1].first if index + 1 < len(items) else len(tokens)
        last = item.end
        while last < ceiling and tokens[last].end <= sentence[1] and not self._parts(tokens[last]):
            last += 1
        yield tokens[item.end - 1].end, tokens[last - 1].end

    def _parts(self, token: Token) -> bool:
        return token.text in _PARTS or token.text in self.lexicon.amount["and"]

    def _told(
        self, members: Sequence[str], low: int, high: int, *, places: bool = True
    ) -> list[str]:
        """The members whose country, or places, are named between two offsets."""
        text, tag = self.passage.view.text, self.lexicon.tag
        patterns = ((code, _pattern(tag, code[:2], places=places)) for code in members)
        return [code for code, found in patterns if found and found.search(text, low, high)]


@lru_cache(maxsize=1024)
def _pattern(tag: str, country: str, *, places: bool) -> re.Pattern[str] | None:
    """Finds the names of a country, and of its places."""
    currency = load_language(tag).table("currency")
    forms = [*currency["countries"].get(country, ())]
    if places:
        forms += currency.get("places", {}).get(country, ())
    if not forms:
        return None
    either = "|".join(
        re.escape(form.rstrip("*")) + ("" if form[-1] == "*" else r"\b") for form in forms
    )
    return re.compile(rf"\b(?:{either})", re.IGNORECASE)

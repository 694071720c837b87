"""What a sum takes from its surroundings: an unsaid currency, a table's unit, a country."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from cadocs.extract.amounts.countries import Surroundings
from cadocs.extract.amounts.items import fills_line
from cadocs.extract.amounts.links import is_year
from cadocs.extract.amounts.tokens import Kind
from cadocs.extract.amounts.unsaid import Unsaid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Item, Token, Unit
    from cadocs.text.passage import Passage

__all__ = ["Context"]

_ROW = 160
_CELLS = 24
_GAP = 3


@dataclass(slots=True)
class Context:
    """Goes through a passage from stretch to stretch and remembers what was said.

    Attributes:
        passage: The passage.
        lexicon: The words of its language.
        last: Currency of the last sum and the index of its sentence.
        head: The unit of a table's head that still holds.
        head_end: End of the last row under that head, in the view.
    """

    passage: Passage
    lexicon: Lexicon
    last: tuple[str, int] | None = None
    head: Unit | None = None
    head_end: int = -1
    _starts: list[int] = field(default_factory=list)
    _unsaid: Unsaid = field(init=False)
    _counting: tuple[int, bool] | None = None
    _named: dict[tuple[object, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the sentences."""
        self._unsaid = Unsaid(self.passage.view.text, self.lexicon)
        self._starts = [start for start, _ in self.passage.sentences]

    def sentence(self, at: int) -> int:
        """Index of the sentence at an offset of the view."""
        return bisect_right(self._starts, at) - 1

    def fill(self, tokens: Sequence[Token], items: list[Item], units: Sequence[Unit]) -> list[Item]:
        """Give currencies to items without one; keep those that are sums.

        Args:
            tokens: The tokens of a stretch.
            items: Its linked items.
            units: Its currencies without figures.

        Returns:
            The sums, in order.
        """
        self._under_head(tokens, items, units)
        ahead = self._ahead(tokens, items)
        named: tuple[str, int] | None = None
        previous: Item | None = None
        passed = 0
        for item, later in zip(items, ahead, strict=True):
            while passed < len(units) and units[passed].first < item.first:
                unit = units[passed]
                named = unit.currency, self.sentence(tokens[unit.first].start)
                passed += 1
            here = self.sentence(tokens[item.first].start)
            if item.currency is None:
                before = previous if self.last is not None and self.last[1] == here else None
                reach = self._unsaid.is_sum(tokens, item, before)
                source = self._source(tokens, here, (named, later), reach) if reach else None
                if source is not None:
                    item.currency, item.minor, item.rule = source, False, "unsaid"
            if item.currency is not None and not item.minor and not item.bracketed:
                self.last = item.currency, self.sentence(tokens[item.end - 1].start)
                previous = item
        return [item for item in items if item.currency and not self._is_vague(tokens, item)]

    def _ahead(
        self, tokens: Sequence[Token], items: Sequence[Item]
    ) -> list[tuple[str, int] | None]:
        """For each item the currency said next behind it, and the sentence of that."""
        ahead: list[tuple[str, int] | None] = []
        following: tuple[str, int] | None = None
        for item in reversed(items):
            ahead.append(following)
            if item.currency is not None and not item.minor:
                following = item.currency, self.sentence(tokens[item.first].start)
        ahead.reverse()
        return ahead

    def _source(
        self,
        tokens: Sequence[Token],
        here: int,
        others: tuple[tuple[str, int] | None, ...],
        reach: str,
    ) -> str | None:
        """The currency said nearest before in the sentence, else behind, else one sentence ago."""
        for told in (self.last, *others):
            if told is not None and told[1] == here:
                return told[0]
        if self.last is None or here - self.last[1] > 1 or reach == "near":
            return None
        return None if self._counts_things(tokens, here) else self.last[0]

    def _counts_things(self, tokens: Sequence[Token], sentence: int) -> bool:
        if self._counting is None or self._counting[0] != sentence:
            start, end = self.passage.sentences[sentence] if sentence >= 0 else (0, 0)
            low = bisect_right(tokens, start - 1, key=lambda token: token.start)
            inside = takewhile(lambda token: token.start < end, islice(tokens, low, None))
            found = any(token.text in self.lexicon.counted for token in inside)
            self._counting = sentence, found
        return self._counting[1]

    def _is_vague(self, tokens: Sequence[Token], item: Item) -> bool:
        """``bir necha million dollar``, ``tens of millions``."""
        vague = self.lexicon.number["vague"]
        first = tokens[item.first]
        if first.kind not in (Kind.SCALE, Kind.NUMBER):
            return False
        return any(token.text in vague for token in tokens[max(item.first - 2, 0) : item.first])

    def _under_head(
        self, tokens: Sequence[Token], items: Sequence[Item], units: Sequence[Unit]
    ) -> None:
        """Take bare figures behind a table's head as sums in its unit."""
        start, end = tokens[0].start, tokens[-1].end
        if self.head is not None and not self._is_row(start, end):
            self.head = None
        heads = [unit for unit in units if self._is_head(tokens, unit)]
        at = 0
        for item in items:
            while at < len(heads) and heads[at].first < item.first:
                self.head, at = heads[at], at + 1
            if self.head is not None and self._is_cell(tokens, item):
                factor = self.head.scale or 1
                item.value *= factor
                item.upper = item.upper * factor if item.upper is not None else None
                item.currency, item.scale, item.rule = self.head.currency, self.head.scale, "head"
        if heads:
            self.head = heads[-1]
        self.head_end = end

    def _is_row(self, start: int, end: int) -> bool:
        """Whether a stretch can be a table's row right below its head or another row."""
        text = self.passage.view.text
        gap = text.count("\n", self.head_end, start) if start - self.head_end < _ROW else _GAP + 1
        return 0 < gap <= _GAP and end - start <= _ROW and text[end - 1] not in ".!?"

    def _is_head(self, tokens: Sequence[Token], unit: Unit) -> bool:
        before = tokens[unit.first - 1].text if unit.first else ""
        after = tokens[unit.end].text if unit.end < len(tokens) else ""
        if fills_line(tokens, unit, self.lexicon):
            return True
        has_years = _is_year_row(tokens, unit.end)
        closes = has_years or after in ("", ")", ":", "]", ";", ",", "\t")
        if before in ("(", "[", ","):
            return closes and (unit.scale is not None or before != ",")
        if before in self.lexicon.amount["head"]:
            return closes
        return has_years and (before == "\t" or self._opens_line(tokens, unit.first))

    def _opens_line(self, tokens: Sequence[Token], at: int) -> bool:
        start = tokens[at].start
        return start == 0 or self.passage.view.text[start - 1] == "\n"

    def _is_cell(self, tokens: Sequence[Token], item: Item) -> bool:
        if item.currency is not None or not item.bare or item.scale is not None:
            return False
        if is_year(tokens, item) or _is_row_number(tokens, item):
            return False
        if item.end < len(tokens) and tokens[item.end].kind == Kind.FIGURE:
            return True
        return self._unsaid.is_free(tokens, item.end)

    def code(self, tokens: Sequence[Token], items: Sequence[Item], index: int) -> str | None:
        """The ISO 4217 code of a sum's currency.

        Args:
            tokens: The tokens of a stretch.
            items: Its sums.
            index: Which of them.

        Returns:
            The usual member of the family, unless the text names the country of another.
        """
        item = items[index]
        currencies = self.lexicon.currencies
        name = item.currency or ""
        if item.minor:
            members = currencies.minor[name]
            told = self.last[0] if self.last is not None else ""
            code = currencies.families.get(told, ("",))[0]
            usual = self.lexicon.amount.get("cents", {}).get(name, members[0])
            return code if code in members else str(usual)
        members = currencies.families[name]
        if len(members) == 1 or name not in currencies.shared:
            return members[0]
        around = Surroundings(self.passage, self.lexicon, tokens, self._named)
        return around.member(items, index, members)


def _is_year_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether only years follow, as in the head of a table."""
    rest = [token for token in tokens[at : at + _CELLS] if token.text != "\t"]
    return bool(rest) and all(
        token.kind == Kind.FIGURE and len(token.text) == 4 and token.text[:2] in ("19", "20")
        for token in rest
    )


def _is_row_number(tokens: Sequence[Token], item: Item) -> bool:
    """``1. Eksport``: a small number with a stop that opens a row."""
    is_followed = item.end < len(tokens) and tokens[item.end].text in ".)"
    is_small = len(tokens[item.first].text) <= 2
    return is_small and is_followed and item.first == 0

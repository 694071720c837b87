"""Whether a figure without a currency beside it may be a sum whose currency was said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cadocs.extract.amounts.links import is_year
from cadocs.extract.amounts.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Item, Token

__all__ = ["Unsaid"]

_MILLION = Decimal(1_000_000)
_HUNDRED = Decimal(100)
_BACK = 5
_FORTH = 2
_CLAUSE = ".!?;,"
_CLAUSE_ENDS = '.!?;,:)\u201d\u00bb"\u2014'
_UNITS = "%\u2030\u00b0-+/"
_FULL_STOPS = ".!?;"
_SHORTEST = 4
_INFLECTED = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What stands around figures in a text.

    Attributes:
        text: The text of the view.
        lexicon: The words of its language.
    """

    text: str
    lexicon: Lexicon

    def is_sum(self, tokens: Sequence[Token], item: Item, previous: Item | None) -> str:
        """Whether a figure may be a sum, and how near its currency must have been said.

        Args:
            tokens: The tokens of a stretch.
            item: A figure without a currency.
            previous: The sum before it in its sentence.

        Returns:
            "far" where the sentence before will do, "near" where only its own will, else "".
        """
        if item.scale is None:
            is_price = self._is_price(tokens, item, previous)
            return "near" if is_price or self._is_alike(tokens, item, previous) else ""
        if not item.value or self._is_letter(tokens, item) or self._is_lone_scale(tokens, item):
            return ""
        if self._is_counted(tokens, item):
            return ""
        is_fund = item.scale >= _MILLION and self._names_fund(tokens, item.end)
        if is_fund or self.is_free(tokens, item.end):
            return "far"
        return "near" if self._is_loose(tokens, item) else ""

    def _is_letter(self, tokens: Sequence[Token], item: Item) -> bool:
        """``5 m`` with a blank: metres rather than millions."""
        last = tokens[item.end - 1]
        is_short = last.kind == Kind.SCALE and len(last.text) == 1
        return is_short and tokens[item.end - 2].end != last.start

    def _is_lone_scale(self, tokens: Sequence[Token], item: Item) -> bool:
        return tokens[item.first].kind == Kind.SCALE and item.end - item.first == 1

    def _names_fund(self, tokens: Sequence[Token], at: int) -> bool:
        return at < len(tokens) and tokens[at].text in self.lexicon.funds

    def is_free(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether nothing that is counted follows."""
        if at >= len(tokens):
            return True
        token = tokens[at]
        if token.kind == Kind.MARK:
            return token.text not in _UNITS or token.start > tokens[at - 1].end
        if self._opens_sentence(tokens, at):
            return True
        return token.text in self.lexicon.free or token.kind == Kind.COUNTRY

    def _is_loose(self, tokens: Sequence[Token], item: Item) -> bool:
        """Whether a verb or adverb follows, or an ending says "worth": ``88 mln.lik tovar``."""
        worth = tuple(self.lexicon.amount.get("worth", ()))
        if worth and tokens[item.end - 1].ending.endswith(worth):
            return True
        if item.end >= len(tokens):
            return True
        return tokens[item.end].text in self.lexicon.loose or self._is_small(tokens, item.end)

    def _is_small(self, tokens: Sequence[Token], at: int) -> bool:
        """A word in small letters that is no adjective, where nouns have capitals."""
        token = tokens[at]
        if not self.lexicon.has_capital_nouns or token.kind != Kind.WORD:
            return False
        if token.end - token.start < _SHORTEST or not self.text[token.start].islower():
            return False
        if not token.text.endswith(_INFLECTED):
            return True
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return following is None or following.text in _FULL_STOPS

    def _opens_sentence(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the stop of an abbreviation is a sentence's end too: ``7 млрд. Население``."""
        is_stop = self.text[tokens[at - 1].end - 1] == "."
        return (
            is_stop and self.text[tokens[at].start].isupper() and not self.lexicon.has_capital_nouns
        )

    def _is_counted(self, tokens: Sequence[Token], item: Item) -> bool:
        for token in reversed(tokens[max(item.first - _BACK, 0) : item.first]):
            if token.text in _CLAUSE:
                break
            if token.text in self.lexicon.counted:
                return True
        if item.end < len(tokens) and self._opens_sentence(tokens, item.end):
            return False
        near = tokens[item.end : item.end + _FORTH]
        return any(token.text in self.lexicon.counted for token in near)

    def _is_price(self, tokens: Sequence[Token], item: Item, previous: Item | None) -> bool:
        """``costs 500``; ``for 900 pounds, the fence for twelve hundred``; ``500 turadi``."""
        if is_year(tokens, item) or not (item.bare or item.value >= _HUNDRED):
            return False
        before = tokens[item.first - 1].text if item.first else ""
        after = tokens[item.end].text if item.end < len(tokens) else "."
        if after in self.lexicon.price_after:
            return True
        if after not in _CLAUSE_ENDS:
            return False
        if before in self.lexicon.price:
            return True
        is_parallel = previous is not None and tokens[previous.first - 1].text == before
        return before in self.lexicon.price_parallel and is_parallel

    def _is_alike(self, tokens: Sequence[Token], item: Item, previous: Item | None) -> bool:
        """``18 640.00 EUR, rest 13 048.00``: two decimals like the sum before."""
        if previous is None or not item.bare or item.value < _HUNDRED or previous.scale is not None:
            return False
        after = tokens[item.end].text if item.end < len(tokens) else "."
        figures = [self._digits(tokens, previous), tokens[item.end - 1].text]
        return after in _CLAUSE_ENDS and all(text[-3:-2] in (".", ",") for text in figures)

    def _digits(self, tokens: Sequence[Token], item: Item) -> str:
        inside = tokens[item.first : item.end]
        return next((token.text for token in inside if token.kind == Kind.FIGURE), "")

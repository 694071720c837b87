"""Finding the sums of money of a passage.

A stretch of text is cut into tokens that know their part (`scan`), figures and currencies are
put together to items (`items`), neighbours share what is said once (`links`), what is left
unsaid is taken from around (`context`), and words beside a sum qualify it (`qualify`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cadocs.extract.amounts.context import Context
from cadocs.extract.amounts.items import read_items
from cadocs.extract.amounts.lexicon import load_lexicon
from cadocs.extract.amounts.links import link_items
from cadocs.extract.amounts.qualify import qualify
from cadocs.extract.amounts.scan import columns, scan, stretches
from cadocs.schema import Amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cadocs.extract.amounts.tokens import Item, Token
    from cadocs.schema import Trace
    from cadocs.text.passage import Passage
    from cadocs.text.view import View

__all__ = ["find_amounts"]

_STEP = "amounts"
_ONE = Decimal(1)
_CENT = Decimal("0.01")


def find_amounts(passage: Passage, trace: Trace) -> list[Amount]:
    """Find the sums of money of a passage.

    Args:
        passage: Folded text of one language, Uzbek in Latin script.
        trace: Takes the rule behind each sum, if explanations were asked for.

    Returns:
        The sums by place, without overlap, with offsets into the source.

    Raises:
        UnknownLanguageError: There is no table for the passage's tag.

    >>> from cadocs.schema import Trace
    >>> from cadocs.text import Passage, View
    >>> text = "Savdo 5,2 mlrd dollardan oshdi."
    >>> passage = Passage(View.whole(text), "uz-Latn", ((0, len(text)),))
    >>> [(a.text, a.currency, a.qualifier) for a in find_amounts(passage, Trace())]
    [('5,2 mlrd dollardan', 'USD', 'over')]
    """
    lexicon = load_lexicon(passage.tag)
    context = Context(passage, lexicon)
    amounts: list[Amount] = []
    text = columns(passage)
    for span in stretches(passage, lexicon):
        tokens = scan(text, span, lexicon)
        amounts.extend(_read(tokens, context, trace))
    return amounts


def _read(tokens: Sequence[Token], context: Context, trace: Trace) -> Iterator[Amount]:
    """The sums of one stretch."""
    items, units = read_items(tokens, context.lexicon)
    if not items and not units:
        return
    sums = context.fill(tokens, link_items(tokens, items, context.lexicon), units)
    for index, item in enumerate(sums):
        view = context.passage.view
        low, high = tokens[item.first].start, _end(tokens, item, view.text)
        start, end = view.source_span(low, high)
        end = _whole_word(view, high, end)
        trace.rule(_STEP, item.rule, (start, end))
        value, upper = _values(item)
        yield Amount(
            start=start,
            end=end,
            text=view.source[start:end],
            value=value,
            value_max=upper,
            currency=context.code(tokens, sums, index),
            qualifier=qualify(tokens, sums, index, context.lexicon),
        )


def _end(tokens: Sequence[Token], item: Item, text: str) -> int:
    """Where a sum ends; a full stop that ends the sentence stays outside if it may."""
    at = item.end - 1 - item.tail
    last = tokens[at]
    has_stop = last.meaning.stop == "?" and text[last.end - 1] == "."
    if not has_stop:
        return last.end
    is_final = at + 1 >= len(tokens) or text[tokens[at + 1].start].isupper()
    return last.end - 1 if is_final else last.end


def _whole_word(view: View, high: int, end: int) -> int:
    """Take in letters of the source that have none in the view, as a final "ь"."""
    if not view.text[high - 1].isalpha() or view.text[high : high + 1].isalnum():
        return end
    while end < len(view.source) and view.source[end].isalpha():
        end += 1
    return end


def _values(item: Item) -> tuple[Decimal, Decimal | None]:
    """Value and upper end in whole units."""
    factor = _CENT if item.minor else _ONE
    sign = -factor if item.negative else factor
    return item.value * sign, None if item.upper is None else item.upper * factor

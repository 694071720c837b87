"""Qualifiers: whether a sum is exact, about, over, under, at least or up to its figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from cadocs.extract.amounts.lexicon import Words, load_lexicon, phrases
from cadocs.extract.amounts.links import ending_of, has_change
from cadocs.extract.amounts.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Item, Token
    from cadocs.languages import Table
    from cadocs.schema import Qualifier

__all__ = ["qualify"]

_LINKS = ",\u2013\u2014"
_STOPS = ".!?;:()"
_FAR = 9
_LONGEST = 4
_SKIP = 3
_HEAD = 2
_NEAR = 3
_EXACT: Qualifier = "exact"
_LIMITS = ("over", "under", "up_to", "at_least")


@dataclass(frozen=True, slots=True)
class _After:
    """A phrase behind a sum: its words, what the sum must end in, what it means."""

    words: tuple[str, ...]
    ending: str
    means: str


class _Phrases:
    """Phrases with their meanings; a word ``rost*`` of one stands for all that begin so."""

    __slots__ = ("_exact", "_starred")

    def __init__(self, table: Table) -> None:
        """Sort the phrases of a table ``meaning = forms``."""
        self._exact: dict[tuple[str, ...], str] = {}
        self._starred: dict[tuple[int, str], list[tuple[tuple[str, ...], str]]] = {}
        for phrase, means in phrases(table).items():
            if any(word.endswith("*") for word in phrase):
                key = len(phrase), phrase[0][:_HEAD]
                self._starred.setdefault(key, []).append((phrase, means))
            else:
                self._exact[phrase] = means

    def get(self, words: tuple[str, ...]) -> str | None:
        """What a phrase means, or None."""
        known = self._exact.get(words)
        if known is not None:
            return known
        for phrase, means in self._starred.get((len(words), words[0][:_HEAD]), ()):
            if _starts_with(words, phrase):
                return means
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """The table ``[qualifier]`` ready for look-up."""

    before: _Phrases
    after: dict[str, list[_After]]
    far: tuple[tuple[str, Words], ...]
    between: frozenset[str]
    amid: frozenset[str]
    negation: frozenset[str]
    negation_behind: bool
    change: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    void: dict[str, Words]
    place: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=16)
def _load_rules(tag: str) -> _Rules:
    table = load_lexicon(tag).qualifier
    after = [
        _After(tuple(form.split()), row.get("ending", ""), means)
        for means, rows in table.get("after", {}).items()
        for row in rows
        for form in row["words"]
    ]
    after.sort(key=lambda rule: (-len(rule.words), -sum(map(len, rule.words)), rule.words))
    heads: dict[str, list[_After]] = {}
    for rule in after:
        heads.setdefault(rule.words[0][:_HEAD], []).append(rule)
    return _Rules(
        before=_Phrases(table["before"]),
        after=heads,
        far=tuple((means, Words(forms)) for means, forms in table.get("far", {}).items()),
        between=frozenset(table["between"]),
        amid=frozenset(table.get("amid", [])),
        negation=frozenset(table["negation"]),
        negation_behind=bool(table.get("negation_behind")),
        change=frozenset(table["change"]["words"]),
        endings=tuple(
            (ending, means) for means, forms in table.get("ending", {}).items() for ending in forms
        ),
        void={row["word"]: Words(row["after"]) for row in table["void"]},
        place=frozenset(table.get("place", [])),
        marks=frozenset(table.get("marks", [])),
    )


def qualify(
    tokens: Sequence[Token], items: Sequence[Item], index: int, lexicon: Lexicon
) -> Qualifier:
    """The qualifier of an item, from the words before and behind it.

    Args:
        tokens: The tokens of a stretch.
        items: Its items in order.
        index: Which of them.
        lexicon: The words of the language.

    Returns:
        ``exact`` where nothing is said, and for targets and results of a change.
    """
    rules = _load_rules(lexicon.tag)
    item = items[index]
    found = (
        _behind(tokens, item.end, lexicon, item.tail)
        or _inside(tokens, item, lexicon)
        or _before(tokens, item, rules, lexicon)
        or _by_ending(tokens, item, rules, lexicon)
        or _far(tokens, items, index, lexicon)
    )
    return cast("Qualifier", found or _EXACT)


def _inside(tokens: Sequence[Token], item: Item, lexicon: Lexicon) -> str:
    """``10 milliarddan ortiq dollar``: a qualifier between figure and currency."""
    for at in range(item.first + 1, item.end - 1):
        if tokens[at].text in lexicon.inner:
            found = _behind(tokens, at, lexicon)
            if found:
                return found
    return ""


def _behind(tokens: Sequence[Token], end: int, lexicon: Lexicon, tail: int = 0) -> str:
    """What a phrase behind a sum says of it; a limit may stand behind small words."""
    ending, at = ending_of(tokens, end, lexicon, tail)
    rules = _load_rules(lexicon.tag)
    for skipped in range(_SKIP + 1):
        following = [token.text for token in tokens[at : at + _LONGEST]]
        found = _phrase_behind(following, ending, rules)
        if found and (not skipped or found in _LIMITS):
            return found
        if not following or following[0] not in rules.amid:
            break
        at += 1
    return ""


def _phrase_behind(following: Sequence[str], ending: str, rules: _Rules) -> str:
    """What the longest phrase that begins here means: ``überschritten``, ``nie überschritten``."""
    if not following:
        return ""
    for rule in rules.after.get(following[0][:_HEAD], ()):
        if rule.ending and not ending.endswith(rule.ending):
            continue
        if _starts_with(following, rule.words):
            return rule.means
    if following[0] in rules.negation:
        found = _phrase_behind(following[1:], ending, rules)
        return _negated(found) if found in _LIMITS else ""
    return ""


def _starts_with(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    if len(words) < len(phrase):
        return False
    return all(
        word.startswith(form[:-1]) if form.endswith("*") else word == form
        for word, form in zip(words, phrase, strict=False)
    )


def _before(tokens: Sequence[Token], item: Item, rules: _Rules, lexicon: Lexicon) -> str:
    """The longest phrase that ends right before the item, small words aside."""
    end = item.first
    for skipped in range(_SKIP + 1):
        for length in range(min(_LONGEST, end), 0, -1):
            means = rules.before.get(tuple(token.text for token in tokens[end - length : end]))
            if means is not None:
                return _unless_void(tokens, item, (end - length, end, means), rules, lexicon)
        if end == 0 or skipped == _SKIP or not _is_small(tokens, end - 1, rules):
            return ""
        end -= 1
    return ""


def _is_small(tokens: Sequence[Token], at: int, rules: _Rules) -> bool:
    """Whether a token may stand between a qualifier and its sum: ``на``, the stop of ``ca.``."""
    text = tokens[at].text
    is_stop = text == "." and at > 0 and rules.before.get((tokens[at - 1].text,)) is not None
    return is_stop or text in rules.between


def _unless_void(
    tokens: Sequence[Token],
    item: Item,
    found: tuple[int, int, str],
    rules: _Rules,
    lexicon: Lexicon,
) -> str:
    """A limit after a word of change is a result; some words are no qualifier after a noun."""
    start, end, means = found
    phrase = " ".join(token.text for token in tokens[start:end])
    before = tokens[start - 1].text if start else ""
    if phrase in rules.void and before in rules.void[phrase]:
        return _EXACT
    if end < item.first and phrase in rules.place and not _is_mark(tokens, item.end, rules):
        return _EXACT
    if phrase in rules.change and (item.part or item.upper is not None):
        return _EXACT
    if before in rules.negation and means in ("over", "under"):
        return _negated(means)
    if phrase in rules.change and has_change(tokens, start, item.end, lexicon, forth=0):
        return _wider(tokens, start, rules)
    return means


def _is_mark(tokens: Sequence[Token], at: int, rules: _Rules) -> bool:
    """``under the $5 billion mark``, but not ``under the $5 billion programme``."""
    return any(token.text in rules.marks for token in tokens[at : at + 2])


def _wider(tokens: Sequence[Token], end: int, rules: _Rules) -> str:
    """``выросли почти до 5 млрд``: the result may have a qualifier of its own."""
    means = rules.before.get((tokens[end - 1].text,)) if end else None
    return means or _EXACT


def _by_ending(tokens: Sequence[Token], item: Item, rules: _Rules, lexicon: Lexicon) -> str:
    """``33 mln so'mgacha``: a limit, unless a change leads there."""
    if item.part or item.upper is not None:
        return ""
    ending, at = ending_of(tokens, item.end, lexicon, item.tail)
    for form, means in rules.endings:
        if ending.endswith(form):
            is_result = form in rules.change and _leads_to_change(tokens, at, lexicon)
            return _EXACT if is_result else means
    return ""


def _leads_to_change(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    for token in tokens[at : at + _NEAR]:
        if token.text in _STOPS:
            return False
        if token.text in lexicon.change:
            return True
    return False


def _far(tokens: Sequence[Token], items: Sequence[Item], index: int, lexicon: Lexicon) -> str:
    """A verb that reaches over its subject: ``nähert sich der Handel mit A 4 Mrd. USD``."""
    rules = _load_rules(lexicon.tag)
    first = items[index].first
    floor = max(first - _FAR, items[index - 1].end if index else 0)
    for at in range(first - 1, floor - 1, -1):
        text = tokens[at].text
        if text in _STOPS:
            return ""
        for means, words in rules.far:
            if text in words:
                is_negated = _is_negated(tokens, at, first, rules)
                return _negated(means) if is_negated else means
    if index and _goes_on(tokens[items[index - 1].end : first], lexicon):
        return _far(tokens, items, index - 1, lexicon)
    return ""


def _goes_on(between: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether only another partner is named: ``4 Mrd. USD, mit Kirgisistan 700 Mio. USD``."""
    names_partner = any(token.kind == Kind.COUNTRY for token in between)
    return (
        len(between) <= _LONGEST
        and names_partner
        and all(
            token.kind == Kind.COUNTRY or token.text in _LINKS or token.text in lexicon.free
            for token in between
        )
    )


def _is_negated(tokens: Sequence[Token], at: int, end: int, rules: _Rules) -> bool:
    """Whether a verb is denied right before it, in some languages also behind it."""
    near = [*tokens[max(at - 2, 0) : at], *(tokens[at + 1 : end] if rules.negation_behind else ())]
    return any(token.text in rules.negation for token in near)


def _negated(means: str) -> str:
    return {"over": "up_to", "under": "at_least"}.get(means, means)

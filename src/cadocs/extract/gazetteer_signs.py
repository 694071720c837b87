"""What stands around the words of a passage, as far as it tells names from other words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadocs.languages import load_language
from cadocs.languages.inflection import load_inflection, plain
from cadocs.languages.words import Words, lead_to_regions, load_words
from cadocs.text import Token, tokenise

if TYPE_CHECKING:
    from cadocs.extract.knowledge import Alias
    from cadocs.languages.inflection import Inflection
    from cadocs.text import Passage

__all__ = ["Signs", "read_signs"]

_SIGNS = frozenset("$€£¥₽₸")
_NONE = Words(frozenset(), ())


@dataclass(frozen=True, slots=True)
class Signs:
    """The tokens of a passage and the lists of words that its language has.

    Attributes:
        tag: The tag of the passage.
        text: The text of the passage's view.
        tokens: Its words and signs.
        opening: Indices of the tokens that open a sentence.
        inflection: How names inflect in its language.
        lists: The lists of words of the language's table of names.
        money: The words for currencies, where a country's name beside them is part of them.
        money_order: ``before`` or ``after``: where a country's name stands to its currency.
        capitals_tell: Whether a capital inside a sentence makes a common word a name.
        makes_places: Whether a word for a place makes a name of the unknown word before it.
    """

    tag: str
    text: str
    tokens: list[Token]
    opening: frozenset[int]
    inflection: Inflection
    lists: dict[str, Words]
    money: Words
    money_order: str
    capitals_tell: bool
    makes_places: bool

    def word(self, at: int) -> str:
        """The token at an index, or nothing outside the passage."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def has(self, name: str, at: int) -> bool:
        """Whether the word at an index is in a list."""
        return self.word(at) in self.lists[name]

    def is_capitalised(self, at: int) -> bool:
        """Whether the token at an index is a word that starts with a capital."""
        return self.word(at)[:1].isupper()

    def is_adjacent(self, at: int) -> bool:
        """Whether nothing but a blank stands between a token and the next one."""
        if not 0 <= at < len(self.tokens) - 1:
            return False
        return self.tokens[at + 1].start - self.tokens[at].end <= 1

    def glued_before(self, at: int) -> int | None:
        """The token that a hyphen binds to the front of this one."""
        if self.word(at - 1) != "-" or at < 2:
            return None
        joined = self.tokens[at - 2].end == self.tokens[at - 1].start
        return at - 2 if joined and self.tokens[at - 1].end == self.tokens[at].start else None

    def glued_after(self, at: int) -> int | None:
        """The token that a hyphen binds to the back of this one."""
        if self.word(at + 1) != "-" or at + 2 >= len(self.tokens):
            return None
        joined = self.tokens[at].end == self.tokens[at + 1].start
        return at + 2 if joined and self.tokens[at + 1].end == self.tokens[at + 2].start else None

    def is_ending(self, at: int, inflection: Inflection) -> bool:
        """Whether the token is an ending that somebody set off with a hyphen, as in NATO-ga."""
        return (
            not inflection.each and self.word(at).islower() and inflection.is_ending(self.word(at))
        )

    def end_of(self, at: int) -> int:
        """Where a name that ends with a token ends, an ending set off with a hyphen included."""
        after = self.glued_after(at)
        if after is not None and self.is_ending(after, self.inflection):
            return self.tokens[after].end
        return self.tokens[at].end

    def has_case_of(self, alias: Alias, at: int) -> bool:
        """Whether the word's capitals are those of the name's first word."""
        first = alias.form.split(" ", maxsplit=1)[0]
        word = self.word(at)
        if len(alias.keys) == 1 and alias.is_acronym:
            return word[: len(first)].isupper()
        return word[0].isupper() == first[0].isupper() or word.isupper()

    def may_be_name(self, alias: Alias, at: int) -> bool:
        """Whether the words around a name do not make it a common word or a currency."""
        last = at + len(alias.keys) - 1
        is_money = alias.entry.kind == "country" and self._is_money(at, last)
        if is_money or (last == at and self._is_derived(alias, at)):
            return False
        if not alias.is_common or alias.form[0].islower():
            return True
        if self._is_place(at, last):
            return True
        if alias.form in self.lists["rarely"]:
            return False
        capital = self.capitals_tell and at not in self.opening
        return capital and (alias.is_acronym or not self.word(at).isupper())

    def _is_place(self, first: int, last: int) -> bool:
        """Whether the words beside a name make a place of it."""
        if self.has("place_before", first - 1) or self.has("place_after", last + 1):
            return True
        behind = map(self.word, range(last + 1, len(self.tokens)))
        return lead_to_regions(behind, self.tag)

    def _is_derived(self, alias: Alias, at: int) -> bool:
        """Whether an ending makes a people of a place: ``Taschkenter``."""
        if alias.is_acronym or alias.entry.label == "ORG":
            return False
        word, name = plain(self.word(at).lower()), plain(alias.form.lower())
        return word != name and word.removeprefix(name) in self.lists["derived"].forms

    def _is_money(self, first: int, last: int) -> bool:
        if self.money_order == "before":
            return self.word(last + 1) in self.money or self.word(last + 1) in _SIGNS
        return self.money_order == "after" and self.word(first - 1) in self.money


def read_signs(passage: Passage) -> Signs:
    """Cut a passage into tokens and look up the lists of its language."""
    tag = passage.tag
    table = load_language(tag).table("names")
    tokens = tokenise(passage.view.text, load_language(tag).table("token")["clitics"])
    starts = [token.start for token in tokens]
    # A bracket or a quotation mark may open a sentence before its first word does.
    opening = {bisect_right(starts, start) - 1 for start, _ in passage.sentences}
    opening |= {at + 1 for at in opening if not tokens[at].text[0].isalnum()}
    lists = (
        "place_before",
        "place_after",
        "offices",
        "people",
        "region",
        "city",
        "place",
        "rarely",
    )
    order = table.get("money_order", "")
    return Signs(
        tag=tag,
        text=passage.view.text,
        tokens=tokens,
        opening=frozenset(opening),
        inflection=load_inflection(tag),
        lists={name: load_words(tag, "names", name) for name in (*lists, "place_first", "derived")},
        money=load_words(tag, "currency", "names") if order else _NONE,
        money_order=order,
        capitals_tell=table.get("capitals_tell", False),
        makes_places=table.get("place_makes_name", False),
    )

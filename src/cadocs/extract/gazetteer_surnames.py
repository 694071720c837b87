"""Surnames that stand alone, where the passage says whose they are.

A surname is taken behind initials that fit, behind an office, where the passage names the person
in full, and where one leader alone bears it. A given name beside it makes it another person's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.knowledge import LEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.extract.gazetteer_signs import Signs
    from cadocs.extract.knowledge import Alias, Lexicon

__all__ = ["find_surnames"]

_LONGEST_INITIAL = 2
_SHORTEST = 4
_MOST_INITIALS = 2


def find_surnames(
    signs: Signs, lexicon: Lexicon, full: set[str], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """Spans of tokens that are surnames of known persons, initials included.

    Args:
        signs: The passage.
        lexicon: The names of its language.
        full: Ids of the persons whom it names in full.
        taken: Indices of the tokens that are part of other names.
    """
    for at, token in enumerate(signs.tokens):
        if at in taken or len(token.text) < _SHORTEST or not token.text[0].isupper():
            continue
        aliases = _surnames(signs, at, lexicon)
        if not aliases:
            continue
        first = _first_initial(signs, at)
        if first < at and any(_has_initial(alias, signs.word(first)) for alias in aliases):
            yield first, at + 1
        elif first == at and _is_known(signs, at, aliases, full) and not _is_namesake(signs, at):
            yield at, at + 1


def _surnames(signs: Signs, at: int, lexicon: Lexicon) -> list[Alias]:
    keys = lexicon.inflection.keys(signs.word(at))
    found = [alias for key in keys for alias in lexicon.by_keys.get((key,), ())]
    return [alias for alias in found if alias.is_surname]


def _is_known(signs: Signs, at: int, aliases: list[Alias], full: set[str]) -> bool:
    bearers = {alias.entry.id for alias in aliases}
    if bearers & full or signs.has("offices", at - 1):
        return True
    leads = any(alias.entry.kind == LEADER for alias in aliases)
    return leads and not any(alias.is_common for alias in aliases) and len(bearers) == 1


def _is_namesake(signs: Signs, at: int) -> bool:
    """Whether the words beside a surname are the given name or the trade of another person."""
    if signs.has("people", at - 1):
        return True
    before, after = at - 1, at + 1
    given = (
        signs.is_adjacent(before)
        and _is_given_name(signs.word(before))
        and before not in signs.opening
        and not signs.has("offices", before)
    )
    return given or (signs.is_adjacent(at) and _is_given_name(signs.word(after)))


def _is_given_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _first_initial(signs: Signs, at: int) -> int:
    """The index of the first of the initials before a token, or that of the token."""
    for _ in range(_MOST_INITIALS):
        initial = signs.word(at - 2)
        if signs.word(at - 1) != "." or not _is_initial(initial) or not signs.is_adjacent(at - 1):
            break
        at -= 2
    return at


def _is_initial(word: str) -> bool:
    return 0 < len(word) <= _LONGEST_INITIAL and word[0].isupper() and word.isalpha()


def _has_initial(alias: Alias, initial: str) -> bool:
    """Whether a person's given name starts with an initial, in any language."""
    names = (name for names in alias.entry.names.values() for name in names)
    return any(name.lower().startswith(initial.lower()) for name in names)

"""Known names in a passage: the longest one at each place.

A name must start as its entry does, in capitals or not; it takes the endings of its language and
the word for a region or a city behind it, and is never a part of a hyphenated word that is no
name. Surnames alone are taken where the passage says whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.gazetteer_places import unknown_places, with_its_kind
from cadocs.extract.gazetteer_signs import Signs, read_signs
from cadocs.extract.gazetteer_surnames import find_surnames
from cadocs.extract.names import Name
from cadocs.languages import load_language, tags
from cadocs.schema import Mention

if TYPE_CHECKING:
    from cadocs.extract.knowledge import Alias, KnowledgeBase, Lexicon
    from cadocs.text import Passage

__all__ = ["CONTEXT", "find_names", "make_mention"]

CONTEXT = 60
"""Characters of the view that a mention carries from before and after it."""
_ORIGIN = "gazetteer"
_CONFIDENCE = 0.9
_GUESSED = 0.6
_MOST_WORDS = 14
"""More words than any known name has."""


def find_names(passage: Passage, knowledge: KnowledgeBase) -> list[Name]:
    """The known names in a passage, as spans of its view, sorted and without overlap."""
    if passage.tag not in tags():
        return []
    signs = read_signs(passage)
    lexicon = knowledge.lexicon(passage.tag)
    found = list(_known(signs, lexicon, _foreign_lexicons(passage.tag, knowledge)))
    taken = {at for first, last, _ in found for at in range(first, last)}
    spans = [(first, last, alias.entry.label, _CONFIDENCE) for first, last, alias in found]
    full = {alias.entry.id for _, _, alias in found if alias.entry.label == "PER"}
    surnames = list(find_surnames(signs, lexicon, full, taken))
    spans += [(first, last, "PER", _GUESSED) for first, last in surnames]
    taken.update(at for first, last in surnames for at in range(first, last))
    spans += [(first, last, "LOC", _GUESSED) for first, last in unknown_places(signs, taken)]
    tokens = signs.tokens
    names = [
        Name(tokens[first].start, signs.end_of(last - 1), label, confidence, _ORIGIN)
        for first, last, label, confidence in spans
    ]
    return sorted(names)


def make_mention(passage: Passage, name: Name) -> Mention:
    """The mention of a name, with source offsets and its context."""
    view = passage.view
    start, end = view.source_span(name.start, name.end)
    return Mention(
        start=start,
        end=end,
        text=view.source[start:end],
        form=view.text[name.start : name.end],
        label=name.label,
        tag=passage.tag,
        confidence=name.confidence,
        origin=name.origin,
        before=view.text[max(0, name.start - CONTEXT) : name.start],
        after=view.text[name.end : name.end + CONTEXT],
    )


def _foreign_lexicons(tag: str, knowledge: KnowledgeBase) -> list[Lexicon]:
    others = load_language(tag).table("names").get("also", ())
    return [knowledge.lexicon(other) for other in others]


def _known(signs: Signs, lexicon: Lexicon, others: list[Lexicon]) -> list[tuple[int, int, Alias]]:
    """Known names as ``(first token, one past the last, name)``."""
    found: list[tuple[int, int, Alias]] = []
    at = 0
    while at < len(signs.tokens):
        alias = _longest(signs, at, lexicon, others)
        size = len(alias.keys) if alias else 1
        if alias and _stands_alone(signs, at, at + size, lexicon, others):
            first, last = with_its_kind(signs, at, at + size, alias)
            if found and found[-1][1] > first:
                first = at
            found.append((first, last, alias))
            size = last - at
        at += size
    return found


def _longest(
    signs: Signs, at: int, lexicon: Lexicon, others: list[Lexicon] | None = None
) -> Alias | None:
    """The longest name that starts at a token, one of another language if there is no own."""
    word = signs.tokens[at].text
    if not word[0].isalnum():
        return None
    keys = lexicon.inflection.keys(word)
    best = _longest_of(signs, at, keys, lexicon)
    for other in () if best else others or ():
        alias = _longest_of(signs, at, keys, lexicon, other)
        if alias and alias.may_be_foreign:
            return alias
    return best


def _longest_of(
    signs: Signs, at: int, keys: list[str], lexicon: Lexicon, names: Lexicon | None = None
) -> Alias | None:
    """The longest name of a lexicon, inflected as the language of the text does it."""
    if names is None:
        by_first, first_keys = lexicon.by_first, keys
    else:
        by_first, first_keys = names.by_first, names.inflection.keys(signs.tokens[at].text)
        first_keys = [*first_keys, *_foreign_keys(keys)]
    best: Alias | None = None
    for key in first_keys:
        for alias in by_first.get(key, ()):
            if best is not None and len(alias.keys) <= len(best.keys):
                break
            if not alias.is_surname and _fits(alias, signs, at, lexicon, names or lexicon):
                best = alias
                break
    return best


def _foreign_keys(keys: list[str]) -> list[str]:
    """Keys of the text's language as a language without endings would have them."""
    return [
        form for key in keys for stem in (key.split("/")[0],) for form in (f"{stem}/", f"{stem}/!")
    ]


def _fits(alias: Alias, signs: Signs, at: int, lexicon: Lexicon, names: Lexicon) -> bool:
    last = at + len(alias.keys) - 1
    if last >= len(signs.tokens) or not signs.has_case_of(alias, at):
        return False
    for step, key in enumerate(alias.keys):
        word = signs.tokens[at + step].text
        if key == names.inflection.key(word):
            continue
        if not (lexicon.inflection.each or at + step == last):
            return False
        forms = lexicon.inflection.keys(word)
        if key not in forms and (names is lexicon or key not in _foreign_keys(forms)):
            return False
    return signs.may_be_name(alias, at)


def _stands_alone(
    signs: Signs, first: int, last: int, lexicon: Lexicon, others: list[Lexicon]
) -> bool:
    """Whether no hyphen binds the name to something that is no name."""
    before = signs.glued_before(first)
    if before is not None and not _ends_name(signs, before, lexicon, others):
        return False
    after = signs.glued_after(last - 1)
    if after is None or signs.is_ending(after, lexicon.inflection):
        return True
    return _longest(signs, after, lexicon, others) is not None


def _ends_name(signs: Signs, at: int, lexicon: Lexicon, others: list[Lexicon]) -> bool:
    """Whether a name ends at a token."""
    for first in range(at, max(at - _MOST_WORDS, -1), -1):
        alias = _longest(signs, first, lexicon, others)
        if alias and first + len(alias.keys) == at + 1:
            return True
        if signs.tokens[first].text[0] in ".,;:!?()":
            return False
    return False

"""What the words right beside a mention say: a street, a venue, a brand, a namesake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.extract.names import DATELINE
from cadocs.languages import load_language, tags
from cadocs.languages.words import lead_to_regions, load_words
from cadocs.text import tokenise

if TYPE_CHECKING:
    from cadocs.link.candidates import Candidate
    from cadocs.schema import Mention

__all__ = [
    "has_office",
    "has_trade",
    "is_namesake",
    "is_only_a_word",
    "is_twin",
    "names_something_else",
    "stands_abroad",
]

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|&")
_SENTENCE_END = ".!?…\n"
_QUOTES = "\"«“„'»” "
_OPENING, _CLOSING = ("«", "“", "„", '"'), ("»", "”", "“", '"')
_WORDS_TO_STATE = 3
"""How many words a state may stand from a place in it: ``Paris im US-Bundesstaat Texas``."""


def _next(mention: Mention) -> str:
    """The word behind a mention, if nothing but blanks and quotation marks stand between."""
    found = _WORD.match(mention.after.lstrip(_QUOTES))
    return found.group() if found else ""


def _previous(mention: Mention) -> str:
    """The word before a mention, if nothing but blanks and quotation marks stand between."""
    rest = mention.before.rstrip(_QUOTES)
    last = rest.rpartition(" ")[2]
    return last if last and last[-1] not in ",.;:!?()" else ""


def _opens(mention: Mention) -> bool:
    """Whether a mention opens a sentence."""
    return _is_opening(mention.before)


def _is_opening(before: str) -> bool:
    """Whether a sentence opens behind some text."""
    rest = before.rstrip(" \"«“„'(-–—")
    return not rest or rest[-1] in _SENTENCE_END


def names_something_else(mention: Mention) -> bool:
    """Whether quotation marks or the word beside make it a street, a venue, a team or a brand."""
    if mention.label == "ORG" or mention.tag not in tags():
        return False
    if mention.label == "LOC" and _is_quoted(mention):
        return True
    behind, before = _next(mention), _previous(mention)
    if behind in load_words(mention.tag, "names", "not_before"):
        return True
    if behind[:1].isupper() and behind in load_words(mention.tag, "names", "not_before_capital"):
        return True
    return before in load_words(mention.tag, "names", "not_after")


def _is_quoted(mention: Mention) -> bool:
    """Whether quotation marks enclose a mention and nothing else."""
    return mention.before.endswith(_OPENING) and mention.after.startswith(_CLOSING)


def has_office(mention: Mention) -> bool:
    """Whether an office or a title stands before a mention."""
    return _previous(mention) in load_words(mention.tag, "names", "offices")


def has_trade(mention: Mention) -> bool:
    """Whether what ordinary people are called stands before a mention."""
    return _previous(mention) in load_words(mention.tag, "names", "people")


def is_namesake(mention: Mention) -> bool:
    """Whether the words beside a surname are another person's given name or trade."""
    before, behind = _previous(mention), _next(mention)
    if has_trade(mention):
        return True
    if _is_given_name(behind) and mention.after[:1] == " ":
        return True
    ahead = mention.before.rstrip(_QUOTES).removesuffix(before)
    return _is_given_name(before) and not has_office(mention) and not _is_opening(ahead)


def _is_given_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and len(word) > 2


def is_only_a_word(mention: Mention, candidate: Candidate) -> bool:
    """Whether a name that is also a common word has no sign of being a name here."""
    if mention.tag not in tags() or " " in mention.form.strip():
        return False
    before, people = _previous(mention), load_words(mention.tag, "names", "people")
    if before in people and candidate.form in load_words(mention.tag, "names", "given"):
        return True
    if not candidate.is_common or _is_place(mention):
        return False
    if before in people or candidate.form in load_words(mention.tag, "names", "rarely"):
        return True
    tells = load_language(mention.tag).table("names").get("capitals_tell", False)
    return not tells or _opens(mention)


def _is_place(mention: Mention) -> bool:
    """Whether the words beside a mention make a place of it, or its standing in a dateline."""
    return (
        mention.origin == DATELINE
        or _next(mention) in load_words(mention.tag, "names", "place_after")
        or _previous(mention) in load_words(mention.tag, "names", "place_before")
        or lead_to_regions((token.text for token in tokenise(mention.after)), mention.tag)
    )


def is_twin(mention: Mention, candidate: Candidate) -> bool:
    """Whether the words around tell that a place is meant which shares its name with a larger."""
    words = load_words(mention.tag, "names", "twins", candidate.entry.id)
    near = _WORD.findall(f"{mention.before} {mention.after}")
    return any(word in words for word in near)


def stands_abroad(mention: Mention, candidate: Candidate) -> bool:
    """Whether the words beside a place put it into a state of a country that is not its own."""
    states = load_language(mention.tag).table("names").get("states", {})
    if not states:
        return False
    behind = _WORD.findall(mention.after)[:_WORDS_TO_STATE]
    near = [*_WORD.findall(mention.before)[-_WORDS_TO_STATE:], *behind]
    found = {
        country
        for country in states
        for words in (load_words(mention.tag, "names", "states", country),)
        if any(word[0].isupper() and word in words for word in near)
    }
    return bool(found) and candidate.entry.country not in found

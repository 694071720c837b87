"""Known names in a passage: the longest one at each place.

A name must start as its entry does, in capitals or not; it takes the endings of its language and
never a part of a hyphenated word that is no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cadocs.languages import load_language, tags
from cadocs.schema import Mention
from cadocs.text import tokenise

if TYPE_CHECKING:
    from cadocs.extract.knowledge import Alias, KnowledgeBase, Lexicon
    from cadocs.schema import Label
    from cadocs.text import Passage, Token

__all__ = ["CONTEXT", "Name", "find_names", "make_mention"]

CONTEXT = 60
"""Characters of the view that a mention carries from before and after it."""
_CONFIDENCE = 0.9
_SURNAME_CONFIDENCE = 0.6


class Name(NamedTuple):
    """A stretch of a passage's view that names something."""

    start: int
    end: int
    label: Label
    confidence: float
    origin: str


def find_names(passage: Passage, knowledge: KnowledgeBase) -> list[Name]:
    """The known names in a passage, as spans of its view, sorted and without overlap.

    Surnames alone are left to a recogniser, since too many are common words.
    """
    if passage.tag not in tags():
        return []
    text = passage.view.text
    language = load_language(passage.tag)
    lexicon = knowledge.lexicon(passage.tag)
    others = [knowledge.lexicon(tag) for tag in language.table("names")["also"]]
    tokens = tokenise(text, language.table("token")["clitics"])
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        alias = _longest(tokens, at, lexicon) or _foreign(tokens, at, others)
        size = len(alias.keys) if alias else 1
        if alias and not _is_part_of_a_word(text, tokens, at, size, lexicon):
            first, last = tokens[at], tokens[at + size - 1]
            found.append(Name(first.start, last.end, alias.entry.label, _CONFIDENCE, "gazetteer"))
        at += size
    return found


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


def _longest(tokens: list[Token], at: int, lexicon: Lexicon) -> Alias | None:
    word = tokens[at].text
    if not word[0].isalnum():
        return None
    best: Alias | None = None
    for key in lexicon.inflection.keys(word):
        for alias in lexicon.by_first.get(key, ()):
            if best is not None and len(alias.keys) <= len(best.keys):
                break
            if not alias.is_surname and _fits(alias, tokens, at, lexicon):
                best = alias
                break
    return best


def _foreign(tokens: list[Token], at: int, lexicons: list[Lexicon]) -> Alias | None:
    """An organisation's name in another language: an acronym or several words."""
    for lexicon in lexicons:
        alias = _longest(tokens, at, lexicon)
        if alias and alias.entry.label == "ORG" and (alias.is_acronym or len(alias.keys) > 1):
            return alias
    return None


def _fits(alias: Alias, tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    last = at + len(alias.keys) - 1
    if last >= len(tokens) or not _has_case(alias, tokens[at].text):
        return False
    for step, key in enumerate(alias.keys):
        word = tokens[at + step].text
        inflected = lexicon.inflection.each or at + step == last
        forms = lexicon.inflection.keys(word) if inflected else (lexicon.inflection.key(word),)
        if key not in forms:
            return False
    return True


def _has_case(alias: Alias, word: str) -> bool:
    """Whether the word's capitals are those of the name's first word."""
    first = alias.form.split(" ", maxsplit=1)[0]
    if len(alias.keys) == 1 and alias.is_acronym:
        return word[: len(first)].isupper()
    return word[0].isupper() == first[0].isupper() or word.isupper()


def _is_part_of_a_word(
    text: str, tokens: list[Token], at: int, size: int, lexicon: Lexicon
) -> bool:
    """Whether a hyphen binds the name to something that is no name."""
    before, after = tokens[at].start, tokens[at + size - 1].end
    if text[before - 1 : before] == "-" and at >= 2 and tokens[at - 1].start > 0:
        glued = text[before - 2 : before - 1].strip() != ""
        if glued and _longest(tokens, at - 2, lexicon) is None:
            return True
    if text[after : after + 1] == "-" and at + size + 1 < len(tokens):
        glued = text[after + 1 : after + 2].strip() != ""
        return glued and _longest(tokens, at + size + 1, lexicon) is None
    return False

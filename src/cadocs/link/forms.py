"""A mention cut into the words that name something and the word that says of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadocs.languages import load_language, tags
from cadocs.languages.words import lead_to_regions, load_words
from cadocs.text import tokenise

if TYPE_CHECKING:
    from cadocs.schema import Mention

__all__ = ["CITY", "PLACE", "REGION", "Form", "read_form", "table_tag"]

REGION, CITY, PLACE = "region", "city", "place"


@dataclass(frozen=True, slots=True)
class Form:
    """What a mention consists of.

    Attributes:
        whole: All its words and signs.
        words: Its words without signs and clitics at the end.
        core: Its words without the one for its kind.
        kind: ``region``, ``city``, ``place`` (a district, a river …) or nothing.
    """

    whole: tuple[str, ...]
    words: tuple[str, ...]
    core: tuple[str, ...]
    kind: str


def table_tag(tag: str) -> str:
    """The tag whose names text of a tag is compared with: that of its base, if it has one."""
    return (load_language(tag).base or tag) if tag in tags() else tag


def read_form(mention: Mention) -> Form:
    """Cut a mention's form into words."""
    clitics = load_language(mention.tag).table("token")["clitics"] if mention.tag in tags() else ()
    words = [token.text for token in tokenise(mention.form, clitics)]
    whole = tuple(words)
    while words and (words[-1] in clitics or not words[-1][0].isalnum()):
        words.pop()
    core, kind = _core(tuple(words), mention.tag)
    if not kind and mention.label == "LOC":
        kind = _kind_beside(mention)
    return Form(whole, tuple(words), core, kind)


def _core(words: tuple[str, ...], tag: str) -> tuple[tuple[str, ...], str]:
    if len(words) < 2:
        return words, ""
    for kind in (REGION, CITY, PLACE):
        listed = load_words(tag, "names", kind)
        if words[-1] in listed and not words[-1].isupper():
            return words[:-1], kind
        if words[0] in listed and words[0] in load_words(tag, "names", "place_first"):
            return words[1:], kind
    return words, ""


def _kind_beside(mention: Mention) -> str:
    """The kind that a word right beside a mention gives it, outside of its span."""
    after = mention.after[1:].split(" ", maxsplit=1)[0] if mention.after[:1] == " " else ""
    before = mention.before.rstrip().rpartition(" ")[2] if mention.before[-1:] == " " else ""
    after = after.rstrip(".,;:!?)")
    for kind in (REGION, CITY, PLACE):
        listed = load_words(mention.tag, "names", kind)
        if after in listed or (before in listed and _goes_before(before, mention.tag)):
            return kind
    words = (token.text for token in tokenise(mention.after))
    return REGION if lead_to_regions(words, mention.tag) else ""


def _goes_before(word: str, tag: str) -> bool:
    """Whether a word for a kind of place stands before names: all that is said of a city does."""
    return word in load_words(tag, "names", "place_first") or word in load_words(tag, "names", CITY)

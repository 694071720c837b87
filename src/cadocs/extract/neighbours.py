"""Names and what stands beside them: titles, events, owners and countries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cadocs.languages import load_language, tags
from cadocs.languages.words import load_words
from cadocs.text.characters import QUOTES

if TYPE_CHECKING:
    from cadocs.extract.knowledge import KnowledgeBase, Lexicon
    from cadocs.extract.names import Name
    from cadocs.text import Passage

__all__ = [
    "apart",
    "names_site",
    "opens_event",
    "with_countries",
    "without_owners",
    "without_titles",
]

_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_CAPITALS = re.compile(r"(?: [^\W\d_a-z][^\W\d_]*)+")
_YEAR = re.compile(r"(?<!\d)(?<!the )\d{4} \Z", re.IGNORECASE)
_YEAR_WIDTH = 10
_BEHIND_QUOTATION = re.compile(rf"[{QUOTES}] ([^\W\d_]+)")
_BEFORE_QUOTATION = re.compile(rf"([^\W\d_]+) [{QUOTES}]\Z")
_LONGEST_WORD = 40


def without_titles(known: list[Name], found: list[Name], passage: Passage) -> list[Name]:
    """The known names but those that a model left out and that open a title.

    The title of a work or a product goes on in capitals, "Los Angeles Times Book Prize", that of a
    vote follows a year without an article, "1923 United Kingdom general election", in languages
    that write them so.
    """
    if not _names_table(passage).get("titles_in_capitals", False):
        return known
    starts = {name.start for name in (*found, *known)}
    covered = {at for name in found for at in range(name.start, name.end)}
    return [
        name
        for name in known
        if not covered.isdisjoint(range(name.start, name.end))
        or not _opens_title(name, starts, passage)
    ]


def _opens_title(name: Name, starts: set[int], passage: Passage) -> bool:
    text, tag = passage.view.text, passage.tag
    behind = _NEXT_WORD.match(text, name.end)
    if behind is None or behind[1].isupper():  # headings in capitals
        return False
    if behind[1] in load_words(tag, "names", "votes"):
        return _YEAR.search(text, max(name.start - _YEAR_WIDTH, 0), name.start) is not None
    run = _CAPITALS.match(text, name.end)
    if run is None or behind.start(1) in starts:
        return False
    titles, offices = (load_words(tag, "names", key) for key in ("titles", "offices"))
    return not any(word in titles or word in offices for word in run[0].split())


def opens_event(name: Name, passage: Passage) -> bool:
    """Whether a place or person is the first word of an event, a treaty or a prize."""
    behind = _NEXT_WORD.match(passage.view.text, name.end)
    return (
        name.label != "ORG"
        and behind is not None
        and behind[1][0].isupper()
        and behind[1] in load_words(passage.tag, "names", "events")
    )


def names_site(start: int, end: int, passage: Passage) -> bool:
    """Whether the word beside a name in quotation marks says that it is a building or a ground.

    "«Silk Road» majmuasi", «стадион «Пахтакор»»: the word stands where the language puts it.
    """
    text, tag = passage.view.text, passage.tag
    behind = _BEHIND_QUOTATION.match(text, end)
    before = _BEFORE_QUOTATION.search(text, max(start - _LONGEST_WORD, 0), start)
    return any(
        word is not None and word[1] in load_words(tag, "names", key)
        for word, key in ((behind, "sites_behind"), (before, "sites_before"))
    )


def with_countries(names: list[Name], passage: Passage, knowledge: KnowledgeBase) -> list[Name]:
    """The names, with the country behind a model's organisation joined to it."""
    if not _names_table(passage).get("countries_behind", False):
        return names
    text, lexicon = passage.view.text, knowledge.lexicon(passage.tag)
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.label, name.label) == ("ORG", "LOC")
            and before.origin != name.origin
            and text[before.end : name.start] == " "
            and _is_owner(text[name.start : name.end], lexicon)
        ):
            joined[-1] = before._replace(end=name.end)
        else:
            joined.append(name)
    return joined


def _is_owner(form: str, lexicon: Lexicon) -> bool:
    """Whether a form is the name of a country in the genitive, or one that has no cases."""
    return any(
        alias.entry.kind == "country" and (alias.is_acronym or alias.form != form)
        for key in lexicon.inflection.keys(form)
        for alias in lexicon.by_keys.get((key,), ())
    )


def apart(found: list[Name], known: list[Name], passage: Passage) -> list[Name]:
    """A model's names, a person cut off from the known one that stands beside it.

    Lists without commas read as one long name: "Jeenbek Kulubayev Baxtiyor Saidov".
    """
    text = passage.view.text
    persons = [name for name in known if name.label == "PER"]
    ends = {name.start: name.end for name in persons}
    starts = {name.end: name.start for name in persons}
    parts: list[Name] = []
    for name in found:
        cuts = (ends.get(name.start, name.end), starts.get(name.end, name.start) - 1)
        cut = next((cut for cut in cuts if _is_between(cut, name, text)), None)
        if cut is None or name.label != "PER":
            parts.append(name)
        else:
            parts += [name._replace(end=cut), name._replace(start=cut + 1)]
    return parts


def _is_between(cut: int, name: Name, text: str) -> bool:
    """Whether a place in a name of four words is the blank in their middle."""
    halves = (text[name.start : cut], text[cut + 1 : name.end])
    inside = name.start < cut < name.end and text[cut] == " "
    return inside and all(half.count(" ") == 1 for half in halves)


def without_owners(found: list[Name], known: list[Name], passage: Passage) -> list[Name]:
    """A model's names, an organisation without a known place that owns it and without what it owns.

    "Shotlandiyaning Milliy partiyasi" is a party of Scotland, "Shotlandiya Milliy partiyasi" its
    name; "Xalqaro savdo tashkilotining qarori" is a decision of "Xalqaro savdo tashkiloti".
    """
    table = _names_table(passage)
    endings, heads = tuple(table.get("owners", ())), tuple(table.get("heads", ()))
    if not endings:
        return found
    text = passage.view.text
    ends = {name.start: name.end for name in known if name.label == "LOC"}
    cut = []
    for name in found:
        start, end = name.start, name.end
        if name.label == "ORG":
            place = ends.get(start, end)
            if place < end and text[place] == " " and text[start:place].endswith(endings):
                start = place + 1
            end = start + _owner_length(text[start:end], endings, heads)
        cut.append(name._replace(start=start, end=end))
    return cut


def _owner_length(form: str, endings: tuple[str, ...], heads: tuple[str, ...]) -> int:
    """The length of a form up to an institution that owns the small words behind it."""
    words = form.split(" ")
    are_heads = [word.lower().startswith(heads) for word in words]
    last = max((at for at, is_head in enumerate(are_heads) if is_head), default=-1)
    owns = 0 <= last < len(words) - 1 and words[last].endswith(endings)
    if owns and all(word.islower() for word in words[last + 1 :]):
        return len(" ".join(words[: last + 1]))
    return len(form)


def _names_table(passage: Passage) -> dict[str, Any]:
    return load_language(passage.tag).table("names") if passage.tag in tags() else {}

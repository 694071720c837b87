"""What the page and the tables say in the same words."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cadocs.schema import UNDETERMINED, plain_decimal

if TYPE_CHECKING:
    from cadocs.schema import Amount, DateMention, Document, Entity, Event

__all__ = [
    "EventWords",
    "Group",
    "group_entities",
    "shorten",
    "visible",
    "write_amount",
    "write_event",
    "write_languages",
    "write_name",
    "write_period",
    "write_published",
    "write_title",
]

_PUBLISHED_FROM = {
    "given": "as given",
    "metadata": "as the file's metadata say",
    "text": "as printed in the text",
}
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


class Group(NamedTuple):
    """Mentions of one entity: what they share, how often they occur and how they are written."""

    label: str
    id: str | None
    name: str
    mentions: int
    forms: tuple[str, ...]


class EventWords(NamedTuple):
    """An event with its places, participants and amounts written out."""

    date: str
    type: str
    trigger: str
    place: str
    participants: str
    amounts: str
    sentence: str


def visible(text: str) -> str:
    r"""The text with control characters, which a page or a terminal would obey, as signs.

    >>> visible("a\x1b[1m")
    'a␛[1m'
    """
    return text.translate(_CONTROLS)


def shorten(text: str, width: int) -> str:
    r"""The text on one line, cut with an ellipsis where it is longer than ``width``.

    >>> shorten("Toshkent  shahri\nhokimligi", 16)
    'Toshkent shahri…'
    """
    line = visible(" ".join(text.split()))
    return line if len(line) <= width else f"{line[: width - 1]}…"


def write_title(document: Document) -> str:
    """The title, else the caller's id, else where the document came from."""
    return document.title or document.id or document.source or "Document"


def write_languages(document: Document) -> str:
    """The languages with their shares of the letters, the largest first.

    >>> from cadocs.schema import Document
    >>> write_languages(Document(language="ru", text="Ташкент"))
    'ru'
    """
    letters: Counter[str] = Counter()
    for segment in document.segments:
        stretch = document.text[segment.start : segment.end]
        letters[segment.language] += sum(map(str.isalpha, stretch))
    total = letters.total()
    if not total:
        return document.language if document.language != UNDETERMINED else "no known language"
    return ", ".join(
        f"{tag} {_share(count / total)}" for tag, count in letters.most_common() if count
    )


def _share(part: float) -> str:
    return "under 1 %" if part < 0.01 else f"{part:.0%}".replace("%", " %")


def write_published(document: Document) -> str:
    """The day of publication and how it is known."""
    if document.published is None:
        return "day of publication unknown"
    reason = _PUBLISHED_FROM.get(document.published_from or "", "")
    return f"published {document.published.isoformat()}" + (f", {reason}" if reason else "")


def write_name(entity: Entity) -> str:
    """The canonical name, else the mention in Latin script."""
    return entity.name or entity.latin


def write_amount(amount: Amount) -> str:
    """Qualifier, figures in groups of three, and currency.

    >>> from cadocs.schema import Amount
    >>> write_amount(Amount(start=0, end=4, text="5 mn", value=5000000, qualifier="over"))
    'over 5\u202f000\u202f000'
    """
    qualifier = "" if amount.qualifier == "exact" else f"{amount.qualifier.replace('_', ' ')} "
    upper = "" if amount.value_max is None else f"–{_grouped(amount.value_max)}"
    currency = f" {amount.currency}" if amount.currency else ""
    return f"{qualifier}{_grouped(amount.value)}{upper}{currency}"


def _grouped(value: Decimal) -> str:
    return f"{Decimal(plain_decimal(value)):,f}".replace(",", "\u202f")


def write_period(date: DateMention) -> str:
    """First and last day of a date where they are known, else nothing."""
    days = [day.isoformat() for day in (date.first, date.last) if day is not None]
    return " to ".join(dict.fromkeys(days))


def write_event(event: Event, document: Document) -> EventWords:
    """An event in words."""
    place = "" if event.place is None else write_name(document.entities[event.place])
    names = dict.fromkeys(write_name(document.entities[at]) for at in event.participants)
    return EventWords(
        date=event.date,
        type=event.type,
        trigger=shorten(event.trigger.text, 40),
        place=shorten(place, 40),
        participants=shorten(", ".join(names), 160),
        amounts=", ".join(write_amount(document.amounts[at]) for at in event.amounts),
        sentence=shorten(document.text[event.sentence.start : event.sentence.end], 240),
    )


def group_entities(document: Document) -> list[Group]:
    """The entities, each with its mentions; the most frequent first."""
    groups: dict[tuple[str, str | None, str], list[str]] = {}
    for entity in document.entities:
        key = (entity.label, entity.id, entity.name or shorten(entity.latin, 60))
        groups.setdefault(key, []).append(shorten(entity.text, 60))
    found = [
        Group(label, id_, name, len(forms), tuple(dict.fromkeys(forms)))
        for (label, id_, name), forms in groups.items()
    ]
    return sorted(found, key=lambda group: -group.mentions)

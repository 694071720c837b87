"""Documents that are said to tell the same story: which records agree, which stand alone.

A record is what a finding says, without its words: a sum and its currency, a period of days, an
id, and of an event its type, days, place, participants and sums. Agreement is the multiset Jaccard
index of two documents' records of a kind, averaged over all pairs (None where none has any).
"""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, get_args

from cadocs.schema import Document, plain_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cadocs.schema import Amount, DateMention, Event

__all__ = ["Comparison", "Kind", "SharedRecord", "compare"]

Kind = Literal["amounts", "dates", "entities", "events"]


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """A record and how often each document has it.

    Attributes:
        kind: ``amounts``, ``dates``, ``entities`` or ``events``.
        record: What it says, in words that are the same for all languages.
        counts: How often each document has it, in the order of the documents.
    """

    kind: Kind
    record: str
    counts: tuple[int, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether all documents have it."""
        return all(self.counts)

    @property
    def is_alone(self) -> bool:
        """Whether only one document has it."""
        return sum(map(bool, self.counts)) == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The records of some documents side by side.

    Attributes:
        names: The documents' ids, or their languages and numbers where they have none.
        records: All records, by kind and then by what they say.
    """

    names: tuple[str, ...]
    records: tuple[SharedRecord, ...]

    def agreement(self, kind: Kind) -> float | None:
        """Mean Jaccard index, 0 to 1, over all pairs of documents; None without any record."""
        rows = [record.counts for record in self.records if record.kind == kind]
        shares = []
        for one, other in combinations(range(len(self.names)), 2):
            union = sum(max(counts[one], counts[other]) for counts in rows)
            if union:
                shares.append(sum(min(counts[one], counts[other]) for counts in rows) / union)
        return sum(shares) / len(shares) if shares else None

    def alone(self) -> list[SharedRecord]:
        """The records that only one document has."""
        return [record for record in self.records if record.is_alone]

    def __str__(self) -> str:
        """A plain table, one record a line."""
        wide = max((len(record.record) for record in self.records), default=0)
        lines = [f"{'':10}{'':{wide}}  {'  '.join(self.names)}"]
        for record in self.records:
            marks = "  ".join(
                f"{count or '-':>{len(name)}}"
                for name, count in zip(self.names, record.counts, strict=True)
            )
            lines.append(f"{record.kind:10}{record.record:{wide}}  {marks}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The table for notebooks; records that not all documents have are shaded."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.names)
        rows = []
        for record in self.records:
            style = "" if record.is_everywhere else ' style="background:#fff3d6"'
            cells = "".join(f"<td>{count or ''}</td>" for count in record.counts)
            words = f"<td>{record.kind}</td><td>{html.escape(record.record)}</td>"
            rows.append(f"<tr{style}>{words}{cells}</tr>")
        return f"<table><tr><th></th><th></th>{head}</tr>{''.join(rows)}</table>"


def compare(documents: Iterable[Document]) -> Comparison:
    """Lay the records of documents side by side.

    Args:
        documents: Two or more documents, as `cadocs.process` gives them.

    Raises:
        ValueError: There are fewer than two.
    """
    listed = list(documents)
    if len(listed) < len(("one", "other")):
        msg = f"compare needs at least two documents, not {len(listed)}."
        raise ValueError(msg)
    found: list[SharedRecord] = []
    for kind in get_args(Kind):
        counts = [Counter(_records(document, kind)) for document in listed]
        found += [
            SharedRecord(kind, record, tuple(one[record] for one in counts))
            for record in sorted({record for one in counts for record in one})
        ]
    return Comparison(_names(listed), tuple(found))


def _names(documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(
        document.id or f"{at} {document.language}" for at, document in enumerate(documents, 1)
    )


def _records(document: Document, kind: Kind) -> list[str]:
    if kind == "amounts":
        return [_sum(amount) for amount in document.amounts]
    if kind == "dates":
        return [_days(date) for date in document.dates]
    if kind == "entities":
        return [f"{entity.name} ({entity.id})" for entity in document.entities if entity.id]
    return [_skeleton(document, event) for event in document.events]


def _sum(amount: Amount) -> str:
    upper = f"..{plain_decimal(amount.value_max)}" if amount.value_max is not None else ""
    return f"{plain_decimal(amount.value)}{upper} {amount.currency or '?'}"


def _days(date: DateMention) -> str:
    if date.first is None or date.last is None:
        return date.edtf
    return str(date.first) if date.first == date.last else f"{date.first}/{date.last}"


def _skeleton(document: Document, event: Event) -> str:
    """Who stands in an event by id; names without one differ from language to language."""
    entities = document.entities
    who = sorted({entities[at].name or "" for at in event.participants if entities[at].id})
    place = entities[event.place].name if event.place is not None else None
    sums = sorted(_sum(document.amounts[at]) for at in event.amounts)
    parts = [
        event.type,
        event.date if event.date_mention is None else _days(document.dates[event.date_mention]),
        f"in {place}" if place else "",
        ", ".join(who),
        ", ".join(sums),
    ]
    return " · ".join(part for part in parts if part)

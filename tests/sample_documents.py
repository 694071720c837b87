"""Documents written by hand, for the tests of what shows them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cadocs.schema import (
    Amount,
    DateMention,
    Document,
    Entity,
    Event,
    Extent,
    Note,
    Segment,
    Span,
)

__all__ = ["a_document", "entity"]

TEXT = (
    "2025 yil 5-mart kuni Navoiy viloyati hokimligi 3,5 mln dollarlik shartnoma imzoladi.\n"
    "Соглашение <важное> & новое."
)


def span(surface: str) -> dict[str, int | str]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}


def entity(surface: str, label: str, id_: str | None, name: str | None) -> Entity:
    return Entity.model_validate(
        {
            **span(surface),
            "label": label,
            "id": id_,
            "name": name,
            "latin": surface,
            "confidence": 0.9,
            "origin": "model",
        }
    )


def a_document() -> Document:
    """An Uzbek sentence and a Russian one, with a place inside an organisation."""
    border = TEXT.index("\n")
    first, last = dt.date(2025, 3, 5), dt.date(2025, 3, 5)
    return Document(
        id="sample",
        source="news/sample.txt",
        title="Navoiy: <yangi> shartnoma",
        language="uz-Latn",
        published=dt.date(2025, 3, 6),
        published_from="metadata",
        text=TEXT,
        segments=(
            Segment(start=0, end=border, language="uz-Latn", confidence=0.99),
            Segment(start=border + 1, end=len(TEXT), language="ru", confidence=0.9),
        ),
        entities=(
            entity("Navoiy viloyati hokimligi", "ORG", None, None),
            entity("Navoiy viloyati", "LOC", "Q487634", "Navoiy Region"),
        ),
        amounts=(
            Amount.model_validate(
                {
                    **span("3,5 mln dollarlik"),
                    "value": Decimal("3.5E+6"),
                    "value_max": Decimal("4E+6"),
                    "currency": "USD",
                    "qualifier": "at_least",
                }
            ),
        ),
        dates=(
            DateMention.model_validate(
                {**span("2025 yil 5-mart"), "edtf": "2025-03-05", "first": first, "last": last}
            ),
        ),
        events=(
            Event(
                type="agreement",
                trigger=Span.model_validate(span("imzoladi")),
                sentence=Extent(start=0, end=border),
                date="2025-03-05",
                date_mention=0,
                place=1,
                participants=(0, 1),
                amounts=(0,),
            ),
        ),
        notes=(Note(step="amounts", code="rule", message="figure <x>", start=47, end=64),),
    )

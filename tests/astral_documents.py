"""Documents full of characters beyond U+FFFF, which browsers count twice, for the export tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cadocs.schema import Amount, DateMention, Document, Entity, Event, Extent, Segment, Span
from passages import marked

__all__ = ["FOUND", "NAMES", "an_astral_document"]

CASE = (
    "😀 Die [𝐓𝐮𝐫𝐨𝐧-Bank|ORG] [gewährte|EVENT] [Anna 🚀 Karimova|PER] 🎉 am [5. März 2025|DATE]"
    " rund [3,5 Mio. 💵 Dollar|AMOUNT]. Sie lebt in [Taschkent𝟚|LOC]! 👩\u200d🚀"
)
TEXT, _SPANS = marked(CASE)
FOUND = [
    ("𝐓𝐮𝐫𝐨𝐧-Bank", "ORG"),
    ("gewährte", "EVENT"),
    ("Anna 🚀 Karimova", "PER"),
    ("5. März 2025", "DATE"),
    ("3,5 Mio. 💵 Dollar", "AMOUNT"),
    ("Taschkent𝟚", "LOC"),
]
NAMES = [(text, label) for text, label in FOUND if label in {"PER", "ORG", "LOC"}]
_IDS = {"ORG": None, "PER": "local:anna", "LOC": "Q269"}


def an_astral_document() -> Document:
    """A German text with emoji and mathematical letters before and inside what is found."""
    spans = {label: {"start": s, "end": e, "text": TEXT[s:e]} for s, e, label in _SPANS}
    day = dt.date(2025, 3, 5)
    return Document(
        id="astral",
        language="de",
        text=TEXT,
        segments=(Segment(start=0, end=len(TEXT), language="de", confidence=0.9),),
        entities=tuple(
            Entity.model_validate(
                {
                    **spans[label],
                    "label": label,
                    "id": _IDS[label],
                    "name": "Tashkent" if label == "LOC" else None,
                    "latin": spans[label]["text"],
                    "confidence": 0.75,
                    "origin": "model",
                }
            )
            for label in ("ORG", "PER", "LOC")
        ),
        amounts=(
            Amount.model_validate(
                {
                    **spans["AMOUNT"],
                    "value": Decimal(3500000),
                    "currency": "USD",
                    "qualifier": "about",
                }
            ),
        ),
        dates=(
            DateMention.model_validate(
                {**spans["DATE"], "edtf": "2025-03-05", "first": day, "last": day}
            ),
        ),
        events=(
            Event(
                type="investment",
                trigger=Span.model_validate(spans["EVENT"]),
                sentence=Extent(start=0, end=TEXT.index(" Sie")),
                date="2025-03-05",
                date_mention=0,
                place=2,
                participants=(0, 1, 2),
                amounts=(0,),
            ),
        ),
    )

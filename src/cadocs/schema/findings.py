"""Entities, amounts and dates: what is found in a text, each with its span."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations at run time)
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from cadocs.schema.base import Span
from cadocs.schema.language import Confidence  # noqa: TC001

__all__ = ["Amount", "DateMention", "Entity", "Label", "Money", "Qualifier", "plain_decimal"]

Label = Literal["PER", "ORG", "LOC"]
Qualifier = Literal["exact", "about", "over", "under", "at_least", "up_to"]


def plain_decimal(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros.

    >>> plain_decimal(Decimal("3.20E+9"))
    '3200000000'
    """
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


Money = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    AfterValidator(lambda value: Decimal(plain_decimal(value))),
    PlainSerializer(plain_decimal, return_type=str, when_used="json"),
]
"""A sum in whole units of its currency; a plain string in JSON."""


class Entity(Span):
    """One mention of a person, an organisation or a place."""

    label: Label
    id: str | None = None
    """Wikidata QID, ``geonames:N``, ``local:…``, or null where nothing certain is known."""
    name: str | None = None
    """Canonical English name of the linked entity."""
    latin: str
    """The mention in Latin script."""
    confidence: Confidence
    origin: str
    """What found it: ``model``, ``gazetteer``, or the name of a back end."""


class Amount(Span):
    """A sum of money, in whole units of its currency."""

    value: Money
    value_max: Money | None = None
    """Upper end of a range; null for a single figure."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO 4217 code; null where the text does not tell."""
    qualifier: Qualifier = "exact"


class DateMention(Span):
    """A written date or period."""

    edtf: str
    """Extended Date/Time Format: ``2025-11-15``, ``2025-33``, ``2017/2024``, ``XXXX-10-22``."""
    first: dt.date | None = None
    """First day of the period; null where the year is unknown."""
    last: dt.date | None = None
    """Last day of the period; null where the year is unknown."""

"""Documents as entities of FollowTheMoney, the data model of investigators' tools.

The entities are plain dicts in the JSON form ``{"id", "schema", "properties"}``; the package
followthemoney is not needed. What becomes what:

* the document: ``PlainText`` (without its text);
* a person ``Person``, an organisation ``Organization``, a place ``Address``: one for each id, else
  for each spelling in Latin letters inside its document;
* each mention: ``Mention``, which leads to the document and, but for places, to the entity;
* each event: ``Event`` with its day or days, place and the persons and organisations involved;
* each sum of an agreement or investment: ``Payment``. Who pays whom cadocs does not tell, so that
  ``payer`` and ``beneficiary`` stay empty.

An entity whose id is a QID has that id, as in OpenSanctions; every other id is a digest of what
the entity is, so that the same document gives the same ids wherever and whenever it is read.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from cadocs.languages import load_language
from cadocs.schema import Label, plain_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cadocs.schema import Amount, Document, Entity, Event

__all__ = ["to_followthemoney"]

_Record: TypeAlias = dict[str, Any]
_SCHEMATA: dict[Label, str] = {"PER": "Person", "ORG": "Organization", "LOC": "Address"}
_LEGAL = frozenset(["Person", "Organization"])
_PAYING = frozenset(["agreement", "investment"])
_QID = re.compile(r"Q[1-9]\d*")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_NAME = 120
"""Length of the caption of an event."""


def to_followthemoney(document: Document) -> list[_Record]:
    """The entities of a document, itself first; every id occurs once.

    Ids rest on the document's id, else its source, else its text; two documents with the same
    are taken for one.
    """
    made = _Maker(document)
    found: dict[str, _Record] = {}
    for record in made.records():
        known = found.setdefault(record["id"], record)
        if known is not record:
            _merge(known["properties"], record["properties"])
    return list(found.values())


def _merge(known: dict[str, list[str]], more: Mapping[str, list[str]]) -> None:
    for name, values in more.items():
        listed = known.setdefault(name, [])
        listed += [value for value in values if value not in listed]


def _digest(*parts: object) -> str:
    joined = "\x1f".join(map(str, parts))
    return f"cadocs-{hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()}"


def _record(id_: str, schema: str, properties: Mapping[str, object]) -> _Record:
    """An entity; a property lists different strings, and one without values is left out."""
    values = {
        name: list(dict.fromkeys(str(one) for one in _listed(value) if one))
        for name, value in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {n: v for n, v in values.items() if v}}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


class _Maker:
    """Makes the records of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.key = document.id or document.source or document.text
        self.id = _digest("document", self.key)
        self.schemata: dict[str, str] = {}
        """Of each entity as its first mention has it; a name may be read in two ways."""
        for entity in document.entities:
            self.schemata.setdefault(self.entity_id(entity), _SCHEMATA[entity.label])

    def schema(self, entity: Entity) -> str:
        return self.schemata[self.entity_id(entity)]

    def records(self) -> Iterator[_Record]:
        yield self.itself()
        for entity in self.document.entities:
            yield self.entity(entity)
            yield self.mention(entity)
        for at, event in enumerate(self.document.events):
            yield self.event(event, at)
            if event.type in _PAYING:
                yield from (self.payment(event, at, number) for number in event.amounts)

    def itself(self) -> _Record:
        source = self.document.source or ""
        is_url = _URL.fullmatch(source) is not None
        properties = {
            "title": self.document.title,
            "fileName": None if is_url else PurePath(source).name,
            "sourceUrl": source if is_url else None,
            "language": load_language(self.document.language).tables.get("iso639_3"),
            "publishedAt": self.document.published,
        }
        return _record(self.id, "PlainText", properties)

    def entity(self, entity: Entity) -> _Record:
        schema = self.schema(entity)
        name = entity.name or entity.latin
        properties: dict[str, object] = {
            "name": name,
            "alias": [form for form in (entity.latin, entity.text) if form != name],
            "wikidataId": entity.id if entity.id and _QID.fullmatch(entity.id) else None,
            "proof": self.id,
        }
        if schema not in _LEGAL:
            properties["full"] = name
        return _record(self.entity_id(entity), schema, properties)

    def entity_id(self, entity: Entity) -> str:
        if entity.id is None:
            return _digest("entity", self.key, entity.label, entity.latin.casefold())
        return entity.id if _QID.fullmatch(entity.id) else _digest("entity", entity.id)

    def address_id(self, entity: Entity) -> str | None:
        return None if self.schema(entity) in _LEGAL else self.entity_id(entity)

    def mention(self, entity: Entity) -> _Record:
        schema = self.schema(entity)
        properties = {
            "document": self.id,
            "name": entity.text,
            "detectedSchema": schema,
            "resolved": self.entity_id(entity) if schema in _LEGAL else None,
        }
        id_ = _digest("mention", self.key, entity.start, entity.end, entity.label)
        return _record(id_, "Mention", properties)

    def event(self, event: Event, at: int) -> _Record:
        entities = self.document.entities
        place = None if event.place is None else entities[event.place]
        named = [entities[one] for one in event.participants]
        parties = [one for one in named if self.schema(one) in _LEGAL]
        places = [one for one in named if self.schema(one) not in _LEGAL]
        sentence = self.sentence(event)
        properties = {
            "name": _shortened(f"{event.type}: {sentence}"),
            "summary": sentence,
            "keywords": event.type,
            **self.days(event),
            "location": place and (place.name or place.latin),
            "addressEntity": None if place is None else self.address_id(place),
            "involved": [self.entity_id(one) for one in parties],
            "locationMentioned": [one.name or one.latin for one in places],
            "proof": self.id,
        }
        return _record(_digest("event", self.key, at, event.trigger.start), "Event", properties)

    def payment(self, event: Event, at: int, number: int) -> _Record:
        amount = self.document.amounts[number]
        properties = {
            "amount": plain_decimal(amount.value),
            "currency": amount.currency,
            "description": _qualified(amount),
            "purpose": self.sentence(event),
            **self.days(event),
            "proof": self.id,
        }
        return _record(_digest("payment", self.key, at, amount.start), "Payment", properties)

    def sentence(self, event: Event) -> str:
        text = self.document.text[event.sentence.start : event.sentence.end]
        return " ".join(text.split())

    def days(self, event: Event) -> dict[str, object]:
        """A plain day, month or year as it is; of a longer period the first and the last day."""
        if _DAY.fullmatch(event.date):
            return {"date": event.date}
        first, _, last = event.date.partition("/")
        if _DAY.fullmatch(first) and _DAY.fullmatch(last):
            return {"startDate": first, "endDate": last}
        if event.date_mention is None:
            return {}
        date = self.document.dates[event.date_mention]
        return {"startDate": date.first, "endDate": date.last} if date.edtf == event.date else {}


def _shortened(text: str) -> str:
    return text if len(text) <= _NAME else f"{text[: _NAME - 1].rstrip()}…"


def _qualified(amount: Amount) -> str:
    upper = "" if amount.value_max is None else f", up to {plain_decimal(amount.value_max)}"
    return f"{amount.text} ({amount.qualifier}{upper})"

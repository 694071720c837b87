"""What comes out of cadocs: frozen records with offsets into the untouched source text."""

from cadocs.schema.base import Extent, Record, Span, repair_surrogates
from cadocs.schema.config import Config
from cadocs.schema.document import SCHEMA_VERSION, Document
from cadocs.schema.event import Event, EventType
from cadocs.schema.findings import Amount, DateMention, Entity, Label, Qualifier, plain_decimal
from cadocs.schema.language import UNDETERMINED, Detection, Language, Segment
from cadocs.schema.limits import Limits
from cadocs.schema.mention import Mention
from cadocs.schema.note import Note, Trace
from cadocs.schema.source import Page, Source
from cadocs.schema.spelling import Protected, Spelling

__all__ = [
    "SCHEMA_VERSION",
    "UNDETERMINED",
    "Amount",
    "Config",
    "DateMention",
    "Detection",
    "Document",
    "Entity",
    "Event",
    "EventType",
    "Extent",
    "Label",
    "Language",
    "Limits",
    "Mention",
    "Note",
    "Page",
    "Protected",
    "Qualifier",
    "Record",
    "Segment",
    "Source",
    "Span",
    "Spelling",
    "Trace",
    "plain_decimal",
    "repair_surrogates",
]

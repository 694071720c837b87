"""A name found in a view, before it is linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadocs.schema.findings import Label

__all__ = ["Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names a person, an organisation or a place.

    Attributes:
        start: First code point in the source text.
        end: One past the last code point in the source text.
        text: The surface in the source text.
        form: The same stretch in the view that was searched (folded; Latin script for Uzbek).
        label: PER, ORG or LOC.
        tag: BCP 47 tag of the segment it stands in.
        confidence: 0 to 1, comparable inside one origin.
        origin: What found it: ``model``, ``gazetteer`` or a back end's name.
        before: A few words of the view before the mention, for context.
        after: A few words of the view after it.
    """

    start: int
    end: int
    text: str
    form: str
    label: Label
    tag: str
    confidence: float
    origin: str
    before: str = ""
    after: str = ""

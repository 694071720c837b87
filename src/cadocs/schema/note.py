"""Notes: what a step skipped, repaired or explains, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadocs.schema.base import Offset, Record, Text

__all__ = ["Note", "Trace"]


class Note(Record):
    """One remark of a step about the document or about a stretch of it."""

    step: str
    """Name of the step: ``read``, ``normalise``, ``detect``, ``amounts`` …"""
    code: str
    """Stable short name of the remark, as in ``lone-surrogate`` or ``rule``."""
    message: Text
    start: Offset | None = None
    end: Offset | None = None


@dataclass(slots=True)
class Trace:
    """Collects the notes of one run through the pipeline.

    Attributes:
        explain: Whether findings also say which rule or alias made them.
        notes: What was collected, in order of arrival.
    """

    explain: bool = False
    notes: list[Note] = field(default_factory=list)

    def note(self, step: str, code: str, message: str, span: tuple[int, int] | None = None) -> None:
        """Keep a remark; ``span`` is in source offsets."""
        start, end = span if span is not None else (None, None)
        self.notes.append(Note(step=step, code=code, message=message, start=start, end=end))

    def rule(self, step: str, rule: str, span: tuple[int, int]) -> None:
        """Keep the rule that made a finding, if explanations were asked for."""
        if self.explain:
            self.note(step, "rule", rule, span)

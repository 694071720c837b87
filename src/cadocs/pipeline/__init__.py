"""Steps 1 to 7 in order: a text goes in, a Document comes out."""

from cadocs.pipeline.batch import pipe
from cadocs.pipeline.core import Pipeline, load_pipeline
from cadocs.pipeline.verbs import (
    detect_language,
    find_amounts,
    find_dates,
    find_entities,
    find_events,
    find_segments,
    process,
    transliterate,
    transliterate_view,
)

__all__ = [
    "Pipeline",
    "detect_language",
    "find_amounts",
    "find_dates",
    "find_entities",
    "find_events",
    "find_segments",
    "load_pipeline",
    "pipe",
    "process",
    "transliterate",
    "transliterate_view",
]

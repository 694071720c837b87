"""Reads documents about Central Asia: languages, names, sums of money, dates and events.

>>> import cadocs
>>> document = cadocs.process("Тошкентда 2025 йилда 4 миллиард долларлик шартнома имзоланди.")
>>> document.language, str(document.amounts[0].value), document.entities[0].id
('uz-Cyrl', '4000000000', 'Q269')

Names are loaded when they are first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from cadocs.display import register_display

if TYPE_CHECKING:
    from cadocs.compare import Comparison, compare
    from cadocs.errors import (
        BackendMissingError,
        BadNumberError,
        BadTableError,
        CadocsError,
        ConfigError,
        LimitError,
        ModelMissingError,
        ReadError,
        UnknownLanguageError,
        WorkerError,
    )
    from cadocs.export import (
        export_csv,
        export_documents,
        export_jsonl,
        export_parquet,
        extract_jsonl,
        read_jsonl,
        read_parquet,
        to_conll,
        to_doccano,
        to_followthemoney,
        to_frames,
        to_iob2,
        to_label_studio,
        to_prodigy,
    )
    from cadocs.integrations.columns import ColumnExtractor
    from cadocs.integrations.spacy import to_spacy
    from cadocs.pipeline import (
        Pipeline,
        detect_language,
        find_amounts,
        find_dates,
        find_entities,
        find_events,
        find_segments,
        pipe,
        process,
        transliterate,
        transliterate_view,
    )
    from cadocs.read import read, read_folder, read_rows
    from cadocs.render import render_html
    from cadocs.schema import (
        Amount,
        Config,
        DateMention,
        Detection,
        Document,
        Entity,
        Event,
        Limits,
        Note,
        Page,
        Segment,
        Source,
    )
    from cadocs.text import View

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "BackendMissingError",
    "BadNumberError",
    "BadTableError",
    "CadocsError",
    "ColumnExtractor",
    "Comparison",
    "Config",
    "ConfigError",
    "DateMention",
    "Detection",
    "Document",
    "Entity",
    "Event",
    "LimitError",
    "Limits",
    "ModelMissingError",
    "Note",
    "Page",
    "Pipeline",
    "ReadError",
    "Segment",
    "Source",
    "Spelling",
    "UnknownLanguageError",
    "View",
    "WorkerError",
    "__version__",
    "compare",
    "detect_language",
    "export_csv",
    "export_documents",
    "export_jsonl",
    "export_parquet",
    "extract_jsonl",
    "find_amounts",
    "find_dates",
    "find_entities",
    "find_events",
    "find_segments",
    "pipe",
    "process",
    "read",
    "read_folder",
    "read_jsonl",
    "read_parquet",
    "read_rows",
    "render_html",
    "to_conll",
    "to_doccano",
    "to_followthemoney",
    "to_frames",
    "to_iob2",
    "to_label_studio",
    "to_prodigy",
    "to_spacy",
    "transliterate",
    "transliterate_view",
]

_HOMES = {
    "cadocs.errors": (
        "BackendMissingError",
        "BadNumberError",
        "BadTableError",
        "CadocsError",
        "ConfigError",
        "LimitError",
        "ModelMissingError",
        "ReadError",
        "UnknownLanguageError",
        "WorkerError",
    ),
    "cadocs.compare": ("Comparison", "compare"),
    "cadocs.export": (
        "export_csv",
        "export_documents",
        "export_jsonl",
        "export_parquet",
        "extract_jsonl",
        "read_jsonl",
        "read_parquet",
        "to_conll",
        "to_doccano",
        "to_followthemoney",
        "to_frames",
        "to_iob2",
        "to_label_studio",
        "to_prodigy",
    ),
    "cadocs.integrations.columns": ("ColumnExtractor",),
    "cadocs.integrations.spacy": ("to_spacy",),
    "cadocs.pipeline": (
        "Pipeline",
        "detect_language",
        "find_amounts",
        "find_dates",
        "find_entities",
        "find_events",
        "find_segments",
        "pipe",
        "process",
        "transliterate",
        "transliterate_view",
    ),
    "cadocs.read": ("read", "read_folder", "read_rows"),
    "cadocs.render": ("render_html",),
    "cadocs.schema": (
        "Amount",
        "Config",
        "DateMention",
        "Detection",
        "Document",
        "Entity",
        "Event",
        "Limits",
        "Note",
        "Page",
        "Segment",
        "Source",
        "Spelling",
    ),
    "cadocs.text": ("View",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it."""
    home = _HOME_OF.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)


def _frames(document: Any, **options: Any) -> Any:
    return import_module("cadocs.export").to_frames(document, **options)


def _html(document: Any) -> Any:
    return import_module("cadocs.render").render_html(document, page=False)


def _spacy(document: Any, **options: Any) -> Any:
    return import_module("cadocs.integrations.spacy").to_spacy(document, **options)


register_display("frames", _frames)
register_display("spacy", _spacy)
register_display("html", _html)


class _Package(ModuleType):
    """Keeps ``cadocs.read`` and ``cadocs.transliterate`` the verbs that they are.

    The folders of these steps bear the names of their verbs, and importing a submodule sets it
    on its package.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

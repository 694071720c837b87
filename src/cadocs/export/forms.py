"""One door to all files: Documents in the form that a name says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from cadocs.errors import ConfigError
from cadocs.export.annotation import to_doccano, to_label_studio, to_prodigy
from cadocs.export.conll import to_conll, to_iob2
from cadocs.export.csv_files import export_csv
from cadocs.export.files import write_lines
from cadocs.export.followthemoney import to_followthemoney
from cadocs.export.json_lines import export_jsonl
from cadocs.export.parquet import export_parquet

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from cadocs.schema import Document

__all__ = ["Form", "export_documents"]

Form: TypeAlias = Literal[
    "jsonl",
    "parquet",
    "csv",
    "label-studio",
    "doccano",
    "prodigy",
    "conll",
    "iob2",
    "followthemoney",
]


def export_documents(
    documents: Iterable[Document], path: str | os.PathLike[str], *, form: Form = "jsonl"
) -> int:
    """Write Documents to a file in one of many forms.

    Args:
        documents: Any number of Documents, written as they come.
        path: The file, for ``csv`` the folder; what it held is lost.
        form: ``jsonl``, ``parquet`` and ``csv`` (see `export_jsonl`, `export_parquet`,
            `export_csv`); ``label-studio`` (a JSON array), ``doccano`` and ``prodigy`` (JSON
            Lines); ``conll`` and ``iob2`` (tokens); ``followthemoney`` (JSON Lines of entities).

    Returns:
        How many Documents were written.

    Raises:
        BackendMissingError: A package that the form needs is not installed.
        ConfigError: There is no such form, or the file cannot be written.
    """
    if form in _WRITERS:
        return _WRITERS[form](documents, path)
    if form not in _PIECES:
        msg = f"There is no form {form!r}. Known: {', '.join(get_args(Form))}."
        raise ConfigError(msg)
    counted = _Counted(documents)
    write_lines(path, _PIECES[form](counted))
    return counted.count


class _Counted:
    """Documents that are counted as they pass."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.count = 0
        self._documents = documents

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            yield document
            self.count += 1


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _lines(
    make: Callable[[Document], dict[str, Any]],
) -> Callable[[Iterable[Document]], Iterator[str]]:
    return lambda documents: (f"{_json(make(document))}\n" for document in documents)


def _array(documents: Iterable[Document]) -> Iterator[str]:
    before = "[\n"
    for document in documents:
        yield f"{before}{_json(to_label_studio(document))}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _entities(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield "".join(f"{_json(entity)}\n" for entity in to_followthemoney(document))


_Writer: TypeAlias = "Callable[[Iterable[Document], str | os.PathLike[str]], int]"
_WRITERS: dict[str, _Writer] = {
    "jsonl": export_jsonl,
    "parquet": export_parquet,
    "csv": export_csv,
}
_PIECES: dict[str, Callable[[Iterable[Document]], Iterator[str]]] = {
    "label-studio": _array,
    "doccano": _lines(to_doccano),
    "prodigy": _lines(to_prodigy),
    "conll": lambda documents: map(to_conll, documents),
    "iob2": lambda documents: map(to_iob2, documents),
    "followthemoney": _entities,
}

"""The shell command ``cadocs``: records, languages and transliteration from files and pipes.

On a terminal it shows tables; into a file or a pipe it writes JSON Lines. What goes wrong is
told on standard error. Exit status: 0 all is well, 1 a document failed, 2 a wrong call, 130
stopped by an interrupt.

The pipeline is imported by the commands that need it, so that help and the schema come at once.
"""

from __future__ import annotations

import datetime as dt
import json
import shlex
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cadocs.errors import CadocsError, ConfigError
from cadocs.export import open_run, to_json_line
from cadocs.read import read, read_folder, read_rows
from cadocs.read.kinds import ROWS
from cadocs.schema import Config, Source, Spelling
from cadocs.schema.json_schema import document_schema_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Detection, Document, Segment

__all__ = ["app"]

_STDIN = "-"
_FEW = 3
_FAILED, _WRONG_CALL, _INTERRUPTED = 1, 2, 130
_HELP = "Read documents about Central Asia: languages, names, amounts, dates and events."


class _Command(TyperGroup):
    """Tells the errors of the package in one line."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CadocsError as error:
            typer.echo(f"cadocs: {error}", err=True)
            raise typer.Exit(_WRONG_CALL) from error
        except KeyboardInterrupt:
            # From here on a second Ctrl-C would only make a traceback of this.
            raise typer.Exit(_INTERRUPTED) from None


app = typer.Typer(
    cls=_Command,
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_File = Annotated[str, typer.Argument(help="A file; - for standard input.")]
_Table = Annotated[
    bool | None,
    typer.Option(
        "--table/--no-table",
        help="Tables or JSON; otherwise tables on a terminal.",
        show_default=False,
    ),
]


def _show_version(wanted: bool) -> None:  # noqa: FBT001  (typer calls it so)
    if not wanted:
        return
    try:
        typer.echo(f"cadocs {version('cadocs')}")
    except PackageNotFoundError:
        typer.echo("cadocs, run from a checkout")
    raise typer.Exit


@app.callback(help=_HELP)
def _main(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Version.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(  # noqa: PLR0913  (the options of a command)
    paths: Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.")],
    *,
    output: Annotated[Path | None, typer.Option(help="File for the JSON Lines.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication: 2025-11-15.")] = None,
    workers: Annotated[int, typer.Option(help="Processes that read side by side.")] = 1,
    entities: Annotated[
        str, typer.Option(help="What finds names: cadocs, gazetteer, spacy, stanza, a model.")
    ] = "cadocs",
    text_column: Annotated[
        str, typer.Option(help="Column of the text in CSV, TSV, JSON Lines and Parquet files.")
    ] = "text",
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the output where it was stopped.")
    ] = False,
    table: _Table = None,
) -> None:
    """Find names, amounts, dates and events in files and folders."""
    from cadocs.pipeline import load_pipeline, pipe  # noqa: PLC0415  (see above)

    items = _gather(paths)
    singly = _one_by_one(items, text_column)
    day = _parse_day(published)
    config = Config(entities=entities)
    load_pipeline(config).recogniser  # noqa: B018  (a wrong name is told before work begins)
    as_tables = _is_for_people(table)
    progress = len(items) > _FEW and not as_tables
    report = _Report(as_tables=as_tables, as_lines=output is None and not as_tables)
    if output is None:
        if resume:
            msg = "--resume goes on with a file; name it with --output."
            raise ConfigError(msg)
        found = pipe(singly, config=config, workers=workers, progress=progress, published=day)
        deque(report.pass_on(found), maxlen=0)
    else:
        made_of = None if singly is items else [(item, text_column) for item in items]
        with (
            _resumable(),
            open_run(
                singly,
                output,
                config=config,
                published=day,
                made_of=made_of,
                resume=resume,
            ) as run,
        ):
            report.failed = run.failed
            run.write(report.pass_on(run.pipe(workers=workers, progress=progress)))
    raise typer.Exit(_FAILED if report.failed else 0)


@app.command()
def detect(path: _File = _STDIN, *, table: _Table = None) -> None:
    """Tell the language of a text and where it changes."""
    from cadocs.pipeline import detect_language, find_segments  # noqa: PLC0415  (see above)

    text = _read_one(path).text
    detection, segments = detect_language(text), find_segments(text)
    if _is_for_people(table):
        _print_languages(detection, segments, text)
        return
    record = {**detection.model_dump(), "segments": [part.model_dump() for part in segments]}
    _emit(f"{json.dumps(record, ensure_ascii=False)}\n")


@app.command()
def transliterate(
    path: _File = _STDIN,
    *,
    to: Annotated[str, typer.Option(help="Script to write: Latn or Cyrl.")] = "Latn",
    language: Annotated[
        str | None, typer.Option(help="Language of the whole text; otherwise it is detected.")
    ] = None,
    ascii_marks: Annotated[
        bool, typer.Option("--ascii", help="Write o' g' and tutuq belgisi with plain apostrophes.")
    ] = False,
    hyphens: Annotated[
        bool, typer.Option("--date-hyphens", help="Write 2025-yil 15-noyabr.")
    ] = False,
) -> None:
    """Write Uzbek text in the other script."""
    from cadocs.pipeline import transliterate as rewrite  # noqa: PLC0415  (see above)

    spelling = Spelling(apostrophes="ascii" if ascii_marks else "official", date_hyphens=hyphens)
    _emit(rewrite(_read_one(path).text, to=to, language=language, spelling=spelling))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    _emit(document_schema_text())


@dataclass
class _Report:
    """Tells of each document as it passes: on standard output what was found, else what failed."""

    as_tables: bool
    as_lines: bool
    failed: int = 0

    def pass_on(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            self._tell_failure(document)
            if self.as_tables:
                _print_document(document)
            elif self.as_lines:
                _emit(to_json_line(document))
            yield document

    def _tell_failure(self, document: Document) -> None:
        for note in document.notes:
            if note.code == "error":
                self.failed += 1
                typer.echo(f"cadocs: {document.source or 'text'}: {note.message}", err=True)


def _gather(paths: list[str]) -> list[Source | Path]:
    """The files that the arguments stand for; a path that leads nowhere is a wrong call."""
    items: list[Source | Path] = []
    for path in paths:
        if path == _STDIN:
            items.append(_read_stdin())
        elif Path(path).is_dir():
            items += read_folder(path)
        elif Path(path).exists():
            items.append(Path(path))
        else:
            items.append(read(path))  # which says what is wrong with it
    return items


def _one_by_one(items: list[Source | Path], column: str) -> Iterable[Source | Path]:
    """The items with the rows of a table in its place, read when their turn comes."""
    if not any(map(_has_rows, items)):
        return items
    return chain.from_iterable(
        [read_rows(i, text=column) if isinstance(i, Path) and _has_rows(i) else [i] for i in items]
    )


def _has_rows(item: Source | Path) -> bool:
    return isinstance(item, Path) and item.suffix.lower() in ROWS


def _read_one(path: str) -> Source:
    return _read_stdin() if path == _STDIN else read(path)


def _read_stdin() -> Source:
    return read(sys.stdin.buffer.read())


def _parse_day(written: str | None) -> dt.date | None:
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        msg = f"--published takes a day such as 2025-11-15, not {written!r}."
        raise ConfigError(msg) from error


@contextmanager
def _resumable() -> Iterator[None]:
    """Say how to go on where the work is stopped by an interrupt."""
    try:
        yield
    except KeyboardInterrupt:
        arguments = [argument for argument in sys.argv[1:] if argument != "--resume"]
        command = shlex.join(["cadocs", *arguments, "--resume"])
        typer.echo(f"cadocs: stopped; go on with: {command}", err=True)
        raise


def _is_for_people(table: bool | None) -> bool:  # noqa: FBT001  (a tri-state option)
    return sys.stdout.isatty() if table is None else table


def _emit(text: str) -> None:
    """Write UTF-8, whatever the terminal's locale says."""
    typer.echo(text.encode("utf-8"), nl=False)


def _print_document(document: Document) -> None:
    from rich.console import Console  # noqa: PLC0415  (only where tables are shown)

    from cadocs.render.table import render_table  # noqa: PLC0415

    Console().print(render_table(document))


def _print_languages(detection: Detection, segments: list[Segment], text: str) -> None:
    from rich.console import Console  # noqa: PLC0415  (only where tables are shown)

    from cadocs.render.table import render_languages  # noqa: PLC0415

    Console().print(render_languages(detection, segments, text))


if __name__ == "__main__":
    app()

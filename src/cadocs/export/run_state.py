"""What a run is made with, so that it is not resumed with something else."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadocs.backends.files import model_folders
from cadocs.errors import ConfigError
from cadocs.schema import SCHEMA_VERSION, Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cadocs.schema import Config

__all__ = ["RunState"]

_TRAINED = {".gz", ".npz"}


@dataclass(frozen=True, slots=True)
class RunState:
    """The identity of a run; two runs with the same state write the same file.

    Attributes:
        cadocs: Version of the package.
        schema: Version of the records.
        config: The options by name.
        published: The day that was given for all items, or None.
        models: Digest of the names and sizes of the trained files and of their index.
        knowledge: Digest of the user's own entities, or None.
        count: Number of items.
        items: Digest of the items in their order: of texts and Sources their content, of paths
            their names and the size and time of change of the files.
    """

    cadocs: str
    schema: str
    config: dict[str, Any]
    published: str | None
    models: str
    knowledge: str | None
    count: int
    items: str

    @classmethod
    def of(
        cls, items: Sequence[object], config: Config, *, published: dt.date | None = None
    ) -> RunState:
        """The state of a run that begins now."""
        return cls(
            cadocs=_package_version(),
            schema=SCHEMA_VERSION,
            config=config.model_dump(mode="json", exclude={"knowledge"}),
            published=published.isoformat() if published is not None else None,
            models=_digest(_trained_files(config.models)),
            knowledge=_knowledge(config),
            count=len(items),
            items=_digest(map(_identity, items)),
        )

    def save(self, output: Path) -> None:
        """Write the state beside the output of the run, whole or not at all.

        Raises:
            ConfigError: It cannot be written.
        """
        path = _place(output)
        new = path.with_name(f"{path.name}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                json.dump(asdict(self), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except OSError as error:
            msg = f"Cannot write {str(path)!r}, which resuming needs: {error.strerror or error}."
            raise ConfigError(msg) from error

    def check(self, output: Path) -> None:
        """Refuse an output that was begun with something else.

        Raises:
            ConfigError: It was, or nobody can tell; the message says what differs.
        """
        begun = _load(_place(output))
        if begun is None:
            reason = f"there is no {_place(output).name!r} beside it that says how it was begun"
        else:
            reason = "; ".join(self._differences(begun))
        if reason:
            msg = (
                f"Cannot resume {str(output)!r}: {reason}. Resume with what it was begun with, "
                "or begin anew without resuming."
            )
            raise ConfigError(msg)

    def _differences(self, begun: dict[str, Any]) -> Iterable[str]:
        """What is not as it was, in the words of the user."""
        for name in ("cadocs", "schema"):
            if begun.get(name) != getattr(self, name):
                yield f"{name} was {begun.get(name)} and is {getattr(self, name)}"
        options = begun.get("config", {})
        for name in sorted({*options, *self.config}):
            if options.get(name) != self.config.get(name):
                yield f"option {name} was {options.get(name)!r} and is {self.config.get(name)!r}"
        if begun.get("published") != self.published:
            yield f"the day of publication was {begun.get('published')} and is {self.published}"
        if begun.get("models") != self.models:
            yield "the trained files have changed"
        if begun.get("knowledge") != self.knowledge:
            yield "the own entities (knowledge) have changed"
        if begun.get("count") != self.count:
            yield f"there were {begun.get('count')} items and are {self.count}"
        elif begun.get("items") != self.items:
            yield "the items, or the files that they are, have changed"


def _place(output: Path) -> Path:
    return output.with_name(f"{output.name}.state")


def _load(path: Path) -> dict[str, Any] | None:
    try:
        state = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return state if isinstance(state, dict) else None


def _package_version() -> str:
    try:
        return version("cadocs")
    except PackageNotFoundError:
        return "a checkout"


def _digest(parts: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(json.dumps(part, sort_keys=True, default=str).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _identity(item: object) -> list[object]:
    if isinstance(item, tuple):
        return [_identity(part) for part in item]
    if isinstance(item, Path):
        return [str(item), *_size_and_time(item)]
    if isinstance(item, Source):
        return ["source", _digest([item.model_dump(mode="json")])]
    if isinstance(item, str):
        return ["text", _digest([item])]
    return [type(item).__qualname__]


def _size_and_time(path: Path) -> list[object]:
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL character in the path
        return []
    return [found.st_size, found.st_mtime_ns]


def _trained_files(models: Path | None) -> Iterable[list[object]]:
    for folder in model_folders(models):
        for path in sorted(folder.glob("*/*")):
            if path.suffix in _TRAINED:
                yield [path.relative_to(folder).as_posix(), path.stat().st_size]
        index = folder / "index.toml"
        if index.is_file():
            yield [index.read_text(encoding="utf-8")]


def _knowledge(config: Config) -> str | None:
    if config.knowledge is None:
        return None
    if not isinstance(config.knowledge, Path):
        return _digest(config.knowledge)
    try:
        return hashlib.sha256(config.knowledge.read_bytes()).hexdigest()
    except OSError:
        return None  # the pipeline tells it

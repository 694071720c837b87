"""The one set of options of a pipeline."""

from __future__ import annotations

import difflib
from pathlib import Path  # noqa: TC003  (pydantic reads the annotations at run time)
from typing import Any

from pydantic import Field, ValidationError

from cadocs.errors import ConfigError
from cadocs.schema.base import Record
from cadocs.schema.limits import Limits

__all__ = ["Config"]


class Config(Record):
    """Options of a `Pipeline`; frozen, so that one pipeline always does the same.

    Raises:
        ConfigError: An option does not exist or has an impossible value.

    >>> Config(link=False).link
    False
    """

    detector: str = "cadocs"
    """Back end that names languages: ``cadocs`` or ``langdetect`` (with profiles of ours)."""
    entities: str = "cadocs"
    """What finds names besides the gazetteer: ``cadocs`` (the shipped models), ``gazetteer``
    (nothing else), ``spacy`` or ``stanza`` (official pipelines), or a pipeline's own name."""
    link: bool = True
    """Whether entities get ids."""
    knowledge: Path | tuple[dict[str, Any], ...] | None = None
    """Own entities that win over ours: a file with a JSON object a line, or such objects."""
    explain: bool = False
    """Whether notes say which rule or alias made each amount, date and link."""
    models: Path | None = None
    """Folder of trained files; otherwise ``CADOCS_MODELS``, the package, the checkout."""
    limits: Limits = Limits()
    """How much one document may cost."""
    max_events_per_sentence: int = Field(default=8, ge=1)

    def __init__(self, **options: Any) -> None:
        """Check the options and say what is allowed where one is not."""
        unknown = sorted(set(options) - set(type(self).model_fields))
        if unknown:
            raise ConfigError(_unknown_option(unknown[0], list(type(self).model_fields)))
        try:
            super().__init__(**options)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            msg = f"Config({name}={first['input']!r}): {first['msg']}."
            raise ConfigError(msg) from error


def _unknown_option(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"Config has no option {name!r}.{hint} Known: {', '.join(known)}."

"""How a record is shown, told by the layers above to the records below.

The schema is the ground of the package and knows neither data frames nor pages; yet people ask a
Document for both. The package root tells here, by name, what makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cadocs.errors import BackendMissingError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["register_display", "show"]

_MAKERS: dict[str, Callable[..., Any]] = {}


def register_display(name: str, make: Callable[..., Any]) -> None:
    """Say what makes the display of that name; the last word counts."""
    _MAKERS[name] = make


def show(name: str, record: object, **options: Any) -> Any:
    """The display of a record; options go to what makes it.

    Raises:
        BackendMissingError: Nothing makes displays of that name.
    """
    if name not in _MAKERS:
        known = ", ".join(sorted(_MAKERS)) or "none"
        msg = f"Nothing shows records as {name!r}. Known: {known}. Use: import cadocs"
        raise BackendMissingError(msg)
    return _MAKERS[name](record, **options)

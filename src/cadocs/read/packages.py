"""Packages of the extras, loaded when a file needs them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cadocs.errors import BackendMissingError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["load_package"]

_DISTRIBUTIONS = {"docx": "python-docx"}


def load_package(module: str, purpose: str, extra: str = "readers") -> ModuleType:
    """Import a module of an extra.

    Args:
        module: Its name, with dots.
        purpose: What needs it, as the subject of a sentence.
        extra: The extra of cadocs that brings it.

    Raises:
        BackendMissingError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        msg = (
            f"{purpose} needs the package {_DISTRIBUTIONS.get(package, package)!r}. "
            f"Install it with: pip install 'cadocs[{extra}]'"
        )
        raise BackendMissingError(msg) from error

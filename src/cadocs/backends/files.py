"""Where trained files are found."""

from __future__ import annotations

import os
from pathlib import Path

from cadocs.errors import ModelMissingError

__all__ = ["find_model", "model_folders"]

_PACKAGE = Path(__file__).resolve().parent.parent


def model_folders(folder: Path | None = None) -> list[Path]:
    """The folders that hold trained files, in the order in which they are looked through.

    Args:
        folder: The caller's choice; it alone is used if given.

    Returns:
        The folder of the argument, else that of ``CADOCS_MODELS``, else the one inside the
        installed package and the one of a checkout (two levels above the package).
    """
    if folder is not None:
        return [folder]
    named = os.environ.get("CADOCS_MODELS")
    if named:
        return [Path(named)]
    return [_PACKAGE / "models", _PACKAGE.parent.parent / "models"]


def find_model(name: str, folder: Path | None = None) -> Path:
    """The path of a trained file or folder.

    Args:
        name: Path inside the models folder, as in ``names/uz-Latn``.
        folder: See `model_folders`.

    Raises:
        ModelMissingError: It is in none of the folders.
    """
    folders = model_folders(folder)
    for candidate in folders:
        path = candidate / name
        if path.exists():
            return path
    places = ", ".join(str(place) for place in folders)
    msg = (
        f"No model {name!r} in {places}. Give the folder as Config(models=...) or CADOCS_MODELS, "
        "or train it with the recipe in models/README.md."
    )
    raise ModelMissingError(msg)

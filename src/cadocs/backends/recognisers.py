"""Recognisers by name."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cadocs.backends.files import model_folders
from cadocs.backends.own import OwnRecogniser
from cadocs.backends.spacy import PipelineRecogniser
from cadocs.backends.stanza import StanzaRecogniser
from cadocs.errors import BackendMissingError
from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from pathlib import Path

    from cadocs.backends.protocol import Recogniser

__all__ = ["load_recogniser"]

_KNOWN = ("cadocs", "gazetteer", "spacy", "stanza")


@cache
def load_recogniser(name: str = "cadocs", models: Path | None = None) -> Recogniser | None:
    """The recogniser of a name; asked for again, it is the same one.

    Args:
        name: ``cadocs`` (the shipped models), ``gazetteer`` (none besides the gazetteer),
            ``spacy`` (the official package of each language), ``stanza``, or the name of an
            installed spaCy pipeline.
        models: Folder of the shipped models; see `cadocs.backends.find_model`. A folder ``stanza``
            in it is taken for Stanza's resources.

    Returns:
        The recogniser, or None where the gazetteer is to work alone.

    Raises:
        BackendMissingError: There is none of that name, or its package is not installed.
    """
    if name == "gazetteer":
        return None
    if name == "cadocs":
        return OwnRecogniser(models)
    if name == "stanza":
        places = (folder / name for folder in model_folders(models))
        return StanzaRecogniser(next((place for place in places if place.is_dir()), None))
    if name == "spacy":
        return PipelineRecogniser(name, _official_packages())
    if find_spec(name.replace("-", "_")) is not None and name.isidentifier():
        return PipelineRecogniser(name, {name[:2]: name})
    msg = (
        f"No back end {name!r} and no installed spaCy pipeline of that name. "
        f"Known: {', '.join(_KNOWN)}."
    )
    raise BackendMissingError(msg)


def _official_packages() -> dict[str, str]:
    packages = {tag: load_language(tag).tables.get("backend", {}).get("spacy") for tag in tags()}
    return {tag: package for tag, package in packages.items() if package}

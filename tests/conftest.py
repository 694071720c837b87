"""Settings that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("cadocs", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("cadocs")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The development data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("CADOCS_DATA", ROOT.parent / "shared"))
    if not folder.is_absolute():
        folder = ROOT / folder
    if not folder.is_dir():
        pytest.skip(f"no development data at {folder}; set CADOCS_DATA")
    return folder

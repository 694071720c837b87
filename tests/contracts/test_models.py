from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from cadocs.backends import find_model, model_folders
from cadocs.errors import ModelMissingError


def test_a_folder_that_is_given_is_the_only_one(tmp_path: Path) -> None:
    assert model_folders(tmp_path) == [tmp_path]


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CADOCS_MODELS", str(tmp_path))
    (tmp_path / "thing").write_text("x")
    assert find_model("thing") == tmp_path / "thing"


def test_a_missing_model_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"No model 'names/xx' in .*Config\(models="):
        find_model("names/xx", tmp_path)


def test_the_models_stay_small(root: Path) -> None:
    size = sum(path.stat().st_size for path in (root / "models").rglob("*") if path.is_file())
    assert size < 60_000_000


def test_the_index_names_every_trained_file_as_it_is(root: Path) -> None:
    index = tomllib.loads((root / "models" / "index.toml").read_text(encoding="utf-8"))
    listed = {entry["name"]: entry for entry in index["file"]}
    found = [*(root / "models").rglob("*.gz"), *(root / "models").rglob("*.npz")]
    assert set(listed) == {path.relative_to(root / "models").as_posix() for path in found}
    for name, entry in listed.items():
        data = (root / "models" / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cadocs.errors import ConfigError
from cadocs.export import extract_jsonl, open_run, read_jsonl
from cadocs.schema import Config, Limits, Source

CONFIG = Config(entities="gazetteer")
TEXTS = [f"Am 5. März 2025 zahlte Kasachstan {number} Mrd. USD." for number in range(5)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "run.jsonl"
    assert extract_jsonl(TEXTS, path, config=CONFIG) == 5
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that a run has begun."""
    path = tmp_path / "run.jsonl"
    with open_run(TEXTS, path, config=CONFIG) as run:
        run.write(document for document, _ in zip(run.pipe(), range(3), strict=False))
    return path


def resume(path: Path, items: list[Any] = TEXTS, config: Config = CONFIG) -> int:
    return extract_jsonl(items, path, config=config, resume=True)


def torn(lines: bytes, whole: bytes) -> bytes:
    return lines + whole[len(lines) : len(lines) + 100]


def with_hole(lines: bytes, whole: bytes) -> bytes:
    first = lines.index(b"\n") + 1
    return whole[:first] + bytes(len(whole) - first - 1) + b"\n"


def with_other_line(lines: bytes, whole: bytes) -> bytes:
    first = lines.index(b"\n") + 1
    return whole[:first] * 2 + whole[first:]


LEFT = [
    pytest.param(lambda lines, _: lines, id="whole lines"),
    pytest.param(torn, id="half a line"),
    pytest.param(lambda _, whole: whole[:10], id="half the first line"),
    pytest.param(lambda _, whole: whole[:-1], id="all but the last line feed"),
    pytest.param(lambda _, whole: whole, id="everything"),
    pytest.param(lambda _, whole: whole + b"{}\n", id="more than there should be"),
    pytest.param(lambda *_: b"", id="nothing"),
    pytest.param(lambda *_: b"null\n[1]\n{\n", id="lines that are no records"),
    pytest.param(with_hole, id="zeros after a power cut"),
    pytest.param(with_other_line, id="a line that is there twice"),
]


@pytest.mark.parametrize("leave", LEFT)
def test_a_resumed_run_ends_as_one_that_nobody_stopped(
    path: Path, whole: bytes, leave: Any
) -> None:
    path.write_bytes(leave(path.read_bytes(), whole))
    assert resume(path) == 5
    assert path.read_bytes() == whole


def test_what_is_done_is_not_done_again(path: Path) -> None:
    with open_run(TEXTS, path, config=CONFIG, resume=True) as run:
        assert (run.done, run.failed, list(run.left)) == (3, 0, TEXTS[3:])


def test_files_and_sources_are_resumed_like_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("USD 1 million.")
    items = [tmp_path / "a.txt", tmp_path / "missing\udc80.txt", Source(text="a\rb", uri="u")]
    path = tmp_path / "run.jsonl"
    extract_jsonl(items, path, config=CONFIG)
    whole = path.read_bytes()
    with open_run(items, path, config=CONFIG, resume=True) as run:
        assert (run.done, run.failed) == (3, 1)
    assert path.read_bytes() == whole


def test_where_there_is_no_file_a_resumed_run_begins(tmp_path: Path, whole: bytes) -> None:
    assert resume(tmp_path / "new.jsonl") == 5
    assert (tmp_path / "new.jsonl").read_bytes() == whole


def test_items_made_as_they_are_needed_are_resumed_too(tmp_path: Path, whole: bytes) -> None:
    path, made_of = tmp_path / "run.jsonl", [(Path("rows.csv"), "text")]
    with open_run(iter(TEXTS), path, config=CONFIG, made_of=made_of) as run:
        run.write(run.pipe())
    for left in (b"", whole[:10], whole[:-10], whole):
        path.write_bytes(left)
        with open_run(iter(TEXTS), path, config=CONFIG, made_of=made_of, resume=True) as run:
            run.write(run.pipe())
        assert path.read_bytes() == whole
    with pytest.raises(ConfigError, match="the items, or the files"):
        open_run(TEXTS, path, config=CONFIG, made_of=[(Path("rows.csv"), "x")], resume=True)


def test_without_resuming_a_file_is_begun_anew(path: Path) -> None:
    assert extract_jsonl(TEXTS[:1], path, config=CONFIG) == 1
    assert [document.text for document in read_jsonl(path)] == TEXTS[:1]
    assert resume(path, TEXTS[:1]) == 1


REFUSED = [
    pytest.param(TEXTS[:4], CONFIG, "there were 5 items and are 4", id="an item less"),
    pytest.param([*TEXTS[:4], "x"], CONFIG, "the items, or the files", id="another item"),
    pytest.param(TEXTS[::-1], CONFIG, "the items, or the files", id="another order"),
    pytest.param(TEXTS, Config(), "entities was 'gazetteer' and is 'cadocs'", id="another option"),
    pytest.param(
        TEXTS,
        Config(entities="gazetteer", limits=Limits(seconds=9)),
        "option limits was",
        id="another limit",
    ),
    pytest.param(
        TEXTS,
        Config(entities="gazetteer", knowledge=({"id": "x", "type": "org", "names": {}},)),
        "knowledge",
        id="other entities",
    ),
    pytest.param(
        TEXTS,
        Config(entities="gazetteer", models=Path("elsewhere")),
        "the trained files have changed",
        id="other models",
    ),
]


@pytest.mark.parametrize(("items", "config", "said"), REFUSED)
def test_a_run_is_not_resumed_with_something_else(
    path: Path, items: list[str], config: Config, said: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(ConfigError, match=said) as refused:
        resume(path, items, config)
    assert "run.jsonl" in str(refused.value)
    assert path.read_bytes() == before


def test_a_file_that_has_changed_since_is_another_item(tmp_path: Path) -> None:
    item, path = tmp_path / "a.txt", tmp_path / "run.jsonl"
    item.write_text("USD 1 million.")
    extract_jsonl([item], path, config=CONFIG)
    item.write_text("USD 1 billion.")
    os.utime(item, ns=(0, 0))
    with pytest.raises(ConfigError, match="the items, or the files that they are, have changed"):
        resume(path, [item])


@pytest.mark.parametrize("field", ["cadocs", "schema"])
def test_a_run_of_another_version_is_not_resumed(path: Path, field: str) -> None:
    state = path.with_name("run.jsonl.state")
    state.write_text(json.dumps({**json.loads(state.read_bytes()), field: "0.0"}))
    with pytest.raises(ConfigError, match=f"{field} was 0.0 and is"):
        resume(path)


@pytest.mark.parametrize("left", [None, b"", b"[]", b"{"], ids=["none", "empty", "a list", "torn"])
def test_a_file_without_its_state_is_left_alone(path: Path, left: bytes | None) -> None:
    before, state = path.read_bytes(), path.with_name("run.jsonl.state")
    state.unlink()
    if left is not None:
        state.write_bytes(left)
    with pytest.raises(ConfigError, match=r"no 'run.jsonl.state' beside it"):
        resume(path)
    assert path.read_bytes() == before


def test_two_runs_do_not_write_one_file(path: Path) -> None:
    pytest.importorskip("fcntl")
    before = path.read_bytes()
    with open_run(TEXTS, path, config=CONFIG, resume=True):
        for again in (True, False):
            with pytest.raises(ConfigError, match="another run is writing it"):
                open_run(TEXTS, path, config=CONFIG, resume=again)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["missing/run.jsonl", "", "a\0b"])
def test_a_run_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"^Cannot write to .* a folder that exists"):
        open_run([], f"{tmp_path}/{name}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(ConfigError, match=r"No space left on device\. 0 documents are done"):
        extract_jsonl(TEXTS, "/dev/full", config=CONFIG)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_a_device_is_written_but_not_resumed() -> None:
    assert extract_jsonl(TEXTS[:1], "/dev/null", config=CONFIG) == 1
    assert not Path("/dev/null.state").exists()
    with pytest.raises(ConfigError, match="no ordinary file"):
        resume(Path("/dev/null"), TEXTS[:1])


def test_a_batch_that_breaks_off_keeps_what_is_done(path: Path, whole: bytes) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        open_run(TEXTS, path, config=CONFIG, resume=True) as run,
    ):
        run.write(next(run.pipe()) if number == 0 else interrupt() for number in range(2))
    assert path.read_bytes() == whole[: whole.rindex(b"\n", 0, -1) + 1]


def interrupt() -> Any:
    raise KeyboardInterrupt


def test_a_state_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl.state").mkdir()
    with pytest.raises(ConfigError, match="which resuming needs"):
        open_run(TEXTS, tmp_path / "run.jsonl")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks what is killed")
def test_runs_killed_at_any_moment_end_as_one_that_nobody_stopped(tmp_path: Path) -> None:
    helper = Path(__file__).with_name("killed_runs.py")
    done = subprocess.run(
        [sys.executable, helper, tmp_path, "30", "seed"], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["wrong"] == 0
    assert told["resumed"] >= 10
    assert told["between"] >= 10

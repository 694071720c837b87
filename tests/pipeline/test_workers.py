from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hard_items import Deadly, Large, Once, Slow

from cadocs.errors import ConfigError, WorkerError
from cadocs.pipeline import pipe
from cadocs.schema import Config, Document, Limits, Source

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = Config(entities="gazetteer")
TEXTS = [f"USD {number} million for a bridge in Tashkent." for number in range(200)]
HERE = Path(__file__).resolve().parent

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def errors(documents: list[Document]) -> dict[int, str]:
    return {
        at: note.message
        for at, document in enumerate(documents)
        for note in document.notes
        if note.code == "error"
    }


def children(parent: int) -> list[int]:
    lists = Path(f"/proc/{parent}/task").glob("*/children")  # one for each thread
    return [int(pid) for listed in lists for pid in listed.read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def wait_until(is_so: Callable[[], object], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_one_item_of_200_that_kills_its_worker_costs_that_item_alone() -> None:
    items = [*TEXTS[:100], Deadly(text="deadly", uri="x"), *TEXTS[101:]]
    documents = list(pipe(items, config=PLAIN, workers=2))
    assert errors(documents) == {100: "The worker process died (SIGKILL) while it read this item."}
    assert [document.text for document in documents] == [*TEXTS[:100], "deadly", *TEXTS[101:]]
    assert [len(document.amounts) for document in documents].count(1) == 199
    assert documents[100].source == "x"


def test_an_item_whose_worker_died_by_chance_is_read_after_all(tmp_path: Path) -> None:
    item = Once(text="USD 5 million.", uri=str(tmp_path / "mark"))
    documents = list(pipe([TEXTS[0], item, TEXTS[2]], config=PLAIN, workers=2))
    assert errors(documents) == {}
    assert [document.text for document in documents] == [TEXTS[0], "USD 5 million.", TEXTS[2]]


@on_linux
def test_what_costs_too_much_is_stopped_and_the_others_are_read() -> None:
    limits = Limits(seconds=3, memory=1_000_000_000)
    items = [TEXTS[0], Slow(text="slow"), TEXTS[2], Large(text="large"), TEXTS[4]]
    documents = list(pipe(items, config=Config(entities="gazetteer", limits=limits)))
    assert errors(documents) == {
        1: "It took longer than limits.seconds=3.0 allows.",
        3: "MemoryError: no memory is left (limits.memory=1000000000)",
    }
    assert [len(document.amounts) for document in documents] == [1, 0, 1, 0, 1]


def test_memory_cannot_be_limited_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(ConfigError, match="needs Linux"):
        pipe(TEXTS, config=Config(limits=Limits(memory=1_000_000_000)))


@on_linux
def test_a_limit_that_lets_no_worker_start_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    config = Config(entities="gazetteer", limits=Limits(memory=1_000_000))
    with pytest.raises(WorkerError, match=r"before it is ready .* limits.memory=1000000"):
        list(pipe(TEXTS, config=config))
    assert capfd.readouterr().err


def test_a_worker_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(WorkerError, match="cannot be started with '/no/such/python'"):
        list(pipe(TEXTS, workers=2))


class Unsendable(Source):
    def __reduce__(self) -> tuple[object, ...]:
        msg = "stays here"
        raise RuntimeError(msg)


def test_an_item_that_cannot_be_pickled_becomes_a_record() -> None:
    items = [TEXTS[0], Unsendable(text="a", uri="b"), TEXTS[2]]
    documents = list(pipe(items, config=PLAIN, workers=2))
    assert errors(documents) == {
        1: "It cannot be sent to a worker process: RuntimeError: stays here"
    }
    assert (documents[1].text, documents[1].source) == ("a", "b")


@on_linux
def test_workers_end_when_the_batch_is_left() -> None:
    before = set(children(os.getpid()))
    documents = pipe([*TEXTS[:9], Slow(text="slow")], config=PLAIN, workers=2)
    assert next(documents).text == TEXTS[0]
    workers = set(children(os.getpid())) - before
    assert len(workers) == 2
    documents.close()  # type: ignore[attr-defined]
    assert set(children(os.getpid())) & workers == set()


def start(code: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=HERE,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )


@on_linux
def test_workers_do_not_outlive_a_parent_that_is_killed() -> None:
    code = (
        "from hard_items import Slow; import cadocs\n"
        "items = ['USD 5 million.', Slow(text='a'), Slow(text='b'), Slow(text='c')]\n"
        "config = cadocs.Config(entities='gazetteer')\n"
        "for document in cadocs.pipe(items, workers=2, config=config):"
        " print(len(document.amounts), flush=True)"
    )
    with start(code) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "1\n"
        assert wait_until(lambda: len(children(parent.pid)) == 2)
        workers = children(parent.pid)
        parent.kill()
        parent.wait()
    assert wait_until(lambda: not any(map(is_running, workers)), seconds=30)


def test_a_script_needs_no_guard_around_its_main_part(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import cadocs\nprint('once')\nconfig = cadocs.Config(entities='gazetteer')\n"
        "for document in cadocs.pipe(['USD 5 million.'] * 3, workers=2, config=config):\n"
        "    print(document.amounts[0].value)\n"
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.stdout, done.stderr) == ("once\n5000000\n5000000\n5000000\n", "")


def test_what_a_library_prints_in_a_worker_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    documents = list(
        pipe([TEXTS[0], Loud(text="USD 7 million."), TEXTS[2]], config=PLAIN, workers=2)
    )
    assert [len(document.amounts) for document in documents] == [1, 1, 1]
    assert "loud" in capfd.readouterr().err


class Loud(Source):
    def __reduce__(self) -> tuple[object, ...]:
        return _print, (self.text,)


def _print(text: str) -> str:
    os.write(1, b"loud\n")
    return text


def test_the_bytes_are_the_same_for_any_number_of_workers_and_any_hash_seed(root: Path) -> None:
    code = (
        "import cadocs, hashlib, pathlib, sys\n"
        f"paths = sorted(pathlib.Path({str(root / 'seeds')!r}).glob('*.txt'))\n"
        "config = cadocs.Config(entities='gazetteer', explain=True)\n"
        "found = cadocs.pipe([*paths, 'USD 5m', 7], workers={}, config=config)\n"
        "lines = [document.model_dump_json().encode() for document in found]\n"
        "print(len(lines), hashlib.sha256(b'\\n'.join(lines)).hexdigest())"
    )
    running = [
        start(code.format(workers), PYTHONHASHSEED=seed)
        for workers, seed in ((1, "0"), (2, "1"), (4, "2"))
    ]
    printed = {process.communicate()[0] for process in running}
    assert len(printed) == 1
    assert printed.pop().startswith("7 ")


def test_an_interrupt_ends_the_batch_and_its_workers() -> None:
    code = (
        "import cadocs, hard_items, signal, sys\n"
        "items = ['USD 5 million.', *(hard_items.Slow(text='a') for _ in range(3))]\n"
        "config = cadocs.Config(entities='gazetteer')\n"
        "try:\n"
        "    for document in cadocs.pipe(items, workers=2, config=config):\n"
        "        print('ready', flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')"
    )
    with start(code) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        parent.send_signal(signal.SIGINT)
        assert parent.communicate(timeout=30)[0] == "stopped\n"
    assert parent.returncode == 0

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
BLOCK = re.compile(
    r"^(?:<!-- needs: (?P<what>[\w.-]+) -->\n)?"
    r"```(?P<language>python|sh)\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A piece of code of a page, and the line that it begins in."""

    code: str
    line: int
    language: str
    what: str

    @property
    def missing(self) -> str | None:
        """The package that it needs and that is not installed."""
        return self.what if self.what and find_spec(self.what) is None else None


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            found["code"],
            text.count("\n", 0, found.start("code")) + 1,
            found["language"],
            found["what"] or "",
        )
        for found in BLOCK.finditer(text)
    ]


def run_python(block: Block, page: Path, names: dict[str, Any]) -> None:
    if not block.code.startswith(">>>"):
        exec(compile("\n" * (block.line - 1) + block.code, str(page), "exec"), names)  # noqa: S102
        return
    example = doctest.DocTestParser().get_doctest(
        block.code, names, page.name, str(page), block.line - 1
    )
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=FLAGS)
    runner.run(example, out=told.append, clear_globs=False)
    names.update(example.globs)
    assert not told, "".join(told)


def run_shell(block: Block) -> None:
    own = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.code],
        env={**os.environ, "PATH": own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"line {block.line}: {done.stderr}"


def test_there_is_a_page_for_every_way_in() -> None:
    pages = {page.stem for page in PAGES}
    assert {"library", "shell", "notebook", "spacy", "ray", "tables", "formats"} <= pages


@EVERY_PAGE
def test_a_page_is_named_in_the_index_and_its_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    index = (page.parent / "index.md").read_text(encoding="utf-8")
    assert page.name in {"index.md", *re.findall(r"\]\(([^)]+)\)", index)}


@EVERY_PAGE
def test_every_piece_of_code_is_found(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(blocks(page)) == len(re.findall(r"^```\w", text, re.MULTILINE))


def run_page(page: Path) -> None:
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        if block.missing is None and block.language == "python":
            run_python(block, page, names)
        elif block.missing is None:
            run_shell(block)


def run_alone(page: Path) -> None:
    """Run a page in a process of its own: Ray leaves handlers and processes behind."""
    own = {"PYTHONPATH": str(ROOT / "src"), "RAY_raylet_start_wait_time_s": "180"}
    command = [sys.executable, __file__, str(page)]
    done = subprocess.run(
        command, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


# datasets leaves files for the collector to close.
@pytest.mark.filterwarnings("default")
@EVERY_PAGE
def test_the_code_of_a_page_runs_from_top_to_bottom(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    needed = {block.what for block in blocks(page)}
    (run_alone if "ray" in needed else run_page)(page)
    missing = sorted({block.missing for block in blocks(page) if block.missing is not None})
    if missing:
        pytest.skip(f"all of {page.name} ran but what needs {', '.join(missing)}")


if __name__ == "__main__":
    run_page(Path(sys.argv[1]))

"""What a stranger who clones the project must not meet."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")


def tracked(root: Path) -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False
    )
    return [root / line for line in done.stdout.splitlines()]


def test_no_committed_text_holds_a_path_of_a_machine(root: Path) -> None:
    guilty = []
    for path in tracked(root):
        if path.suffix in {".py", ".md", ".toml", ".txt", ".ipynb", ".json", ".jsonl", ""}:
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            guilty += [f"{path}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert guilty == []

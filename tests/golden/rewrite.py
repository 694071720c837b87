"""Write the expected Documents of seeds/ anew.

    python tests/golden/rewrite.py

Read the difference line by line before committing it: these files say what is right.
"""

from __future__ import annotations

import json
from pathlib import Path

from cadocs.pipeline import process
from cadocs.read import read

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"


def golden_form(path: Path) -> str:
    """The Document of a seed as it is stored: without the text, and with rounded confidences."""
    document = process(read(path), id=path.stem)
    fields = document.model_dump(mode="json", exclude={"text", "source", "notes"})
    for found in (*fields["segments"], *fields["entities"]):
        found["confidence"] = round(found["confidence"], 1)
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write one file for each seed."""
    for path in sorted(SEEDS.glob("*.txt")):
        (GOLDEN / f"{path.stem}.json").write_text(golden_form(path), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Print every quality figure that the development data allows, in one run.

    python benchmarks/score.py [--only gold|language|transliteration|amounts|dates|entities|linking]

The scorers and the data lie at CADOCS_DATA (default ../shared); they call the public API only.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = Path(os.environ.get("CADOCS_DATA", "../shared")).resolve()
SCORERS = DATA / "score"
ADAPTER = "cadocs_adapter"


def run(title: str, *command: str) -> None:
    """Run one scorer and print what it prints under a title."""
    print(f"\n== {title}", flush=True)
    paths = os.pathsep.join(filter(None, [str(SCORERS), os.environ.get("PYTHONPATH", "")]))
    subprocess.run(  # noqa: S603  (the scorers of the data folder)
        [sys.executable, *command],
        check=True,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
    )


def gold() -> None:
    """Whole documents: segments, entities, amounts, dates, events."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seeds", "dev"):
            answers = DATA / "gold" / f"{name}.jsonl"
            found = Path(folder) / f"{name}.jsonl"
            texts = str(DATA / "seeds")
            run(f"{name}: reading", str(SCORERS / f"{ADAPTER}.py"), str(answers), str(found), texts)
            scorer = str(DATA / "gold" / "score.py")
            run(f"{name}: whole documents", scorer, str(answers), str(found), "--text-dir", texts)


def language() -> None:
    """Language of texts and of segments."""
    scorer = str(SCORERS / "langid.py")
    run("language, texts", scorer, "--task", "dev", "--call", f"{ADAPTER}:language")
    run("language, segments", scorer, "--task", "mixed", "--call", f"{ADAPTER}:segments")


def transliteration() -> None:
    """Uzbek in the other script."""
    calls = [f"--{name}={ADAPTER}:{name}" for name in ("c2l", "l2c")]
    view = f"--view={ADAPTER}:aligned"
    run("transliteration", str(SCORERS / "translit.py"), *calls, view)


def amounts() -> None:
    """Sums of money."""
    run("amounts", str(SCORERS / "money.py"), f"{ADAPTER}:amounts")


def dates() -> None:
    """Dates and periods."""
    run("dates", str(SCORERS / "dates.py"), f"{ADAPTER}:dates")


def entities() -> None:
    """Names in sentences."""
    run("entities", str(SCORERS / "ner.py"), f"{ADAPTER}:entities")


def linking() -> None:
    """Ids of names."""
    run("linking", str(SCORERS / "linking.py"), f"{ADAPTER}:link")


PARTS = {
    part.__name__: part
    for part in (gold, language, transliteration, amounts, dates, entities, linking)
}


def main() -> int:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=PARTS, action="append")
    wanted = parser.parse_args().only or list(PARTS)
    if not SCORERS.is_dir():
        print(f"No scorers in {SCORERS}. Set CADOCS_DATA to the folder of the development data.")
        return 2
    for name in wanted:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Bring the sizes and checksums of index.toml up to date with the files of this folder.

    python models/refresh_index.py

A file that the index does not name yet is told, since its entry needs words: back end, tag,
licence and recipe.
"""

import hashlib
import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
TRAINED = ("*.gz", "*.npz")


def main() -> int:
    """Rewrite the figures; the exit status is the number of files without an entry."""
    index = HERE / "index.toml"
    text = index.read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["file"]:
        data = (HERE / entry["name"]).read_bytes()
        figures = f'size = {len(data)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"'
        shape = rf'(name = "{re.escape(entry["name"])}"\n(?:.+\n)*?)size = \d+\nsha256 = "\w+"'
        text = re.sub(shape, lambda match, new=figures: match[1] + new, text)
    index.write_text(text, encoding="utf-8")
    listed = {entry["name"] for entry in tomllib.loads(text)["file"]}
    found = {path.relative_to(HERE).as_posix() for shape in TRAINED for path in HERE.rglob(shape)}
    for name in sorted(found - listed):
        print(f"no entry for {name}")
    return len(found - listed)


if __name__ == "__main__":
    raise SystemExit(main())

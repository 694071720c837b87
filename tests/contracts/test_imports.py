from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import cadocs

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    *{"spacy", "stanza", "torch", "pandas", "polars", "pyarrow", "ray"},
    *{"langdetect", "transliterate", "numpy", "pydantic"},
}


def modules(root: Path) -> list[Path]:
    return sorted((root / "src" / "cadocs").rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def fresh(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_package_loads_no_heavy_package() -> None:
    loaded = fresh("import cadocs, sys; print(*{n.partition('.')[0] for n in sys.modules})")
    assert HEAVY & set(loaded.split()) == set()


def test_finding_figures_loads_no_model() -> None:
    code = (
        "import cadocs, sys; cadocs.find_amounts('USD 5m', language='en');"
        "print(*{n.partition('.')[0] for n in sys.modules})"
    )
    assert {"spacy", "stanza", "torch", "pandas"} & set(fresh(code).split()) == set()


@pytest.mark.parametrize("name", cadocs.__all__)
def test_every_public_name_can_be_loaded(name: str) -> None:
    assert getattr(cadocs, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = cadocs.no_such_name


def test_a_verb_stays_a_verb_when_its_folder_is_imported() -> None:
    code = (
        "import cadocs.transliterate.to_latin, cadocs.read.text, cadocs;"
        "print(cadocs.transliterate('Тошкент'), callable(cadocs.read))"
    )
    assert fresh(code.replace("cadocs.read.text, ", "")) == "Toshkent True"


def test_no_module_imports_the_package_root(root: Path) -> None:
    assert [str(path) for path in modules(root) if "cadocs" in imported(path)] == []


def test_heavy_packages_are_imported_in_back_ends_alone(root: Path) -> None:
    heavy = HEAVY - {"pydantic", "numpy"}
    allowed = ("backends", "integrations", "export")
    guilty = [
        str(path.relative_to(root))
        for path in modules(root)
        if {name.partition(".")[0] for name in imported(path)} & heavy
        and not any(part in path.parts for part in allowed)
    ]
    assert guilty == []


def test_a_form_that_needs_no_package_loads_none() -> None:
    code = (
        "import cadocs, sys; document = cadocs.Document(language='und', text='a');"
        "cadocs.to_prodigy(document); cadocs.to_followthemoney(document);"
        "cadocs.ColumnExtractor(config=cadocs.Config(entities='gazetteer'))({'text': ['USD 5m']});"
        "print(*{n.partition('.')[0] for n in sys.modules})"
    )
    assert {"spacy", "pandas", "polars", "pyarrow", "ray"} & set(fresh(code).split()) == set()

"""The house stands: imports point downwards, modules are small, nothing runs at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/analysis"
# From the ground up; what stands in one row may be used by all above, not by each other.
FLOORS = [
    ["schema"],
    ["settings", "facts", "lexicon"],
    ["store"],
    ["extract"],
    ["measure"],
    ["present"],
    ["pipeline"],
    ["arguments"],
    ["__main__"],
]
LONGEST_MODULE = 250  # lines; a longer module becomes a folder
TABLE_OF_TABLES = "schema/tables.py"  # descriptions only; as long as there are tables
HEAVY = {"pandas", "numpy", "spacy", "pyarrow", "pandera", "matplotlib", "seaborn", "networkx"}
FOLDERS = {"analysis", "analysis.extract", "analysis.measure", "analysis.present"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "joblib", "marshal", "shelve", "dill", "urllib.request", "requests"}


def room(path: Path) -> str:
    """The module's place in the house, e.g. `extract.corpus`."""
    inside = path.relative_to(SOURCE).with_suffix("")
    parts = [part for part in inside.parts if part != "__init__"]
    return ".".join(parts)


def level(name: str) -> int:
    floor = name.split(".")[0]
    return next(number for number, rooms in enumerate(FLOORS) if floor in rooms)


def imported(path: Path) -> list[str]:
    """Modules of the package that a file imports, without the leading `analysis.`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room(path)} uses a relative import; name the module in full"
            module = node.module or ""
            if module in FOLDERS:
                found += [f"{module}.{alias.name}" for alias in node.names]
            elif module.startswith("analysis."):
                found.append(module)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("analysis.")]
    return [name.removeprefix("analysis.") for name in found]


def same_module(one: str, other: str) -> bool:
    """Whether both names lie in one module, or one folder that is a module grown large."""
    depth = 1 if level(one) not in {3, 4, 5} else 2
    return one.split(".")[:depth] == other.split(".")[:depth]


MODULES = sorted(path for path in SOURCE.rglob("*.py") if room(path))


def test_every_module_has_a_floor():
    for path in MODULES:
        assert level(room(path)) >= 0


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_imports_point_downwards(path):
    here = room(path)
    above = sorted(name for name in imported(path) if level(name) > level(here))
    beside = sorted(
        name
        for name in imported(path)
        if level(name) == level(here) and not same_module(name, here) and level(here) not in {1, 5}
    )
    assert not above, f"{here} may not import {above}: they stand above it"
    assert not beside, f"{here} may not import {beside}: modules of one floor meet through tables"


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_modules_are_short(path):
    if path.relative_to(SOURCE).as_posix() == TABLE_OF_TABLES:
        pytest.skip("a list of tables, one line a column")
    n_lines = len(path.read_text(encoding="utf-8").splitlines())
    assert n_lines <= LONGEST_MODULE, f"{room(path)} has {n_lines} lines; make it a folder"


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_only_annotate_imports_spacy(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    assert "spacy" not in names or room(path).startswith("extract.annotate")


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_nothing_unsafe_is_called(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        where = f"{room(path)}:{getattr(node, 'lineno', '?')}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{where} calls {node.func.id}"
        if isinstance(node, ast.Import):
            bad = FORBIDDEN_MODULES & {alias.name for alias in node.names}
            assert not bad, f"{where} imports {bad}"
        if isinstance(node, ast.ImportFrom):
            assert node.module not in FORBIDDEN_MODULES, f"{where} imports {node.module}"
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            unsafe = {("escape", False), ("shell", True)}
            assert (node.arg, node.value.value) not in unsafe, f"{where} sets {node.arg}"


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, analysis, analysis.__main__; print(*sorted(m for m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(out.stdout.split())


def test_asking_for_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom analysis.__main__ import main\n"
        "try:\n    main(['build', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--processed" in out.stdout
    assert not HEAVY & set(out.stderr.split())

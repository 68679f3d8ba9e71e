"""One list of dependencies, in three files that agree; and nothing in them that leaks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
CARD = {"jupyterlab", "pandas", "spacy", "seaborn", "pytest"}
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # conda-forge's name for what pip calls otherwise
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "darwin")


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(*extras):
    lists = [project()["dependencies"], *(project()["optional-dependencies"][e] for e in extras)]
    found = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in found}


def conda():
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    found = {}
    for entry in entries:
        if isinstance(entry, str) and entry != "pip":
            name, specifier = re.fullmatch(r"([\w.-]+)(.*)", entry).groups()
            found[canonicalize_name(CONDA_NAMES.get(name, name))] = specifier
    return found, next(entry["pip"] for entry in entries if isinstance(entry, dict))


def locked():
    """Requirements of the lock with their hashes, by package; a package may have several."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(str.strip, text.splitlines()):
        head, *hashes = re.split(r"\s+--hash=", line.strip())
        requirement = Requirement(head.strip())
        found.setdefault(canonicalize_name(requirement.name), []).append((requirement, hashes))
    return found


def test_the_card_is_kept():
    assert set(declared()) >= CARD


def test_the_lock_meets_what_is_declared_on_every_platform():
    lock = locked()
    for name, specifier in declared("html", "cluster", "dev").items():
        for python in PYTHONS:
            for system in SYSTEMS:
                where = {
                    "python_version": python, "python_full_version": f"{python}.0",
                    "sys_platform": system, "os_name": "posix",
                    "platform_python_implementation": "CPython",
                }  # fmt: skip
                fit = [
                    requirement for requirement, _ in lock[name]
                    if requirement.marker is None or requirement.marker.evaluate(where)
                ]  # fmt: skip
                assert len(fit) == 1, f"{name} on {system} with {python}: {fit}"
                version = str(fit[0].specifier).removeprefix("==")
                assert Version(version) in specifier, f"{name} {version} is not {specifier}"


def test_every_locked_package_has_hashes_and_no_address():
    for name, entries in locked().items():
        for requirement, hashes in entries:
            assert hashes and all(h.startswith("sha256:") for h in hashes), f"{name}: no hash"
            assert requirement.url is None
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text


def test_conda_and_pyproject_ask_for_the_same():
    found, pip = conda()
    assert pip == ["-e ."]
    python = found.pop("python")
    assert python == project()["requires-python"]
    wanted = declared("html")
    assert set(wanted) <= set(found)
    for name, specifier in wanted.items():
        assert set(found[name].split(",")) == set(str(specifier).split(",")), name
    extra = set(found) - set(wanted)
    assert extra <= set(declared("dev")), f"not declared in pyproject.toml: {extra}"


@pytest.mark.parametrize(
    "folder", ["notebooks", "src/analysis", "data/raw", "data/processed", "tests"]
)
def test_the_card_s_folders_are_there(folder):
    assert (ROOT / folder).is_dir()

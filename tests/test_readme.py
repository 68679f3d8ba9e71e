"""The README says what is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.present.readme import PICTURES, first_figure, with_dictionary
from analysis.schema import TABLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_data_dictionary_is_that_of_the_schema():
    assert with_dictionary(README) == README, "run `make readme`"
    for table in TABLES:
        assert f"### `{table}`" in README


def test_every_picture_and_file_it_names_is_there():
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file(), path
    for path in (
        "settings.toml",
        "requirements.lock",
        "jupyter/jupyter_nbconvert_config.json",
        "environment.yml",
    ):
        assert f"`{path}`" in README or path in README
        assert (ROOT / path).is_file()


def test_the_pictures_are_those_of_the_notebooks():
    for notebook, picture in PICTURES.items():
        assert (ROOT / picture).read_bytes() == first_figure(ROOT / notebook), "run `make readme`"


def test_every_make_target_it_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make ([a-z-]+)$|`make ([a-z-]+)`", README, re.M)):
        name = "".join(target)
        assert re.search(rf"^{name}:", makefile, re.M), name


@pytest.mark.parametrize("command", ["build", "report", "verify"])
def test_every_option_it_names_is_taken(command):
    out = subprocess.run(
        [sys.executable, "-m", "analysis", command, "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for option in ("--raw", "--processed", "--settings", "--workers", "--engine", "--scheduler"):
        assert option in out
        assert option in README

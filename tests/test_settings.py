"""Options: read from a file, typed, and refused where unknown."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from analysis.settings import Settings, read_settings, settings_toml

PROJECT_FILE = Path(__file__).parents[1] / "settings.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_project_file_holds_every_default_with_its_reason():
    text = PROJECT_FILE.read_text(encoding="utf-8")
    assert read_settings(PROJECT_FILE) == Settings()
    for option in fields(Settings):
        assert f"\n{option.name} = " in text, f"{option.name} is not in settings.toml"


def test_a_key_left_out_keeps_its_default(tmp_path):
    assert read_settings(written(tmp_path, "seed = 7")) == replace(Settings(), seed=7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("sed = 7", "unknown keys ['sed']", id="a misspelt key"),
        pytest.param('seed = "7"', "'seed' is '7'", id="a number as text"),
        pytest.param("seed = true", "'seed' is True", id="a truth value for a number"),
        pytest.param("level = 1.5", "'level' is 1.5", id="a level above one"),
        pytest.param("part_chars = 0", "'part_chars' is 0", id="a part of no characters"),
        pytest.param('counted_sections = ["boddy"]', "'counted_sections'", id="no such section"),
        pytest.param("counted_sections = []", "'counted_sections'", id="no section at all"),
        pytest.param("seed =", "not valid TOML", id="broken syntax"),
    ],
)
def test_a_wrong_file_is_refused_with_its_cause(tmp_path, text, words):
    with pytest.raises(ValueError) as error:
        read_settings(written(tmp_path, text))
    assert words in str(error.value)


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(ValueError, match="does not exist"):
        read_settings(tmp_path / "nothing.toml")


def test_settings_survive_being_written(tmp_path):
    changed = replace(Settings(), annotator="en_core_web_sm", level=0.9, seed=3)
    assert read_settings(written(tmp_path, settings_toml(changed))) == changed

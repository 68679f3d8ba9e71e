"""Tables on disk: stable bytes, whole files, honest errors."""

from __future__ import annotations

import json
import os

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import store
from analysis.schema import PAIRS, STORIES, TABLES, SchemaError, conform, empty
from analysis.settings import Settings
from analysis.store import files, manifest
from analysis.store.tables import csv_bytes, logical_hash


def stories(ids="abc"):
    return pd.DataFrame(
        {
            "article_id": list(ids), "story_id": ["a"] * len(ids),
            "relation": ["original"] + ["copy"] * (len(ids) - 1),
            "similarity": np.linspace(1, 1 / 3, len(ids)),
        }
    )  # fmt: skip


def pair(**values):
    row = {
        "actor_a": "IRN", "actor_b": "RUS", "within": "sentence", "n_together": 2, "n_a": 3,
        "n_b": 4, "n_units": 10, "expected": 1.2, "npmi": None, "p_value": None, "q_value": None,
        "low": None, "high": None,
    }  # fmt: skip
    return pd.DataFrame([row | values])


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_survives(name, tmp_path):
    store.write(empty(TABLES[name]), name, tmp_path)
    assert_frame_equal(store.read(name, tmp_path), empty(TABLES[name]))


def test_a_table_with_missing_values_survives(tmp_path):
    store.write(pair(), "pairs", tmp_path)
    assert_frame_equal(store.read("pairs", tmp_path), conform(pair(), PAIRS))


def test_shuffled_rows_give_the_same_bytes(tmp_path):
    for folder, frame in (("a", stories()), ("b", stories().sample(frac=1, random_state=7))):
        frame.attrs["note"] = folder
        store.write(frame, "stories", tmp_path / folder)
    for name in store.table_files("stories"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_floats_are_rounded_to_twelve_digits(tmp_path):
    store.write(pair(expected=0.1 + 0.2, npmi=1 / 3), "pairs", tmp_path)
    found = store.read("pairs", tmp_path).squeeze()
    assert (found["expected"], found["npmi"]) == (0.3, 0.333333333333)


def test_parts_and_the_whole_hold_the_same_rows(tmp_path):
    whole = stories("abcde")
    with store.open_tables(["stories"], tmp_path) as sinks:
        for part in ("ab", "cd", "", "e"):
            sinks["stories"].add(whole[whole["article_id"].isin(list(part))])
    assert_frame_equal(store.read("stories", tmp_path), conform(whole, STORIES))


def test_parts_out_of_order_are_refused_and_leave_nothing(tmp_path):
    expected = pytest.raises(ValueError, match="order of the key")
    with expected, store.open_tables(["stories"], tmp_path) as sinks:
        sinks["stories"].add(stories("b"))
        sinks["stories"].add(stories("a"))
    assert list(tmp_path.iterdir()) == []


def test_rows_can_be_read_by_condition(tmp_path):
    store.write(stories("abcde"), "stories", tmp_path)
    found = store.read("stories", tmp_path, columns=["article_id"], rows=[("article_id", ">", "c")])
    assert found["article_id"].tolist() == ["d", "e"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx"])
def test_a_formula_is_quoted_for_spreadsheets_only(text, tmp_path):
    remark = {"article_id": "a", "field": "url", "remark": "url_refused", "detail": text}
    store.write(pd.DataFrame([remark]), "remarks", tmp_path)
    assert store.read("remarks", tmp_path)["detail"].item() == text
    assert f",'{text}\n" in (tmp_path / "remarks.csv").read_text(encoding="utf-8")


def test_csv_keeps_namibia_and_leaves_missing_empty():
    frame = pd.DataFrame({"state": pd.Series(["NA", None], dtype="str"), "n": [1, 2]})
    assert csv_bytes(frame) == b"state,n\nNA,1\n,2\n"


def test_a_broken_table_changes_no_file(tmp_path):
    store.write(stories(), "stories", tmp_path)
    before = (tmp_path / "stories.parquet").read_bytes()
    with pytest.raises(SchemaError):
        store.write(stories().assign(similarity=2.0), "stories", tmp_path)
    assert (tmp_path / "stories.parquet").read_bytes() == before


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_whole(call, tmp_path, monkeypatch):
    path = tmp_path / "file"
    files.write_bytes(path, b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    if call == "write":
        monkeypatch.setattr(files, "_write", fail)
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space"):
        files.write_bytes(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file"]


def test_the_same_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "file"
    files.write_bytes(path, b"same")
    os.utime(path, (1, 1))
    files.write_bytes(path, b"same")
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(lambda path: path.unlink(), "has not been built", id="deleted"),
        pytest.param(lambda path: path.write_bytes(b"PAR1"), "cannot be read", id="truncated"),
        pytest.param(lambda path: path.write_text("a,b"), "cannot be read", id="another format"),
    ],
)
def test_a_damaged_table_is_named(damage, words, tmp_path):
    store.write(stories(), "stories", tmp_path)
    damage(tmp_path / "stories.parquet")
    with pytest.raises(ValueError, match=f"table 'stories'.*{words}"):
        store.read("stories", tmp_path)


def test_an_unknown_table_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no table is called 'storys'"):
        store.read("storys", tmp_path)


def test_the_logical_hash_sees_rows_and_their_order():
    one, other = conform(stories(), STORIES), conform(stories("abd"), STORIES)
    assert logical_hash(one) == logical_hash(one.copy())
    assert logical_hash(one) != logical_hash(other)
    assert logical_hash(one) != logical_hash(one.iloc[::-1])


def made(**changes):
    base = {
        "inputs": {"b.txt": "2", "a.txt": "1"},
        "settings": Settings(),
        "annotator": {"name": "rules"},
    }
    return store.fingerprint(**(base | changes))


def test_a_manifest_survives_and_holds_no_time_and_no_path(tmp_path):
    manifest.write_manifest(made(), tmp_path)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert store.read_manifest(tmp_path) == made()
    assert str(tmp_path) not in text
    assert list(json.loads(text)["inputs"]) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"inputs": {"a.txt": "1", "b.txt": "3"}}, id="an input"),
        pytest.param({"settings": Settings(seed=1)}, id="a setting"),
        pytest.param({"annotator": {"name": "en_core_web_sm"}}, id="the annotator"),
    ],
)
def test_a_manifest_notices_what_changed(changes):
    assert made().same_making(made())
    assert not made().same_making(made(**changes))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}', '{"format": 1}'])
def test_a_manifest_that_is_not_ours_counts_as_none(text, tmp_path):
    (tmp_path / "manifest.json").write_text(text)
    assert store.read_manifest(tmp_path) is None


def test_a_lone_dash_is_no_formula():
    frame = pd.DataFrame({"found": pd.Series(["-", "-1"], dtype="str")})
    assert csv_bytes(frame) == b"found\n-\n'-1\n"

"""The whole line on small corpora: nothing lost, nothing done twice, the same bytes always."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import store
from analysis.pipeline import Workers, build
from analysis.pipeline.build import built_files
from analysis.settings import Settings
from analysis.store import Workspace

TALKS = """Ministers meet in Vienna

By Anna Example

April 25, 2023

The foreign ministers of Austria and Norway met in Vienna on Tuesday. Namibia was not invited.

"We will meet again in May," Norway's foreign ministry said.
"""
RECORDS = [
    {
        "title": "Talks resume",
        "text": "Syria and Turkey resumed talks in Moscow on Monday. Russia hosted them.",
        "date": "2023-01-09",
        "url": "https://example.org/1",
        "source": "Example Wire",
    },
    {"title": "No text", "text": None, "date": "2023-01-10"},
    {
        "title": "Iran joins",
        "text": "Iran joined the talks in 2023, Tehran said.",
        "date": "10 May 2023",
    },
]


def laid_out(place: Path) -> Workspace:
    raw = place / "raw"
    (raw / "more").mkdir(parents=True)
    (raw / "vienna.txt").write_text(TALKS, encoding="utf-8")
    lines = [json.dumps(record) for record in RECORDS] + ["{not json"]
    (raw / "more/wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (raw / "README.md").write_text("Not an article.", encoding="utf-8")
    (raw / "table.xlsx").write_bytes(b"PK")
    return Workspace(place, raw, place / "out", Settings())


@pytest.fixture
def workspace(tmp_path):
    """A small corpus, not built yet."""
    return laid_out(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The same corpus, built once; for tests that only look."""
    corpus = laid_out(tmp_path_factory.mktemp("built"))
    build(corpus)
    return corpus


@pytest.fixture
def rebuildable(built, tmp_path):
    """A copy of the built corpus; for tests that change it."""
    shutil.copytree(built.root, tmp_path / "copy")
    place = tmp_path / "copy"
    return Workspace(place, place / "raw", place / "out", built.settings)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in [*built_files(folder), "manifest.json"]}


def test_articles_in_are_kept_or_rejected(workspace):
    found = build(workspace)
    assert (found.n_files, found.n_ignored, found.n_kept, found.n_rejected) == (4, 2, 3, 2)
    inputs = store.read("inputs", workspace.processed).set_index("raw_path")
    assert inputs["status"].to_dict() == {
        "README.md": "ignored", "more/wire.jsonl": "read", "table.xlsx": "ignored",
        "vienna.txt": "read",
    }  # fmt: skip
    rejects = store.read("rejects", workspace.processed)
    assert sorted(zip(rejects["line"], rejects["reason"], strict=True)) == [
        (2, "no_text"),
        (4, "malformed"),
    ]
    assert store.read("articles", workspace.processed)["title"].tolist().count("Iran joins") == 1


def test_every_pair_is_found_in_its_sentences(built):
    pairs = store.read("pairs", built.processed).query("within == 'sentence'")
    found = {(p.actor_a, p.actor_b): p.n_together for p in pairs.itertuples()}
    assert found[("AUT", "NOR")] == 1
    assert found[("SYR", "TUR")] == 1
    assert not {"NA", "NO", ""} & {actor for pair in found for actor in pair}


def test_offsets_point_at_the_text_they_name(built):
    text = store.read("articles", built.processed).set_index("article_id")["text"]
    for name in ("sentences", "mentions", "tokens", "timexes"):
        table = store.read(name, built.processed)
        assert len(table) > 0
        for row in table.itertuples():
            assert text[row.article_id][row.start : row.end] == row.text, (name, row)


@pytest.mark.parametrize(
    ("workers", "part_chars"),
    [
        pytest.param(Workers(), 1, id="an article a part"),
        pytest.param(Workers("processes", 1), 150, id="one process"),
        pytest.param(Workers("processes", 2), 1, id="two processes"),
        pytest.param(Workers("dask", 2), 1, id="two Dask workers", marks=pytest.mark.slow),
    ],
)
def test_engines_workers_and_cuts_leave_no_trace(built, workers, part_chars, tmp_path):
    expected = bytes_of(built.processed)
    other = replace(
        built, processed=tmp_path / "other",
        settings=replace(built.settings, part_chars=part_chars),
    )  # fmt: skip
    build(other, workers=workers)
    for name, content in bytes_of(other.processed).items():
        if name.endswith(".parquet"):
            mine = store.read(Path(name).stem, built.processed)
            assert mine.equals(store.read(Path(name).stem, other.processed)), name
        elif name != "manifest.json" and name != "datapackage.json":
            assert content == expected[name], name


def test_same_settings_same_bytes_under_any_engine(built, tmp_path):
    other = replace(built, processed=tmp_path / "other")
    build(other, workers=Workers("processes", 2))
    assert bytes_of(other.processed) == bytes_of(built.processed)


def test_nothing_is_done_twice(rebuildable):
    assert not build(rebuildable).fresh


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("mentions.parquet", "flip"),
        ("manifest.json", "flip"),
        ("datapackage.json", "flip"),
        ("pairs.csv", "truncate"),
        ("sentences.parquet", "delete"),
    ],
)
def test_a_harmed_file_is_noticed_and_made_again(built, rebuildable, name, harm):
    path = rebuildable.processed / name
    content = bytearray(path.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif harm == "truncate":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.unlink()
    assert build(rebuildable).fresh
    assert bytes_of(rebuildable.processed) == bytes_of(built.processed)


@pytest.mark.parametrize("change", ["new file", "changed file", "setting"])
def test_a_changed_corpus_is_built_again(rebuildable, change):
    if change == "new file":
        other = TALKS.replace("Norway", "Iceland")
        (rebuildable.raw / "new.txt").write_text(other, encoding="utf-8")
    elif change == "changed file":
        (rebuildable.raw / "vienna.txt").write_text(TALKS + "\nMore.\n", encoding="utf-8")
    else:
        changed = replace(rebuildable.settings, seed=1)
        rebuildable = replace(rebuildable, settings=changed)
    assert build(rebuildable).fresh


def test_an_article_that_breaks_a_step_is_set_aside_alone(workspace, monkeypatch):
    from analysis.extract import timex

    whole = timex.find_timexes

    def breaks(sentences, articles, settings):
        if articles["title"].eq("Iran joins").any():
            raise ValueError("cannot date this")
        return whole(sentences, articles, settings)

    monkeypatch.setattr(timex, "find_timexes", breaks)
    found = build(workspace)
    assert (found.n_kept, found.n_rejected) == (2, 3)
    lost = store.read("rejects", workspace.processed).query("stage == 'annotate'").squeeze()
    assert (lost["raw_path"], lost["line"], lost["reason"]) == ("more/wire.jsonl", 3, "failed")
    assert "cannot date this" in lost["detail"]


def test_a_file_changed_during_the_run_stops_it(workspace, monkeypatch):
    from analysis.extract import corpus

    whole = corpus.read_inputs

    def meddles(raw, paths, settings):
        (raw / "vienna.txt").write_text(TALKS + "\nLater.\n", encoding="utf-8")
        yield from whole(raw, paths, settings)

    monkeypatch.setattr(corpus, "read_inputs", meddles)
    with pytest.raises(ValueError, match=r"changed while they were read, first 'vienna.txt'"):
        build(workspace)
    assert not (workspace.processed / "manifest.json").exists()
    assert not (workspace.processed / "articles.parquet").exists()


def test_an_empty_folder_gives_empty_tables(tmp_path):
    (tmp_path / "raw").mkdir()
    empty = Workspace(tmp_path, tmp_path / "raw", tmp_path / "out", Settings())
    assert build(empty).n_kept == 0
    for name in built_files(empty.processed):
        if name.endswith(".parquet"):
            assert len(store.read(Path(name).stem, empty.processed)) == 0


def test_killed_at_any_moment_a_rerun_gives_the_clean_result(built, workspace):
    command = [
        sys.executable, "-m", "analysis", "build", "--raw", str(workspace.raw),
        "--processed", str(workspace.processed), "--settings",
        str(Path(__file__).parents[1] / "settings.toml"),
    ]  # fmt: skip
    for seconds in (0.7, 1.4, 2.1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = store.read_manifest(workspace.processed)
        for name, entry in (found.outputs if found else {}).items():
            assert store.sha256_file(workspace.processed / name) == entry["sha256"]
    build(workspace)
    assert bytes_of(workspace.processed) == bytes_of(built.processed)
    left = [entry for entry in os.listdir(workspace.processed) if entry.startswith(".building")]
    assert not left


def test_the_manifest_says_what_made_what(built):
    manifest = json.loads((built.processed / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["inputs"]) == [
        "README.md",
        "more/wire.jsonl",
        "table.xlsx",
        "vienna.txt",
    ]
    assert sorted(manifest["outputs"]) == built_files(built.processed)
    entry = manifest["outputs"]["mentions.parquet"]
    assert entry["rows"] == len(store.read("mentions", built.processed))
    assert set(entry) == {"sha256", "rows", "rows_sha256", "schema"}
    assert str(built.root) not in json.dumps(manifest)


def test_the_data_package_describes_every_table(built):
    text = (built.processed / "datapackage.json").read_text(encoding="utf-8")
    resources = {entry["path"]: entry for entry in json.loads(text)["resources"]}
    assert sorted(resources) == [n for n in built_files(built.processed) if n != "datapackage.json"]
    for name, entry in resources.items():
        path = built.processed / name
        assert entry["bytes"] == path.stat().st_size
        assert entry["hash"] == f"sha256:{store.sha256_file(path)}"

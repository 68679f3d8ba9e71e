"""The command line: options, exit codes, one honest line."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

ARTICLE = "Talks in Oslo\n\nMay 2, 2023\n\nNorway hosted talks with Syria on Tuesday.\n"


def run(*arguments, cwd=None):
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/oslo.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_build_from_anywhere_with_nothing_but_two_folders(corpus):
    done = run("build", "--raw", "raw", "--processed", "out/tables", cwd=corpus)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "built: 1 articles kept, 0 records rejected, 0 of 1 files ignored -> out/tables\n"
    )
    assert (corpus / "out/tables/articles.parquet").is_file()
    again = run("build", "--raw", "raw", "--processed", "out/tables", cwd=corpus)
    assert again.stdout.startswith("up to date: 1 articles kept")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--raw", "nowhere"], "nowhere", id="no raw folder"),
        pytest.param(["--settings", "no.toml"], "no.toml", id="no settings file"),
        pytest.param(["--workers", "0"], "--workers is 0", id="no workers"),
        pytest.param(["--engine", "serial", "--scheduler", "tls://x:1"], "--scheduler", id="stray"),
        pytest.param(
            ["--engine", "dask", "--scheduler", "tcp://192.0.2.1:1"], "tls", id="in clear"
        ),
    ],
)
def test_what_does_not_hold_is_said_in_one_line_with_code_two(corpus, arguments, words):
    failed = run("build", "--raw", "raw", "--processed", "out", *arguments, cwd=corpus)
    assert failed.returncode == 2
    assert words in failed.stderr
    assert len(failed.stderr.strip().splitlines()) == 1
    assert not (corpus / "out/articles.parquet").exists()


def test_an_unknown_annotator_is_named_with_its_cure(corpus):
    (corpus / "settings.toml").write_text('annotator = "en_core_web_none"\n', encoding="utf-8")
    failed = run("build", "--raw", "raw", "--processed", "out", cwd=corpus)
    assert failed.returncode == 2
    assert "en_core_web_none" in failed.stderr
    assert "annotator" in failed.stderr


def test_an_unknown_option_has_code_two(corpus):
    assert run("build", "--rew", "raw", cwd=corpus).returncode == 2
    assert run(cwd=corpus).returncode == 2


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_so_and_leaves_nothing_half_done(corpus, number, code):
    many = "\n".join(
        f'{{"title": "T{i}", "text": "Russia hosted Iran and Syria on Tuesday {i}. " }}'
        for i in range(20000)
    )
    (corpus / "raw/many.jsonl").write_text(many, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "build", "--raw", "raw", "--processed", "out"]
    process = subprocess.Popen(command, cwd=corpus, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (corpus / "out/.building").is_dir() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert len(said.strip().splitlines()) <= 1
    assert [path.name for path in (corpus / "out").iterdir() if path.name != ".lock"] == []


def test_verify_names_the_file_that_differs(corpus):
    assert run("build", "--raw", "raw", "--processed", "out", cwd=corpus).returncode == 0
    good = run("verify", "--raw", "raw", "--processed", "out", cwd=corpus)
    assert (good.returncode, good.stderr) == (0, "")
    path = Path(corpus / "out/pairs.csv")
    path.write_bytes(path.read_bytes().replace(b"NOR", b"SWE"))
    bad = run("verify", "--raw", "raw", "--processed", "out", cwd=corpus)
    assert bad.returncode == 1
    assert bad.stdout == "differs: out/pairs.csv\n"


def test_a_sample_is_drawn_filled_in_and_read(corpus):
    folders = ("--raw", "raw", "--processed", "out")
    text = "Talks in Oslo\n\nMay 2, 2023\n\nIt rained all day. Norway hosted talks with Syria.\n"
    (corpus / "raw/oslo.txt").write_text(text, encoding="utf-8")
    drawn = run("sample", "sheet.csv", "--size", "5", *folders, cwd=corpus)
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert drawn.stdout.startswith("3 sentences drawn -> sheet.csv")
    again = run("sample", "sheet.csv", *folders, cwd=corpus)
    assert again.returncode == 2
    assert "never overwritten" in again.stderr
    early = run("sample", "sheet.csv", "--filled", *folders, cwd=corpus)
    assert early.returncode == 2
    assert "have no gold" in early.stderr
    sheet = pd.read_csv(corpus / "sheet.csv", dtype="str", keep_default_na=False)
    assert sorted(sheet["found"]) == ["-", "NOR", "NOR|SYR"]
    sheet["gold"] = sheet["found"].where(sheet["found"] != "NOR|SYR", "NOR")
    sheet.to_csv(corpus / "sheet.csv", index=False)
    read = run("sample", "sheet.csv", "--filled", *folders, cwd=corpus)
    assert read.stdout == "wrote sheet.corrected.csv\nwrote sheet.scores.csv\n"
    corrected = pd.read_csv(corpus / "sheet.corrected.csv").set_index("actor_id")
    assert corrected.loc["SYR", ["share_raw", "share"]].tolist() == pytest.approx([1 / 3, 0])
    scores = pd.read_csv(corpus / "sheet.scores.csv").set_index(["slice", "measure"])["value"]
    assert scores[("SYR", "precision")] == 0
    assert scores[("NOR", "recall")] == 1

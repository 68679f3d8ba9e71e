"""The command `accuracy`: what it runs, prints and keeps, on small sets of our own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from pandas.testing import assert_frame_equal

from analysis import store
from analysis.__main__ import main
from analysis.extract.annotate import annotate
from analysis.measure import accuracy as measured
from analysis.pipeline import accuracy
from analysis.pipeline.accuracy.telling import share, told
from analysis.pipeline.accuracy.trials import TASKS, TRIALS
from analysis.present import captions, plots
from analysis.present.plots.scores import per_cent
from analysis.schema import SCORES, conform, empty
from analysis.settings import Settings
from conftest import ROOT

FAST = Settings(annotator="rules", n_resamples=50)
REFUSALS = "text,refused\nSome 2011 people left.,2011\nIt was in 2011.,2011\n"
# More than ten, so that there are intervals; every third is wrong.
FORMS = "form,state\nHolland,NLD\nSoviet Union,\n" + "UK,GBR\nUAE,ARE\nUSA,CAN\n" * 5


@pytest.fixture
def places(tmp_path) -> accuracy.Places:
    """A folder of sets without sets, `gold` beside it, and our own gold of two lines."""
    for folder in ("corpora", "gold", "own"):
        (tmp_path / folder).mkdir()
    (tmp_path / "own/timex_refusals.csv").write_text(REFUSALS, encoding="utf-8")
    (tmp_path / "gold/country_forms.csv").write_text(FORMS, encoding="utf-8")
    return accuracy.Places(tmp_path / "corpora", tmp_path / "own")


@pytest.fixture
def project(tmp_path) -> Path:
    """A workspace without articles, with our own gold of two lines."""
    place = tmp_path / "project"
    (place / "tests/gold").mkdir(parents=True)
    shutil.copy(ROOT / "settings.toml", place / "settings.toml")
    (place / "tests/gold/timex_refusals.csv").write_text(REFUSALS, encoding="utf-8")
    return place


# --- running


def test_every_trial_has_its_function_and_a_known_step():
    assert {trial.task for trial in TRIALS} == set(TASKS)
    keys = [(trial.task, trial.name, trial.system) for trial in TRIALS]
    assert len(set(keys)) == len(keys)
    for trial in TRIALS:
        if "dictionary" not in trial.function:  # which has a second file that may be absent
            with pytest.raises(FileNotFoundError):
                trial.run(Path("uner-english-ewt/none.jsonl"), FAST)


def test_what_is_not_at_hand_is_named_and_left_out(places):
    found = accuracy.measure_accuracy(FAST, places, tasks=["time"])
    assert found.scores["set"].unique().tolist() == ["own refusals"]
    assert "time: meantime-en (no file)" in found.absent
    assert list(found.made) == ["time / own refusals"]
    nothing = accuracy.measure_accuracy(FAST, accuracy.Places(None, None))
    assert nothing.scores.empty and nothing.errors.empty and not nothing.made


def test_an_unknown_step_is_refused_with_those_there_are(places):
    with pytest.raises(ValueError, match=r"--tasks has \['dates'\]; there are \['actors'"):
        accuracy.measure_accuracy(FAST, places, tasks=["dates"])


def test_figures_of_a_set_do_not_depend_on_what_else_runs(places):
    all_of_them = accuracy.measure_accuracy(FAST, places, tasks=["time", "actors"]).scores
    alone = accuracy.measure_accuracy(FAST, places, tasks=["time"]).scores
    mine = all_of_them[all_of_them["task"] == "time"].reset_index(drop=True)
    assert_frame_equal(mine, alone)
    forms = accuracy.measure_accuracy(FAST, places, tasks=["actors"]).scores
    theirs = all_of_them[all_of_them["task"] != "time"].reset_index(drop=True)
    assert_frame_equal(theirs, forms)
    assert (forms["high"] - forms["low"]).max() > 0.1


def test_rivals_stand_beside_ours_on_the_same_set(places):
    pytest.importorskip("pycountry")
    found = accuracy.measure_accuracy(FAST, places, tasks=["actors"])
    ours = found.scores.query("task == 'actors' and measure == 'names right'")
    theirs = found.scores.query("task == 'actors, by pycountry' and measure == 'names right'")
    # Ours misses five of sixteen, which are wrong on purpose; pycountry knows USA only.
    assert ours["value"].tolist() == [11 / 16] and theirs["value"].tolist() == [0]
    assert set(found.made) >= {"actors / country forms", "actors, by pycountry / country forms"}
    assert found.made["actors / country forms"]["annotator"] == {"name": "rules"}
    assert "annotator" not in found.made["actors, by pycountry / country forms"]


def test_further_annotators_stand_beside_the_first(places, monkeypatch):
    def by_rules(articles, sections, settings):
        return annotate(articles, sections, FAST)

    monkeypatch.setattr("analysis.extract.annotate.annotate", by_rules)
    monkeypatch.setattr(
        "analysis.extract.annotate.identify_annotator",
        lambda settings: {"name": settings.annotator},
    )
    found = accuracy.measure_accuracy(FAST, places, annotators=["rules", "other", "rules"])
    assert sorted(key for key in found.made if "other" in key) == [
        "actors, by other / country forms"
    ]


# --- keeping


def test_scores_are_kept_and_read_back(places, tmp_path):
    found = accuracy.measure_accuracy(FAST, places, tasks=["time"])
    stored = accuracy.write_accuracy(found, tmp_path / "out")
    again = accuracy.read_accuracy(tmp_path / "out")
    assert_frame_equal(again.scores, stored.scores)
    assert_frame_equal(again.errors, stored.errors)
    assert again.made == stored.made and again.outdated == []
    assert accuracy.score_files(tmp_path / "out") == [
        "scores.parquet", "scores.csv", "errors.csv", "scores.json",
    ]  # fmt: skip


def test_errors_come_back_as_they_were(tmp_path):
    errors = pd.DataFrame(
        {
            "set": "own texts", "slice": [None, "part: dev"], "document": ["a", "b"], "start": 0,
            "end": 2, "aspect": "state", "expected": ["", "-x"], "found": ["=1+1", "NA"],
            "sentence": ["@home, he said", "'quoted' text"],
        }
    )  # fmt: skip
    errors = conform(errors, measured.ERRORS)
    found = accuracy.Accuracy(errors=errors, made={"actors / own texts": {}})
    accuracy.write_accuracy(found, tmp_path)
    assert_frame_equal(accuracy.read_accuracy(tmp_path).errors, errors)


def test_what_did_not_run_keeps_its_figures_and_what_ran_replaces_them(places, tmp_path):
    first = accuracy.measure_accuracy(FAST, places)
    accuracy.write_accuracy(first, tmp_path / "out")
    (places.gold / "timex_refusals.csv").write_text(REFUSALS + "The 1999 club.,1999\n")
    second = accuracy.measure_accuracy(FAST, places, tasks=["time"])
    stored = accuracy.write_accuracy(second, tmp_path / "out")
    by_task = stored.scores.groupby("task")["n"].max()
    assert by_task["time"] == 3 and by_task["actors"] == 16
    assert stored.made["actors / country forms"] == first.made["actors / country forms"]


def test_the_same_run_writes_the_same_bytes(places, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.accuracy.running.measured_code", lambda: "a state")
    for name in ("one", "two"):
        found = accuracy.measure_accuracy(FAST, places)
        accuracy.write_accuracy(found, tmp_path / name)
    for file in accuracy.score_files(tmp_path / "one"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_scores_of_another_state_of_the_program_are_known_as_such(places, tmp_path):
    accuracy.write_accuracy(accuracy.measure_accuracy(FAST, places, tasks=["time"]), tmp_path)
    made = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    made["judged"]["time / own refusals"]["code"] = "0" * 16
    (tmp_path / "scores.json").write_text(json.dumps(made), encoding="utf-8")
    assert accuracy.read_accuracy(tmp_path).outdated == ["time / own refusals"]


def test_scores_are_those_of_the_corpus_else_of_the_workspace_else_of_the_project(
    places, tmp_path, monkeypatch
):
    monkeypatch.setattr("analysis.pipeline.accuracy.storing.PROJECT", tmp_path / "nowhere")
    workspace = store.Workspace(tmp_path, tmp_path / "raw", tmp_path / "tables", FAST)
    assert accuracy.stored_accuracy(workspace).scores.empty and not accuracy.score_folders(
        workspace
    )
    forms = accuracy.measure_accuracy(FAST, places, tasks=["actors"])
    accuracy.write_accuracy(forms, tmp_path / accuracy.FOLDER)
    assert "country forms" in set(accuracy.stored_accuracy(workspace).scores["set"])
    dates = accuracy.measure_accuracy(FAST, places, tasks=["time"])
    accuracy.write_accuracy(dates, tmp_path / "tables")
    assert set(accuracy.stored_accuracy(workspace).scores["set"]) == {"own refusals"}


def test_published_figures_are_shares_with_a_source():
    told_by_others = accuracy.published()
    assert told_by_others["value"].between(0, 1).all() and (told_by_others["source"] != "").all()
    assert set(told_by_others["task"]) <= set(TASKS)
    table = captions.published_table(told_by_others)
    assert table["figure"].iloc[0] == "XLM-R large on UNER EWT test, F1"
    assert table["share"].iloc[0] == "86.0\u00a0%"


# --- the command line


def test_the_command_judges_prints_and_writes(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["accuracy", "--tasks", "time"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["time", "own", "refusals", "refused", "0.500", "no", "interval",
                              "n", "=", "2"]  # fmt: skip
    assert "left out: time: meantime-en (no file)" in out
    assert out[-1] == "wrote 1 scores into 'accuracy'"
    assert (project / "data/accuracy/scores.csv").is_file()


def test_the_command_writes_beside_tables_of_ones_own(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["accuracy", "--tasks", "time", "--processed", "mine", "--gold", "tests/gold"]) == 0
    assert (project / "mine/scores.parquet").is_file()
    assert not (project / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--sets", "no/where"], "--sets: no folder 'where'", id="no such sets"),
        pytest.param(["--gold", "no/gold"], "--gold: no folder 'gold'", id="no such gold"),
        pytest.param(["--tasks", "time,dates"], "--tasks has ['dates']", id="no such step"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(project, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(project)
    assert main(["accuracy", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (project / "data").exists()


def test_without_any_set_nothing_is_written(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["accuracy", "--tasks", "parse"]) == 0
    assert "no set is at hand; nothing was written" in capsys.readouterr().out
    assert not (project / "data").exists()


def scores_of(*rows: tuple) -> pd.DataFrame:
    """Scores as rows of task, set, slice, measure, value, low, high, n."""
    names = ["task", "set", "slice", "measure", "value", "low", "high", "n"]
    return conform(pd.DataFrame(list(rows), columns=names), SCORES)


def test_lines_give_f1_for_precision_and_recall_and_leave_slices_out():
    scores = scores_of(
        ("spans", "gum-open", "all", "precision", 0.5, 0.4, 0.6, 9),
        ("spans", "gum-open", "all", "recall", 0.5, 0.4, 0.6, 9),
        ("spans", "gum-open", "all", "F1", 0.5, 0.4, 0.6, 9),
        ("spans", "gum-open", "news", "F1", 0.7, 0.4, 0.8, 9),
        ("spans, by x", "gum-open", "all", "recall", 0.3, None, None, 9),
    )
    assert [line.split()[2:] for line in told(scores)] == [
        ["F1", "0.500", "[0.400,", "0.600]", "n", "=", "9"],
        ["recall", "0.300", "no", "interval", "n", "=", "9", "by", "x"],
    ]
    assert told(empty(SCORES)) == []


@pytest.mark.parametrize(
    ("value", "line", "axis"),
    [
        pytest.param(1.0, "1.000", "100.0 %", id="all"),
        pytest.param(0.99971, ">.999", ">99.9 %", id="nearly all is not all"),
        pytest.param(0.0, "0.000", "0.0 %", id="none"),
        pytest.param(0.0002, "<.001", "<0.1 %", id="nearly none is not none"),
        pytest.param(0.8125, "0.812", "81.2 %", id="between"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_none(value, line, axis):
    assert (share(value), per_cent(value)) == (line, axis)


# --- the chart and its words


FIGURES = pd.DataFrame(
    {
        "label": ["own texts: state", "by pycountry", "news: values"],
        "system": ["", "pycountry", ""],
        "value": [0.75, 0.5, 0.9],
        "low": [0.7, None, 0.85],
        "high": [0.8, None, 0.95],
        "n": [40, 40, 300],
        "texts": ["our own", "our own", "news"],
    }
)


def test_dots_stand_at_the_values_in_the_order_of_the_rows():
    ax = plots.score_dots(FIGURES, title="Share right")
    own, others = (c for c in ax.collections if isinstance(c, PathCollection))
    assert own.get_offsets().tolist() == [[0.75, 0], [0.9, 2]]
    assert others.get_offsets().tolist() == [[0.5, 1]]
    assert to_hex(others.get_facecolor()[0]) == "#ffffff"
    words = [text.get_text().strip() for text in ax.texts]
    assert words == ["own texts: state", "75.0 %", "by pycountry", "50.0 %", "news: values",
                     "90.0 %"]  # fmt: skip
    assert ax.get_title(loc="left") == "Share right"
    low, high = ax.get_ylim()
    assert low > high  # the first row is at the top


def test_a_chart_without_figures_says_so():
    ax = plots.score_dots(FIGURES.iloc[:0], title="Share right")
    assert "Nothing to show" in ax.texts[0].get_text()


def test_the_caption_says_what_a_dot_is_and_what_has_no_interval():
    assert captions.scores_caption(FIGURES, level=0.95) == (
        "Each dot is the share of cases that are right; for F1, the harmonic mean of two such "
        "shares. The line through it is the 95 % interval from drawing the texts anew. Texts: "
        "our own; news. 40 to 300 cases a figure. Hollow dots are other systems on the same "
        "texts. 1 figure has no interval, for want of texts."
    )
    assert "No score of this step" in captions.scores_caption(FIGURES.iloc[:0], level=0.95)


def test_the_alt_text_names_the_figures_and_the_lowest():
    assert captions.scores_alt(FIGURES) == (
        "Dots between 0 and 100 per cent: own texts: state 75 %; news: values 90 %. The lowest "
        "is own texts: state. 1 figure of other systems beside them."
    )
    assert "empty chart" in captions.scores_alt(FIGURES.iloc[:0])


def test_the_table_gives_shares_and_intervals_in_per_cent():
    table = captions.scores_table(FIGURES)
    assert table["share"].tolist() == ["75.0\u00a0%", "50.0\u00a0%", "90.0\u00a0%"]
    assert table["interval"].tolist() == ["70.0–80.0", "–", "85.0–95.0"]
    assert captions.scores_table(FIGURES.iloc[:0]).empty


def test_the_card_says_with_what_the_scores_were_made():
    made = {
        "actors / own texts": {"code": "ab", "annotator": {"name": "rules"}},
        "actors, by x / own texts": {"code": "zz"},
        "time / meantime-en": {"code": "ab"},
    }
    card = captions.scores_card(made, task="actors")
    assert (card["judged on"], card["annotator"], card["code judged"]) == (
        "own texts", "rules", "ab",
    )  # fmt: skip
    assert captions.scores_card(made, task="time")["annotator"].startswith("none")
    assert captions.scores_card({}, task="time")["judged on"].startswith("nothing")

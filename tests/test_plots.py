"""Charts hold the values and the order of their table; nothing here looks at pixels."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.present import plots
from analysis.present.plots import labels, lanes, theme
from analysis.present.plots.network import _obstruction
from analysis.schema import FREQUENCY, PAIRS, TIMELINE, conform, empty

NAMES = pd.Series(
    {
        "SYR": "Syria",
        "TUR": "Türkiye",
        "RUS": "Russia",
        "IRN": "Iran",
        "org-un": "United Nations",
        "org-sdf": "Syrian Democratic Forces",
    }
)


@pytest.fixture(autouse=True)
def _theme():
    plots.set_theme()


def frequency_of(**counts: int) -> pd.DataFrame:
    """Rows in the order written, out of 50 sentences; ``org_un`` stands for ``org-un``."""
    rows = [
        {
            "actor_id": actor.replace("_", "-"), "within": "sentence", "n_mentions": 2 * n,
            "n_sentences": n, "n_articles": 1, "n_stories": 1, "share": n / 50,
            "low": n / 100, "high": n / 40,
        }
        for actor, n in counts.items()
    ]  # fmt: skip
    order = [row["actor_id"] for row in rows]
    frame = conform(pd.DataFrame(rows), FREQUENCY).set_index("actor_id").loc[order]
    return frame.reset_index()


def pairs_of(**counts: int) -> pd.DataFrame:
    """Pairs written as ``RUS_SYR=7``, in the order written."""
    rows = [dict(zip(("actor_a", "actor_b"), pair.split("_"), strict=True)) for pair in counts]
    frame = pd.DataFrame(rows, columns=["actor_a", "actor_b"], dtype="str").assign(
        within="sentence", n_together=list(counts.values()), n_a=9, n_b=8, n_units=50,
        expected=1.44, npmi=0.1, p_value=np.nan, q_value=np.nan, low=np.nan, high=np.nan,
    )  # fmt: skip
    conform(frame, PAIRS)
    return frame


def timeline_of(*rows: str) -> pd.DataFrame:
    """Rows as ``"told day 2023-04-25 2023-04-25 3"``; ``-`` stands for a missing day."""
    parts = [row.split() for row in rows]
    frame = pd.DataFrame(
        parts, columns=["clock", "granularity", "first_day", "last_day", "n"], dtype="str"
    )
    counts = frame["n"].astype("int64")
    days = frame[["first_day", "last_day"]].replace("-", None).apply(pd.to_datetime)
    return conform(
        frame.drop(columns="n").assign(
            **days, source_id="all", target_id=None, event_type=None, n_events=counts,
            n_articles=counts, n_stories=counts,
        ),
        TIMELINE,
    )  # fmt: skip


def bar_lengths(ax) -> list[float]:
    """Lengths of the bars from top to bottom."""
    bars = sorted(ax.patches, key=lambda bar: bar.get_y())
    return [bar.get_width() for bar in bars]


def tick_words(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def mark_words(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def png(ax) -> bytes:
    content = io.BytesIO()
    ax.get_figure(root=True).savefig(content, format="png", metadata={"Software": None})
    return content.getvalue()


# --- bars ----------------------------------------------------------------------------


def test_bars_hold_values_names_and_order_of_the_rows():
    ax = plots.ranked_bars(frequency_of(TUR=7, SYR=31, org_un=2), names=NAMES)
    assert bar_lengths(ax) == [7, 31, 2]
    assert tick_words(ax) == ["Türkiye", "Syria", "United Nations"]
    assert mark_words(ax) == ["7", "31", "2"]
    assert ax.get_xlim()[0] == 0
    assert ax.get_title(loc="left") == "Sentences that name the actor"


@pytest.mark.parametrize(
    ("value", "units", "expected"),
    [
        pytest.param("n_mentions", "mentions", "Mentions of the actor", id="a mention is of one"),
        pytest.param("n_articles", "articles", "Articles that name the actor", id="others name it"),
        pytest.param("share", "stories", "Share of stories that name the actor", id="a share"),
    ],
)
def test_titles_say_what_was_counted(value, units, expected):
    ax = plots.ranked_bars(frequency_of(TUR=7), names=NAMES, value=value, units=units)
    assert ax.get_title(loc="left") == expected


def test_a_share_is_in_per_cent_with_its_interval():
    ax = plots.ranked_bars(frequency_of(SYR=20, TUR=5), names=NAMES, value="share")
    assert bar_lengths(ax) == pytest.approx([0.4, 0.1])
    assert mark_words(ax) == ["40 %", "10 %"]
    spans = [tuple(path.vertices[:, 0]) for path in ax.collections[0].get_paths()]
    assert spans == [pytest.approx((0.2, 0.5)), pytest.approx((0.05, 0.125))]


def test_a_share_without_interval_has_no_line():
    frame = frequency_of(SYR=20).assign(low=np.nan, high=np.nan)
    assert not plots.ranked_bars(frame, names=NAMES, value="share").collections


def test_two_actors_of_one_name_stay_two_bars():
    names = pd.Series({"org-un": "Congo", "SYR": "Congo"})
    ax = plots.ranked_bars(frequency_of(org_un=3, SYR=5), names=names)
    assert bar_lengths(ax) == [3, 5]
    assert tick_words(ax) == ["Congo", "Congo"]


def test_two_units_in_one_chart_are_refused():
    frame = pd.concat([frequency_of(SYR=5), frequency_of(SYR=6)])
    with pytest.raises(ValueError, match="2 rows share a actor_id, first 'SYR'"):
        plots.ranked_bars(frame, names=NAMES)


def test_pair_bars_name_both_actors():
    ax = plots.pair_bars(pairs_of(SYR_TUR=9, RUS_SYR=7), names=NAMES)
    assert bar_lengths(ax) == [9, 7]
    assert tick_words(ax) == ["Syria and Türkiye", "Russia and Syria"]


def test_lag_bars_keep_the_order_of_their_classes():
    lags = pd.DataFrame({"lag": ["the day before", "the same day"], "n_expressions": [2, 5]})
    ax = plots.lag_bars(lags)
    assert bar_lengths(ax) == [2, 5]
    assert tick_words(ax) == ["the day before", "the same day"]


# --- matrix --------------------------------------------------------------------------


def test_the_matrix_is_symmetric_and_blank_where_nothing_is():
    order = ["SYR", "TUR", "RUS"]
    ax = plots.pair_matrix(pairs_of(SYR_TUR=9, RUS_SYR=1234), names=NAMES, order=order)
    cells = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in ax.texts}
    assert cells == {(0, 1): "9", (1, 0): "9", (0, 2): "1,234", (2, 0): "1,234"}
    assert tick_words(ax) == ["Syria", "Türkiye", "Russia"]


@pytest.mark.parametrize(
    ("order", "message"),
    [
        pytest.param(["SYR"], r"\['TUR'\] of the pairs are not in `order`", id="actor not listed"),
        pytest.param(["SYR", "TUR", "SYR"], r"\['SYR'\] stand in it", id="actor listed twice"),
    ],
)
def test_the_matrix_refuses_what_it_would_hide(order, message):
    with pytest.raises(ValueError, match=message):
        plots.pair_matrix(pairs_of(SYR_TUR=9), names=NAMES, order=order)


# --- network -------------------------------------------------------------------------


def crowd(n: int) -> pd.DataFrame:
    """`n` actors in a wheel: each with its neighbour, and with the first."""
    ids = [f"A{i:02d}" for i in range(n)]
    pairs = {(ids[0], ids[i]): i for i in range(1, n)} | {
        (ids[i], ids[i + 1]): 1 for i in range(1, n - 1)
    }
    return pairs_of(**{f"{a}_{b}": n for (a, b), n in pairs.items()})


def draw_crowd(n: int, seed: int):
    pairs = crowd(n)
    ids = sorted({*pairs["actor_a"], *pairs["actor_b"]})
    names = pd.Series(
        {i: f"Republic of {i} and Isles"[: 8 + 3 * (k % 6)] for k, i in enumerate(ids)}
    )
    sizes = pd.Series({i: 10 * k for k, i in enumerate(ids)})
    return plots.network(pairs, names=names, sizes=sizes, seed=seed)


def test_lines_are_wider_where_more_units_name_both():
    pairs = pairs_of(RUS_SYR=1, SYR_TUR=10)
    ax = plots.network(pairs, names=NAMES, sizes=pd.Series({"SYR": 4}), seed=1)
    lines, points = ax.collections
    assert list(lines.get_linewidth()) == pytest.approx([1.33, 7.0])
    assert list(points.get_sizes()) == pytest.approx([50, 520, 50])
    assert sorted(mark_words(ax)) == ["Russia", "Syria", "Türkiye"]


@pytest.mark.parametrize("seed", [0, 20230425])
@pytest.mark.parametrize("n", [2, 5, 12, 20])
def test_labels_are_whole_and_do_not_touch(n, seed):
    ax = draw_crowd(n, seed)
    frame = ax.get_window_extent()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert all(
        frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        for box in boxes
    )
    touching = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    assert not touching


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        pytest.param((0.5, 0.0), 0.06, id="a point on the line"),
        pytest.param((0.5, 0.04), 0.02, id="a point near the line"),
        pytest.param((0.5, 0.5), 0.0, id="a point far away"),
        pytest.param((1.05, 0.0), 0.01, id="a point beyond its end"),
    ],
)
def test_lines_behind_points_they_do_not_join_are_counted(middle, expected):
    points = np.array([(0.0, 0.0), middle, (1.0, 0.0)])
    assert _obstruction(points, np.array([(0, 2)])) == pytest.approx(expected)


def test_another_seed_gives_another_picture():
    assert png(draw_crowd(8, 1)) != png(draw_crowd(8, 2))


def test_labels_of_points_that_nearly_touch_are_parted():
    ax = theme.new_axes(4.0)
    ax.figure.set_layout_engine("none")
    points = np.array([(0.5, 0.5), (0.5, 0.52), (0.52, 0.5), (0.52, 0.52)])
    texts = labels.place_labels(ax, points, ["Saudi Arabia"] * 4, np.full(4, 20.0))
    boxes = [text.get_window_extent() for text in texts]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


def test_the_order_of_rows_leaves_no_trace_in_the_network():
    pairs, sizes = pairs_of(RUS_SYR=1, SYR_TUR=10, IRN_RUS=4), pd.Series({"SYR": 4, "RUS": 2})
    one = plots.network(pairs, names=NAMES, sizes=sizes, seed=3)
    other = plots.network(pairs[::-1], names=NAMES[::-1], sizes=sizes[::-1], seed=3)
    assert png(one) == png(other)


# --- timeline ------------------------------------------------------------------------

TOLD = timeline_of(
    "published day 2023-04-25 2023-04-25 2",
    "published day 2023-04-27 2023-04-27 1",
    "published undated - - 4",
    "told day 2023-04-25 2023-04-25 5",
    "told year 2011-01-01 2011-12-31 7",
    "told year 2015-01-01 2015-12-31 1",
    "told decade 2000-01-01 2009-12-31 3",
    "told undated - - 11",
)


def notes(ax) -> list[str]:
    return [text.get_text() for text in ax.texts if "without" in text.get_text()]


def test_published_days_stand_at_their_counts_and_zero_ends_with_the_corpus():
    ax = plots.published_days(TOLD)
    base, lines = ax.collections
    assert [tuple(path.vertices[:, 1]) for path in lines.get_paths()] == [(0, 2), (0, 1)]
    covered = base.get_paths()[0].vertices[:, 0]
    assert covered[1] - covered[0] == 2
    assert notes(ax) == ["4 articles without a day"]


def test_told_stretches_keep_their_length_and_lane():
    ax = plots.told_spans(TOLD)
    assert tick_words(ax) == ["day", "year", "decade or more"]
    assert [bar.get_width() for bar in ax.patches] == [365, 365, 3653]
    assert notes(ax) == ["11 expressions without a date"]


def test_days_outside_the_axis_are_counted():
    day = pd.Timestamp("2011-06-01")
    ax = plots.told_spans(TOLD, first_day=day, last_day=pd.Timestamp("2016-01-01"))
    assert notes(ax) == ["11 expressions without a date; 8 expressions outside the days shown"]
    assert tick_words(ax) == ["year"]


def test_both_clocks_share_their_days():
    top, bottom = plots.timeline_panels(TOLD).axes
    assert top.get_xlim() == bottom.get_xlim()


@pytest.mark.parametrize(
    ("stretches", "rows"),
    [
        pytest.param(["01 03", "04 06"], [0, 0], id="one after the other share a row"),
        pytest.param(["01 03", "03 06"], [0, 1], id="a shared day needs two rows"),
        pytest.param(["01 09", "02 03", "04 05"], [0, 1, 1], id="the first free row is taken"),
        pytest.param(["01 31"] * 10, [*range(8), 7, 7], id="a lane has at most eight rows"),
    ],
)
def test_stretches_do_not_cover_each_other(stretches, rows):
    days = [[pd.Timestamp(f"2023-05-{d}") for d in stretch.split()] for stretch in stretches]
    lane = pd.DataFrame(days, columns=["first_day", "last_day"])
    assert list(lanes.stack(lane)) == rows


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        pytest.param("2010-01-01", "2023-01-01", {"2012", "2020"}, id="years"),
        pytest.param("2022-11-01", "2023-08-01", {"Jan 2023", "May 2023"}, id="months"),
        pytest.param("2023-04-20", "2023-05-02", {"22 Apr 2023"}, id="days"),
    ],
)
def test_the_axis_of_days_is_written_in_english(first, last, words):
    rows = [f"told day {day} {day} 1" for day in (first, last)]
    ax = plots.told_spans(timeline_of(*rows))
    ax.figure.canvas.draw()
    shown = {label.get_text() for label in ax.get_xticklabels()}
    assert words <= shown


# --- all charts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda: plots.ranked_bars(empty(FREQUENCY), names=NAMES), id="actors"),
        pytest.param(lambda: plots.pair_bars(empty(PAIRS), names=NAMES), id="pairs"),
        pytest.param(
            lambda: plots.pair_matrix(empty(PAIRS), names=NAMES, order=["SYR", "TUR"]), id="matrix"
        ),
        pytest.param(
            lambda: plots.network(empty(PAIRS), names=NAMES, sizes=pd.Series(dtype=int), seed=1),
            id="network",
        ),
        pytest.param(lambda: plots.published_days(empty(TIMELINE)), id="published days"),
        pytest.param(lambda: plots.told_spans(empty(TIMELINE)), id="told days"),
        pytest.param(
            lambda: plots.lag_bars(pd.DataFrame({"lag": [], "n_expressions": []})), id="lags"
        ),
    ],
)
def test_an_empty_table_gives_a_chart_that_says_so(draw):
    ax = draw()
    assert len(mark_words(ax)) == 1
    assert mark_words(ax)[0].endswith(".")
    assert png(ax)


def test_names_with_dollars_and_controls_are_drawn_as_they_are():
    names = pd.Series({"SYR": "$\\frac{1$ \n\x07 cost", "TUR": "x" * 60})
    ax = plots.ranked_bars(frequency_of(SYR=2, TUR=1), names=names)
    assert tick_words(ax) == ["$\\frac{1$ cost", "x" * 37 + "…"]
    assert png(ax)


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_every_name_fits_on_an_axis(name):
    shown = theme.shorten(name)
    assert len(shown) <= 38
    assert "\n" not in shown


def test_an_actor_without_a_name_stands_under_its_identifier():
    ax = plots.ranked_bars(frequency_of(XXX=2), names=NAMES)
    assert tick_words(ax) == ["XXX"]


def test_colours_follow_the_actor_not_the_order():
    colours = plots.actor_colours(["TUR", "SYR", "SYR-damascus", "FRA", "SYRX"])
    assert list(colours) == sorted(colours)
    assert colours["SYR"] == colours["SYR-damascus"] != colours["TUR"]
    assert colours["FRA"] == colours["SYRX"] == plots.INK


def test_nothing_is_changed_in_the_tables_handed_in():
    frequency, pairs, timeline = frequency_of(SYR=5, TUR=3), pairs_of(SYR_TUR=2), TOLD.copy()
    before = [frame.copy() for frame in (frequency, pairs, timeline)]
    plots.ranked_bars(frequency, names=NAMES, value="share")
    plots.pair_matrix(pairs, names=NAMES, order=["SYR", "TUR"])
    plots.timeline_panels(timeline)
    for frame, same in zip((frequency, pairs, timeline), before, strict=True):
        pd.testing.assert_frame_equal(frame, same)


def hashes() -> list[str]:
    """Hashes of four charts of this file's tables."""
    charts = [
        plots.ranked_bars(frequency_of(SYR=20, TUR=5), names=NAMES, value="share"),
        plots.pair_matrix(pairs_of(SYR_TUR=3), names=NAMES, order=["SYR", "TUR"]),
        draw_crowd(12, 5),
        plots.timeline_panels(TOLD),
    ]
    return [hashlib.sha256(png(chart)).hexdigest()[:12] for chart in charts]


SCRIPT = """
import sys
import analysis.present.plots, analysis.present.pages, analysis.present.captions
import analysis.present.display
heavy = {"matplotlib", "seaborn", "networkx", "nbconvert", "IPython", "spacy"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
sys.path.insert(0, sys.argv[1])
import test_plots as t
t.plots.set_theme()
print(*t.hashes())
assert not [name for name in sys.modules if name.startswith("matplotlib_inline")]
"""


def test_imports_do_no_work_and_bytes_are_the_same_anywhere(tmp_path):
    """Here, and under another hash seed, zone, locale, backend and configuration."""
    tmp_path.joinpath("matplotlibrc").write_text("figure.dpi: 61\nxtick.major.pad: 30\n")
    other = {
        "PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, os.path.dirname(__file__)],
        env={**os.environ, **other}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == hashes()


def test_a_year_of_the_middle_ages_can_be_drawn():
    days = {"first_day": pd.Timestamp("1119-01-01"), "last_day": pd.Timestamp("1119-12-31")}
    row = days | {
        "granularity": "year", "clock": "told", "source_id": "all", "target_id": None,
        "event_type": None, "n_events": 1, "n_articles": 1, "n_stories": 1,
    }  # fmt: skip
    rows = conform(pd.DataFrame([row]), TIMELINE)
    (bar,) = plots.told_spans(rows).patches
    assert bar.get_width() == 365

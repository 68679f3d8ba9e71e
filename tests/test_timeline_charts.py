"""Charts of bins, bursts and open ends hold their tables; captions count what is left out."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num

from analysis.measure.timeline.bins import RULES
from analysis.present import plots
from analysis.present.captions.periods import (
    binned_alt,
    binned_caption,
    bursts_alt,
    bursts_caption,
)
from analysis.present.captions.times import timeline_caption
from analysis.present.plots.fades import reach
from analysis.present.plots.periods import burst_bars, told_bars
from analysis.schema import TIMELINE, conform, empty


@pytest.fixture(autouse=True)
def _theme():
    plots.set_theme()


def timeline_of(*rows):
    """Rows told of as ``"year 2011-01-01 2011-12-31 3"``; ``-`` stands for a missing day."""
    columns = ["granularity", "first_day", "last_day", "n"]
    frame = pd.DataFrame([row.split() for row in rows], columns=columns, dtype="str")
    counts = frame["n"].astype("int64")
    days = frame[["first_day", "last_day"]].replace("-", None).apply(pd.to_datetime)
    return conform(
        frame.drop(columns="n").assign(
            **days, clock="told", source_id="all", target_id=None, event_type=None,
            n_events=counts, n_articles=counts, n_stories=counts,
        ),
        TIMELINE,
    )  # fmt: skip


def ends_of(*rows):
    """Open ends as ``"year 2011-01-01 2011-12-31 after 2"``."""
    columns = ["granularity", "first_day", "last_day", "side", "n"]
    frame = pd.DataFrame([row.split() for row in rows], columns=columns, dtype="str")
    days = frame[["first_day", "last_day"]].apply(pd.to_datetime)
    return frame.assign(**days, n=frame["n"].astype("int64")).astype(
        {"first_day": "datetime64[us]", "last_day": "datetime64[us]"}
    )


TOLD = timeline_of(
    "year 2011-01-01 2011-12-31 3",
    "year 2012-01-01 2012-12-31 2",
    "day 2020-12-31 2020-12-31 1",
    "undated - - 4",
)


def fades(ax, side):
    return sorted(
        (bar for bar in ax.patches if bar.get_gid() == f"fade {side}"), key=lambda bar: bar.get_x()
    )


def edges(bars):
    lows = [bar.get_x() for bar in bars]
    highs = [bar.get_x() + bar.get_width() for bar in bars]
    return min(lows + highs), max(lows + highs)


# --- open ends -----------------------------------------------------------------------


def test_without_open_ends_nothing_fades():
    assert not fades(plots.told_spans(TOLD), "after")
    assert not fades(plots.told_spans(TOLD, open_ends=ends_of()), "before")


def test_since_a_year_fades_from_its_end_over_a_part_of_the_axis():
    ax = plots.told_spans(TOLD, open_ends=ends_of("year 2011-01-01 2011-12-31 after 2"))
    drawn = fades(ax, "after")
    begin, end = edges(drawn)
    assert begin == date2num(np.datetime64("2012-01-01"))
    # From 1 January 2011 to 31 December 2020 are 3,652 days; a fade has four in a hundred.
    assert end - begin == pytest.approx(0.04 * 3652)
    opacities = [bar.get_alpha() for bar in drawn]
    assert opacities == sorted(opacities, reverse=True)
    assert opacities[0] > 4 * opacities[-1]


def test_until_a_year_fades_before_it_begins():
    ax = plots.told_spans(TOLD, open_ends=ends_of("year 2012-01-01 2012-12-31 before 1"))
    drawn = fades(ax, "before")
    begin, end = edges(drawn)
    assert end == date2num(np.datetime64("2012-01-01"))
    assert end - begin == pytest.approx(0.04 * 3652)
    opacities = [bar.get_alpha() for bar in drawn]
    assert opacities == sorted(opacities)


def test_a_fade_moves_the_next_year_to_another_row():
    def heights(ends):
        ax = plots.told_spans(TOLD, open_ends=ends)
        bars = [bar for bar in ax.patches if bar.get_gid() is None]
        return sorted(bar.get_y() for bar in bars)

    closed = heights(None)
    assert closed[0] == closed[1]
    opened = heights(ends_of("year 2011-01-01 2011-12-31 after 1"))
    assert opened[1] - opened[0] == pytest.approx(1)


def test_only_the_stretch_of_the_same_granularity_is_open():
    found = reach(
        TOLD.dropna(subset="first_day"),
        ends_of("year 2012-01-01 2012-12-31 after 2", "decade 2011-01-01 2011-12-31 after 5"),
        whole=pd.Timedelta(days=1000),
    ).set_index("first_day")
    assert found.loc["2012-01-01", "open_after"] == 2
    assert found.loc["2012-01-01", "last_drawn"] == pd.Timestamp("2013-02-09")
    assert found["open_after"].sum() == 2
    assert found["open_before"].sum() == 0


def test_an_unknown_side_is_an_error():
    with pytest.raises(ValueError, match="side is 'left'; expected one of"):
        plots.told_spans(TOLD, open_ends=ends_of("year 2011-01-01 2011-12-31 left 1"))


def test_open_ends_are_drawn_to_the_same_bytes():
    def png():
        buffer = io.BytesIO()
        ends = ends_of("year 2011-01-01 2011-12-31 after 2", "day 2020-12-31 2020-12-31 before 1")
        figure = plots.timeline_panels(TOLD, open_ends=ends)
        figure.savefig(buffer, format="png")
        return buffer.getvalue()

    assert png() == png()


def test_an_empty_timeline_has_no_open_ends():
    ax = plots.told_spans(empty(TIMELINE), open_ends=ends_of())
    assert not ax.patches


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({}, "4 of 10 expressions (40 %) are without a date and left out.",
                     id="no word of what was not given"),
        pytest.param({"first_day": pd.Timestamp("2012-06-01")},
                     "3 expressions lie outside the days shown.", id="days outside are counted"),
        pytest.param({"open_ends": ends_of("year 2011-01-01 2011-12-31 after 2")},
                     "2 expressions name one end only (since, after, until, before) and fade "
                     "towards the open side.", id="open ends are counted"),
        pytest.param({"open_ends": ends_of("year 2011-01-01 2011-12-31 after 2"),
                      "first_day": pd.Timestamp("2012-06-01")},
                     "3 expressions lie outside the days shown.",
                     id="open ends outside are not counted twice"),
        pytest.param({"open_ends": ends_of("day 2020-12-31 2020-12-31 after 1"),
                      "last_day": pd.Timestamp("2020-12-31")},
                     "1 expression names one end only (since, after, until, before) and fades "
                     "towards the open side.", id="one is singular"),
    ],
)  # fmt: skip
def test_the_caption_counts_what_lies_outside_and_what_is_open(options, words):
    assert timeline_caption(TOLD, **options).endswith(words)


# --- bins ----------------------------------------------------------------------------

BINNED = pd.DataFrame(
    {
        "first_day": pd.to_datetime(["2023-01-01", "2023-02-01", "2023-03-01"]),
        "last_day": pd.to_datetime(["2023-01-31", "2023-02-28", "2023-03-31"]),
        "n_expressions": [3, 0, 5],
        "n_articles": [2, 0, 5],
    }
)
LEFT_OUT = pd.DataFrame({"rule": RULES, "n_expressions": [1, 3, 2, 6, 0, 4]})


def test_bars_cover_their_bins_and_zero_ends_with_the_corpus():
    ax = told_bars(BINNED, unit="month")
    assert [bar.get_height() for bar in ax.patches] == [3, 0, 5]
    assert [bar.get_width() for bar in ax.patches] == [31, 28, 31]
    (base,) = ax.collections
    line = base.get_paths()[0].vertices[:, 0]
    assert line[1] - line[0] == 90
    assert ax.get_title(loc="left") == "Expressions by the month told of"


def test_the_caption_says_what_each_rule_left_out():
    assert binned_caption(BINNED, LEFT_OUT, unit="month") == (
        "Each bar is a month: the number of expressions of time that tell of it or of a day in "
        "it, 8 of 24 expressions (33 %), 1 January 2023 to 31 March 2023. Left out: 1 without "
        "a date, 3 open on one side (since, until), 2 too vague for a day (now, in the past), 6 "
        "longer than a month and 4 outside the days of the corpus. Outside the days of the "
        "corpus the chart is blank, not zero."
    )
    assert binned_alt(BINNED, unit="month") == (
        "Bar chart of expressions by the month told of, 1 January 2023 to 31 March 2023, most in "
        "1 March 2023 to 31 March 2023 (5) and 1 January 2023 to 31 January 2023 (3)."
    )


def test_every_rule_has_its_words():
    each = LEFT_OUT.assign(n_expressions=range(11, 17))
    caption = binned_caption(BINNED, each, unit="week")
    assert all(f" {n} " in caption for n in range(11, 17))


def test_where_nothing_is_left_out_no_rule_is_named():
    caption = binned_caption(BINNED, LEFT_OUT.assign(n_expressions=0), unit="month")
    assert "Left out" not in caption


# --- bursts --------------------------------------------------------------------------

BURSTS = BINNED[["first_day", "last_day"]].assign(
    n_named=[2, 1, 9],
    n_stories=[20, 0, 12],
    expected=[7.5, 0.0, 4.5],
    p_value=[0.99, np.nan, 0.001],
    q_value=[0.99, np.nan, 0.002],
    marked=[False, False, True],
)
CHANGE = pd.DataFrame(
    {
        "first_day": [pd.Timestamp("2023-03-01")], "share_before": [0.1], "share_after": [0.75],
        "n_before": [20], "n_after": [12], "p_value": [0.003], "marked": [True],
    }
)  # fmt: skip
OPTIONS = {"name": "Türkiye", "unit": "month"}


def test_marked_periods_alone_carry_their_number_and_colour():
    ax = burst_bars(BURSTS, change=CHANGE, **OPTIONS)
    bars = ax.patches
    assert [bar.get_height() for bar in bars] == [2, 1, 9]
    colours = [bar.get_facecolor() for bar in bars]
    assert colours[0] == colours[1] != colours[2] == to_rgba(plots.INK)
    assert [text.get_text() for text in ax.texts if text.get_text()] == ["9"]
    assert [line.get_xdata()[0] for line in ax.lines] == [date2num(np.datetime64("2023-03-01"))]
    expected = ax.collections[-1].get_paths()
    assert [path.vertices[0, 1] for path in expected] == [7.5, 0, 4.5]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(None, id="not asked for"),
        pytest.param(CHANGE.assign(marked=False), id="not marked"),
        pytest.param(CHANGE.iloc[:0], id="not tested"),
    ],
)
def test_without_a_marked_change_there_is_no_line(change):
    assert not burst_bars(BURSTS, change=change, **OPTIONS).lines


def test_the_caption_names_the_null_and_the_marks():
    assert bursts_caption(BURSTS, CHANGE, level=0.025, **OPTIONS) == (
        "Each bar is a month: the number of stories first told in it that name Türkiye, 12 of 32 "
        "stories (38 %), 1 January 2023 to 31 March 2023; the line across it is the number its "
        "share of all stories explains. 1 of 2 months is marked as having more than the month's "
        "volume explains (hypergeometric and beta-binomial, false discovery at most 0.025). The "
        "dashed line marks a change of the share, from 0.10 to 0.75 with the month that begins "
        "on 1 March 2023 (chance 0.003 in flat series of the same volume)."
    )
    assert bursts_alt(BURSTS, **OPTIONS).endswith(
        "(9), 1 January 2023 to 31 January 2023 (2) and 1 February 2023 to 28 February 2023 (1); "
        "1 month marked."
    )


@pytest.mark.parametrize(
    ("bursts", "change", "words"),
    [
        pytest.param(BURSTS, CHANGE.assign(marked=False, p_value=0.4),
                     "No change of the share is marked (best cut: chance 0.400 in flat series of "
                     "the same volume; marked at 0.025).", id="an unmarked change"),
        pytest.param(BURSTS, CHANGE.iloc[:0], "No change of the share could be tested.",
                     id="no change to test"),
        pytest.param(BURSTS.assign(p_value=np.nan, marked=False), CHANGE.iloc[:0],
                     "Too few stories to test any month: nothing is marked. No change of the "
                     "share could be tested.", id="nothing tested"),
        pytest.param(BURSTS.iloc[:0], CHANGE.iloc[:0],
                     "Nothing to count: no story has a day of publication.", id="nothing there"),
    ],
)  # fmt: skip
def test_a_caption_refuses_where_nothing_was_tested(bursts, change, words):
    assert bursts_caption(bursts, change, level=0.025, **OPTIONS).endswith(words)


def test_empty_tables_are_said_in_words():
    assert not told_bars(BINNED.iloc[:0], unit="month").patches
    assert not burst_bars(BURSTS.iloc[:0], **OPTIONS).patches
    assert binned_alt(BINNED.iloc[:0], unit="day").startswith("An empty chart")
    alt = bursts_alt(BURSTS.iloc[:0], **OPTIONS)
    assert alt == "An empty chart: no story has a day of publication."
    alt = bursts_alt(BURSTS.assign(n_named=0), **OPTIONS)
    assert alt == "An empty chart: no story names Türkiye."
    nothing = binned_caption(BINNED.iloc[:0], LEFT_OUT.assign(n_expressions=0), unit="day")
    assert nothing == "Nothing to count: no expression of time was found."

"""Captions say what one mark is, of how much, without what; worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.present import captions
from analysis.schema import FREQUENCY, PAIRS, TIMELINE, empty

NAMES = pd.Series({"SYR": "Syria", "TUR": "Türkiye", "RUS": "Russia", "IRN": "Iran"})


def articles_of(*days: str | None) -> pd.DataFrame:
    """One article per day of publication; None for an article without a date."""
    return pd.DataFrame({"published": pd.to_datetime(pd.Series(days, dtype="str"))})


def sentences_of(**sections: int) -> pd.DataFrame:
    return pd.DataFrame({"section": [name for name, n in sections.items() for _ in range(n)]})


def mentions_of(names: str) -> pd.DataFrame:
    """Mentions written as actors; a dot is one not resolved."""
    actors = [None if name == "." else name for name in names.split()]
    return pd.DataFrame({"actor_id": pd.Series(actors, dtype="str")})


def frequency_of(within: str = "sentence", **counts: int) -> pd.DataFrame:
    rows = [
        {"actor_id": actor, "within": within, "n_mentions": 3 * n, "n_sentences": n,
         "n_articles": 1, "n_stories": 1, "share": n / 40, "low": n / 80, "high": n / 20}
        for actor, n in counts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def pairs_of(**counts: int) -> pd.DataFrame:
    rows = [
        {**dict(zip(("actor_a", "actor_b"), pair.split("_"), strict=True)), "n_together": n,
         "within": "sentence", "n_units": 40}
        for pair, n in counts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def timeline_of(*rows: str) -> pd.DataFrame:
    """Rows as ``"told year 2011-01-01 2011-12-31 7"``; ``-`` stands for a missing day."""
    frame = pd.DataFrame(
        [row.split() for row in rows],
        columns=["clock", "granularity", "first_day", "last_day", "n"],
    )
    days = frame[["first_day", "last_day"]].replace("-", None).apply(pd.to_datetime)
    counts = frame["n"].astype("int64")
    return frame.assign(**days, n_events=counts, n_articles=counts)


CORPUS = {
    "articles": articles_of("2011-03-09", "2025-02-04", "2023-04-25"),
    "sentences": sentences_of(headline=3, body=37, caption=5),
    "mentions": mentions_of("SYR TUR SYR RUS . IRN SYR TUR . RUS"),
}


# --- words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        pytest.param(0, "article", "0 articles", id="none is plural"),
        pytest.param(1, "article", "1 article", id="one is singular"),
        pytest.param(1234567, "sentence", "1,234,567 sentences", id="thousands are parted"),
        pytest.param(2, "story", "2 stories", id="stories"),
        pytest.param(1, "story", "1 story", id="one story"),
    ],
)
def test_numbers_with_their_noun(number, noun, expected):
    assert captions.count_words(number, noun) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0, "0 %", id="none"),
        pytest.param(0.001, "under 1 %", id="some is never none"),
        pytest.param(0.005, "1 %", id="half a per cent is rounded up"),
        pytest.param(0.285, "29 %", id="a half is rounded up in spite of binary fractions"),
        pytest.param(0.284, "28 %", id="less than a half is rounded down"),
        pytest.param(0.999, "over 99 %", id="not quite all is never all"),
        pytest.param(1, "100 %", id="all"),
        pytest.param(float("nan"), "an unknown share", id="missing"),
    ],
)
def test_shares_in_per_cent(share, expected):
    assert captions.percent_words(share) == expected


@given(st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_per_cent_never_claims_none_or_all(share):
    words = captions.percent_words(share)
    assert (words == "0 %") == (share == 0)
    assert (words == "100 %") == (share == 1)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2023-04-25", "2023-04-25", "25 April 2023", id="one day"),
        pytest.param("2011-03-09", "2025-02-04", "9 March 2011 to 4 February 2025", id="a span"),
        pytest.param(None, None, "no date", id="missing"),
    ],
)
def test_days_in_words(first, last, expected):
    span = pd.to_datetime(pd.Series([first, last]))
    if first is None:
        assert captions.day_words(pd.NaT) == expected
    else:
        assert captions.span_words(*span) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b and c", id="three"),
    ],
)
def test_lists_in_words(items, expected):
    assert captions.list_words(items) == expected


# --- base, left out, unresolved -------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "within", "n_units", "expected"),
    [
        pytest.param(["2023-04-25"], "sentence", None, "40 sentences in 1 article, 25 April 2023",
                     id="one article"),
        pytest.param(["2023-04-25", None], "article", None,
                     "2 articles, 25 April 2023 (1 without a date)", id="an undated article"),
        pytest.param([None, None], "sentence", None, "40 sentences in 2 articles, without dates",
                     id="no dates at all"),
        pytest.param(["2023-04-25", "2023-04-26"], "story", 1,
                     "1 story in 2 articles, 25 April 2023 to 26 April 2023", id="stories"),
        pytest.param(["2023-04-25"], "paragraph", None,
                     "all paragraphs in 1 article, 25 April 2023", id="number not known"),
        pytest.param([], "sentence", None, "40 sentences in 0 articles", id="no articles"),
    ],
)  # fmt: skip
def test_the_base_counts_headline_and_body(days, within, n_units, expected):
    words = captions.base_words(
        articles_of(*days), CORPUS["sentences"], within=within, n_units=n_units
    )
    assert words == expected


def test_other_sections_can_be_counted():
    words = captions.base_words(
        articles_of("2023-04-25"), CORPUS["sentences"], sections=["body", "caption"]
    )
    assert words == "42 sentences in 1 article, 25 April 2023"


@pytest.mark.parametrize(
    ("names", "outcomes", "expected"),
    [
        pytest.param("SYR . TUR .", None, "2 of 4 mentions (50 %) were not resolved to an actor.",
                     id="two of four"),
        pytest.param("SYR . TUR", None, "1 of 3 mentions (33 %) was not resolved to an actor.",
                     id="one"),
        pytest.param("", None, "No mention was found.", id="none"),
        pytest.param("SYR TUR", None, "None of 2 mentions is unresolved.", id="all resolved"),
        pytest.param("SYR .", {"resolved, no party": 1},
                     "None of 2 mentions is unresolved. 1 (50 %) is of somebody known "
                     "who counts for no party.", id="all known"),
        pytest.param("SYR . . .", {"counted": 1, "resolved, no party": 2, "unresolved": 1},
                     "1 of 4 mentions (25 %) was not resolved to an actor. 2 more (50 %) are of "
                     "somebody known who counts for no party.", id="known but no party"),
    ],
)  # fmt: skip
def test_the_share_unresolved(names, outcomes, expected):
    table = outcomes and pd.DataFrame({"outcome": outcomes.keys(), "n_mentions": outcomes.values()})
    assert captions.unresolved_words(mentions_of(names), table) == expected


def test_what_is_left_out_is_told_by_reason():
    left_out = pd.DataFrame({"reason": ["section caption", "publisher"], "n_mentions": [1200, 2]})
    words = captions.left_out_words(left_out)
    assert words == "Left out: 1,202 mentions (caption 1,200, publisher 2)."
    assert captions.left_out_words(left_out[:0]) == captions.left_out_words(None) == ""


# --- captions and alternative texts ---------------------------------------------------


def test_caption_of_actors():
    caption = captions.frequency_caption(frequency_of(SYR=12, TUR=5), **CORPUS)
    assert caption == (
        "Each bar is one actor: the number of sentences that name it, of 40 sentences in 3 "
        "articles, 9 March 2011 to 4 February 2025. 2 of 4 actors are shown. 2 of 10 mentions "
        "(20 %) were not resolved to an actor."
    )


def test_caption_of_mentions_has_mentions_as_its_base():
    caption = captions.frequency_caption(frequency_of(SYR=12), value="n_mentions", **CORPUS)
    assert caption.startswith("Each bar is one actor: the number of mentions of it, of 10 mentions")


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        pytest.param(
            0.1,
            "Lines are 95 % intervals that take stories, not articles, as independent.",
            id="intervals",
        ),
        pytest.param(np.nan, "There are too few stories for intervals.", id="no intervals"),
    ],
)
def test_caption_of_shares_speaks_of_intervals(low, expected):
    frame = frequency_of(SYR=12).assign(low=low)
    caption = captions.frequency_caption(frame, value="share", **CORPUS)
    assert "the share of sentences that name it" in caption
    assert expected in caption


@pytest.mark.parametrize(
    ("mark", "beginning"),
    [
        pytest.param("bar", "Each bar is a pair of actors: the number of sentences that name both",
                     id="bars"),
        pytest.param("cell", "Each cell is a pair", id="matrix"),
        pytest.param("line", "Each line joins two actors that one sentence names", id="network"),
    ],
)  # fmt: skip
def test_caption_of_pairs(mark, beginning):
    caption = captions.pairs_caption(pairs_of(SYR_TUR=9), mark=mark, n_pairs=61, **CORPUS)
    assert caption.startswith(beginning)
    assert "of 40 sentences in 3 articles" in caption
    assert "1 of 61 pairs is shown." in caption
    assert caption.endswith("2 of 10 mentions (20 %) were not resolved to an actor.")


def test_alternative_text_of_actors_tells_the_largest_and_the_range_of_the_rest():
    counts = {"SYR": 1200, "TUR": 90, "RUS": 80, "IRN": 70, "IRQ": 60, "USA": 50, "QAT": 7}
    alt = captions.frequency_alt(frequency_of(**counts), names=NAMES)
    assert alt == (
        "Bar chart of 7 actors by sentences that name them: Syria 1,200, Türkiye 90, Russia 80, "
        "Iran 70, IRQ 60, and 2 more from 7 to 50."
    )


def test_alternative_text_of_shares_is_in_per_cent():
    alt = captions.frequency_alt(frequency_of(SYR=20, TUR=5), names=NAMES, value="share")
    assert alt == (
        "Bar chart of 2 actors by share of sentences that name them: Syria 50 % and Türkiye 13 %."
    )


def test_alternative_text_of_pairs_ranks_them_whatever_the_order_of_rows():
    pairs = pairs_of(IRN_SYR=2, RUS_TUR=4, SYR_TUR=9, RUS_SYR=4)
    expected = (
        "Matrix of 4 pairs among 4 actors by sentences that name both: Syria and Türkiye 9, "
        "Russia and Syria 4, Russia and Türkiye 4 and Iran and Syria 2."
    )
    assert captions.pairs_alt(pairs, names=NAMES, mark="cell") == expected
    assert captions.pairs_alt(pairs[::-1], names=NAMES, mark="cell") == expected


TIMELINE_ROWS = timeline_of(
    "published day 2023-04-25 2023-04-25 2",
    "published day 2023-05-03 2023-05-03 1",
    "published undated - - 4",
    "told day 2023-04-25 2023-04-25 5",
    "told year 2011-01-01 2011-12-31 7",
    "told month 2022-12-01 2022-12-31 6",
    "told undated - - 2",
)


def test_caption_of_the_two_clocks():
    assert captions.timeline_caption(TIMELINE_ROWS) == (
        "Above, each line is a day of publication: its number of articles, of 3 articles on 2 "
        "days, 25 April 2023 to 3 May 2023; 4 articles without a day left out. Below, each point "
        "is a day the text tells about and each bar a longer stretch, at the length the text "
        "gives it; numbers count expressions of time. 2 of 20 expressions (10 %) are without a "
        "date and left out."
    )


def test_caption_of_dated_expressions_leaves_nothing_out():
    dated = TIMELINE_ROWS.dropna(subset="first_day")
    assert captions.timeline_caption(dated).endswith("numbers count expressions of time.")


def test_the_two_clocks_tell_only_of_the_days_shown():
    shown = {"first_day": pd.Timestamp("2023-05-01"), "last_day": pd.Timestamp("2023-05-31")}
    assert captions.timeline_caption(TIMELINE_ROWS, **shown) == (
        "Above, each line is a day of publication: its number of articles, of 1 article on 1 day, "
        "3 May 2023; 4 articles without a day left out. Below, nothing: no expression tells of "
        "the days shown. 2 of 20 expressions (10 %) are without a date and left out. "
        "2 articles and 18 expressions lie outside the days shown."
    )
    assert captions.timeline_alt(TIMELINE_ROWS, **shown) == (
        "Two timelines: above, articles published, 3 May 2023, most on 3 May 2023 (1)."
    )


def test_a_stretch_that_the_chart_cuts_is_told_as_cut():
    shown = {"first_day": pd.Timestamp("2011-07-01"), "last_day": pd.Timestamp("2022-12-15")}
    words = captions.timeline_alt(TIMELINE_ROWS, **shown)
    assert "1 July 2011 to 15 December 2022, most often 2011 (7) and December 2022 (6)" in words
    assert captions.timeline_caption(TIMELINE_ROWS, **shown).startswith(
        "Above, nothing: no article was published on the days shown. Below, each point"
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("no_date", "no date", id="blanks for underscores"),
        pytest.param("present_ref", "now", id="a reference"),
        pytest.param("DURATION", "length of time", id="a type"),
        pytest.param("type SET", "a repetition, not a date", id="a reason by type"),
        pytest.param("section dateline", "in the dateline", id="a reason by section"),
        pytest.param("month", "month", id="a word already"),
    ],
)
def test_codes_are_spelt_as_words(code, words):
    spelt = captions.spell_codes(pd.Series([code, None], index=[4, 2], dtype="str"))
    assert spelt[4] == words
    assert spelt.isna().tolist() == [False, True]
    assert spelt.index.tolist() == [4, 2]


def test_no_codes_no_words():
    assert captions.spell_codes(pd.Series([], dtype="str")).empty


def test_alternative_text_of_the_two_clocks():
    assert captions.timeline_alt(TIMELINE_ROWS) == (
        "Two timelines: above, articles published, 25 April 2023 to 3 May 2023, most on 25 April "
        "2023 (2) and 3 May 2023 (1); below, the days they tell about, 1 January 2011 to 25 April "
        "2023, most often 2011 (7), December 2022 (6) and 25 April 2023 (5)."
    )


LAGS = pd.DataFrame(
    {
        "lag": ["2 to 7 days before", "the day before", "the same day", "2 to 7 days after"],
        "first_lag": [-7, -1, 0, 2],
        "last_lag": [-2, -1, 0, 7],
    }
)


def test_caption_and_alternative_text_of_lags():
    lags = LAGS.assign(n_expressions=[1, 4, 9, 1])
    assert captions.lag_caption(lags).endswith(
        "Of 15 expressions that name a day, 9 mean the day of publication itself, 5 mean an "
        "earlier day and 1 means a later one."
    )
    assert captions.lag_alt(lags) == (
        "Bar chart of expressions by distance from publication: the same day 9, the day before "
        "4 and 2 to 7 days before 1."
    )


NOTHING = {
    "articles": articles_of(),
    "sentences": sentences_of(),
    "mentions": mentions_of(""),
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(captions.frequency_caption(empty(FREQUENCY), **CORPUS),
                     "No actor is named in these 3 articles.", id="no actors"),
        pytest.param(captions.frequency_caption(empty(FREQUENCY), **NOTHING),
                     "No actor is named in these 0 articles.", id="no corpus"),
        pytest.param(captions.frequency_caption(
                         empty(FREQUENCY), **{**CORPUS, "articles": articles_of("2023-04-25")}),
                     "No actor is named in this article.", id="no actors in one article"),
        pytest.param(captions.frequency_alt(empty(FREQUENCY), names=NAMES),
                     "An empty chart: no actor is named.", id="alt of no actors"),
        pytest.param(captions.pairs_caption(empty(PAIRS), **CORPUS),
                     "No two actors are named together in these 3 articles.", id="no pairs"),
        pytest.param(captions.pairs_alt(empty(PAIRS), names=NAMES),
                     "An empty chart: there is no pair to draw.", id="alt of no pairs"),
        pytest.param(captions.pairs_caption(empty(PAIRS), n_pairs=3, **CORPUS),
                     "None of the pairs named together is shown here (3 in all).",
                     id="pairs, but none to draw"),
        pytest.param(captions.timeline_caption(empty(TIMELINE)),
                     "None of 0 articles has a day of publication. Below, nothing: no expression "
                     "of time was found.", id="no days"),
        pytest.param(captions.timeline_caption(timeline_of("published undated - - 1")),
                     "The one article has no day of publication. Below, nothing: no expression "
                     "of time was found.", id="one article without a day"),
        pytest.param(captions.timeline_alt(empty(TIMELINE)),
                     "An empty chart: nothing is dated.", id="alt of no days"),
        pytest.param(captions.lag_caption(LAGS.assign(n_expressions=0)),
                     "No expression names a day in an article with a date.", id="no lags"),
    ],
)  # fmt: skip
def test_empty_tables_are_said_to_be_empty(words, expected):
    assert words == expected


@pytest.mark.parametrize(
    ("q_values", "words"),
    [
        pytest.param([], "No pair was tested: there are too few stories", id="no pairs"),
        pytest.param([None, None], "No pair was tested: there are too few", id="none tested"),
        pytest.param(
            [0.01, 0.2, None],
            "Of 3 pairs, 2 are of parties named often enough to be tested; 1 shares more units "
            "than frequencies and lengths explain (q at most 0.05).",
            id="one beyond chance",
        ),
        pytest.param(
            [0.01, 0.02],
            "Of 2 pairs, 2 are of parties named often enough to be tested; 2 share more units",
            id="two beyond chance",
        ),
    ],
)
def test_how_many_pairs_are_beyond_chance(q_values, words):
    pairs = pd.DataFrame({"q_value": pd.Series(q_values, dtype="float64")})
    assert captions.tested_words(pairs, q=0.05).startswith(words)

"""Rankings under other choices are compared as Kendall would."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measure import cooccurrence
from analysis.schema import MENTIONS, SECTIONS, SENTENCES, STORIES, empty

# Three articles; the third is a reprint of the second. Paragraphs are whole articles.
SENTENCES_ = pd.DataFrame(
    [("a.0", "a", "body", 0), ("a.1", "a", "body", 10), ("b.0", "b", "body", 0),
     ("c.0", "c", "body", 0)],
    columns=["sentence_id", "article_id", "section", "start"],
)  # fmt: skip
SECTIONS_ = pd.DataFrame(
    [("a", 0, 20, "body"), ("b", 0, 10, "body"), ("c", 0, 10, "body")],
    columns=["article_id", "start", "end", "section"],
)
STORIES_ = pd.DataFrame({"article_id": ["a", "b", "c"], "story_id": ["a", "b", "b"]})
READ = pd.DataFrame(
    [("a.0", "A"), ("a.0", "B"), ("a.1", "B"), ("b.0", "C"), ("b.0", "A"), ("c.0", "C"),
     ("c.0", "A")],
    columns=["sentence_id", "actor_id"],
).astype("str")  # fmt: skip


def tau(found, ranked, one, other):
    rows = found[
        (found["ranked"] == ranked)
        & (found[["within", "grouping"]].agg(", ".join, axis=1) == one)
        & (found[["within_other", "grouping_other"]].agg(", ".join, axis=1) == other)
    ]
    return rows.squeeze()


def test_ways_of_counting_are_compared_two_by_two():
    found = cooccurrence.robustness({"rules": READ}, SENTENCES_, SECTIONS_, STORIES_)
    # Three units times two groupings are six ways: 15 comparisons of actors, 15 of pairs.
    assert len(found) == 30
    assert found["ranked"].value_counts().to_dict() == {"actors": 15, "edges": 15}


def test_tau_of_actors_worked_by_hand():
    found = cooccurrence.robustness({"rules": READ}, SENTENCES_, SECTIONS_, STORIES_)
    row = tau(found, "actors", "sentence, every article", "sentence, one per story")
    # Sentences naming A, B, C: 3, 2, 2 and, without the reprint, 2, 2, 1. A before B is a tie
    # in the second, B and C a tie in the first, A before C in both: tau-b = 1 / sqrt(2 * 2).
    assert row["tau"] == pytest.approx(0.5, abs=1e-9)
    assert row["n"] == 3


def test_tau_of_pairs_counts_the_unfound_as_zero():
    found = cooccurrence.robustness(
        {"rules": READ, "less": READ.iloc[3:]}, SENTENCES_, SECTIONS_, STORIES_, within=["sentence"]
    )
    row = found[
        (found["ranked"] == "edges")
        & (found["grouping"] == found["grouping_other"])
        & (found["grouping"] == "every article")
    ].squeeze()
    # A and B 1, A and C 2, by the other reading 0 and 2: the same order.
    assert (row["reading"], row["reading_other"], row["n"]) == ("rules", "less", 2)
    assert row["tau"] == pytest.approx(1.0, abs=1e-9)


def test_a_ranking_of_equals_has_no_tau():
    found = cooccurrence.robustness(
        {"rules": READ.iloc[:2]}, SENTENCES_, SECTIONS_, STORIES_, within=["sentence"]
    )
    assert found["tau"].isna().all()


def test_empty_tables_have_nothing_to_compare():
    tables = [empty(table) for table in (SENTENCES, SECTIONS, STORIES)]
    found = cooccurrence.robustness({"rules": empty(MENTIONS)}, *tables)
    assert found["n"].tolist() == [0] * 30
    assert cooccurrence.robustness({}, *tables).empty

"""From any number back to the sentences it rests on."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure.cooccurrence import count_pairs, in_units, units_of
from analysis.measure.evidence import (
    COLUMNS,
    evidence_for_pairs,
    mentions_of,
    opening_sentences,
    sentences_naming,
    sentences_telling,
    trace,
)
from analysis.measure.timeline import count_timeline, told_of
from analysis.schema import ARTICLES, MENTIONS, SENTENCES, TIMEXES, SchemaError, empty


def corpus_of(*articles):
    """Articles written as ``(day, "A b C | . D")``: capitals are names, a dot is unresolved."""
    rows, sentences, mentions = [], [], []
    for number, (day, text) in enumerate(articles):
        article_id = f"a{number}"
        rows.append((article_id, f"paper {number}", day, f"title {number}", text))
        start = 0
        for place, sentence in enumerate(text.split("|")):
            sentence_id = f"{article_id}.{place:04d}"
            end = start + len(sentence)
            sentences.append((sentence_id, article_id, "body", start, end, sentence))
            for at, letter in enumerate(sentence, start=start):
                if letter.isupper() or letter == ".":
                    name = None if letter == "." else letter
                    mentions.append(
                        (
                            f"{article_id}.{at:06d}",
                            article_id,
                            sentence_id,
                            at,
                            at + 1,
                            letter,
                            name,
                        )
                    )
            start = end + 1
    return {
        "articles": pd.DataFrame(
            rows, columns=["article_id", "source", "published", "title", "text"]
        ).astype({"published": "datetime64[us]"}),
        "sentences": pd.DataFrame(
            sentences, columns=["sentence_id", "article_id", "section", "start", "end", "text"]
        ),
        "mentions": pd.DataFrame(
            mentions,
            columns=["mention_id", "article_id", "sentence_id", "start", "end", "text", "actor_id"],
        ).assign(link_rule="rule"),
    }


CORPUS = corpus_of(
    ("2023-04-25", "A met B|A and A and C.|B"),
    ("2022-12-28", "B saw A|."),
    (None, "A left B"),
)


def test_the_sentences_that_name_both_with_their_names_marked():
    found = sentences_naming(["B", "A"], **CORPUS)
    assert tuple(found) == COLUMNS
    assert found["sentence_id"].tolist() == ["a1.0000", "a0.0000", "a2.0000"]
    assert found["text"].tolist() == ["B saw A", "A met B", "A left B"]
    assert found["marks"].tolist() == ["0-1|6-7", "0-1|6-7", "0-1|7-8"]
    assert found["source"].tolist() == ["paper 1", "paper 0", "paper 2"]
    assert found["title"].tolist() == ["title 1", "title 0", "title 2"]
    assert found["published"].dt.year.tolist()[:2] == [2022, 2023]


def test_marks_count_from_the_beginning_of_the_sentence_in_order():
    found = sentences_naming(["A", "C"], **CORPUS).squeeze()
    assert (found["start"], found["marks"]) == (8, "0-1|6-7|12-13")
    assert [found["text"][int(a) : int(b)] for a, b in _pairs(found["marks"])] == ["A", "A", "C"]


def _pairs(marks):
    return [mark.split("-") for mark in marks.split("|")]


@pytest.mark.parametrize(
    ("actors", "sentences"),
    [
        pytest.param(["A"], 4, id="one actor"),
        pytest.param(["A", "A"], 4, id="one actor asked for twice"),
        pytest.param(["C"], 1, id="another"),
        pytest.param(["A", "B", "C"], 0, id="three never together"),
        pytest.param(["Z"], 0, id="nobody of that name"),
        pytest.param(["A", "Z"], 0, id="one of whom is never named"),
    ],
)
def test_all_actors_must_be_named(actors, sentences):
    assert len(sentences_naming(actors, **CORPUS)) == sentences


def test_no_actors_are_refused():
    with pytest.raises(ValueError, match="no actors given"):
        sentences_naming([], **CORPUS)


def test_one_row_per_mention():
    found = mentions_of("A", **CORPUS)
    assert found["mention_id"].tolist() == [
        "a1.000006", "a0.000000", "a0.000008", "a0.000014", "a2.000000",
    ]  # fmt: skip
    assert found["name"].tolist() == ["A"] * 5
    assert found["marks"].tolist() == ["6-7", "0-1", "0-1", "6-7", "0-1"]
    assert list(found)[:3] == ["mention_id", "name", "link_rule"]


@pytest.mark.parametrize("table", ["sentences", "articles"])
def test_evidence_that_cannot_be_shown_is_an_error(table):
    with pytest.raises(SchemaError, match=table):
        sentences_naming(["A"], **(CORPUS | {table: CORPUS[table].tail(1)}))


def test_evidence_for_pairs_keeps_the_order_of_the_pairs():
    pairs = count_pairs(CORPUS["mentions"], n_units=6).sort_values("n_together", ascending=False)
    found = evidence_for_pairs(pairs, **CORPUS)
    assert list(found)[:3] == ["actor_a", "actor_b", "unit_id"]
    assert (found["actor_a"] + found["actor_b"]).tolist() == ["AB", "AB", "AB", "AC"]
    assert found["marks"].tolist()[-1] == "0-1|6-7|12-13"


def test_in_larger_units_each_sentence_that_names_one_is_shown():
    sections = CORPUS["articles"].assign(start=0, end=99)[["article_id", "start", "end"]]
    stories = CORPUS["articles"][["article_id"]].assign(story_id="s")
    units = units_of(CORPUS["sentences"], sections, stories, within="article")
    mentions = in_units(CORPUS["mentions"], units, within="article")
    pairs = count_pairs(mentions, n_units=3, within="article")
    found = evidence_for_pairs(pairs, **(CORPUS | {"mentions": mentions}))
    of_bc = found[(found["actor_a"] == "B") & (found["actor_b"] == "C")]
    assert of_bc["text"].tolist() == ["A met B", "A and A and C.", "B"]
    assert of_bc["marks"].tolist() == ["6-7", "12-13", "0-1"]
    assert of_bc["unit_id"].tolist() == ["a0", "a0", "a0"]


def test_pairs_of_two_units_are_refused():
    pairs = pd.DataFrame({"actor_a": "A", "actor_b": "B", "within": ["sentence", "article"]})
    with pytest.raises(ValueError, match="pairs mix units"):
        evidence_for_pairs(pairs, **CORPUS)


TEXT = st.lists(st.sampled_from("AABCD.x| "), max_size=14).map("".join)
DAY = st.sampled_from(["2023-04-25", "2022-12-28", None])


@given(st.lists(st.tuples(DAY, TEXT), max_size=5), st.sampled_from(["sentence", "article"]))
@settings(max_examples=40, deadline=None)
def test_every_pair_rests_on_as_many_units_as_its_count_says(articles, within):
    corpus = corpus_of(*articles)
    pairs = count_pairs(corpus["mentions"], n_units=99, within=within)
    found = evidence_for_pairs(pairs, **corpus)
    for pair in pairs.itertuples():
        behind = found[(found["actor_a"] == pair.actor_a) & (found["actor_b"] == pair.actor_b)]
        assert behind["unit_id"].nunique() == pair.n_together
        if within == "sentence":
            assert len(behind) == pair.n_together
            assert len(sentences_naming([pair.actor_a, pair.actor_b], **corpus)) == len(behind)


TIMEX_ROWS = pd.DataFrame(
    [
        ("t0", "a0", "a0.0000", 0, 1, "2011-01-01", "2011-12-31", "year"),
        ("t1", "a0", "a0.0001", 8, 9, "2011-01-01", "2011-12-31", "year"),
        ("t2", "a1", "a1.0000", 2, 5, "2022-12-28", "2022-12-28", "day"),
        ("t3", "a1", "a1.0000", 6, 7, "2011-01-01", None, "year"),
        ("t4", "a2", "a2.0000", 2, 6, None, None, "past_ref"),
    ],
    columns=[
        "timex_id", "article_id", "sentence_id", "start", "end", "first_day", "last_day",
        "granularity",
    ],
)  # fmt: skip
TIMEX_ROWS = TIMEX_ROWS.assign(type="DATE").astype(
    dict.fromkeys(["first_day", "last_day"], "datetime64[us]")
)


def test_the_sentences_that_hold_expressions():
    about = {name: CORPUS[name] for name in ("sentences", "articles")}
    found = sentences_telling(["t3", "t2", "t1"], timexes=TIMEX_ROWS, **about)
    assert found["sentence_id"].tolist() == ["a1.0000", "a0.0001"]
    assert found["marks"].tolist() == ["2-5|6-7", "0-1"]


def test_the_first_sentence_of_articles():
    about = {name: CORPUS[name] for name in ("sentences", "articles")}
    found = opening_sentences(["a0", "a2"], **about)
    assert found["text"].tolist() == ["A met B", "A left B"]
    assert found["marks"].tolist() == ["", ""]
    assert tuple(found) == COLUMNS


STORIES = pd.DataFrame({"article_id": ["a0", "a1", "a2"], "story_id": ["a0", "a1", "a2"]})


def test_every_row_of_a_timeline_is_traced_to_as_many_articles():
    told = told_of(TIMEX_ROWS, CORPUS["sentences"])
    timeline = count_timeline(
        CORPUS["articles"], told, CORPUS["sentences"], STORIES, mentions=CORPUS["mentions"]
    )
    assert set(timeline["source_id"]) == {"all", "A", "B", "C"}
    for _, row in timeline.iterrows():
        found = trace(row, CORPUS | {"timexes": told})
        assert tuple(found) == COLUMNS
        assert found["article_id"].nunique() == row["n_articles"], row.to_dict()
        if row["clock"] == "told":
            assert found["marks"].str.split("|").str.len().sum() == row["n_events"]


def test_a_row_of_pairs_or_frequency_is_traced():
    pair = count_pairs(CORPUS["mentions"], n_units=6).iloc[0]
    assert len(trace(pair, CORPUS)) == pair["n_together"] == 3
    assert len(trace(pd.Series({"actor_id": "A", "within": "sentence"}), CORPUS)) == 4


def test_a_row_of_another_table_is_refused():
    with pytest.raises(ValueError, match=r"row has columns \['story_id'\]"):
        trace(pd.Series({"story_id": "a"}), CORPUS)


def test_nothing_in_nothing_out():
    tables = {
        "mentions": empty(MENTIONS),
        "sentences": empty(SENTENCES),
        "articles": empty(ARTICLES),
    }
    about = {name: tables[name] for name in ("sentences", "articles")}
    none = [
        sentences_naming(["A"], **tables),
        sentences_telling([], timexes=empty(TIMEXES), **about),
        opening_sentences([], **about),
    ]
    for found in none:
        assert found.empty and tuple(found) == COLUMNS
    assert mentions_of("A", **tables).empty
    pairs = count_pairs(tables["mentions"], n_units=0)
    assert evidence_for_pairs(pairs, **tables).empty

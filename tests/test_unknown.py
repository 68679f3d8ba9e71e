"""Names nobody was found for: counted, ranked, and offered with what they may be."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.extract.corrections import apply_corrections, read_corrections
from analysis.measure.unknown import list_unknown, suggest
from analysis.schema import MENTIONS, conform
from analysis.settings import Settings

DAYS = {"a": "2023-05-03", "b": "2023-05-01", "c": None}
STORIES = {"a": "s1", "b": "s1", "c": "s2"}


def mentions_of(*rows):
    """Mentions written as ``"article/sentence name"``, then label, actor and role if need be."""
    made = []
    for place, (words, label, actor, role) in enumerate(
        [*row, *("PERSON", None, "actor")[len(row) - 1 :]] for row in rows
    ):
        spot, _, text = words.partition(" ")
        article = spot[0]
        made.append(
            {
                "mention_id": f"{article}.{place:06d}-{place + len(text):06d}",
                "article_id": article, "sentence_id": f"{article}.000{spot[1:]}", "start": place,
                "end": place + len(text), "text": text, "label": label, "annotator": "rules",
                "actor_id": actor, "state_id": None, "kind": "person", "role": role,
                "sector": None, "office_id": None, "person_id": None,
                "link_rule": "unknown_name" if actor is None else "full_name",
                "candidates": None, "fact_row": None,
            }
        )  # fmt: skip
    return conform(pd.DataFrame(made, columns=list(MENTIONS.columns)), MENTIONS)


ARTICLES = pd.DataFrame(
    {
        "article_id": list(DAYS),
        "published": pd.to_datetime(list(DAYS.values())).astype("datetime64[us]"),
    }
)
TOLD = pd.DataFrame({"article_id": list(STORIES), "story_id": list(STORIES.values())})


def listed(*rows, **options):
    return list_unknown(mentions_of(*rows), ARTICLES, TOLD, Settings(**options))


def column(frame, name):
    return frame[name].astype(object).where(frame[name].notna(), None).tolist()


def test_counts_worked_by_hand():
    found = listed(
        ("a0 Foo Barri",), ("a0 Foo Barri",), ("b1 Foo Barri",), ("c0 Qux Quux",), ("b0 Qux Quux",)
    )
    assert column(found, "name") == ["Qux Quux", "Foo Barri"]
    counts = ["rank", "n_stories", "n_articles", "n_mentions"]
    assert found[counts].to_numpy().tolist() == [[1, 2, 2, 2], [2, 1, 2, 3]]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        pytest.param([("a0 Foo Barri", "PERSON", "person-x")], [], id="a resolved person"),
        pytest.param([("a0 Foo Barri", "PERSON", "name-foo-barri")], ["Foo Barri"], id="text only"),
        pytest.param([("a0 Foo Front", "ORG")], ["Foo Front"], id="an organisation"),
        pytest.param([("a0 Fooland", "GPE")], [], id="a place is no actor to be found"),
        pytest.param([("a0 Foo Barri", "PERSON", None, "publisher")], [], id="a photographer"),
        pytest.param(
            [("a0 Hulusi Okar", "PERSON", "name-x"), ("a1 Okar", "PERSON", "name-x")],
            ["Hulusi Okar"], id="a short form counts with the long one",
        ),
        pytest.param(
            [("a0 Erdoğanu",), ("a1 Erdoganu",), ("a2 ERDOGANU",)], ["ERDOGANU"],
            id="accents and capitals make no other name",
        ),
        pytest.param(
            [("a0 Foo",), ("a0 Foo", "ORG")], ["Foo", "Foo"], id="kinds are told apart",
        ),
    ],
)  # fmt: skip
def test_a_name_is_listed_if_nobody_was_found_for_it(rows, names):
    assert column(listed(*rows), "name") == names


def test_evidence_is_the_first_three_sentences_published_undated_last():
    found = listed(
        ("c0 Foo Barri",),
        ("a2 Foo Barri",),
        ("a2 Foo Barri",),
        ("a1 Foo Barri",),
        ("b7 Foo Barri",),
    )
    assert column(found, "sentence_ids") == ["b.0007|a.0001|a.0002"]


def test_other_forms_follow_the_fullest():
    found = listed(("a0 Okar", "PERSON", "name-x"), ("a1 Okar", "PERSON", "name-x"),
                   ("a2 Hulusi Okar", "PERSON", "name-x"))  # fmt: skip
    assert (column(found, "name"), column(found, "other_forms")) == (["Hulusi Okar"], ["Okar"])


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        pytest.param("person", "Sergej Lavrov", "person-sergei-lavrov", id="another spelling"),
        pytest.param("person", "SERGEI LAVROF", "person-sergei-lavrov", id="in capitals"),
        pytest.param("person", "Lavrov Sergei", "person-sergei-lavrov", id="family name first"),
        pytest.param("organisation", "Arab Leaque", "org-arab_league", id="an organisation"),
        pytest.param("organisation", "Sergei Lavrov", None, id="a person is no organisation"),
        pytest.param("person", "Zzyzx Qwrtp", None, id="nothing close"),
    ],
)
def test_a_suggestion(kind, name, expected):
    (found,) = suggest([(kind, name)], least=85)
    assert [one.fact_id for one in found[:1]] == ([expected] if expected else [])


def test_closeness_is_worked_by_hand_and_never_more_than_three_are_offered():
    # `sergej lavrov` and `sergei lavrov`: 12 of 13 letters in common, 24 of 26, 92 of 100.
    (found,) = suggest([("person", "Sergej Lavrov")], least=60)
    assert (found[0].closeness, len(found)) == (92, 3)
    assert [(-one.closeness, one.fact_id) for one in found] == sorted(
        (-one.closeness, one.fact_id) for one in found
    )


def test_only_the_first_names_get_suggestions():
    rows = [("a0 Sergej Lavrov",), ("c0 Sergej Lavrov",), ("b0 Vladimir Putim",)]
    found = listed(*rows, suggest_names=1)
    assert column(found, "suggestions") == ["person-sergei-lavrov", None]
    assert column(found, "correction")[1] is None


@pytest.mark.parametrize(
    ("row", "actor"),
    [
        pytest.param(("a0 Sergej Lavrov",), None, id="of nobody: relabelled"),
        pytest.param(
            ("a0 Sergej Lavrov", "PERSON", "name-sergej-lavrov"), "name-sergej-lavrov",
            id="of somebody only the text knows: merged",
        ),
    ],
)  # fmt: skip
def test_the_line_offered_does_what_it_says(row, actor, tmp_path):
    found = listed(row)
    file = tmp_path / "corrections.csv"
    header = "action,actor,text,where,to,state,reason\n"
    file.write_text(header + found["correction"][0] + "\n", encoding="utf-8")
    mentions, changes = apply_corrections(mentions_of(row), read_corrections(file))
    assert mentions[["actor_id", "state_id"]].to_numpy().tolist() == [
        ["person-sergei-lavrov", "RUS"]
    ]
    assert changes["from_actor"].tolist() == [actor or ""]
    again = list_unknown(mentions, ARTICLES, TOLD)
    assert again.empty


def test_row_order_leaves_no_trace():
    mentions = mentions_of(
        ("a0 Foo Barri",), ("b0 Foo Barri",), ("c0 Qux Quux",), ("a1 Qux Quux", "ORG")
    )
    one = list_unknown(mentions, ARTICLES, TOLD)
    other = list_unknown(mentions.sample(frac=1, random_state=3), ARTICLES[::-1], TOLD[::-1])
    assert_frame_equal(one, other)


def test_counts_of_two_corpora_add_up():
    one, other = [("a0 Foo Barri",), ("b0 Qux Quux",)], [("c0 Foo Barri",), ("c1 Foo Barri",)]
    counts = ["n_stories", "n_articles", "n_mentions"]
    parts = [listed(*rows).set_index("name")[counts] for rows in (one, other)]
    whole = listed(*one, *other).set_index("name")[counts]
    added = parts[0].add(parts[1], fill_value=0).astype("int64")
    assert_frame_equal(whole.sort_index(), added.sort_index())


def test_nothing_gives_an_empty_table():
    found = listed()
    assert found.empty
    assert list(found)[:3] == ["rank", "kind", "name"]

"""Whom a mention counts for, and which mentions count."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure.parties import as_parties, count_outcomes, counted
from analysis.schema import MENTIONS, SENTENCES, SchemaError, empty


def mention_of(
    actor_id=None, state_id=None, *, sentence="s0", role="actor", by="gazetteer", rule="state"
):
    return {
        "sentence_id": sentence, "actor_id": actor_id, "state_id": state_id, "role": role,
        "annotator": by, "link_rule": rule,
    }  # fmt: skip


def mentions_of(*rows):
    frame = pd.DataFrame(rows, columns=list(mention_of()))
    frame.insert(0, "mention_id", [f"m{n}" for n in range(len(rows))])
    return frame.astype("str")


def sentences_of(**sections):
    return pd.DataFrame({"sentence_id": list(sections), "section": list(sections.values())})


MINISTRY = mention_of("RUS-defence_ministry", "RUS")
STATE = mention_of("TUR", "TUR")
NATO = mention_of("org-nato")
STATE_AGENCY = mention_of("org-ria", "RUS")
PERSON = mention_of("name-jane-doe")
FORMER = mention_of("former-soviet-union")
UNRESOLVED = mention_of()


@pytest.mark.parametrize(
    ("mention", "party", "state", "actor"),
    [
        pytest.param(MINISTRY, "RUS", "RUS", "RUS-defence_ministry", id="a ministry is its state"),
        pytest.param(STATE, "TUR", "TUR", "TUR", id="a state is itself"),
        pytest.param(NATO, "org-nato", None, "org-nato", id="an organisation is a party"),
        pytest.param(STATE_AGENCY, "RUS", "RUS", "org-ria", id="the state goes before"),
        pytest.param(PERSON, None, None, "name-jane-doe", id="a person is no party"),
        pytest.param(FORMER, None, None, "former-soviet-union", id="a former state is no party"),
        pytest.param(UNRESOLVED, None, None, None, id="nobody stays nobody"),
    ],
)
def test_a_mention_counts_for(mention, party, state, actor):
    frame = mentions_of(mention, STATE)
    for level, expected in [("party", party), ("state", state), ("actor", actor)]:
        found = as_parties(frame, level)["actor_id"]
        assert found.dtype == "str"
        assert found.fillna("nobody").tolist() == [expected or "nobody", "TUR"]


def test_the_default_is_the_party_and_asking_twice_changes_nothing():
    frame = mentions_of(MINISTRY, NATO, PERSON)
    once = as_parties(frame)
    assert once["actor_id"].fillna(".").tolist() == ["RUS", "org-nato", "."]
    assert_frame_equal(as_parties(once), once)
    assert frame["actor_id"].tolist() == ["RUS-defence_ministry", "org-nato", "name-jane-doe"]


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="level is 'country'"):
        as_parties(mentions_of(), "country")


def test_towns_of_no_list_are_left_out_and_counted():
    town = mention_of(sentence="text", role="place", rule="unlisted_place")
    former = mention_of("former-soviet-union", sentence="text", role="place")
    frame = mentions_of(town, former, town)
    found = counted(as_parties(frame), sentences_of(text="body"))
    assert found.left_out.to_numpy().tolist() == [["place of no party", 2]]
    assert found.mentions["mention_id"].tolist() == ["m1"]


def test_captions_and_publishers_are_left_out_and_counted():
    frame = mentions_of(
        mention_of("RUS", sentence="head"),
        mention_of("TUR", sentence="photo"),
        mention_of("SYR", sentence="photo"),
        mention_of("org-tass", sentence="photo", role="publisher"),
        mention_of("org-afp", sentence="text", role="publisher"),
        mention_of("IRN", sentence="text", role="place"),
        mention_of(sentence="text"),
        mention_of("EGY", sentence="link"),
        mention_of("RUS-defence_ministry", "RUS", sentence="text", by="references"),
        mention_of("TUR", sentence="link", by="references"),
    )
    sentences = sentences_of(head="headline", photo="caption", text="body", link="related")
    found = counted(frame, sentences)
    assert found.mentions["mention_id"].tolist() == ["m0", "m5", "m6"]
    assert list(found.left_out.itertuples(index=False, name=None)) == [
        ("section caption", 3),
        ("section related", 2),
        ("publisher", 1),
        ("reference without a name", 1),
    ]
    assert len(found.mentions) + found.left_out["n_mentions"].sum() == len(frame)


def test_other_sections_may_be_counted():
    frame = mentions_of(mention_of("RUS", sentence="a"), mention_of("TUR", sentence="b"))
    found = counted(frame, sentences_of(a="body", b="caption"), sections=["caption"])
    assert found.mentions["actor_id"].tolist() == ["TUR"]
    assert found.left_out["reason"].tolist() == ["section body"]


def test_a_mention_without_its_sentence_is_an_error():
    with pytest.raises(SchemaError, match="1 rows stand in sentences .* first 'lost'"):
        counted(mentions_of(mention_of(sentence="lost"), STATE), sentences_of(s0="body"))


def test_outcomes_add_up():
    found = count_outcomes(mentions_of(MINISTRY, STATE, NATO, NATO, PERSON, FORMER, UNRESOLVED))
    assert found["outcome"].tolist() == ["counted", "resolved, no party", "unresolved"]
    assert found["n_mentions"].tolist() == [4, 2, 1]
    assert found["share"].tolist() == [4 / 7, 2 / 7, 1 / 7]


def test_outcomes_depend_on_the_level():
    frame = mentions_of(MINISTRY, NATO, PERSON, UNRESOLVED)
    assert count_outcomes(frame, "state")["n_mentions"].tolist() == [1, 2, 1]
    assert count_outcomes(frame, "actor")["n_mentions"].tolist() == [3, 0, 1]


def test_nothing_in_nothing_out():
    mentions, sentences = empty(MENTIONS), empty(SENTENCES)
    assert_frame_equal(as_parties(mentions), mentions)
    found = counted(mentions, sentences)
    assert_frame_equal(found.mentions, mentions)
    assert found.left_out.empty and list(found.left_out) == ["reason", "n_mentions"]
    outcomes = count_outcomes(mentions)
    assert outcomes["n_mentions"].tolist() == [0, 0, 0] and outcomes["share"].isna().all()

"""The analyst's corrections: applied in order, recorded, and refused where they do not hold."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import store
from analysis.extract.corrections import COLUMNS, apply_corrections, read_corrections
from analysis.facts import ReferenceDataError
from analysis.pipeline import build
from analysis.schema import MENTIONS, conform
from analysis.settings import Settings
from analysis.store import Workspace


def mentions_of(*rows):
    """Mentions written as ``(article, start, text, actor, state)``."""
    return conform(
        pd.DataFrame(
            [
                {
                    "mention_id": f"{article}.{start:06d}-{start + len(text):06d}",
                    "article_id": article, "sentence_id": f"{article}.0000", "start": start,
                    "end": start + len(text), "text": text, "label": "GPE",
                    "annotator": "gazetteer", "actor_id": actor, "state_id": state,
                    "kind": "state", "role": "actor", "sector": None, "office_id": None,
                    "person_id": None, "link_rule": "state", "candidates": None,
                    "fact_row": None,
                }
                for article, start, text, actor, state in rows
            ]
        ),
        MENTIONS,
    )  # fmt: skip


MENTIONED = mentions_of(
    ("a", 0, "Georgia", "GEO", "GEO"),
    ("a", 20, "Assad", "person-bashar-al-assad", "SYR"),
    ("b", 0, "Georgia", "GEO", "GEO"),
    ("b", 30, "Abbas", None, None),
)


def written(folder, *rows):
    path = folder / "corrections.csv"
    filled = [{name: row.get(name, "") for name in COLUMNS} for row in rows]
    pd.DataFrame(filled).to_csv(path, index=False)
    return path


def corrected(folder, **row):
    rows = read_corrections(written(folder, {"reason": "checked"} | row))
    mentions, changes = apply_corrections(MENTIONED, rows)
    found = dict(
        zip(
            mentions["mention_id"].str[:3] + mentions["text"],
            zip(mentions["actor_id"].fillna(""), mentions["state_id"].fillna(""), strict=True),
            strict=True,
        )
    )
    return found, changes


def test_a_name_in_one_article_is_refused(tmp_path):
    found, changes = corrected(tmp_path, action="refuse", text="Georgia", where="b")
    assert found["a.0Georgia"] == ("GEO", "GEO")
    assert found["b.0Georgia"] == ("", "")
    assert changes[["line", "from_actor", "n_mentions"]].to_numpy().tolist() == [[2, "GEO", 1]]


def test_an_unresolved_name_is_given_its_actor_and_state(tmp_path):
    found, changes = corrected(
        tmp_path, action="relabel", text="Abbas", to="person-ali-mahmoud-abbas", state="SYR"
    )
    assert found["b.0Abbas"] == ("person-ali-mahmoud-abbas", "SYR")
    assert changes["from_actor"].tolist() == [""]


def test_a_state_s_own_code_brings_its_state(tmp_path):
    found, _ = corrected(tmp_path, action="relabel", text="Abbas", to="PSE")
    assert found["b.0Abbas"] == ("PSE", "PSE")


def test_two_actors_are_merged_and_keep_their_state(tmp_path):
    found, changes = corrected(
        tmp_path, action="merge", actor="person-bashar-al-assad", to="SYR-presidency"
    )
    assert found["a.0Assad"] == ("SYR-presidency", "SYR")
    assert changes["n_mentions"].tolist() == [1]


def test_merged_into_an_organisation_a_mention_acts_for_no_state(tmp_path):
    found, _ = corrected(tmp_path, action="merge", actor="GEO", to="org-nato")
    assert found["a.0Georgia"] == ("org-nato", "")


def test_one_actor_is_split_by_the_name_printed(tmp_path):
    found, _ = corrected(tmp_path, action="split", actor="GEO", text="Georgia", to="own-us-georgia")
    assert {found["a.0Georgia"], found["b.0Georgia"]} == {("own-us-georgia", "")}


def test_a_corrected_mention_says_so_and_names_the_line(tmp_path):
    rows = read_corrections(
        written(tmp_path, {"action": "refuse", "text": "Georgia", "reason": "the US state"})
    )
    mentions, _ = apply_corrections(MENTIONED, rows)
    changed = mentions[mentions["text"] == "Georgia"]
    assert set(changed["link_rule"]) == {"correction_refuse"}
    assert set(changed["fact_row"]) == {"corrections:2"}


def test_rows_are_applied_in_their_order(tmp_path):
    first = {"action": "relabel", "text": "Abbas", "to": "PSE", "reason": "one"}
    then = {"action": "merge", "actor": "PSE", "to": "org-plo", "reason": "two"}
    rows = read_corrections(written(tmp_path, first, then))
    mentions, changes = apply_corrections(MENTIONED, rows)
    assert mentions.set_index("text").loc["Abbas", "actor_id"] == "org-plo"
    assert changes["line"].tolist() == [2, 3]


def test_no_file_changes_nothing(tmp_path):
    for path in (None, tmp_path / "absent.csv"):
        mentions, changes = apply_corrections(MENTIONED, read_corrections(path))
        assert_frame_equal(mentions, MENTIONED)
        assert changes.empty


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"action": "rename", "text": "X"}, "action is 'rename'", id="no such action"),
        pytest.param({"action": "refuse", "text": "X", "reason": ""}, "reason", id="no reason"),
        pytest.param({"action": "relabel", "text": "X"}, "'to'", id="no new actor"),
        pytest.param({"action": "merge", "to": "SYR"}, "'actor'", id="no old actor"),
        pytest.param({"action": "refuse"}, "every mention", id="everything meant"),
    ],
)
def test_a_row_that_does_not_hold_is_refused_with_its_line(tmp_path, row, words):
    path = written(tmp_path, {"reason": "checked"} | row)
    with pytest.raises(ReferenceDataError, match=r"'corrections.csv', line 2") as error:
        read_corrections(path)
    assert words in str(error.value)


def test_an_unknown_column_is_refused(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("action,reasons\nrefuse,x\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="unknown columns \\['reasons'\\]"):
        read_corrections(path)


def test_a_correction_moves_the_numbers_it_should_and_no_others(tmp_path):
    (tmp_path / "raw").mkdir()
    text = "Talks\n\nMay 2, 2023\n\nNorway hosted Syria. Iran met Norway.\n"
    (tmp_path / "raw/a.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "corrections.csv"
    corpus = Workspace(tmp_path, tmp_path / "raw", tmp_path / "out", Settings(), file)
    build(corpus)
    before = store.read("frequency", corpus.processed)
    written(tmp_path, {"action": "refuse", "text": "Iran", "reason": "a namesake"})
    assert build(corpus).fresh
    after = store.read("frequency", corpus.processed)
    assert set(before["actor_id"]) - set(after["actor_id"]) == {"IRN"}
    kept = before[before["actor_id"] != "IRN"].reset_index(drop=True)
    columns = ["actor_id", "within", "n_mentions", "n_sentences"]
    assert_frame_equal(after[columns], kept[columns])
    assert store.read("corrections", corpus.processed)["n_mentions"].tolist() == [1]
    assert not build(corpus).fresh

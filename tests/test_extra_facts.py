"""A researcher's own facts, laid over those of the package: checked, used, and never in silence."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from analysis import facts, store
from analysis.__main__ import main
from analysis.facts import ReferenceDataError, read_facts
from analysis.facts.cameo import export_entries
from analysis.facts.overlay import list_extra
from analysis.facts.overlay.merging import STAYS
from analysis.facts.overlay.reading import KEYS
from analysis.lexicon.names import meanings_of
from analysis.pipeline import Workers, build, verify
from analysis.settings import Settings
from analysis.store import Workspace

ARTICLE = (
    "Talks in Oslo\n\nMay 2, 2023\n\nNorway hosted Foo Barri. Quuxland met Norway. Iran came.\n"
)
PERSON = {"person_id": "person-foo-barri", "name": "Foo Barri", "source": "own"}
OFFICE = {
    "office_id": "SYR-quux_minister", "state_id": "SYR", "role": "foreign_minister",
    "sector": "GOV", "titles": "quux minister", "source": "own",
}  # fmt: skip
TERM = {
    "office_id": "SYR-quux_minister", "person_id": "person-foo-barri", "start": "2020-01-01",
    "source": "own",
}  # fmt: skip
NAME = {"state_id": "SYR", "name": "Quuxland", "source": "own"}


def lay_down(folder, **tables):
    """Write tables, each a list of rows, as files of facts; returns what `list_extra` sees."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        pd.DataFrame(rows).fillna("").to_csv(folder / f"{name}.csv", index=False)
    return list_extra(folder)


def merged(folder, **tables):
    return lay_down(folder / "own", **tables).merged()


def told(made):
    return list(made.conflicts[["about", "outcome"]].itertuples(index=False, name=None))


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/oslo.txt").write_text(ARTICLE, encoding="utf-8")
    return Workspace(
        tmp_path, tmp_path / "raw", tmp_path / "out", Settings(), facts=tmp_path / "own"
    )


def test_rows_are_added_and_taken_away_again(tmp_path):
    before = read_facts("state_names")
    assert meanings_of("Quuxland") == ()
    with facts.laid_over(lay_down(tmp_path / "own", state_names=[NAME])):
        assert meanings_of("Quuxland")[0].actor_id == "SYR"
        assert len(read_facts("state_names")) == len(before) + 1
        assert facts.conflicts().empty
    assert meanings_of("Quuxland") == ()
    assert read_facts("state_names").equals(before)


def test_another_folder_within_a_run_is_another_set_of_facts(tmp_path):
    one = lay_down(tmp_path / "one", state_names=[NAME])
    other = lay_down(tmp_path / "other", state_names=[NAME | {"state_id": "IRN"}])
    with facts.laid_over(one):
        with facts.laid_over(other):
            assert meanings_of("Quuxland")[0].actor_id == "IRN"
        assert meanings_of("Quuxland")[0].actor_id == "SYR"


def test_no_folder_and_an_empty_folder_add_nothing(tmp_path):
    (tmp_path / "empty").mkdir()
    assert (
        list_extra(None) is list_extra(tmp_path / "none") is list_extra(tmp_path / "empty") is None
    )


def test_the_order_of_rows_leaves_no_trace(tmp_path):
    rows = [NAME, NAME | {"name": "Quuxistan"}, NAME | {"name": "Quuxia", "state_id": "IRN"}]
    one = merged(tmp_path, state_names=rows).tables["state_names"]
    shutil.rmtree(tmp_path / "own")
    other = merged(tmp_path, state_names=rows[::-1]).tables["state_names"]
    assert one.equals(other)


def test_tables_keep_the_columns_and_the_order_of_the_packaged_ones(tmp_path):
    made = merged(tmp_path, persons=[PERSON], offices=[OFFICE], holders=[TERM])
    for name, table in made.tables.items():
        assert list(table) == list(read_facts(name))
        keys = list(table[list(KEYS[name])].itertuples(index=False, name=None))
        assert keys == sorted(keys)


def test_lists_of_one_thing_are_joined(tmp_path):
    row = {"person_id": "person-sergei-lavrov", "variants": "Quux Lavrov", "source": "own"}
    made = merged(tmp_path, persons=[row])
    found = made.tables["persons"].set_index("person_id").loc["person-sergei-lavrov"]
    assert found["name"] == "Sergei Lavrov"
    assert found["variants"].split("|")[-1] == "Quux Lavrov"
    assert len(found["variants"].split("|")) > 1
    assert made.conflicts.empty


@pytest.mark.parametrize(
    ("precedence", "name", "outcome"),
    [
        pytest.param("", "Sergei Lavrov", [("the column 'name'", STAYS)], id="it stays"),
        pytest.param("replace", "Serge Quux", [], id="replaced where the row says so"),
    ],
)  # fmt: skip
def test_a_cell_that_says_otherwise(tmp_path, precedence, name, outcome):
    row = {
        "person_id": "person-sergei-lavrov", "name": "Serge Quux", "precedence": precedence,
        "source": "own",
    }  # fmt: skip
    made = merged(tmp_path, persons=[row])
    found = made.tables["persons"].set_index("person_id").loc["person-sergei-lavrov"]
    assert found["name"] == name
    assert told(made) == outcome


def test_a_conflict_shows_both_rows(tmp_path):
    row = {"state_id": "SYR", "name": "Tehran", "source": "own list"}
    (conflict,) = merged(tmp_path, state_names=[row]).conflicts.to_dict("records")
    assert conflict["line"] == 2
    assert conflict["about"] == "the name 'Tehran'"
    assert "state_id=SYR; name=Tehran; source=own list" in conflict["extra"]
    assert conflict["packaged"].startswith("capitals: state_id=IRN; city=Tehran")


@pytest.mark.parametrize(
    ("precedence", "expected"),
    [
        pytest.param("", 0, id="a name of another state is not taken over"),
        pytest.param("beside", 1, id="unless the row says beside"),
    ],
)
def test_a_name_that_is_another_s(tmp_path, precedence, expected):
    row = {"state_id": "SYR", "name": "Tehran", "source": "own", "precedence": precedence}
    made = merged(tmp_path, state_names=[row]).tables["state_names"]
    assert len(made.query("state_id == 'SYR' and name == 'Tehran'")) == expected


def test_a_person_whose_name_is_another_s_is_left_out_with_the_terms(tmp_path):
    person = PERSON | {"name": "Sergei Lavrov"}
    made = merged(tmp_path, persons=[person], offices=[OFFICE], holders=[TERM])
    assert "person-foo-barri" not in set(made.tables["persons"]["person_id"])
    assert "person-foo-barri" not in set(made.tables["holders"]["person_id"])
    assert told(made) == [
        ("the name 'Sergei Lavrov'", "the packaged row stays"),
        ("a person left out above", "the packaged row stays"),
    ]


def test_two_of_one_name_are_exported_once(tmp_path):
    person = PERSON | {"name": "Sergei Lavrov", "precedence": "beside"}
    own = lay_down(tmp_path / "own", persons=[person], offices=[OFFICE], holders=[TERM])
    with facts.laid_over(own):
        names = [name for entry in export_entries() for name in entry.names]
    assert names.count("SERGEI LAVROV") == 1


def test_a_variant_that_is_another_s_is_left_out_and_the_person_stays(tmp_path):
    person = PERSON | {"variants": "Sergei Lavrov|Fou Barri"}
    made = merged(tmp_path, persons=[person]).tables["persons"].set_index("person_id")
    assert made.loc["person-foo-barri", "variants"] == "Fou Barri"


FOREIGN = {"office_id": "RUS-foreign_minister", "person_id": "person-foo-barri", "source": "own"}


@pytest.mark.parametrize(
    ("row", "n_own", "n_packaged", "outcome"),
    [
        pytest.param(
            {"start": "2010-01-01", "end": "2012-01-01"}, 0, 1, ["the packaged row stays"],
            id="two persons in one office: the packaged one stays",
        ),
        pytest.param(
            {"start": "2010-01-01", "precedence": "replace"}, 1, 0, ["the extra row stands"],
            id="the extra one stands where it says so",
        ),
        pytest.param(
            {"start": "2010-01-01", "precedence": "beside"}, 1, 1, ["both stand"],
            id="or both",
        ),
        pytest.param(
            {"start": "2010-01-01", "acting": "true"}, 1, 1, [], id="an acting one is beside",
        ),
        pytest.param(
            {"start": "1990-01-01", "end": "1990-06-01"}, 1, 1, [], id="no day in common",
        ),
    ],
)  # fmt: skip
def test_two_persons_in_one_office(tmp_path, row, n_own, n_packaged, outcome):
    made = merged(tmp_path, persons=[PERSON], holders=[FOREIGN | row])
    terms = (
        made.tables["holders"].query("office_id == 'RUS-foreign_minister'")["person_id"].tolist()
    )
    assert terms.count("person-foo-barri") == n_own
    assert terms.count("person-sergei-lavrov") == n_packaged
    assert [words for _, words in told(made)] == outcome


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [
        pytest.param("2019-06-01", "2020-06-01", False, id="into the term of another"),
        pytest.param("2021-06-01", "2023-06-01", False, id="out of the term of another"),
        pytest.param("2019-06-01", "2020-01-01", True, id="until the day the other begins"),
        pytest.param("2022-01-01", "", True, id="from the day the other ends"),
    ],
)
def test_two_extra_terms_in_one_office(tmp_path, start, end, stands):
    other = {"person_id": "person-bar-quux", "name": "Bar Quux", "source": "own"}
    first = TERM | {"person_id": "person-bar-quux", "end": "2022-01-01"}
    made = merged(
        tmp_path, persons=[PERSON, other], offices=[OFFICE],
        holders=[TERM | {"start": start, "end": end}, first],
    )  # fmt: skip
    held = made.tables["holders"].query("office_id == 'SYR-quux_minister'")["person_id"].tolist()
    assert held == ["person-bar-quux", *(["person-foo-barri"] if stands else [])]
    assert len(made.conflicts) == (0 if stands else 1)


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        pytest.param("stats", NAME, "'stats.csv' is no reference table", id="no such table"),
        pytest.param("persons", PERSON | {"nom": "x"}, "unknown columns ['nom']", id="column"),
        pytest.param(
            "persons", {"person_id": "person-x", "name": "X"}, "absent columns ['source']",
            id="no column of sources",
        ),
        pytest.param("persons", PERSON | {"source": ""}, "line 2: columns ['source']", id="source"),
        pytest.param("persons", PERSON | {"name": ""}, "columns ['name'] are empty", id="no name"),
        pytest.param(
            "persons", PERSON | {"precedence": "mine"}, "precedence is 'mine'", id="precedence",
        ),
        pytest.param(
            "state_names", NAME | {"state_id": "QQQ"}, "state_id 'QQQ' is in no row of 'states'",
            id="no such state",
        ),
        pytest.param(
            "state_names", NAME | {"kind": "pet"}, "kind is 'pet'; expected one of", id="kind",
        ),
        pytest.param("offices", OFFICE | {"sector": "GVT"}, "sector is 'GVT'", id="no such sector"),
        pytest.param("holders", TERM, "office_id 'SYR-quux_minister' is in no row", id="office"),
        pytest.param(
            "holders", FOREIGN | {"person_id": "person-sergei-lavrov", "start": "2020-13"},
            "expected YYYY, YYYY-MM or YYYY-MM-DD", id="no such month",
        ),
        pytest.param(
            "holders",
            FOREIGN | {"person_id": "person-sergei-lavrov", "start": "2020-03", "end": "2019"},
            "it ends (2019) before it starts (2020-03)", id="ends before it starts",
        ),
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_refused_with_its_file_and_line(tmp_path, table, row, words):
    with pytest.raises(ReferenceDataError) as error:
        merged(tmp_path, **{table: [row]})
    assert words in str(error.value)
    assert f"'{table}.csv'" in str(error.value)


def test_files_that_change_during_a_run_are_noticed(tmp_path):
    extra = lay_down(tmp_path / "own", state_names=[NAME])
    lay_down(tmp_path / "own", state_names=[NAME | {"name": "Quuxia"}])
    with pytest.raises(ReferenceDataError, match="changed during the run"):
        extra.merged()


def test_a_build_uses_them_and_the_manifest_names_them(corpus):
    build(corpus)
    before = store.read("mentions", corpus.processed)
    assert "Quuxland" not in set(before.dropna(subset="state_id")["text"])
    lay_down(corpus.facts, state_names=[NAME], persons=[PERSON], offices=[OFFICE], holders=[TERM])
    found = build(corpus)
    assert (found.fresh, found.n_conflicts) == (True, 0)
    mentions = store.read("mentions", corpus.processed).set_index("text")
    assert mentions.loc["Quuxland", "state_id"] == "SYR"
    assert mentions.loc["Foo Barri", "office_id"] == "SYR-quux_minister"
    actors = store.read("actors", corpus.processed).set_index("actor_id")
    assert actors.loc["person-foo-barri", "name"] == "Foo Barri"
    manifest = json.loads((corpus.processed / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["facts"]) == [
        "holders.csv", "offices.csv", "persons.csv", "state_names.csv",
    ]  # fmt: skip
    assert not build(corpus).fresh
    assert meanings_of("Quuxland") == ()


@pytest.mark.slow
def test_a_clean_run_with_them_writes_the_same_bytes(corpus):
    lay_down(corpus.facts, state_names=[NAME])
    build(corpus)
    assert verify(corpus) == []


@pytest.mark.slow
def test_taken_away_they_leave_no_trace(corpus):
    build(corpus)
    before = {path.name: path.read_bytes() for path in corpus.processed.iterdir() if path.is_file()}
    lay_down(corpus.facts, state_names=[NAME])
    build(corpus)
    shutil.rmtree(corpus.facts)
    assert build(corpus).fresh
    after = {path.name: path.read_bytes() for path in corpus.processed.iterdir() if path.is_file()}
    assert before == after


@pytest.mark.slow
def test_every_worker_uses_them(corpus):
    (corpus.raw / "b.txt").write_text(ARTICLE.replace("Oslo", "Bergen"), encoding="utf-8")
    lay_down(corpus.facts, state_names=[NAME])
    build(corpus)
    one = {path.name: path.read_bytes() for path in corpus.processed.glob("*.*")}
    shutil.rmtree(corpus.processed)
    build(corpus, workers=Workers("processes", 2))
    assert {path.name: path.read_bytes() for path in corpus.processed.glob("*.*")} == one


def test_a_bad_row_stops_a_build_before_anything_is_written(corpus, capsys):
    lay_down(corpus.facts, state_names=[NAME | {"state_id": "QQQ"}])
    arguments = ["build", "--raw", str(corpus.raw), "--processed", str(corpus.processed)]
    assert main([*arguments, "--facts", str(corpus.facts)]) == 2
    assert "'state_names.csv', line 2: state_id 'QQQ'" in capsys.readouterr().err
    assert not (corpus.processed / "articles.parquet").exists()


def test_the_command_says_how_many_disagree_and_lists_both_rows(corpus, capsys):
    lay_down(corpus.facts, state_names=[NAME | {"name": "Tehran"}])
    arguments = ["build", "--raw", str(corpus.raw), "--processed", str(corpus.processed)]
    assert main([*arguments, "--facts", str(corpus.facts)]) == 0
    assert "1 facts of your own disagree" in capsys.readouterr().out
    assert main(["dictionary", "check", str(corpus.facts)]) == 0
    shown = capsys.readouterr().out
    assert "state_names.csv, line 2: the name 'Tehran': the packaged row stays" in shown
    assert "packaged: capitals: state_id=IRN" in shown


def test_a_dictionary_goes_in_and_out_by_the_command(corpus, capsys):
    file = corpus.root / "own.txt"
    file.write_text(
        "SYRIA_ [SYR]\n+QUUXLAND_\n\nFOO_BARRI_\n\t[SYRGOV >20200101]\nBAD]_\n\nFARMER [~AGR]\n",
        encoding="utf-8",
    )
    assert main(["dictionary", "import", str(file), "--to", str(corpus.facts)]) == 0
    assert "2 entries, 1 agents read" in capsys.readouterr().out
    assert (corpus.facts / "imported/unread.csv").read_text(encoding="utf-8").count("own.txt") == 1
    build(corpus)
    mentions = store.read("mentions", corpus.processed).set_index("text")
    assert mentions.loc["Quuxland", "state_id"] == "SYR"
    assert mentions.loc["Foo Barri", ["state_id", "sector"]].tolist() == ["SYR", "GOV"]
    out = corpus.root / "out.txt"
    assert main(["dictionary", "export", "--to", str(out), "--facts", str(corpus.facts)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "+QUUXLAND_\n" in text
    assert "FOO_BARRI_\n\t[SYRGOV >20200101]\n" in text
    capsys.readouterr()
    assert main(["dictionary", "import", str(file), "--to", str(corpus.facts)]) == 2
    assert "holds facts already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["import", "none.txt", "--to", "own"], "'none.txt' cannot be read", id="file"),
        pytest.param(["import", "x", "--to", "own", "--as-of", "2014"], "is '2014'", id="day"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said(tmp_path, capsys, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert main(["dictionary", *arguments]) == 2
    assert words in capsys.readouterr().err

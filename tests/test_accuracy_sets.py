"""Readers of annotated sets, on small sets written here in the formats of the real ones."""

from __future__ import annotations

import gzip
import json

import pandas as pd
import pytest

from analysis.facts.cameo import Term, read_dictionary
from analysis.pipeline.accuracy import dictionary, links, own, packages, spans, times, trees, uses
from analysis.pipeline.accuracy import visits as visiting
from analysis.pipeline.accuracy.files import read_blocks, read_records, read_sheet
from analysis.pipeline.accuracy.texts import Text, lay_out, mentioned, timed
from analysis.pipeline.accuracy.titles import party_of
from analysis.settings import Settings

RULES = Settings(annotator="rules")


def shares(tallies: pd.DataFrame) -> dict[str, str]:
    summed = tallies.groupby(["slice", "measure"])[["part", "whole"]].sum()
    return {" ".join(key): f"{row.part}/{row.whole}" for key, row in summed.iterrows()}


def entity(text: str, words: str, **more) -> dict:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


@pytest.fixture
def write(tmp_path):
    """Write records as JSONL below a folder named as the set."""

    def lines(name: str, *records: dict):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = "".join(json.dumps(record) + "\n" for record in records)
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "wt", encoding="utf-8") as stream:
            stream.write(content)
        return path

    return lines


# --- files and texts


def test_a_line_that_is_no_json_is_named(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": 1}\n{"id": \n', encoding="utf-8")
    with pytest.raises(ValueError, match="set 'x.jsonl', line 2: no JSON"):
        read_records(tmp_path / "x.jsonl")


def test_a_sheet_keeps_namibia_and_names_what_it_lacks(tmp_path):
    (tmp_path / "x.csv").write_text("form,state\nNamibia,NA\nnobody,\n", encoding="utf-8")
    assert read_sheet(tmp_path / "x.csv", "form")["state"].tolist() == ["NA", ""]
    with pytest.raises(ValueError, match=r"no columns \['kind'\]"):
        read_sheet(tmp_path / "x.csv", "form", "kind")


def test_blocks_end_at_blank_lines(tmp_path):
    (tmp_path / "x.txt").write_text("a\nb\n\n\nc\n", encoding="utf-8")
    assert list(read_blocks(tmp_path / "x.txt")) == [["a", "b"], ["c"]]


def test_texts_become_articles_that_keep_their_places():
    laid = lay_out([Text("one", "Moscow said so.", "2023-04-25"), Text("none", "")])
    assert laid.articles["text"].tolist() == ["Moscow said so.", ""]
    assert laid.articles["published"].isna().tolist() == [False, True]
    assert laid.sections[["start", "end"]].to_numpy().tolist() == [[0, 15]]
    with pytest.raises(ValueError, match="called 'one'"):
        lay_out([Text("one", "a"), Text("one", "b")])


def test_stages_give_the_names_of_the_documents_back():
    texts = [Text("z", "Iran agreed."), Text("a", "On 25 April 2023 Turkey agreed.")]
    found = mentioned(texts, RULES)
    assert dict(zip(found["document"], found["state_id"], strict=True)) == {"z": "IRN", "a": "TUR"}
    assert timed(texts, RULES)[["document", "first_day"]].to_numpy().tolist() == [
        ["a", "2023-04-25"]
    ]
    assert mentioned([], RULES).empty


# --- spans


def test_exact_spans_of_records_in_the_labels_of_the_set(write):
    text = "Angela Merkel left Berlin for the German town of Ulm."
    path = write(
        "uner-english-ewt/dev.jsonl",
        {
            "id": "a", "text": text, "entities": [
                entity(text, "Angela Merkel", label="PER"), entity(text, "Berlin", label="LOC"),
                entity(text, "Ulm", label="LOC"), entity(text, "German", label="OTH"),
            ],
        },
    )  # fmt: skip
    made = shares(spans.score_records(path, RULES))
    # German is a nationality, which this set does not annotate: neither found nor missed.
    assert made["all precision"] == "2/2" and made["all recall"] == "2/3"
    assert made["person recall"] == "1/1" and made["place recall"] == "1/2"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(["The", "SDI", "(", "left", ")", "won", "."], "The SDI (left) won.", id="b"),
        pytest.param(['"', "Yes", '"', ",", "he", "said"], '"Yes", he said', id="quotes"),
        pytest.param(["Syria", "'s", "war"], "Syria's war", id="clitics"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_tokens_are_written_as_text_and_stay_where_they_are(words, text):
    joined, places = spans.join_words(words)
    assert joined == text
    assert [joined[start:end] for start, end in places] == words


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param(["B-x", "I-x", "O", "B-y"], [(0, 1, "x"), (3, 3, "y")], id="two names"),
        pytest.param(["B-x", "B-x"], [(0, 0, "x"), (1, 1, "x")], id="side by side"),
        pytest.param(["B-x", "I-y"], [(0, 0, "x"), (1, 1, "y")], id="a label that changes"),
        pytest.param(["O", "I-x"], [(1, 1, "x")], id="an end without a beginning"),
    ],
)
def test_tags_become_stretches(tags, expected):
    assert spans.chunks(tags) == expected


def test_crossner_is_read_from_columns(tmp_path):
    (tmp_path / "crossner").mkdir()
    path = tmp_path / "crossner/politics-dev.txt"
    path.write_text("France\tB-country\nand\tO\nSpain\tB-country\n\nIn\tO\n2001\tB-misc\n",
                    encoding="utf-8")  # fmt: skip
    made = shares(spans.score_crossner(path, RULES))
    assert made["place recall"] == "2/2" and made["all precision"] == "2/2"


@pytest.mark.parametrize(
    ("text", "head", "label", "expected"),
    [
        pytest.param("the new President Barack Obama", "President", "person", "Barack Obama",
                     id="without the title"),
        pytest.param("the University of Bonn in Germany", "University", "organization",
                     "University of Bonn", id="over of, not over in"),
        pytest.param("its President", "President", "person", "President", id="a title alone"),
        pytest.param("the old man", "man", "person", "man", id="no name: its head"),
        pytest.param("Bank of England and others", "Bank", "organization", "Bank of England",
                     id="not over a joining word at the end"),
    ],
)  # fmt: skip
def test_a_name_is_the_run_of_capitals_around_a_head(text, head, label, expected):
    start = text.index(head)
    given = {"start": 0, "end": len(text), "head": [start, start + len(head)], "label": label}
    first, last = spans.name_around(text, given)
    assert text[first:last] == expected


def test_re3d_takes_what_annotators_agree_on(write):
    text = "Syria and the camp of Dabiq."
    path = write(
        "re3d-open/re3d.jsonl",
        {
            "id": "a", "text": text, "entities": [
                entity(text, "Syria", label="Location", confidence=1),
                entity(text, "Dabiq", label="Location", confidence=0.2),
                entity(text, "the camp", label="Location", confidence=1),
            ],
        },
    )  # fmt: skip
    assert shares(spans.score_re3d(path, RULES))["place overlapping recall"] == "1/1"


# --- links


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        pytest.param("Russia", "2025-01-01", ("state", "RUS"), id="a state"),
        pytest.param("Georgia_(country)", "2025-01-01", ("state", "GEO"), id="in brackets"),
        pytest.param("Georgia_(U.S._state)", "2025-01-01", None, id="another of that name"),
        pytest.param("Palestinians", "2025-01-01", ("state", "PSE"), id="a people"),
        pytest.param("Gaza_Strip", "2025-01-01", ("part of a state", "PSE"), id="a part"),
        pytest.param("Moscow", "2025-01-01", ("capital", "RUS"), id="a capital"),
        pytest.param("President_of_France", "2025-01-01", ("office", "FRA"), id="an office"),
        pytest.param("Syrian_Armed_Forces", "2025-01-01", ("institution", "SYR"), id="an organ"),
        pytest.param("Mayor_of_London", "2025-01-01", None, id="an office of a city"),
        pytest.param("NATO", "2025-01-01", ("organisation", "org-nato"), id="an organisation"),
        pytest.param("Reuters", "2025-01-01", None, id="a news agency names no party"),
        pytest.param("Emmanuel_Macron", "2025-01-01", ("leader", "person-emmanuel-macron"),
                     id="in office"),
        pytest.param("Emmanuel_Macron", "2016-01-01", ("other person", "person-emmanuel-macron"),
                     id="before the office"),
        pytest.param("Soviet_Union", "2025-01-01", None, id="a state that is no more"),
        pytest.param("Drone_warfare", "2025-01-01", None, id="a thing"),
    ],
)  # fmt: skip
def test_a_title_stands_for_a_party(title, day, expected):
    party = party_of(title, day)
    assert (party and (party.kind, party.actor_id)) == expected


@pytest.fixture
def items(write):
    one = "German Chancellor Olaf Scholz met Chancellor Nobody Known in Israel; drones flew."
    two = "Israeli forces, NATO and the Russian foreign ministry agreed."
    return write(
        "wp-current-events/items.jsonl.gz",
        {
            "id": "1", "date": "2025-01-02", "story": ["War"], "text": one, "entities": [
                entity(one, "German", wiki="Germany"),
                entity(one, "Olaf Scholz", wiki="Olaf_Scholz"),
                {**entity(one, "Chancellor", wiki="Chancellor_of_Austria"), "start": 34, "end": 44},
                entity(one, "Nobody Known", wiki="Nobody_Known"),
                entity(one, "Israel", wiki="Israel"), entity(one, "drones", wiki="Drone"),
            ],
        },
        {
            "id": "2", "date": "2025-01-03", "story": [], "text": two, "entities": [
                entity(two, "Israeli forces", wiki="Israel_Defense_Forces"),
                entity(two, "NATO", wiki="NATO"),
            ],
        },
        {"id": "3", "date": "2020-01-03", "story": [], "text": "Iran.", "entities": [
            entity("Iran.", "Iran", wiki="Iran")]},
    )  # fmt: skip


def test_links_are_cases_by_what_they_link_to(items):
    made = shares(links.score_links(items, RULES))
    assert made["demonym actor recall"] == "1/1"
    assert made["leader actor recall"] == "1/1"
    assert made["state actor recall"] == "1/1"
    assert made["organisation actor recall"] == "1/1"
    assert made["institution state recall"] == "1/1"  # of Israel, whose forces they are
    assert made["bare office or organ state recall"] == "0/1"
    # Whoever stands behind a linked office holds it, known or not: Austria is not found.
    assert made["person after an office state recall"] == "0/1"
    assert made["all actor recall"] == "4/4"
    assert made["all state recall"] == "3/4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("French president Emmanuel Macron left.", {16: "FRA"}, id="in office"),
        pytest.param("Former French president Nicolas Sarkozy left.", {}, id="no longer"),
        pytest.param("The late French president Jacques Chirac.", {}, id="dead"),
    ],
)
def test_who_stands_behind_a_linked_office_holds_it_now(text, expected):
    office = entity(text, "French president", wiki="President_of_France")
    record = {"date": "2025-01-02", "text": text, "entities": [office]}
    assert links._office_states(record) == expected


def test_linked_names_are_found_whoever_they_are(items):
    made = shares(links.score_names(items, RULES))
    assert made["unknown to the facts overlapping recall"].endswith("/1")
    assert made["state exact recall"] == "1/1"
    assert "Iran" not in str(made)


def test_a_rival_that_knows_states_only_is_judged_on_states_only(items):
    def find(texts):
        return pd.DataFrame({"document": ["1"], "start": [0], "end": [6], "state_id": ["DEU"]})

    made = shares(links.judge(items, find))
    assert made["all state recall"] == "1/4" and made["all state accuracy"] == "1/1"
    assert not [key for key in made if "actor" in key]


# --- the dictionary and the packages


@pytest.fixture
def phrases(tmp_path):
    path = tmp_path / dictionary.DICTIONARY
    path.write_text(
        "# a comment\nRUSSIA_  [RUS]\n+RUSSIAN_ \n+RUSSIAN_FEDERATION_\n"
        "VLADIMIR_PUTIN_  # note\n+PUTIN_\n\t[RUSGOV 20000507-20080507]\n\t[RUSELI >20080507]\n"
        "OLD_MAN_\n\t[FRAGOV <19950517]\n\t[FRA]\n"
        "UKRAINE_\n\t[USR <911231]\n\t[UKR]\nNOBODY_\nOLD_MAN_ [DEU]\n",
        encoding="utf-8",
    )
    return dictionary.phrases_of(read_dictionary(path).entries)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param("The Russian Federation said", "2005-01-01", [(4, 22, "RUS")], id="longest"),
        pytest.param("Putin's Russia", "2005-01-01", [(0, 7, "RUS"), (8, 14, "RUS")], id="owner"),
        pytest.param("an old man", "1990-01-01", [(3, 10, "FRA")], id="before a day"),
        pytest.param("Ukraine", "2025-01-01", [(0, 7, "UKR")], id="after a day of two-digit year"),
        pytest.param("Ukraine", "1990-01-01", [(0, 7, None)], id="a code that is no state"),
        pytest.param("Nobody", "2005-01-01", [], id="a name without a code"),
        pytest.param("the old man", "2005-01-01", [(4, 11, "FRA")], id="listed twice: the first"),
        pytest.param("Putinism", "2005-01-01", [], id="whole words only"),
        pytest.param("Russian", "2005-01-01", [(0, 7, "RUS")], id="at the end of the text"),
        pytest.param("", "2005-01-01", [], id="no text"),
    ],
)
def test_the_dictionary_takes_the_longest_phrase(phrases, text, day, expected):
    found = dictionary.find_states([Text("a", text, day)], phrases)
    found["state_id"] = found["state_id"].astype(object).where(found["state_id"].notna(), None)
    assert list(found[["start", "end", "state_id"]].itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2005-01-01", "GOV", id="in office"),
        pytest.param("2008-05-07", "GOV", id="on the last day"),
        pytest.param("2008-05-08", "ELI", id="on the first day of the next"),
        pytest.param("2010-01-01", "ELI", id="after it"),
        pytest.param("1999-01-01", None, id="before any role"),
    ],
)
def test_a_role_of_the_dictionary_holds_on_its_days(day, expected):
    roles = (
        Term("RUSGOV", "2000-05-07", "2008-05-07"),
        Term("BLRELI", "2008-05-08"),
    )
    states = {"GOV": "RUS", "ELI": "BLR", None: None}
    assert dictionary.state_on(roles, day) == states[expected]


def test_country_packages_look_names_up_and_know_when_they_do_not():
    pytest.importorskip("pycountry")
    for name, look_up in packages.packages().items():
        assert look_up("France") == "FRA", name
        assert look_up("Atlantis") == "", name


# --- visits


@pytest.mark.parametrize(
    ("actor", "country", "expected"),
    [
        pytest.param("President Vladimir Putin", "Russia", ("President", "Vladimir Putin", "RUS"),
                     id="a president"),
        pytest.param("Acting President Ana Doe", "Peru", ("Acting President", "Ana Doe", "PER"),
                     id="an acting one"),
        pytest.param("King Abdullah II", "Jordan", ("King", "Abdullah II", "JOR"), id="a king"),
        pytest.param("President Xi Jinping", "China, People’s Republic of",
                     ("President", "Xi Jinping", "CHN"), id="a state turned round"),
        pytest.param("Prime Minister Joseph Kabila", "Congo, Republic of",
                     ("Prime Minister", "Joseph Kabila", "COG"), id="which Congo"),
        pytest.param("President-elect Vicente Fox", "Mexico", None, id="not yet in office"),
        pytest.param("President Ana Doe and Prime Minister Ben Roe", "Peru", None, id="two"),
        pytest.param("Valdas Adamkus", "Lithuania", None, id="no title"),
        pytest.param("President Ana Doe", "Atlantis", None, id="no state"),
    ],
)  # fmt: skip
def test_a_visit_is_a_title_a_name_and_a_state(actor, country, expected):
    record = {
        "id": "v", "kind": "leader_visit", "date": "2010-01-01", "actor": actor,
        "country": country,
    }  # fmt: skip
    found = [(v.title, v.name, v.state_id) for v in visiting.read_visit(record)]
    assert found == ([expected] if expected else [])


def test_visits_ask_for_those_whose_office_has_a_holder(write):
    made = {"kind": "leader_visit", "country": "France"}
    path = write(
        "travel.jsonl",
        {"id": "1", "date": "2018-04-23", "actor": "President Emmanuel Macron", **made},
        {"id": "2", "date": "2018-04-23", "actor": "President Nobody Known", **made},
        {"id": "3", "date": "1960-04-22", "actor": "President Charles de Gaulle", **made},
        {"id": "4", "date": "2018-04-23", "actor": "Speaker Jane Roe", **made},
        {"id": "5", "date": "2018-04-23", "actor": "x", "country": "y", "kind": "travel"},
    )
    found = shares(visiting.score_visits(path, RULES))
    assert found["all office in the facts"] in ("2/2", "2/3")
    assert found["name office recall"] == "1/2"
    assert found["title and name state accuracy"] == "1/1"


# --- our own texts


@pytest.fixture
def gold(tmp_path):
    body = "Russian President Vladimir Putin met nobody in Kyiv."
    text = f"Moscow Welcomes Talks\n\nBy Test Wire\n\n1 May 2020\n\n{body}"
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"texts/2020-05-01_{name}.txt").write_text(
            f"{text}\n\nNumber {name} of two.\n", encoding="utf-8"
        )
    (tmp_path / "texts.csv").write_text(
        "text_id,file,date,part\nt1,2020-05-01_a.txt,2020-05-01,dev\nt2,2020-05-01_b.txt,2020-05-02,blind\n",
        encoding="utf-8",
    )
    rows = ["text_id,start,end,text,kind,state,office,person,org,role,core_start,core_end"]
    for text_id in ("t1", "t2"):
        for words, core, rest in (
            ("Moscow", "Moscow", "capital,RUS,,,,actor"),
            ("Russian President Vladimir Putin", "Vladimir Putin",
             "office_name,RUS,RUS-president,Vladimir Putin,,actor"),
            ("Kyiv", "Kyiv", "capital,UKR,,,,actor"),
        ):  # fmt: skip
            start, first = text.index(words), text.index(core)
            rows.append(
                f"{text_id},{start},{start + len(words)},{words},{rest},{first},{first + len(core)}"
            )
    (tmp_path / "mentions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path / "mentions.csv"


def test_own_texts_are_judged_mention_by_mention(gold):
    tallies, errors = own.score_own(gold, RULES)
    made = shares(tallies)
    assert made["all mention recall"] == "6/6"
    assert made["all person recall"] == "2/2" and made["all office recall"] == "2/2"
    assert made["kind: capital state recall"] == "4/4"
    assert made["part: dev role accuracy"] == "2/3"  # Kyiv is a place
    assert made["all day of publication"] == "1/2"
    assert made["all state precision"].split("/")[0] == made["all state precision"].split("/")[1]


def test_errors_of_the_blind_part_are_never_listed(gold):
    _, errors = own.score_own(gold, RULES)
    assert set(errors["slice"]) == {"part: dev"}
    assert (errors["expected"] != "").all()  # an empty cell is not judged
    wrong = errors.set_index("aspect").loc["role"]
    assert (wrong["expected"], wrong["found"]) == ("actor", "place")
    assert wrong["sentence"][wrong["start"] : wrong["end"]] == "Kyiv"


@pytest.mark.parametrize(
    ("state", "found", "expected"),
    [
        pytest.param("RUS", "RUS", {"recall": "1/1", "accuracy": "1/1", "precision": "1/1"},
                     id="right"),
        pytest.param("RUS", None, {"recall": "0/1", "accuracy": "0/1"}, id="unresolved"),
        pytest.param("-", "RUS", {"accuracy": "0/1", "refusals": "0/1", "precision": "0/1"},
                     id="a dash forbids an answer"),
        pytest.param("-", None, {"accuracy": "1/1", "refusals": "1/1"}, id="a dash kept"),
        pytest.param("", "RUS", {}, id="an empty cell is not judged"),
        pytest.param("former-soviet-union", "former-soviet-union",
                     {"recall": "1/1", "accuracy": "1/1", "precision": "1/1"}, id="a former state"),
        pytest.param("SYR|IRN", "IRN|SYR", {"recall": "1/1", "accuracy": "1/1",
                                            "precision": "1/1"}, id="the members of a set"),
    ],
)  # fmt: skip
def test_states_are_judged_as_the_codebook_says(state, found, expected):
    gold = pd.DataFrame(
        [["t", "0", "5", "Words", "state", state, "", "", "", "actor"]], columns=own.COLUMNS
    )
    mention = pd.DataFrame({
        "document": "t", "start": [0], "end": 5, "text": "Words", "role": "actor",
        "state_id": found if found == "RUS" else None, "office_id": None, "person_id": None,
        "actor_id": found if found and "former" in found else None,
        "candidates": found if found and "|" in found else None,
        "kind": "set_reference" if found and "|" in found else "state",
    })  # fmt: skip
    texts = ["state_id", "office_id", "person_id", "actor_id", "candidates"]
    mention = mention.astype(dict.fromkeys(texts, "str"))
    gold = own._expected(gold).assign(slice=None)
    made = shares(own._tallied(own._compared(gold, mention), mention))
    states = {key: v for key, v in made.items() if key.startswith("all state") and "F1" not in key}
    assert states == {f"all state {name}": share for name, share in expected.items()}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("a\nIran agreed.\nb", "Iran", "Iran agreed.", id="its line"),
        pytest.param("x" * 60 + " and Iran agreed", "Iran", "and Iran agreed", id="whole words"),
        pytest.param("Iran " + "word " * 30, "Iran", "Iran" + " word" * 8, id="cut at a blank"),
        pytest.param("x" * 60 + "Iran" + "y" * 60, "Iran", "Iran", id="no blank at all"),
    ],
)
def test_words_are_shown_with_what_stands_around_them(text, words, expected):
    start = text.index(words)
    first, last, shown = own.around(text, start, start + len(words))
    assert shown == expected and shown[first:last] == words


def test_uses_of_capitals_are_judged_by_place_or_actor(tmp_path):
    rows = [
        "use_id,date,text,start,end,label,state,position,part",
        "c1,2023-01-01,Ankara has summoned the ambassador.,0,6,actor,TUR,subject,dev",
        "c2,2023-01-01,They met in Ankara.,12,18,actor,TUR,in,dev",
        "c3,2023-01-01,They met in Ankara.,12,18,actor,TUR,in,blind",
    ]
    (tmp_path / "capitals.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    tallies, errors = uses.score_capitals(tmp_path / "capitals.csv", RULES)
    made = shares(tallies)
    assert made["all role accuracy"] == "1/3" and made["all actor precision"] == "1/1"
    assert made["position: in role accuracy"] == "0/2"
    assert errors["document"].tolist() == ["c2"]


def test_forms_are_names_or_refusals(tmp_path):
    path = tmp_path / "forms.csv"
    path.write_text("form,state\nHolland,NLD\nSoviet Union,\nUK,USA\n", encoding="utf-8")
    assert shares(uses.score_forms(path, RULES)) == {
        "all names right": "1/2", "all refusals right": "1/1",
    }  # fmt: skip


def test_the_seed_splits_an_adjective_of_two_states():
    mention = {"start": 5, "end": 19, "text": "Syrian-Turkish", "type": "NORP",
               "country": ["SYR", "TUR"], "role": "other"}  # fmt: skip
    assert own._seed_rows(mention, "a") == [
        ("a", 5, 11, "NORP", "SYR", "descriptor"), ("a", 12, 19, "NORP", "TUR", "descriptor"),
    ]  # fmt: skip


# --- times and trees


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        pytest.param("PM6", "P6M", id="a duration turned round"),
        pytest.param("2010-07-16MO", "2010-07-16TMO", id="a part of day without its mark"),
        pytest.param("2010-07-16TMO", "2010-07-16TMO", id="as it should be"),
        pytest.param("PT3H", "PT3H", id="a duration"),
    ],
)
def test_values_are_brought_to_one_form(value, plain):
    assert times.plain_value(value) == plain


def test_meantime_is_judged_up_to_its_annotated_end(write):
    text = "The talks began on Tuesday. They end on Friday."
    path = write(
        "meantime-en/m.jsonl",
        {
            "id": "a", "date": "2023-04-25", "text": text, "annotated_end": 27, "timexes": [
                entity(text, "Tuesday", type="DATE", value="2023-04-25"),
                entity(text, "Friday", type="DATE", value="2023-04-28"),
            ],
        },
    )  # fmt: skip
    made = shares(times.score_meantime(path, RULES))
    assert made["all value recall"] == "1/1" and made["all strict precision"] == "1/1"


def test_gum_dates_are_compared_by_days_and_open_ones_by_place(write):
    text = "In 2011, and before 2015."
    path = write(
        "gum-open/g.jsonl",
        {
            "id": "a", "date": "2020-01-01", "genre": "news", "text": text, "timexes": [
                entity(text, "2011", when="2011"), entity(text, "2015", notAfter="2015"),
            ],
        },
    )  # fmt: skip
    made = shares(times.score_gum(path, RULES))
    assert made["all value recall"] == "1/1" and made["news relaxed recall"] == "2/2"


def test_refusals_are_right_where_nothing_is_found(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("text,refused\nSome 2011 people left.,2011\nIt was 2011.,2011\n",
                    encoding="utf-8")  # fmt: skip
    assert shares(times.score_refusals(path, RULES)) == {"all refused": "1/2"}


CONLLU = """\
# newdoc id = d1
# sent_id = 1
# text = They don't know.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Why?
1\tWhy\twhy\tADV\tWRB\t_\t0\troot:x\t_\t_
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = d2
# text = Zum Ort
1-2\tZum\t_\t_\t_\t_\t_\t_\t_\t_
1\tzu\tzu\tADP\t_\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\t_\t_\t3\tdet\t_\t_
3\tOrt\tOrt\tNOUN\t_\t_\t0\troot\t_\t_
"""


def test_a_treebank_is_text_with_words_in_their_places(tmp_path):
    (tmp_path / "x.conllu").write_text(CONLLU, encoding="utf-8")
    bank = trees.read_bank(tmp_path / "x.conllu")
    texts = {text.document: text.text for text in bank.texts}
    assert texts == {"d1": "They don't know. Why?", "d2": "Zum Ort"}
    words = [texts[row.document][row.start : row.end] for row in bank.words.itertuples()]
    assert words == ["They", "do", "n't", "know", ".", "Why", "?", "Zum", "Zum", "Ort"]
    root = bank.words.iloc[5]
    assert (root["head_start"], root["head_end"], root["dep"]) == (17, 20, "root")


def test_a_treebank_says_nothing_of_an_annotator_that_does_not_parse(tmp_path):
    (tmp_path / "x.conllu").write_text(CONLLU, encoding="utf-8")
    assert trees.score_parse(tmp_path / "x.conllu", RULES) is None


def test_sentences_are_judged_by_both_ends_and_by_genre(write):
    text = "One is here. Two is there."
    path = write("gum-open/g.jsonl", {"id": "a", "genre": "news", "text": text,
                                      "sentences": [[0, 12], [13, 26]]})  # fmt: skip
    made = shares(trees.score_sentences(path, RULES))
    assert made == {
        "all precision": "2/2", "all recall": "2/2",
        "news precision": "2/2", "news recall": "2/2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "measures"),
    [
        pytest.param(
            ["nsubj", "aux", "advmod", "ROOT", "case"],
            {"labelled", "tag", "unlabelled", "words"}, id="universal relations",
        ),
        pytest.param(
            ["nsubj", "aux", "neg", "ROOT", "pobj"], {"tag", "unlabelled", "words"},
            id="other relations are not compared",
        ),
    ],
)  # fmt: skip
def test_a_parser_is_judged_by_words_heads_and_universal_relations(
    tmp_path, monkeypatch, labels, measures
):
    (tmp_path / "x.conllu").write_text(CONLLU.split("\n\n")[0] + "\n", encoding="utf-8")
    places = [(0, 4), (5, 7), (7, 10), (11, 15), (15, 16)]
    tokens = pd.DataFrame(
        {
            "document": "d1", "token_no": range(5), "start": [s for s, _ in places],
            "end": [e for _, e in places], "pos": ["PRON", "AUX", "PART", "VERB", "X"],
            "head_no": pd.Series([3, 3, 3, 3, 0], dtype="Int64"), "dep": labels,
        }
    )  # fmt: skip
    monkeypatch.setattr(trees, "annotated", lambda texts, settings: {"tokens": tokens})
    made = shares(trees.score_parse(tmp_path / "x.conllu", RULES))
    assert {key.split()[1] for key in made} == measures
    assert made["all words recall"] == "5/5"
    assert made["all tag recall"] == made["all unlabelled recall"] == "4/5"

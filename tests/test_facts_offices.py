"""Do the tables of offices, their holders, seats, organisations and events hold together?

An office is asked about on a day. The day of handover belongs to both the one
who leaves and the one who comes. A date known only to the month or the year
counts from its last day as a start and until its first day as an end, so that
no one is placed in an office on a day on which he may not have held it.
"""

from __future__ import annotations

import calendar
import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

FACTS = Path(__file__).parents[1] / "src/analysis/facts"

COLUMNS = {
    "seats": ["name", "state_id", "organ", "start", "end"],
    "organisations": [
        "org_id", "name", "short_name", "aliases", "kind", "state_id", "members", "start", "end",
    ],
    "offices": ["office_id", "state_id", "role", "sector", "titles"],
    "persons": ["person_id", "name", "variants", "given", "family", "name_order"],
    "holders": ["office_id", "person_id", "start", "end", "precision", "acting"],
    "named_events": ["event_id", "name", "aliases", "start", "end", "phase_bounds", "place"],
}  # fmt: skip

KEYS = {
    "seats": ["name", "state_id", "organ"],
    "organisations": ["org_id"],
    "offices": ["office_id"],
    "persons": ["person_id"],
    "holders": ["office_id", "start", "person_id"],
    "named_events": ["event_id"],
}

CLOSED = {
    ("seats", "organ"): {
        "executive", "legislature", "foreign_ministry", "defence_ministry", "judiciary",
        "military", "intelligence",
    },
    ("organisations", "kind"): {
        "igo", "alliance", "format", "armed_group", "party", "agency", "company", "court",
        "agency_news",
    },
    ("offices", "role"): {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister",
        "interior_minister", "intelligence_chief", "deputy_foreign_minister", "vice_president",
        "crown_prince", "national_security_adviser", "chief_of_staff", "commander", "speaker",
        "ambassador", "envoy", "party_leader", "head_of_organisation", "other",
    },
    ("offices", "sector"): {"GOV", "MIL", "SPY", "LEG", "IGO", "REB"},
    ("persons", "name_order"): {"western", "eastern"},
    ("holders", "precision"): {"day", "month", "year"},
    ("holders", "acting"): {"true", "false"},
}  # fmt: skip

LISTS = {
    "organisations": ["aliases", "members"],
    "offices": ["titles"],
    "persons": ["variants", "family"],
    "named_events": ["aliases", "phase_bounds"],
}

LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of a date at that precision

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
STATE = re.compile(r"[A-Z]{3}")


def facts(name: str) -> pd.DataFrame:
    """One reference table, every cell a string, an empty cell an empty string."""
    return pd.read_csv(FACTS / f"{name}.csv", dtype=str, keep_default_na=False)


def first_day(date: str) -> str:
    """The first day the date may mean, e.g. 2011 -> 2011-01-01."""
    return date + "0000-01-01"[len(date) :]


def last_day(date: str) -> str:
    """The last day the date may mean, e.g. 2012-02 -> 2012-02-29."""
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:7] or 12)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def sure_spans(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `since` and `until`, the days that surely lie within each term."""
    return rows.assign(
        since=rows["start"].map(lambda date: last_day(date) if date else "0000-01-01"),
        until=rows["end"].map(lambda date: first_day(date) if date else "9999-12-31"),
    )


def holders_on(office: str, day: str, *, acting: str = "false") -> list[str]:
    """Names of those who held the office on the day, the earlier first."""
    rows = sure_spans(facts("holders").query("office_id == @office and acting == @acting"))
    held = rows[(rows["since"] <= day) & (day <= rows["until"])].sort_values("since")
    return held.merge(facts("persons"), on="person_id", validate="m:1")["name"].to_list()


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_as_agreed(table):
    tail = ["source", "source2", "checked"] if table == "holders" else ["source", "checked"]
    assert facts(table).columns.to_list() == COLUMNS[table] + tail


@pytest.mark.parametrize("table", KEYS)
def test_keys_are_unique_and_sorted(table):
    keys = list(facts(table)[KEYS[table]].itertuples(index=False, name=None))
    assert all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize("table", COLUMNS)
def test_file_is_plain(table):
    raw = (FACTS / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    cells = facts(table).stack()
    assert cells[cells != cells.str.strip()].empty


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_says_where_and_when_it_was_checked(table):
    rows = facts(table)
    assert (rows["source"] != "").all()
    assert rows["checked"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def test_every_holder_names_two_sources():
    holders = facts("holders")
    assert (holders["source2"] != "").all()
    assert (holders["source"] != holders["source2"]).all()


@pytest.mark.parametrize(("table", "column"), CLOSED)
def test_closed_lists_hold_no_other_word(table, column):
    assert set(facts(table)[column]) <= CLOSED[table, column]


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, cs in LISTS.items() for c in cs])
def test_lists_hold_no_empty_and_no_double_item(table, column):
    items = facts(table)[column].loc[lambda cells: cells != ""].str.split("|")
    assert items.map(lambda item: "" not in item and len(set(item)) == len(item)).all()


@pytest.mark.parametrize("table", ["seats", "organisations", "holders", "named_events"])
def test_dates_are_dates_and_in_order(table):
    rows = facts(table)
    for date in pd.concat([rows["start"], rows["end"]]).loc[lambda dates: dates != ""]:
        assert DATE.fullmatch(date), date
        pd.Timestamp(first_day(date))
    dated = rows[(rows["start"] != "") & (rows["end"] != "")]
    late = dated[dated["start"].map(first_day) > dated["end"].map(last_day)]
    assert late.empty, late.to_string()


def test_precision_is_that_of_the_coarser_date():
    dates = facts("holders")[["start", "end", "precision"]].itertuples(index=False)
    for start, end, precision in dates:
        assert min(len(date) for date in (start, end) if date) == LENGTH[precision], (start, end)


def test_phases_lie_within_their_event():
    for event in facts("named_events").query("phase_bounds != ''").itertuples():
        days = [phase.split(":")[0] for phase in event.phase_bounds.split("|")]
        assert days == sorted(days)
        assert first_day(event.start) <= first_day(days[0])
        assert last_day(days[-1]) <= (last_day(event.end) if event.end else "9999-12-31")


def test_holders_point_to_an_office_and_a_person():
    holders = facts("holders")
    assert set(holders["office_id"]) <= set(facts("offices")["office_id"])
    assert set(holders["person_id"]) <= set(facts("persons")["person_id"])


def test_every_office_and_every_person_is_used():
    holders = facts("holders")
    assert set(facts("offices")["office_id"]) == set(holders["office_id"])
    assert set(facts("persons")["person_id"]) == set(holders["person_id"])


def test_offices_belong_to_a_state_or_to_an_organisation():
    organisations = set(facts("organisations")["org_id"])
    for office in facts("offices").itertuples():
        if office.state_id:
            assert STATE.fullmatch(office.state_id)
            assert office.office_id.startswith(f"{office.state_id}-")
        else:
            assert office.office_id.rpartition("-")[0] in organisations, office.office_id


def test_members_and_states_are_codes_of_three_letters():
    organisations, seats = facts("organisations"), facts("seats")
    codes = [*organisations["members"].str.split("|").explode(), *organisations["state_id"]]
    assert all(STATE.fullmatch(code) for code in [*codes, *seats["state_id"]] if code)


@pytest.mark.parametrize(
    ("table", "key", "columns"),
    [
        ("organisations", "org_id", ["name", "short_name", "aliases"]),
        ("persons", "person_id", ["name", "variants"]),
        ("named_events", "event_id", ["name", "aliases"]),
    ],
)
def test_a_full_name_means_one_thing(table, key, columns):
    rows = facts(table)
    names = pd.concat(
        rows[[key]].assign(name=rows[column].str.split("|")).explode("name") for column in columns
    ).query("name != ''")
    meanings = names.groupby("name")[key].nunique()
    assert meanings[meanings > 1].empty, meanings[meanings > 1].to_string()


def test_no_two_full_holders_beyond_the_day_of_handover():
    terms = sure_spans(facts("holders").query("acting == 'false'"))
    terms = terms.query("since <= until").sort_values(["office_id", "since", "until"])
    for (_, before), (_, after) in pairwise(terms.iterrows()):
        if before["office_id"] == after["office_id"]:
            assert before["until"] <= after["since"], f"\n{before}\n{after}"


def test_agencies_of_news_hold_no_office():
    news = set(facts("organisations").query("kind == 'agency_news'")["org_id"])
    assert news.isdisjoint(facts("offices")["office_id"].str.rpartition("-")[0])


@pytest.mark.parametrize(
    ("office", "day", "expected"),
    [
        ("RUS-president", "2010-06-01", ["Dmitry Medvedev"]),
        ("RUS-prime_minister", "2010-06-01", ["Vladimir Putin"]),
        ("RUS-president", "2012-05-07", ["Dmitry Medvedev", "Vladimir Putin"]),
        ("RUS-defence_minister", "2022-12-28", ["Sergei Shoigu"]),
        ("RUS-defence_minister", "2024-05-13", []),
        ("RUS-defence_minister", "2024-05-14", ["Andrei Belousov"]),
        ("RUS-security_council_secretary", "2024-05-12", ["Nikolai Patrushev", "Sergei Shoigu"]),
        ("RUS-foreign_minister", "2004-03-08", ["Igor Ivanov"]),
        ("RUS-foreign_minister", "2023-05-10", ["Sergei Lavrov"]),
        ("TUR-foreign_minister", "2011-08-09", ["Ahmet Davutoğlu"]),
        ("TUR-foreign_minister", "2023-05-10", ["Mevlüt Çavuşoğlu"]),
        ("TUR-foreign_minister", "2023-06-03", ["Mevlüt Çavuşoğlu", "Hakan Fidan"]),
        ("TUR-defence_minister", "2023-04-25", ["Hulusi Akar"]),
        ("TUR-intelligence_chief", "2020-01-13", ["Hakan Fidan"]),
        ("TUR-intelligence_chief", "2015-02-20", []),
        ("TUR-intelligence_chief", "2024-12-12", ["İbrahim Kalın"]),
        ("TUR-prime_minister", "2019-01-01", []),
        ("SYR-president", "2024-12-08", ["Bashar al-Assad"]),
        ("SYR-president", "2024-12-22", []),
        ("SYR-de_facto_leader", "2024-12-22", ["Ahmed al-Sharaa"]),
        ("SYR-president", "2025-02-04", ["Ahmed al-Sharaa"]),
        ("SYR-defence_minister", "2023-04-25", ["Ali Mahmoud Abbas"]),
        ("SYR-foreign_minister", "2020-11-19", []),
        ("SYR-intelligence_chief", "2020-01-13", ["Ali Mamlouk"]),
        ("SYR-assistant_foreign_minister", "2023-04-03", ["Ayman Sousan"]),
        ("TUR-deputy_foreign_minister_political", "2023-04-03", ["Burak Akçapar"]),
        ("RUS-special_envoy_syria", "2023-01-12", ["Alexander Lavrentiev"]),
        ("IRN-president", "2024-05-19", ["Ebrahim Raisi"]),
        ("IRN-president", "2024-06-15", []),
        ("IRN-defence_minister", "2023-04-25", ["Mohammad-Reza Ashtiani"]),
        ("IRN-foreign_minister", "2024-12-02", ["Abbas Araghchi"]),
        ("IRN-supreme_leader", "2026-03-05", []),
        ("SAU-crown_prince", "2015-04-29", ["Muqrin bin Abdulaziz Al Saud", "Mohammed bin Nayef"]),
        ("EGY-foreign_minister", "2023-02-27", ["Sameh Shoukry"]),
        ("CHN-foreign_minister", "2023-03-10", ["Qin Gang"]),
        ("CHN-foreign_minister", "2024-03-10", ["Wang Yi"]),
        ("GBR-prime_minister", "2022-09-06", ["Boris Johnson", "Liz Truss"]),
        ("GBR-foreign_minister", "2024-01-05", ["David Cameron"]),
        ("FRA-prime_minister", "2024-12-10", ["Michel Barnier"]),
        ("USA-president", "2009-01-20", ["George W. Bush", "Barack Obama"]),
        ("USA-foreign_minister", "2025-01-20", ["Antony Blinken"]),
        ("ISR-prime_minister", "2022-07-01", ["Yair Lapid"]),
        ("org-nato-secretary_general", "2024-10-01", ["Jens Stoltenberg", "Mark Rutte"]),
        ("org-un-secretary_general", "2006-12-31", ["Kofi Annan"]),
    ],
)
def test_who_held_the_office_on_the_day(office, day, expected):
    assert holders_on(office, day) == expected


@pytest.mark.parametrize(
    ("office", "day", "expected"),
    [
        ("IRN-president", "2024-06-15", ["Mohammad Mokhber"]),
        ("IRN-foreign_minister", "2024-06-15", ["Ali Bagheri Kani"]),
        ("UKR-president", "2014-04-01", ["Oleksandr Turchynov"]),
        ("KOR-president", "2025-01-15", ["Choi Sang-mok"]),
        ("RUS-president", "2024-06-15", []),
    ],
)
def test_who_stood_in_for_the_holder_on_the_day(office, day, expected):
    assert holders_on(office, day, acting="true") == expected

"""Actor dictionaries of the field: read whole, turned into facts, and written back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.cameo import (
    Entry,
    Term,
    export_entries,
    import_entries,
    parse_dictionary,
    read_dictionary,
    write_dictionary,
)
from analysis.facts.cameo.codes import code_of, read_code
from analysis.facts.cameo.entries import is_writable
from analysis.facts.cameo.known import printed

FILES = (
    "Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt", "Phoenix.agents.txt",
)  # fmt: skip


def read(text):
    return parse_dictionary(text.encode("utf-8"), "own.txt")


def reasons(text):
    return [(piece.line, piece.reason) for piece in read(text).unread]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("SYRIA_ [SYR]", Entry(("SYRIA",), (Term("SYR"),)), id="one name, one code"),
        pytest.param(
            "SYRIA_  [SYR]\n+SYRIAN_ \n+Damascus_",
            Entry(("SYRIA", "SYRIAN", "DAMASCUS"), (Term("SYR"),)),
            id="synonyms follow with a plus sign, and are in capitals whatever the file has",
        ),
        pytest.param(
            "HAFEZ_AL-ASSAD_\n\t[SYRGOV 710222-000610]",
            Entry(("HAFEZ AL-ASSAD",), (Term("SYRGOV", "1971-02-22", "2000-06-10"),)),
            id="two digits above 30 are the last century, those up to 30 are this one",
        ),
        pytest.param(
            "A_B_\n\t[SYRGOV 310101-300101]",
            Entry(("A B",), (Term("SYRGOV", "1931-01-01", "2030-01-01"),)),
            id="31 is 1931 and 30 is 2030",
        ),
        pytest.param(
            "A_B_\n\t[SYRGOV 19270101-320610]",
            Entry(("A B",), (Term("SYRGOV", "1927-01-01", "1932-06-10"),)),
            id="long and short days may be mixed",
        ),
        pytest.param(
            "A_B_\n\t[SYROPP > 20120101]\n\t[SYRELI <19991231]\n\t[SYRGOV]",
            Entry(
                ("A B",),
                (
                    Term("SYROPP", "2012-01-01"), Term("SYRELI", "", "1999-12-31"),
                    Term("SYRGOV"),
                ),
            ),
            id="open at the end, open at the beginning, and the default",
        ),
        pytest.param(
            "A_B_\t[IGOEUREEC 950701-951231][IGOWSTNAT 951205-991006] # both",
            Entry(
                ("A B",),
                (
                    Term("IGOEUREEC", "1995-07-01", "1995-12-31"),
                    Term("IGOWSTNAT", "1995-12-05", "1999-10-06"),
                ),
            ),
            id="two codes on the line of the name",
        ),
        pytest.param("U.N.__  ; old comment\n", Entry(("U.N.",), ()), id="a name without a code"),
        pytest.param("YAHOO!_INC_ [MNC]", Entry(("YAHOO! INC",), (Term("MNC"),)), id="odd signs"),
    ],
)  # fmt: skip
def test_an_entry_is_read(text, expected):
    found = read(text)
    assert (found.entries, found.unread) == ((expected,), ())


def test_a_name_without_a_plus_sign_begins_the_next_entry():
    assert read("SYRIA_ [SYR]\n\nIRAN_\n\t[IRN]\n").entries == (
        Entry(("SYRIA",), (Term("SYR"),)), Entry(("IRAN",), (Term("IRN"),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\t[SYRGOV]", [(1, "codes without a name before them")], id="code alone"),
        pytest.param("+SYRIAN_", [(1, "a synonym without a name before it")], id="synonym alone"),
        pytest.param(
            "A_B_\n\t[SYRGOV 20121207-20120802]",
            [(2, "restriction '20121207-20120802' ends before it begins")],
            id="a term that ends before it begins",
        ),
        pytest.param(
            "A_B_\n\t[SYRGOV 9008223-911221]",
            [(2, "restriction '9008223-911221' holds no day of the form YYYYMMDD or YYMMDD")],
            id="seven digits are no day",
        ),
        pytest.param(
            "A_B_\n\t[SYRGOV >20230230]",
            [(2, "restriction '>20230230' holds no day of the form YYYYMMDD or YYMMDD")],
            id="the thirtieth of February",
        ),
        pytest.param(
            "A_B_\n\t[SYRGOV 20121207]",
            [(2, "restriction '20121207' is none of >day, <day and day-day")],
            id="a day on neither side",
        ),
        pytest.param("A_B_ [SYR] Retail", [(1, "neither a name nor a code")], id="words after it"),
        pytest.param(
            "SYRIA_ [SYR]\n+FAERO]_\n+SYRIAN_",
            [(2, "a sign that names may not hold; the line and its codes are left out")],
            id="a bracket in a name, the others go on",
        ),
        pytest.param(
            "JAN]_\n\t[CZEGOV]",
            [
                (1, "a sign that names may not hold; the line and its codes are left out"),
                (2, "codes without a name before them"),
            ],
            id="the codes of a name that was refused are not given to the one before",
        ),
        pytest.param("MAN [~AGR}", [(1, "not of the form NOUN {PLURAL} [~CODE]")], id="agent"),
        pytest.param("!X!MAN [~AGR]", [(1, "the set !X! is not defined above")], id="no such set"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_line(text, expected):
    assert reasons(text) == expected


def test_a_line_in_another_encoding_is_listed_and_the_others_are_read():
    found = parse_dictionary(b"TCHAD_ [TCD]\n+R\xc9PUBLIQUE_\n+CHAD_\n", "own.txt")
    assert found.entries == (Entry(("TCHAD", "CHAD"), (Term("TCD"),)),)
    assert [(piece.line, piece.reason) for piece in found.unread] == [(2, "not UTF-8")]


def test_comments_are_left_out_in_all_their_forms():
    text = "# one\n<!-- two\nSYRIA_ [SYR]\n-->\nIRAN_ [IRN] # [SYR]\n+PERSIA_ <!-- x --> ; y\n\n"
    found = read(text)
    assert found.entries == (Entry(("IRAN", "PERSIA"), (Term("IRN"),)),)
    assert (found.n_lines, found.n_empty, found.n_used) == (7, 5, 2)


@pytest.mark.parametrize(
    ("text", "names", "code", "before"),
    [
        pytest.param("FARMER [~AGR]", ("FARMER", "FARMERS"), "AGR", False, id="regular plural"),
        pytest.param("DEPUTY [~LEG]", ("DEPUTY", "DEPUTIES"), "LEG", False, id="plural in IES"),
        pytest.param("BOSS [~BUS]", ("BOSS", "BOSSES"), "BUS", False, id="plural in ES"),
        pytest.param("POLICE {} [~COP]", ("POLICE",), "COP", False, id="no plural"),
        pytest.param(
            "ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOVATG]",
            ("ATTORNEY GENERAL", "ATTORNEYS GENERAL"), "GOVATG", False, id="irregular plural",
        ),
        pytest.param("ACTIVIST {} [NGM~]", ("ACTIVIST",), "NGM", True, id="code before"),
        pytest.param(
            "!P! = MAN, WOMEN\nBUSINESS!P! [~BUS]",
            ("BUSINESSMAN", "BUSINESSWOMEN"), "BUS", False, id="a set, without further plurals",
        ),
    ],
)  # fmt: skip
def test_an_agent_is_read(text, names, code, before):
    (agent,) = read(text).agents
    assert (agent.names, agent.code, agent.before) == (names, code, before)
    assert not read(text).unread


WORD = st.text("ABZÉ08.'-&(),/!+:", min_size=1, max_size=8).filter(is_writable)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
DAY = st.dates().map(lambda day: day.isoformat())
TERM = st.one_of(
    st.builds(Term, st.from_regex(r"[A-Z]{3,12}", fullmatch=True)),
    st.builds(lambda code, day: Term(code, day, ""), st.just("SYRGOV"), DAY),
    st.builds(lambda code, day: Term(code, "", day), st.just("---"), DAY),
    st.builds(lambda days: Term("IGOUNO", *sorted(days)), st.tuples(DAY, DAY)),
)
ENTRY = st.builds(
    lambda names, terms: Entry(tuple(names), tuple(terms)),
    st.lists(NAME, min_size=1, max_size=4, unique=True),
    st.lists(TERM, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTRY, max_size=6))
def test_what_was_written_is_read_as_the_same_entries(entries):
    found = read(write_dictionary(entries, comments=["made by hand"]))
    assert found.entries == tuple(entries)
    assert found.unread == ()


@settings(max_examples=150, deadline=None)
@given(st.text("A[]+#~_ \t\n2{}<>-=!;", max_size=60))
def test_every_line_is_used_empty_or_listed(text):
    found = read(text)
    listed = {piece.line for piece in found.unread}
    assert found.n_lines - found.n_empty - found.n_used <= len(listed)
    assert found.n_empty + found.n_used <= found.n_lines


def test_a_name_that_the_format_cannot_hold_is_refused():
    with pytest.raises(ValueError, match=r"names \['A#B'\] of an entry cannot be written"):
        write_dictionary([Entry(("A#B",), ())])


# What the documentation of PETRARCH 2 asks of a line, in our words: a phrase, or a plus sign
# and a phrase, of words joined by underscores; or a tab and one bracket with a code without
# blanks and at most one restriction, days of eight digits.
PHRASE = re.compile(r"\+?[^\s\[\]+#_][^\s\[\]#]*_")
BRACKET = re.compile(r"\t\[[A-Z-]{3,}( (<\d{8}|>\d{8}|\d{8}-\d{8}))?\]")


def test_the_export_keeps_the_rules_of_the_format_and_repeats_no_name():
    entries = export_entries()
    lines = write_dictionary(entries).splitlines()
    assert [
        line for line in lines if not PHRASE.fullmatch(line) and not BRACKET.fullmatch(line)
    ] == []
    names = [name for entry in entries for name in entry.names]
    assert len(names) == len(set(names))
    assert read(write_dictionary(entries)).entries == tuple(entries)


def test_the_export_gives_states_persons_and_their_days():
    by_name = {name: entry.terms for entry in export_entries() for name in entry.names}
    assert by_name["SYRIA"] == by_name["SYRIAN"] == by_name["DAMASCUS"] == (Term("SYR"),)
    assert by_name["NATO"] == (Term("IGOWSTNAT"),)
    assert Term("RUSGOV", "2004-03-09") in by_name["SERGEI LAVROV"]
    assert "GUINEA-BISSAU" in by_name
    assert "GEORGIAN" in by_name


def test_what_we_export_we_know_already():
    again = import_entries(export_entries())
    assert again.tables == {}
    assert set(again.counts) == {"state", "person", "organisation"}


def imported(text, **options):
    return import_entries(read(text).entries, **options)


def rows(made, table, *columns):
    frame = made.tables.get(table)
    return [] if frame is None else list(frame[list(columns)].itertuples(index=False, name=None))


def test_a_person_unknown_to_us_gets_an_office_of_its_own_kind():
    made = imported("FOO_AL-BARRI_\n+FOU_BARRI_\n\t[SYRGOV 20010203-20020405]\n\t[SYRELI]")
    assert rows(made, "persons", "person_id", "name", "variants") == [
        ("person-foo-al-barri", "Foo al-Barri", "Fou Barri")
    ]
    assert rows(made, "offices", "office_id", "state_id", "sector", "role") == [
        ("SYR-listed_gov", "SYR", "GOV", "other")
    ]
    # The fifth of April is the last day; ours is the day after.
    assert rows(made, "holders", "office_id", "start", "end") == [
        ("SYR-listed_gov", "2001-02-03", "2002-04-06")
    ]
    assert made.not_carried["what"].tolist() == ["SYRELI"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(">20110101", ("2011-01-01", "2014-12-31"), id="open ones end then"),
        pytest.param("<20110101", ("", "2011-01-02"), id="closed ones keep their end"),
    ],
)
def test_open_terms_end_on_the_day_the_dictionary_was_right(days, expected):
    made = imported(f"FOO_BARRI_\n\t[SYRGOV {days}]", as_of="2014-12-31")
    assert rows(made, "holders", "start", "end") == [expected]


def test_a_person_we_know_keeps_our_offices_and_gains_a_spelling():
    made = imported("SERGEI_LAVROV_\n+SERGUEY_LAVROV_\n\t[RUSGOV 20010101-20020101]")
    assert rows(made, "persons", "person_id", "name", "variants") == [
        ("person-sergei-lavrov", "", "Serguey Lavrov")
    ]
    assert "holders" not in made.tables
    assert made.not_carried["reason"].tolist() == [
        "the facts have the offices of person-sergei-lavrov"
    ]


def test_a_namesake_of_another_state_is_not_taken_for_the_person_we_know():
    made = imported("SERGEI_LAVROV_\n\t[BRAGOV 20010101-20020101]")
    assert made.tables == {}
    assert "namesake of person-sergei-lavrov" in made.not_carried["reason"][0]


def test_two_entries_of_one_name_and_state_are_one_person():
    made = imported("FOO_BARRI_\n\t[SYRGOV 20010101-20020101]\nFOO_BARRI_\n\t[SYRMIL >20030101]")
    assert [row[0] for row in rows(made, "persons", "person_id")] == ["person-foo-barri"]
    assert rows(made, "holders", "office_id") == [("SYR-listed_gov",), ("SYR-listed_mil",)]


def test_two_entries_of_one_name_and_two_states_are_two_persons():
    made = imported("FOO_BARRI_\n\t[SYRGOV 20010101-20020101]\nFOO_BARRI_\n\t[IRNGOV >20030101]")
    assert rows(made, "persons", "person_id") == [("person-foo-barri",), ("person-foo-barri-syr",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "QUUX_FRONT_ [YEMREB]", ("org-quux_front", "Quux Front", "armed_group", ""),
            id="rebels act for no state",
        ),
        pytest.param(
            "QUUX_MINISTRY_ [YEMGOV]", ("org-quux_ministry", "Quux Ministry", "agency", "YEM"),
            id="an agency acts for its state",
        ),
        pytest.param(
            "QUUX_ [MNCUSA]", ("org-quux", "QUUX", "company", "USA"),
            id="a short form stays in capitals",
        ),
        pytest.param(
            "QUUX_RELIEF_ [NGOHLH]", ("org-quux_relief", "Quux Relief", "agency", ""),
            id="a non-governmental organisation",
        ),
    ],
)  # fmt: skip
def test_an_organisation_unknown_to_us_is_added(text, expected):
    assert rows(imported(text), "organisations", "org_id", "name", "kind", "state_id") == [expected]


def test_an_organisation_we_know_gains_a_name_and_nothing_else():
    made = imported("NATO_ [IGOWSTNAT]\n+QUUX_TREATY_BODY_")
    assert rows(made, "organisations", "org_id", "name", "aliases", "kind") == [
        ("org-nato", "", "Quux Treaty Body", "")
    ]


def test_names_of_a_state_are_added_unless_they_are_another_s():
    made = imported("SYRIA_ [SYR]\n+QUUXLAND_\n+TEHRAN_\n+MAY_\n+DAMASCUS_")
    assert rows(made, "state_names", "state_id", "name") == [("SYR", "Quuxland")]
    assert made.not_carried["reason"].tolist() == [
        "a word that is also no name", "the facts have this as a name of IRN",
    ]  # fmt: skip


def test_a_state_that_was_part_of_another_is_no_person():
    made = imported("UKRAINE_\n+QUUXLAND_\n\t[USRUKR <910824]\n\t[UKR >910824]")
    assert rows(made, "state_names", "state_id", "name") == [("UKR", "Quuxland")]
    assert made.counts == {"state": 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("U.N.B.A._", "no code", id="no code at all"),
        pytest.param("FOO_ [---]", "no code", id="the null code"),
        pytest.param("FOO_BAR_ [QQQGOV]", "no code that we know", id="no such state"),
        pytest.param(
            "FOO_BARRI_\n\t[SYRELI 20010101-20020101]", "elite or of unknown standing: no office",
            id="the elite hold no office",
        ),
        pytest.param(
            "FOO_BARRI_\n\t[IGOABCDEF >20010101]", "an organisation whose code we do not know",
            id="no such organisation",
        ),
    ],
)  # fmt: skip
def test_what_makes_no_row_is_listed(text, reason):
    assert reason in imported(text).not_carried["reason"].tolist()


def test_the_order_of_entries_leaves_no_trace():
    text = (
        "FOO_BARRI_\n\t[SYRGOV 20010101-20020101]\n\nQUUX_FRONT_ [YEMREB]\n\n"
        "SYRIA_ [SYR]\n+QUUXLAND_"
    )
    forwards = read(text).entries
    one, other = import_entries(forwards), import_entries(reversed(forwards))
    assert {name: frame.to_csv() for name, frame in one.tables.items()} == {
        name: frame.to_csv() for name, frame in other.tables.items()
    }


def test_nothing_gives_nothing():
    assert read("").entries == ()
    assert write_dictionary([]) == ""
    assert import_entries([]).tables == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("SYR", ("SYR", "SYR", "", False), id="the state itself"),
        pytest.param("SYRGOV", ("SYR", "SYR", "GOV", False), id="its government"),
        pytest.param("SYRGOVMIL", ("SYR", "SYR", "MIL", False), id="its ministry of defence"),
        pytest.param("SYRGOVBUS", ("SYR", "SYR", "GOV", False), id="its ministry of trade"),
        pytest.param("SYRELI", ("SYR", "SYR", "", True), id="its elite"),
        pytest.param("USAGUMGOV", ("GUM", "GUM", "GOV", False), id="the territory, not its owner"),
        pytest.param("KSVOPP", ("XKX", "XKX", "OPP", False), id="another code than ours"),
        pytest.param("IGOUNOIAE", ("org-iaea", "", "IGO", False), id="the longest code it knows"),
        pytest.param("IGOUNOKID", ("org-un", "", "IGO", False), id="else the shorter one"),
        pytest.param("MNCUSA", ("USA", "USA", "BUS", False), id="a company of a state"),
        pytest.param("IMGMUSALQ", ("", "", "REB", False), id="an armed group of several states"),
    ],
)
def test_a_code_means(code, expected):
    assert tuple(read_code(code)) == expected


def test_a_code_we_do_not_know_means_nothing():
    assert read_code("QQQGOV") is None


def test_a_state_s_code_is_read_back():
    for state in ("SYR", "XKX", "former-soviet-union", "GUM"):
        assert read_code(code_of(state)).state_id == state


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("MUHAMMAD AL-BARRI", "Muhammad al-Barri", id="the article after a name"),
        pytest.param("AL-BARRI", "Al-Barri", id="the article that begins a name"),
        pytest.param("HANS VAN DEN BOOR", "Hans van den Boor", id="small words"),
        pytest.param("QUUX O'KANE", "Quux O'Kane", id="after an apostrophe"),
        pytest.param("WOLFE'S QUUX", "Wolfe's Quux", id="but not of a genitive"),
        pytest.param("QUUX MCCLOY", "Quux McCloy", id="a Scottish name"),
        pytest.param("U.Q.", "U.Q.", id="initials"),
        pytest.param("RECEP TAYYIP ERDOĞAN", "Recep Tayyip Erdoğan", id="as the facts print it"),
    ],
)
def test_a_name_in_capitals_is_printed(name, expected):
    assert printed(name) == expected


def test_the_dictionaries_of_the_field_are_read_whole(shared):
    folder = shared / "corpora/event-dictionaries"
    found = [read_dictionary(folder / name) for name in FILES]
    assert [len(one.entries) for one in found] == [18388, 7841, 1021, 1]
    assert [len(one.agents) for one in found] == [0, 0, 0, 2243]
    for one in found:
        lost = {piece.line for piece in one.unread}
        assert one.n_lines - one.n_empty - one.n_used <= len(lost)
        assert len(one.unread) < 20
        again = parse_dictionary(write_dictionary(one.entries).encode("utf-8"), "again.txt")
        assert again.entries == one.entries

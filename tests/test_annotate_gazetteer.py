"""Known names found in text: folding and the way back, boundaries, longest first."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.annotate.gazetteer import build_gazetteer, find_names, the_gazetteer
from analysis.lexicon import FOLDER, read_words
from analysis.lexicon.fold import fold, fold_name
from analysis.lexicon.names import Meaning, meanings_of

BENCHMARK = Path(__file__).parents[1] / "benchmarks/names_speed.py"


def found(text: str, *kinds: str) -> list[str]:
    gazetteer = the_gazetteer()
    finds = find_names(text, gazetteer)
    wanted = kinds or ("state", "capital", "adjective", "person", "organisation", "seat")
    return [
        text[start:end]
        for start, end, pattern in zip(finds.starts, finds.ends, finds.patterns, strict=True)
        if gazetteer.kinds[pattern] in wanted
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "in Türkiye and Turkiye", ["Türkiye", "Turkiye"], id="with and without accent"
        ),
        pytest.param("Tür\u00adkiye fell", ["Tür\u00adkiye"], id="a soft hyphen inside"),
        pytest.param("Sy\u200bria fell", ["Sy\u200bria"], id="a zero-width blank inside"),
        pytest.param("\u202eSyria\u202c fell", ["Syria"], id="between bidirectional marks"),
        pytest.param("Saudi\u00a0Arabia fell", ["Saudi\u00a0Arabia"], id="a hard blank"),
        pytest.param("Saudi\nArabia fell", ["Saudi\nArabia"], id="over the end of a line"),
        pytest.param("Saudi\n\nArabia fell", ["Saudi"], id="not over a blank line"),
        pytest.param("Ｒｕｓｓｉａ fell", ["Ｒｕｓｓｉａ"], id="full width"),
        pytest.param("Coˆte fell", [], id="an accent beside a letter is not on it"),
        pytest.param("Co\u0302te d’Ivoire fell", ["Co\u0302te d’Ivoire"], id="a combining accent"),
        pytest.param("Côte d'Ivoire fell", ["Côte d'Ivoire"], id="a straight apostrophe"),
        pytest.param("Guinea–Bissau fell", ["Guinea–Bissau"], id="a long dash"),
        pytest.param("TURKEY AND SYRIA MEET", ["TURKEY", "SYRIA"], id="in capitals"),
        pytest.param("give us oman", [], id="case is kept"),
        pytest.param("Ѕуrіа fell", [], id="look-alike letters are another name"),
        pytest.param("Romania fell", ["Romania"], id="no name inside a word"),
        pytest.param("the U.S.-led talks", ["U.S."], id="a full stop in the name, a hyphen after"),
        pytest.param("https://www.iran.example/Iran-talks", [], id="not in an address"),
        pytest.param("write to Iran@Syria.example", [], id="not in a mail address"),
        pytest.param("in Papua New Guinea", ["Papua New Guinea"], id="the longest is taken"),
        pytest.param("", [], id="no text, no name"),
    ],
)
def test_finds_names_as_written(text, expected):
    assert found(text) == expected


LETTERS = "aB .éß\u00ad"
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=4).filter(str.strip), max_size=6)


def by_hand(text: str, names: list[str]) -> list[tuple[int, int]]:
    """Leftmost, then longest, among clean matches: the definition, tried out everywhere."""

    def clean(start: int, end: int) -> bool:
        return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()

    chosen, free = [], 0
    for start in range(len(text)):
        ends = [
            start + len(n)
            for n in names
            if text.startswith(n, start) and clean(start, start + len(n))
        ]
        if start >= free and ends:
            chosen.append((start, max(ends)))
            free = max(ends)
    return chosen


@given(NAMES, st.text(LETTERS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_choice_equals_the_definition(names, text):
    meaning = Meaning("state", "X")
    folded = [fold(name).text for name in names if fold(name).text.strip()]
    finds = find_names(text, build_gazetteer(dict.fromkeys(folded, (meaning,))))
    folds = [fold(letter).text for letter in text]
    origin = [place for place, letters in enumerate(folds) for _ in letters]
    expected = by_hand("".join(folds), folded)
    assert list(zip(finds.starts, finds.ends, strict=True)) == [
        (origin[start], origin[end - 1] + 1) for start, end in expected
    ]


REAL = st.integers(0, 10**9).map(
    lambda number: the_gazetteer().forms[number % len(the_gazetteer().forms)]
)
KNOWN = frozenset(the_gazetteer().forms)
AROUND = st.text(alphabet=" \n.,-’'éßж\u00adaS…(", max_size=3)


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("names_bench", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(st.lists(st.tuples(REAL, AROUND), max_size=8))
@settings(max_examples=150, deadline=None)
def test_real_names_equal_every_name_tried_at_every_position(bench, pieces):
    gazetteer = the_gazetteer()
    text = "".join(name + between for name, between in pieces)
    finds = find_names(text, gazetteer)
    expected = bench.reference(text, KNOWN, bench.lengths_of(KNOWN))
    assert list(zip(finds.starts, finds.ends, strict=True)) == expected


@given(st.text(alphabet="aé\u0301ß\u00ad ﬁ’Ｒ1\n", max_size=30))
@settings(max_examples=150, deadline=None)
def test_folding_each_character_alone_is_folding_the_text(text):
    folded = fold(text)
    assert folded.text == "".join(fold(character).text for character in text)
    origins = folded.origin(np.arange(len(folded.data))).tolist()
    assert (np.diff(origins) >= 0).all()
    for place, origin in enumerate(origins):
        assert folded.data[place] in fold(text[origin]).data


def test_plain_text_needs_no_way_back():
    folded = fold("Plain text\twith `a` tab")
    assert folded.text == "Plain text with 'a' tab"
    assert not len(folded.places)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("in \u00adIran\u00ad, yes", "Iran", "Iran", id="marks left out around a name"),
        pytest.param("Weiß\u00adrußland fell", "Weissrussland", "Weiß\u00adrußland", id="ß twice"),
        pytest.param("ﬁ ﬂ U.S… fell", "U.S.", "U.S…", id="a name that ends within a sign"),
        pytest.param("in Москва, yes", "Москва", "Москва", id="a name in another script"),
        pytest.param("é😀 Œuvre 😀", "Oeuvre", "Œuvre", id="behind signs of four bytes"),
    ],
)
def test_the_way_back_from_names_of_other_lengths(text, name, expected):
    gazetteer = build_gazetteer({fold_name(name): (Meaning("state", "X"),)})
    finds = find_names(text, gazetteer)
    assert [text[a:b] for a, b in zip(finds.starts, finds.ends, strict=True)] == [expected]


@pytest.mark.parametrize(
    "text",
    ["éIran fell", "Iranж fell", "жIran", "Iran中", "9Iran", "Iran_"],
)
def test_no_letter_of_any_script_touches_a_name(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["—Iran—", "€Iran", "Iran。", "“Iran”", "…Iran…"])
def test_other_signs_may_touch_a_name(text):
    assert found(text) == ["Iran"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_example_shows_its_word(path):
    rows = read_words(path.stem)
    assert not rows.duplicated(list(rows.columns[:-1])).any()
    if "example" in rows:
        word = rows[rows.columns[0]].str.lower()
        example = rows["example"].str.lower().str.replace("defense", "defence")
        lost = [e for w, e in zip(word, example, strict=True) if w not in e]
        assert not lost


def test_an_unknown_list_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="no word list 'nothing'.*titles"):
        read_words("nothing")


def test_meanings_keep_namibia_and_norway():
    assert meanings_of("Namibia")[0].state_id == "NAM"
    assert meanings_of("Norway")[0].state_id == "NOR"
    assert not pd.isna(meanings_of("Norway")[0].state_id)

"""Which of two overlapping names stands, and who is named again by surname.

A text is written with its spans: `[Damascus GPE gazetteer]` is ours, `{Jane Doe PERSON}` a
model's; they may overlap if written twice, so a model's span is given as a quotation below
the text it stands in.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.annotate import conflicts
from analysis.extract.annotate.layout import Layout, lay_out
from analysis.extract.annotate.repeats import find_again, with_repeats
from analysis.extract.annotate.spans import Spans, first_found, spans_of
from test_annotate import articles_of, sections_of


def found_in(text: str, *names: str, annotator: str = "") -> Spans:
    """Spans for names such as `Damascus GPE gazetteer`; the first place in the text counts."""
    spans = Spans()
    for name in names:
        words = name.split(" ")
        who = annotator or words.pop()
        label, named = words.pop(), " ".join(words)
        start = text.index(named)
        spans.add(start, start + len(named), label, who)
    return spans


def shown(text: str, spans: Spans) -> list[str]:
    return [f"{text[start:end]} {label} {who}" for start, end, label, who in spans.rows()]


@pytest.mark.parametrize(
    ("text", "ours", "model", "expected"),
    [
        pytest.param(
            "Jane Doe met Akar.", ["Akar PERSON gazetteer"], ["Jane Doe PERSON"],
            ["Jane Doe PERSON model", "Akar PERSON gazetteer"],
            id="a name nobody else knows stands",
        ),
        pytest.param(
            "Akar left.", ["Akar PERSON gazetteer"], ["Akar ORG"], ["Akar PERSON gazetteer"],
            id="the lists go before the model",
        ),
        pytest.param(
            "Recep Tayyip Erdogan left.", ["Recep Tayyip Erdogan PERSON gazetteer"],
            ["Tayyip Erdogan PERSON"], ["Recep Tayyip Erdogan PERSON gazetteer"],
            id="also over a shorter name",
        ),
        pytest.param(
            "He studied at the University of Damascus.", ["Damascus GPE gazetteer"],
            ["University of Damascus ORG"], ["University of Damascus ORG model"],
            id="a place in a longer name goes",
        ),
        pytest.param(
            "Paris Hilton sang.", ["Paris GPE gazetteer"], ["Paris Hilton PERSON"],
            ["Paris Hilton PERSON model"], id="a person called like a place",
        ),
        pytest.param(
            "Iran Envoy Visits Damascus\n\nHe came.", ["Damascus GPE gazetteer"],
            ["Visits Damascus PERSON"], ["Damascus GPE gazetteer"],
            id="a headline keeps its places",
        ),
        pytest.param(
            "The Defense Ministers met.", [], ["Defense Ministers ORG"], [],
            id="offices without a name are nobody",
        ),
        pytest.param(
            "Russia Today said so.", ["Russia GPE gazetteer"], ["Russia Today ORG"],
            ["Russia Today ORG model"], id="a state and one word are one name",
        ),
        pytest.param(
            "The U.S. Blue Shield flew.", ["U.S. GPE gazetteer"], ["U.S. Blue Shield ORG"],
            ["U.S. Blue Shield ORG model"], id="a state may begin the name of an organisation",
        ),
        pytest.param(
            "The U.S. Treasury said so.", ["U.S. GPE gazetteer"], ["U.S. Treasury ORG"],
            ["U.S. GPE gazetteer"], id="but not what is no name without it",
        ),
        pytest.param(
            "The U.S. Defense Secretary spoke.", ["U.S. GPE gazetteer"], ["U.S. Defense ORG"],
            ["U.S. GPE gazetteer"], id="what a title goes on with is no name",
        ),
        pytest.param(
            "Russia Defense Ministers met.", ["Russia GPE gazetteer"],
            ["Russia Defense Ministers ORG"], ["Russia GPE gazetteer"],
            id="nor is a state with the words of an office",
        ),
        pytest.param(
            "The Canadian bank Exampla closed.", ["Canadian NORP gazetteer"],
            ["Canadian bank Exampla ORG"], ["Canadian NORP gazetteer", "bank Exampla ORG model"],
            id="a nationality of a common noun stays",
        ),
        pytest.param(
            "The Law Society of England and Wales met.",
            ["England GPE gazetteer", "Wales GPE gazetteer"],
            ["Law Society of England and Wales ORG"],
            ["Law Society of England and Wales ORG model"], id="several places are parts of one",
        ),
        pytest.param(
            "The Court of Audit of Iraq met.", ["Iraq GPE gazetteer"],
            ["Court of Audit of Iraq ORG"], ["Court of Audit of Iraq ORG model"],
            id="a state that an organ is of is part of its name",
        ),
        pytest.param(
            "The Turkish Red Crescent came.", ["Turkish NORP gazetteer"],
            ["Turkish Red Crescent ORG"],
            ["Turkish Red Crescent ORG model"],
            id="so is a nationality that begins it",
        ),
        pytest.param(
            "The Israeli Navy came.", ["Israeli NORP gazetteer"], ["Israeli Navy ORG"],
            ["Israeli NORP gazetteer"], id="one word behind a nationality is no name",
        ),
        pytest.param(
            "Syrian Bashar Example left.", ["Syrian NORP gazetteer"],
            ["Syrian Bashar Example PERSON"],
            ["Syrian NORP gazetteer", "Bashar Example PERSON model"],
            id="a nationality stays beside a person",
        ),
        pytest.param(
            "Syria's Red Crescent came.", ["Syria GPE gazetteer"], ["Syria's Red Crescent ORG"],
            ["Syria GPE gazetteer", "Red Crescent ORG model"], id="an owner stays",
        ),
        pytest.param(
            "The Damascus offensive began.", ["Damascus GPE gazetteer"],
            ["Damascus offensive EVENT"], ["Damascus GPE gazetteer"],
            id="a place stays where the rest is no name",
        ),
        pytest.param(
            "The Iran-Iraq War began.", ["Iran GPE gazetteer", "Iraq GPE gazetteer"],
            ["Iran-Iraq War EVENT"], ["Iran GPE gazetteer", "Iraq GPE gazetteer"],
            id="two places are not given up for one name",
        ),
        pytest.param(
            "The Assad Tribunal met.", ["Assad PERSON gazetteer"], ["Assad Tribunal ORG"],
            ["Assad PERSON gazetteer"], id="nor is a known person",
        ),
        pytest.param(
            "The Bank of Foreign Ministry Affairs.", ["Foreign Ministry ORG gazetteer"],
            ["Bank of Foreign Ministry Affairs ORG"], ["Foreign Ministry ORG gazetteer"],
            id="nor an organisation",
        ),
        pytest.param(
            "Minister Jane Doe Smith left.", ["Jane Doe PERSON rules"], ["Jane Doe Smith PERSON"],
            ["Jane Doe Smith PERSON model"], id="a name guessed by a rule may be longer",
        ),
        pytest.param(
            "Hamad Example Al Thani left.", ["Hamad Example PERSON gazetteer"],
            ["Hamad Example Al Thani PERSON"], ["Hamad Example PERSON gazetteer"],
            id="a known name may not",
        ),
        pytest.param(
            "Prime Minister Jane Doe left.", [], ["Prime Minister Jane Doe PERSON"],
            ["Jane Doe PERSON model"], id="a title is no part of a name",
        ),
        pytest.param(
            "He saw Tehran Ankara Baku Doha Riyadh.", ["Ankara GPE gazetteer"],
            ["Tehran Ankara Baku Doha Riyadh PERSON"], ["Ankara GPE gazetteer"],
            id="a list of names is no person",
        ),
        pytest.param(
            "President Erdogan of Turkey left.", ["Erdogan PERSON gazetteer", "Turkey GPE rules"],
            ["Erdogan of PERSON"], ["Erdogan PERSON gazetteer", "Turkey GPE rules"],
            id="half a name does not stand",
        ),
        pytest.param("they left.", [], ["they PERSON"], [], id="a person has a capital letter"),
    ],
)  # fmt: skip
def test_one_of_two_names_stands(text, ours, model, expected):
    theirs = found_in(text, *model, annotator="model")
    assert shown(text, conflicts.settle(found_in(text, *ours), theirs, text)) == expected


ROWS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=8)
LABELS = ("GPE", "PERSON", "NORP", "ORG")
WORDS = "Iran Doe Jane of Paris' Syrian "


@given(ROWS, ROWS)
@settings(max_examples=200, deadline=None)
def test_no_two_spans_overlap_and_a_known_name_is_lost_to_a_longer_one_only(ours, theirs):
    text = WORDS * 2
    sure = spans_of(
        (start, start + size, LABELS[start % 4], ("gazetteer", "rules")[size % 2])
        for start, size in ours
    )
    theirs = first_found(
        spans_of((start, start + size, LABELS[size % 4], "model") for start, size in theirs)
    )
    settled = conflicts.settle(sure, theirs, text).rows()
    assert settled == sorted(settled)
    assert all(a[1] <= b[0] for a, b in zip(settled, settled[1:], strict=False))
    for row in first_found(sure).rows():
        around = [s for s in settled if s[0] <= row[0] and row[1] <= s[1]]
        assert len(around) == 1


def test_what_was_found_first_stays():
    spans = spans_of(
        [(5, 9, "GPE", "a"), (0, 6, "ORG", "b"), (8, 12, "ORG", "c"), (12, 13, "ORG", "d")]
    )
    assert first_found(spans).rows() == [(5, 9, "GPE", "a"), (12, 13, "ORG", "d")]
    assert first_found(Spans()).rows() == []


def layout_of(*texts: str) -> Layout:
    articles = articles_of(*texts)
    return lay_out(articles, sections_of(articles))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Doe left.", ["Doe"], id="alone"),
        pytest.param("But Doe left.", ["Doe"], id="behind a word that begins sentences"),
        pytest.param("John Doe left.", [], id="somebody else of that name"),
        pytest.param("Does left the Doe-led talks.", ["Doe"], id="no part of a word"),
        pytest.param("the Doe plan, Doe's plan", ["Doe", "Doe"], id="as an owner"),
        pytest.param("McDoe left.", [], id="nor the end of one"),
    ],
)
def test_a_surname_alone_is_found_again(text, expected):
    found = find_again(text, 0, len(text), {"Doe": 0})
    assert [text[start:end] for start, end, *_ in found] == expected
    assert {row[2:] for row in found} <= {("PERSON", "rules")}


def test_a_surname_is_looked_for_behind_its_place_only():
    assert [row[0] for row in find_again("Doe met Doe.", 0, 12, {"Doe": 3})] == [8]


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        pytest.param(
            "Doe speaks. Jane Doe spoke, and Doe left.", ["Jane Doe PERSON"],
            ["Doe PERSON rules", "Jane Doe PERSON model", "Doe PERSON rules"],
            id="before and after the full name",
        ),
        pytest.param(
            "Poe left. Jane Poe spoke.", ["Poe ORG", "Jane Poe PERSON"],
            ["Poe PERSON model", "Jane Poe PERSON model"],
            id="what was taken for something else is the person",
        ),
        pytest.param("Poe left.", ["Poe ORG"], ["Poe ORG model"], id="not without a full name"),
        pytest.param(
            "Jane Jordan spoke in Jordan.", ["Jane Jordan PERSON"], ["Jane Jordan PERSON model"],
            id="a surname that is a state is not found again",
        ),
        pytest.param(
            "Jane May spoke. May was warm.", ["Jane May PERSON"], ["Jane May PERSON model"],
            id="nor is a month",
        ),
        pytest.param(
            "Doe Airlines flew Jane Doe.", ["Doe Airlines ORG", "Jane Doe PERSON"],
            ["Doe Airlines ORG model", "Jane Doe PERSON model"], id="nor within another name",
        ),
    ],
)  # fmt: skip
def test_persons_of_a_model_are_named_again(text, model, expected):
    spans = found_in(text, *model, annotator="model")
    spans = spans_of(sorted(spans.rows()))
    assert shown(text, with_repeats(spans, layout_of(text), "model")) == expected


def test_articles_do_not_share_persons():
    layout = layout_of("Doe left.", "Jane Doe spoke. Doe sat.", "Doe stayed.")
    spans = found_in(layout.text, "Jane Doe PERSON", annotator="model")
    again = with_repeats(spans, layout, "model")
    assert shown(layout.text, again) == ["Jane Doe PERSON model", "Doe PERSON rules"]
    assert with_repeats(Spans(), layout, "model").rows() == []

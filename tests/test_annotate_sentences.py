"""Where sentences end, in the smallest texts that show it, and the laws of every division."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.annotate import quotes
from analysis.extract.annotate.sentences import split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("He left.| She stayed.", id="a full stop before a capital ends a sentence"),
        pytest.param("Did he leave?| Yes!| She stayed.", id="questions and exclamations end one"),
        pytest.param("It fell 3.5 percent. it is said.", id="a lower-case start is no start"),
        pytest.param("Gen. Abbas met Lt. Col. Smith.", id="ranks do not end a sentence"),
        pytest.param("Sen. McCain and Gov. Abbott met Rep. Jones.", id="nor do offices"),
        pytest.param("He lives in the U.S.| The trip was short.", id="U.S. ends before a starter"),
        pytest.param("The U.S. Senate voted.", id="U.S. before a name goes on"),
        pytest.param("It began at 5 p.m.| He was late.", id="p.m. ends before a starter"),
        pytest.param("It began at 5 p.m. Moscow time.", id="p.m. before a name goes on"),
        pytest.param("Joseph R. Biden met J. R. Smith.", id="initials do not end a sentence"),
        pytest.param("It was Plan B.| The talks failed.", id="a letter ends before a starter"),
        pytest.param("They met on Dec. 28 and on Jan. 5.", id="months go on before a number"),
        pytest.param("Resolution No. 2254 was adopted.", id="No. goes on before a number"),
        pytest.param("He said no.| The talks failed.", id="the word no ends like any other"),
        pytest.param("See e.g. Smith.| They met.", id="e.g. goes on"),
        pytest.param("1. Talks.|\n2. Peace.", id="the number of a list ends nothing, a line does"),
        pytest.param('"We go. We come," he said.| They met.', id="two quoted sentences stay"),
        pytest.param("“We go. We come,” he said.| They met.", id="also in curly marks"),
        pytest.param("«We go. We come», he said.| They met.", id="also in angle marks"),
        pytest.param('He said "We go."| They met.', id="the closing mark stays with its sentence"),
        pytest.param('"Go," Akar said.', id="no end after the comma of a quote"),
        pytest.param('"Do we go?" Hulusi Akar asked.', id="a question goes on to its speaker"),
        pytest.param('"Do we go?"| Talks began.', id="without a speaker it ends"),
        pytest.param("They met (Akar left. Abbas stayed) there.", id="brackets hold together"),
        pytest.param('"We go.| We come."| They met.', id="speech by itself is divided"),
        pytest.param('They met.| "We go.| We come."', id="also behind a sentence"),
        pytest.param('He said: "We go. We come."| They met.', id="speech behind its speaker stays"),
        pytest.param('"We go. We come!" Akar said.', id="speech before its speaker stays"),
        pytest.param("‘We go. We come,’ he said.| They met.", id="single curly marks hold, too"),
        pytest.param("'We go. We come,' he said.| They met.", id="and single straight ones"),
        pytest.param("The Smiths' car.| They met.| It's Ali's.", id="an apostrophe is no mark"),
        pytest.param("„We go. We come“, he said.| They met.", id="low and high marks hold"),
        pytest.param("``We go. We come,'' he said.| They met.", id="marks of typewriters hold"),
        pytest.param('He said "We go. "| They met.', id="a closing mark between blanks"),
        pytest.param('"We go." - Jane Doe', id="who signs a quotation belongs to it"),
        pytest.param("They met.| (It rained.| Then it snowed.)| Akar left.", id="an aside alone"),
        pytest.param("They met. [2] [citation needed]| Akar left.", id="notes behind a blank"),
        pytest.param(
            "They met.| iNews said so.| eBay left.", id="brands begin with a small letter"
        ),
        pytest.param("They met.|The talks failed.", id="no blank before a starter"),
        pytest.param("Visit Node.Js or Foo.Bar now.", id="no blank before a name goes on"),
        pytest.param("ANKARA, Turkey (AP) —| Akar left.", id="a dateline is no part of it"),
        pytest.param("TEHRAN -|- Akar left.".replace("|-", "-|"), id="also with two dashes"),
        pytest.param("Turkey - a member - left.", id="a dash after one name is no dateline"),
        pytest.param("Talks fail| Friday, May 1, 2015", id="a date ends a headline"),
        pytest.param("They met on Friday, May 1, 2015", id="unless it belongs to the sentence"),
        pytest.param("Friday, May 1, 2015| Akar left.", id="a date opens a paragraph"),
        pytest.param("Akar in Kyiv| Photo: Jane Doe", id="a credit ends a caption"),
        pytest.param("He left at 5 p.m.| Turkish aides stayed.", id="hours end before a name"),
        pytest.param("He left at 5 p.m. Monday with Akar.", id="not before a day"),
        pytest.param("It was Plan B.| Talks failed.", id="a letter that numbers is no initial"),
        pytest.param("Older than I.| Akar left.", id="nor is the pronoun"),
        pytest.param("2.1. Talks.| 3. Peace.", id="numbers of a list in a line"),
        pytest.param('He said "We go.| They met. ', id="an open mark protects nothing"),
        pytest.param("They met (long ago.| Akar left.", id="nor does an open bracket"),
        pytest.param("See www.un.org for more.| They met.", id="addresses hold together"),
        pytest.param("They waited... Akar left.", id="dots go on before a name"),
        pytest.param("They waited...| The talks failed.", id="dots end before a starter"),
        pytest.param("Headline|\n\nThey met.", id="a blank line ends a sentence"),
        pytest.param("They met in the\nTurkish capital.", id="a line end does not"),
        pytest.param("They met.|\nAkar left.", id="a full stop at the end of a line does"),
        pytest.param("In 2011.| 15 people died.", id="a number may start a sentence"),
        pytest.param("They met.| Ömer left.| Šefčovič stayed.", id="accented capitals start too"),
        pytest.param("He left.[2]| She stayed.[3][4]| They met.", id="footnotes close a sentence"),
        pytest.param("", id="no text, no sentence"),
        pytest.param(" \n\n ", id="blanks are no sentence"),
    ],
)
def test_splits(marked):
    """A bar marks each end of a sentence but the last."""
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert pieces(marked.replace("|", "")) == expected


def test_a_quote_longer_than_the_cap_is_divided():
    short = '"' + "We go. " * 10 + 'We end," he said.'
    long = '"' + "We go. " * (quotes.LONGEST_QUOTE // 7) + 'We end," he said.'
    assert len(pieces(short)) == 1
    assert len(pieces(long)) == quotes.LONGEST_QUOTE // 7 + 1


TEXT = st.text(alphabet="aB .!?…\"“”‘’'()[]«»\n1,U-", max_size=80)


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_every_character_that_is_not_blank_lies_in_one_sentence(text):
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in spans)


@given(TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_a_paragraph_is_divided_alike_whatever_stands_before_it(first, second):
    first, second = first.strip(), second.strip()
    expected = pieces(first) + pieces(second)
    assert pieces(f"{first}\n\n{second}" if first else second) == expected


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        '"',
        "'",
        ".",
        ". ",
        '."',
        '"a. ',
        "'A. ",
        "‘A ",
        "A’ ",
        "``a. ",
        ". [1]",
        "A, A",
        "AAA ",
        "Photo: A ",
        "Friday, May 1, 2015 ",
        "A.A ",
        "1. ",
        "(a. ",
        "“",
        "«a. ",
        ".)",
        "A. B",
        "\n ",
        "U.S. ",
        '?" A',
    ],
    ids=repr,
)
def test_time_grows_with_length_only(unit):
    text = unit * (100_000 // len(unit))
    before = time.process_time()
    split_sentences(text)
    assert time.process_time() - before < 0.5

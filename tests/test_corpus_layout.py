"""Sections of an article: written as lines, read as section and text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.corpus import agencies, marks
from analysis.extract.corpus.layout import lay_out


@pytest.fixture(autouse=True)
def _organisations(monkeypatch):
    """Three organisations and two capitals, so that no test hangs on the facts."""
    known = {
        "organisations": [
            ("Agence France-Presse", "AFP", "", "agency_news"),
            ("Syrian Arab News Agency", "SANA", "", "agency_news"),
            ("TASS", "", "ITAR-TASS", "agency_news"),
            ("North Atlantic Treaty Organization", "NATO", "", "alliance"),
        ],
        "capitals": ["Ankara", "Baghdad"],
    }

    def rows(table):
        if table == "capitals":
            return [{"city": city} for city in known["capitals"]]
        names = ("name", "short_name", "aliases", "kind")
        return [dict(zip(names, row, strict=True)) for row in known["organisations"]]

    monkeypatch.setattr(agencies, "_rows", rows)
    cached = (agencies._agencies, agencies._organisations, agencies._capitals,
              agencies._longest_name)  # fmt: skip
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


def parts(text, **options):
    """Return sections as `section: text` lines."""
    return [
        f"{part.section}: {text[part.start : part.end]}"
        for part in lay_out(text, **options).sections
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "\n\nTalks in Moscow\n\nBy [AFP](#)\n\nApril 25, 2023\n\n\n\n"
            "A table. **N N / TASS**\n\nThey met.\n\nRelated article: [Old](#)\n\nThey left.\n\n"
            "Original url:\n\n<https://a.org/x>",
            ["headline: Talks in Moscow", "byline: By [AFP](#)", "dateline: April 25, 2023",
             "caption: A table.", "credit: **N N / TASS**", "body: They met.",
             "related: Related article: [Old](#)", "body: They left.",
             "footer: Original url:\n\n<https://a.org/x>"],
            id="the layout of a news site",
        ),
        pytest.param(
            "25 April 2023\n\nBy N. Name\n\nTalks in Moscow\n\nThey met.",
            ["dateline: 25 April 2023", "byline: By N. Name", "headline: Talks in Moscow",
             "body: They met."],
            id="date and author may stand above the headline",
        ),
        pytest.param(
            "Talks\nApril 25, 2023\nThey met.\nThey left.",
            ["headline: Talks", "dateline: April 25, 2023", "body: They met.", "body: They left."],
            id="lines are paragraphs where no line is blank",
        ),
        pytest.param(
            "They met in Moscow on Tuesday.\n\nThey left.",
            ["body: They met in Moscow on Tuesday.", "body: They left."],
            id="a sentence is no headline",
        ),
        pytest.param("Talks", ["body: Talks"], id="one line is text"),
        pytest.param(
            "Talks Go On in the U.S.\n\nThey met.",
            ["headline: Talks Go On in the U.S.", "body: They met."],
            id="an abbreviation may end a headline",
        ),
        pytest.param(
            "# Talks.\nThey met.", ["headline: # Talks.", "body: They met."], id="Markdown headline"
        ),
        pytest.param(
            "Talks\n\nThe ministers met in\nMoscow and then they\nleft.\n\nNext day.",
            ["headline: Talks", "body: The ministers met in\nMoscow and then they\nleft.",
             "body: Next day."],
            id="lines between blank lines are one paragraph",
        ),
        pytest.param(
            "The ministers met in\nthe capital and then\nthey left.",
            ["body: The ministers met in\nthe capital and then\nthey left."],
            id="lines broken to a width are one paragraph",
        ),
        pytest.param(
            "MOSCOW, April 25 (AFP) — They met.\n\nPARIS — not again.",
            ["dateline: MOSCOW, April 25 (AFP) —", "body: They met.",
             "body: PARIS — not again."],
            id="wire dateline of the first paragraph",
        ),
        pytest.param(
            "They met. **Not** a credit.\n\nHe said **no.**",
            ["body: They met. **Not** a credit.", "body: He said **no.**"],
            id="bold words in the body are no credit",
        ),
        pytest.param(
            "They met.\n\nA hall. **N N / AFP**\n\nThey left.",
            ["body: They met.", "caption: A hall.", "credit: **N N / AFP**", "body: They left."],
            id="a caption between paragraphs",
        ),
        pytest.param(
            "They met.\n\nRead also:\n\n- [One](#)\n- [Two](#)\n\nThey left.",
            ["body: They met.", "related: Read also:", "related: - [One](#)\n- [Two](#)",
             "body: They left."],
            id="a list of links below its label",
        ),
        pytest.param(
            "They met.\n\nOriginal url: https://a.org/x",
            ["body: They met.", "footer: Original url: https://a.org/x"],
            id="address on the line of its label",
        ),
        pytest.param(
            "They met.\n\nSource: a ministry official.",
            ["body: They met.", "body: Source: a ministry official."],
            id="a label without an address is text",
        ),
        pytest.param("Photo: a hall.\n\nThey met.", ["caption: Photo: a hall.", "body: They met."],
                     id="labelled caption"),
        pytest.param("", [], id="no text, no sections"),
        pytest.param(" \n\t\n ", [], id="blanks are in no section"),
    ],
)  # fmt: skip
def test_tells_sections_apart(text, expected):
    assert parts(text) == expected


def test_reads_what_the_sections_say():
    found = lay_out(
        "Talks\n\nBy [AFP](#)\n\n25 April 2023\n\nThey met.\n\nOriginal url: <https://a.org/x>"
    )
    assert (found.title, found.byline, found.date, found.url) == (
        "Talks", "AFP", "25 April 2023", "https://a.org/x",
    )  # fmt: skip


def test_a_bare_address_at_the_end_is_not_taken_for_the_article_s_own():
    found = lay_out("They met.\n\nhttps://a.org/x")
    assert found.sections[-1].section == "footer"
    assert found.url is None


def test_no_headline_is_sought_where_it_came_in_a_field():
    assert parts("Talks\n\nThey met.", finds_title=False) == ["body: Talks", "body: They met."]


@pytest.mark.parametrize(
    ("text", "head", "agency", "date"),
    [
        pytest.param("MOSCOW, April 25 (AFP) — They", "MOSCOW, April 25 (AFP) — ", "AFP", None,
                     id="day without year, agency"),
        pytest.param("DAMASCUS — They", "DAMASCUS — ", None, None, id="capitals and a dash"),
        pytest.param("Damascus, SANA - They", "Damascus, SANA - ", "SANA", None,
                     id="agency beside"),
        pytest.param("MOSCOW, December 28. /TASS/. They", "MOSCOW, December 28. /TASS/. ", "TASS",
                     None, id="agency between slashes"),
        pytest.param("Ankara, 25 April 2023 – They", "Ankara, 25 April 2023 – ", None,
                     "25 April 2023", id="full date, day first"),
        pytest.param("ANKARA, April 25, 2023 — They", "ANKARA, April 25, 2023 — ", None,
                     "April 25, 2023", id="full date, month first"),
        pytest.param("AL-TANF, Syria (AFP) -- They", "AL-TANF, Syria (AFP) -- ", "AFP", None,
                     id="country beside"),
        pytest.param("BAGHDAD - They", "BAGHDAD - ", None, None, id="capital city and a hyphen"),
    ],
)  # fmt: skip
def test_finds_wire_datelines(text, head, agency, date):
    found = marks.wire_dateline(text)
    assert (text[: found.length], found.agency, found.date) == (head, agency, date)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Moscow — long a mediator — declined.", id="a place without support"),
        pytest.param("NATO — the alliance — declined.", id="an organisation"),
        pytest.param("In U.S. April 20–25 for talks.", id="a range of days"),
        pytest.param("MUST READ - a review.", id="capitals and a hyphen are no place"),
        pytest.param("They met - and left.", id="no place at all"),
        pytest.param("They met.", id="no dash"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_sentences_alone(text):
    assert marks.wire_dateline(text) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("By [AFP](#)", "AFP", id="link"),
        pytest.param(
            "By [Jane Doe](https://a.org) and John Smith", "Jane Doe and John Smith", id="two"
        ),
        pytest.param("BY JANE DOE", "JANE DOE", id="capitals"),
        pytest.param(
            "*By Jane van der Berg in Ankara*", "Jane van der Berg in Ankara", id="emphasis"
        ),
        pytest.param("By the time they met, it was late.", None, id="a sentence"),
        pytest.param("By land and sea", None, id="a headline"),
        pytest.param("Bystanders", None, id="another word"),
    ],
)
def test_reads_bylines(line, name):
    assert marks.byline(line) == name


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        pytest.param("April 25, 2023", "April 25, 2023", id="date alone"),
        pytest.param("Published: 25 April 2023", "25 April 2023", id="label"),
        pytest.param("Updated on April 25, 2023", "April 25, 2023", id="label with on"),
        pytest.param("Washington, January 2, 1964.", "January 2, 1964", id="place before"),
        pytest.param("04/05/2023", "04/05/2023", id="ambiguous is still a date line"),
        pytest.param("In 2023 they met", None, id="a sentence"),
        pytest.param("said, January 2, 1964", None, id="no place before"),
    ],
)
def test_reads_date_lines(line, printed):
    assert marks.printed_date(line) == printed


LINES = st.lists(
    st.sampled_from([
        "", " ", "By [AFP](#)", "April 25, 2023", "Talks in Moscow", "They met. **N / AFP**",
        "MOSCOW (AFP) — They met.", "Related: [x](#)", "- [x](#)", "Original url:", "<https://a.org>",
        "https://b.org", "# Head", "Photo: x", "Credit: y", "\u200b", "\u2003a b", "**", "**bold**",
    ]) | st.text(max_size=30),
    max_size=12,
)  # fmt: skip


@settings(max_examples=150)
@given(LINES, st.booleans())
def test_every_character_that_is_not_blank_is_in_one_section(lines, finds_title):
    text = "\n".join(lines)
    at = 0
    for part in lay_out(text, finds_title=finds_title).sections:
        assert not text[at : part.start].strip()
        assert text[part.start : part.end] == text[part.start : part.end].strip() != ""
        at = part.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**" * 50_000, id="stars"),
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("[x](" * 25_000, id="links never closed"),
        pytest.param("\n \n" * 33_000, id="blank lines"),
        pytest.param("A " * 50_000, id="capitals"),
        pytest.param("By " * 33_000, id="bylines"),
        pytest.param("Related:\n" * 11_000, id="related"),
        pytest.param("Original url:\n" * 7_000, id="labels"),
        pytest.param("Photo: x\n" * 12_000, id="captions"),
        pytest.param("1 " * 50_000, id="numbers"),
        pytest.param("- " * 50_000, id="dashes"),
        pytest.param(" " * 100_000 + "x", id="blanks"),
    ],
)
def test_is_linear_in_hostile_text(text):
    begun = time.process_time()
    lay_out(text)
    assert time.process_time() - begun < 0.5

"""What each reader makes of the files it is given, written and read through the front door."""

import json

import pandas as pd
import pytest

from analysis.extract.corpus import load_corpus
from analysis.settings import Settings

BODY = "The ministers of the two countries met in Moscow and said that they would meet again."


@pytest.fixture
def load(tmp_path):
    """Write files, read them, and give the tables."""

    def write_and_load(files, **settings):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return load_corpus(tmp_path, Settings(**settings))

    return write_and_load


def only(tables):
    """Return the one article as a plain dict, missing values as None."""
    (row,) = tables["articles"].to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in row.items()}


def rejects(tables):
    lines = tables["rejects"]
    return [
        (None if pd.isna(row.line) else row.line, row.reason) for row in lines.itertuples()
    ]  # fmt: skip


def remarks(tables):
    return sorted(zip(tables["remarks"]["field"], tables["remarks"]["remark"], strict=True))


# --- text and Markdown ---------------------------------------------------------------


def test_a_text_file_is_kept_position_for_position(load):
    text = "\n\nTalks\n\nApril 25, 2023\n\nThey met.  \n"
    article = only(load({"a.txt": text}))
    assert article["text"] == text
    assert (article["text_offset"], article["raw_line"], article["title"]) == (0, None, "Talks")
    assert article["published"] == pd.Timestamp("2023-04-25")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"\xef\xbb\xbfThey met.", "They met.", id="byte order mark"),
        pytest.param(b"They met.\r\nThey left.\rAgain.", "They met.\nThey left.\nAgain.",
                     id="line ends"),
        pytest.param("Cafe\u0301".encode(), "Caf\u00e9", id="normal form C"),
        pytest.param(b"a\x00b\x07c", "a b c", id="control characters keep their place"),
        pytest.param("Zero\u200bwidth".encode(), "Zero\u200bwidth", id="zero width stays"),
    ],
)  # fmt: skip
def test_normalises_once(load, content, text):
    assert only(load({"a.txt": content}))["text"] == text


def test_front_matter_gives_fields_as_text(load):
    text = (
        '---\ntitle: "NO"\ndate: 2023-04-25\noutlet: Northern Wire\nauthor:\n  - Jane Doe\n'
        "  - By John Roe\nurl: https://a.org/x\nlang: en-US\n---\n\n" + BODY + "\n"
    )
    article = only(load({"a.md": text}))
    assert article["title"] == "NO"
    assert article["text"] == "NO\n\n" + BODY + "\n"
    assert article["text"][article["text_offset"] :] == BODY + "\n"
    assert (article["outlet"], article["source"]) == ("Northern Wire", "Northern Wire")
    assert (article["byline"], article["language"]) == ("Jane Doe, By John Roe", "en")


def test_front_matter_in_toml_and_its_caption(load):
    tables = load({"a.md": '+++\ntitle = "Talks"\ncaption = "A hall."\n+++\n' + BODY})
    sections = tables["sections"]
    article = only(tables)
    shown = [
        article["text"][start:end] for start, end in zip(sections.start, sections.end, strict=True)
    ]
    assert list(zip(sections.section, shown, strict=True)) == [
        ("headline", "Talks"), ("caption", "A hall."), ("body", BODY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\nThey met.\n---\nThey left.", id="two rules"),
        pytest.param("---\ntitle: Talks\nThey met.", id="a fence never closed"),
        pytest.param("--- title: x\n---\n", id="more than a fence on the line"),
    ],
)
def test_rules_are_no_front_matter(load, text):
    assert only(load({"a.md": text}))["text"] == text


# --- JSON ----------------------------------------------------------------------------


def test_reads_the_fields_of_news_please(load):
    record = {
        "title": "Talks", "maintext": BODY, "date_publish": "2023-04-25 19:05:00",
        "url": "https://www.a.org/x", "authors": ["Jane Doe", "AFP"], "source_domain": "a.org",
        "language": "en",
    }  # fmt: skip
    article = only(load({"a.jsonl": json.dumps(record)}))
    assert article["text"] == "Talks\n\n" + BODY
    assert (article["text_offset"], article["raw_line"]) == (7, 1)
    assert (article["byline"], article["source"]) == ("Jane Doe, AFP", "a.org")
    assert article["published"] == pd.Timestamp("2023-04-25")


def test_reads_the_fields_of_newsapi(load):
    record = {
        "source": {"id": None, "name": "Ankara Desk"}, "author": "By Jane Doe", "title": "Talks",
        "description": "Short.", "url": "https://a.org/x", "publishedAt": "2023-04-25T11:30:00Z",
        "content": BODY,
    }  # fmt: skip
    answer = {"status": "ok", "totalResults": 2, "articles": [record, record | {"content": None}]}
    tables = load({"a.json": json.dumps(answer)})
    first, second = tables["articles"].sort_values("raw_line").to_dict("records")
    assert (first["outlet"], first["byline"], first["raw_line"]) == ("Ankara Desk", "Jane Doe", 1)
    assert (second["text"], second["raw_line"]) == ("Talks\n\nShort.", 2)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param('{"text": "a"}', [None], id="one object is the whole file"),
        pytest.param('[{"text": "a"}]', [1], id="a list of one"),
        pytest.param('[{"text": "a"}, {"text": "b"}]', [1, 2], id="a list"),
        pytest.param(
            '{"response": {"docs": [{"text": "a"}, {"text": "b"}]}}', [1, 2], id="wrapped"
        ),
        pytest.param('{"text": "a"}\n{"text": "b"}\n', [1, 2], id="lines under the name .json"),
        pytest.param('\ufeff [ {"text": "a"} ] ', [1], id="mark and blanks"),
        pytest.param('{"title": "Feed", "items": [{"text": "a"}]}', [1], id="a feed with a title"),
        pytest.param('{"text": "a", "data": [{"x": 1}]}', [None], id="an article with data"),
    ],
)
def test_finds_the_articles_of_a_json_file(load, content, lines):
    found = load({"a.json": content})["articles"].sort_values("raw_line")["raw_line"]
    assert [None if pd.isna(line) else line for line in found] == lines


@pytest.mark.parametrize(
    ("content", "n_kept", "lost"),
    [
        pytest.param('[{"text": "a"}, {"text": "b"', 1, [(2, "malformed")], id="cut in a record"),
        pytest.param('[{"text": "a"}, ', 1, [(2, "malformed")], id="cut after a comma"),
        pytest.param('[{"text": "a"}, {"text" "b"}, {"text": "c"}]', 1, [(2, "malformed")],
                     id="broken grammar ends the file"),
        pytest.param("[1, null]", 0, [(1, "malformed"), (2, "malformed")], id="no objects"),
        pytest.param("[" * 100_000, 0, [(1, "too_deep")], id="lists in lists"),
        pytest.param('{"text": ' + "[" * 100_000, 0, [(1, "too_deep")], id="nested too deep"),
        pytest.param("[]", 0, [(None, "empty")], id="an empty list"),
        pytest.param("", 0, [(None, "empty")], id="an empty file"),
    ],
)  # fmt: skip
def test_a_broken_json_file_keeps_what_it_can(load, content, n_kept, lost):
    tables = load({"a.json": content})
    assert len(tables["articles"]) == n_kept
    assert rejects(tables) == lost


def test_a_json_value_may_lie_across_the_pieces_it_is_read_in(load, monkeypatch):
    from analysis.extract.corpus import entries, json_files

    monkeypatch.setattr(entries, "CHUNK_BYTES", 7)
    monkeypatch.setattr(json_files, "READ_CHARS", 5)
    records = [{"title": f"Talks é {n}", "text": "They met. " * n} for n in range(12)]
    tables = load({"a.json": json.dumps(records, ensure_ascii=False, indent=1)})
    assert sorted(tables["articles"]["title"]) == sorted(r["title"] for r in records)
    assert rejects(tables) == []


LINES = {
    "a record": '{"title": "A", "text": "They met."}',
    "broken": '{"title": "A", "text": ',
    "null": '{"title": "A", "text": null}',
    "number": '{"title": "A", "text": 5}',
    "list": '{"title": "A", "text": ["They met."]}',
    "no text at all": '{"title": "A", "when": "now"}',
    "empty with title": '{"title": "Alone", "text": ""}',
    "empty": '{"title": "", "text": " "}',
    "no object": "[1, 2]",
    "too deep": '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "huge number": '{"text": ' + "9" * 5000 + "}",
    "not a number": '{"title": "NaN", "text": "They met.", "score": NaN}',
    "twice": '{"title": "Twice", "title": "Last", "text": "They met."}',
}


def test_each_line_is_kept_or_rejected_on_its_own(load):
    tables = load({"a.jsonl": "\n".join(LINES.values()) + "\n\n"})
    assert sorted(tables["articles"]["raw_line"]) == [1, 7, 12, 13]
    assert rejects(tables) == [
        (2, "malformed"), (3, "no_text"), (4, "no_text"), (5, "no_text"), (6, "no_text"),
        (8, "empty"), (9, "malformed"), (10, "too_deep"), (11, "malformed"),
    ]  # fmt: skip
    row = tables["inputs"].squeeze()
    assert (row.status, row.n_articles, row.n_rejects) == ("read", 4, 9)
    assert ("text", "empty_text") in remarks(tables)


def test_the_text_of_a_field_is_kept_position_for_position(load):
    field = "  They met\u2028in “Moscow”.\n\n\tThey left.\u00a0 Mojibake: TÃ¼rkiye\n"
    record = {"title": "Talks", "text": field}
    article = only(load({"a.jsonl": json.dumps(record, ensure_ascii=False)}))
    assert article["text"][article["text_offset"] :] == field


def test_a_text_that_begins_with_its_headline_is_not_given_it_twice(load):
    field = "Talks in  Moscow.\nApril 25, 2023\nThey met."
    tables = load({"a.jsonl": json.dumps({"title": "Talks in Moscow.", "text": field})})
    article, sections = only(tables), tables["sections"]
    assert (article["text"], article["text_offset"]) == (field, 0)
    assert list(sections["section"]) == ["headline", "dateline", "body"]
    assert article["published"] == pd.Timestamp("2023-04-25")


@pytest.mark.parametrize(
    ("date", "day", "remark"),
    [
        pytest.param(None, None, "date_missing", id="null"),
        pytest.param(1682380800, None, "date_missing", id="seconds since 1970"),
        pytest.param("04/05/2023", None, "date_ambiguous", id="ambiguous"),
        pytest.param("2023-02-30", None, "date_impossible", id="impossible"),
        pytest.param("2099-01-01", "2099-01-01", None, id="the future is not known here"),
    ],
)
def test_dates_are_never_guessed(load, date, day, remark):
    tables = load({"a.jsonl": json.dumps({"text": "They met.", "date": date})})
    assert only(tables)["published"] == (pd.Timestamp(day) if day else None)
    assert remarks(tables) == ([("published", remark)] if remark else [])


@pytest.mark.parametrize(
    ("fields", "url", "source"),
    [
        pytest.param({"url": "https://www.A.org/x"}, "https://www.A.org/x", "a.org", id="host"),
        pytest.param({"source": "http://b.org/wiki/X"}, "http://b.org/wiki/X", "b.org",
                     id="an address as source is an address"),
        pytest.param({"source": "Wire"}, None, "Wire", id="a name as source is the outlet"),
        pytest.param({"url": "javascript:alert(1)"}, None, "a.jsonl", id="script"),
        pytest.param({"url": "file:///etc/passwd"}, None, "a.jsonl", id="file"),
        pytest.param({"url": "https://"}, None, "a.jsonl", id="no host"),
        pytest.param({"url": "http://[::1"}, None, "a.jsonl", id="broken host"),
        pytest.param({"url": ["https://a.org"]}, None, "a.jsonl", id="a list"),
        pytest.param({}, None, "a.jsonl", id="nothing: the file"),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_kept(load, fields, url, source):
    tables = load({"a.jsonl": json.dumps({"text": "They met.", "date": "2023-04-25"} | fields)})
    article = only(tables)
    assert (article["url"], article["source"]) == (url, source)
    refused = "url" in fields and url is None
    assert remarks(tables) == ([("url", "url_refused")] if refused else [])


def test_two_records_with_one_identifier_are_a_conflict(load):
    record = json.dumps({"id": "x", "text": "They met."})
    tables = load(
        {"a.jsonl": f"{record}\n{record}\n" + json.dumps({"id": "y", "text": "They met."})}
    )
    assert sorted(tables["articles"]["raw_line"]) == [1, 3]
    assert rejects(tables) == [(2, "id_conflict")]


def test_surrogates_are_replaced_and_remarked(load):
    tables = load({"a.jsonl": '{"text": "a \\ud800 b \\ud83d\\ude00", "date": "2023-04-25"}'})
    assert only(tables)["text"] == "a \ufffd b \U0001f600"
    assert remarks(tables) == [("text", "surrogate_replaced")]


def test_a_line_too_long_is_lost_alone(load):
    long = json.dumps({"text": "x" * 2000})
    tables = load({"a.jsonl": f'{long}\n{{"text": "y"}}\n{long}'}, max_article_bytes=1000)
    assert rejects(tables) == [(1, "too_long"), (3, "too_long")]
    assert only(tables)["raw_line"] == 2


def test_a_text_too_long_is_lost_alone(load):
    tables = load({"a.jsonl": '{"text": "123456"}\n{"text": "12345"}'}, max_article_chars=5)
    assert rejects(tables) == [(1, "too_long")]
    assert only(tables)["text"] == "12345"


# --- CSV -----------------------------------------------------------------------------


def test_reads_records_over_several_lines(load):
    tables = load(
        {"a.csv": 'Title,TEXT,date,outlet\nTalks,"They met.\n\nThey ""left"".",2023-04-25,NA\n'}
    )
    article = only(tables)
    assert article["text"] == 'Talks\n\nThey met.\n\nThey "left".'
    assert (article["outlet"], article["raw_line"]) == ("NA", 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.csv", "title;text\nTalks;They met, then left.\n", id="semicolons"),
        pytest.param("a.csv", "\ufefftitle,text\r\nTalks,\"They met, then left.\"\r\n",
                     id="mark and line ends of a spreadsheet"),
        pytest.param("a.TSV", "title\ttext\nTalks\tThey met, then left.\n", id="tabs"),
        pytest.param("a.csv", "title,text,\n\nTalks,\"They met, then left.\",,,\n",
                     id="empty cells"),
    ],
)  # fmt: skip
def test_reads_delimited_files(load, name, content):
    tables = load({name: content})
    assert only(tables)["text"] == "Talks\n\nThey met, then left."
    assert rejects(tables) == []


@pytest.mark.parametrize(
    ("content", "kept", "lost"),
    [
        pytest.param('text\na\n"b\nc\n', [1], [(2, "malformed")], id="a quote never closed"),
        pytest.param('text\na\n"b"x\nc\n', [1, 3], [(2, "malformed")], id="text after a quote"),
        pytest.param("title,text\nA,a,x\nB,b\n", [2], [(1, "malformed")], id="a cell too many"),
        pytest.param("title,text\nA\nB,b\n", [2], [(1, "no_text")], id="a cell too few"),
        pytest.param("title,text\nA,\n", [1], [], id="empty text under a headline"),
        pytest.param("when,where\n1,2\n", [], [(None, "no_text")], id="no column of text"),
        pytest.param("title,text\n", [], [(None, "empty")], id="a header alone"),
    ],
)
def test_a_broken_row_is_lost_alone(load, content, kept, lost):
    tables = load({"a.csv": content})
    assert sorted(tables["articles"]["raw_line"]) == kept
    assert rejects(tables) == lost


# --- web pages -----------------------------------------------------------------------

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks | Wire</title>'
    '<meta property="og:title" content="Talks in Moscow">'
    '<meta property="og:site_name" content="Wire">{meta}<link rel="canonical" '
    'href="https://a.org/x"></head><body><nav><a href="#">Menu</a></nav>'
    "<article><h1>Talks in Moscow</h1><p>" + BODY + "</p><p>" + BODY.replace("two", "four") + "</p>"
    "</article><script>var x = '<div>'</script><!-- note --></body></html>"
)


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        pytest.param('<meta property="article:published_time" content="2024-11-12T18:00:00+05:00">',
                     "2024-11-12", id="meta"),
        pytest.param('<script type="application/ld+json">'
                     '{"@graph": [{"datePublished": "2024-11-12"}]}</script>',
                     "2024-11-12", id="data"),
        pytest.param("<time datetime='2024-11-12'>yesterday</time>", "2024-11-12", id="time"),
        pytest.param("", None, id="none"),
        pytest.param('<meta name="date" content="04/05/2023">', None, id="ambiguous"),
        pytest.param('<meta name="date" content="2090-01-01">', "2090-01-01",
                     id="no clock is asked"),
    ],
)  # fmt: skip
def test_reads_a_page(load, meta, day):
    tables = load({"a.html": PAGE.replace("{meta}", meta)})
    article = only(tables)
    assert (article["title"], article["outlet"], article["url"]) == (
        "Talks in Moscow", "Wire", "https://a.org/x",
    )  # fmt: skip
    assert article["text"] == "Talks in Moscow\n" + BODY + "\n" + BODY.replace("two", "four")
    assert list(tables["sections"]["section"]) == ["headline", "body", "body"]
    assert article["published"] == (pd.Timestamp(day) if day else None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("<div>" * 50_000 + BODY, "too_deep", id="nested too deep"),
        pytest.param("<html><body></body></html>", "empty_extraction", id="no text"),
        pytest.param("<!--" * 200_000, "empty_extraction", id="comments never closed"),
        pytest.param("", "empty_extraction", id="empty"),
        pytest.param("<script>" * 100_000, "empty_extraction", id="scripts never closed"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "not_text", id="an image"),
    ],
)
def test_refuses_pages(load, content, reason):
    assert rejects(load({"a.html": content})) == [(None, reason)]


def test_a_page_that_takes_too_long_is_lost(load, monkeypatch):
    from analysis.extract.corpus import pages

    def dawdle(_source):
        while True:
            pass

    monkeypatch.setattr(pages, "_extracted", dawdle)
    assert rejects(load({"a.html": PAGE}, max_seconds_per_page=1)) == [(None, "too_slow")]


def test_without_the_extra_a_page_is_lost_with_the_cure(load, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    tables = load({"a.html": PAGE})
    assert rejects(tables) == [(None, "failed")]
    assert "html" in tables["rejects"]["detail"].item()


def test_a_page_is_decoded_as_it_declares(load):
    page = (
        PAGE.replace("utf-8", "windows-1251").replace("{meta}", "").replace(BODY, BODY + " Шойгу.")
    )
    article = only(load({"a.html": page.encode("cp1251")}))
    assert "Шойгу." in article["text"]
    assert article["encoding"] == "windows-1251"

"""Articles to sentences, spans and tokens: what is joined, refused, kept apart."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.extract.annotate import annotate
from analysis.extract.annotate.tokens import plain_text
from analysis.schema import ARTICLES, SECTIONS, SENTENCES, SPANS, TOKENS, conform, empty
from analysis.settings import Settings

RULES = Settings(annotator="rules")


def articles_of(*texts: str, published: str | None = "2023-04-25") -> pd.DataFrame:
    frame = pd.DataFrame(
        {"article_id": [f"{number:012x}" for number in range(len(texts))], "text": texts}
    )
    for name, column in ARTICLES.columns.items():
        if name not in frame:
            frame[name] = "x" if column.kind == "text" and column.required else None
    return conform(frame.assign(text_offset=0, published=pd.to_datetime(published)), ARTICLES)


def sections_of(articles: pd.DataFrame, section: str = "body") -> pd.DataFrame:
    return conform(
        pd.DataFrame({
            "article_id": articles["article_id"],
            "start": 0,
            "end": articles["text"].str.len(),
            "section": section,
        }),
        SECTIONS,
    )  # fmt: skip


def spans_of(text: str, section: str = "body") -> pd.DataFrame:
    articles = articles_of(text)
    return annotate(articles, sections_of(articles, section), RULES)["spans"]


def marked(text: str, section: str = "body") -> list[str]:
    spans = spans_of(text, section)
    return [f"{label} {name}" for label, name in zip(spans["label"], spans["text"], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russian Defense Minister Sergei Shoigu spoke.",
            ["NORP Russian", "PERSON Sergei Shoigu"],
            id="a nationality and a person are two spans",
        ),
        pytest.param(
            "The Russian Defense Ministry spoke.",
            ["ORG Russian Defense Ministry"],
            id="a nationality and a ministry are one",
        ),
        pytest.param(
            "Syria's foreign ministry spoke.",
            ["ORG Syria's foreign ministry"],
            id="also with a possessive",
        ),
        pytest.param(
            "The Ministry of Foreign Affairs of Russia spoke.",
            ["ORG Ministry of Foreign Affairs of Russia"],
            id="also the other way round",
        ),
        pytest.param(
            "Nepal's Ministry of Communications spoke.",
            ["ORG Nepal's Ministry of Communications"],
            id="also a ministry no list has",
        ),
        pytest.param("The ministry spoke.", [], id="a ministry of nobody is no name"),
        pytest.param("The Syrian leader spoke.", ["MISC Syrian leader"], id="a bare office is one"),
        pytest.param(
            "Turkey's interim president spoke.",
            ["MISC Turkey's interim president"],
            id="with a word between",
        ),
        pytest.param(
            "The president of Iran spoke.", ["MISC president of Iran"], id="an office of a state"
        ),
        pytest.param(
            "Syrian leader Bashar al-Assad spoke.",
            ["NORP Syrian", "PERSON Bashar al-Assad"],
            id="an office with its holder is not bare",
        ),
        pytest.param(
            "The former Turkish president spoke.", ["NORP Turkish"], id="a former office is none"
        ),
        pytest.param(
            "Turkish counterpart Hulusi Akar met his Syrian counterpart.",
            ["NORP Turkish", "PERSON Hulusi Akar", "MISC Syrian counterpart"],
            id="a counterpart with and without a name",
        ),
        pytest.param(
            "Syrian-Turkish ties", ["NORP Syrian", "NORP Turkish"], id="a pair is two spans"
        ),
        pytest.param("The Kremlin spoke.", ["ORG Kremlin"], id="a seat"),
        pytest.param("U.S.-backed rebels", ["GPE U.S."], id="a state before a hyphen"),
        pytest.param("It flew over Turkey Creek.", [], id="a creek is no state"),
        pytest.param("He read the Moscow Times.", [], id="a paper is no capital"),
        pytest.param("Turkish Airlines flew.", [], id="an airline is no nationality"),
        pytest.param("They met in New London.", [], id="New makes another town"),
        pytest.param("Then Michael Jordan scored.", [], id="a player called Jordan"),
        pytest.param("Then Chad Smith sang.", [], id="a singer called Chad"),
        pytest.param("Jordan spoke.", ["GPE Jordan"], id="the state of Jordan"),
        pytest.param("George Washington spoke.", [], id="a person called Washington"),
        pytest.param("Fires burned in Washington state.", [], id="a part of the United States"),
        pytest.param(
            "Foreign Minister Jane Doe spoke. Doe left.",
            ["PERSON Jane Doe", "PERSON Doe"],
            id="a title introduces a name, the surname recurs",
        ),
        pytest.param(
            "Czech defence minister Jana Černochová spoke.",
            ["NORP Czech", "PERSON Jana Černochová"],
            id="names begin with any capital",
        ),
        pytest.param(
            "Gen. Yasar Example's trip", ["PERSON Yasar Example"], id="without the possessive"
        ),
        pytest.param("Erdogan spoke.", ["PERSON Erdogan"], id="a surname of a holder alone"),
        pytest.param("Emine Erdogan spoke.", [], id="somebody else of that surname"),
        pytest.param("Tayyip Erdogan spoke.", ["PERSON Tayyip Erdogan"], id="with a given name"),
        pytest.param("Talks begin in May.", [], id="a month is nobody"),
        pytest.param(
            "Theresa May spoke in May. May left.",
            ["PERSON Theresa May", "PERSON May"],
            id="unless named in full",
        ),
        pytest.param("Gao and Kobane fell.", [], id="towns, though somebody is called like them"),
        pytest.param(
            "Gao Hucheng spoke. Gao left.",
            ["PERSON Gao Hucheng", "PERSON Gao"],
            id="a town's name of somebody named in full",
        ),
        pytest.param(
            "Colombian minister Ali Yousif spoke.",
            ["NORP Colombian", "PERSON Ali Yousif"],
            id="a surname that begins a longer name",
        ),
        pytest.param(
            "But Assad and al-Assad spoke.",
            ["PERSON Assad", "PERSON al-Assad"],
            id="a surname with its article",
        ),
    ],
)
def test_spans(text, expected):
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        pytest.param("byline", "By [AFP](#)", ["ORG AFP"], id="an agency in a byline"),
        pytest.param(
            "credit",
            "Vadim Savitsky / Press Service of the Russian Defence Ministry / TASS",
            ["PERSON Vadim Savitsky", "ORG Russian Defence Ministry", "ORG TASS"],
            id="a photographer between signs",
        ),
        pytest.param("footer", "https://news.example/Iran", [], id="nobody in an address"),
        pytest.param("headline", "TURKEY MEETS SYRIA", ["GPE TURKEY", "GPE SYRIA"], id="capitals"),
        pytest.param(
            "headline", "Erdogan Meets Putin", ["PERSON Erdogan", "PERSON Putin"], id="title case"
        ),
    ],
)
def test_spans_by_section(section, text, expected):
    assert marked(text, section) == expected


def annotated(*texts: str) -> dict[str, pd.DataFrame]:
    articles = articles_of(*texts)
    return annotate(articles, sections_of(articles), RULES)


def test_sections_are_never_one_sentence():
    articles = articles_of("Talks\nThey met. Akar left")
    sections = pd.DataFrame(
        [["headline", 0, 5], ["body", 6, 15], ["footer", 15, 26]],
        columns=["section", "start", "end"],
    ).assign(article_id="000000000000")
    sentences = annotate(articles, conform(sections, SECTIONS), RULES)["sentences"]
    assert sentences["text"].tolist() == ["Talks", "They met.", "Akar left"]
    assert sentences["sentence_no"].tolist() == [0, 1, 2]
    assert sentences["sentence_id"].tolist() == [f"000000000000.000{n}" for n in range(3)]


def test_a_byline_is_one_sentence():
    articles = articles_of("By Jane Doe. And John Roe.")
    found = annotate(articles, sections_of(articles, "byline"), RULES)
    assert found["sentences"]["text"].tolist() == ["By Jane Doe. And John Roe."]


def test_offsets_point_into_the_article():
    text = "Tür\u00adkiye met  Syria.\n\nThe Kremlin’s aide left."
    found = annotated("Iran spoke.", text)
    for name in ("sentences", "spans", "tokens"):
        rows = found[name][found[name]["article_id"] == "000000000001"]
        assert rows["text"].tolist() == [
            text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)
        ]
    assert found["spans"]["mention_id"].tolist() == [
        "000000000000.000000-000004",
        "000000000001.000000-000008",
        "000000000001.000014-000019",
        "000000000001.000026-000033",
    ]


def test_tokens_cover_the_text_and_lie_in_their_sentence():
    found = annotated("They met. Akar  left\tearly.", "Iran spoke.")
    tokens, sentences = found["tokens"], found["sentences"].set_index("sentence_id")
    assert tokens["text"].tolist()[:7] == ["They", "met", ".", "Akar", "left", "early", "."]
    assert tokens["token_no"].tolist() == [0, 1, 2, 3, 4, 5, 6, 0, 1, 2]
    own = sentences.loc[tokens["sentence_id"]]
    assert (own["start"].to_numpy() <= tokens["start"]).all()
    assert (tokens["end"] <= own["end"].to_numpy()).all()
    assert tokens[["lemma", "pos", "tag", "dep", "head_no"]].isna().all(axis=None)


def test_empty_in_empty_out():
    for articles in (empty(ARTICLES), articles_of(""), articles_of(" \n ")):
        found = annotate(articles, sections_of(articles), RULES)
        assert_frame_equal(found["sentences"], empty(SENTENCES))
        assert_frame_equal(found["spans"], empty(SPANS))
        assert_frame_equal(found["tokens"], empty(TOKENS))


PHRASES = st.lists(
    st.sampled_from([
        "Erdogan", "Recep Tayyip Erdogan", "Syria's", "Syrian", "Turkish defense ministry",
        '"', "(", "\n\n", ".", "met", "Foreign Minister Jane Doe", "Doe", "Congo", "é",
        "the Turkish ministry",
    ]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(PHRASES, PHRASES)
@settings(max_examples=12, deadline=None)
def test_articles_do_not_know_each_other(first, second):
    articles = articles_of(first, second)
    together = annotate(articles, sections_of(articles), RULES)
    parts = (articles.iloc[[0]], articles.iloc[[1]])
    apart = [annotate(part, sections_of(part), RULES) for part in parts]
    for name in ("sentences", "spans", "tokens"):
        joined = pd.concat([found[name] for found in apart], ignore_index=True)
        assert_frame_equal(joined, together[name])


def test_a_full_name_explains_no_surname_elsewhere():
    assert annotated("Theresa May spoke.", "May left.")["spans"]["text"].tolist() == ["Theresa May"]


def test_spans_do_not_overlap():
    spans = spans_of(
        "Russian President Vladimir Putin of Russia's Kremlin met Prime Minister Israel Doe."
    )
    assert (spans["start"].to_numpy()[1:] >= spans["end"].to_numpy()[:-1]).all()


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202a", "\ufeff", "\u00ad", "\u2066\u200f"])
def test_invisible_marks_around_a_word_are_no_part_of_it(mark):
    text = f"{mark}Rain fell in {mark}Mosul{mark}, and{mark} Sin{mark}jar."
    tokens = annotated(text)["tokens"]
    words = ["Rain", "fell", "in", "Mosul", ",", "and", f"Sin{mark}jar", "."]
    assert tokens["text"].tolist() == words
    places = zip(tokens["start"], tokens["end"], strict=True)
    assert [text[start:end] for start, end in places] == words


def test_poison_is_cut_before_the_tokenizer():
    plain = plain_text("(" * 1200 + "  end")
    assert max(len(word) for word in plain.text.split(" ")) == 500
    assert len(plain_text("a" + "\u200b" * 100_000 + "b").text) > 100_000
    found = annotated("(" * 100_000)
    assert len(found["tokens"]) == 100_000
    assert found["tokens"]["end"].max() == 100_000


def test_the_seed_has_the_sentences_of_its_annotation(shared):
    gold = json.loads((shared / "gold/seed.json").read_text(encoding="utf-8"))
    text = (shared / gold["document"]).read_text(encoding="utf-8")
    articles = articles_of(text)
    blocks: list[list] = []
    for sentence in gold["sentences"]:
        zone = {"title": "headline"}.get(sentence["zone"], sentence["zone"])
        if blocks and zone == "body" and blocks[-1][0] == "body":
            blocks[-1][2] = sentence["end"]
        else:
            blocks.append([zone, sentence["start"], sentence["end"]])
    sections = pd.DataFrame(blocks, columns=["section", "start", "end"])
    sections = conform(sections.assign(article_id="000000000000"), SECTIONS)
    sentences = annotate(articles, sections, RULES)["sentences"]
    expected = [(sentence["start"], sentence["end"]) for sentence in gold["sentences"]]
    assert list(zip(sentences["start"], sentences["end"], strict=True)) == expected
    assert (sentences["section"] == "body").sum() == 13

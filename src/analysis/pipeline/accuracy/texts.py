"""Texts of annotated sets through the stages, as articles.

Each text is an article of one body section, read as it stands: annotations keep their
places. The document's name takes the place of the article's identifier in what comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.schema import ARTICLES, MENTIONS, SECTIONS, conform
from analysis.settings import Settings


@dataclass(frozen=True)
class Text:
    """One text of an annotated set; `day` is that of publication as ISO text, empty if unknown."""

    document: str
    text: str
    day: str = ""


@dataclass(frozen=True)
class LaidOut:
    """Tables `articles` and `sections` of some texts, and their names by `article_id`."""

    articles: pd.DataFrame
    sections: pd.DataFrame
    documents: pd.Series


def lay_out(texts: Sequence[Text]) -> LaidOut:
    """Make articles of texts.

    Raises
    ------
    ValueError
        If two texts have the same name.
    """
    names = pd.Series([text.document for text in texts], dtype="str")
    if names.duplicated().any():
        raise ValueError(
            f"two texts of one set are called {names[names.duplicated()].iloc[0]!r}; names must "
            "differ"
        )
    ids = pd.Series([f"{number:012x}" for number in range(len(texts))], dtype="str")
    articles = pd.DataFrame(
        {
            "article_id": ids,
            "text": pd.Series([text.text for text in texts], dtype="str"),
            "published": pd.to_datetime(
                pd.Series([text.day or None for text in texts], dtype="str")
            ),
        }
    ).assign(
        source="set", outlet=None, agency=None, byline=None, url=None, title=None, language="en",
        text_offset=0, raw_path="set", raw_line=None, raw_sha256="", encoding="utf-8",
    )  # fmt: skip
    filled = articles[articles["text"].str.len() > 0]
    sections = pd.DataFrame(
        {
            "article_id": filled["article_id"],
            "start": 0,
            "end": filled["text"].str.len(),
            "section": "body",
        }
    )
    return LaidOut(conform(articles, ARTICLES), conform(sections, SECTIONS), names.set_axis(ids))


def annotated(texts: Sequence[Text], settings: Settings) -> dict[str, pd.DataFrame]:
    """Return tables `sentences`, `spans` and `tokens` of texts, with their `document`."""
    from analysis.extract import annotate

    laid = lay_out(texts)
    found = annotate.annotate(laid.articles, laid.sections, settings)
    return {name: _named(table, laid) for name, table in found.items()}


def mentioned(texts: Sequence[Text], settings: Settings) -> pd.DataFrame:
    """Return table `mentions` of texts, with their `document`."""
    from analysis.extract import actors, annotate

    laid = lay_out(texts)
    found = annotate.annotate(laid.articles, laid.sections, settings)
    linked = actors.link_spans(
        found["spans"], found["sentences"], laid.articles, laid.sections, settings
    )
    references = actors.link_references(linked, found["sentences"], laid.articles)
    return _named(conform(pd.concat([linked, references]), MENTIONS), laid)


def timed(texts: Sequence[Text], settings: Settings) -> pd.DataFrame:
    """Return table `timexes` of texts, with their `document` and days as ISO text."""
    from analysis.extract import annotate, timex

    laid = lay_out(texts)
    rules = Settings(annotator="rules")  # sentences are cut by the same rules for all
    sentences = annotate.annotate(laid.articles, laid.sections, rules)["sentences"]
    found = _named(timex.find_timexes(sentences, laid.articles, settings), laid)
    days = {
        day: found[day].dt.strftime("%Y-%m-%d").astype("str") for day in ("first_day", "last_day")
    }
    return found.assign(**days)


def _named(table: pd.DataFrame, laid: LaidOut) -> pd.DataFrame:
    return table.assign(document=table["article_id"].map(laid.documents).astype("str"))

"""Names linked to the actors they mean on the article's day.

An actor is the finest party the text supports: a person, an office, an organ of a state, the
state. `state_id` is the state it acts for. What cannot be decided stays a row, with the
reason in `link_rule` and the candidates beside it; nothing is guessed.

A former state never stands for its successor, and a disputed territory for no state.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.extract.actors.abbreviated import abbreviated
from analysis.extract.actors.bare_organs import link_bare_organ
from analysis.extract.actors.clusters import remember_person
from analysis.extract.actors.display import list_actors
from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.offices import offices
from analysis.extract.actors.organs import link_office, link_organ, link_organisation, link_seat
from analysis.extract.actors.persons import link_person
from analysis.extract.actors.places import link_place
from analysis.extract.actors.reading import Reading, read_name
from analysis.extract.actors.references import link_references
from analysis.extract.actors.refusals import refusal
from analysis.extract.actors.spread import name_persons, spread_states
from analysis.extract.actors.text_persons import repeated_person
from analysis.schema import MENTIONS, conform, empty
from analysis.settings import Settings

__all__ = ["link_references", "link_spans", "list_actors"]

# Sections whose persons and agencies made the text or the picture.
PUBLISHING = ("byline", "credit")

# Labels of names that are places unless a list knows better.
PLACES = ("GPE", "LOC", "FAC")

# Labels of names that may be organs of a state.
ORGANS = ("ORG", "MISC", "FAC")


def link_spans(
    spans: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    sections: pd.DataFrame,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Link each name to an actor, as of the day its article was published.

    Parameters
    ----------
    spans
        Table `SPANS`.
    sentences
        Table `SENTENCES`, with the sentences of these spans.
    articles
        Table `ARTICLES`, with the articles of these spans. Where `published` is missing, what
        depends on a date is linked only if every date gives the same answer.
    sections
        Table `SECTIONS`. A name that opens its section may be a dateline.
    settings
        `surname_window_years` is used; by default that of `Settings()`.

    Returns
    -------
    DataFrame
        Table `MENTIONS`, one row per span. `actor_id` is missing if the name is not resolved
        or names a publisher; `link_rule` says which rule, or why not.
    """
    if spans.empty:
        return empty(MENTIONS)
    window = (settings or Settings()).surname_window_years
    ordered = spans.sort_values(["article_id", "start"], kind="stable").reset_index(drop=True)
    names = _names(ordered, sentences, sections)
    article_ids = articles["article_id"].tolist()
    texts = dict(zip(article_ids, articles["text"].tolist(), strict=True))
    days = dict(zip(article_ids, _days(articles["published"]), strict=True))
    links: list[Link] = []
    for article_id, first, last in _runs(ordered["article_id"].tolist()):
        memory = Memory(texts[article_id], days[article_id], window)
        links += link_article(names[first:last], memory)
    columns = dict(zip(Link._fields, zip(*links, strict=True), strict=True))
    linked = pd.DataFrame(
        {name: pd.Series(values, dtype="str") for name, values in columns.items()}
    )
    return conform(pd.concat([ordered, linked], axis="columns"), MENTIONS)


def _days(published: pd.Series) -> list[str]:
    """Days as ISO text; empty if missing."""
    return np.where(published.isna(), "", published.to_numpy("datetime64[D]").astype(str)).tolist()


def _names(spans: pd.DataFrame, sentences: pd.DataFrame, sections: pd.DataFrame) -> list[Name]:
    """Spans with what linking needs to know of their sentence."""
    row = pd.Index(sentences["sentence_id"]).get_indexer(spans["sentence_id"])
    places = sentences[["section", "start", "end"]].take(row)
    begins = set(zip(sections["article_id"].tolist(), sections["start"].tolist(), strict=True))
    opens = [
        key in begins
        for key in zip(spans["article_id"].tolist(), spans["start"].tolist(), strict=True)
    ]
    return [
        Name(*values)
        for values in zip(
            spans["start"].tolist(), spans["end"].tolist(), spans["text"].tolist(),
            spans["label"].tolist(), spans["annotator"].tolist(), places["section"].tolist(), opens,
            places["start"].tolist(), places["end"].tolist(), strict=True,
        )
    ]  # fmt: skip


def _runs(values: list[str]) -> list[tuple[str, int, int]]:
    """Stretches of equal values: value, first, one past the last."""
    edges = [row for row in range(len(values)) if row == 0 or values[row] != values[row - 1]]
    return [
        (values[first], first, last)
        for first, last in zip(edges, [*edges[1:], len(values)], strict=True)
    ]


def link_article(names: list[Name], memory: Memory) -> list[Link]:
    """Link the names of one article, in text order."""
    memory.names, memory.readings = names, [read_name(name.text) for name in names]
    memory.named_persons = frozenset(
        meaning.actor_id
        for reading in memory.readings
        if reading.kind == "person"
        for meaning in reading.meanings
    )
    memory.named_states = _states_named(memory.readings)
    for name, reading in zip(names, memory.readings, strict=True):
        link = _link(name, reading, memory)
        memory.links.append(link)
        _remember(name, link, memory)
    return name_persons(spread_states(memory.links))


def _states_named(readings: list[Reading]) -> frozenset[str]:
    """Return the states named beyond doubt."""
    return frozenset(
        reading.meanings[0].actor_id
        for reading in readings
        if reading.kind in ("state", "adjective", "capital")
        and len({meaning.actor_id for meaning in reading.meanings}) == 1
    )


def _link(name: Name, reading: Reading, memory: Memory) -> Link:
    refused = refusal(name, reading, memory)
    if refused is not None:
        return refused
    if name.label == "PERSON":
        if name.section in PUBLISHING:
            return Link(None, None, "person", "publisher", "publisher")
        return link_person(name, reading, memory)
    if reading.head is not None and reading.kind in ("title", "counterpart"):
        return link_office(name, reading, memory)
    if reading.head is not None:
        return link_organ(name, reading, memory)
    if reading.kind in ("state", "adjective", "prefix", "people", "capital"):
        return link_place(name, reading, memory)
    if reading.kind == "seat":
        return link_seat(name, reading, memory)
    if reading.kind == "organisation":
        return link_organisation(name, reading, memory)
    return _link_unknown(name, reading, memory)


def _link_unknown(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a name of which no list says what it is."""
    again = repeated_person(name, memory) or abbreviated(name, memory)
    if again is not None:
        return again
    organ = link_bare_organ(name, reading, memory) if name.label in ORGANS else None
    if organ is not None:
        return organ
    if name.label == "ORG":
        return Link(None, None, "organisation", "actor", "unknown_name")
    if name.label in PLACES:
        return Link(None, None, "other", "place", "unlisted_place")
    return Link(None, None, "other", "undecided", "unknown_name")


def _remember(name: Name, link: Link, memory: Memory) -> None:
    if link.office_id is not None and link.office_id in offices():
        memory.officer = (name.start, link.office_id)
    if name.label == "PERSON":
        remember_person(name, link, memory)

"""References without a name: `the ministry`, `both sides`, `he`.

They are looked for after the names are linked, and become mentions only where the text leaves
no choice; what it leaves open is left out. Six kinds:

- an institution or office without nationality (`the foreign ministry`, `the president`) is
  that of the one state whose organ of that kind the article named before, else of the one
  state that the article has named so far;
- a camp (`the opposition`, `the rebels`) is of the one state named so far, in any role;
- a set (`both sides`, `the two countries`, `the three ministers`) is the last list of as many
  parties; its members stand in `candidates`, and it has no actor of its own;
- `the North` and `the South` are the Koreas where the article speaks of them;
- an office or relation said of a person (`Brown became prime minister`, `his predecessor, Putin`)
  has the state of that person;
- a pronoun (`he`, `she`) is the one person named in its sentence before it, or, if there is
  none, in the sentence before.
"""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from analysis.extract.actors.link import Link, Name
from analysis.extract.actors.references.beside import beside_in
from analysis.extract.actors.references.camps import camps_in
from analysis.extract.actors.references.organs import organs_in
from analysis.extract.actors.references.pronouns import pronouns_in
from analysis.extract.actors.references.sets import sets_in
from analysis.extract.actors.references.sides import sides_in
from analysis.extract.actors.references.types import EARLIER, Found, Stretch
from analysis.lexicon import rows_of
from analysis.schema import MENTIONS, conform, empty

# Sections in which references are looked for.
TOLD = ("headline", "body")
# Who found them, in the column `annotator` of `MENTIONS`; measures count names without them.
REFERENCES = "references"


def find_references(
    text: str, day: str, named: list[tuple[Name, Link]], sentences: list[Stretch]
) -> list[Found]:
    """Find the references of one article that the text decides.

    Parameters
    ----------
    text, day
        The text of the article, and the day it was published as ISO text.
    named
        Its names with their links, in text order.
    sentences
        The sentences to look in, in text order.

    Returns
    -------
    list of Found
        In text order; none overlaps a name.
    """
    found: list[Found] = []
    first = last = 0
    for number, sentence in enumerate(sentences):
        while first < len(named) and named[first][0].start < sentence.start:
            first += 1
        last = max(last, first)
        while last < len(named) and named[last][0].start < sentence.end:
            last += 1
        before, here = named[max(first - EARLIER, 0) : first], named[first:last]
        previous = sentences[number - 1] if number else None
        own = [
            *beside_in(text, sentence, before, here),
            *sets_in(text, sentence, previous, before, here),
            *organs_in(text, day, sentence, before, here),
            *camps_in(text, sentence, before, here),
            *sides_in(text, sentence, before, here),
            *pronouns_in(text, sentence, previous, before, here),
        ]
        free = [one for one in own if not any(_overlaps(one, name) for name, _ in here)]
        found += _first_of_each_place(free)
    return sorted(found, key=lambda one: (one.start, one.end))


def _first_of_each_place(found: list[Found]) -> list[Found]:
    """Keep the first of those that overlap: what is said of a person before what is guessed."""
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _overlaps(found: Found, name: Name) -> bool:
    return found.start < name.end and name.start < found.end


def link_references(
    mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Find references without a name that the text decides, as mentions.

    Parameters
    ----------
    mentions
        Table `MENTIONS`: the names of these articles, linked.
    sentences
        Table `SENTENCES` of these articles; captions, credits and links are passed over.
    articles
        Table `ARTICLES`.

    Returns
    -------
    DataFrame
        Table `MENTIONS`, references only: `kind` is `institution`, `bare_office`,
        `relational_office`, `group_description`, `set_reference` or `pronoun`, `label` is
        `MISC`, `annotator` is `references`. What the text leaves open is not a row.
        Concatenated with `mentions` it is again a table `MENTIONS`.
    """
    told = sentences[sentences["section"].isin(TOLD)]
    if mentions.empty or told.empty:
        return empty(MENTIONS)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    days = dict(zip(articles["article_id"], _days(articles["published"]), strict=True))
    named = _by_article(mentions.sort_values(["article_id", "start"], kind="stable"))
    rows: list[dict[str, object]] = []
    places = told[["article_id", "start", "end", "sentence_id"]].sort_values(
        ["article_id", "start"], kind="stable"
    )
    for article, group in groupby(rows_of(places), key=lambda row: row.article_id):
        own = list(group)
        stretches = [Stretch(row.start, row.end) for row in own]
        found = find_references(texts[article], days[article], named.get(article, []), stretches)
        rows += _rows(article, texts[article], found, own)
    return conform(pd.DataFrame(rows), MENTIONS) if rows else empty(MENTIONS)


def _days(published: pd.Series) -> list[str]:
    """Days as ISO text; empty if missing."""
    return [day.strftime("%Y-%m-%d") if pd.notna(day) else "" for day in published]


def _by_article(mentions: pd.DataFrame) -> dict[str, list[tuple[Name, Link]]]:
    """Names with their links, by article."""
    named: dict[str, list[tuple[Name, Link]]] = {}
    plain = mentions.astype(object).where(mentions.notna(), None)
    for row in plain.to_dict("records"):
        name = Name(row["start"], row["end"], row["text"], row["label"], row["annotator"],
                    "", False, 0, 0)  # fmt: skip
        link = Link(**{field: row[field] for field in Link._fields})
        named.setdefault(row["article_id"], []).append((name, link))
    return named


def _rows(
    article: str, text: str, found: list[Found], sentences: list
) -> list[dict[str, object]]:  # fmt: skip
    """Rows of `MENTIONS`, one per reference."""
    rows = []
    place = 0
    for one in found:
        while place + 1 < len(sentences) and sentences[place + 1].start <= one.start:
            place += 1
        rows.append({
            "mention_id": f"{article}.{one.start:06d}-{one.end:06d}",
            "article_id": article,
            "sentence_id": sentences[place].sentence_id,
            "start": one.start,
            "end": one.end,
            "text": text[one.start : one.end],
            "label": "MISC",
            "annotator": REFERENCES,
            **one.link._asdict(),
        })  # fmt: skip
    return rows

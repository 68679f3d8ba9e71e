"""Captions and alternative texts of charts of actors and of pairs of actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis.present.captions.base import base_words, left_out_words, unresolved_words
from analysis.present.captions.wording import count_words, list_words, percent_words, plural
from analysis.settings import Settings

Mark = Literal["bar", "cell", "line"]

_UNITS = {
    "n_mentions": "mention", "n_sentences": "sentence", "n_articles": "article",
    "n_stories": "story",
}  # fmt: skip
# Marks told one by one in an alternative text; a listener keeps no more in mind.
_TOLD = 5


def frequency_caption(
    frequency: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    value: str = "n_sentences",
    n_units: int | None = None,
    outcomes: pd.DataFrame | None = None,
    left_out: pd.DataFrame | None = None,
    sections: Sequence[str] = Settings.counted_sections,
    level: float = Settings.level,
) -> str:
    """Return the caption of a chart of how often actors are named.

    Parameters
    ----------
    frequency
        Table `FREQUENCY`, the rows drawn.
    articles, sentences
        Tables `ARTICLES` and `SENTENCES` of the corpus, of all sections.
    mentions
        Table `MENTIONS`, those counted, at the level of the chart, unresolved ones included.
    value
        Column drawn: a count, or ``"share"``.
    n_units
        Number of stories in all, if those were counted.
    outcomes, left_out
        What became of the mentions, as for `unresolved_words` and `left_out_words`.
    sections
        The sections that count.
    level
        Level of the intervals.

    Returns
    -------
    str
        Plain text: the mark, the base, the actors not shown, the intervals, what was left
        out, the share unresolved.
    """
    if frequency.empty:
        return f"No actor is named in {_these(articles)}."
    unit = _unit(frequency, value)
    n_units = len(mentions) if unit == "mention" else n_units
    base = base_words(articles, sentences, within=unit, n_units=n_units, sections=sections)
    what = "share" if value == "share" else "number"
    units = "mentions of it" if unit == "mention" else f"{plural(2, unit)} that name it"
    n_actors = int(mentions["actor_id"].nunique())
    return _paragraph(
        f"Each bar is one actor: the {what} of {units}, of {base}.",
        _shown(len(frequency), n_actors, "actor"),
        _interval_words(frequency, value, level),
        left_out_words(left_out),
        unresolved_words(mentions, outcomes),
    )


def frequency_alt(frequency: pd.DataFrame, *, names: pd.Series, value: str = "n_sentences") -> str:
    """Return in words what a chart of actors shows: its largest bars, the rest by their range.

    Parameters
    ----------
    frequency
        Table `FREQUENCY`, the rows drawn, largest first.
    names
        Display name of each actor, indexed by `actor_id`.
    value
        Column drawn.
    """
    if frequency.empty:
        return "An empty chart: no actor is named."
    unit = plural(2, _unit(frequency, value))
    labels = _names(frequency["actor_id"], names)
    what = f"{'share of ' if value == 'share' else ''}{unit}"
    naming = f"{what} of them" if unit == "mentions" else f"{what} that name them"
    return (
        f"Bar chart of {count_words(len(frequency), 'actor')} by {naming}: "
        f"{_largest(labels, frequency[value])}."
    )


def pairs_caption(
    pairs: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    mark: Mark = "bar",
    n_pairs: int | None = None,
    outcomes: pd.DataFrame | None = None,
    left_out: pd.DataFrame | None = None,
    sections: Sequence[str] = Settings.counted_sections,
) -> str:
    """Return the caption of a chart of actors named together.

    Parameters
    ----------
    pairs
        Table `PAIRS`, the rows drawn.
    articles, sentences, mentions, outcomes, left_out, sections
        As for `frequency_caption`.
    mark
        What a pair is on the chart: a bar, a cell of a matrix, a line of a network.
    n_pairs
        Number of pairs named together in all; by default those drawn.

    Returns
    -------
    str
        Plain text: the mark, the base, the pairs not shown, what was left out, the share
        unresolved.
    """
    if pairs.empty and n_pairs:
        return f"None of the pairs named together is shown here ({n_pairs:,} in all)."
    if pairs.empty:
        return f"No two actors are named together in {_these(articles)}."
    unit = str(pairs["within"].iloc[0])
    n_units = int(pairs["n_units"].iloc[0])
    base = base_words(articles, sentences, within=unit, n_units=n_units, sections=sections)
    return _paragraph(
        _mark_words(mark, unit).format(base=base),
        _shown(len(pairs), n_pairs or len(pairs), "pair"),
        left_out_words(left_out),
        unresolved_words(mentions, outcomes),
    )


def pairs_alt(pairs: pd.DataFrame, *, names: pd.Series, mark: Mark = "bar") -> str:
    """Return in words what a chart of pairs shows: its largest marks, the rest by their range.

    Parameters
    ----------
    pairs
        Table `PAIRS`, the rows drawn, in any order.
    names
        Display name of each actor, indexed by `actor_id`.
    mark
        What a pair is on the chart.
    """
    if pairs.empty:
        return "An empty chart: there is no pair to draw."
    chart = {"bar": "Bar chart", "cell": "Matrix", "line": "Network"}[mark]
    ranked = pairs.sort_values(
        ["n_together", "actor_a", "actor_b"], ascending=[False, True, True], kind="stable"
    )
    first, second = (_names(ranked[side], names) for side in ("actor_a", "actor_b"))
    labels = [f"{one} and {other}" for one, other in zip(first, second, strict=True)]
    n_actors = len({*pairs["actor_a"], *pairs["actor_b"]})
    units = plural(2, str(pairs["within"].iloc[0]))
    return (
        f"{chart} of {count_words(len(pairs), 'pair')} among {count_words(n_actors, 'actor')} by "
        f"{units} that name both: {_largest(labels, ranked['n_together'])}."
    )


def _these(articles: pd.DataFrame) -> str:
    return "this article" if len(articles) == 1 else f"these {len(articles):,} articles"


def _unit(frequency: pd.DataFrame, value: str) -> str:
    return _UNITS.get(value, str(frequency["within"].iloc[0]))


def _mark_words(mark: Mark, unit: str) -> str:
    units = plural(2, unit)
    return {
        "bar": f"Each bar is a pair of actors: the number of {units} that name both, of {{base}}.",
        "cell": f"Each cell is a pair of actors: the number of {units} that name both, of "
        f"{{base}}. A cell is blank where no {unit} names both.",
        "line": f"Each line joins two actors that one {unit} names, wider where more {units} "
        f"name both, of {{base}}. A point is larger where more {units} name the actor; its "
        "place means no more than that near points are often named together.",
    }[mark]


def _shown(shown: int, total: int, noun: str) -> str:
    if shown >= total:
        return ""
    return f"{shown:,} of {count_words(total, noun)} {plural(shown, 'is')} shown."


def _interval_words(frequency: pd.DataFrame, value: str, level: float) -> str:
    if value != "share":
        return ""
    if frequency[["low", "high"]].isna().any(axis=None):
        return "There are too few stories for intervals."
    return (
        f"Lines are {percent_words(level)} intervals that take stories, not articles, as "
        "independent."
    )


def _names(actors: pd.Series, names: pd.Series) -> list[str]:
    known = names[~names.index.duplicated()]
    return [" ".join(str(name).split()) for name in actors.map(known).fillna(actors)]


def _largest(labels: list[str], values: pd.Series) -> str:
    """Return the first marks with their numbers, and the range of the others."""
    is_share = values.dtype.kind == "f"
    words = [percent_words(value) if is_share else f"{value:,}" for value in values]
    told = [f"{label} {word}" for label, word in zip(labels, words, strict=True)][:_TOLD]
    rest = values.iloc[_TOLD:]
    if rest.empty:
        return list_words(told)
    low, high = words[values.argmin()], words[_TOLD + int(rest.argmax())]
    reach = f"with {low}" if low == high else f"from {low} to {high}"
    return f"{', '.join(told)}, and {len(rest):,} more {reach}"


def _paragraph(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)

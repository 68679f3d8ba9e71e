"""Which names nobody was found for, those that matter most first, and who they might be.

A name is unknown if it looks like a person or an organisation and was linked to nobody, or
to a person of whom only the text knows. Where one article settles who a short form belongs
to, it counts with the long one. What is offered is only a suggestion: a close name is not
the same person, and the researcher decides, in `data/corrections.csv` or in `data/facts/`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pandas as pd

from analysis.extract.corrections import COLUMNS
from analysis.lexicon.fold import fold_name
from analysis.measure.unknown.suggestions import Suggestion, state_of, suggest
from analysis.schema import UNKNOWN_NAMES, conform, empty
from analysis.schema.tables import TEXT_ONLY
from analysis.settings import Settings

__all__ = ["Suggestion", "list_unknown", "suggest"]

LABELS = {"PERSON": "person", "ORG": "organisation"}
N_SENTENCES = 3  # evidence given for each name
N_FORMS = 5  # further forms given for each name


def list_unknown(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    stories: pd.DataFrame,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """List the names nobody was found for.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it.
    articles, stories
        Tables `ARTICLES` (the text may be absent) and `STORIES`, with every article of
        `mentions`.
    settings
        `suggest_names`: how many names, from the top, get suggestions;
        `suggestion_score`: how close a name must be. By default those of `Settings()`.

    Returns
    -------
    DataFrame
        Table `UNKNOWN_NAMES`, by stories, articles and mentions, then by name. Evidence is
        in order of publication, undated articles last.
    """
    options = settings or Settings()
    named = _unknown(mentions, articles, stories)
    if named.empty:
        return empty(UNKNOWN_NAMES)
    listed = pd.concat([_counts(named), _forms(named), _evidence(named)], axis="columns")
    order = ["n_stories", "n_articles", "n_mentions", "kind", "name", "key"]
    listed = listed.reset_index(names="key").sort_values(
        order, ascending=[False, False, False, True, True, True], kind="stable"
    )
    return conform(_with_suggestions(listed, options), UNKNOWN_NAMES)


def _unknown(mentions: pd.DataFrame, articles: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Return the unknown mentions with a key for each name, their story and their day."""
    actor = mentions["actor_id"].astype(object)
    text_only = actor.str.startswith(TEXT_ONLY).fillna(False).astype(bool)
    unlinked = actor.isna() & mentions["label"].isin(LABELS)
    kept = mentions[(text_only | unlinked) & (mentions["role"] != "publisher")]
    kept = kept[
        ["mention_id", "article_id", "sentence_id", "text", "label", "actor_id", "link_rule"]
    ]
    if kept.empty:
        return kept
    kind = kept["label"].map(LABELS).fillna("person").astype("str")
    folded = kept["text"].map({t: fold_name(t).casefold() for t in kept["text"].unique()})
    return kept.assign(
        kind=kind,
        key=(kind + " " + kept["actor_id"].fillna("text " + folded)).astype("str"),
        story_id=kept["article_id"].map(stories.set_index("article_id")["story_id"]),
        published=kept["article_id"].map(articles.set_index("article_id")["published"]),
    )


def _counts(named: pd.DataFrame) -> pd.DataFrame:
    by_name = named.groupby("key", sort=True)
    reasons = _most_frequent(named, "link_rule")
    return by_name.agg(
        kind=("kind", "first"),
        actor_id=("actor_id", "first"),
        n_stories=("story_id", "nunique"),
        n_articles=("article_id", "nunique"),
        n_mentions=("mention_id", "nunique"),
    ).assign(reason=reasons)


def _most_frequent(named: pd.DataFrame, column: str) -> pd.Series:
    """Return the most frequent value of each name, the first in the alphabet of those."""
    counted = named.groupby(["key", column], sort=True).size().rename("n").reset_index()
    counted = counted.sort_values(
        ["key", "n", column], ascending=[True, False, True], kind="stable"
    )
    return counted.drop_duplicates("key").set_index("key")[column]


def _forms(named: pd.DataFrame) -> pd.DataFrame:
    """Return the fullest form of each name, the one printed most often of those, and others."""
    forms = named.groupby(["key", "text"], sort=True).size().rename("n").reset_index()
    forms["n_words"] = forms["text"].str.count(r"\s+")
    forms = forms.sort_values(
        ["key", "n_words", "n", "text"], ascending=[True, False, False, True], kind="stable"
    )
    place = forms.groupby("key").cumcount()
    others = forms[place.between(1, N_FORMS)].groupby("key")["text"].agg("|".join)
    first = forms[place == 0].set_index("key")["text"]
    return pd.DataFrame({"name": first, "other_forms": others.reindex(first.index)})


def _evidence(named: pd.DataFrame) -> pd.Series:
    ordered = named.sort_values(["key", "published", "sentence_id"], kind="stable")
    ordered = ordered.drop_duplicates(["key", "sentence_id"])
    first = ordered.groupby("key", sort=False).head(N_SENTENCES)
    return first.groupby("key")["sentence_id"].agg("|".join).rename("sentence_ids")


def _with_suggestions(listed: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    top = listed.head(settings.suggest_names)
    found = suggest(
        list(zip(top["kind"], top["name"], strict=True)), least=settings.suggestion_score
    )
    found += [[] for _ in range(len(listed) - len(top))]
    lines = [
        _correction(name, actor, row[0]) if row else None
        for name, actor, row in zip(listed["name"], listed["actor_id"], found, strict=True)
    ]
    return listed.drop(columns=["key", "actor_id"]).assign(
        rank=range(1, len(listed) + 1),
        suggestions=_texts(["|".join(one.fact_id for one in row) for row in found], listed),
        closeness=_texts(["|".join(str(one.closeness) for one in row) for row in found], listed),
        correction=_texts(lines, listed),
    )


def _texts(values: Sequence[str | None], like: pd.DataFrame) -> pd.Series:
    """Return a column of text in which what is empty is missing."""
    return pd.Series([value or None for value in values], index=like.index, dtype="str")


def _correction(name: str, actor: object, found: Suggestion) -> str:
    """Return the line of `data/corrections.csv` that takes a suggestion."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "to": found.fact_id,
        "reason": f"close to {found.form} ({found.closeness})",
    }
    if isinstance(actor, str):
        cells |= {"action": "merge", "actor": actor}
    else:
        cells |= {"action": "relabel", "text": name}
    sink = io.StringIO()
    csv.writer(sink, lineterminator="").writerow(
        (cells | {"state": state_of(found.fact_id)}).values()
    )
    return sink.getvalue()

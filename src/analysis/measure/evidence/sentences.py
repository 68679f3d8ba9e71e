"""The sentences behind actors, pairs, expressions of time and articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.measure.evidence.marks import marked_sentences


def sentences_naming(
    actors: Sequence[str],
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Fetch the sentences that name all of some actors.

    Parameters
    ----------
    actors
        One or more `actor_id`, at the level of `mentions`.
    mentions
        Table `MENTIONS` as `parties.counted` returns it.
    sentences, articles
        Tables `SENTENCES` and `ARTICLES`, with every sentence of `mentions`.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per sentence in order of publication (undated articles last);
        the mentions of these actors are marked.

    Raises
    ------
    ValueError
        If `actors` is empty.
    """
    wanted = list(dict.fromkeys(actors))
    if not wanted:
        raise ValueError("no actors given; expected one or more actor_id")
    names = mentions[mentions["actor_id"].isin(wanted)]
    n_named = names.groupby("sentence_id")["actor_id"].nunique()
    shared = n_named.index[n_named == len(wanted)]
    return marked_sentences(names[names["sentence_id"].isin(shared)], sentences, articles)


def mentions_of(
    actor: str,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Fetch the mentions of one actor, each with its sentence.

    Parameters
    ----------
    actor
        An `actor_id`, at the level of `mentions`.
    mentions, sentences, articles
        As for `sentences_naming`.

    Returns
    -------
    DataFrame
        `mention_id`, `name` (as printed), `link_rule`, then `COLUMNS`: one row per
        mention, in reading order within articles, articles in order of publication.
    """
    names = mentions[mentions["actor_id"] == actor]
    found = marked_sentences(names, sentences, articles, by=["mention_id"])
    printed = names.set_index("mention_id")
    for place, (column, of) in enumerate([("name", "text"), ("link_rule", "link_rule")], start=1):
        found.insert(place, column, found["mention_id"].map(printed[of]).astype("str"))
    return found


def evidence_for_pairs(
    pairs: pd.DataFrame,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Fetch the units of text behind some pairs.

    Parameters
    ----------
    pairs
        Rows of table `PAIRS`, all counted within the same unit.
    mentions
        The mentions that `cooccurrence.count_pairs` was given, with the unit's column.
    sentences, articles
        As for `sentences_naming`.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `unit_id`, then `COLUMNS`: for each pair, in the order of
        `pairs`, the sentences of its units that name either actor. Within sentences that
        is one row per unit; in larger units the two may be named in different sentences.
        Distinct `unit_id` of a pair are as many as `n_together`.

    Raises
    ------
    ValueError
        If `pairs` mix units, or the unit's column is absent.
    """
    within = pairs["within"].unique()
    if len(within) > 1:
        raise ValueError(f"pairs mix units {list(within)}; pass those of one unit at a time")
    unit = f"{within[0] if len(within) else 'sentence'}_id"
    if unit not in mentions:
        raise ValueError(f"mentions have no column '{unit}'; pass those the pairs were counted in")
    names = mentions.dropna(subset="actor_id").assign(unit_id=mentions[unit])
    sides = [
        pairs[["actor_a", "actor_b"]]
        .assign(pair=range(len(pairs)))
        .merge(names, left_on=side, right_on="actor_id")
        for side in ("actor_a", "actor_b")
    ]
    shared = sides[0][["pair", "unit_id"]].merge(sides[1][["pair", "unit_id"]]).drop_duplicates()
    named = pd.concat(sides, ignore_index=True).merge(shared, on=["pair", "unit_id"])
    by = ["pair", "actor_a", "actor_b", "unit_id"]
    found = marked_sentences(named, sentences, articles, by=by)
    return found.sort_values("pair", kind="stable").drop(columns="pair").reset_index(drop=True)


def sentences_telling(
    timex_ids: Iterable[str],
    *,
    timexes: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Fetch the sentences that hold some expressions of time.

    Parameters
    ----------
    timex_ids
        Identifiers of the expressions.
    timexes, sentences, articles
        Tables `TIMEXES`, `SENTENCES` and `ARTICLES`.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per sentence, in order of publication; these expressions are
        marked.
    """
    told = timexes[timexes["timex_id"].isin(list(timex_ids))]
    return marked_sentences(told, sentences, articles)


def opening_sentences(
    article_ids: Iterable[str], *, sentences: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Fetch the first sentence of some articles: what a day's articles are about.

    Parameters
    ----------
    article_ids
        Identifiers of the articles.
    sentences, articles
        Tables `SENTENCES` and `ARTICLES`.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row per article, in order of publication, nothing marked. An article
        without a sentence has no row.
    """
    of_these = sentences[sentences["article_id"].isin(list(article_ids))]
    first = of_these.sort_values("sentence_id", kind="stable").drop_duplicates("article_id")
    nothing = first.assign(end=first["start"])
    return marked_sentences(nothing, sentences, articles).assign(marks="")

"""What the choices made before counting do to the ranking that comes out.

Sentence or article, every reprint or each report once, one annotator or another: nobody can
say that one choice is right. What can be said is whether the answer depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from analysis.measure.cooccurrence.pairs import count_pairs_within
from analysis.measure.cooccurrence.units import Unit, in_units, units_of
from analysis.settings import Settings

GROUPINGS = ("every article", "one per story")
AXES = ("reading", "within", "grouping")


def robustness(
    readings: Mapping[str, pd.DataFrame],
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    within: Sequence[Unit] = ("sentence", "paragraph", "article"),
    counted: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Compare the rankings of actors and of pairs under each two ways of counting.

    A way of counting is a reading, a unit, and a grouping: every article, or one article for
    each story, the one the others copy or retell (`stories.relation` is ``original``).

    Parameters
    ----------
    readings
        Table `MENTIONS` as `parties.counted` returns it, at the level to count, by name of
        the reading: one for each annotator, resolver or model to be compared, all of these
        sentences. A single reading is enough.
    sentences, sections, stories, counted
        As for `count_pairs_within`.
    within
        The units to compare.

    Returns
    -------
    DataFrame
        `ranked` (``actors``, by units naming them, or ``edges``, by units naming both);
        `reading`, `within`, `grouping` and the same with ``_other``: the two ways compared;
        `tau`, Kendall's tau-b (Kendall 1945): pairs in the same order less pairs in the
        opposite one, with ties allowed for, from -1 to 1; missing if either way ranks all
        alike; `n`, the number ranked. What one way alone has found counts as 0 in the other.
        One row for each two ways, in the order given.
    """
    ways = [
        ((reading, unit, grouping), mentions)
        for reading, mentions in readings.items()
        for unit in within
        for grouping in GROUPINGS
    ]
    tables = {
        way: _counts(mentions, sentences, sections, stories, way, counted) for way, mentions in ways
    }
    rows = [
        {
            "ranked": ranked,
            **dict(zip(AXES, one, strict=True)),
            **dict(zip([f"{axis}_other" for axis in AXES], other, strict=True)),
            **_tau(tables[one][ranked], tables[other][ranked]),
        }
        for ranked in ("actors", "edges")
        for one, other in combinations(tables, 2)
    ]
    columns = ["ranked", *AXES, *[f"{axis}_other" for axis in AXES], "tau", "n"]
    types = dict.fromkeys(columns, "str") | {"tau": "float64", "n": "int64"}
    return pd.DataFrame(rows, columns=columns).astype(types)


def _counts(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    stories: pd.DataFrame,
    way: tuple[str, Unit, str],
    counted: Sequence[str],
) -> dict[str, pd.Series]:
    _, unit, grouping = way
    if grouping == GROUPINGS[1]:
        originals = stories.loc[stories["article_id"] == stories["story_id"], "article_id"]
        sentences = sentences[sentences["article_id"].isin(originals)]
        mentions = mentions[mentions["sentence_id"].isin(sentences["sentence_id"])]
    units = units_of(sentences, sections, stories, within=unit, counted=counted)
    named = in_units(mentions, units, within=unit)
    pairs = count_pairs_within(mentions, sentences, sections, stories, within=unit, counted=counted)
    return {
        "actors": named.groupby("actor_id", sort=True)[f"{unit}_id"].nunique(),
        "edges": pairs.set_index(["actor_a", "actor_b"])["n_together"],
    }


def _tau(one: pd.Series, other: pd.Series) -> dict[str, float]:
    """Kendall's tau-b of two counts of the same things, 0 where one has none."""
    from scipy.stats import kendalltau

    both = pd.concat([one, other], axis=1, keys=["one", "other"]).fillna(0)
    if both["one"].nunique() < 2 or both["other"].nunique() < 2:
        return {"tau": float("nan"), "n": len(both)}
    tau = kendalltau(both["one"], both["other"], variant="b").statistic
    return {"tau": round(float(tau), 10), "n": len(both)}

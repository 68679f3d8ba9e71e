"""Whom a mention counts for, and which mentions count.

A mention names an actor: a ministry, an office holder, a state. Most questions are asked
of parties: a state, whoever speaks for it, or an organisation of its own standing. What is
resolved and still no party (a person who acts for no state, a former state, a disputed
area) is not the same as what is unresolved; `count_outcomes` keeps the two apart.

The other measures take the mentions that come out of here. They never filter again, so
the base of every number is decided in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.schema import SchemaError
from analysis.settings import Settings

Level = Literal["party", "state", "actor"]

# Annotator of mentions that name nobody (`the ministry`, `he`): they say who is meant, and
# would make a wordy report weigh more than a terse one, so they are not counted.
REFERENCES = "references"

# Rule of towns and regions that no list has, and the reason they are left out: they are
# named as places, and nobody is meant by them.
UNLISTED = "unlisted_place"
PLACE = "place of no party"

# Identifiers of organisations begin so; they are parties without being states.
ORGANISATION = "org-"

OUTCOMES = ("counted", "resolved, no party", "unresolved")


@dataclass(frozen=True)
class Counted:
    """The mentions that count, and why the others do not.

    Parameters
    ----------
    mentions
        Rows of table `MENTIONS`, in the order given.
    left_out
        `reason` (``"section caption"``, ``"publisher"``, ...) and `n_mentions`, by reason.
    """

    mentions: pd.DataFrame
    left_out: pd.DataFrame


def as_parties(mentions: pd.DataFrame, level: Level = "party") -> pd.DataFrame:
    """Replace each mention's actor by the one it counts for.

    Parameters
    ----------
    mentions
        Table `MENTIONS`.
    level
        ``"actor"`` leaves the finest party the text supports; ``"state"`` takes the state
        it acts for; ``"party"`` takes the state where there is one, else the organisation.

    Returns
    -------
    DataFrame
        The same rows and columns; `actor_id` is missing where the mention is unresolved
        or, at the level asked for, counts for nobody.

    Raises
    ------
    ValueError
        If `level` is none of the three.
    """
    return mentions.assign(actor_id=_actor_at(mentions, level))


def counted(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sections: Sequence[str] = Settings.counted_sections,
) -> Counted:
    """Keep the names in the sections that count, without the publisher and mere places.

    Parameters
    ----------
    mentions
        Table `MENTIONS`, at any level. Unresolved mentions are kept: they are part of the
        base. Towns of no list, named as places, are not: nobody could be meant by them.
    sentences
        Table `SENTENCES`, with every sentence of `mentions`.
    sections
        Names of the sections that count.

    Returns
    -------
    Counted
        Kept and left out together are as many as `mentions`. A publisher outside the
        counted sections is left out for its section.

    Raises
    ------
    SchemaError
        If a mention stands in a sentence that `sentences` does not have.
    """
    section = mentions["sentence_id"].map(sentences.set_index("sentence_id")["section"])
    if section.isna().any():
        lost = mentions.loc[section.isna(), "sentence_id"]
        raise SchemaError(
            f"table 'mentions': {len(lost)} rows stand in sentences that table 'sentences' "
            f"does not have, first {lost.iloc[0]!r}; pass both tables of one build"
        )
    reason = ("section " + section.astype("str")).where(~section.isin(list(sections)))
    reason = reason.mask(reason.isna() & (mentions["role"] == "publisher"), "publisher")
    reason = reason.mask(reason.isna() & (mentions["link_rule"] == UNLISTED), PLACE)
    nameless = reason.isna() & (mentions["annotator"] == REFERENCES)
    reason = reason.mask(nameless, "reference without a name")
    left_out = reason.value_counts().rename_axis("reason").rename("n_mentions").reset_index()
    return Counted(
        mentions=mentions[reason.isna()].reset_index(drop=True),
        left_out=left_out.astype({"reason": "str", "n_mentions": "int64"})
        .sort_values(["n_mentions", "reason"], ascending=[False, True], kind="stable")
        .reset_index(drop=True),
    )


def count_outcomes(mentions: pd.DataFrame, level: Level = "party") -> pd.DataFrame:
    """Count what became of the mentions: the share to print beside every figure.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as extracted, that is, before `as_parties`.
    level
        As for `as_parties`.

    Returns
    -------
    DataFrame
        One row per outcome of `OUTCOMES`, in that order, with `n_mentions` and `share` of
        all mentions (missing if there are none). ``resolved, no party`` are mentions of a
        known actor that counts for nobody at this level.
    """
    found = pd.Series("unresolved", index=mentions.index, dtype="str")
    found = found.mask(mentions["actor_id"].notna(), "resolved, no party")
    found = found.mask(_actor_at(mentions, level).notna(), "counted")
    n_mentions = found.value_counts().reindex(list(OUTCOMES), fill_value=0).astype("int64")
    return pd.DataFrame(
        {
            "outcome": pd.Series(OUTCOMES, dtype="str"),
            "n_mentions": n_mentions.to_numpy(),
            "share": n_mentions.to_numpy() / len(mentions) if len(mentions) else float("nan"),
        }
    )


def _actor_at(mentions: pd.DataFrame, level: Level) -> pd.Series:
    actors = mentions["actor_id"].astype("str")
    states = mentions["state_id"].astype("str")
    if level == "actor":
        return actors
    if level == "state":
        return states
    if level == "party":
        return states.fillna(actors.where(actors.str.startswith(ORGANISATION, na=False)))
    raise ValueError(f"level is {level!r}; expected 'party', 'state' or 'actor'")

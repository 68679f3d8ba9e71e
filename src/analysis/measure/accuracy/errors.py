"""The cases that are wrong, as a table to read: only of texts written for this project."""

from __future__ import annotations

import pandas as pd

from analysis.schema import Column, Table, conform

ERRORS = Table("errors", "one row per case of our own texts that is wrong",
    ("set", "document", "start", "end", "aspect", "expected"), {
    "set": Column("text", "annotated set"),
    "slice": Column("text", "part of the set", required=False),
    "document": Column("text", "the text"),
    "start": Column("int", "first character in `sentence`", low=0),
    "end": Column("int", "one past the last character in `sentence`", low=0),
    "aspect": Column("text", "what is wrong: found, state, role ..."),
    "expected": Column("text", "what the annotation says; empty text if nothing"),
    "found": Column("text", "what was found; empty text if nothing"),
    "sentence": Column("text", "the text it stands in"),
}, twin=True)  # fmt: skip


def list_errors(
    cases: pd.DataFrame, *, name: str, aspects: dict[str, tuple[str, str, str]]
) -> pd.DataFrame:
    """List what is wrong in judged cases.

    Parameters
    ----------
    cases
        One row per case: `document`, `start`, `end`, `sentence`, `slice`, and the columns of
        `aspects`.
    name
        The set.
    aspects
        For each aspect, the columns that say whether a case is wrong, what was expected and
        what was found; both texts, missing if nothing.

    Returns
    -------
    DataFrame
        Table `ERRORS`.
    """
    kept = ["slice", "document", "start", "end", "sentence"]
    wrong = [
        cases.loc[cases[flag].astype("bool"), [*kept, expected, found]]
        .rename(columns={expected: "expected", found: "found"})
        .assign(aspect=aspect, set=name)
        for aspect, (flag, expected, found) in aspects.items()
    ]
    rows = pd.concat(wrong)
    texts = {side: rows[side].astype("str").fillna("") for side in ("expected", "found")}
    return conform(rows.assign(**texts).drop_duplicates(list(ERRORS.key)), ERRORS)


def typical_errors(errors: pd.DataFrame) -> pd.DataFrame:
    """Group errors by what was expected and what was found, most frequent first.

    Parameters
    ----------
    errors
        Table `ERRORS`.

    Returns
    -------
    DataFrame
        `set`, `aspect`, `expected`, `found`, `n_errors`; `wrong`, these in words; `example`,
        the first of them, the words concerned between angle quotes.
    """
    group = ["set", "aspect", "expected", "found"]
    places = zip(errors["sentence"], errors["start"], errors["end"], strict=True)
    example = [f"{text[:first]}»{text[first:last]}«{text[last:]}" for text, first, last in places]
    shown = errors.assign(example=pd.Series(example, index=errors.index, dtype="str"))
    counted = shown.groupby(group, sort=True).agg(
        n_errors=("example", "size"), example=("example", "first")
    )
    ordered = counted.reset_index().sort_values(
        ["n_errors", *group], ascending=[False, True, True, True, True], kind="stable"
    )
    told = zip(ordered["aspect"], ordered["expected"], ordered["found"], strict=True)
    words = [_words(*case).replace("_", " ") for case in told]
    return ordered.assign(wrong=pd.Series(words, index=ordered.index, dtype="str")).reset_index(
        drop=True
    )


def _words(aspect: str, expected: str, found: str) -> str:
    if aspect == "found":
        return f"not found: {expected}"
    if not found:
        return f"{aspect}: nothing for {expected}"
    return f"{aspect}: {found} for {expected or 'nothing'}"

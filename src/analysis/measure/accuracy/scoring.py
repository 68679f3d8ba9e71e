r"""From tallies to figures with intervals, by resampling documents.

A figure is :math:`\sum_d r_d / \sum_d n_d`, the cases right of all cases, over documents d;
F1 is the harmonic mean of a precision and a recall. For the interval the documents are drawn
anew with replacement, and the figure is computed in each draw; its bounds are the
percentiles (Efron 1979; for clusters Field and Welsh 2007). All figures of one set share the
draws, so that two systems are compared on the same ones.

Where every case is right, or none, draws show no spread, which is no proof of perfection:
there the interval is that of Wilson (1927) with as many cases as there are documents.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.schema import SCORES, conform, empty

# Documents below which no interval is given, as for stories in `frequency`.
MIN_DOCUMENTS = 10
# Document weights drawn at a time: 4 million of eight bytes, 32 MB.
CHUNK = 4_000_000
# Decimals kept of a bound, so that its last bits do not differ between machines.
DECIMALS = 10
F1, PRECISION, RECALL = "F1", "precision", "recall"


def score_tallies(
    tallies: pd.DataFrame,
    *,
    task: str,
    name: str,
    rng: np.random.Generator,
    level: float = 0.95,
    n_resamples: int = 2000,
) -> pd.DataFrame:
    """Turn the tallies of one set into figures with intervals.

    Parameters
    ----------
    tallies
        As `tally` returns them. Where a slice has measures that end in ``precision`` and
        ``recall`` under one name, their ``F1`` is added.
    task, name
        What the columns `task` and `set` are to say.
    rng
        Draws the documents.
    level
        Probability the intervals are to cover with.
    n_resamples
        Number of draws.

    Returns
    -------
    DataFrame
        Table `SCORES`; `n` are cases (for F1, those of the recall). `low` and `high` are
        missing where fewer than `MIN_DOCUMENTS` documents have a case.
    """
    if tallies.empty:
        return empty(SCORES)
    parts, wholes = _matrices(tallies)
    value = _ratio(parts.sum(axis=0).to_numpy(), wholes.sum(axis=0).to_numpy())
    drawn = _drawn(parts.to_numpy(), wholes.to_numpy(), n_resamples, rng)
    table = pd.DataFrame(
        {
            "value": value,
            "n": wholes.sum(axis=0).to_numpy(),
            "n_documents": (wholes > 0).sum(axis=0).to_numpy(),
        },
        index=parts.columns,
    )
    table, drawn = _with_f1(table, drawn)
    low, high = _bounds(table, drawn, level)
    rows = table.drop(columns="n_documents").assign(low=low, high=high, task=task, set=name)
    return conform(rows.reset_index().astype({"n": "int64"}), SCORES)


def _matrices(tallies: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Cases right, and cases, of each document (rows) for each slice and measure (columns)."""
    keys = ["slice", "measure"]
    summed = tallies.groupby([*keys, "document"], sort=True)[["part", "whole"]].sum()
    parts, wholes = (
        pd.DataFrame(summed[side].unstack(keys)).fillna(0).astype("float64")
        for side in ("part", "whole")
    )
    return parts, wholes


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def _drawn(
    parts: np.ndarray, wholes: np.ndarray, n_resamples: int, rng: np.random.Generator
) -> np.ndarray:
    """Each figure (columns) in each draw of the documents (rows); missing without a case."""
    n_documents = len(parts)
    at_once = max(1, CHUNK // n_documents)
    figures = []
    for first in range(0, n_resamples, at_once):
        n = min(at_once, n_resamples - first)
        chosen = rng.integers(0, n_documents, size=(n, n_documents))
        cells = (chosen + n_documents * np.arange(n)[:, None]).ravel()
        weights = np.bincount(cells, minlength=n * n_documents).reshape(n, n_documents)
        weights = weights.astype("float64")  # products of whole numbers, so exact in any order
        figures.append(_ratio(weights @ parts, weights @ wholes))
    return np.concatenate(figures)


def _with_f1(table: pd.DataFrame, drawn: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Add the harmonic mean of each precision and recall."""
    columns = list(table.index)
    pairs = [
        (columns.index((part, measure.removesuffix(PRECISION) + RECALL)), row)
        for row, (part, measure) in enumerate(columns)
        if measure.endswith(PRECISION)
        and (part, measure.removesuffix(PRECISION) + RECALL) in columns
    ]
    if not pairs:
        return table, drawn
    of_recall, of_precision = (list(rows) for rows in zip(*pairs, strict=True))
    value = table["value"].to_numpy()
    added = pd.DataFrame(
        {
            "value": _harmonic(value[of_precision], value[of_recall]),
            "n": table["n"].to_numpy()[of_recall],
            "n_documents": table["n_documents"].to_numpy()[of_recall],
        },
        index=pd.MultiIndex.from_tuples(
            [
                (columns[row][0], columns[row][1].removesuffix(PRECISION) + F1)
                for row in of_precision
            ],
            names=table.index.names,
        ),
    )
    means = _harmonic(drawn[:, of_precision], drawn[:, of_recall])
    return pd.concat([table, added]), np.concatenate([drawn, means], axis=1)


def _harmonic(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    both = one + other
    return np.divide(2 * one * other, both, out=np.zeros(both.shape) * both, where=both > 0)


def _bounds(table: pd.DataFrame, drawn: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of each figure; missing with few documents."""
    low, high = np.full(len(table), np.nan), np.full(len(table), np.nan)
    tails = [(1 - level) / 2, (1 + level) / 2]
    for row, (value, n) in enumerate(zip(table["value"], table["n_documents"], strict=True)):
        column = drawn[:, row][~np.isnan(drawn[:, row])]
        if n < MIN_DOCUMENTS or np.isnan(value) or not len(column):
            continue
        if value in (0.0, 1.0):
            low[row], high[row] = _wilson(value, int(n), level)
        else:
            # The inverse of the distribution function gives a figure that was drawn, without
            # interpolating: the same bits on every machine.
            low[row], high[row] = np.quantile(column, tails, method="inverted_cdf")
    return low, high


def _wilson(share: float, n: int, level: float) -> tuple[float, float]:
    """Wilson's bounds where all of `n` cases are right, or none."""
    from scipy.stats import norm

    z2 = float(norm.ppf((1 + level) / 2)) ** 2
    far = round(z2 / (n + z2), DECIMALS)
    return (1 - far, 1.0) if share else (0.0, far)

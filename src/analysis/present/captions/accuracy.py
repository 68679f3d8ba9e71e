"""What stands under a chart of scores."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present.captions.wording import count_words, list_words, percent_words, plural


def scores_caption(figures: pd.DataFrame, *, level: float) -> str:
    """Return what the dots of a chart of scores are.

    Parameters
    ----------
    figures
        The rows drawn: columns `system`, `value`, `low`, `n` and `texts`.
    level
        Level of the intervals.
    """
    if figures.empty:
        return "No score of this step is stored: its sets were not at hand when it was judged."
    texts = list(dict.fromkeys(figures["texts"]))
    words = [
        "Each dot is the share of cases that are right; for F1, the harmonic mean of two such "
        f"shares. The line through it is the {percent_words(level)} interval from drawing the "
        "texts anew.",
        f"Texts: {'; '.join(texts)}. {_cases(figures['n'])} a figure.",
    ]
    if (figures["system"] != "").any():
        words.append("Hollow dots are other systems on the same texts.")
    lone = int(figures["low"].isna().sum())
    if lone:
        words.append(
            f"{count_words(lone, 'figure')} {plural(lone, 'has')} no interval, for want of texts."
        )
    return " ".join(words)


def scores_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures as a table to read, shares and intervals in per cent.

    Parameters
    ----------
    figures
        Columns `label`, `value`, `low`, `high`, `n` and `texts`.

    Returns
    -------
    DataFrame
        Columns `label`, `share`, `interval` (a dash if there is none), `n`, `texts`.
    """
    bounds = zip(figures["low"], figures["high"], strict=True)
    interval = ["–" if pd.isna(low) else f"{_number(low)}–{_number(high)}" for low, high in bounds]
    words = {
        "share": [f"{_number(value)}\u00a0%" for value in figures["value"]],
        "interval": interval,
    }
    texts = {name: pd.Series(column, index=figures.index, dtype="str") for name, column in
             words.items()}  # fmt: skip
    return figures.assign(**texts)[["label", "share", "interval", "n", "texts"]]


def published_table(published: pd.DataFrame) -> pd.DataFrame:
    """Return figures others published as a table to read.

    Parameters
    ----------
    published
        Columns `system`, `set`, `measure`, `value` and `source`.

    Returns
    -------
    DataFrame
        Columns `figure`, `share` in per cent, `source`.
    """
    figure = published["system"] + " on " + published["set"] + ", " + published["measure"]
    share = [f"{_number(value)}\u00a0%" for value in published["value"]]
    told = {"figure": figure, "share": share, "source": published["source"]}
    return pd.DataFrame(told, dtype="str")


def scores_alt(figures: pd.DataFrame) -> str:
    """Return the scores of a chart in words, ours only, the lowest named.

    Parameters
    ----------
    figures
        The rows drawn: columns `label`, `system` and `value`.
    """
    ours = figures[figures["system"] == ""]
    if ours.empty:
        return "An empty chart: no score of this step is stored."
    told = [
        f"{label} {percent_words(value)}"
        for label, value in zip(ours["label"], ours["value"], strict=True)
    ]
    lowest = ours.sort_values(["value", "label"], kind="stable").iloc[0]
    others = len(figures) - len(ours)
    beside = f" {count_words(others, 'figure')} of other systems beside them." if others else ""
    return (
        f"Dots between 0 and 100 per cent: {'; '.join(told)}. The lowest is "
        f"{lowest['label']}.{beside}"
    )


def scores_card(made: Mapping[str, Mapping[str, object]], *, task: str) -> dict[str, str]:
    """Return what a methods section asks of the scores of a step.

    Parameters
    ----------
    made
        What each task and set was judged with, by ``task / set``.
    task
        The step.
    """
    own = {key: entry for key, entry in made.items() if key.split(" / ")[0] == task}
    if not own:
        return {"judged on": "nothing: no set of this step was at hand"}
    annotators = [_annotator(entry.get("annotator")) for entry in own.values()]
    codes = [str(entry.get("code", "unknown")) for entry in own.values()]
    return {
        "judged on": list_words(sorted(key.split(" / ", 1)[1] for key in own)),
        "annotator": list_words(list(dict.fromkeys(name for name in annotators if name)))
        or "none: the step does not depend on it",
        "intervals": "percentiles over texts drawn anew; Wilson's where all or none are right",
        "code judged": list_words(list(dict.fromkeys(codes))),
    }


def _number(share: float) -> str:
    """Return a share in per cent with one decimal, never rounded to none or to all."""
    if 0 < share < 0.0005:
        return "<0.1"
    return ">99.9" if 0.9995 <= share < 1 else f"{100 * share:.1f}"


def _annotator(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return ""
    return " ".join(str(entry[key]) for key in ("name", "version") if key in entry)


def _cases(numbers: pd.Series) -> str:
    fewest, most = int(numbers.min()), int(numbers.max())
    if fewest == most:
        return count_words(most, "case")
    return f"{fewest:,} to {count_words(most, 'case')}"

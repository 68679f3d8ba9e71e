"""Horizontal bars with their numbers: actors, pairs of actors, days between two clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.present.plots.theme import (
    INK,
    TEXT,
    display_names,
    new_axes,
    say_nothing_to_draw,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

# Inches for one bar, and for the title above them.
_BAR, _TITLE = 0.32, 0.75
# Opacity of bars that carry an interval.
_PALE = 0.45


def ranked_bars(
    frequency: pd.DataFrame,
    *,
    names: pd.Series,
    value: str = "n_sentences",
    units: str = "sentences",
    colours: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one bar per actor, in the order of the rows.

    Parameters
    ----------
    frequency
        Table `FREQUENCY` for one unit (`within`), already filtered and ranked.
    names
        Display name of each actor, indexed by `actor_id`.
    value
        Column drawn: a count, or ``"share"``, which is shown in per cent with its interval
        from `low` to `high` as a line where there is one.
    units
        What was counted, in the plural, for instance ``"sentences"``.
    colours
        Colour of each actor, from `actor_colours`; by default one ink.
    ax
        Axes to draw on; by default a new one, tall enough for the rows.

    Raises
    ------
    ValueError
        If an actor has more than one row.
    """
    _one_row_each(frequency, "actor_id")
    is_share = value == "share"
    title = f"Share of {units} that name the actor" if is_share else f"{_named(units)} the actor"
    labels = display_names(frequency["actor_id"], names)
    ink = [(colours or {}).get(actor, INK) for actor in frequency["actor_id"]]
    ax = _bars(frequency[value], frequency["actor_id"], labels, ink, ax)
    if is_share:
        _intervals(frequency, ax)
    _numbers(frequency, value, ax)
    return _finished(ax, title)


def pair_bars(
    pairs: pd.DataFrame, *, names: pd.Series, units: str = "sentences", ax: Axes | None = None
) -> Axes:
    """Draw one bar per pair of actors, in the order of the rows.

    Parameters
    ----------
    pairs
        Table `PAIRS` for one unit (`within`), already filtered and ranked.
    names
        Display name of each actor, indexed by `actor_id`.
    units
        What was counted, in the plural, for instance ``"sentences"``.
    ax
        Axes to draw on; by default a new one, tall enough for the rows.

    Raises
    ------
    ValueError
        If a pair has more than one row.
    """
    keys = pairs["actor_a"] + "\t" + pairs["actor_b"]
    _one_row_each(pairs.assign(pair=keys), "pair")
    first, second = (display_names(pairs[side], names) for side in ("actor_a", "actor_b"))
    labels = [f"{one} and {other}" for one, other in zip(first, second, strict=True)]
    ax = _bars(pairs["n_together"], keys, labels, [INK] * len(pairs), ax)
    _numbers(pairs, "n_together", ax)
    return _finished(ax, f"{units.capitalize()} that name both actors")


def lag_bars(lags: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw one bar per class of days between the day told and the day published.

    Parameters
    ----------
    lags
        Columns `lag` (the class in words) and `n_expressions`, in the order drawn, as
        `timeline.count_lags` returns them.
    ax
        Axes to draw on; by default a new one.
    """
    ink = [INK] * len(lags)
    ax = _bars(lags["n_expressions"], lags["lag"], lags["lag"].tolist(), ink, ax)
    _numbers(lags, "n_expressions", ax)
    return _finished(ax, "Days told of, seen from the day of publication")


def _named(units: str) -> str:
    """Mentions are of an actor; any other unit names it."""
    return "Mentions of" if units == "mentions" else f"{units.capitalize()} that name"


def _one_row_each(frame: pd.DataFrame, key: str) -> None:
    twins = frame[frame.duplicated(key, keep=False)]
    if not twins.empty:
        raise ValueError(
            f"{len(twins)} rows share a {key}, first {twins[key].iloc[0]!r}; expected one row "
            "each; choose one unit with frame[frame['within'] == 'sentence']"
        )


def _bars(
    values: pd.Series, keys: pd.Series, labels: list[str], ink: list[str], ax: Axes | None
) -> Axes:
    """Draw the bars by key, so that two actors of one name stay two bars, and label them."""
    import seaborn as sns

    ax = new_axes(_BAR * max(len(values), 1) + _TITLE) if ax is None else ax
    if values.empty:
        return say_nothing_to_draw(ax, "Nothing to show: the table has no rows.")
    order = [str(key) for key in keys]
    sns.barplot(
        x=values.to_numpy(), y=order, order=order, hue=order, hue_order=order, palette=ink,
        saturation=1, orient="h", width=0.62, legend=False, errorbar=None, ax=ax,
    )  # fmt: skip
    ax.set_yticks(range(len(labels)), labels)
    return ax


def _intervals(frequency: pd.DataFrame, ax: Axes) -> None:
    """Draw the interval of each bar that has one, and pale the bars so that it can be seen."""
    shown = frequency.reset_index(drop=True).dropna(subset=["low", "high"])
    if shown.empty:
        return
    for bar in ax.patches:
        bar.set_alpha(_PALE)
    ax.hlines(shown.index, shown["low"], shown["high"], color=TEXT, linewidth=1.8, zorder=4)


def _numbers(frame: pd.DataFrame, value: str, ax: Axes) -> None:
    """Write each number at the end of its bar, or of its interval where that reaches further."""
    ends = frame[value].astype("float64")
    if value == "share":
        ends = frame[["share", "high"]].max(axis="columns")
    for row, (number, end) in enumerate(zip(frame[value], ends, strict=True)):
        words = f"{number:.0%}".replace("%", " %") if value == "share" else f"{number:,.0f}"
        ax.annotate(
            words, (end, row), xytext=(5, 0), textcoords="offset points", va="center", ha="left",
            fontsize=9.5,
        )  # fmt: skip


def _finished(ax: Axes, title: str) -> Axes:
    """Take away what the numbers on the bars make idle; bars begin at zero."""
    import seaborn as sns

    ax.set_title(title, loc="left")
    if ax.axison:
        ax.set(xlabel="", ylabel="", xticks=[], xlim=(0, ax.get_xlim()[1] * 1.08))
        sns.despine(ax=ax, bottom=True, left=True)
        ax.tick_params(left=False)
    return ax

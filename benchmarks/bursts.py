"""How often flat series of news are marked, and how often a planted doubling is found.

    python benchmarks/bursts.py --worlds 200

A world has 40 weeks. The news of a day varies threefold from day to day, less at weekends, and
one week has three times the news of the others. A story is printed a Zipf number of times (20
at most) within a week, and names the actor with a chance of one in ten (one in five where the
unit is a month). Flat worlds stay so; in the others the chance doubles from a day in the
middle half on, or in one month alone. Reported are the shares of worlds with any mark in flat
worlds, also where the chance of each week varies about its mean, where articles are taken for
stories, and where volume is passed over; and of doublings found, with how near.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import pandas as pd

from analysis.measure.timeline.bursts import find_bursts, find_change
from analysis.measure.timeline.periods import count_periods

FIRST, N_DAYS, MEAN, MOST_PRINTS = pd.Timestamp("2023-01-02"), 280, 6.0, 20


def draw(rng, chance):
    """Draw the tables of a world; `chance` of naming the actor on each day."""
    days = np.arange(N_DAYS)
    busy = MEAN * rng.uniform(0.5, 1.5, N_DAYS) * np.where(days % 7 >= 5, 0.5, 1.0)
    busy[days // 7 == rng.integers(40)] *= 3
    day = np.repeat(days, rng.poisson(busy))
    named = rng.random(len(day)) < chance[day]
    prints = np.minimum(rng.zipf(2.0, len(day)), MOST_PRINTS)
    story = np.repeat(np.arange(len(day)), prints)
    first = np.r_[True, story[1:] != story[:-1]]
    late = np.where(first, 0, rng.integers(0, 7, len(story)))
    published = FIRST + pd.to_timedelta(np.minimum(day[story] + late, N_DAYS - 1), unit="D")
    ids = [f"a{place:06d}" for place in range(len(story))]
    articles = pd.DataFrame({"article_id": ids, "published": published})
    stories = pd.DataFrame({"article_id": ids, "story_id": [f"s{s:06d}" for s in story]})
    return articles, stories, articles.loc[named[story], "article_id"]


def marks(tables, unit, rng, *, by_article=False, volume=True, n_draws=199):
    """Return whether any period is marked, and the day of a marked change or none."""
    articles, stories, naming = tables
    if by_article:
        stories = stories.assign(story_id=stories["article_id"])
    periods = count_periods(articles, stories, naming, unit=unit)
    if not volume:
        periods = periods.assign(n_stories=10 * int(periods["n_stories"].max()))
    bursts = find_bursts(periods)
    change = find_change(periods, rng=rng, n_draws=n_draws)
    day = change["first_day"].iloc[0] if change["marked"].any() else None
    return bursts.loc[bursts["marked"], "first_day"].tolist(), day


def measure(n_worlds, *, seed=20230425, contrast=True):
    """Return the shares of worlds marked, as said above."""
    rng = np.random.default_rng(seed)
    found = {}

    def note(name, value):
        found.setdefault(name, []).append(value)

    for _ in range(n_worlds):
        flat = draw(rng, np.full(N_DAYS, 0.1))
        for unit in ("day", "week", "month"):
            bursts, day = marks(flat, unit, rng)
            note(f"flat, marked, by {unit}", bool(bursts) or day is not None)
        varying = np.repeat(rng.beta(2.5, 22.5, 40), 7)
        bursts, day = marks(draw(rng, varying), "week", rng)
        note("flat but varying by week, marked", bool(bursts) or day is not None)
        if contrast:
            bursts, day = marks(flat, "week", rng, by_article=True)
            note("flat, marked if articles were stories", bool(bursts) or day is not None)
            bursts, day = marks(flat, "week", rng, volume=False)
            note("flat, marked if volume were passed over", bool(bursts) or day is not None)
        start = int(rng.integers(N_DAYS // 4, 3 * N_DAYS // 4))
        doubled = draw(rng, np.where(np.arange(N_DAYS) >= start, 0.2, 0.1))
        _, day = marks(doubled, "week", rng)
        note("doubling from a day on, found", day is not None)
        if day is not None:
            off = abs((day - FIRST).days - start)
            note("of these, within three weeks", off <= 21)
        month = pd.Timestamp(f"2023-{int(rng.integers(2, 9)):02d}-01")
        days = FIRST + pd.to_timedelta(np.arange(N_DAYS), unit="D")
        inside = (days.year == month.year) & (days.month == month.month)
        bursts, _ = marks(draw(rng, np.where(inside, 0.4, 0.2)), "month", rng)
        note("doubling in one month, found", month in bursts)
        note("doubling in one month, another month marked", any(day != month for day in bursts))
    return {"worlds": n_worlds} | {name: round(float(np.mean(v)), 4) for name, v in found.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    print(json.dumps(measure(parser.parse_args().worlds), indent=1))

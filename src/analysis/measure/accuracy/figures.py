"""Which of many scores a reader is shown first, under which words, rivals beside ours."""

from __future__ import annotations

import pandas as pd

from analysis.measure.accuracy.systems import OURS, systems_of
from analysis.measure.accuracy.tallies import ALL

# Step, set, slice and measure, and the words they are shown under.
HEADLINES = (
    ("actors", "first article", ALL, "state F1", "first article: state"),
    ("actors", "own texts", ALL, "state F1", "own texts: state"),
    ("actors", "own texts", ALL, "state accuracy", "own texts: state, if found"),
    ("actors", "own texts", ALL, "role accuracy", "own texts: role, if found"),
    ("actors", "uses of capitals", ALL, "role accuracy", "capitals: place or actor"),
    ("actors", "uses of capitals", ALL, "actor precision", "capitals said to act: right"),
    ("actors", "wp-current-events", ALL, "actor recall", "linked parties found and right"),
    ("actors", "wp-current-events", ALL, "actor accuracy", "linked parties, where answered"),
    ("actors", "wp-current-events", ALL, "state recall", "their states found and right"),
    ("actors", "wp-current-events", "person after an office", "state recall",
     "office-holders: state right"),
    ("actors", "us-diplomatic-travel", "title and name", "office recall",
     "visitors: office, if listed"),
    ("actors", "us-diplomatic-travel", ALL, "office in the facts", "visitors: office listed"),
    ("actors", "country forms", ALL, "names right", "short names of states"),
    ("actors", "country forms", ALL, "refusals right", "names without a state"),
    ("spans", "wp-current-events", ALL, "overlapping recall", "news items: linked names found"),
    ("spans", "re3d-open", "nationality", "overlapping recall", "reports on war: nationalities"),
    ("spans", "re3d-open", "place", "overlapping recall", "reports on war: places"),
    ("spans", "uner-english-ewt", ALL, "F1", "web texts: exact names"),
    ("spans", "gum-open", ALL, "F1", "many genres: exact names"),
    ("spans", "gum-open", "news", "overlapping F1", "news: names that overlap"),
    ("spans", "crossner", ALL, "F1", "politics: exact names"),
    ("spans", "wikigold", ALL, "F1", "encyclopaedia: exact names"),
    ("sentences", "gum-open", "news", "F1", "news: sentences"),
    ("sentences", "gum-open", ALL, "F1", "many genres: sentences"),
    ("sentences", "uner-english-ewt", ALL, "F1", "web texts: sentences"),
    ("parse", "ud-english-gum", ALL, "labelled F1", "many genres: relations"),
    ("parse", "ud-english-gum", ALL, "unlabelled F1", "many genres: heads"),
    ("parse", "ud-english-ewt", ALL, "labelled F1", "web texts: relations"),
    ("parse", "ud-english-ewt", ALL, "tag F1", "web texts: parts of speech"),
    ("time", "own expressions", ALL, "value recall", "own expressions: value"),
    ("time", "own refusals", ALL, "refused", "numbers that are no dates"),
    ("time", "meantime-en", ALL, "strict F1", "news: exact spans"),
    ("time", "meantime-en", ALL, "relaxed F1", "news: spans that overlap"),
    ("time", "meantime-en", ALL, "value F1", "news: values"),
    ("time", "meantime-en", "plain dates", "value recall", "news: plain dates right"),
    ("time", "gum-open", "plain dates", "value recall", "many genres: plain dates right"),
    ("time", "recognizers-datetime", ALL, "relaxed F1", "assistant: spans that overlap"),
)  # fmt: skip
# What the sets are, for readers.
SETS = {
    "own texts": "our own short texts, every mention",
    "uses of capitals": "our own sentences with a capital",
    "first article": "one real article, every mention",
    "country forms": "names of states as news write them",
    "wp-current-events": "news items of 2025, links by editors",
    "us-diplomatic-travel": "visits to Washington since 2000",
    "uner-english-ewt": "web texts: reviews, answers, mail",
    "ud-english-ewt": "web texts: reviews, answers, mail",
    "gum-open": "nine genres, news among them",
    "ud-english-gum": "nine genres, news among them",
    "crossner": "encyclopaedia, on politics",
    "wikigold": "encyclopaedia, on anything",
    "re3d-open": "reports on Syria and Iraq",
    "meantime-en": "business news",
    "own expressions": "our own sentences with a date",
    "own refusals": "our own numbers that are no dates",
    "recognizers-datetime": "sentences to an assistant",
}
KEY = ["task", "set", "slice", "measure"]


def headline_figures(scores: pd.DataFrame, task: str) -> pd.DataFrame:
    """List the main figures of a step, each system's under ours.

    Parameters
    ----------
    scores
        Table `SCORES`.
    task
        The step.

    Returns
    -------
    DataFrame
        The rows of `scores` there are of `HEADLINES`, in their order, with `system` (empty
        text if ours) and `label`, the words they are shown under. Figures that were only
        published are not among them.
    """
    wanted = pd.DataFrame(HEADLINES, columns=[*KEY, "label"]).assign(rank=range(len(HEADLINES)))
    apart = systems_of(scores)
    chosen = apart[(apart["task"] == task) & ~apart["published"]].merge(wanted, on=KEY)
    return _labelled(chosen.sort_values(["rank", "system"], kind="stable"))


def slice_figures(
    scores: pd.DataFrame, *, task: str, name: str, measure: str, prefix: str = "", least: int = 1
) -> pd.DataFrame:
    """List one measure of one set by its slices, our figures only, the lowest last.

    Parameters
    ----------
    scores
        Table `SCORES`.
    task, name, measure
        The step, the set, the measure.
    prefix
        How the slices begin that are listed, for instance ``"kind: "``.
    least
        Fewest cases of a slice that is listed.

    Returns
    -------
    DataFrame
        As `headline_figures`; the label is the slice without the prefix. That of all cases
        comes first.
    """
    apart = systems_of(scores)
    ours = apart["system"] == OURS
    chosen = apart[ours & (apart["task"] == task) & (apart["set"] == name)]
    whole = chosen["slice"] == ALL
    listed = whole | (chosen["slice"].str.startswith(prefix) & (chosen["n"] >= least))
    rows = chosen[listed & (chosen["measure"] == measure) & chosen["value"].notna()]
    ranked = rows.assign(rank=(rows["slice"] != ALL).astype("int64"), below=-rows["value"])
    ordered = ranked.sort_values(["rank", "below", "slice"], kind="stable")
    label = ordered["slice"].str.removeprefix(prefix).str.replace("_", " ")
    return _labelled(ordered.assign(label=label).drop(columns="below"))


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the system to the words of a figure that is not ours, and say what the set is."""
    label = ("by " + rows["system"]).where(rows["system"] != OURS, rows["label"])
    texts = rows["set"].map(SETS).fillna(rows["set"])
    named = rows.assign(label=label.astype("str"), texts=texts.astype("str"))
    return named.drop(columns="rank").reset_index(drop=True)


def sets_tried(scores: pd.DataFrame) -> pd.DataFrame:
    """List what was tried on what.

    Parameters
    ----------
    scores
        Table `SCORES`.

    Returns
    -------
    DataFrame
        One row per step and set: `texts`, what the set is, `n` cases of its largest figure,
        `n_figures` of ours, and `systems`, the others tried on it (a dash if none).
    """
    apart = systems_of(scores)
    steps = apart.groupby(["task", "set"], sort=True)
    rows = [
        (
            *key,
            SETS.get(str(part["set"].iloc[0]), str(part["set"].iloc[0])),
            int(part["n"].max()),
            int((part["system"] == OURS).sum()),
            ", ".join(sorted(set(part["system"]) - {OURS})) or "\u2013",
        )
        for key, part in steps
    ]
    return pd.DataFrame(rows, columns=["task", "set", "texts", "n", "n_figures", "systems"])

"""Names for themselves: capitals in sentences, and names of states as news write them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.lexicon import rows_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import Scored, read_sheet
from analysis.pipeline.accuracy.packages import packages
from analysis.pipeline.accuracy.texts import Text, mentioned
from analysis.settings import Settings

USES = ("use_id", "date", "text", "start", "end", "label", "state", "position", "part")
BLIND = "blind"  # the part whose errors nobody who works on the program reads
DAY = "2025-01-01"  # on which forms are read that have no day of their own


def score_capitals(path: Path, settings: Settings) -> Scored:
    """Tally uses of capitals: place, actor or undecided, by position in the sentence."""
    sheet = read_sheet(path, *USES).astype({"start": "int64", "end": "int64"})
    texts = [Text(row.use_id, row.text, row.date) for row in rows_of(sheet)]
    gold = sheet.rename(columns={"use_id": "document", "label": "role", "text": "sentence"})
    mentions = mentioned(texts, settings)[["document", "start", "end", "role", "kind"]]
    paired = accuracy.pair_mentions(gold, mentions)
    answer = paired["found_role"].astype("str").where(paired["found_kind"] == "capital", "none")
    judged = paired.assign(
        answer=answer.fillna("none"), slice="part: " + paired["part"], case=True,
        position="position: " + paired["position"],
    ).assign(
        right=lambda use: use["answer"] == use["role"],
        said=lambda use: use["answer"] == "actor", meant=lambda use: use["role"] == "actor",
    ).assign(wrong=lambda use: ~use["right"])  # fmt: skip
    measures = {
        "role accuracy": ("right", "case"), "actor precision": ("right", "said"),
        "actor recall": ("right", "meant"),
    }  # fmt: skip
    tallies = accuracy.tally(judged, measures, by=["slice", "position"])
    aspects = {"place or actor": ("wrong", "role", "answer")}
    seen = judged[judged["slice"] != f"part: {BLIND}"]
    return Scored(tallies, accuracy.list_errors(seen, name="uses of capitals", aspects=aspects))


def score_forms(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally names of states as news write them, and names that must stay without a state."""
    sheet = read_sheet(path, "form", "state")
    texts = [Text(f"{n:04d}", row.form, DAY) for n, row in enumerate(rows_of(sheet))]
    states = mentioned(texts, settings).dropna(subset="state_id")
    found = states.groupby("document")["state_id"].agg(lambda ids: "|".join(sorted(set(ids))))
    answers = [found.get(text.document, "") for text in texts]
    return _forms(sheet, answers)


def score_forms_by_packages(path: Path, settings: Settings) -> dict[str, pd.DataFrame]:
    """Tally what each installed country package makes of the same names."""
    sheet = read_sheet(path, "form", "state")
    return {
        name: _forms(sheet, [look_up(form) for form in sheet["form"]])
        for name, look_up in packages().items()
    }


def _forms(sheet: pd.DataFrame, answers: list[str]) -> pd.DataFrame:
    cases = pd.DataFrame({
        "document": [f"{n:04d}" for n in range(len(sheet))],
        "name": sheet["state"] != "", "refused": sheet["state"] == "",
        "right": np.array(answers, dtype=object) == sheet["state"].to_numpy(dtype=object),
    })  # fmt: skip
    return accuracy.tally(
        cases, {"names right": ("right", "name"), "refusals right": ("right", "refused")}
    )

"""The analyst's word against the program's: corrections kept as data.

`data/corrections.csv` holds one correction a row, each with a reason. Rows are applied in
their order, to mentions already linked; what a correction decided says so in `link_rule`,
and names the row it rests on in `fact_row`. The text is never touched.

======== ==================================================================================
refuse   the mentions are nobody's: left unresolved
relabel  the mentions are those of actor `to`
merge    every mention of `actor` is one of `to`
split    the mentions of `actor` printed as `text` are those of `to`
======== ==================================================================================

`text` is the name as printed, `where` an `article_id` or a `mention_id`; empty means any.
`state` is the state the new actor acts for; a state's own code needs none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.facts import ReferenceDataError, read_facts
from analysis.schema import CORRECTIONS, MENTIONS, conform, empty
from analysis.schema.tables import LISTED_PERSON, TEXT_ONLY

COLUMNS = ("action", "actor", "text", "where", "to", "state", "reason")
ACTIONS = ("refuse", "relabel", "merge", "split")
# Identifiers of persons begin so: of the facts, and those only the text knows.
PERSONS = (LISTED_PERSON, TEXT_ONLY)
# What each action needs besides its reason.
NEEDS = {
    "refuse": (),
    "relabel": ("to",),
    "merge": ("actor", "to"),
    "split": ("actor", "text", "to"),
}


def read_corrections(path: Path | None) -> pd.DataFrame:
    """Read and check a file of corrections.

    Parameters
    ----------
    path
        The file; none, or one that does not exist, for no corrections.

    Returns
    -------
    DataFrame
        `COLUMNS` as text, empty where nothing is given, and `line`, counted from 1 with the
        header, as a spreadsheet counts.

    Raises
    ------
    ReferenceDataError
        If the file cannot be read, a column is absent or unknown, or a row lacks what its
        action needs; names the line.
    """
    if path is None or not path.is_file():
        return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS}).assign(
            line=pd.Series(dtype="int64")
        )
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ReferenceDataError(f"'{path.name}' cannot be read as CSV: {error}") from error
    unknown = [name for name in rows if name not in COLUMNS]
    if unknown or "action" not in rows or "reason" not in rows:
        raise ReferenceDataError(
            f"'{path.name}': unknown columns {unknown}; expected some of {list(COLUMNS)}, with "
            "'action' and 'reason' among them"
        )
    rows = rows.reindex(columns=list(COLUMNS), fill_value="").apply(lambda cells: cells.str.strip())
    rows["line"] = range(2, len(rows) + 2)
    for row in rows.to_dict("records"):
        _check(row, path.name)
    return rows


def apply_corrections(
    mentions: pd.DataFrame, corrections: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Apply corrections to linked mentions.

    Parameters
    ----------
    mentions
        Table `MENTIONS`.
    corrections
        What `read_corrections` returned.

    Returns
    -------
    tuple of DataFrame
        The mentions as corrected, and table `CORRECTIONS`: what each row changed here.
    """
    if corrections.empty or mentions.empty:
        return mentions, empty(CORRECTIONS)
    states = set(
        read_facts("states").query("kind in ['member', 'observer', 'other', 'territory']")[
            "state_id"
        ]
    )
    corrected = mentions.copy()
    changes = []
    for row in corrections.to_dict("records"):
        meant = _meant(corrected, row)
        before = corrected.loc[meant, "actor_id"].fillna("")
        _rewrite(corrected, meant, row, states)
        counted = before.value_counts()
        for actor in sorted(counted.index):
            changes.append(
                {
                    "line": row["line"], "action": row["action"], "from_actor": actor,
                    "to_actor": row["to"] or None, "n_mentions": int(counted[actor]),
                    "reason": row["reason"],
                }
            )  # fmt: skip
    made = pd.DataFrame(changes, columns=list(CORRECTIONS.columns))
    return conform(corrected, MENTIONS), conform(made, CORRECTIONS)


def _check(row: Mapping[Hashable, Any], name: str) -> None:
    place = f"'{name}', line {row['line']}"
    if row["action"] not in ACTIONS:
        raise ReferenceDataError(
            f"{place}: action is '{row['action']}'; expected one of {list(ACTIONS)}"
        )
    lacking = [column for column in NEEDS[row["action"]] if not row[column]]
    if lacking or not row["reason"]:
        raise ReferenceDataError(
            f"{place}: {row['action']} needs {[*NEEDS[row['action']], 'reason']}; "
            f"empty are {[*lacking, *([] if row['reason'] else ['reason'])]}"
        )
    if not (row["actor"] or row["text"] or row["where"]):
        raise ReferenceDataError(
            f"{place}: the row would mean every mention; give 'actor', 'text' or 'where'"
        )


def _meant(mentions: pd.DataFrame, row: Mapping[Hashable, Any]) -> pd.Series:
    meant = pd.Series(True, index=mentions.index)
    if row["actor"]:
        meant &= mentions["actor_id"].eq(row["actor"]).fillna(False).astype(bool)
    if row["text"]:
        meant &= mentions["text"].eq(row["text"])
    if row["where"]:
        meant &= mentions["mention_id"].eq(row["where"]) | mentions["article_id"].eq(row["where"])
    return meant


def _rewrite(
    mentions: pd.DataFrame, meant: pd.Series, row: Mapping[Hashable, Any], states: set[str]
) -> None:
    """Write the new actor into the mentions meant, and say by which row."""
    refused = row["action"] == "refuse"
    state = row["state"] or (row["to"] if row["to"] in states else "")
    mentions.loc[meant, "actor_id"] = None if refused else row["to"]
    keeps_state = row["action"] == "merge" and not row["to"].startswith("org-")
    if state or not keeps_state:
        mentions.loc[meant, "state_id"] = state or None
    mentions.loc[meant, ["office_id", "candidates"]] = None
    mentions.loc[meant, "person_id"] = row["to"] if row["to"].startswith(PERSONS) else None
    mentions.loc[meant, "link_rule"] = f"correction_{row['action']}"
    mentions.loc[meant, "fact_row"] = f"corrections:{row['line']}"

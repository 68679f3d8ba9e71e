"""Actor dictionaries of the field brought in and given out: ``python -m analysis dictionary``.

What is brought in lands in a folder of the researcher's own facts, which a build lays over
the packaged ones; what could not be used is listed beside it, in the folder `imported`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis import facts
from analysis.facts import cameo
from analysis.facts.cameo.known import plain
from analysis.facts.overlay import list_extra, no_conflicts
from analysis.lexicon import read_words
from analysis.store.files import write_bytes
from analysis.store.tables import csv_bytes

LISTS = "imported"  # folder, below the one for facts, of what was not carried over
ABOUT = (
    "Actors as of their dates, in the format of CAMEO actor dictionaries.",
    "States with their names, nationalities and capitals; persons with a code for each term",
    "of office, days inclusive; organisations.",
)


@dataclass(frozen=True)
class ImportSummary:
    """What an import read and made.

    Attributes
    ----------
    n_entries, n_agents, n_unread
        Entries and agents read, and pieces of lines that were not understood.
    n_not_carried
        Names and codes that made no row.
    rows
        Rows written, by table.
    n_conflicts
        Of these, disagreements with the packaged facts, which stand.
    """

    n_entries: int
    n_agents: int
    n_unread: int
    n_not_carried: int
    rows: dict[str, int]
    n_conflicts: int


def import_dictionaries(
    files: Sequence[Path], folder: Path, *, as_of: str | None = None
) -> ImportSummary:
    """Read dictionaries and write what they say as facts.

    Parameters
    ----------
    files
        Dictionaries of actors and of agents. Agents are common nouns and make no facts: they
        are listed, with the role that our own word list gives them.
    folder
        Where the facts go; it may not hold facts yet.
    as_of
        Day on which the dictionaries were last right, as YYYY-MM-DD: terms they leave open
        end then. By default they stay open.

    Raises
    ------
    ValueError
        If a file cannot be read, `as_of` is no day, or the folder holds facts already.
    """
    if list_extra(folder) is not None:
        raise ValueError(f"'{folder}' holds facts already; give a new folder with --to")
    read = [cameo.read_dictionary(path) for path in files]
    entries = [entry for dictionary in read for entry in dictionary.entries]
    agents = [agent for dictionary in read for agent in dictionary.agents]
    unread = [piece for dictionary in read for piece in dictionary.unread]
    made = cameo.import_entries(entries, as_of=_day(as_of))
    for name, table in made.tables.items():
        write_bytes(folder / f"{name}.csv", _csv(table))
    lists = {
        "unread": pd.DataFrame(unread, columns=["file", "line", "text", "reason"]),
        "not_carried": made.not_carried,
        "agents": _agents(agents),
    }
    for name, table in lists.items():
        write_bytes(folder / LISTS / f"{name}.csv", csv_bytes(table))
    found = conflicts_of(folder)
    return ImportSummary(
        len(entries), len(agents), len(unread), len(made.not_carried),
        {name: len(table) for name, table in made.tables.items()}, len(found),
    )  # fmt: skip


def export_dictionary(file: Path, folder: Path | None = None) -> int:
    """Write the facts, with those of a folder laid over them, as an actor dictionary.

    Returns the number of entries.
    """
    with facts.laid_over(list_extra(folder)):
        entries = cameo.export_entries()
    write_bytes(file, cameo.write_dictionary(entries, comments=ABOUT).encode("utf-8"))
    return len(entries)


def conflicts_of(folder: Path) -> pd.DataFrame:
    """Return where the facts of a folder disagree with the packaged ones.

    Returns
    -------
    DataFrame
        `overlay.CONFLICT_COLUMNS`: both rows in words, and which of them stands.

    Raises
    ------
    ReferenceDataError
        If a row does not hold; names its file and line.
    """
    extra = list_extra(folder)
    return no_conflicts() if extra is None else extra.merged().conflicts


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise ValueError(f"--as-of is '{text}'; expected a day as YYYY-MM-DD") from error


def _agents(agents: Sequence[cameo.Agent]) -> pd.DataFrame:
    """List agents with what our own word lists call them; empty where they do not know them."""
    titles, nouns = read_words("titles"), read_words("institutions")
    known = dict(zip(map(plain, nouns["noun"]), nouns["organ"], strict=True))
    known |= dict(zip(map(plain, titles["form"]), titles["role"], strict=True))
    return pd.DataFrame(
        [
            (agent.names[0], "|".join(agent.names[1:]), agent.code, agent.before,
             known.get(plain(agent.names[0]), ""), agent.file, agent.line)
            for agent in agents
        ],
        columns=["name", "other_forms", "code", "before", "known_as", "file", "line"],
    )  # fmt: skip


def _csv(table: pd.DataFrame) -> bytes:
    sink = io.StringIO()
    table.to_csv(sink, index=False, lineterminator="\n")
    return sink.getvalue().encode("utf-8")

"""Named events as dates: "since the fall of Assad", "a year after the annexation of Crimea".

The events, their other names and their days stand in `facts/named_events.csv`. A name is
read as a date only behind a word that asks when ("since", "after", "before", "until",
"during"); elsewhere it names the event. What happened "since the war" is left open when
no event of that name is in the file: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.extract.timex.make.counted import later
from analysis.extract.timex.make.slots import Slots
from analysis.extract.timex.meaning import Context, Meaning, dated
from analysis.extract.timex.values import bounds
from analysis.facts import read_facts

_STARTED = r"(?:began|begun|started|start(?:ed)?|broke out|erupted|was launched)\b"
_ONSET = r"(?:start|beginning|outbreak|onset|eruption|launch) of (?:the )?"


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the file: its identifier, and the days it begins and ends, as values."""

    event_id: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name read as a date: characters from `start` to before `end`, and what it means."""

    start: int
    end: int
    meaning: Meaning


@cache
def _events() -> dict[str, Event]:
    """Return each event by each of its names in lower case; names shared by two are left out."""
    found: dict[str, list[Event]] = {}
    for row in read_facts("named_events").sort_values("event_id").itertuples():
        event = Event(str(row.event_id), str(row.start), str(row.end))
        for name in sorted({str(row.name), *str(row.aliases).split("|")}):
            if name and event.start:
                found.setdefault(name.lower(), []).append(event)
    return {name: events[0] for name, events in found.items() if len(events) == 1}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_events(), key=lambda name: (-len(name), name))
    return re.compile(
        r"\b(?P<cue>since|after|before|until|during|following) (?:the )?"
        rf"(?P<onset>{_ONSET})?(?P<name>{'|'.join(map(re.escape, names))})\b"
        rf"(?P<began> {_STARTED})?",
        re.IGNORECASE,
    )


def named_dates(text: str) -> Iterator[Named]:
    """Yield the names of events that say when something was, in reading order."""
    for found in _pattern().finditer(text):
        event = _events()[found["name"].lower()]
        meaning = _meaning(event, found["cue"].lower(), bool(found["onset"] or found["began"]))
        yield Named(found.start("name"), found.end("name"), meaning)


def _meaning(event: Event, cue: str, of_start: bool) -> Meaning:
    ended = event.end or None
    if cue == "during" and ended and ended != event.start:
        found = dated(f"{event.start}/{ended}", "inferred", event.event_id)
    else:
        value = ended if cue in ("after", "following") and ended and not of_start else event.start
        found = dated(value, "inferred", event.event_id)
    modifier = {"since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "before": "BEFORE"}.get(cue)
    return replace(found, modifier=modifier or ("AFTER" if cue != "during" else None))


def away_from_event(text: str, slots: Slots) -> Meaning | None:
    """Return what "a year" means before "after the fall of Assad", or None if no event follows.

    Parameters
    ----------
    text
        The sentence from the end of the length of time on.
    slots
        The slots of the length.
    """
    found = _pattern().match(text.lstrip()) if text[:1] == " " else None
    if found is None or found["cue"].lower() not in ("after", "before", "following", "since"):
        return None
    event = _events()[found["name"].lower()]
    at_end = found["cue"].lower() in ("after", "following") and not (
        found["onset"] or found["began"]
    )
    value = event.end if at_end and event.end else event.start
    first, last, _ = bounds(value)
    told = last if at_end else first
    context = Context(told=told, told_value=value, told_id=event.event_id)
    return later({**slots, "d": -1 if found["cue"].lower() == "before" else 1}, context)

"""Named events as dates: "since the fall of Assad", "a year after the annexation of Crimea".

The events, their other names and their days stand in `facts/named_events.csv`. A name is
read as a date only behind a word that asks when ("since", "after", "before", "until",
"during"); elsewhere it names the event. "The early stages of" a war are the first fifth of
its days, "the final stages" the last; of an event that was not over when the document was
printed nobody could say, and they are left out.
What happened "since the war" is left open when
no event of that name is in the file: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from analysis.extract.timex.make.counted import later
from analysis.extract.timex.make.slots import Slots
from analysis.extract.timex.meaning import Context, Meaning, dated
from analysis.extract.timex.values import bounds
from analysis.facts import read_facts

_STARTED = r"(?:began|begun|started|start(?:ed)?|broke out|erupted|was launched)\b"
_ONSET = r"(?:start|beginning|outbreak|onset|eruption|launch) of (?:the )?"
_EARLY = "early|earliest|opening|first|initial"
_LATE = "late|later|latter|final|last|closing"
_PHASE = rf"\bthe (?:(?P<early>{_EARLY})|(?P<late>{_LATE})) (?:stages?|phases?|parts?) of (?:the )?"
# Part of an event that its early stages, and its late ones, are taken for.
_FIFTH = 5


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
        names = (str(row.name), *str(row.aliases).split("|"))
        for name in sorted({name.lower() for name in names}):
            if name and event.start:
                found.setdefault(name, []).append(event)
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


@cache
def _phases() -> re.Pattern[str]:
    names = sorted(_events(), key=lambda name: (-len(name), name))
    return re.compile(rf"{_PHASE}(?P<name>{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def phases(text: str, published: date | None) -> Iterator[Named]:
    """Yield "the early stages of" an event that was over on the document's day."""
    if not any(word in text for word in ("stage", "phase", "part")):
        return
    for found in _phases().finditer(text):
        event = _events()[found["name"].lower()]
        if event.end:
            first, last = bounds(event.start)[0], bounds(event.end)[1]
            over = last is not None and (published is None or last <= published)
            if first is not None and last is not None and over and first < last:
                yield Named(*found.span(), _phase(event, first, last, bool(found["early"])))


def _phase(event: Event, first: date, last: date, early: bool) -> Meaning:
    part = timedelta(max(1, (last - first).days // _FIFTH))
    days = (first, first + part) if early else (last - part, last)
    meaning = dated(f"{event.start}/{event.end}", "vague", event.event_id)
    return replace(meaning, modifier="START" if early else "END", first=days[0], last=days[1])


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

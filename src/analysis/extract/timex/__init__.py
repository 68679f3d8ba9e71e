"""Every expression of time in the text, with its value, its days and how sure both are.

`find_timexes` is the stage; the grammar it reads with is a file a researcher can extend,
`lexicon/timex_<language>.toml` (see `grammar`). A date without a day is not given one:
"2011" is a year and "the 2000s" a decade. The day an article was printed is its anchor,
never its answer. `date_events` says from these expressions when an event happened, and
what told it so (see `event_time`).
"""

from __future__ import annotations

from analysis.extract.timex.dating import EVENT_TIMES, TRIGGERS, date_events
from analysis.extract.timex.find import find_timexes

__all__ = ["EVENT_TIMES", "TRIGGERS", "date_events", "find_timexes"]

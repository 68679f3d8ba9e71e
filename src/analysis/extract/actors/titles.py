"""What the words before a name say of a person: a title, a state, that it is past."""

from __future__ import annotations

import re

from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.offices import SHARED_ROLES, role_of
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import meanings_of

# Words before a name that are read for a title: `deputy minister of foreign affairs`.
LONGEST_TITLE = 6

_FORMER = re.compile(r"(?:\b(?:former|late|ousted|deposed|ex)[ -])(?:[\w.'’-]+ ){0,5}$", re.I)


def title_before(name: Name, memory: Memory) -> str:
    """Return the title directly before a name, in lower case; empty if there is none."""
    before = memory.text[max(name.start - 64, name.sentence_start) : name.start]
    if not before.endswith(" "):
        return ""
    words = fold_name(before).split()[-LONGEST_TITLE:]
    for first in range(len(words)):
        title = " ".join(words[first:])
        if any(meaning.kind == "title" for meaning in meanings_of(title)):
            return title.lower()
    return ""


def is_former(name: Name, memory: Memory) -> bool:
    """Whether the words before a name say that its office is past."""
    return (
        _FORMER.search(memory.text[max(name.start - 64, name.sentence_start) : name.start])
        is not None
    )


def claims_office(title: str) -> bool:
    """Whether a title names an office one person holds."""
    role = role_of(title)
    return bool(role) and role not in SHARED_ROLES and role != "leader"


def state_before(name: Name, title: str, memory: Memory) -> tuple[str | None, str]:
    """State and sector from `Russian Defence Minister ` or `Turkey's ` before a name."""
    titles = [meaning for meaning in meanings_of(title) if meaning.kind == "title"] if title else []
    sector = titles[0].sector if titles else ""
    if memory.previous is None:
        return None, sector
    last, link = memory.previous
    gap = fold_name(memory.text[last.end : name.start]).lower() if last.end <= name.start else "\n"
    for possessive in ("'s ", "'s", "'"):
        gap = gap.removeprefix(possessive)
    if memory.text[max(last.start - 4, 0) : last.start] == " of ":
        return None, sector
    fits_gap = last.start >= name.sentence_start and gap.strip() in (title, f"deputy {title}", "")
    return (link.state_id if fits_gap and last.label in ("GPE", "NORP") else None), sector

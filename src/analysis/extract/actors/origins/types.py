"""What tells the state of a person, and which of its words lie between names."""

from __future__ import annotations

import re
from typing import NamedTuple

# Words that part a nationality from the person it might describe.
NOT_BETWEEN = frozenset(
    {
        "of", "in", "on", "at", "to", "for", "with", "by", "from", "but", "as", "is", "was",
        "are", "were", "has", "have", "had", "will", "who", "which", "that", "after", "against",
        "said", "says", "told", "over", "before", "when", "while", "including",
    }
)  # fmt: skip

# Only words and commas between two names.
PLAIN_GAP = re.compile(r"(?:['’]s?)? (?:(?:[\w.’'&/-]+,? )*)$")

# Nouns for one person who has an office or speaks for one.
ROLE_NOUNS = re.compile(
    r"\b(?:president|premier|minister|ambassador|envoy|chief|head|leader|secretary|spokes\w+|member|"
    r"commander|general|governor|mayor|speaker|director|chair\w*|senator|deputy|king|queen|emir|"
    r"representative|official|prosecutor|judge|justice|politician|negotiator|adviser|advisor|"
    r"commissioner|chancellor|lawmaker|delegate|diplomat|founder|ruler|candidate|nominee|activist|"
    r"dissident|constable|superintendent|councillor|congressman|congresswoman|magistrate|archbishop|"
    r"bishop|cleric|ayatollah|negotiators?)\b",
    re.I,
)


class Origin(NamedTuple):
    """State and the rule that told it; the state is empty if nothing did."""

    state: str = ""
    rule: str = ""


def is_role(gap: str) -> bool:
    """Whether words name an office or who speaks for one."""
    return ROLE_NOUNS.search(gap) is not None

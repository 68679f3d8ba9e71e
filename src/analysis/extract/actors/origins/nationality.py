"""The state of a person by what stands before the name: `Turkish lawmaker X`, `Ghana's X`."""

from __future__ import annotations

from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.origins.types import NOT_BETWEEN, PLAIN_GAP, ROLE_NOUNS, Origin
from analysis.extract.actors.roles import groups
from analysis.extract.actors.roles.states import SHORT
from analysis.extract.actors.titles import REACH, role_of, title_before

POSSESSIVE = ("'s ", "’s ", "' ", "’ ")

# Sectors whose nouns, in the singular, name one person: `Taiwanese activist`.
ONE_PERSON = ("CVL", "MED", "JUD", "OPP", "LEG", "REF")

# Nouns of those sectors that name no person: `the Greek daily Kathimerini`.
NO_PERSON = frozenset(
    {
        "daily", "newspaper", "magazine", "broadcaster", "tabloid", "outlet", "channel", "station",
        "website", "radio", "television", "press", "news", "media", "team", "club", "league",
        "federation", "family", "society", "community", "court", "tribunal", "prosecution",
        "judiciary", "legislature", "opposition", "population", "minority", "cartel", "gang",
        "mafia", "clergy", "electorate", "diaspora", "youth", "crew",
    }
)  # fmt: skip


def by_nationality(name: Name, title: str, memory: Memory) -> Origin:
    """Read `Russian Defence Minister X`, `Turkey's X`, `Kremlin spokesman X`."""
    found = memory.preceding(name)
    if found is None or found[0].end > name.start:
        return Origin()
    last, link = found
    gap = memory.text[last.end : name.start]
    if len(gap) > REACH or not link.state_id or last.label == "PERSON":
        return Origin()
    words = [word.lower() for word in gap.split()]
    if last.label in ("GPE", "NORP"):
        leads = _leads(last, gap, title, memory)
        return Origin(link.state_id, "nationality") if leads else Origin()
    if not PLAIN_GAP.fullmatch(gap) or NOT_BETWEEN & set(words) or "," in gap:
        return Origin()
    if last.label in ("ORG", "MISC") and len(words) <= 4 and (title or link.kind != "institution"):
        return Origin(link.state_id, "institution_before")
    return Origin()


def _leads(last: Name, gap: str, title: str, memory: Memory) -> bool:
    """Whether a nationality describes the person: only a title or its adjectives lie between."""
    of_state = memory.text[max(last.start - 8, 0) : last.start].endswith((" of ", " of the "))
    if of_state and gap == " ":
        return bool(title_before(last, memory)) or _title_of(last, memory)
    if of_state or not PLAIN_GAP.fullmatch(gap):
        return False
    words = gap.lower().removeprefix("'s").removeprefix("’s").split()
    if not title:
        return (not words and (last.label == "NORP" or gap in POSSESSIVE)) or (
            (last.label == "NORP" or last.text in SHORT) and _is_described(words)
        )
    if gap[:1] not in " '’" or NOT_BETWEEN & set(words[: -len(title.split())]):
        return False
    extra = len(words) - len(title.split())
    return extra <= (1 if last.label == "GPE" and gap[:1] == " " else 5)


def _is_described(words: list[str]) -> bool:
    """Whether words between a nationality and a name end in a noun for one person."""
    if not 0 < len(words) <= 4 or NOT_BETWEEN & set(words):
        return False
    return names_one_person(words[-1].removesuffix(","))


def names_one_person(noun: str) -> bool:
    """Whether a noun in the singular says what a person is: `activist`, `official`."""
    if noun.endswith("s") or noun in NO_PERSON:
        return False
    group = groups().get(noun)
    one = group is not None and group.sector in ONE_PERSON
    return one or ROLE_NOUNS.fullmatch(noun) is not None


def _title_of(state: Name, memory: Memory) -> bool:
    """Whether a title with `of` stands before a state: `President of Ghana `."""
    before = memory.text[max(state.start - REACH, state.sentence_start) : state.start]
    title = before.removesuffix("the ").removesuffix("of ")
    words = title.split()[-4:]
    return any(role_of(" ".join(words[first:]).lower()) for first in range(len(words)))

"""News items whose editors linked names to articles: recall and accuracy of who is meant.

Links are not exhaustive, so there is no precision. A link is a case if its words hold a
capital letter and the facts know its title (`titles`). How far the facts reach shows in
`person after an office`: whoever is linked right behind a linked office, known or not. Items
of one running story repeat its names, so stories, not items, are resampled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.lexicon.names import meanings_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_records
from analysis.pipeline.accuracy.texts import Text, mentioned
from analysis.pipeline.accuracy.titles import Party, party_of
from analysis.settings import Settings

YEAR = "2025"  # the developer's part; one stray day of 2020 is left out
UNKNOWN = "unknown to the facts"
PERSONS = ("leader", "other person")
# Whoever is linked right after a linked office holds it, whether the facts know or not.
OFFICER = "person after an office"
PAST = re.compile(
    r"\b(?:former|ex|late|then|elect|deposed|ousted|future|waiting|designate)\b", re.IGNORECASE
)
ORGANS = ("institution", "office", "bare office or organ")
STATE_LIKE = ("state", "part of a state", "demonym", "capital", *ORGANS)
Found = Callable[[list[Text]], pd.DataFrame]


def score_links(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally who is meant by the links of the items, by kind of link."""
    return judge(path, lambda texts: mentioned(texts, settings))


def score_names(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the linked names that are found, whoever they are taken for."""
    records = _records(path)
    links = _links(records)
    links = links[links["name"]]
    mentions = mentioned(_texts(records), settings)
    paired = accuracy.pair_mentions(links, mentions[["document", "start", "end", "text"]])
    cases = paired.assign(case=True, document=paired["story"])
    return accuracy.tally(
        cases, {"overlapping recall": ("met", "case"), "exact recall": ("exact", "case")},
        by=["kind"],
    )  # fmt: skip


def judge(path: Path, find: Found) -> pd.DataFrame:
    """Tally links against what a system finds.

    Parameters
    ----------
    path
        The file of items.
    find
        Returns mentions of texts: `document`, `start`, `end`, `state_id` and, unless the
        system knows states only, `person_id` and `actor_id`.
    """
    records = _records(path)
    links = _links(records)
    found = find(_texts(records))
    columns = ["document", "start", "end", "state_id"]
    named = [name for name in ("person_id", "actor_id") if name in found]
    links = links[(links["kind"] != UNKNOWN) | links["officer"].notna()]
    paired = accuracy.pair_mentions(links, found[[*columns, *named]])
    paired = paired.assign(document=paired["story"], known=paired["kind"] != UNKNOWN)
    tallies = []
    if named:
        asked = paired[paired["known"]].assign(answer=_answers)
        tallies.append(_tallied(asked.assign(officer=None), "actor", ("actor_id", "answer")))
    asked = paired[paired["state_id"].notna()]
    asked = asked.assign(kind=asked["kind"].where(asked["known"]))
    tallies.append(_tallied(asked, "state", ("state_id", "found_state_id")))
    return pd.concat(tallies)


def _tallied(paired: pd.DataFrame, aspect: str, columns: tuple[str, str]) -> pd.DataFrame:
    """Tally one aspect; offices and organs are slices, and not among ``all`` parties."""
    compared = accuracy.compare_links(paired, {aspect: columns})
    organs = compared["kind"].isin(ORGANS).fillna(False)
    parties = accuracy.judge_links(compared[~organs], aspect, by=["kind", "officer"])
    apart = accuracy.judge_links(compared[organs], aspect, by=["kind"])
    return pd.concat([parties, apart[apart["slice"] != "all"]])


def _answers(paired: pd.DataFrame) -> pd.Series:
    """Who was found, in the terms of what was asked: a state, a person or an organisation."""
    persons = paired["kind"].isin(PERSONS)
    states = paired["kind"].isin(STATE_LIKE)
    return (
        paired["found_actor_id"]
        .mask(persons, paired["found_person_id"])
        .mask(states, paired["found_state_id"])
    )


def _records(path: Path) -> list[dict]:
    return [record for record in read_records(path) if record["date"].startswith(YEAR)]


def _texts(records: list[dict]) -> list[Text]:
    return [Text(record["id"], record["text"], record["date"]) for record in records]


def _links(records: list[dict]) -> pd.DataFrame:
    """One row per link: where it stands, who it is, and whether it is a name."""
    rows = []
    for record in records:
        story = record["story"][0] if record["story"] else record["id"]
        states = _office_states(record)
        for entity in record["entities"]:
            words, start = entity["text"], entity["start"]
            if words == words.lower() or record["text"][start : entity["end"]] != words:
                continue
            party = party_of(entity["wiki"], record["date"])
            party = None if party is None else _told(party, words)
            kind = UNKNOWN if party is None else party.kind
            officer = kind in (UNKNOWN, *PERSONS) and start - 1 in states
            state = states[start - 1] if officer else party.state_id if party else ""
            rows.append((
                record["id"], story, start, entity["end"], kind, OFFICER if officer else None,
                party.actor_id if party else None, state or None,
                kind != UNKNOWN or _is_name(words, entity["wiki"]),
            ))  # fmt: skip
    names = ["document", "story", "start", "end", "kind", "officer", "actor_id", "state_id", "name"]
    texts = dict.fromkeys(["document", "story", "kind", "officer", "actor_id", "state_id"], "str")
    return pd.DataFrame(rows, columns=names).astype(texts)


def _office_states(record: dict) -> dict[int, str]:
    """Return the state of each linked office, by the position right after its words."""
    found = {}
    for entity in record["entities"]:
        party = party_of(entity["wiki"], record["date"])
        before = record["text"][max(0, entity["start"] - 25) : entity["start"]] + entity["text"]
        if party is not None and party.kind == "office" and not PAST.search(before):
            found[entity["end"]] = party.state_id
    return found


def _told(party: Party, words: str) -> Party:
    """Who is to be found, given the words that are linked.

    Nationalities are told from names of states, and offices and organs named with their state
    from those that only the text around can tell. Words that do not name an organisation but
    the state it belongs to ("Israeli forces") stand for an organ of that state.
    """
    kinds = {meaning.kind for meaning in meanings_of(words)}
    if party.kind in ("state", "part of a state"):
        nationality = meanings_of(words)[:1] and kinds & {"adjective", "people", "prefix"}
        return party._replace(kind="demonym") if nationality and "state" not in kinds else party
    if party.kind == "organisation" and party.state_id and "organisation" not in kinds:
        party = Party("institution", party.state_id, party.state_id)
    if party.kind in ("institution", "office") and kinds & {"title", "institution"}:
        return party._replace(kind="bare office or organ")
    return party


def _is_name(words: str, title: str) -> bool:
    """Whether the words of a link and its title are written as names are."""
    title = title.partition("_(")[0]
    inside = [word for word in title.split("_")[1:] if len(word) > 3]
    capitals = all(word[:1].isupper() for word in words.split() if len(word) > 3)
    return words[:1].isupper() and capitals and all(word[:1].isupper() for word in inside)

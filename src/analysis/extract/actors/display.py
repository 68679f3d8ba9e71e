"""The actors of a corpus with the names shown in charts."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analysis.extract.actors.offices import offices
from analysis.facts import read_facts
from analysis.lexicon.forms import table_or_empty
from analysis.schema import ACTORS, conform, empty
from analysis.schema.tables import LISTED_PERSON, TEXT_ONLY

_ROLE_WORDS = {
    "un_ambassador": "UN ambassador", "defence_minister": "defence minister",
}  # fmt: skip


def list_actors(mentions: pd.DataFrame) -> pd.DataFrame:
    """List the actors that are mentioned, and the states they act for.

    Parameters
    ----------
    mentions
        Table `MENTIONS`; rows that are not resolved are left out.

    Returns
    -------
    DataFrame
        Table `ACTORS`. `state_id` is missing where the mentions of an actor disagree, for
        instance of a person who changed offices between states. A state has a row also where
        only those who act for it are named: charts of parties name it.
    """
    resolved = mentions.dropna(subset="actor_id")
    if resolved.empty:
        return empty(ACTORS)
    rows = []
    for actor_id, own in resolved.groupby("actor_id", sort=True):
        states = own["state_id"].dropna().unique()
        kind = kind_of(str(actor_id))
        rows.append({
            "actor_id": actor_id,
            "name": name_of(str(actor_id)) or _longest(own["text"]),
            "kind": kind,
            "state_id": states[0] if len(states) == 1 else None,
        })  # fmt: skip
    listed = set(resolved["actor_id"])
    rows += [
        {"actor_id": state, "name": name_of(state) or state, "kind": kind_of(state),
         "state_id": state}
        for state in sorted(set(resolved["state_id"].dropna()) - listed)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), ACTORS)


def _longest(texts: pd.Series) -> str:
    """Return the longest way a name is printed, the first in the alphabet of those."""
    return min(texts.astype(object), key=lambda text: (-len(text), text))


def kind_of(actor_id: str) -> str:
    """Return the kind of an actor, read from its identifier."""
    for prefix, kind in (
        (LISTED_PERSON, "person"),
        (TEXT_ONLY, "person"),
        ("former-", "former"),
        ("disputed-", "disputed"),
    ):
        if actor_id.startswith(prefix):
            return "office" if actor_id in offices() else kind
    if actor_id in offices():
        return "office"
    if actor_id.startswith("org-"):
        return "organisation"
    if "-" not in actor_id:
        return "state"
    return "institution" if _is_organ(actor_id) else "office"


def _is_organ(actor_id: str) -> bool:
    from analysis.lexicon import read_words

    organ = actor_id.split("-", 1)[1]
    return organ in set(read_words("institutions")["organ"]) or not _is_role(organ)


def _is_role(role: str) -> bool:
    from analysis.lexicon import read_words

    return role in set(read_words("titles")["role"]) or role == "office"


def name_of(actor_id: str) -> str:
    """Return the name shown for an actor; empty if only the text has it."""
    if actor_id in offices():
        office = offices()[actor_id]
        role = office.office_id.rsplit("-", 1)[-1]
        return f"{_words(role)} of {_plain_names().get(office.owner, office.owner)}"
    if actor_id in _plain_names():
        return _plain_names()[actor_id]
    owner, _, part = actor_id.partition("-")
    if len(owner) == 3 and owner.isupper():
        if _is_organ(actor_id):
            adjective = _adjectives().get(owner) or _plain_names().get(owner, owner)
            return f"{adjective} {part.replace('_', ' ')}"
        return f"{_words(part)} of {_plain_names().get(owner, owner)}"
    return ""


def _words(role: str) -> str:
    words = _ROLE_WORDS.get(role, role.replace("_", " "))
    return words[:1].upper() + words[1:]


@cache
def _plain_names() -> dict[str, str]:
    """Return the names of states, persons and organisations."""
    states, persons = read_facts("states"), read_facts("persons")
    organisations = table_or_empty("organisations", "org_id", "name")
    return {
        **dict(zip(states["state_id"], states["name"], strict=True)),
        **dict(zip(persons["person_id"], persons["name"], strict=True)),
        **dict(zip(organisations["org_id"], organisations["name"], strict=True)),
    }


@cache
def _adjectives() -> dict[str, str]:
    """Return the first adjective listed for each state."""
    rows = read_facts("demonyms")
    own = rows[(rows["kind"] == "adjective") & ~rows["form"].str.fullmatch(r"[A-Z.]+")]
    return dict(zip(own["state_id"][::-1], own["form"][::-1], strict=True))

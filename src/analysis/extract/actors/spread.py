"""What an article says once of a person holds for all mentions of that person.

`Navalny` of the headline is the `Russian opposition leader Alexei Navalny` of the first
sentence. Persons the facts do not know get their state from wherever the article tells it; if
it tells two, each mention keeps its own.
"""

from __future__ import annotations

from analysis.extract.actors.link import Link
from analysis.schema.tables import TEXT_ONLY


def name_persons(links: list[Link]) -> list[Link]:
    """Say of each mention of an unknown person whom it means: `person_id` is its actor."""
    return [
        link._replace(person_id=link.actor_id)
        if link.person_id is None and link.actor_id and link.actor_id.startswith(TEXT_ONLY)
        else link
        for link in links
    ]


def spread_states(links: list[Link]) -> list[Link]:
    """Give each mention of an unknown person the one state any of its mentions has.

    Parameters
    ----------
    links
        The links of one article, in text order.

    Returns
    -------
    list of Link
        The same, with `state_id` filled where it was missing.
    """
    states: dict[str, set[str]] = {}
    for link in links:
        if link.actor_id and link.actor_id.startswith(TEXT_ONLY) and link.state_id:
            states.setdefault(link.actor_id, set()).add(link.state_id)
    told = {actor: min(found) for actor, found in states.items() if len(found) == 1}
    return [
        link._replace(state_id=told[link.actor_id], link_rule=_rule(link))
        if link.state_id is None and link.actor_id in told
        else link
        for link in links
    ]


def _rule(link: Link) -> str:
    return "state_elsewhere" if link.link_rule == "unknown_name" else link.link_rule

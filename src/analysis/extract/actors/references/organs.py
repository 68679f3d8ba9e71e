"""Institutions and offices without nationality: `the foreign ministry`, `the president`.

They are those of the one state whose organ of that kind the article named before, else of the
one state that it has spoken of as acting so far; with two states in play they stay open.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.home import most_named
from analysis.extract.actors.link import Link, listed
from analysis.extract.actors.offices import (
    Term,
    held,
    leading,
    offices_titled,
    role_of,
    terms_by_office,
)
from analysis.extract.actors.references.types import Found, Named, Stretch
from analysis.lexicon import read_words
from analysis.lexicon.names import meanings_of


@cache
def _organ_pattern() -> re.Pattern[str]:
    nouns = set(read_words("institutions")["noun"])
    words = read_words("titles")
    titles = set(words.loc[words["bare"] == "yes", "form"])
    both = sorted(nouns | titles, key=lambda noun: (-len(noun), noun))
    spelt = [re.escape(noun).replace("defence", "defen[cs]e") for noun in both]
    return re.compile(
        r"\b[Tt]he (?P<organ>(?:(?P<which>acting|interim|outgoing|new|former|late|deputy|vice) )?"
        rf"(?P<noun>{'|'.join(spelt)}))\b(?! of\b| for\b|[’'](?!s )|-)",
        re.I,
    )


def organs_in(text: str, day: str, sentence: Stretch, before: Named, here: Named) -> list[Found]:
    """Find the institutions and offices of a sentence that are named without their state."""
    found = []
    for match in _organ_pattern().finditer(text, sentence.start, sentence.end):
        words = match.group("organ").lower()
        if words.startswith(("former", "late", "deputy", "vice")):
            continue
        if _DESCRIBES.match(text, match.end()):
            continue
        following = text[match.end() : match.end() + 2]
        if following[:1] == " " and following[1:].isupper():
            continue
        earlier = [*before, *(pair for pair in here if pair[0].end <= match.start())]
        which = (match.group("which") or "").lower()
        near = [pair for pair in here if pair[0].end <= match.start()]
        link = _organ_link(match.group("noun").lower(), earlier, day, which, near)
        if link is not None and not _is_of_another(text, match.end(), link, here):
            found.append(Found(match.start("organ"), match.end("organ"), link))
    return found


# Nouns that an organ before them only describes: `the police state`.
_DESCRIBES = re.compile(
    r" (?:state|officers?|station|confirmation|hearings?|ruling|building|headquarters|spokes\w+|"
    r"members?|leader|speaker|chief|seats?|election|shutdown|custody|cars?|force|brutality)\b"
)


def _is_of_another(text: str, end: int, link: Link, here: Named) -> bool:
    """Whether the person named after an office is of another state: `the premier, Johnson`."""
    return link.kind == "bare_office" and any(
        name.label == "PERSON"
        and text[end : name.start] == ", "
        and (other.state_id != link.state_id or other.person_id != link.person_id)
        for name, other in here
    )


def _organ_link(noun: str, earlier: Named, day: str, which: str, near: Named) -> Link | None:
    """Link a bare institution or office to the one state it can belong to; missing if open."""
    meanings = [m for m in meanings_of(noun) if m.kind in ("institution", "title")]
    if not meanings:
        return None
    meaning = meanings[0]
    states = _states_with(meaning.actor_id, meaning.kind, noun, earlier)
    rule = "organ_in_article"
    if not states:
        states = {link.state_id for _, link in earlier if link.state_id and link.role == "actor"}
        rule = "one_state_so_far"
    state = str(states.pop()) if len(states) == 1 else ""
    if not state and rule == "one_state_so_far":
        state, rule = most_named(link.state_id or "" for _, link in earlier), "one_state_at_home"
    if not state and rule == "one_state_at_home":
        state, rule = _only_acting(near), "one_state_nearby"
    if not state:
        return None
    if meaning.kind == "title":
        return _office_link(state, noun, rule, day, which)
    if which in ("new", "outgoing"):
        return None
    organ = _last_ministry(state, earlier) if meaning.actor_id == "ministry" else meaning.actor_id
    if not organ:
        return None
    return Link(f"{state}-{organ}", state, "institution", "actor", rule, meaning.sector or None)


def _only_acting(near: Named) -> str:
    """Return the one state that acts in the same sentence before; empty if several do, or none."""
    states = {link.state_id for _, link in near if link.state_id}
    acting = {link.state_id for _, link in near if link.state_id and link.role == "actor"}
    return str(acting.pop()) if len(states) == len(acting) == 1 else ""


def _last_ministry(state: str, earlier: Named) -> str:
    """Return the ministry of a state that was named last; empty if none was."""
    for _, link in reversed(earlier):
        if link.state_id == state and str(link.actor_id).endswith("_ministry"):
            return str(link.actor_id).split("-", 1)[1]
    return ""


def _states_with(organ: str, kind: str, noun: str, earlier: Named) -> set[str]:
    """Return the states whose organ, or office, of that kind was named before."""
    states = set()
    for _, link in earlier:
        if not link.state_id or not link.actor_id:
            continue
        if kind == "institution":
            named = link.actor_id == f"{link.state_id}-{organ}" or (
                organ == "ministry" and link.actor_id.endswith("_ministry")
            )
        else:
            named = bool(link.office_id) and link.office_id in {
                office.office_id for office in offices_titled(link.state_id, noun)
            }
        if named:
            states.add(link.state_id)
    return states


def _office_link(state: str, noun: str, rule: str, day: str, which: str) -> Link | None:
    """Link an office to its holder on the day: of two, `new` means the later, `outgoing` not."""
    known = offices_titled(state, noun)
    terms = [t for o in known for t in held(terms_by_office().get(o.office_id, ()), day)]
    if not known or not role_of(noun):
        return None
    terms = _meant(terms, which)
    term = leading(terms) if len({term.person_id for term in terms}) == 1 else None
    office = term.office_id if term else known[0].office_id
    return Link(office, state, "bare_office", "actor", rule, known[0].sector or None, office,
                term.person_id if term else None,
                candidates=None if term else listed([t.person_id for t in terms]),
                fact_row=term.fact_row if term else f"offices:{office}")  # fmt: skip


def _meant(terms: list[Term], which: str) -> list[Term]:
    """Return the terms that `new`, `outgoing` or `acting` leaves on the day of a handover."""
    if which == "outgoing" and len({term.person_id for term in terms}) < 2:
        return []
    if which in ("new", "outgoing") and terms:
        ordered = sorted(terms, key=lambda term: (term.start, term.person_id))
        return [ordered[-1] if which == "new" else ordered[0]]
    if which in ("acting", "interim"):
        return [term for term in terms if term.acting]
    return terms

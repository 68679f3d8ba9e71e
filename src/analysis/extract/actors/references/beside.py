"""Offices and relations said of a person beside them: `Brown became prime minister`.

An office without a state (`remains defence minister`, `elected pope`, `, caretaker prime
minister,`) is that of the state of the person it is said of. A relation (`his predecessor,
Vladimir Putin`) is the person named after it; without a name it has the state of the one
person it can look back to, and no person of its own.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.link import Link
from analysis.extract.actors.offices import offices_titled, role_of
from analysis.extract.actors.references.types import Found, Named, Stretch
from analysis.lexicon import read_words

_SAID = (
    r"(?:,? (?:who|has|had|have|will|was|is|been|be|remains?|remained|becomes?|became|"
    r"serv\w+|elected|appointed|named|nominated|inaugurated|confirmed|sworn in|took (?:the |his |"
    r"her )?(?:oath|over|office)|stays?|stayed|returns?|returned|again|once|also|now|still|"
    r"until|since|then|lately|already|likewise|yesterday|on [A-Z][a-z]+day|as|long-time|veteran))* "
)
_RELATION = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) "
    r"(?:(?:late|own|immediate|long-time|eventual|designated) )?"
    r"(?P<noun>predecessor|successor|host|deputy|guest|counterpart|colleague)\b(?!['’-])"
)
_SUCCEEDING = re.compile(r"\b(?:succeed\w*|replac\w+|follow\w*|oust\w*|defeat\w*|beat) $")
# Relations whose two ends are of one state.
_SAME_STATE = ("predecessor", "successor", "deputy")


@cache
def _office_pattern() -> re.Pattern[str]:
    words = read_words("titles")
    titles = sorted(set(words.loc[words["bare"] == "yes", "form"]), key=lambda t: (-len(t), t))
    spelt = "|".join(re.escape(title).replace("defence", "defen[cs]e") for title in titles)
    return re.compile(
        rf"(?P<said>{_SAID}|, )(?:(?:the|an?) )?"
        rf"(?P<office>(?:(?:acting|interim|caretaker|new|outgoing) )?(?P<title>{spelt}))\b"
        r"(?! of\b| for\b| to\b|['’-]| (?:and )?[a-z]*(?:elect|candidate|designate|hopeful)| [A-Z])"
    )


def beside_in(text: str, sentence: Stretch, before: Named, here: Named) -> list[Found]:
    """Find what a sentence says of a person without naming the state again.

    Parameters
    ----------
    text
        The text of the article.
    sentence
        Where the sentence stands.
    before, here
        The names before the sentence, and those in it, in text order.

    Returns
    -------
    list of Found
        Offices with the person they are said of, and relations with the person named after
        them, or with the state of the person before them.
    """
    return [*_offices_said(text, sentence, here), *_relations(text, sentence, before, here)]


def _offices_said(text: str, sentence: Stretch, here: Named) -> list[Found]:
    found = []
    for number, (name, link) in enumerate(here):
        if name.label != "PERSON" or not link.state_id or link.role != "actor":
            continue
        match = _office_pattern().match(text, name.end, sentence.end)
        if match is None:
            continue
        if _SUCCEEDING.search(text[max(name.start - 16, 0) : name.start]):
            heirs = [one for other, one in here[:number] if other.label == "PERSON"]
            if not heirs or heirs[-1].state_id != link.state_id:
                continue
            link = heirs[-1]
        title = match.group("title").lower().replace("defense", "defence")
        known = offices_titled(link.state_id, title)
        if not known or not role_of(title):
            continue
        held = [office for office in known if office.office_id == link.office_id]
        office = (held or list(known))[0]
        found.append(Found(
            match.start("office"), match.end("office"),
            Link(office.office_id, link.state_id, "bare_office", "actor", "said_of_person",
                 office.sector or None, office.office_id, link.person_id,
                 fact_row=link.fact_row or f"offices:{office.office_id}"),
        ))  # fmt: skip
    return found


def _relations(text: str, sentence: Stretch, before: Named, here: Named) -> list[Found]:
    found = []
    for match in _RELATION.finditer(text, sentence.start, sentence.end):
        place = (match.start("noun"), match.end("noun"))
        named = [link for name, link in here
                 if name.label == "PERSON" and text[match.end() : name.start] in (", ", " ")
                 and match.end() < name.start]  # fmt: skip
        if named and named[0].state_id:
            found.append(Found(*place, _related(named[0], named[0].person_id)))
        elif not named and match.group("noun") in _SAME_STATE:
            one = _looked_back_to(match.start(), before, here)
            if one is not None:
                found.append(Found(*place, _related(one, None)))
    return found


def _related(link: Link, person: str | None) -> Link:
    """Link a relation to the person named after it, or to the state of the one before it."""
    rule = "relation_named" if person or link.actor_id else "relation_of_person"
    if person is None:
        return Link(link.state_id, link.state_id, "relational_office", "actor",
                    "relation_of_person", link.sector)  # fmt: skip
    return Link(link.actor_id, link.state_id, "relational_office", "actor", rule, link.sector,
                link.office_id, person, fact_row=link.fact_row)  # fmt: skip


def _looked_back_to(start: int, before: Named, here: Named) -> Link | None:
    """Return the person a possessive looks back to: missing unless all near share a state."""
    earlier = [pair for pair in here if pair[0].end <= start and pair[0].label == "PERSON"]
    earlier = earlier or [pair for pair in before[-6:] if pair[0].label == "PERSON"]
    states = {link.state_id for _, link in earlier}
    return earlier[-1][1] if len(states) == 1 and None not in states else None

"""Long before short: which person of the article a shortened name repeats.

A short form repeats a longer one if its words are among the longer one's, in the same order:
`Assad` and `Bashar Assad` repeat `Bashar al-Assad`. Of several persons the title decides, then
the one named last; two who were last named in one sentence have equal claims, and the short
form stays unresolved.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.offices import fits, offices, terms_by_person
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import LOOKED_UP

_HONORIFIC = frozenset({
    "mr", "mrs", "ms", "dr", "sir", "jr", "sr", "sheikh", "ayatollah", "imam", "sayyid", "shahid",
    "mullah", "maulana", "haji", "hajj", "lord", "lady", "dame", "princess", "monsignor",
    "archbishop", "bishop", "cardinal", "reverend", "rev",
})  # fmt: skip
_ARTICLE = re.compile(r"^(?:al|el|ul)-", re.I)


@lru_cache(maxsize=LOOKED_UP)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: folded, without article and honorific."""
    folded = fold_name(text).lower().replace(".", " ")
    words = [_ARTICLE.sub("", word) for word in folded.split()]
    return tuple(word for word in words if word not in _HONORIFIC and word not in ("al", "el"))


def without_honorific(text: str) -> str:
    """Return a name without the honorifics it begins with: `Khomeini` of `Imam Khomeini`."""
    words = text.split(" ")
    first = 0
    while first + 1 < len(words) and words[first].lower().rstrip(".") in _HONORIFIC:
        first += 1
    return " ".join(words[first:])


def is_shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of a short form stand in the long one, in the same order."""
    rest = iter(long)
    return bool(short) and all(word in rest for word in short)


def antecedent(name: Name, title: str, memory: Memory) -> tuple[Link | None, list[str]]:
    """Return the link of the person named before that a name repeats.

    Returns
    -------
    (link, candidates)
        The link is missing if nobody was named so, or if several have equal claims; the
        candidates are those several, otherwise empty.
    """
    claims = _claims(words_of(name.text), memory)
    if len(claims) > 1 and title:
        titled = {actor: claim for actor, claim in claims.items() if _goes_by(actor, title)}
        claims = titled if len(titled) == 1 else claims
    if not claims:
        return None, []
    latest = max(sentence for sentence, _ in claims.values())
    last = [actor for actor, (sentence, _) in claims.items() if sentence == latest]
    if len(last) > 1:
        return None, sorted(last)
    return claims[last[0]][1], []


def _claims(short: tuple[str, ...], memory: Memory) -> dict[str, tuple[int, Link]]:
    """Return the persons named before in a form that this one shortens, or repeats.

    Each with the start of the sentence in which it was last named, in any form.
    """
    claims: dict[str, tuple[int, Link]] = {}
    for person, (long, _, _) in memory.people.items():
        if is_shortened(short, long):
            _, sentence, link = memory.people[person]
            claims[person] = (sentence, link)
    return claims


def _goes_by(actor: str, title: str) -> bool:
    terms = terms_by_person().get(actor, ())
    return any(fits(offices()[term.office_id], title) for term in terms)


def remember_person(name: Name, link: Link, memory: Memory) -> None:
    """Note that a person was named, under the longest form so far."""
    if link.actor_id is None or link.kind not in ("full_name", "short_name", "person",
                                                  "office_name"):  # fmt: skip
        return
    words = words_of(name.text)
    long = memory.people[link.actor_id][0] if link.actor_id in memory.people else ()
    memory.people[link.actor_id] = (max(long, words, key=len), name.sentence_start, link)

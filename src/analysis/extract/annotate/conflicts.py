"""Where names found in different ways overlap: the one place that decides which stands.

The order of trust: the lists and the rules built on them first, in the order in which they
found; a model for what they do not know. What a model found stands

- where nothing of ours overlaps it;
- where it holds one known place as a part of a longer name: `University of Damascus`,
  `Paris Hilton`; the place goes, for it is not what is named;
- where it is longer than a name that a rule only guessed from a title: `Jane Doe Smith`;
- where it is the whole name of an organisation or a building and holds places as parts:
  `Liberal Party of Canada`, `Court of Audit of Iraq`; linking asks whose organ it is;
- without the title of a person, and else without the nationality or owner that leads up to
  what is named: `Syrian Bashar al-Assad`, `Syria's Red Crescent` are two names each.

In a line that writes most of its words with a capital letter, as headlines do, a model takes any
of them for names (`Visits Damascus`): there it never takes a place away.

A span of nothing but the words of an office or an organ (`Defense Ministers`, `Press Service`,
`the senate`) names nobody: whom it means is for the references to find. An organ written as a
name (`Parliament met`) is one: linking asks whose it is.

Everywhere else the model's span is left out. No two of the spans that stand overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from analysis.extract.annotate.compose import CAPITAL
from analysis.extract.annotate.headlines import in_headline
from analysis.extract.annotate.spans import GAZETTEER, RULES, Row, Spans, first_found, spans_of
from analysis.lexicon import read_words
from analysis.lexicon.names import meanings_of

PLACE_LABELS = ("GPE", "NORP")

# Words of a person's name; a longer stretch with a place in it is a list or a headline.
LONGEST_NAME = 4

# Words of a title before a name, as `deputy prime minister`.
LONGEST_TITLE = 3

# Who speaks for an office without a name of its own.
PRESS = ("press service", "information service")

# Words of what a state leads up to: `U.S. Air Force` is two names, `Russia Today` is one.
LEAST_WORDS = 2

_OWNER = re.compile(r"['’]s?\s+")
_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?\Z")
_NAMED = re.compile(rf"\b[{CAPITAL}]")
_WORD = re.compile(r"\S+\s+")
_NEXT = re.compile(r"\s+(\w+)")
_SMALL_NEXT = re.compile(r"\s+(?!(?:of|and|for|the|in|on|at|to)\b)[a-z]+\b")


def settle(ours: Spans, theirs: Spans, text: str) -> Spans:
    """Decide which spans stand.

    Parameters
    ----------
    ours
        What lists and rules found, the surest first.
    theirs
        What a model found, in text order, none overlapping another.
    text
        The text of the layout.

    Returns
    -------
    Spans
        In text order, none overlapping another.
    """
    sure = first_found(ours)
    known = sure.rows()
    dropped: set[int] = set()
    added: list[Row] = []
    for start, end, label, name in theirs.rows():
        begin = _behind_title(text, start, end) if label == "PERSON" else start
        met = range(bisect_right(sure.ends, begin), bisect_left(sure.starts, end))
        least = 1
        whole = _is_whole([known[n] for n in met], (begin, end, label, name), text)
        if not whole and len(met) == 1 and _leads(known[met[0]], begin, end, label, text):
            begin = _behind(text, known[met[0]][1], end)
            met = met[1:]
            least = 1 if label == "PERSON" else LEAST_WORDS
        elif not whole and len(met) == 1 and _trails(known[met[0]], begin, end, label, text):
            end = _before_of(text, begin, known[met[0]][0])
            met = met[1:]
        row = (begin, end, label, name)
        words = text[begin:end].split()
        nobody = len(words) < least or (_is_common(words) and not _names_organ(words))
        if any(known[n][2] in PLACE_LABELS for n in met) and in_headline(text, start):
            continue
        if not nobody and (whole or _stands([known[n] for n in met], row, text)):
            dropped.update(met)
            added.append(row)
    kept = [row for number, row in enumerate(known) if number not in dropped]
    return spans_of(sorted(kept + added))


# Labels of names that hold the names of places as parts: `Liberal Party of Canada`.
COMPOSED = ("ORG", "FAC")


def _is_whole(met: list[Row], row: Row, text: str) -> bool:
    """Whether a model's span is one longer name with nothing but names of places in it.

    An owner (`Syria's`) is named for itself, and so is the nationality of what has no name of
    its own (`Canadian bank X`) or only begins a title (`Swiss Defense | Minister`).
    """
    start, end, label, _ = row
    if label not in COMPOSED or not met:
        return False
    for first, last, own, annotator in met:
        inside = start <= first and last <= end and last - first < end - start
        if not inside or own not in PLACE_LABELS or annotator != GAZETTEER:
            return False
        if _OWNER.match(text, last, end) or _SMALL_NEXT.match(text, last, end):
            return False
    following = _NEXT.match(text, end)
    if following and any(meaning.kind == "title" for meaning in meanings_of(following.group(1))):
        return False
    rest = _without(met, start, end, text)
    return _NAMED.search(rest) is not None and not _is_common(rest.split())


def _without(met: list[Row], start: int, end: int, text: str) -> str:
    """Return what a span says beside the names it holds."""
    parts, at = [], start
    for first, last, _, _ in met:
        parts.append(text[at:first])
        at = last
    return " ".join([*parts, text[at:end]])


def _stands(met: list[Row], row: Row, text: str) -> bool:
    """Whether a model's span stands against those of ours it meets."""
    start, end, label, _ = row
    if len(met) != 1:
        return not met and (label != "PERSON" or _NAMED.search(text, start, end) is not None)
    first, last, own, annotator = met[0]
    if not (start <= first and last <= end) or (first, last) == (start, end):
        return False
    if own == label == "PERSON":
        return annotator == RULES and first == start
    if own not in PLACE_LABELS or annotator != GAZETTEER:
        return False
    if label == "PERSON" and len(text[start:end].split()) > LONGEST_NAME:
        return False
    return _NAMED.search(f"{text[start:first]} {text[last:end]}") is not None


def _is_common(words: list[str]) -> bool:
    """Whether a span is an office or organ without a name, in one number or the other."""
    known, heads, organs = _common_words()
    plain = [word.casefold().strip("'’\"“”").replace("defense", "defence") for word in words]
    if " ".join(plain) in organs or " ".join(plain).endswith(PRESS):
        return True
    last = plain[-1]
    is_head = last in heads or last.removesuffix("s") in heads
    return is_head and all(word in known for word in plain[:-1])


def _names_organ(words: list[str]) -> bool:
    """Whether a span is an organ written as a name: `Parliament`, `Coast Guard`."""
    kinds = {meaning.kind for meaning in meanings_of(" ".join(words))}
    return words[0][:1].isupper() and "institution" in kinds


@cache
def _common_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words of titles and organs, the nouns that an office ends with, the organs."""
    titles = [form.casefold().split() for form in read_words("titles")["form"]]
    organs = [form.casefold().split() for form in read_words("institutions")["noun"]]
    words = frozenset(word for form in titles + organs for word in form)
    heads = frozenset(form[-1] for form in titles)
    return words, heads, frozenset(" ".join(form) for form in organs)


def _leads(ours: Row, start: int, end: int, label: str, text: str) -> bool:
    """Whether one of ours only leads up to what a model's span names."""
    first, last, own, _ = ours
    if first != start or last >= end:
        return False
    if _OWNER.match(text, last, end) or own == "NORP":
        return True
    if own != "GPE" or label == "PERSON" or not _is_state(text[first:last]):
        return False
    return text[first:last].isupper() or len(text[last:end].split()) >= LEAST_WORDS


def _trails(ours: Row, start: int, end: int, label: str, text: str) -> bool:
    """Whether a model's span ends with the state that what is named is `of`."""
    first, last, own, _ = ours
    return (
        last == end
        and own == "GPE"
        and label != "PERSON"
        and _before_of(text, start, first) > start
        and _is_state(text[first:last])
    )


def _before_of(text: str, start: int, first: int) -> int:
    """Where a name ends that ` of ` parts from a state; its start if nothing does."""
    of = _OF_STATE.search(text[start:first])
    return start + of.start() if of else start


def _is_state(name: str) -> bool:
    return any(meaning.kind == "state" for meaning in meanings_of(name))


def _behind(text: str, last: int, end: int) -> int:
    """Where what is named begins, behind the name that leads up to it."""
    owner = _OWNER.match(text, last, end)
    begin = owner.end() if owner else last
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip(" -–\n\t"))


def _behind_title(text: str, start: int, end: int) -> int:
    """Where the name begins in a span such as `Prime Minister Jane Doe`."""
    cuts = [start]
    while len(cuts) <= LONGEST_TITLE and (word := _WORD.match(text, cuts[-1], end)):
        cuts.append(word.end())
    for cut in reversed(cuts[1:]):
        if any(meaning.kind == "title" for meaning in meanings_of(text[start:cut].rstrip())):
            return cut
    return start

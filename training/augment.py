"""Variants of training texts: other names in the same sentence, and other ways of printing.

Names are replaced by others of the same kind, one for each name throughout a document, so
that training learns from what stands around a name and not the name. Part of the texts
return as headlines, in capitals and in lower case. Every choice is drawn from one seeded
generator, in the order of the texts.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from training.labels import is_people, is_state, lists
from training.places import NEWS_STATES, towns_by_state
from training.sets import Span, Text
from training.word_sources import faker_names_by_language, parts

SEED = 4711
SHARES = {"names": 0.5, "title": 0.08, "upper": 0.02, "lower": 0.04, "plain_letters": 0.03}
COPIES = {"re3d": 8}  # of a small set in the domain, how often its names are replaced
FEWEST_TOWNS = 30  # of a state whose towns are put in for others
MOST_WORDS = 6  # of a name put in for another
SMALL = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "but",
    "by",
    "for",
    "from",
    "in",
    "into",
    "is",
    "of",
    "on",
    "or",
    "over",
    "the",
    "to",
    "with",
}


@dataclass(frozen=True)
class Names:
    """Names to put in for others; lists are sorted.

    Parameters
    ----------
    persons
        Given and family names that go together, by language.
    states, cities, organisations, peoples
        Names of each kind.
    towns
        Names of towns, a list a state.
    news_towns
        Those of states whose towns are often in the news.
    """

    persons: list[tuple[list[str], list[str]]]
    states: list[str]
    cities: list[str]
    towns: list[list[str]]
    news_towns: list[list[str]]
    organisations: list[str]
    peoples: list[str]


def names_of(texts: Iterable[Text]) -> Names:
    """Return names from the lists, and the organisations the texts mark."""
    marked = {
        text.text[start:end] for text in texts for start, end, label in text.spans if label == "ORG"
    }
    known = lists()
    organisations = {name for name in marked if name[:1].isupper() and "\n" not in name}
    return Names(
        faker_names_by_language(),
        sorted(known["country"]),
        sorted(known["town"] | known["city"]),
        [towns for towns in towns_by_state().values() if len(towns) >= FEWEST_TOWNS],
        [towns_by_state()[code] for code in NEWS_STATES],
        sorted(name for name in organisations if len(name.split()) <= MOST_WORDS),
        sorted(name for name in known["demonym"] if name[:1].isupper()),
    )


def augmented(texts: list[Text]) -> Iterator[Text]:
    """Yield variants of the texts; see `SHARES` for how many."""
    draw = random.Random(SEED)
    names = names_of(texts)
    for text in texts:
        for _ in range(COPIES.get(text.set, 1)):
            if text.spans and draw.random() < SHARES["names"]:
                yield renamed(text, names, draw)
        for style, share in SHARES.items():
            if style in STYLES and draw.random() < share:
                yield restyled(text, STYLES[style])


def renamed(text: Text, names: Names, draw: random.Random) -> Text:
    """Return a text with other names; the same name is replaced by the same one throughout."""
    chosen: dict[str, str] = {}
    given, family = draw.choice(names.persons)
    towns = draw.choice([names.cities, draw.choice(names.towns), draw.choice(names.news_towns)])
    new: list[tuple[Span, str]] = []
    for span in text.spans:
        old = text.text[span[0] : span[1]]
        if old not in chosen:
            chosen[old] = _other(old, span[2], names, (given, family), towns, draw, chosen)
        new.append((span, chosen[old]))
    return put_in(text, new)


def _other(
    old: str,
    label: str,
    names: Names,
    people: tuple[list[str], list[str]],
    towns: list[str],
    draw: random.Random,
    chosen: dict[str, str],
) -> str:
    words = parts(old)
    if "\n" in old or not old[:1].isupper():
        return old
    if label == "PERSON" and len(words) <= 3:
        last = next((chosen[name] for name in chosen if name.endswith(" " + words[-1])), "")
        family = last.split()[-1] if last else draw.choice(people[1])
        return family if len(words) == 1 else f"{draw.choice(people[0])} {family}"
    if label == "GPE" and is_state(old):
        return draw.choice(names.states) if len(words) == 1 else old
    if label == "GPE" and _may_be_town(words):
        return draw.choice(towns)
    if label == "ORG" and draw.random() < 0.7:
        return draw.choice(names.organisations)
    if label == "NORP" and is_people(old) and old in lists()["demonym"]:
        same = [name for name in names.peoples if name[-1:] == old[-1:]]
        return draw.choice(same or [old])
    return old


def _may_be_town(words: list[str]) -> bool:
    """Whether the words of a place may be a town's name, for which another can stand."""
    known = lists()
    return len(words) <= 3 and not set(words) & (known["settlement"] | known["direction"] | {"of"})


def put_in(text: Text, new: list[tuple[Span, str]]) -> Text:
    """Return a text with each span replaced; positions follow.

    Parameters
    ----------
    new
        The text's spans in order, each with its new wording.
    """
    pieces, spans, at, shifts = "", [], 0, []
    for (start, end, label), name in new:
        pieces += text.text[at:start]
        spans.append((len(pieces), len(pieces) + len(name), label))
        pieces += name
        shifts.append((end, len(pieces) - end))
        at = end
    pieces += text.text[at:]
    unsure = [
        (start + by, end + by)
        for start, end in text.unsure
        for by in [next((s for e, s in reversed(shifts) if e <= start), 0)]
    ]
    return replace(text, text=pieces, spans=spans, unsure=unsure)


def restyled(text: Text, style: Callable[[str], str]) -> Text:
    """Return a text in another style, or as it was where the style changes its length."""
    changed = style(text.text)
    return replace(text, text=changed) if len(changed) == len(text.text) else text


def title_case(text: str) -> str:
    """Return a text as a headline: a capital for every word but the small ones."""
    words = text.split(" ")
    return " ".join(
        word if i and word in SMALL else word[:1].upper() + word[1:] for i, word in enumerate(words)
    )


def plain_letters(text: str) -> str:
    """Return a text with letters that carry marks made plain: Erdoğan, Erdogan."""
    return "".join(unicodedata.normalize("NFD", letter)[:1] for letter in text)


STYLES: dict[str, Callable[[str], str]] = {
    "title": title_case,
    "upper": str.upper,
    "lower": str.lower,
    "plain_letters": plain_letters,
}

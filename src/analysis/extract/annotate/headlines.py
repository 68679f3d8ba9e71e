"""Lines written as headlines are: most words with a capital letter, so that none tells a name.

Titles and models take any word of such a line for a part of a name (`Visits Damascus`). What
they find there is a name only as far as the article writes it with a capital elsewhere, too.
"""

from __future__ import annotations

import re

import numpy as np

from analysis.extract.annotate.compose import CAPITAL
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import Spans, spans_of

# A line of at least so many longer words, more than this share of them with a capital letter:
# a sentence full of names has a verb in small letters, a headline has not.
LEAST_WORDS = 3
SHARE = 0.9
LONGER = 4  # letters of a longer word
MOST_CHARS = 300  # no headline is longer; no more of a line is looked at on either side

# Labels of names of which a part is still a name.
SHORTENED = ("GPE", "LOC", "PERSON")

# Nouns that end the name of a place with a name of another in it.
PLACE_NOUNS = frozenset(
    {
        "Basin", "Bay", "Delta", "Heights", "Hills", "Island", "Islands", "Lake", "Mountains",
        "Peninsula", "Province", "River", "Sea", "Strait", "Valley",
    }
)  # fmt: skip

_NAME_WORD = re.compile(rf"[{CAPITAL}][\w-]*")


def in_headline(text: str, at: int) -> bool:
    """Whether a position is in a line written as a headline."""
    before = text.rfind("\n", max(at - MOST_CHARS, 0), at)
    after = text.find("\n", at, at + MOST_CHARS)
    if (before < 0 and at > MOST_CHARS) or (after < 0 and at + MOST_CHARS < len(text)):
        return False
    return is_headline(text[before + 1 : after if after >= 0 else len(text)])


def is_headline(line: str) -> bool:
    """Whether most longer words of a line begin with a capital letter, and no full stop ends it."""
    if len(line) > MOST_CHARS or line.rstrip(" \"'’”)").endswith("."):
        return False
    words = [word for word in line.split() if len(word) >= LONGER and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= LEAST_WORDS and capitals > SHARE * len(words)


def words_elsewhere(text: str) -> frozenset[str]:
    """Return the capitalised words of the lines that are no headlines."""
    return frozenset(
        word
        for line in text.split("\n")
        if not is_headline(line)
        for word in _NAME_WORD.findall(line)
    )


def text_of(layout: Layout, article: int) -> str:
    """Return the part of the layout that is one article's; `article` is a number."""
    own = np.flatnonzero(layout.article_no == article)
    return layout.text[layout.starts[own[0]] : layout.ends[own[-1]]]


def end_of_known(text: str, start: int, end: int, known: frozenset[str]) -> int:
    """Return where the words at the start of a name end that are known from elsewhere.

    A noun of places belongs to the name before it: `Niger Delta` is not `Niger`.
    """
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        begin = _NAME_WORD.search(word.group())
        if begin and begin.group() not in known and begin.group() not in PLACE_NOUNS:
            break
        last = start + word.end()
    return last


def without_headline_words(theirs: Spans, layout: Layout) -> Spans:
    """Shorten or leave out what a model found in headlines and the article does not bear out.

    An article that is nothing but headlines bears out nothing and keeps all its spans. A name
    of an organisation or event is left out whole: what is left of it would be another.
    """
    articles = layout.article_no[layout.section_of(np.array(theirs.starts, "int64"))].tolist()
    known: dict[int, frozenset[str]] = {}
    kept = []
    for (start, end, label, name), article in zip(theirs.rows(), articles, strict=True):
        last = end
        if in_headline(layout.text, start):
            if article not in known:
                known[article] = words_elsewhere(text_of(layout, article))
            if known[article]:
                last = end_of_known(layout.text, start, end, known[article])
        if last == end or (last > start and label in SHORTENED):
            kept.append((start, last, label, name))
    return spans_of(kept)
